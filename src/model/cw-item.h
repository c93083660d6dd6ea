/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-layout.h"
#include "cw-rate.h"
#include "cw-text.h"

G_BEGIN_DECLS

#define CW_TYPE_ITEM (cw_item_get_type ())
G_DECLARE_FINAL_TYPE (CwItem, cw_item, CW, ITEM, GObject)

/**
 * CwItemKind:
 * @CW_ITEM_MEDIA: a part of a media file
 * @CW_ITEM_TEXT: a text over the picture
 * @CW_ITEM_GAP: nothing, for a while
 */
typedef enum
{
  CW_ITEM_MEDIA,
  CW_ITEM_TEXT,
  CW_ITEM_GAP,
} CwItemKind;

/* The most that a sound is made louder. */
#define CW_ITEM_MOST_VOLUME 4.0

/* An item knows how long it is, and not when it begins: that follows from what
 * is before it on its track. Media items carry their own sound.
 * Properties, read-only and notified: in, duration (ns). */

CwItem *cw_item_new_media (const char *path,
                           gint64      in,
                           gint64      duration);
CwItem *cw_item_new_text (const CwText *text,
                          gint64        duration);
CwItem *cw_item_new_gap (gint64 duration);
CwItem *cw_item_copy (CwItem *self);

CwItemKind      cw_item_get_kind (CwItem *self);
const char     *cw_item_get_name (CwItem *self);
void            cw_item_set_name (CwItem     *self,
                                  const char *name);
const char     *cw_item_get_path (CwItem *self);
void            cw_item_set_path (CwItem     *self,
                                  const char *path);
const char     *cw_item_get_clip_id (CwItem *self);
void            cw_item_set_clip_id (CwItem     *self,
                                     const char *clip_id);
gint64          cw_item_get_in (CwItem *self);
gint64          cw_item_get_duration (CwItem *self);
void            cw_item_set_range (CwItem *self,
                                   gint64  in,
                                   gint64  duration);
gint64          cw_item_get_available (CwItem *self);
void            cw_item_set_available (CwItem *self,
                                       gint64  available);
int             cw_item_get_source_width (CwItem *self);
int             cw_item_get_source_height (CwItem *self);
CwRate          cw_item_get_source_rate (CwItem *self);
void            cw_item_set_source (CwItem *self,
                                    int     width,
                                    int     height,
                                    CwRate  rate);
const CwLayout *cw_item_get_layout (CwItem *self);
void            cw_item_set_layout (CwItem         *self,
                                    const CwLayout *layout);
double          cw_item_get_volume (CwItem *self);
void            cw_item_set_volume (CwItem *self,
                                    double  volume);
const CwText   *cw_item_get_text (CwItem *self);
void            cw_item_set_text (CwItem       *self,
                                  const CwText *text);
const char     *cw_item_get_foreign (CwItem *self);
void            cw_item_set_foreign (CwItem     *self,
                                     const char *foreign);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-item.h"

G_BEGIN_DECLS

#define CW_TYPE_TRACK (cw_track_get_type ())
G_DECLARE_FINAL_TYPE (CwTrack, cw_track, CW, TRACK, GObject)

/**
 * CwTrackKind:
 * @CW_TRACK_VIDEO: media with its sound, and texts
 * @CW_TRACK_AUDIO: sound only, such as music
 */
typedef enum
{
  CW_TRACK_VIDEO,
  CW_TRACK_AUDIO,
} CwTrackKind;

/* Property, read-only and notified: duration (ns). */

CwTrack    *cw_track_new (CwTrackKind kind,
                          const char *name);
CwTrack    *cw_track_copy (CwTrack *self);
CwTrackKind cw_track_get_kind (CwTrack *self);
const char *cw_track_get_name (CwTrack *self);
guint       cw_track_get_n_items (CwTrack *self);
CwItem     *cw_track_get_item (CwTrack *self,
                               guint    position);
void        cw_track_insert (CwTrack *self,
                             guint    position,
                             CwItem  *item);
void        cw_track_remove (CwTrack *self,
                             guint    position);
gint64      cw_track_get_duration (CwTrack *self);
gint64      cw_track_get_start (CwTrack *self,
                                guint    position);
CwItem     *cw_track_find (CwTrack *self,
                           gint64   time,
                           gint64  *start);
const char *cw_track_get_foreign (CwTrack *self);
void        cw_track_set_foreign (CwTrack    *self,
                                  const char *foreign);

G_END_DECLS

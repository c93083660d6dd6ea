/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-media-info.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP (cw_clip_get_type ())
G_DECLARE_FINAL_TYPE (CwClip, cw_clip, CW, CLIP, GObject)

/* Properties: id, title, path, info, duration (ns, from info), added (us UTC),
 * missing (whether the file is gone). */

CwClip            *cw_clip_new (const char        *id,
                                const char        *title,
                                const char        *path,
                                const CwMediaInfo *info,
                                gint64             added);
const char        *cw_clip_get_id (CwClip *self);
const char        *cw_clip_get_title (CwClip *self);
void               cw_clip_set_title (CwClip     *self,
                                      const char *title);
const char        *cw_clip_get_path (CwClip *self);
void               cw_clip_set_path (CwClip     *self,
                                     const char *path);
const CwMediaInfo *cw_clip_get_info (CwClip *self);
gint64             cw_clip_get_duration (CwClip *self);
gint64             cw_clip_get_added (CwClip *self);
gboolean           cw_clip_get_missing (CwClip *self);
void               cw_clip_set_missing (CwClip  *self,
                                        gboolean missing);

G_END_DECLS

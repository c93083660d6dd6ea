/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-media-info.h"
#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP (cw_clip_get_type ())
G_DECLARE_FINAL_TYPE (CwClip, cw_clip, CW, CLIP, CwRecord)

/* Properties, as of the library: number, id, removed (us UTC, 0 while it is not in the
 * trash), added (us UTC), created (us UTC; on Twitch, where it is from there), views,
 * rating (0 to 5), favourite, title, note, tags (a line each), source ("file",
 * "twitch"), rights ("own", "edited", "permitted"), channel-id, channel-name,
 * category-id, category-name, creator-name, language, vod-id, vod-offset (s, -1
 * unknown), twitch-id, url, uri (of its file), position (ns, up to where it was
 * watched), watched (us UTC, 0 for never).
 * Of its file: path, info, duration (ns, from info), missing (whether it is gone).
 * And loaded: whether the others say anything yet. */

CwClip            *cw_clip_new (const char        *id,
                                const char        *title,
                                const char        *path,
                                const CwMediaInfo *info,
                                gint64             added);
CwClip            *cw_clip_new_unloaded (gint64 number);
void               cw_clip_assign (CwClip *self,
                                   CwClip *other);
void               cw_clip_set_file (CwClip            *self,
                                     const char        *path,
                                     const CwMediaInfo *info);
gboolean           cw_clip_get_loaded (CwClip *self);
gint64             cw_clip_get_number (CwClip *self);
const char        *cw_clip_get_id (CwClip *self);
const char        *cw_clip_get_title (CwClip *self);
const char        *cw_clip_get_note (CwClip *self);
char             **cw_clip_dup_tags (CwClip *self);
int                cw_clip_get_rating (CwClip *self);
gboolean           cw_clip_get_favourite (CwClip *self);
gint64             cw_clip_get_added (CwClip *self);
gint64             cw_clip_get_created (CwClip *self);
gint64             cw_clip_get_removed (CwClip *self);
gint64             cw_clip_get_views (CwClip *self);
gint64             cw_clip_get_position (CwClip *self);
gint64             cw_clip_get_watched (CwClip *self);
const char        *cw_clip_get_channel_name (CwClip *self);
const char        *cw_clip_get_category_name (CwClip *self);
const char        *cw_clip_get_creator_name (CwClip *self);
const char        *cw_clip_get_twitch_id (CwClip *self);
const char        *cw_clip_get_url (CwClip *self);
const char        *cw_clip_get_uri (CwClip *self);
const char        *cw_clip_get_path (CwClip *self);
const CwMediaInfo *cw_clip_get_info (CwClip *self);
gint64             cw_clip_get_duration (CwClip *self);
gboolean           cw_clip_get_missing (CwClip *self);
void               cw_clip_set_missing (CwClip  *self,
                                        gboolean missing);
GArray            *cw_clip_dup_numbers (GPtrArray *clips);

G_END_DECLS

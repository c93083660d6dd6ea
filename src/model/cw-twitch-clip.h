/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_TWITCH_CLIP (cw_twitch_clip_get_type ())
G_DECLARE_FINAL_TYPE (CwTwitchClip, cw_twitch_clip, CW, TWITCH_CLIP, CwRecord)

/* Properties: id (the slug), url, title, channel-id, channel-name, creator-id
 * ("" where unknown), creator-name, vod-id ("" where there is none), vod-offset
 * (ns, -1 unknown), category-id ("" where there is none), language (ISO 639-1,
 * or "other"), views, created (us UTC), duration (ns), thumbnail (URL),
 * featured. */

const char *cw_twitch_clip_get_id (CwTwitchClip *self);
const char *cw_twitch_clip_get_url (CwTwitchClip *self);
const char *cw_twitch_clip_get_title (CwTwitchClip *self);
const char *cw_twitch_clip_get_channel_id (CwTwitchClip *self);
const char *cw_twitch_clip_get_channel_name (CwTwitchClip *self);
const char *cw_twitch_clip_get_creator_name (CwTwitchClip *self);
const char *cw_twitch_clip_get_vod_id (CwTwitchClip *self);
gint64      cw_twitch_clip_get_vod_offset (CwTwitchClip *self);
const char *cw_twitch_clip_get_category_id (CwTwitchClip *self);
const char *cw_twitch_clip_get_language (CwTwitchClip *self);
gint64      cw_twitch_clip_get_views (CwTwitchClip *self);
gint64      cw_twitch_clip_get_created (CwTwitchClip *self);
gint64      cw_twitch_clip_get_duration (CwTwitchClip *self);
const char *cw_twitch_clip_get_thumbnail (CwTwitchClip *self);
gboolean    cw_twitch_clip_get_featured (CwTwitchClip *self);

G_END_DECLS

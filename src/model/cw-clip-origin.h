/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_ORIGIN (cw_clip_origin_get_type ())
G_DECLARE_FINAL_TYPE (CwClipOrigin, cw_clip_origin, CW, CLIP_ORIGIN, CwRecord)

/* Properties: clip-id (in the library), twitch-id (the slug), url, title (as it was
 * on Twitch), channel-id, channel-name, creator-name, category-id, category-name (""
 * where it is not known), created (us UTC), duration (ns). */

CwClipOrigin *cw_clip_origin_new (CwTwitchClip *clip);
const char   *cw_clip_origin_get_clip_id (CwClipOrigin *self);
const char   *cw_clip_origin_get_twitch_id (CwClipOrigin *self);
const char   *cw_clip_origin_get_url (CwClipOrigin *self);
const char   *cw_clip_origin_get_channel_id (CwClipOrigin *self);
const char   *cw_clip_origin_get_channel_name (CwClipOrigin *self);
const char   *cw_clip_origin_get_category_name (CwClipOrigin *self);

G_END_DECLS

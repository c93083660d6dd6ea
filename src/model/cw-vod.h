/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_VOD (cw_vod_get_type ())
G_DECLARE_FINAL_TYPE (CwVod, cw_vod, CW, VOD, CwRecord)

/* Properties: id, stream-id, channel-id, channel-login, channel-name, title,
 * created (us UTC), url, thumbnail (URL with %{width}x%{height}), views,
 * language, kind ("archive", "highlight" or "upload"), duration (ns). */

const char *cw_vod_get_id (CwVod *self);
const char *cw_vod_get_channel_id (CwVod *self);
const char *cw_vod_get_title (CwVod *self);
gint64      cw_vod_get_created (CwVod *self);
const char *cw_vod_get_thumbnail (CwVod *self);
gint64      cw_vod_get_duration (CwVod *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_STREAM (cw_stream_get_type ())
G_DECLARE_FINAL_TYPE (CwStream, cw_stream, CW, STREAM, CwRecord)

/* Properties: id, channel-id, channel-login, channel-name, category-id,
 * category-name, title, viewers, started (us UTC), language, thumbnail (URL
 * with {width}x{height}). */

const char *cw_stream_get_id (CwStream *self);
const char *cw_stream_get_channel_id (CwStream *self);
const char *cw_stream_get_channel_login (CwStream *self);
const char *cw_stream_get_channel_name (CwStream *self);
const char *cw_stream_get_title (CwStream *self);
gint64      cw_stream_get_viewers (CwStream *self);
gint64      cw_stream_get_started (CwStream *self);
const char *cw_stream_get_thumbnail (CwStream *self);

G_END_DECLS

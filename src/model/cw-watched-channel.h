/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_WATCHED_CHANNEL (cw_watched_channel_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchedChannel, cw_watched_channel, CW, WATCHED_CHANNEL, CwRecord)

/* Properties: id, login (as in links), name (as shown), picture (URL), since (us UTC:
 * no older clip is told of), checked (us UTC: until when Twitch was asked). */

const char *cw_watched_channel_get_id (CwWatchedChannel *self);
const char *cw_watched_channel_get_login (CwWatchedChannel *self);
const char *cw_watched_channel_get_name (CwWatchedChannel *self);
const char *cw_watched_channel_get_picture (CwWatchedChannel *self);
gint64      cw_watched_channel_get_since (CwWatchedChannel *self);
gint64      cw_watched_channel_get_checked (CwWatchedChannel *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_CHANNEL (cw_channel_get_type ())
G_DECLARE_FINAL_TYPE (CwChannel, cw_channel, CW, CHANNEL, CwRecord)

/* Properties: id, login (as in links), name (as shown), description, picture
 * (URL), kind ("partner", "affiliate" or ""), created (us UTC, 0 unknown),
 * live, title (of the broadcast), category-id, category-name, language, started
 * (us UTC, 0 unless it is live), followed (us UTC since when, 0 if not). */

const char *cw_channel_get_id (CwChannel *self);
const char *cw_channel_get_login (CwChannel *self);
const char *cw_channel_get_name (CwChannel *self);
const char *cw_channel_get_picture (CwChannel *self);
gboolean    cw_channel_get_live (CwChannel *self);
const char *cw_channel_get_title (CwChannel *self);
const char *cw_channel_get_category_name (CwChannel *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-record.h"

G_BEGIN_DECLS

#define CW_TYPE_TWITCH_TOKEN (cw_twitch_token_get_type ())
G_DECLARE_FINAL_TYPE (CwTwitchToken, cw_twitch_token, CW, TWITCH_TOKEN, CwRecord)

/* Properties: access (the secret that goes with each request), refresh (the
 * secret that gets the next token, once), expires (us UTC), scopes (what it
 * allows), account-id ("" until validated), login (the same). */

const char        *cw_twitch_token_get_access (CwTwitchToken *self);
const char        *cw_twitch_token_get_refresh (CwTwitchToken *self);
gint64             cw_twitch_token_get_expires (CwTwitchToken *self);
const char *const *cw_twitch_token_get_scopes (CwTwitchToken *self);
const char        *cw_twitch_token_get_account_id (CwTwitchToken *self);
const char        *cw_twitch_token_get_login (CwTwitchToken *self);

G_END_DECLS

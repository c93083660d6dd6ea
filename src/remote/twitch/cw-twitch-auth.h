/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-device-code.h"
#include "cw-http.h"
#include "cw-twitch-token.h"

G_BEGIN_DECLS

#define CW_TYPE_TWITCH_AUTH (cw_twitch_auth_get_type ())
G_DECLARE_FINAL_TYPE (CwTwitchAuth, cw_twitch_auth, CW, TWITCH_AUTH, GObject)

CwTwitchAuth *cw_twitch_auth_new (CwHttp     *http,
                                  const char *client_id);
const char   *cw_twitch_auth_get_client_id (CwTwitchAuth *self);
void          cw_twitch_auth_set_client_id (CwTwitchAuth *self,
                                            const char   *client_id);
DexFuture    *cw_twitch_auth_begin (CwTwitchAuth      *self,
                                    const char *const *scopes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_twitch_auth_wait (CwTwitchAuth      *self,
                                   CwDeviceCode      *code,
                                   const char *const *scopes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_twitch_auth_refresh (CwTwitchAuth  *self,
                                      CwTwitchToken *token) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_twitch_auth_validate (CwTwitchAuth  *self,
                                       CwTwitchToken *token) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_twitch_auth_revoke (CwTwitchAuth  *self,
                                     CwTwitchToken *token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

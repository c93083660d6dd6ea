/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-account.h"

G_BEGIN_DECLS

typedef struct _CwAccountStore CwAccountStore;
typedef struct _CwSecretStore  CwSecretStore;
typedef struct _CwTwitchAuth   CwTwitchAuth;
typedef struct _CwTwitchToken  CwTwitchToken;

#define CW_TYPE_TWITCH_SESSION (cw_twitch_session_get_type ())
G_DECLARE_FINAL_TYPE (CwTwitchSession, cw_twitch_session, CW, TWITCH_SESSION, GObject)

/* A GListModel of CwAccount, the chosen one first. Properties: account (nullable:
 * in whose name Twitch is asked), persistent (whether the sign-in outlives the
 * program), ended (whether Twitch has ended it and the user has to sign in again). */

CwTwitchSession *cw_twitch_session_new (CwAccountStore *accounts,
                                        CwSecretStore  *secrets,
                                        CwTwitchAuth   *auth,
                                        const char     *lock);
DexFuture       *cw_twitch_session_load (CwTwitchSession *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_twitch_session_validate (CwTwitchSession *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_twitch_session_adopt (CwTwitchSession *self,
                                          CwTwitchToken   *token) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_twitch_session_update (CwTwitchSession *self,
                                           CwAccount       *account) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_twitch_session_choose (CwTwitchSession *self,
                                           CwAccount       *account) G_GNUC_WARN_UNUSED_RESULT;
DexFuture       *cw_twitch_session_sign_out (CwTwitchSession *self,
                                             CwAccount       *account) G_GNUC_WARN_UNUSED_RESULT;
CwAccount       *cw_twitch_session_get_account (CwTwitchSession *self);
gboolean         cw_twitch_session_get_persistent (CwTwitchSession *self);
gboolean         cw_twitch_session_get_ended (CwTwitchSession *self);
CwTwitchAuth    *cw_twitch_session_get_auth (CwTwitchSession *self);

G_END_DECLS

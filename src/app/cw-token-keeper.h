/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwSecretStore CwSecretStore;
typedef struct _CwTwitchAuth  CwTwitchAuth;
typedef struct _CwTwitchToken CwTwitchToken;

#define CW_TYPE_TOKEN_KEEPER (cw_token_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CwTokenKeeper, cw_token_keeper, CW, TOKEN_KEEPER, GObject)

CwTokenKeeper *cw_token_keeper_new (CwSecretStore *secrets,
                                    CwTwitchAuth  *auth,
                                    const char    *lock);
DexFuture     *cw_token_keeper_keep (CwTokenKeeper *self,
                                     CwTwitchToken *token) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_token_keeper_recall (CwTokenKeeper *self,
                                       const char    *account_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_token_keeper_renew (CwTokenKeeper *self,
                                      CwTwitchToken *refused) G_GNUC_WARN_UNUSED_RESULT;
gboolean       cw_token_keeper_is_due (CwTwitchToken *token);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-account.h"
#include "cw-channel.h"
#include "cw-helix.h"

G_BEGIN_DECLS

DexFuture *cw_helix_find_channels (CwHelix           *self,
                                   const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_find_channels_by_login (CwHelix           *self,
                                            const char *const *logins) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_find_account (CwHelix *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_search_channels (CwHelix    *self,
                                     const char *words,
                                     gboolean    live,
                                     const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_list_followed (CwHelix    *self,
                                   const char *account_id,
                                   const char *cursor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-account.h"
#include "cw-database.h"

G_BEGIN_DECLS

#define CW_TYPE_ACCOUNT_STORE (cw_account_store_get_type ())
G_DECLARE_FINAL_TYPE (CwAccountStore, cw_account_store, CW, ACCOUNT_STORE, GObject)

CwAccountStore *cw_account_store_new (CwDatabase *database);
DexFuture      *cw_account_store_list (CwAccountStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_account_store_save (CwAccountStore *self,
                                       CwAccount      *account) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_account_store_remove (CwAccountStore *self,
                                         const char     *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

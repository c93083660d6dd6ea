/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_SECRET_STORE (cw_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (CwSecretStore, cw_secret_store, CW, SECRET_STORE, GObject)

CwSecretStore *cw_secret_store_new (void);
gboolean       cw_secret_store_get_persistent (CwSecretStore *self);
DexFuture     *cw_secret_store_save (CwSecretStore *self,
                                     const char    *account,
                                     const char    *label,
                                     const char    *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_secret_store_load (CwSecretStore *self,
                                     const char    *account) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_secret_store_list (CwSecretStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_secret_store_remove (CwSecretStore *self,
                                       const char    *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

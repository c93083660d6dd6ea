/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* The user's keyring, for CwSecretStore. The errors are those of #CwError, and
 * %CW_ERROR_UNSUPPORTED says that there is no keyring. */

DexFuture *cw_keyring_save (const char  *account,
                            const char  *label,
                            SecretValue *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_keyring_load (const char *account) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_keyring_list (void) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_keyring_remove (const char *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

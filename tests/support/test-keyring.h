/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _TestKeyring TestKeyring;

TestKeyring *test_keyring_new (void);
void         test_keyring_free (TestKeyring *self);
void         test_keyring_start (TestKeyring *self,
                                 const char  *password);
void         test_keyring_kill (TestKeyring *self);
void         test_keyring_lock (TestKeyring *self);
void         test_keyring_unlock (TestKeyring *self,
                                  const char  *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestKeyring, test_keyring_free)

G_END_DECLS

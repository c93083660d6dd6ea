/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-token-source.h"

G_BEGIN_DECLS

#define TEST_TYPE_TOKENS (test_tokens_get_type ())
G_DECLARE_FINAL_TYPE (TestTokens, test_tokens, TEST, TOKENS, GObject)

TestTokens *test_tokens_new (const char *access);
void        test_tokens_set_next (TestTokens *self,
                                  const char *access);
void        test_tokens_set (TestTokens *self,
                             const char *access,
                             const char *account_id);
int         test_tokens_get_renewals (TestTokens *self);

G_END_DECLS

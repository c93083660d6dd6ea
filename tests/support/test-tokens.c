/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-tokens.h"

/* Gives one token, and another when that is refused. */
struct _TestTokens
{
  GObject parent_instance;

  CwTwitchToken *token;
  CwTwitchToken *next; /* nullable */
  int            renewals;
};

static DexFuture *
get (CwTokenSource *source)
{
  return dex_future_new_take_object (g_object_ref (TEST_TOKENS (source)->token));
}

static DexFuture *
renew (CwTokenSource *source,
       CwTwitchToken *refused)
{
  TestTokens *self = TEST_TOKENS (source);

  self->renewals++;
  if (self->next != NULL)
    g_set_object (&self->token, self->next);

  return dex_future_new_take_object (g_object_ref (self->token));
}

static void
test_tokens_source_init (CwTokenSourceInterface *iface)
{
  iface->get = get;
  iface->renew = renew;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTokens, test_tokens, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (CW_TYPE_TOKEN_SOURCE, test_tokens_source_init))

static void
test_tokens_finalize (GObject *object)
{
  TestTokens *self = TEST_TOKENS (object);

  g_clear_object (&self->token);
  g_clear_object (&self->next);

  G_OBJECT_CLASS (test_tokens_parent_class)->finalize (object);
}

static void
test_tokens_class_init (TestTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_tokens_finalize;
}

static void
test_tokens_init (TestTokens *self)
{
}

static CwTwitchToken *
make_token (const char *access)
{
  return g_object_new (CW_TYPE_TWITCH_TOKEN, "access", access, NULL);
}

TestTokens *
test_tokens_new (const char *access)
{
  TestTokens *self = g_object_new (TEST_TYPE_TOKENS, NULL);

  self->token = make_token (access);
  return self;
}

/* What is given once the first was refused; otherwise it is the first again. */
void
test_tokens_set_next (TestTokens *self,
                      const char *access)
{
  g_clear_object (&self->next);
  self->next = make_token (access);
}

/* How often a token was refused. */
int
test_tokens_get_renewals (TestTokens *self)
{
  return self->renewals;
}

/* Somebody else's from now on, or another of the same one's. */
void
test_tokens_set (TestTokens *self,
                 const char *access,
                 const char *account_id)
{
  g_clear_object (&self->token);
  self->token = g_object_new (CW_TYPE_TWITCH_TOKEN, "access", access, "account-id", account_id, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-token.h"

/**
 * CwTwitchToken:
 *
 * What lets us ask Twitch in the name of somebody, and for what.
 */
struct _CwTwitchToken
{
  CwRecord parent_instance;

  char  *access;
  char  *refresh;
  gint64 expires;
  char **scopes;
  char  *account_id;
  char  *login;
};

static const CwRecordField fields[] = {
  { "access", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchToken, access) },
  { "refresh", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchToken, refresh) },
  { "expires", G_TYPE_INT64, G_STRUCT_OFFSET (CwTwitchToken, expires) },
  { "scopes", G_TYPE_BOXED, G_STRUCT_OFFSET (CwTwitchToken, scopes) },
  { "account-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchToken, account_id) },
  { "login", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchToken, login) },
};

G_DEFINE_FINAL_TYPE (CwTwitchToken, cw_twitch_token, CW_TYPE_RECORD)

const char *
cw_twitch_token_get_access (CwTwitchToken *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_TOKEN (self), NULL);

  return self->access;
}

const char *
cw_twitch_token_get_refresh (CwTwitchToken *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_TOKEN (self), NULL);

  return self->refresh;
}

gint64
cw_twitch_token_get_expires (CwTwitchToken *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_TOKEN (self), 0);

  return self->expires;
}

const char *const *
cw_twitch_token_get_scopes (CwTwitchToken *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_TOKEN (self), NULL);

  return (const char *const *) self->scopes;
}

const char *
cw_twitch_token_get_account_id (CwTwitchToken *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_TOKEN (self), NULL);

  return self->account_id;
}

const char *
cw_twitch_token_get_login (CwTwitchToken *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_TOKEN (self), NULL);

  return self->login;
}

static void
cw_twitch_token_class_init (CwTwitchTokenClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_twitch_token_init (CwTwitchToken *self)
{
}

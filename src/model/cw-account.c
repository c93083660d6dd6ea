/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account.h"

/**
 * CwAccount:
 *
 * Somebody who has signed in.
 */
struct _CwAccount
{
  CwRecord parent_instance;

  char *id;
  char *login;
  char *name;
  char *picture;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwAccount, id) },
  { "login", G_TYPE_STRING, G_STRUCT_OFFSET (CwAccount, login) },
  { "name", G_TYPE_STRING, G_STRUCT_OFFSET (CwAccount, name) },
  { "picture", G_TYPE_STRING, G_STRUCT_OFFSET (CwAccount, picture) },
};

G_DEFINE_FINAL_TYPE (CwAccount, cw_account, CW_TYPE_RECORD)

const char *
cw_account_get_id (CwAccount *self)
{
  g_return_val_if_fail (CW_IS_ACCOUNT (self), NULL);

  return self->id;
}

const char *
cw_account_get_login (CwAccount *self)
{
  g_return_val_if_fail (CW_IS_ACCOUNT (self), NULL);

  return self->login;
}

const char *
cw_account_get_name (CwAccount *self)
{
  g_return_val_if_fail (CW_IS_ACCOUNT (self), NULL);

  return self->name;
}

const char *
cw_account_get_picture (CwAccount *self)
{
  g_return_val_if_fail (CW_IS_ACCOUNT (self), NULL);

  return self->picture;
}

static void
cw_account_class_init (CwAccountClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_account_init (CwAccount *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account-store.h"

/* All the SQL about accounts is in this file. */
#define LIST "SELECT id, login, name, picture FROM accounts ORDER BY chosen DESC, id"
#define SAVE                                                                        \
  "INSERT INTO accounts (id, login, name, picture, chosen) VALUES (?, ?, ?, ?, ?) " \
  "ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name, "   \
  "picture = excluded.picture, chosen = excluded.chosen"
#define REMOVE "DELETE FROM accounts WHERE id = ?"

/**
 * CwAccountStore:
 *
 * Who has signed in, as far as it is no secret.
 */
struct _CwAccountStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwAccountStore, cw_account_store, G_TYPE_OBJECT)

static CwAccount *
account_from_row (sqlite3_stmt *row)
{
  return g_object_new (CW_TYPE_ACCOUNT,
                       "id", (const char *) sqlite3_column_text (row, 0),
                       "login", (const char *) sqlite3_column_text (row, 1),
                       "name", (const char *) sqlite3_column_text (row, 2),
                       "picture", (const char *) sqlite3_column_text (row, 3),
                       NULL);
}

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (accounts, account_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&accounts));
}

/**
 * cw_account_store_list:
 * @self: a store
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwAccount, the one
 *   saved last first
 */
DexFuture *
cw_account_store_list (CwAccountStore *self)
{
  dex_return_error_if_fail (CW_IS_ACCOUNT_STORE (self));

  return cw_database_run (self->database, list, NULL, NULL);
}

/**
 * cw_account_store_save:
 * @self: a store
 * @account: who signed in, or was chosen
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_account_store_save (CwAccountStore *self,
                       CwAccount      *account)
{
  dex_return_error_if_fail (CW_IS_ACCOUNT_STORE (self));
  dex_return_error_if_fail (CW_IS_ACCOUNT (account));

  return cw_database_execute (self->database, SAVE,
                              g_variant_new ("(ssssx)",
                                             cw_account_get_id (account),
                                             cw_account_get_login (account),
                                             cw_account_get_name (account),
                                             cw_account_get_picture (account),
                                             g_get_real_time ()));
}

/**
 * cw_account_store_remove:
 * @self: a store
 * @id: whose
 *
 * Returns: (transfer full): a future that resolves once it is durably gone
 */
DexFuture *
cw_account_store_remove (CwAccountStore *self,
                         const char     *id)
{
  dex_return_error_if_fail (CW_IS_ACCOUNT_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, REMOVE, g_variant_new ("(s)", id));
}

/**
 * cw_account_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): the accounts in @database
 */
CwAccountStore *
cw_account_store_new (CwDatabase *database)
{
  CwAccountStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_ACCOUNT_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_account_store_finalize (GObject *object)
{
  g_object_unref (CW_ACCOUNT_STORE (object)->database);

  G_OBJECT_CLASS (cw_account_store_parent_class)->finalize (object);
}

static void
cw_account_store_class_init (CwAccountStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_account_store_finalize;
}

static void
cw_account_store_init (CwAccountStore *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-secret-store.h"

#include "cw-keyring.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * CwSecretStore:
 *
 * A secret text for each account, such as what signs in to Twitch, kept in the
 * user's keyring: the Secret Service, or in a Flatpak a file that the Secret
 * portal has the key to.
 *
 * Where there is no keyring, or where it would not take a secret, secrets are
 * kept in memory for as long as the store lives, and #CwSecretStore:persistent
 * says so. What is in memory is newer than what is in the keyring.
 *
 * What it is told to do is done in that order, one after the other. A keyring
 * that is locked asks the user, which takes as long as the user does. Dropping
 * a future drops the answer only: what was asked for is done all the same.
 *
 * All of it belongs to the main thread.
 */
struct _CwSecretStore
{
  GObject parent_instance;

  /* Account to SecretValue: what the keyring does not have. */
  GHashTable *kept;
  gboolean    persistent;
  DexFuture  *last;
};

typedef enum
{
  PROP_PERSISTENT = 1,
} CwSecretStoreProperty;

static GParamSpec *properties[PROP_PERSISTENT + 1];

G_DEFINE_FINAL_TYPE (CwSecretStore, cw_secret_store, G_TYPE_OBJECT)

static DexPromise *
turn_begin (CwSecretStore *self)
{
  DexPromise *done = dex_promise_new ();
  DexFuture  *before = g_steal_pointer (&self->last);

  self->last = dex_ref (done);
  dex_await (before, NULL);
  return done;
}

static void
turn_end (DexPromise *done)
{
  dex_promise_resolve_boolean (done, TRUE);
  dex_unref (done);
}

/* What is between its beginning and its end is nobody else's. */
typedef DexPromise Turn;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_end)

static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, CW_ERROR, CW_ERROR_UNSUPPORTED);
}

/* After the keyring was asked: ERROR is what it said. */
static void
update (CwSecretStore *self,
        const GError  *error)
{
  gboolean persistent = !is_absent (error) && g_hash_table_size (self->kept) == 0;

  if (persistent == self->persistent)
    return;

  self->persistent = persistent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

static DexFuture *
save_fiber (CwSecretStore *self,
            const char    *account,
            const char    *label,
            SecretValue   *secret)
{
  g_autoptr (Turn) turn = turn_begin (self);
  g_autoptr (GError) error = NULL;

  if (dex_await (cw_keyring_save (account, label, secret), &error))
    g_hash_table_remove (self->kept, account);
  else
    g_hash_table_replace (self->kept, g_strdup (account), secret_value_ref (secret));

  update (self, error);

  return error == NULL || is_absent (error) ? dex_future_new_true ()
                                            : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
load_fiber (CwSecretStore *self,
            const char    *account)
{
  g_autoptr (Turn) turn = turn_begin (self);
  g_autoptr (SecretValue) secret = g_hash_table_lookup (self->kept, account);
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize       length;

  if (secret != NULL)
    secret_value_ref (secret);
  else
    {
      secret = dex_await_boxed (cw_keyring_load (account), &error);
      update (self, error);
    }

  if (is_absent (error))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("You are not signed in with this account"));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  text = secret_value_get (secret, &length);
  if (!g_utf8_validate_len (text, length, NULL))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("What the keyring has of this account cannot be read: sign in again"));

  return dex_future_new_take_string (g_strndup (text, length));
}

static DexFuture *
list_fiber (CwSecretStore *self)
{
  g_autoptr (Turn) turn = turn_begin (self);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = dex_await_boxed (cw_keyring_list (), &error);
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) sorted = NULL;
  GHashTableIter iter;
  gpointer       account;

  update (self, error);
  if (error != NULL && !is_absent (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; found != NULL && found[i] != NULL; i++)
    g_hash_table_add (accounts, g_strdup (found[i]));

  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, &account, NULL))
    g_hash_table_add (accounts, g_strdup (account));

  sorted = g_hash_table_steal_all_keys (accounts);
  g_ptr_array_sort_values (sorted, (GCompareFunc) strcmp);
  g_ptr_array_add (sorted, NULL);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_ptr_array_steal (sorted, NULL));
}

static DexFuture *
remove_fiber (CwSecretStore *self,
              const char    *account)
{
  g_autoptr (Turn) turn = turn_begin (self);
  g_autoptr (GError) error = NULL;

  dex_await (cw_keyring_remove (account), &error);
  if (error == NULL || is_absent (error))
    g_hash_table_remove (self->kept, account);

  update (self, error);

  return error == NULL || is_absent (error) ? dex_future_new_true ()
                                            : dex_future_new_for_error (g_steal_pointer (&error));
}

/* Goes on though its future is dropped: a secret must not be lost with the window
 * that was closed, and the next in turn relies on it. */
static DexFuture *
see_through (DexFuture *operation)
{
  dex_future_disown (dex_ref (operation));
  return operation;
}

/**
 * cw_secret_store_new:
 *
 * Touches no keyring yet.
 *
 * Returns: (transfer full): the user's secrets
 */
CwSecretStore *
cw_secret_store_new (void)
{
  return g_object_new (CW_TYPE_SECRET_STORE, NULL);
}

/**
 * cw_secret_store_get_persistent:
 * @self: a store
 *
 * Returns: see #CwSecretStore:persistent
 */
gboolean
cw_secret_store_get_persistent (CwSecretStore *self)
{
  g_return_val_if_fail (CW_IS_SECRET_STORE (self), FALSE);

  return self->persistent;
}

/**
 * cw_secret_store_save:
 * @self: a store
 * @account: which account, not empty
 * @label: what the user calls it, for the keyring's own window; translated
 * @secret: what to keep: UTF-8, of any content
 *
 * Puts @secret into the place of what was kept of @account before. Where there
 * is no keyring it is kept in memory, which is no error: see
 * #CwSecretStore:persistent. Where the keyring would not take it, that is said,
 * and @secret is kept in memory all the same, so that nothing is lost.
 *
 * Returns: (transfer full): a future that resolves to %TRUE once @secret is
 *   durable, or in memory where there is no keyring; rejected with
 *   %CW_ERROR_DENIED where the user did not unlock the keyring, and with
 *   %CW_ERROR_STORAGE where the keyring failed
 */
DexFuture *
cw_secret_store_save (CwSecretStore *self,
                      const char    *account,
                      const char    *label,
                      const char    *secret)
{
  g_autoptr (SecretValue) value = NULL;

  dex_return_error_if_fail (CW_IS_SECRET_STORE (self));
  dex_return_error_if_fail (account != NULL && *account != '\0');
  dex_return_error_if_fail (label != NULL);
  dex_return_error_if_fail (secret != NULL);

  /* Which keeps its copy out of the swap and wipes it. */
  value = secret_value_new (secret, -1, "text/plain");

  return see_through (cw_spawn (G_CALLBACK (save_fiber), 4, CW_TYPE_SECRET_STORE, self, G_TYPE_STRING, account, G_TYPE_STRING, label, SECRET_TYPE_VALUE, value));
}

/**
 * cw_secret_store_load:
 * @self: a store
 * @account: which account, not empty
 *
 * Returns: (transfer full): a future that resolves to a string: the secret last
 *   saved, for the caller to wipe; rejected with %CW_ERROR_MISSING where there
 *   is none, with %CW_ERROR_DENIED where the user did not unlock the keyring,
 *   and with %CW_ERROR_STORAGE or %CW_ERROR_MALFORMED where it is broken
 */
DexFuture *
cw_secret_store_load (CwSecretStore *self,
                      const char    *account)
{
  dex_return_error_if_fail (CW_IS_SECRET_STORE (self));
  dex_return_error_if_fail (account != NULL && *account != '\0');

  return see_through (cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_SECRET_STORE, self, G_TYPE_STRING, account));
}

/**
 * cw_secret_store_list:
 * @self: a store
 *
 * The first thing for a program to do, since it also finds out whether there is
 * a keyring. It asks the user for nothing unless a secret of ours is locked.
 *
 * Returns: (transfer full): a future that resolves to a boxed #GStrv: the
 *   accounts that have a secret, sorted by their bytes; rejected with
 *   %CW_ERROR_DENIED where the user did not unlock the keyring, and with
 *   %CW_ERROR_STORAGE where it failed
 */
DexFuture *
cw_secret_store_list (CwSecretStore *self)
{
  dex_return_error_if_fail (CW_IS_SECRET_STORE (self));

  return see_through (cw_spawn (G_CALLBACK (list_fiber), 1, CW_TYPE_SECRET_STORE, self));
}

/**
 * cw_secret_store_remove:
 * @self: a store
 * @account: which account, not empty
 *
 * Forgets an account's secret; that there is none is no error. What is rejected
 * has removed nothing.
 *
 * Returns: (transfer full): a future that resolves to %TRUE once that is
 *   durable; rejected with %CW_ERROR_DENIED where the user did not unlock the
 *   keyring, and with %CW_ERROR_STORAGE where it failed
 */
DexFuture *
cw_secret_store_remove (CwSecretStore *self,
                        const char    *account)
{
  dex_return_error_if_fail (CW_IS_SECRET_STORE (self));
  dex_return_error_if_fail (account != NULL && *account != '\0');

  return see_through (cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_SECRET_STORE, self, G_TYPE_STRING, account));
}

static void
cw_secret_store_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch ((CwSecretStoreProperty) id)
    {
    case PROP_PERSISTENT:
      g_value_set_boolean (value, CW_SECRET_STORE (object)->persistent);
      break;
    }
}

static void
cw_secret_store_finalize (GObject *object)
{
  CwSecretStore *self = CW_SECRET_STORE (object);

  g_clear_pointer (&self->kept, g_hash_table_unref);
  dex_clear (&self->last);

  G_OBJECT_CLASS (cw_secret_store_parent_class)->finalize (object);
}

static void
cw_secret_store_class_init (CwSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_secret_store_finalize;
  object_class->get_property = cw_secret_store_get_property;

  /**
   * CwSecretStore:persistent:
   *
   * Whether secrets outlive the program. %FALSE once it turned out that there is
   * no keyring, and as long as a secret is in memory only because the keyring
   * would not take it; %TRUE until then, and again when that is over.
   */
  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, TRUE,
                                                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_secret_store_init (CwSecretStore *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, secret_value_unref);
  self->persistent = TRUE;
  self->last = dex_future_new_true ();
}

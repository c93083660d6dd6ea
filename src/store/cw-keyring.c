/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-keyring.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

#define SERVICE "org.freedesktop.secrets"

/* What all of ours have in common, and nobody else has. */
#define KIND "clipwright-account"

/* They are not looked for by the schema's name: gnome-keyring does not know it of
 * a keyring that was not unlocked since it started, and would say that there is
 * nothing, without asking; and a Flatpak's file never knows it. */
static const SecretSchema schema = {
  "io.github.clipwright.Clipwright.Account",
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

/* The keyring's program, watched while something is asked of it. */
typedef struct
{
  DexPromise *gone;
  gboolean    seen;
  guint       watch;
} Link;

static void
on_appeared (GDBusConnection *bus,
             const char      *name,
             const char      *owner,
             gpointer         data)
{
  Link *link = data;

  link->seen = TRUE;
}

static void
on_vanished (GDBusConnection *bus,
             const char      *name,
             gpointer         data)
{
  Link *link = data;

  if (link->seen && dex_future_is_pending (DEX_FUTURE (link->gone)))
    dex_promise_reject (link->gone, g_error_new_literal (G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, _ ("it has ended")));
}

static Link *
link_new (void)
{
  Link *link = g_new0 (Link, 1);

  link->gone = dex_promise_new ();
  link->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE, G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished, link, NULL);
  return link;
}

static void
link_free (Link *link)
{
  g_bus_unwatch_name (link->watch);
  dex_unref (link->gone);
  g_free (link);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Link, link_free)

/* What STEP comes to. libsecret never says that the keyring ended while it was
 * asking the user (seen with 0.21.7). */
static DexFuture *
over (Link      *link,
      DexFuture *step)
{
  return dex_future_first (step, dex_ref (link->gone), NULL);
}

/* Before each call of libsecret's, which would go on with what it has: a session
 * that is over where the keyring was started anew, or in a Flatpak what it once
 * read of a file that another program may have written since. It also loses a
 * reference whenever it uses one again. */
static void
start_afresh (void)
{
  secret_service_disconnect ();
}

/* No step has a cancellable: libsecret would dismiss the question that the user
 * is being asked, whereupon gnome-keyring-daemon aborts (seen with 48.0), and
 * with it every program's keyring is locked. */

static void
on_stored (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static DexFuture *
store (const char  *account,
       const char  *label,
       SecretValue *secret)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "account", account, "kind", KIND, NULL);

  start_afresh ();
  secret_password_storev_binary (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, secret,
                                 NULL, on_stored, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
on_searched (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GList *found = secret_password_search_finish (result, &error);

  for (GList *link = found; link != NULL; link = link->next)
    g_ptr_array_add (items, link->data);
  g_list_free (found);

  if (error == NULL)
    dex_promise_resolve_boxed (promise, G_TYPE_PTR_ARRAY, g_steal_pointer (&items));
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static DexFuture *
search (const char       *account,
        SecretSearchFlags flags)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "kind", KIND, NULL);

  if (account != NULL)
    g_hash_table_insert (attributes, g_strdup ("account"), g_strdup (account));

  start_afresh ();
  secret_password_searchv (&schema, attributes, flags, NULL, on_searched, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
on_retrieved (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  SecretValue *secret = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (object), result, &error);

  if (secret != NULL)
    dex_promise_resolve_boxed (promise, SECRET_TYPE_VALUE, secret);
  else if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_reject (promise, g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "The item has no secret"));
}

static DexFuture *
retrieve (SecretRetrievable *item)
{
  DexPromise *promise = dex_promise_new ();

  secret_retrievable_retrieve_secret (item, NULL, on_retrieved, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static void
on_cleared (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);

  if (error == NULL)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static DexFuture *
clear (const char *account)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = secret_attributes_build (&schema, "account", account, "kind", KIND, NULL);

  start_afresh ();
  secret_password_clearv (&schema, attributes, NULL, on_cleared, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static gboolean
some_are_locked (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      SecretRetrievable *item = g_ptr_array_index (items, i);

      if (SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item)))
        return TRUE;
    }

  return FALSE;
}

/* What is kept of ACCOUNT, or of all, unlocked; libsecret itself takes a locked
 * one for none. To be called on a fiber. */
static GPtrArray *
find (Link       *link,
      const char *account,
      GError    **error)
{
  g_autoptr (GPtrArray) items = dex_await_boxed (over (link, search (account, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK)), error);

  if (items == NULL)
    return NULL;

  /* They are as they were before the user unlocked them, which hides who they are. */
  if (some_are_locked (items))
    {
      g_ptr_array_unref (items);
      items = dex_await_boxed (over (link, search (account, SECRET_SEARCH_ALL)), error);
    }

  if (items != NULL && some_are_locked (items))
    {
      g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "The keyring is still locked");
      return NULL;
    }

  return g_steal_pointer (&items);
}

/* Nothing answers that could keep a secret: there is no session bus, nobody on
 * it offers the service, or a file has no key. */
static gboolean
is_absent (const GError *error)
{
  static const GDBusError bus[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_ACCESS_DENIED,
    G_DBUS_ERROR_AUTH_FAILED,
  };
  static const GIOErrorEnum io[] = {
    G_IO_ERROR_FAILED,
    G_IO_ERROR_NOT_FOUND,
    G_IO_ERROR_INVALID_ARGUMENT,
    G_IO_ERROR_CONNECTION_REFUSED,
    G_IO_ERROR_CONNECTION_CLOSED,
    G_IO_ERROR_CLOSED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (bus); i++)
    if (g_error_matches (error, G_DBUS_ERROR, bus[i]))
      return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (io); i++)
    if (g_error_matches (error, G_IO_ERROR, io[i]))
      return TRUE;

  if (error->domain == G_DBUS_ERROR)
    return error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED && error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY;

  return error->domain == G_FILE_ERROR || error->domain == G_SPAWN_ERROR;
}

/* The user was asked to unlock the keyring, or to make the first one, and did
 * not: then there is nothing to put the secret into. */
static gboolean
is_refused (const GError *error)
{
  if (error->domain == SECRET_ERROR)
    return error->code == SECRET_ERROR_IS_LOCKED || error->code == SECRET_ERROR_NO_SUCH_OBJECT;

  if (error->domain == G_DBUS_ERROR)
    return error->code == G_DBUS_ERROR_UNKNOWN_METHOD || error->code == G_DBUS_ERROR_UNKNOWN_OBJECT;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static DexFuture *
new_future_for_error (const GError *error)
{
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    return dex_future_new_for_error (g_error_copy (error));

  if (is_absent (error))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("There is no keyring: %s"), error->message);

  if (is_refused (error))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("The keyring is locked: unlock it to stay signed in"));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_STORAGE, _ ("The keyring has failed: %s"), error->message);
}

static DexFuture *
save_fiber (const char  *account,
            const char  *label,
            SecretValue *secret)
{
  g_autoptr (Link) link = link_new ();
  g_autoptr (GError) error = NULL;

  if (!dex_await (over (link, store (account, label, secret)), &error))
    return new_future_for_error (error);

  return dex_future_new_true ();
}

static DexFuture *
load_fiber (const char *account)
{
  g_autoptr (Link) link = link_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = find (link, account, &error);
  SecretValue *secret;

  if (items == NULL)
    return new_future_for_error (error);

  if (items->len == 0)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("You are not signed in with this account"));

  secret = dex_await_boxed (over (link, retrieve (g_ptr_array_index (items, 0))), &error);
  if (secret == NULL)
    return new_future_for_error (error);

  return dex_future_new_take_boxed (SECRET_TYPE_VALUE, secret);
}

static DexFuture *
list_fiber (gpointer unused)
{
  g_autoptr (Link) link = link_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = find (link, NULL, &error);
  g_autoptr (GStrvBuilder) accounts = g_strv_builder_new ();

  if (items == NULL)
    return new_future_for_error (error);

  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (g_ptr_array_index (items, i));
      const char *account = attributes != NULL ? g_hash_table_lookup (attributes, "account") : NULL;

      if (account != NULL)
        g_strv_builder_add (accounts, account);
    }

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (accounts));
}

static DexFuture *
remove_fiber (const char *account)
{
  g_autoptr (Link) link = link_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = find (link, account, &error);

  if (items == NULL)
    return new_future_for_error (error);

  if (items->len > 0 && !dex_await (over (link, clear (account)), &error))
    return new_future_for_error (error);

  return dex_future_new_true ();
}

/**
 * cw_keyring_save:
 * @account: which account
 * @label: what the keyring's own window calls it
 * @secret: a text
 *
 * Replaces what was saved of @account. Asks the user where the keyring is
 * locked. As with all functions here, dropping the future leaves open whether
 * the keyring does what it was asked to. For the main thread.
 *
 * Returns: (transfer full): a future that resolves to %TRUE once that is durable
 */
DexFuture *
cw_keyring_save (const char  *account,
                 const char  *label,
                 SecretValue *secret)
{
  dex_return_error_if_fail (account != NULL && label != NULL && secret != NULL);

  return cw_spawn (G_CALLBACK (save_fiber), 3, G_TYPE_STRING, account, G_TYPE_STRING, label, SECRET_TYPE_VALUE, secret);
}

/**
 * cw_keyring_load:
 * @account: which account
 *
 * Returns: (transfer full): a future that resolves to a boxed #SecretValue, or
 *   is rejected with %CW_ERROR_MISSING where there is none
 */
DexFuture *
cw_keyring_load (const char *account)
{
  dex_return_error_if_fail (account != NULL);

  return cw_spawn (G_CALLBACK (load_fiber), 1, G_TYPE_STRING, account);
}

/**
 * cw_keyring_list:
 *
 * Returns: (transfer full): a future that resolves to a boxed #GStrv: all
 *   accounts, in no order
 */
DexFuture *
cw_keyring_list (void)
{
  return cw_spawn (G_CALLBACK (list_fiber), 1, G_TYPE_POINTER, NULL);
}

/**
 * cw_keyring_remove:
 * @account: which account
 *
 * Returns: (transfer full): a future that resolves to %TRUE once there is none,
 *   and that is durable
 */
DexFuture *
cw_keyring_remove (const char *account)
{
  dex_return_error_if_fail (account != NULL);

  return cw_spawn (G_CALLBACK (remove_fiber), 1, G_TYPE_STRING, account);
}

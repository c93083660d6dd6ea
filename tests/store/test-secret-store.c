/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-secret-store.h"
#include "test-keyring.h"
#include "test-prompter.h"
#include "test-support.h"

#include <libsecret/secret.h>

#define LABEL "Clipwright: Twitch account Jo"
#define PASSWORD "of the keyring"
/* What must not be seen where it does not belong. */
#define SECRET "{\"token\": \"s3cr3t\"}"

static TestKeyring *
open_keyring (void)
{
  TestKeyring *keyring = test_keyring_new ();

  test_keyring_start (keyring, PASSWORD);
  return keyring;
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
await_error (DexFuture *future,
             CwError    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_null (strstr (error->message, "s3cr3t"));
}

static void
assert_has (CwSecretStore *store,
            const char    *account,
            const char    *secret)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = dex_await_string (cw_secret_store_load (store, account), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, secret);
}

static void
assert_lists (CwSecretStore *store,
              const char    *accounts)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) found = dex_await_boxed (cw_secret_store_list (store), &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", found);
  g_assert_cmpstr (joined, ==, accounts);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    count)
{
  (*(guint *) count)++;
}

static void
without_a_keyring_secrets_live_as_long_as_the_store (void)
{
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (CwSecretStore) other = cw_secret_store_new ();
  guint notified = 0;

  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify), &notified);
  g_assert_true (cw_secret_store_get_persistent (store));
  assert_lists (store, "");
  g_assert_false (cw_secret_store_get_persistent (store));
  g_assert_cmpuint (notified, ==, 1);

  await (cw_secret_store_save (store, "2", LABEL, "two"));
  await (cw_secret_store_save (store, "1", LABEL, "one"));
  await (cw_secret_store_save (store, "2", LABEL, SECRET));
  assert_has (store, "1", "one");
  assert_has (store, "2", SECRET);
  assert_lists (store, "1 2");
  await_error (cw_secret_store_load (other, "1"), CW_ERROR_MISSING);

  await (cw_secret_store_remove (store, "2"));
  await (cw_secret_store_remove (store, "2"));
  await_error (cw_secret_store_load (store, "2"), CW_ERROR_MISSING);
  assert_lists (store, "1");
  g_assert_false (cw_secret_store_get_persistent (store));
  g_assert_cmpuint (notified, ==, 1);
}

static void
a_keyring_that_comes_later_is_used (void)
{
  g_autoptr (TestKeyring) keyring = test_keyring_new ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (CwSecretStore) other = cw_secret_store_new ();
  guint notified = 0;

  await (cw_secret_store_save (store, "1", LABEL, "in memory"));
  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify), &notified);
  test_keyring_start (keyring, PASSWORD);

  assert_has (store, "1", "in memory");
  g_assert_false (cw_secret_store_get_persistent (store));
  await (cw_secret_store_save (store, "1", LABEL, "in the keyring"));
  g_assert_true (cw_secret_store_get_persistent (store));
  g_assert_cmpuint (notified, ==, 1);
  assert_has (other, "1", "in the keyring");
}

static void
a_secret_comes_back_whole (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (CwSecretStore) other = cw_secret_store_new ();
  g_autofree char *large = g_strnfill (100000, 'x');

  await (cw_secret_store_save (store, "1", LABEL, "{\"scopes\": [\"clips:edit\"],\n \"name\": \"Jö 🎮\"}"));
  await (cw_secret_store_save (store, "ä/%s", "Größe", large));
  await (cw_secret_store_save (store, "empty", "", ""));
  assert_has (other, "1", "{\"scopes\": [\"clips:edit\"],\n \"name\": \"Jö 🎮\"}");
  assert_has (other, "ä/%s", large);
  assert_has (other, "empty", "");
  g_assert_true (cw_secret_store_get_persistent (store));
}

static void
a_saved_secret_outlives_the_keyring_being_killed (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *secret = g_strdup_printf ("the %dth", i);

      await (cw_secret_store_save (store, "1", LABEL, secret));
      test_keyring_kill (keyring);
      test_keyring_start (keyring, PASSWORD);
      assert_has (store, "1", secret);
    }

  assert_lists (store, "1");
  await (cw_secret_store_remove (store, "1"));
  test_keyring_kill (keyring);
  test_keyring_start (keyring, PASSWORD);
  await_error (cw_secret_store_load (store, "1"), CW_ERROR_MISSING);
}

static void
accounts_are_listed_and_removed_one_by_one (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();

  assert_lists (store, "");
  await (cw_secret_store_save (store, "b", LABEL, "of b"));
  await (cw_secret_store_save (store, "a", LABEL, "of a"));
  await (cw_secret_store_save (store, "c", LABEL, "of c"));
  await (cw_secret_store_save (store, "b", LABEL, "of b, again"));
  assert_lists (store, "a b c");

  await (cw_secret_store_remove (store, "a"));
  await (cw_secret_store_remove (store, "a"));
  assert_lists (store, "b c");
  await_error (cw_secret_store_load (store, "a"), CW_ERROR_MISSING);
  assert_has (store, "b", "of b, again");
  assert_has (store, "c", "of c");
}

static void
on_searched (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autolist (GObject) found = secret_password_search_finish (result, NULL);

  dex_promise_resolve_string (data, found != NULL ? secret_retrievable_get_label (found->data) : g_strdup (""));
  dex_unref (data);
}

static void
the_user_finds_the_account_by_its_label (void)
{
  static const SecretSchema schema = {
    "io.github.clipwright.Clipwright.Account",
    SECRET_SCHEMA_NONE,
    { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING } },
  };
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (DexPromise) promise = dex_promise_new ();
  g_autofree char *label = NULL;

  await (cw_secret_store_save (store, "1", "An old name", SECRET));
  await (cw_secret_store_save (store, "1", LABEL, SECRET));
  secret_password_search (&schema, SECRET_SEARCH_NONE, NULL, on_searched, dex_ref (promise), "account", "1", NULL);
  label = dex_await_string (dex_ref (promise), NULL);
  g_assert_cmpstr (label, ==, LABEL);
}

static void
on_other_stored (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  dex_promise_resolve_boolean (data, secret_password_store_finish (result, NULL));
  dex_unref (data);
}

static void
what_other_programs_keep_is_none_of_ours (void)
{
  static const SecretSchema schema = {
    "org.example.Other",
    SECRET_SCHEMA_NONE,
    { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING } },
  };
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (DexPromise) promise = dex_promise_new ();

  /* What libsecret has is of the keyring of another test. */
  secret_service_disconnect ();
  secret_password_store (&schema, NULL, "Other", "theirs", NULL, on_other_stored, dex_ref (promise), "account", "1", "kind", "other", NULL);
  g_assert_true (dex_await_boolean (dex_ref (promise), NULL));

  assert_lists (store, "");
  await_error (cw_secret_store_load (store, "1"), CW_ERROR_MISSING);
  await (cw_secret_store_save (store, "1", LABEL, "ours"));
  assert_has (store, "1", "ours");
}

static void
what_is_asked_for_at_once_is_done_in_order (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (DexFuture) first = cw_secret_store_save (store, "1", LABEL, "first");
  g_autoptr (DexFuture) dropped = cw_secret_store_save (store, "1", LABEL, "dropped");
  g_autoptr (DexFuture) other = cw_secret_store_save (store, "2", LABEL, "other");
  g_autoptr (DexFuture) removed = cw_secret_store_remove (store, "2");
  g_autoptr (DexFuture) last = cw_secret_store_save (store, "1", LABEL, "last");
  g_autoptr (DexFuture) loaded = cw_secret_store_load (store, "1");
  g_autofree char *found = NULL;

  dex_clear (&dropped);
  found = dex_await_string (g_steal_pointer (&loaded), NULL);
  g_assert_cmpstr (found, ==, "last");
  g_assert_true (dex_future_is_resolved (first));
  g_assert_true (dex_future_is_resolved (other));
  g_assert_true (dex_future_is_resolved (removed));
  g_assert_true (dex_future_is_resolved (last));
  assert_lists (store, "1");
}

static void
a_locked_keyring_that_stays_locked_loses_nothing (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (CwSecretStore) other = cw_secret_store_new ();
  guint notified = 0;

  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify), &notified);
  await (cw_secret_store_save (store, "1", LABEL, "old"));
  test_keyring_lock (keyring);

  await_error (cw_secret_store_load (other, "1"), CW_ERROR_DENIED);
  await_error (cw_secret_store_list (other), CW_ERROR_DENIED);
  await_error (cw_secret_store_remove (other, "1"), CW_ERROR_DENIED);
  await_error (cw_secret_store_load (other, "2"), CW_ERROR_MISSING);
  g_assert_true (cw_secret_store_get_persistent (other));

  await_error (cw_secret_store_save (store, "1", LABEL, SECRET), CW_ERROR_DENIED);
  g_assert_false (cw_secret_store_get_persistent (store));
  assert_has (store, "1", SECRET);
  await_error (cw_secret_store_remove (store, "1"), CW_ERROR_DENIED);
  assert_has (store, "1", SECRET);

  test_keyring_kill (keyring);
  test_keyring_start (keyring, PASSWORD);
  assert_has (other, "1", "old");
  assert_has (store, "1", SECRET);
  await (cw_secret_store_save (store, "1", LABEL, SECRET));
  g_assert_true (cw_secret_store_get_persistent (store));
  g_assert_cmpuint (notified, ==, 2);
  assert_has (other, "1", SECRET);
}

static void
a_keyring_that_is_locked_from_the_start_denies (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();

  await (cw_secret_store_save (store, "1", LABEL, SECRET));
  test_keyring_kill (keyring);
  test_keyring_start (keyring, NULL);

  await_error (cw_secret_store_list (store), CW_ERROR_DENIED);
  await_error (cw_secret_store_load (store, "1"), CW_ERROR_DENIED);
  await_error (cw_secret_store_load (store, "2"), CW_ERROR_MISSING);
  await_error (cw_secret_store_remove (store, "1"), CW_ERROR_DENIED);
  await_error (cw_secret_store_save (store, "1", LABEL, "new"), CW_ERROR_DENIED);
}

static void
a_keyring_the_user_does_not_make_denies (void)
{
  g_autoptr (TestKeyring) keyring = test_keyring_new ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();

  test_keyring_start (keyring, NULL);
  assert_lists (store, "");
  await_error (cw_secret_store_load (store, "1"), CW_ERROR_MISSING);
  await_error (cw_secret_store_save (store, "1", LABEL, SECRET), CW_ERROR_DENIED);
  assert_has (store, "1", SECRET);
  assert_lists (store, "1");
  await (cw_secret_store_remove (store, "1"));
  assert_lists (store, "");
  g_assert_true (cw_secret_store_get_persistent (store));
}

static void
what_the_user_unlocks_is_read (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (TestPrompter) prompter = NULL;
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (DexFuture) listed = NULL;
  g_autoptr (DexFuture) loaded = NULL;
  g_auto (GStrv) accounts = NULL;
  g_autofree char *secret = NULL;

  await (cw_secret_store_save (store, "1", LABEL, SECRET));
  test_keyring_kill (keyring);
  test_keyring_start (keyring, NULL);

  prompter = test_prompter_new ();
  listed = cw_secret_store_list (store);
  loaded = cw_secret_store_load (store, "1");
  test_prompter_await_question (prompter);
  test_keyring_unlock (keyring, PASSWORD);
  g_clear_pointer (&prompter, test_prompter_free);

  accounts = dex_await_boxed (g_steal_pointer (&listed), NULL);
  g_assert_cmpstrv (accounts, ((const char *[]) { "1", NULL }));
  secret = dex_await_string (g_steal_pointer (&loaded), NULL);
  g_assert_cmpstr (secret, ==, SECRET);
}

static void
a_dropped_saving_is_done_all_the_same (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (TestPrompter) prompter = test_prompter_new ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (CwSecretStore) other = cw_secret_store_new ();
  g_autoptr (DexFuture) saved = NULL;
  g_autoptr (DexFuture) loaded = NULL;
  g_autofree char *secret = NULL;

  await (cw_secret_store_save (store, "1", LABEL, "old"));
  test_keyring_lock (keyring);
  saved = cw_secret_store_save (store, "1", LABEL, "new");
  loaded = cw_secret_store_load (store, "1");
  test_prompter_await_question (prompter);
  dex_clear (&saved);
  test_keyring_unlock (keyring, PASSWORD);
  g_clear_pointer (&prompter, test_prompter_free);

  secret = dex_await_string (g_steal_pointer (&loaded), NULL);
  g_assert_cmpstr (secret, ==, "new");
  g_assert_true (cw_secret_store_get_persistent (store));
  assert_has (other, "1", "new");
}

static void
ignore (const char    *domain,
        GLogLevelFlags level,
        const char    *message,
        gpointer       data)
{
}

static void
a_keyring_that_ends_while_it_asks_is_not_waited_for (void)
{
  g_autoptr (TestKeyring) keyring = open_keyring ();
  g_autoptr (TestPrompter) prompter = test_prompter_new ();
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (DexFuture) saved = NULL;
  GLogLevelFlags fatal;
  guint          handler;

  await (cw_secret_store_save (store, "1", LABEL, "old"));
  test_keyring_lock (keyring);
  saved = cw_secret_store_save (store, "1", LABEL, SECRET);
  test_prompter_await_question (prompter);

  /* libsecret 0.21.7 complains of the error that it does not return. */
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  handler = g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_CRITICAL, ignore, NULL);
  test_keyring_kill (keyring);
  await_error (g_steal_pointer (&saved), CW_ERROR_STORAGE);
  g_log_remove_handler ("GLib-GIO", handler);
  g_log_set_always_fatal (fatal);

  assert_has (store, "1", SECRET);
  g_assert_false (cw_secret_store_get_persistent (store));

  test_keyring_start (keyring, PASSWORD);
  await (cw_secret_store_save (store, "1", LABEL, SECRET));
  g_assert_true (cw_secret_store_get_persistent (store));
}

static void
a_file_keeps_secrets_where_there_is_a_key_to_it (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "default.keyring", NULL);
  g_autofree char *content = NULL;
  g_autoptr (CwSecretStore) store = cw_secret_store_new ();
  g_autoptr (CwSecretStore) other = cw_secret_store_new ();
  gsize length;

  /* As in a Flatpak, where the Secret portal has the key. */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", PASSWORD, TRUE);

  await (cw_secret_store_save (store, "2", LABEL, "two"));
  await (cw_secret_store_save (store, "1", LABEL, "one"));
  await (cw_secret_store_save (other, "2", LABEL, SECRET));
  assert_lists (store, "1 2");
  assert_has (store, "2", SECRET);
  await (cw_secret_store_remove (other, "1"));
  await (cw_secret_store_remove (other, "1"));
  await_error (cw_secret_store_load (store, "1"), CW_ERROR_MISSING);
  g_assert_true (cw_secret_store_get_persistent (store));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_null (g_strstr_len (content, length, "s3cr3t"));

  g_unsetenv ("SECRET_FILE_TEST_PASSWORD");
  g_unsetenv ("SECRET_FILE_TEST_PATH");
  g_unsetenv ("SECRET_BACKEND");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/secret-store/without-a-keyring-secrets-live-as-long-as-the-store", without_a_keyring_secrets_live_as_long_as_the_store);
  test_add_fiber ("/secret-store/a-keyring-that-comes-later-is-used", a_keyring_that_comes_later_is_used);
  test_add_fiber ("/secret-store/a-secret-comes-back-whole", a_secret_comes_back_whole);
  test_add_fiber ("/secret-store/a-saved-secret-outlives-the-keyring-being-killed", a_saved_secret_outlives_the_keyring_being_killed);
  test_add_fiber ("/secret-store/accounts-are-listed-and-removed-one-by-one", accounts_are_listed_and_removed_one_by_one);
  test_add_fiber ("/secret-store/the-user-finds-the-account-by-its-label", the_user_finds_the_account_by_its_label);
  test_add_fiber ("/secret-store/what-other-programs-keep-is-none-of-ours", what_other_programs_keep_is_none_of_ours);
  test_add_fiber ("/secret-store/what-is-asked-for-at-once-is-done-in-order", what_is_asked_for_at_once_is_done_in_order);
  test_add_fiber ("/secret-store/a-locked-keyring-that-stays-locked-loses-nothing", a_locked_keyring_that_stays_locked_loses_nothing);
  test_add_fiber ("/secret-store/a-keyring-that-is-locked-from-the-start-denies", a_keyring_that_is_locked_from_the_start_denies);
  test_add_fiber ("/secret-store/a-keyring-the-user-does-not-make-denies", a_keyring_the_user_does_not_make_denies);
  test_add_fiber ("/secret-store/what-the-user-unlocks-is-read", what_the_user_unlocks_is_read);
  test_add_fiber ("/secret-store/a-dropped-saving-is-done-all-the-same", a_dropped_saving_is_done_all_the_same);
  test_add_fiber ("/secret-store/a-keyring-that-ends-while-it-asks-is-not-waited-for", a_keyring_that_ends_while_it_asks_is_not_waited_for);
  test_add_fiber ("/secret-store/a-file-keeps-secrets-where-there-is-a-key-to-it", a_file_keeps_secrets_where_there_is_a_key_to_it);
  return g_test_run ();
}

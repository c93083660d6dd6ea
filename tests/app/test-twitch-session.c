/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account-store.h"
#include "cw-error.h"
#include "cw-helix-channels.h"
#include "cw-migrations.h"
#include "cw-secret-store.h"
#include "cw-sign-in.h"
#include "cw-twitch-auth.h"
#include "cw-twitch-session.h"
#include "test-keyring.h"
#include "test-support.h"
#include "test-twitch.h"

/* One program of the user, as far as Twitch is concerned. */
typedef struct
{
  CwDatabase      *database;
  CwHttp          *http;
  CwTwitchSession *session;
  CwHelix         *helix;
} Program;

/* The user: Twitch, a keyring, and a folder that all programs share. */
typedef struct
{
  TestTwitch  *twitch;
  TestKeyring *keyring;
  char        *folder;
} User;

static User
set_up (gboolean has_keyring)
{
  User user = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "10", NULL }), .folder = test_folder () };

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (user.twitch), TRUE);
  test_twitch_control (user.twitch, "set", "{\"interval\": 0, \"auto_approve\": 1}");
  user.keyring = test_keyring_new ();
  if (has_keyring)
    test_keyring_start (user.keyring, "password");

  return user;
}

static void
tear_down (User *user)
{
  test_keyring_free (user->keyring);
  test_twitch_stop (user->twitch);
  g_free (user->folder);
}

static Program
start (User *user)
{
  g_autofree char *path = g_build_filename (user->folder, "library.db", NULL);
  g_autofree char *lock = g_build_filename (user->folder, "twitch.lock", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Program program = { .database = cw_database_new (path, (const char *const *) migrations), .http = cw_http_new () };
  g_autoptr (CwAccountStore) accounts = NULL;
  g_autoptr (CwSecretStore) secrets = cw_secret_store_new ();
  g_autoptr (CwTwitchAuth) auth = cw_twitch_auth_new (program.http, TEST_TWITCH_CLIENT_ID);
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_open (program.database), &error);
  g_assert_no_error (error);
  accounts = cw_account_store_new (program.database);
  program.session = cw_twitch_session_new (accounts, secrets, auth, lock);
  program.helix = cw_helix_new (program.http, CW_TOKEN_SOURCE (program.session), TEST_TWITCH_CLIENT_ID);
  dex_await (cw_twitch_session_load (program.session), &error);
  g_assert_no_error (error);

  return program;
}

static void
stop (Program *program)
{
  g_object_unref (program->helix);
  g_object_unref (program->session);
  g_object_unref (program->http);
  g_object_unref (program->database);
}

static CwAccount *
sign_in (Program *program)
{
  static const char *const scopes[] = { "user:read:follows", NULL };
  g_autoptr (CwSignIn) sign_in = cw_sign_in_new (program->session, program->helix, scopes, FALSE);
  g_autoptr (GError) error = NULL;
  CwAccount *account;

  dex_await (cw_sign_in_begin (sign_in), &error);
  g_assert_no_error (error);
  g_assert_nonnull (cw_sign_in_get_code (sign_in));
  g_assert_cmpint (cw_sign_in_get_expires (sign_in), >, g_get_monotonic_time ());

  account = dex_await_object (cw_sign_in_wait (sign_in), &error);
  g_assert_no_error (error);
  g_assert_null (cw_sign_in_get_code (sign_in));

  return account;
}

/* That Twitch can be asked in the user's name. */
static void
check_asks (Program *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwAccount) account = dex_await_object (cw_helix_find_account (program->helix), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cw_account_get_login (account), ==, "creator_main");
}

static void
a_sign_in_outlives_the_program (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) account = sign_in (&program);

  g_assert_cmpstr (cw_account_get_name (account), ==, "Creator_Main");
  g_assert_true (cw_twitch_session_get_account (program.session) == account);
  g_assert_true (cw_twitch_session_get_persistent (program.session));
  check_asks (&program);
  stop (&program);

  program = start (&user);
  g_assert_cmpstr (cw_account_get_name (cw_twitch_session_get_account (program.session)), ==, "Creator_Main");
  check_asks (&program);
  stop (&program);
  tear_down (&user);
}

static void
without_a_keyring_it_ends_with_the_program (void)
{
  User    user = set_up (FALSE);
  Program program = start (&user);
  g_autoptr (CwAccount) account = sign_in (&program);
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_twitch_session_get_persistent (program.session));
  check_asks (&program);
  stop (&program);

  program = start (&user);
  g_assert_false (dex_await (cw_helix_find_account (program.helix), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_assert_true (cw_twitch_session_get_ended (program.session));
  stop (&program);
  tear_down (&user);
}

static void
an_expired_token_is_renewed_unseen (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) account = sign_in (&program);

  test_twitch_control (user.twitch, "expire", "{\"access\": true}");
  check_asks (&program);
  g_assert_cmpint (test_twitch_get_counter (user.twitch, "refreshes"), ==, 1);
  check_asks (&program);
  g_assert_cmpint (test_twitch_get_counter (user.twitch, "refreshes"), ==, 1);
  stop (&program);

  /* The next token was kept. */
  program = start (&user);
  check_asks (&program);
  g_assert_cmpint (test_twitch_get_counter (user.twitch, "refreshes"), ==, 1);
  stop (&program);
  tear_down (&user);
}

/* What renews a token works once: were it sent twice, the sign-in would be over. */
static void
two_programs_renew_it_once (void)
{
  User    user = set_up (TRUE);
  Program app = start (&user), command;
  g_autoptr (CwAccount) account = sign_in (&app);
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) error = NULL;

  command = start (&user);
  check_asks (&command);
  test_twitch_control (user.twitch, "expire", "{\"access\": true}");

  for (int i = 0; i < 5; i++)
    {
      g_ptr_array_add (asked, cw_helix_find_account (app.helix));
      g_ptr_array_add (asked, cw_helix_find_account (command.helix));
      g_ptr_array_add (asked, cw_twitch_session_validate (app.session));
    }
  g_assert_true (dex_await (dex_future_all_racev ((DexFuture **) asked->pdata, asked->len), &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_twitch_get_counter (user.twitch, "refreshes"), ==, 1);
  g_assert_cmpint (test_twitch_get_counter (user.twitch, "refreshes_refused"), ==, 0);
  stop (&command);
  stop (&app);
  tear_down (&user);
}

static void
the_user_hears_when_twitch_has_ended_it (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) account = sign_in (&program);
  g_autoptr (CwAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  test_twitch_control (user.twitch, "disconnect", "{\"login\": \"creator_main\"}");
  g_assert_false (dex_await (cw_twitch_session_validate (program.session), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_assert_true (cw_twitch_session_get_ended (program.session));
  g_assert_nonnull (cw_twitch_session_get_account (program.session));

  again = sign_in (&program);
  g_assert_false (cw_twitch_session_get_ended (program.session));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (program.session)), ==, 1);
  check_asks (&program);
  stop (&program);
  tear_down (&user);
}

static void
trouble_with_the_network_ends_nothing (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) account = sign_in (&program);
  g_autoptr (GError) error = NULL;

  test_twitch_control (user.twitch, "expire", "{\"access\": true}");
  test_twitch_control (user.twitch, "faults", "{\"path\": \"/oauth2\", \"kind\": \"drop\", \"times\": 0}");
  g_assert_false (dex_await (cw_helix_find_account (program.helix), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
  g_assert_false (cw_twitch_session_get_ended (program.session));

  test_twitch_control (user.twitch, "clear-faults", "{}");
  check_asks (&program);
  stop (&program);
  tear_down (&user);
}

static void
signing_out_leaves_nothing (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) account = sign_in (&program);
  g_autoptr (GError) error = NULL;

  dex_await (cw_twitch_session_sign_out (program.session, account), &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_twitch_count (user.twitch, "POST /oauth2/revoke"), ==, 1);
  g_assert_null (cw_twitch_session_get_account (program.session));
  g_assert_false (dex_await (cw_helix_find_account (program.helix), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  stop (&program);

  program = start (&user);
  g_assert_null (cw_twitch_session_get_account (program.session));
  stop (&program);
  tear_down (&user);
}

static void
several_accounts_can_be_switched (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) first = sign_in (&program);
  g_autoptr (CwAccount) second = NULL;
  g_autoptr (CwAccount) asked = NULL;
  g_autoptr (JsonObject) world = test_twitch_ask (user.twitch, "world");
  const char *login = json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (world, "channels"), 3), "login");
  g_autoptr (GError) error = NULL;

  test_twitch_control (user.twitch, "set", "{\"auto_approve_login\": \"%s\"}", login);
  second = sign_in (&program);
  g_assert_cmpstr (cw_account_get_login (second), ==, login);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (program.session)), ==, 2);
  asked = dex_await_object (cw_helix_find_account (program.helix), &error);
  g_assert_cmpstr (cw_account_get_login (asked), ==, login);

  dex_await (cw_twitch_session_choose (program.session, first), &error);
  g_assert_no_error (error);
  check_asks (&program);
  stop (&program);

  program = start (&user);
  check_asks (&program);
  stop (&program);
  tear_down (&user);
}

/* What is asked for one is never asked in the name of another. */
static void
an_account_never_gets_the_token_of_another (void)
{
  User    user = set_up (TRUE);
  Program program = start (&user);
  g_autoptr (CwAccount) first = sign_in (&program);
  g_autoptr (CwAccount) second = NULL;
  g_autoptr (CwAccount) asked = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *renewing;

  test_twitch_control (user.twitch, "set", "{\"auto_approve_login\": \"edited_channel\"}");
  second = sign_in (&program);
  test_twitch_control (user.twitch, "expire", "{\"access\": true}");

  /* While the one's is being renewed, the other is chosen, whose is bad, too. */
  test_twitch_control (user.twitch, "set", "{\"latency\": 100}");
  renewing = cw_helix_find_account (program.helix);
  while (test_twitch_count (user.twitch, "GET /oauth2/validate") < 3)
    dex_await (dex_timeout_new_msec (5), NULL);
  dex_await (cw_twitch_session_choose (program.session, first), &error);
  g_assert_no_error (error);
  asked = dex_await_object (cw_helix_find_account (program.helix), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_account_get_login (asked), ==, "creator_main");
  g_assert_true (dex_await (renewing, NULL));
  stop (&program);
  tear_down (&user);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/twitch-session/a sign-in outlives the program", a_sign_in_outlives_the_program);
  test_add_fiber ("/twitch-session/without a keyring it ends with the program", without_a_keyring_it_ends_with_the_program);
  test_add_fiber ("/twitch-session/an expired token is renewed unseen", an_expired_token_is_renewed_unseen);
  test_add_fiber ("/twitch-session/two programs renew it once", two_programs_renew_it_once);
  test_add_fiber ("/twitch-session/the user hears when Twitch has ended it", the_user_hears_when_twitch_has_ended_it);
  test_add_fiber ("/twitch-session/trouble with the network ends nothing", trouble_with_the_network_ends_nothing);
  test_add_fiber ("/twitch-session/signing out leaves nothing", signing_out_leaves_nothing);
  test_add_fiber ("/twitch-session/several accounts can be switched", several_accounts_can_be_switched);
  test_add_fiber ("/twitch-session/an account never gets the token of another", an_account_never_gets_the_token_of_another);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account.h"
#include "cw-clip-watch.h"
#include "cw-error.h"
#include "cw-helix.h"
#include "cw-migrations.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

/* A machine, on which the program is started more than once. */
typedef struct
{
  TestTwitch *twitch;
  CwHelix    *helix;
  GListStore *accounts;
  CwChannel  *main;
  CwChannel  *other;
  char       *folder;
} Fixture;

typedef struct
{
  CwDatabase  *database;
  CwSeen      *seen;
  CwClipWatch *watch;
  GString     *told; /* how many clips each “found” told of: "2 1 " */
} Program;

static CwChannel *
make_channel (TestTwitch *twitch,
              const char *login)
{
  g_autofree char *id = test_twitch_find_id (twitch, login);

  return g_object_new (CW_TYPE_CHANNEL, "id", id, "login", login, "name", login, "picture", "https://example.com/p.png", NULL);
}

static Fixture
set_up (void)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "100", NULL }) };
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  g_autoptr (TestTokens) tokens = test_tokens_new (access);
  g_autoptr (CwAccount) account = g_object_new (CW_TYPE_ACCOUNT, "id", "1", NULL);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  fixture.helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  fixture.accounts = g_list_store_new (CW_TYPE_ACCOUNT);
  g_list_store_append (fixture.accounts, account);
  fixture.main = make_channel (fixture.twitch, "creator_main");
  fixture.other = make_channel (fixture.twitch, "edited_channel");
  fixture.folder = test_folder ();

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->helix);
  g_object_unref (fixture->accounts);
  g_object_unref (fixture->main);
  g_object_unref (fixture->other);
  g_free (fixture->folder);
  test_twitch_stop (fixture->twitch);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
on_found (CwClipWatch *watch,
          CwPage      *page,
          GString     *told)
{
  GPtrArray *clips = cw_page_get_items (page);

  for (guint i = 1; i < clips->len; i++)
    g_assert_cmpint (cw_twitch_clip_get_created (clips->pdata[i - 1]), >=, cw_twitch_clip_get_created (clips->pdata[i]));
  g_string_append_printf (told, "%u ", clips->len);
}

static Program
start (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Program program = { .database = cw_database_new (path, (const char *const *) migrations), .told = g_string_new (NULL) };

  await (cw_database_open (program.database));
  program.seen = cw_seen_new (program.database, G_LIST_MODEL (fixture->accounts));
  program.watch = cw_clip_watch_new (program.database, fixture->helix, G_LIST_MODEL (fixture->accounts), program.seen);
  await (cw_clip_watch_load (program.watch));
  g_signal_connect (program.watch, "found", G_CALLBACK (on_found), program.told);

  return program;
}

static void
end (Program *program)
{
  g_object_unref (program->watch);
  g_object_unref (program->seen);
  g_object_unref (program->database);
  g_string_free (program->told, TRUE);
}

static void
make_clips (Fixture    *fixture,
            const char *login,
            int         n,
            int         age)
{
  test_twitch_control (fixture->twitch, "add-clips", "{\"login\": \"%s\", \"n\": %d, \"age\": %d}", login, n, age);
}

static guint
count (Program *program)
{
  return g_list_model_get_n_items (G_LIST_MODEL (program->watch));
}

/* What was told since the last time. */
static void
check_told (Program    *program,
            const char *told)
{
  g_assert_cmpstr (program->told->str, ==, told);
  g_string_truncate (program->told, 0);
}

/* As if the machine had done nothing for so long. */
static void
let_pass (Program *program,
          gint64   time)
{
  await (cw_database_execute (program->database, "UPDATE watched_channels SET since = since - ?1, checked = checked - ?1", g_variant_new ("(x)", time)));
  await (cw_database_execute (program->database, "UPDATE new_clips SET found = found - ?1", g_variant_new ("(x)", time)));
}

static void
only_what_is_made_while_a_channel_is_watched_is_told_and_once (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  make_clips (&fixture, "creator_main", 3, 60);
  await (cw_clip_watch_add (program.watch, fixture.main));
  g_assert_true (cw_clip_watch_is_watched (program.watch, cw_channel_get_id (fixture.main)));
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "");

  make_clips (&fixture, "creator_main", 2, 0);
  make_clips (&fixture, "edited_channel", 2, 0);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "2 ");
  g_assert_cmpuint (count (&program), ==, 2);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "");

  make_clips (&fixture, "creator_main", 1, 0);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "1 ");
  g_assert_cmpuint (count (&program), ==, 3);
  g_assert_cmpuint (cw_clip_watch_get_unseen (program.watch), ==, 3);
  end (&program);
  tear_down (&fixture);
}

/* Twitch publishes clips late. */
static void
a_clip_that_comes_late_is_told (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  await (cw_clip_watch_add (program.watch, fixture.main));
  let_pass (&program, G_TIME_SPAN_HOUR);
  end (&program);

  program = start (&fixture);
  await (cw_clip_watch_check (program.watch));
  g_string_truncate (program.told, 0);
  make_clips (&fixture, "creator_main", 1, 25 * 60);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "1 ");
  end (&program);
  tear_down (&fixture);
}

static void
what_is_watched_and_was_found_survives_a_restart (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);
  g_autoptr (CwChannel) channel = NULL;
  g_autoptr (CwTwitchClip) clip = NULL;

  await (cw_clip_watch_add (program.watch, fixture.main));
  make_clips (&fixture, "creator_main", 2, 0);
  await (cw_clip_watch_check (program.watch));
  clip = g_list_model_get_item (G_LIST_MODEL (program.watch), 0);
  await (cw_clip_watch_mark_seen (program.watch, cw_twitch_clip_get_id (clip)));
  g_assert_cmpuint (cw_clip_watch_get_unseen (program.watch), ==, 1);
  end (&program);

  program = start (&fixture);
  channel = g_list_model_get_item (cw_clip_watch_get_channels (program.watch), 0);
  g_assert_cmpstr (cw_channel_get_login (channel), ==, "creator_main");
  g_assert_cmpstr (cw_channel_get_picture (channel), ==, "https://example.com/p.png");
  g_assert_cmpuint (count (&program), ==, 2);
  g_assert_cmpuint (cw_clip_watch_get_unseen (program.watch), ==, 1);
  g_assert_true (cw_clip_watch_is_seen (program.watch, cw_twitch_clip_get_id (clip)));
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "");

  await (cw_clip_watch_mark_seen (program.watch, NULL));
  g_assert_cmpuint (cw_clip_watch_get_unseen (program.watch), ==, 0);
  end (&program);
  tear_down (&fixture);
}

/* All of it at once, though it is more than a page, but no more than a day. */
static void
a_machine_that_slept_catches_up (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);
  gint64  asked;

  await (cw_clip_watch_add (program.watch, fixture.main));
  let_pass (&program, 5 * G_TIME_SPAN_DAY);
  end (&program);

  program = start (&fixture);
  make_clips (&fixture, "creator_main", 5, 30 * 3600);
  make_clips (&fixture, "creator_main", 150, 20 * 3600);
  make_clips (&fixture, "creator_main", 4, 60);
  await (cw_clip_watch_check (program.watch));
  g_assert_cmpuint (count (&program), >=, 154);
  g_assert_cmpuint (count (&program), <, 159);
  asked = test_twitch_count (fixture.twitch, "GET /helix/clips");
  await (cw_clip_watch_check (program.watch));
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips") - asked, ==, 1);
  end (&program);
  tear_down (&fixture);
}

static void
new_clips_are_forgotten_after_a_day (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  await (cw_clip_watch_add (program.watch, fixture.main));
  make_clips (&fixture, "creator_main", 2, 0);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "2 ");
  let_pass (&program, G_TIME_SPAN_DAY + G_TIME_SPAN_SECOND);
  end (&program);

  program = start (&fixture);
  g_assert_cmpuint (count (&program), ==, 0);
  g_assert_cmpuint (cw_clip_watch_get_unseen (program.watch), ==, 0);
  end (&program);
  tear_down (&fixture);
}

static void
a_channel_goes_with_its_clips (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  await (cw_clip_watch_add (program.watch, fixture.main));
  await (cw_clip_watch_add (program.watch, fixture.other));
  make_clips (&fixture, "creator_main", 2, 0);
  make_clips (&fixture, "edited_channel", 3, 0);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "2 3 ");

  await (cw_clip_watch_remove (program.watch, cw_channel_get_id (fixture.main)));
  g_assert_cmpuint (count (&program), ==, 3);
  g_assert_cmpuint (cw_clip_watch_get_unseen (program.watch), ==, 3);
  g_assert_false (cw_clip_watch_is_watched (program.watch, cw_channel_get_id (fixture.main)));
  make_clips (&fixture, "creator_main", 2, 0);
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "");

  await (cw_clip_watch_forget (program.watch));
  g_assert_cmpuint (count (&program), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (cw_clip_watch_get_channels (program.watch)), ==, 0);
  end (&program);
  program = start (&fixture);
  g_assert_cmpuint (count (&program), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (cw_clip_watch_get_channels (program.watch)), ==, 0);
  end (&program);
  tear_down (&fixture);
}

static void
a_channel_that_is_no_longer_wanted_while_it_is_asked_for_tells_nothing (void)
{
  Fixture    fixture = set_up ();
  Program    program = start (&fixture);
  DexFuture *checking;

  await (cw_clip_watch_add (program.watch, fixture.main));
  make_clips (&fixture, "creator_main", 2, 0);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"slow\", \"delay\": 200}");
  checking = cw_clip_watch_check (program.watch);
  await (cw_clip_watch_remove (program.watch, cw_channel_get_id (fixture.main)));
  await (checking);
  check_told (&program, "");
  g_assert_cmpuint (count (&program), ==, 0);
  end (&program);
  tear_down (&fixture);
}

/* Say, the program itself and a command line beside it. */
static void
two_programs_tell_of_a_clip_once_and_both_show_it (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);
  Program second;

  await (cw_clip_watch_add (program.watch, fixture.main));
  second = start (&fixture);
  make_clips (&fixture, "creator_main", 2, 0);
  await (cw_clip_watch_check (second.watch));
  check_told (&second, "2 ");
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "");
  g_assert_cmpuint (count (&program), ==, 2);
  end (&second);
  end (&program);
  tear_down (&fixture);
}

static GError *
dup_error (Program *program)
{
  GError *error = NULL;

  g_object_get (program->watch, "error", &error, NULL);
  return error;
}

static void
an_error_is_told_and_nothing_is_missed (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) shown = NULL;

  await (cw_clip_watch_add (program.watch, fixture.main));
  await (cw_clip_watch_add (program.watch, fixture.other));
  make_clips (&fixture, "creator_main", 1, 0);
  make_clips (&fixture, "edited_channel", 1, 0);

  /* One channel's trouble is not the other's. */
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 400, \"times\": 1}");
  g_assert_false (dex_await (cw_clip_watch_check (program.watch), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  shown = dup_error (&program);
  g_assert_error (shown, CW_ERROR, CW_ERROR_INVALID);
  check_told (&program, "1 ");

  await (cw_clip_watch_check (program.watch));
  check_told (&program, "1 ");
  g_assert_null (dup_error (&program));
  end (&program);
  tear_down (&fixture);
}

static void
who_asks_twice_waits_for_the_same (void)
{
  Fixture    fixture = set_up ();
  Program    program = start (&fixture);
  DexFuture *first, *second;

  await (cw_clip_watch_add (program.watch, fixture.main));
  first = cw_clip_watch_check (program.watch);
  g_assert_true (cw_clip_watch_get_checking (program.watch));
  second = cw_clip_watch_check (program.watch);
  dex_unref (first);
  await (second);
  g_assert_false (cw_clip_watch_get_checking (program.watch));
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips"), ==, 1);
  end (&program);
  tear_down (&fixture);
}

static void
wait_for_clips (Program *program,
                guint    n)
{
  while (count (program) < n)
    dex_await (dex_timeout_new_msec (5), NULL);
}

static void
it_looks_by_itself_while_somebody_is_signed_in (void)
{
  Fixture fixture = set_up ();
  Program program;
  g_autoptr (CwAccount) account = g_list_model_get_item (G_LIST_MODEL (fixture.accounts), 0);

  g_list_store_remove_all (fixture.accounts);
  program = start (&fixture);
  await (cw_clip_watch_add (program.watch, fixture.main));
  make_clips (&fixture, "creator_main", 2, 0);
  cw_clip_watch_start (program.watch);
  for (guint i = 0; i < 10; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_false (cw_clip_watch_get_checking (program.watch));

  g_list_store_append (fixture.accounts, account);
  wait_for_clips (&program, 2);
  check_told (&program, "2 ");
  cw_clip_watch_stop (program.watch);
  end (&program);
  tear_down (&fixture);
}

static void
what_is_stopped_can_begin_again (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  await (cw_clip_watch_add (program.watch, fixture.main));
  make_clips (&fixture, "creator_main", 2, 0);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"slow\", \"delay\": 100}");
  dex_unref (cw_clip_watch_check (program.watch));
  g_assert_true (cw_clip_watch_get_checking (program.watch));
  for (guint i = 0; i < 10; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  cw_clip_watch_stop (program.watch);
  g_assert_false (cw_clip_watch_get_checking (program.watch));
  await (cw_clip_watch_check (program.watch));
  check_told (&program, "2 ");
  end (&program);
  tear_down (&fixture);
}

static void
the_more_channels_the_longer_it_waits (void)
{
  g_assert_cmpuint (cw_clip_watch_find_interval (0, 0), ==, 60);
  g_assert_cmpuint (cw_clip_watch_find_interval (30, 0), ==, 60);
  g_assert_cmpuint (cw_clip_watch_find_interval (300, 0), ==, 600);
  g_assert_cmpuint (cw_clip_watch_find_interval (1, 1), ==, 120);
  g_assert_cmpuint (cw_clip_watch_find_interval (1, 100), ==, 900);
  g_assert_cmpuint (cw_clip_watch_find_interval (1000, 1), ==, 2000);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-watch/only what is made while a channel is watched is told, and once", only_what_is_made_while_a_channel_is_watched_is_told_and_once);
  test_add_fiber ("/clip-watch/a clip that comes late is told", a_clip_that_comes_late_is_told);
  test_add_fiber ("/clip-watch/what is watched and was found survives a restart", what_is_watched_and_was_found_survives_a_restart);
  test_add_fiber ("/clip-watch/a machine that slept catches up", a_machine_that_slept_catches_up);
  test_add_fiber ("/clip-watch/new clips are forgotten after a day", new_clips_are_forgotten_after_a_day);
  test_add_fiber ("/clip-watch/a channel goes with its clips", a_channel_goes_with_its_clips);
  test_add_fiber ("/clip-watch/a channel that is no longer wanted while it is asked for tells nothing", a_channel_that_is_no_longer_wanted_while_it_is_asked_for_tells_nothing);
  test_add_fiber ("/clip-watch/two programs tell of a clip once and both show it", two_programs_tell_of_a_clip_once_and_both_show_it);
  test_add_fiber ("/clip-watch/an error is told and nothing is missed", an_error_is_told_and_nothing_is_missed);
  test_add_fiber ("/clip-watch/who asks twice waits for the same", who_asks_twice_waits_for_the_same);
  test_add_fiber ("/clip-watch/it looks by itself while somebody is signed in", it_looks_by_itself_while_somebody_is_signed_in);
  test_add_fiber ("/clip-watch/what is stopped can begin again", what_is_stopped_can_begin_again);
  test_add_fiber ("/clip-watch/the more channels, the longer it waits", the_more_channels_the_longer_it_waits);

  return g_test_run ();
}

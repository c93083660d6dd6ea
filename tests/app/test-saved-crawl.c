/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account.h"
#include "cw-error.h"
#include "cw-helix.h"
#include "cw-migrations.h"
#include "cw-saved-crawl.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

#define N_CLIPS 1000

/* A machine, on which the program is started more than once. */
typedef struct
{
  TestTwitch *twitch;
  CwHelix    *helix;
  char       *channel;
  char       *folder;
  gint64      to;
} Fixture;

typedef struct
{
  CwDatabase   *database;
  CwSeen       *seen;
  CwSavedCrawl *crawl;
} Program;

static Fixture
set_up (void)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", G_STRINGIFY (N_CLIPS), NULL }) };
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  g_autoptr (TestTokens) tokens = test_tokens_new (access);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"rate_limit\": 100000}");
  fixture.helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  fixture.channel = test_twitch_find_id (fixture.twitch, "creator_main");
  fixture.folder = test_folder ();
  fixture.to = g_get_real_time ();

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->helix);
  g_free (fixture->channel);
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

static Program
start (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (GListStore) accounts = g_list_store_new (CW_TYPE_ACCOUNT);
  Program program = { .database = cw_database_new (path, (const char *const *) migrations) };

  await (cw_database_open (program.database));
  program.seen = cw_seen_new (program.database, G_LIST_MODEL (accounts));
  program.crawl = cw_saved_crawl_new (program.database, fixture->helix, program.seen, fixture->channel, NULL, fixture->to - 4 * 365 * G_TIME_SPAN_DAY, fixture->to);

  return program;
}

static void
end (Program *program)
{
  g_object_unref (program->crawl);
  g_object_unref (program->seen);
  g_object_unref (program->database);
}

static gboolean
load (Program *program)
{
  g_autoptr (GError) error = NULL;
  gboolean known = dex_await_boolean (cw_saved_crawl_load (program->crawl), &error);

  g_assert_no_error (error);
  return known;
}

static void
run_half (Program *program)
{
  DexFuture *running = cw_saved_crawl_run (program->crawl);

  while (cw_clip_crawl_get_progress (cw_saved_crawl_get_crawl (program->crawl)) < 0.5)
    dex_await (dex_timeout_new_msec (1), NULL);
  dex_unref (running);
  /* The fiber hears of it when it is scheduled. */
  for (int i = 0; i < 20; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
}

static guint
count_seen (Fixture *fixture,
            Program *program)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_seen_list_clips (program->seen, fixture->channel, NULL, 0, G_MAXINT64, 10000, 0), &error);

  g_assert_no_error (error);
  return clips->len;
}

static void
it_goes_on_after_a_restart_and_misses_nothing (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);
  gint64  asked, all;

  g_assert_false (load (&program));
  run_half (&program);
  end (&program);
  asked = test_twitch_count (fixture.twitch, "GET /helix/clips");

  program = start (&fixture);
  g_assert_true (load (&program));
  g_assert_cmpfloat (cw_clip_crawl_get_progress (cw_saved_crawl_get_crawl (program.crawl)), >=, 0.5);
  g_assert_cmpuint (count_seen (&fixture, &program), >, 0);
  await (cw_saved_crawl_run (program.crawl));
  g_assert_cmpuint (count_seen (&fixture, &program), ==, N_CLIPS);
  all = test_twitch_count (fixture.twitch, "GET /helix/clips");
  g_assert_cmpint (all - asked, <, asked * 3 / 2);
  end (&program);

  /* What is done is done. */
  program = start (&fixture);
  g_assert_false (load (&program));
  end (&program);
  tear_down (&fixture);
}

static void
it_begins_anew_after_a_day (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  g_assert_false (load (&program));
  run_half (&program);
  await (cw_database_execute (program.database, "UPDATE crawls SET started = started - 90000000000", NULL));
  end (&program);

  program = start (&fixture);
  g_assert_false (load (&program));
  end (&program);
  tear_down (&fixture);
}

static void
a_state_that_makes_no_sense_is_a_new_beginning (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  g_assert_false (load (&program));
  run_half (&program);
  await (cw_database_execute (program.database, "UPDATE crawls SET state = '(1, 2'", NULL));
  end (&program);

  program = start (&fixture);
  g_assert_false (load (&program));
  await (cw_saved_crawl_run (program.crawl));
  g_assert_cmpuint (count_seen (&fixture, &program), ==, N_CLIPS);
  end (&program);
  tear_down (&fixture);
}

/* Else what it found before would be missing. */
static void
it_begins_anew_when_what_it_found_is_forgotten (gconstpointer whole)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);

  g_assert_false (load (&program));
  run_half (&program);
  await (whole != NULL ? cw_seen_forget (program.seen) : cw_seen_forget_channel (program.seen, fixture.channel));
  end (&program);

  program = start (&fixture);
  g_assert_false (load (&program));
  g_assert_cmpuint (count_seen (&fixture, &program), ==, 0);
  end (&program);
  tear_down (&fixture);
}

static void
it_goes_on_after_an_error (void)
{
  Fixture fixture = set_up ();
  Program program = start (&fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (load (&program));
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 400, \"after\": 100, \"times\": 1}");
  g_assert_false (dex_await (cw_saved_crawl_run (program.crawl), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  end (&program);

  program = start (&fixture);
  g_assert_true (load (&program));
  await (cw_saved_crawl_run (program.crawl));
  g_assert_cmpuint (count_seen (&fixture, &program), ==, N_CLIPS);
  end (&program);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/saved-crawl/it goes on after a restart and misses nothing", it_goes_on_after_a_restart_and_misses_nothing);
  test_add_fiber ("/saved-crawl/it begins anew after a day", it_begins_anew_after_a_day);
  test_add_fiber ("/saved-crawl/a state that makes no sense is a new beginning", a_state_that_makes_no_sense_is_a_new_beginning);
  test_add_fiber_with_data ("/saved-crawl/it begins anew when what it found is forgotten/all", it_begins_anew_when_what_it_found_is_forgotten, "all");
  test_add_fiber_with_data ("/saved-crawl/it begins anew when what it found is forgotten/the channel", it_begins_anew_when_what_it_found_is_forgotten, NULL);
  test_add_fiber ("/saved-crawl/it goes on after an error", it_goes_on_after_an_error);

  return g_test_run ();
}

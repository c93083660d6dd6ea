/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-crawl.h"
#include "cw-error.h"
#include "cw-helix.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

typedef struct
{
  TestTwitch *twitch;
  CwHelix    *helix;
  char       *channel;
  GHashTable *found;
  guint       twice;
} Fixture;

static Fixture
set_up (const char *n_clips)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", n_clips, NULL }) };
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  g_autoptr (TestTokens) tokens = test_tokens_new (access);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"rate_limit\": 100000}");
  fixture.helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  fixture.channel = test_twitch_find_id (fixture.twitch, "creator_main");
  fixture.found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_hash_table_unref (fixture->found);
  g_object_unref (fixture->helix);
  g_free (fixture->channel);
  test_twitch_stop (fixture->twitch);
}

static void
on_found (CwClipCrawl *crawl,
          CwPage      *page,
          Fixture     *fixture)
{
  for (guint i = 0; i < cw_page_get_items (page)->len; i++)
    if (!g_hash_table_add (fixture->found, g_strdup (cw_twitch_clip_get_id (cw_page_get_items (page)->pdata[i]))))
      fixture->twice++;
}

static CwClipCrawl *
make_crawl (Fixture *fixture)
{
  CwClipCrawl *crawl = cw_clip_crawl_new (fixture->helix, fixture->channel, NULL);

  g_signal_connect (crawl, "found", G_CALLBACK (on_found), fixture);
  return crawl;
}

static void
add_four_years (CwClipCrawl *crawl)
{
  gint64 now = g_get_real_time ();

  cw_clip_crawl_add (crawl, now - 4 * 365 * G_TIME_SPAN_DAY, now);
}

static void
check_complete (Fixture *fixture)
{
  g_autoptr (JsonObject) world = test_twitch_ask (fixture->twitch, "clips?login=creator_main");
  JsonArray *clips = json_object_get_array_member (world, "clips");

  for (guint i = 0; i < json_array_get_length (clips); i++)
    g_assert_true (g_hash_table_contains (fixture->found, json_object_get_string_member (json_array_get_object_element (clips, i), "id")));
  g_assert_cmpuint (g_hash_table_size (fixture->found), ==, json_array_get_length (clips));
}

/* Of lists that end after 1,000, leave some out and reorder themselves. */
static void
exactly_five_thousand_clips_are_found (void)
{
  Fixture fixture = set_up ("5000");
  g_autoptr (CwClipCrawl) crawl = make_crawl (&fixture);
  g_autoptr (GError) error = NULL;

  add_four_years (crawl);
  dex_await (cw_clip_crawl_run (crawl), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (fixture.found), ==, 5000);
  g_assert_cmpuint (fixture.twice, ==, 0);
  g_assert_cmpfloat (cw_clip_crawl_get_progress (crawl), ==, 1);
  check_complete (&fixture);
  tear_down (&fixture);
}

/* More in a few minutes than can be divided into pages. */
static void
a_crowded_moment_is_found_as_well (void)
{
  Fixture fixture = set_up ("10");
  g_autoptr (CwClipCrawl) crawl = make_crawl (&fixture);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "add-clips", "{\"login\": \"creator_main\", \"n\": 450, \"age\": 86400}");
  add_four_years (crawl);
  dex_await (cw_clip_crawl_run (crawl), &error);
  g_assert_no_error (error);
  check_complete (&fixture);
  tear_down (&fixture);
}

static void
it_goes_on_after_an_error (void)
{
  Fixture fixture = set_up ("1000");
  g_autoptr (CwClipCrawl) crawl = make_crawl (&fixture);
  int tries = 0;

  add_four_years (crawl);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 400, \"after\": 100, \"times\": 3}");
  for (; tries < 10; tries++)
    {
      g_autoptr (GError) error = NULL;

      if (dex_await (cw_clip_crawl_run (crawl), &error))
        break;
      g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
    }

  g_assert_cmpint (tries, >, 0);
  g_assert_cmpint (tries, <, 10);
  check_complete (&fixture);
  tear_down (&fixture);
}

/* As when the program ends in the middle, and another begins where it was. */
static void
another_takes_up_what_is_left (void)
{
  Fixture fixture = set_up ("1000");
  g_autoptr (CwClipCrawl) first = make_crawl (&fixture);
  g_autoptr (CwClipCrawl) second = make_crawl (&fixture);
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *running;
  gint64     asked, all;

  add_four_years (first);
  running = cw_clip_crawl_run (first);
  while (cw_clip_crawl_get_progress (first) < 0.5)
    dex_await (dex_timeout_new_msec (1), NULL);
  state = cw_clip_crawl_dup_state (first);
  dex_unref (running);
  asked = test_twitch_count (fixture.twitch, "GET /helix/clips");

  cw_clip_crawl_restore (second, state);
  g_assert_cmpfloat (cw_clip_crawl_get_progress (second), >=, 0.5);
  dex_await (cw_clip_crawl_run (second), &error);
  g_assert_no_error (error);
  check_complete (&fixture);

  all = test_twitch_count (fixture.twitch, "GET /helix/clips");
  g_assert_cmpint (all - asked, <, asked * 3 / 2);
  tear_down (&fixture);
}

/* As often as the user changes their mind, at any moment. */
static void
it_can_be_dropped_and_run_again (void)
{
  Fixture fixture = set_up ("1000");
  g_autoptr (CwClipCrawl) crawl = make_crawl (&fixture);
  g_autoptr (GError) error = NULL;

  add_four_years (crawl);
  for (int i = 0; i < 20; i++)
    {
      DexFuture *running = cw_clip_crawl_run (crawl);

      dex_await (dex_timeout_new_msec (i), NULL);
      dex_unref (running);
      if (i % 2 == 0)
        dex_await (dex_timeout_new_msec (i % 5), NULL);
    }
  dex_await (cw_clip_crawl_run (crawl), &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (cw_clip_crawl_get_progress (crawl), ==, 1);
  g_assert_cmpuint (fixture.twice, ==, 0);
  check_complete (&fixture);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-crawl/exactly 5,000 clips are found", exactly_five_thousand_clips_are_found);
  test_add_fiber ("/clip-crawl/a crowded moment is found as well", a_crowded_moment_is_found_as_well);
  test_add_fiber ("/clip-crawl/it goes on after an error", it_goes_on_after_an_error);
  test_add_fiber ("/clip-crawl/another takes up what is left", another_takes_up_what_is_left);
  test_add_fiber ("/clip-crawl/it can be dropped and run again", it_can_be_dropped_and_run_again);

  return g_test_run ();
}

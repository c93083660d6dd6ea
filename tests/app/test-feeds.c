/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account.h"
#include "cw-clip-feed.h"
#include "cw-error.h"
#include "cw-followed-clips.h"
#include "cw-helix-categories.h"
#include "cw-helix.h"
#include "cw-migrations.h"
#include "cw-page-feed.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

typedef struct
{
  TestTwitch *twitch;
  CwHelix    *helix;
  char       *channel;
} Fixture;

static Fixture
set_up (const char *n_clips,
        const char *scopes)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", n_clips, NULL }) };
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", scopes);
  g_autoptr (TestTokens) tokens = test_tokens_new (access);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"rate_limit\": 100000}");
  fixture.helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  fixture.channel = test_twitch_find_id (fixture.twitch, "creator_main");

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->helix);
  g_free (fixture->channel);
  test_twitch_stop (fixture->twitch);
}

static void
on_seen (CwSeen *seen,
         CwPage *page)
{
  cw_seen_remember (seen, cw_page_get_items (page));
}

static void
load_more (gpointer feed)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_feed_load_more (feed), &error);
  g_assert_no_error (error);
  g_assert_false (cw_feed_is_loading (feed));
}

static void
load_all (gpointer feed)
{
  for (int i = 0; i < 1000 && !cw_feed_is_complete (feed); i++)
    load_more (feed);
  g_assert_true (cw_feed_is_complete (feed));
}

static guint
count (gpointer feed)
{
  return g_list_model_get_n_items (feed);
}

static DexFuture *
ask_categories (gpointer    helix,
                const char *cursor)
{
  return cw_helix_list_categories (helix, cursor);
}

static void
check_unique (gpointer feed)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < count (feed); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (feed, i);
      char *id;

      g_object_get (item, "id", &id, NULL);
      g_assert_true (g_hash_table_add (ids, id));
    }
}

static void
pages_follow_each_other_until_the_end (void)
{
  Fixture fixture = set_up ("10", "");
  g_autoptr (CwPageFeed) feed = cw_page_feed_new (ask_categories, fixture.helix, NULL);
  guint first;

  g_assert_cmpuint (count (feed), ==, 0);
  load_more (feed);
  first = count (feed);
  g_assert_cmpuint (first, >, 0);
  load_all (feed);
  g_assert_cmpuint (count (feed), >=, first);
  check_unique (feed);
  tear_down (&fixture);
}

static void
askings_at_the_same_time_are_one (void)
{
  Fixture fixture = set_up ("10", "");
  g_autoptr (CwPageFeed) feed = cw_page_feed_new (ask_categories, fixture.helix, NULL);
  g_autoptr (DexFuture) one = cw_feed_load_more (CW_FEED (feed));
  g_autoptr (DexFuture) other = cw_feed_load_more (CW_FEED (feed));

  g_assert_true (cw_feed_is_loading (CW_FEED (feed)));
  dex_await (dex_future_all (dex_ref (one), dex_ref (other), NULL), NULL);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/games/top"), ==, 1);
  tear_down (&fixture);
}

static void
a_failure_is_kept_until_it_goes_well (void)
{
  Fixture fixture = set_up ("10", "");
  g_autoptr (CwPageFeed) feed = cw_page_feed_new (ask_categories, fixture.helix, NULL);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/games/top\", \"kind\": \"html\"}");
  g_assert_false (dex_await (cw_feed_load_more (CW_FEED (feed)), &error));
  g_assert_nonnull (cw_feed_get_failure (CW_FEED (feed)));
  g_assert_cmpstr (cw_feed_get_failure (CW_FEED (feed))->message, ==, error->message);
  g_assert_cmpuint (count (feed), ==, 0);

  load_more (feed);
  g_assert_null (cw_feed_get_failure (CW_FEED (feed)));
  g_assert_cmpuint (count (feed), >, 0);
  tear_down (&fixture);
}

static void
what_is_there_stays_until_it_was_loaded_again (void)
{
  Fixture fixture = set_up ("10", "");
  g_autoptr (CwPageFeed) feed = cw_page_feed_new (ask_categories, fixture.helix, NULL);
  guint n;

  load_more (feed);
  n = count (feed);
  cw_feed_reload (CW_FEED (feed));
  g_assert_cmpuint (count (feed), ==, n);
  load_more (feed);
  g_assert_cmpuint (count (feed), ==, n);
  check_unique (feed);
  tear_down (&fixture);
}

static void
a_stopped_feed_changes_no_more (void)
{
  Fixture fixture = set_up ("10", "");
  g_autoptr (CwPageFeed) feed = cw_page_feed_new (ask_categories, fixture.helix, NULL);
  g_autoptr (DexFuture) asked = cw_feed_load_more (CW_FEED (feed));

  cw_feed_stop (CW_FEED (feed));
  g_assert_false (cw_feed_is_loading (CW_FEED (feed)));
  dex_await (dex_ref (asked), NULL);
  g_assert_cmpuint (count (feed), ==, 0);

  load_more (feed);
  g_assert_cmpuint (count (feed), >, 0);
  tear_down (&fixture);
}

static void
check_order (gpointer   feed,
             CwClipSort sort)
{
  for (guint i = 1; i < count (feed); i++)
    {
      g_autoptr (CwTwitchClip) before = g_list_model_get_item (feed, i - 1);
      g_autoptr (CwTwitchClip) after = g_list_model_get_item (feed, i);

      g_assert_cmpint (cw_clip_sort_compare (sort, before, after), <, 0);
    }
}

static void
the_most_watched_come_page_by_page (void)
{
  Fixture fixture = set_up ("800", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);

  load_more (feed);
  g_assert_cmpuint (count (feed), >=, 48);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips"), <=, 2);
  check_order (feed, CW_CLIP_SORT_VIEWS);
  tear_down (&fixture);
}

/* What a list of all times leaves out is offered, and found. */
static void
what_the_list_lacks_is_found_on_demand (void)
{
  Fixture fixture = set_up ("300", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);

  test_twitch_control (fixture.twitch, "set", "{\"omit_percent\": 20}");
  load_all (feed);
  g_assert_cmpuint (count (feed), <, 300);
  g_assert_true (cw_clip_feed_may_lack (feed));

  cw_clip_feed_look_closer (feed);
  g_assert_false (cw_feed_is_complete (CW_FEED (feed)));
  load_all (feed);
  g_assert_cmpuint (count (feed), ==, 300);
  g_assert_false (cw_clip_feed_may_lack (feed));
  check_unique (feed);
  check_order (feed, CW_CLIP_SORT_VIEWS);
  tear_down (&fixture);
}

/* A list that ends after 1,000 is gone on with by itself. */
static void
all_of_five_thousand_are_there_in_the_end (void)
{
  Fixture fixture = set_up ("5000", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);

  load_all (feed);
  g_assert_cmpuint (count (feed), ==, 5000);
  check_unique (feed);
  check_order (feed, CW_CLIP_SORT_VIEWS);
  tear_down (&fixture);
}

static void
the_newest_come_without_looking_at_all_times (void)
{
  Fixture fixture = set_up ("2000", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  gint64 asked;

  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_NEWEST);
  load_more (feed);
  asked = test_twitch_count (fixture.twitch, "GET /helix/clips");
  g_assert_cmpuint (count (feed), >=, 48);
  g_assert_cmpuint (count (feed), <, 1000);
  g_assert_cmpint (asked, <, 60);
  check_order (feed, CW_CLIP_SORT_NEWEST);

  load_all (feed);
  g_assert_cmpuint (count (feed), ==, 2000);
  check_order (feed, CW_CLIP_SORT_NEWEST);
  tear_down (&fixture);
}

static void
other_orders_look_at_everything_first (void)
{
  Fixture fixture = set_up ("400", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);

  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_LONGEST);
  load_all (feed);
  g_assert_cmpuint (count (feed), ==, 400);
  check_order (feed, CW_CLIP_SORT_LONGEST);

  /* Then others take no asking any more. */
  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_OLDEST);
  g_assert_cmpuint (count (feed), ==, 400);
  g_assert_true (cw_feed_is_complete (CW_FEED (feed)));
  check_order (feed, CW_CLIP_SORT_OLDEST);
  tear_down (&fixture);
}

static void
a_period_has_only_its_clips (void)
{
  Fixture fixture = set_up ("2000", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  gint64 to = g_get_real_time () - 100 * G_TIME_SPAN_DAY;
  gint64 from = to - 90 * G_TIME_SPAN_DAY;

  cw_clip_feed_set_period (feed, from, to);
  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_OLDEST);
  load_all (feed);
  g_assert_cmpuint (count (feed), >, 10);
  g_assert_cmpuint (count (feed), <, 1000);
  for (guint i = 0; i < count (feed); i++)
    {
      g_autoptr (CwTwitchClip) clip = g_list_model_get_item (G_LIST_MODEL (feed), i);

      g_assert_cmpint (cw_twitch_clip_get_created (clip), >=, from);
      g_assert_cmpint (cw_twitch_clip_get_created (clip), <=, to);
    }
  tear_down (&fixture);
}

static void
a_filter_hides_and_shows_at_once (void)
{
  Fixture fixture = set_up ("500", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  CwClipFilter filter = { .longest = 20 * G_GINT64_CONSTANT (1000000000), .language = (char *) "en" };
  guint        all, some;

  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_LONGEST);
  load_all (feed);
  all = count (feed);
  cw_clip_feed_set_filter (feed, &filter);
  some = count (feed);
  g_assert_cmpuint (some, >, 0);
  g_assert_cmpuint (some, <, all);
  for (guint i = 0; i < some; i++)
    {
      g_autoptr (CwTwitchClip) clip = g_list_model_get_item (G_LIST_MODEL (feed), i);

      g_assert_true (cw_clip_filter_matches (&filter, clip));
      g_assert_cmpint (cw_twitch_clip_get_duration (clip), <=, filter.longest);
    }

  cw_clip_feed_set_filter (feed, &(CwClipFilter) { 0 });
  g_assert_cmpuint (count (feed), ==, all);
  tear_down (&fixture);
}

static void
a_filter_asks_on_until_there_is_enough (void)
{
  Fixture fixture = set_up ("2000", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  CwClipFilter filter = { .shortest = 30 * G_GINT64_CONSTANT (1000000000) };

  cw_clip_feed_set_filter (feed, &filter);
  load_more (feed);
  g_assert_cmpuint (count (feed), >=, 48);
  g_assert_cmpuint (cw_clip_feed_get_n_found (feed), >, count (feed));
  tear_down (&fixture);
}

/* As when the page is left, and looked at again. */
static void
a_stopped_crawl_is_taken_up_again (void)
{
  Fixture fixture = set_up ("1000", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  g_autoptr (DexFuture) asked = NULL;
  guint n;

  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_LONGEST);
  asked = cw_feed_load_more (CW_FEED (feed));
  while (count (feed) < 100)
    dex_await (dex_timeout_new_msec (1), NULL);
  cw_feed_stop (CW_FEED (feed));
  n = count (feed);
  dex_await (dex_ref (asked), NULL);
  g_assert_cmpuint (count (feed), ==, n);

  load_all (feed);
  g_assert_cmpuint (count (feed), ==, 1000);
  check_unique (feed);
  tear_down (&fixture);
}

/* What one program has found another does not ask for again. */
static void
a_crawl_is_taken_up_after_a_restart (void)
{
  Fixture          fixture = set_up ("1000", "");
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (CwClipFeed) fresh = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  gint64 at_once, asked = 0, all;
  guint  n_found = 0;

  cw_clip_feed_set_sort (fresh, CW_CLIP_SORT_LONGEST);
  load_all (fresh);
  at_once = test_twitch_count (fixture.twitch, "GET /helix/clips");

  for (int start = 0; start < 2; start++)
    {
      g_auto (GStrv) migrations = cw_migrations_load ();
      g_autoptr (CwDatabase) database = cw_database_new (path, (const char *const *) migrations);
      g_autoptr (GListStore) accounts = g_list_store_new (CW_TYPE_ACCOUNT);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwSeen) seen = NULL;
      g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
      g_autoptr (DexFuture) asking = NULL;

      dex_await (cw_database_open (database), &error);
      g_assert_no_error (error);
      seen = cw_seen_new (database, G_LIST_MODEL (accounts));
      g_signal_connect_swapped (feed, "found", G_CALLBACK (on_seen), seen);
      cw_clip_feed_set_memory (feed, database, seen);
      cw_clip_feed_set_sort (feed, CW_CLIP_SORT_LONGEST);

      if (start == 1)
        {
          load_all (feed);
          g_assert_cmpuint (count (feed), ==, 1000);
          check_unique (feed);
          break;
        }

      asking = cw_feed_load_more (CW_FEED (feed));
      while (count (feed) < 500)
        dex_await (dex_timeout_new_msec (1), NULL);
      cw_feed_stop (CW_FEED (feed));
      dex_await (dex_ref (asking), NULL);
      dex_await (cw_seen_flush (seen), &error);
      g_assert_no_error (error);
      n_found = count (feed);
      asked = test_twitch_count (fixture.twitch, "GET /helix/clips") - at_once;
    }

  all = test_twitch_count (fixture.twitch, "GET /helix/clips") - at_once;
  g_assert_cmpuint (n_found, >=, 500);
  g_assert_cmpint (all - asked, <, at_once - asked / 2);
  tear_down (&fixture);
}

static void
a_failed_walk_goes_on_where_it_was (void)
{
  Fixture fixture = set_up ("600", "");
  g_autoptr (CwClipFeed) feed = cw_clip_feed_new (fixture.helix, fixture.channel, NULL);
  int tries = 0;

  cw_clip_feed_set_sort (feed, CW_CLIP_SORT_NEWEST);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 400, \"after\": 40, \"times\": 2}");
  for (; tries < 200 && !cw_feed_is_complete (CW_FEED (feed)); tries++)
    dex_await (cw_feed_load_more (CW_FEED (feed)), NULL);

  g_assert_cmpuint (count (feed), ==, 600);
  check_order (feed, CW_CLIP_SORT_NEWEST);
  tear_down (&fixture);
}

static DexFuture *
ask_followed (gpointer    data,
              const char *cursor)
{
  Fixture *fixture = data;

  return cw_followed_clips_list (fixture->helix, fixture->channel, cursor);
}

static void
clips_of_followed_channels_are_new (void)
{
  Fixture fixture = set_up ("300", "user:read:follows");
  g_autoptr (CwPageFeed) feed = cw_page_feed_new (ask_followed, &fixture, NULL);

  load_all (feed);
  g_assert_cmpuint (count (feed), >, 0);
  check_unique (feed);
  for (guint i = 0; i < count (feed); i++)
    {
      g_autoptr (CwTwitchClip) clip = g_list_model_get_item (G_LIST_MODEL (feed), i);

      g_assert_cmpint (cw_twitch_clip_get_created (clip), >, g_get_real_time () - 4 * G_TIME_SPAN_DAY);
    }
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/feeds/pages follow each other until the end", pages_follow_each_other_until_the_end);
  test_add_fiber ("/feeds/askings at the same time are one", askings_at_the_same_time_are_one);
  test_add_fiber ("/feeds/a failure is kept until it goes well", a_failure_is_kept_until_it_goes_well);
  test_add_fiber ("/feeds/what is there stays until it was loaded again", what_is_there_stays_until_it_was_loaded_again);
  test_add_fiber ("/feeds/a stopped feed changes no more", a_stopped_feed_changes_no_more);
  test_add_fiber ("/feeds/the most watched come page by page", the_most_watched_come_page_by_page);
  test_add_fiber ("/feeds/what the list lacks is found on demand", what_the_list_lacks_is_found_on_demand);
  test_add_fiber ("/feeds/all of 5,000 are there in the end", all_of_five_thousand_are_there_in_the_end);
  test_add_fiber ("/feeds/the newest come without looking at all times", the_newest_come_without_looking_at_all_times);
  test_add_fiber ("/feeds/other orders look at everything first", other_orders_look_at_everything_first);
  test_add_fiber ("/feeds/a period has only its clips", a_period_has_only_its_clips);
  test_add_fiber ("/feeds/a filter hides and shows at once", a_filter_hides_and_shows_at_once);
  test_add_fiber ("/feeds/a filter asks on until there is enough", a_filter_asks_on_until_there_is_enough);
  test_add_fiber ("/feeds/a stopped crawl is taken up again", a_stopped_crawl_is_taken_up_again);
  test_add_fiber ("/feeds/a crawl is taken up after a restart", a_crawl_is_taken_up_after_a_restart);
  test_add_fiber ("/feeds/a failed walk goes on where it was", a_failed_walk_goes_on_where_it_was);
  test_add_fiber ("/feeds/clips of followed channels are new", clips_of_followed_channels_are_new);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-account.h"
#include "cw-category.h"
#include "cw-channel.h"
#include "cw-migrations.h"
#include "cw-seen.h"
#include "cw-twitch-clip.h"
#include "test-support.h"

typedef struct
{
  CwDatabase *database;
  GListStore *accounts;
  CwSeen     *seen;
} Fixture;

static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (GError) error = NULL;
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations), .accounts = g_list_store_new (CW_TYPE_ACCOUNT) };

  dex_await (cw_database_open (fixture.database), &error);
  g_assert_no_error (error);
  fixture.seen = cw_seen_new (fixture.database, G_LIST_MODEL (fixture.accounts));

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->seen);
  g_object_unref (fixture->accounts);
  g_object_unref (fixture->database);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
remember_clips (Fixture    *fixture,
                const char *channel_id,
                guint       first,
                guint       n)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("Clip-%u", i);

      g_ptr_array_add (clips, g_object_new (CW_TYPE_TWITCH_CLIP, "id", id, "title", "A chess game", "channel-id", channel_id, NULL));
    }
  cw_seen_remember (fixture->seen, clips);
}

static guint
count (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_seen_search_clips (fixture->seen, "chess", 10000, 0), &error);

  g_assert_no_error (error);
  return clips->len;
}

static void
a_search_finds_all_kinds_at_once (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwSeenResults) results = NULL;
  g_autoptr (CwSeenResults) nothing = NULL;

  remember_clips (&fixture, "1", 0, 2);
  g_ptr_array_add (names, g_object_new (CW_TYPE_CHANNEL, "id", "1", "login", "chesskanal", "name", "Chesskanal", NULL));
  g_ptr_array_add (names, g_object_new (CW_TYPE_CATEGORY, "id", "2", "name", "Chess", NULL));
  g_ptr_array_add (names, g_object_new (CW_TYPE_ACCOUNT, "id", "3", "name", "Chess", NULL));
  cw_seen_remember (fixture.seen, names);
  await (cw_seen_flush (fixture.seen));

  results = dex_await_object (cw_seen_search (fixture.seen, "chess"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cw_seen_results_get_clips (results)->len, ==, 2);
  g_assert_cmpuint (cw_seen_results_get_channels (results)->len, ==, 1);
  g_assert_cmpuint (cw_seen_results_get_categories (results)->len, ==, 1);

  nothing = dex_await_object (cw_seen_search (fixture.seen, " - "), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cw_seen_results_get_clips (nothing)->len, ==, 0);
  tear_down (&fixture);
}

/* It is written by itself, and not before a moment has passed. */
static void
a_crawl_is_written_in_few_transactions (void)
{
  Fixture fixture = set_up ();

  for (guint i = 0; i < 1200; i += 10)
    remember_clips (&fixture, "1", i, 10);
  g_assert_cmpuint (count (&fixture), ==, 0);

  while (count (&fixture) == 0)
    dex_await (dex_timeout_new_msec (5), NULL);
  /* As much at once as is written at once. */
  g_assert_cmpuint (count (&fixture) % 100, ==, 0);
  while (count (&fixture) < 1200)
    dex_await (dex_timeout_new_msec (5), NULL);
  tear_down (&fixture);
}

static void
what_was_gathered_is_written_at_the_end (void)
{
  Fixture fixture = set_up ();

  remember_clips (&fixture, "1", 0, 5);
  g_object_unref (fixture.seen);
  fixture.seen = cw_seen_new (fixture.database, G_LIST_MODEL (fixture.accounts));
  g_assert_cmpuint (count (&fixture), ==, 5);
  tear_down (&fixture);
}

static void
what_is_flushed_is_written_though_nobody_waits (void)
{
  Fixture fixture = set_up ();

  remember_clips (&fixture, "1", 0, 5);
  dex_unref (cw_seen_flush (fixture.seen));
  g_assert_cmpuint (count (&fixture), ==, 5);
  tear_down (&fixture);
}

static void
forgetting_takes_what_is_not_yet_written (void)
{
  Fixture fixture = set_up ();

  remember_clips (&fixture, "1", 0, 5);
  await (cw_seen_flush (fixture.seen));
  remember_clips (&fixture, "1", 5, 5);
  await (cw_seen_forget (fixture.seen));
  await (cw_seen_flush (fixture.seen));
  g_assert_cmpuint (count (&fixture), ==, 0);

  remember_clips (&fixture, "1", 0, 5);
  remember_clips (&fixture, "2", 10, 3);
  await (cw_seen_forget_channel (fixture.seen, "1"));
  g_assert_cmpuint (count (&fixture), ==, 3);
  tear_down (&fixture);
}

static void
what_is_too_old_goes_when_it_is_loaded_unless_it_is_ones_own (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwAccount) account = g_object_new (CW_TYPE_ACCOUNT, "id", "2", NULL);

  g_list_store_append (fixture.accounts, account);
  remember_clips (&fixture, "1", 0, 5);
  remember_clips (&fixture, "2", 10, 3);
  await (cw_seen_flush (fixture.seen));
  await (cw_seen_load (fixture.seen));
  g_assert_cmpuint (count (&fixture), ==, 8);

  await (cw_database_execute (fixture.database, "UPDATE seen_clips SET fetched = fetched - 90000000000", NULL));
  await (cw_seen_load (fixture.seen));
  g_assert_cmpuint (count (&fixture), ==, 3);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/seen/a search finds all kinds at once", a_search_finds_all_kinds_at_once);
  test_add_fiber ("/seen/a crawl is written in few transactions", a_crawl_is_written_in_few_transactions);
  test_add_fiber ("/seen/what was gathered is written at the end", what_was_gathered_is_written_at_the_end);
  test_add_fiber ("/seen/what is flushed is written though nobody waits", what_is_flushed_is_written_though_nobody_waits);
  test_add_fiber ("/seen/forgetting takes what is not yet written", forgetting_takes_what_is_not_yet_written);
  test_add_fiber ("/seen/what is too old goes when it is loaded unless it is one's own", what_is_too_old_goes_when_it_is_loaded_unless_it_is_ones_own);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-migrations.h"
#include "cw-watch-store.h"
#include "test-support.h"

#define NOW G_GINT64_CONSTANT (1790000000000000)

typedef struct
{
  CwDatabase   *database;
  CwWatchStore *store;
} Fixture;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
add_channel (Fixture    *fixture,
             const char *id,
             const char *name,
             gint64      time)
{
  g_autoptr (CwWatchedChannel) channel = g_object_new (CW_TYPE_WATCHED_CHANNEL, "id", id, "login", id, "name", name, "since", time, "checked", time, NULL);

  await (cw_watch_store_add_channel (fixture->store, channel));
}

static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations) };

  await (cw_database_open (fixture.database));
  fixture.store = cw_watch_store_new (fixture.database);
  add_channel (&fixture, "1", "One", NOW);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
}

/* How many of these were new. */
static guint
add_clips (Fixture           *fixture,
           const char        *channel_id,
           const char *const *ids,
           gint64             now)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (clips, g_object_new (CW_TYPE_TWITCH_CLIP, "id", ids[i], "title", "“Ü” '", "channel-id", channel_id, "created", now - i, "vod-offset", G_GINT64_CONSTANT (-1), NULL));

  fresh = dex_await_boxed (cw_watch_store_add_clips (fixture->store, "1", clips, now), &error);
  g_assert_no_error (error);
  return fresh->len;
}

static guint
count_unseen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = dex_await_boxed (cw_watch_store_list_unseen (fixture->store), &error);

  g_assert_no_error (error);
  return g_strv_length (ids);
}

static void
a_channel_that_is_added_again_keeps_its_times (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) channels = NULL;
  g_autoptr (GError) error = NULL;

  add_channel (&fixture, "1", "Renamed", NOW + 50);
  channels = dex_await_boxed (cw_watch_store_list_channels (fixture.store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (channels->len, ==, 1);
  g_assert_cmpstr (cw_watched_channel_get_name (channels->pdata[0]), ==, "Renamed");
  g_assert_cmpint (cw_watched_channel_get_since (channels->pdata[0]), ==, NOW);
  g_assert_cmpint (cw_watched_channel_get_checked (channels->pdata[0]), ==, NOW);
  tear_down (&fixture);
}

static void
only_what_is_not_known_is_new (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GPtrArray) channels = NULL;

  g_assert_cmpuint (add_clips (&fixture, "1", (const char *const[]) { "A", "B", NULL }, NOW + 5), ==, 2);
  g_assert_cmpuint (add_clips (&fixture, "1", (const char *const[]) { "B", "C", "A", NULL }, NOW + 9), ==, 1);
  clips = dex_await_boxed (cw_watch_store_list_clips (fixture.store), NULL);
  g_assert_cmpuint (clips->len, ==, 3);
  g_assert_cmpstr (cw_twitch_clip_get_id (clips->pdata[0]), ==, "C");
  g_assert_cmpstr (cw_twitch_clip_get_title (clips->pdata[0]), ==, "“Ü” '");
  g_assert_cmpint (cw_twitch_clip_get_vod_offset (clips->pdata[0]), ==, -1);

  channels = dex_await_boxed (cw_watch_store_list_channels (fixture.store), NULL);
  g_assert_cmpint (cw_watched_channel_get_checked (channels->pdata[0]), ==, NOW + 9);
  tear_down (&fixture);
}

/* Twitch may tell anything, and the user change their mind. */
static void
a_clip_of_another_channel_or_of_none_is_left_out (void)
{
  Fixture fixture = set_up ();

  g_assert_cmpuint (add_clips (&fixture, "", (const char *const[]) { "A", NULL }, NOW), ==, 0);
  g_assert_cmpuint (add_clips (&fixture, "2", (const char *const[]) { "A", NULL }, NOW), ==, 0);
  await (cw_watch_store_remove_channel (fixture.store, "1"));
  g_assert_cmpuint (add_clips (&fixture, "1", (const char *const[]) { "A", NULL }, NOW), ==, 0);
  g_assert_cmpuint (count_unseen (&fixture), ==, 0);
  tear_down (&fixture);
}

static void
one_clip_is_seen_or_all (void)
{
  Fixture fixture = set_up ();

  add_clips (&fixture, "1", (const char *const[]) { "A", "B", "C", NULL }, NOW);
  await (cw_watch_store_mark_seen (fixture.store, "B"));
  g_assert_cmpuint (count_unseen (&fixture), ==, 2);
  await (cw_watch_store_mark_seen (fixture.store, "nothing"));
  g_assert_cmpuint (count_unseen (&fixture), ==, 2);
  await (cw_watch_store_mark_seen (fixture.store, NULL));
  g_assert_cmpuint (count_unseen (&fixture), ==, 0);
  tear_down (&fixture);
}

static void
a_clip_is_forgotten_a_day_after_it_was_found (void)
{
  Fixture fixture = set_up ();
  g_auto (GStrv) none = NULL;
  g_auto (GStrv) gone = NULL;

  add_clips (&fixture, "1", (const char *const[]) { "A", NULL }, NOW);
  add_clips (&fixture, "1", (const char *const[]) { "B", NULL }, NOW + 1);
  none = dex_await_boxed (cw_watch_store_prune (fixture.store, NOW + G_TIME_SPAN_DAY), NULL);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  gone = dex_await_boxed (cw_watch_store_prune (fixture.store, NOW + G_TIME_SPAN_DAY + 1), NULL);
  g_assert_cmpuint (g_strv_length (gone), ==, 1);
  g_assert_cmpstr (gone[0], ==, "A");

  await (cw_watch_store_forget (fixture.store));
  g_assert_cmpuint (count_unseen (&fixture), ==, 0);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/watch-store/a channel that is added again keeps its times", a_channel_that_is_added_again_keeps_its_times);
  test_add_fiber ("/watch-store/only what is not known is new", only_what_is_not_known_is_new);
  test_add_fiber ("/watch-store/a clip of another channel or of none is left out", a_clip_of_another_channel_or_of_none_is_left_out);
  test_add_fiber ("/watch-store/one clip is seen or all", one_clip_is_seen_or_all);
  test_add_fiber ("/watch-store/a clip is forgotten a day after it was found", a_clip_is_forgotten_a_day_after_it_was_found);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-migrations.h"
#include "cw-search-words.h"
#include "cw-seen-store.h"
#include "test-support.h"

#define NOW G_GINT64_CONSTANT (1790000000000000)

typedef struct
{
  CwDatabase  *database;
  CwSeenStore *store;
} Fixture;

static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (GError) error = NULL;
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations) };

  dex_await (cw_database_open (fixture.database), &error);
  g_assert_no_error (error);
  fixture.store = cw_seen_store_new (fixture.database);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->database);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static GPtrArray *
await_list (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = dex_await_boxed (future, &error);

  g_assert_no_error (error);
  return found;
}

static CwTwitchClip *
make_clip (const char *id,
           const char *title,
           const char *channel,
           const char *category_id,
           gint64      views)
{
  return g_object_new (CW_TYPE_TWITCH_CLIP,
                       "id", id,
                       "url", "https://clips.twitch.tv/x",
                       "title", title,
                       "channel-id", channel,
                       "channel-name", channel,
                       "creator-id", "7",
                       "creator-name", "Zuschauer",
                       "vod-offset", G_GINT64_CONSTANT (-1),
                       "category-id", category_id,
                       "language", "de",
                       "views", views,
                       "created", NOW - 5,
                       "duration", G_GINT64_CONSTANT (29900000000),
                       "thumbnail", "https://example.com/t.jpg",
                       "featured", TRUE,
                       NULL);
}

/* Takes ITEM. */
static void
remember_at (Fixture *fixture,
             gpointer item,
             gint64   now)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, item);
  await (cw_seen_store_remember (fixture->store, items, now));
}

static void
remember (Fixture *fixture,
          gpointer item)
{
  remember_at (fixture, item, NOW);
}

/* The ids that are found, in their order: "a b c". */
static char *
search (Fixture    *fixture,
        const char *words)
{
  g_autoptr (GPtrArray) found = await_list (cw_seen_store_search_clips (fixture->store, words, 100, 0));
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", cw_twitch_clip_get_id (found->pdata[i]));

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
check_search (Fixture    *fixture,
              const char *words,
              const char *ids)
{
  g_autofree char *found = search (fixture, words);

  g_test_message ("%s", words);
  g_assert_cmpstr (found, ==, ids);
}

static void
a_clip_comes_back_whole (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwTwitchClip) clip = make_clip ("A", "“Ünïcode” 🎮 ' \"", "Kanal", "12", 5000000000);
  g_autoptr (CwTwitchClip) found = NULL;
  g_autoptr (GError) error = NULL;

  remember (&fixture, g_object_ref (clip));
  found = dex_await_object (cw_seen_store_find_clip (fixture.store, "A"), &error);
  g_assert_no_error (error);
  g_assert_true (cw_record_equal (CW_RECORD (clip), CW_RECORD (found)));

  g_assert_false (dex_await (cw_seen_store_find_clip (fixture.store, "B"), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  tear_down (&fixture);
}

static void
clips_are_found_by_beginnings_of_words (void)
{
  Fixture fixture = set_up ();

  remember (&fixture, make_clip ("A", "Ein völlig verrückter Sprung", "Kanal", "12", 10));
  remember (&fixture, make_clip ("B", "Noch ein Sprungbrett", "Kanal", "12", 1000));
  remember (&fixture, make_clip ("C", "Etwas anderes", "Sprungkanal", "13", 5));
  remember (&fixture, g_object_new (CW_TYPE_CATEGORY, "id", "13", "name", "Pokémon Rot", NULL));

  check_search (&fixture, "sprung verruckt", "A");
  check_search (&fixture, "VERRÜCKTER", "A");
  check_search (&fixture, "kanal ein", "B A");
  check_search (&fixture, "pokemon", "C");
  check_search (&fixture, "zusch etw", "C");
  check_search (&fixture, "prung", "");
  tear_down (&fixture);
}

/* It is somebody typing, and no query language. */
static void
any_words_can_be_searched_for (void)
{
  static const char *const nothing[] = { "", "   ", "\"", "***", "()", "-", "🎮", "'; --", "^", ":" };
  static const char *const a[] = { "don't", "DON'T", "\"don", "don* t*", "(don) AND:", "title:don", "don OR", "don NEAR", "don NOT" };
  Fixture                  fixture = set_up ();

  remember (&fixture, make_clip ("A", "don't and or near not title", "Kanal", "12", 10));
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    check_search (&fixture, nothing[i], "");
  for (guint i = 0; i < G_N_ELEMENTS (a); i++)
    check_search (&fixture, a[i], "A");
  /* No Unicode at all. */
  check_search (&fixture, "\xff\xfe", "");
  check_search (&fixture, "don nothing", "");
  tear_down (&fixture);
}

static void
words_become_a_query (void)
{
  g_autofree char *two = cw_search_words_to_query ("  one-\"two\" ");
  g_autofree char *none = cw_search_words_to_query ("-\"'*");

  g_assert_cmpstr (two, ==, "\"one\"* \"two\"*");
  g_assert_null (none);
}

static void
a_title_counts_more_than_a_name_and_then_views_decide (void)
{
  Fixture fixture = set_up ();

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("other-%u", i);

      remember (&fixture, make_clip (id, "Nothing of that", "Kanal", "12", 1));
    }
  remember (&fixture, make_clip ("few", "A dragon", "Kanal", "12", 3));
  remember (&fixture, make_clip ("many", "A dragon", "Kanal", "12", 300));
  remember (&fixture, make_clip ("channel", "Quite another thing", "Dragon", "12", 3000000));
  check_search (&fixture, "dragon", "many few channel");
  tear_down (&fixture);
}

static void
what_is_remembered_again_is_found_by_its_new_words_only (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwTwitchClip) found = NULL;

  remember (&fixture, make_clip ("A", "Before", "Kanal", "12", 10));
  remember (&fixture, make_clip ("A", "After", "Kanal", "12", 99));
  check_search (&fixture, "before", "");
  check_search (&fixture, "after", "A");
  found = dex_await_object (cw_seen_store_find_clip (fixture.store, "A"), NULL);
  g_assert_cmpint (cw_twitch_clip_get_views (found), ==, 99);
  tear_down (&fixture);
}

static void
a_category_may_be_seen_before_its_clips_or_after_and_be_renamed (void)
{
  Fixture fixture = set_up ();

  remember (&fixture, make_clip ("A", "One", "Kanal", "12", 10));
  check_search (&fixture, "chess", "");
  remember (&fixture, g_object_new (CW_TYPE_CATEGORY, "id", "12", "name", "Chess", NULL));
  check_search (&fixture, "chess", "A");
  remember (&fixture, make_clip ("B", "Two", "Kanal", "12", 5));
  check_search (&fixture, "chess", "A B");
  remember (&fixture, g_object_new (CW_TYPE_CATEGORY, "id", "12", "name", "Draughts", NULL));
  check_search (&fixture, "chess", "");
  check_search (&fixture, "draughts two", "B");
  tear_down (&fixture);
}

static void
what_is_told_of_a_channel_in_parts_is_put_together (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwChannel) found = NULL;
  g_autoptr (GPtrArray) channels = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *description = NULL;
  gint64           followed;

  remember (&fixture, g_object_new (CW_TYPE_CHANNEL, "id", "1", "login", "kanal", "name", "Der Kanal", "description", "Says it all", "picture", "https://example.com/p.png", NULL));
  remember (&fixture, g_object_new (CW_TYPE_CHANNEL, "id", "1", "login", "kanal", "name", "Der Kanal", "followed", G_GINT64_CONSTANT (77), NULL));
  remember (&fixture, g_object_new (CW_TYPE_CHANNEL, "id", "2", "login", "other", "name", "Other", NULL));

  found = dex_await_object (cw_seen_store_find_channel (fixture.store, "1"), &error);
  g_assert_no_error (error);
  g_object_get (found, "description", &description, "followed", &followed, NULL);
  g_assert_cmpstr (description, ==, "Says it all");
  g_assert_cmpstr (cw_channel_get_picture (found), ==, "https://example.com/p.png");
  g_assert_cmpint (followed, ==, 77);

  channels = await_list (cw_seen_store_search_channels (fixture.store, "der", 10, 0));
  g_assert_cmpuint (channels->len, ==, 1);
  g_assert_cmpstr (cw_channel_get_login (channels->pdata[0]), ==, "kanal");
  tear_down (&fixture);
}

static void
pages_of_a_search_follow_each_other (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) categories = NULL;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("%02d", i);

      remember (&fixture, make_clip (id, "Same", "Kanal", "12", 100 - i));
    }
  first = await_list (cw_seen_store_search_clips (fixture.store, "same", 20, 0));
  second = await_list (cw_seen_store_search_clips (fixture.store, "same", 20, 20));
  g_assert_cmpuint (first->len, ==, 20);
  g_assert_cmpuint (second->len, ==, 10);
  g_assert_cmpstr (cw_twitch_clip_get_id (second->pdata[0]), ==, "20");

  remember (&fixture, g_object_new (CW_TYPE_CATEGORY, "id", "12", "name", "Chess Boxing", NULL));
  categories = await_list (cw_seen_store_search_categories (fixture.store, "box", 20, 0));
  g_assert_cmpuint (categories->len, ==, 1);
  tear_down (&fixture);
}

static gboolean
is_known (Fixture    *fixture,
          const char *id)
{
  return dex_await (cw_seen_store_find_clip (fixture->store, id), NULL);
}

static void
others_data_is_forgotten_after_a_day_and_ones_own_is_not (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) categories = NULL;

  remember_at (&fixture, make_clip ("old", "Old", "theirs", "12", 1), NOW - G_TIME_SPAN_DAY - 1);
  remember_at (&fixture, make_clip ("young", "Young", "theirs", "12", 1), NOW - G_TIME_SPAN_DAY + 1);
  remember_at (&fixture, make_clip ("mine", "Mine", "mine", "13", 1), NOW - 30 * G_TIME_SPAN_DAY);
  remember_at (&fixture, g_object_new (CW_TYPE_CHANNEL, "id", "theirs", "name", "Theirs", NULL), NOW - 2 * G_TIME_SPAN_DAY);
  remember_at (&fixture, g_object_new (CW_TYPE_CATEGORY, "id", "12", "name", "Game Twelve", NULL), NOW - 2 * G_TIME_SPAN_DAY);
  remember_at (&fixture, g_object_new (CW_TYPE_CATEGORY, "id", "13", "name", "Game Thirteen", NULL), NOW - 2 * G_TIME_SPAN_DAY);

  await (cw_seen_store_prune (fixture.store, (const char *const[]) { "mine", "strange \"id\"", NULL }, NOW));
  g_assert_false (is_known (&fixture, "old"));
  g_assert_true (is_known (&fixture, "young"));
  g_assert_true (is_known (&fixture, "mine"));
  g_assert_false (dex_await (cw_seen_store_find_channel (fixture.store, "theirs"), NULL));
  categories = await_list (cw_seen_store_search_categories (fixture.store, "game", 10, 0));
  g_assert_cmpuint (categories->len, ==, 1);
  check_search (&fixture, "old", "");
  check_search (&fixture, "twelve", "");
  check_search (&fixture, "thirteen", "mine");

  /* Fetched again, it counts as new. */
  remember_at (&fixture, make_clip ("young", "Young", "theirs", "12", 1), NOW);
  await (cw_seen_store_prune (fixture.store, (const char *const[]) { NULL }, NOW + 2));
  g_assert_true (is_known (&fixture, "young"));
  g_assert_false (is_known (&fixture, "mine"));
  tear_down (&fixture);
}

static void
nothing_is_left_of_what_is_forgotten (void)
{
  Fixture fixture = set_up ();

  remember (&fixture, make_clip ("A", "One", "1", "12", 1));
  remember (&fixture, make_clip ("B", "One", "2", "12", 1));
  remember (&fixture, g_object_new (CW_TYPE_CHANNEL, "id", "1", "name", "First", NULL));
  await (cw_seen_store_forget_channel (fixture.store, "1"));
  check_search (&fixture, "one", "B");
  g_assert_false (dex_await (cw_seen_store_find_channel (fixture.store, "1"), NULL));

  await (cw_seen_store_forget (fixture.store));
  check_search (&fixture, "one", "");
  g_assert_false (is_known (&fixture, "B"));
  tear_down (&fixture);
}

static double
time_search (Fixture    *fixture,
             const char *words)
{
  gint64           began = g_get_monotonic_time ();
  g_autofree char *found = search (fixture, words);

  g_assert_cmpstr (found, !=, "");
  return (double) (g_get_monotonic_time () - began) / 1000;
}

/* The times are for people; a busy machine does not fail this. */
static void
ten_thousand_clips_are_searched (void)
{
  static const char *const words[] = { "insane", "clutch", "moment", "boss", "fight", "chat", "lost", "laughs", "dragon", "speedrun", "record", "nearly", "again", "finally", "first", "try" };
  Fixture                  fixture = set_up ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 began;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("Clip-%u", i);
      g_autofree char *channel = g_strdup_printf ("Channel%u", i % 50);
      g_autoptr (GString) title = g_string_new ("the");

      for (guint j = 0; j < 6; j++)
        g_string_append_printf (title, " %s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      if (i % 1000 == 0)
        g_string_append (title, " zebra");
      g_ptr_array_add (clips, make_clip (id, title->str, channel, "12", g_rand_int (rand)));
    }

  began = g_get_monotonic_time ();
  await (cw_seen_store_remember (fixture.store, clips, NOW));
  g_test_message ("remembered in %.1f ms", (double) (g_get_monotonic_time () - began) / 1000);
  began = g_get_monotonic_time ();
  await (cw_seen_store_remember (fixture.store, clips, NOW + 1));
  g_test_message ("remembered again in %.1f ms", (double) (g_get_monotonic_time () - began) / 1000);

  g_test_message ("zebra: %.1f ms", time_search (&fixture, "zebra"));
  g_test_message ("clutch boss: %.1f ms", time_search (&fixture, "clutch boss"));
  g_test_message ("channel7 dragon: %.1f ms", time_search (&fixture, "channel7 dragon"));
  g_test_message ("dragon: %.1f ms", time_search (&fixture, "dragon"));
  g_test_message ("the: %.1f ms", time_search (&fixture, "the"));
  g_test_message ("c: %.1f ms", time_search (&fixture, "c"));
  g_test_message ("c: %.1f ms", time_search (&fixture, "c"));
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/seen-store/a clip comes back whole", a_clip_comes_back_whole);
  test_add_fiber ("/seen-store/clips are found by beginnings of words", clips_are_found_by_beginnings_of_words);
  test_add_fiber ("/seen-store/any words can be searched for", any_words_can_be_searched_for);
  test_add_fiber ("/seen-store/words become a query", words_become_a_query);
  test_add_fiber ("/seen-store/a title counts more than a name and then views decide", a_title_counts_more_than_a_name_and_then_views_decide);
  test_add_fiber ("/seen-store/what is remembered again is found by its new words only", what_is_remembered_again_is_found_by_its_new_words_only);
  test_add_fiber ("/seen-store/a category may be seen before its clips or after and be renamed", a_category_may_be_seen_before_its_clips_or_after_and_be_renamed);
  test_add_fiber ("/seen-store/what is told of a channel in parts is put together", what_is_told_of_a_channel_in_parts_is_put_together);
  test_add_fiber ("/seen-store/pages of a search follow each other", pages_of_a_search_follow_each_other);
  test_add_fiber ("/seen-store/others' data is forgotten after a day and one's own is not", others_data_is_forgotten_after_a_day_and_ones_own_is_not);
  test_add_fiber ("/seen-store/nothing is left of what is forgotten", nothing_is_left_of_what_is_forgotten);
  test_add_fiber ("/seen-store/ten thousand clips are searched", ten_thousand_clips_are_searched);

  return g_test_run ();
}

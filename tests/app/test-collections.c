/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collections.h"
#include "cw-error.h"
#include "cw-migrations.h"
#include "test-support.h"

typedef struct
{
  CwDatabase    *database;
  CwLibrary     *library;
  CwCollections *collections;
} Fixture;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

/* Clips "id-1" to "id-9", called "clip 1" and so on. */
static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations) };

  await (cw_database_open (fixture.database));
  await (cw_database_execute (fixture.database,
                              "WITH RECURSIVE many (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM many WHERE n < 9) "
                              "INSERT INTO clips (id, added, created, duration, size, width, height, title, uri, digest, has_video, coded_width, coded_height, rotation, "
                              "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, audio_bitrate) "
                              "SELECT 'id-' || n, n, 1, 2, 3, 4, 5, 'clip ' || n, 'file:///' || n, 'digest-' || n, 1, 4, 5, 0, 1, 1, 60, 1, 0, 8, 1, 0, 0, 0, 0 FROM many",
                              NULL));
  fixture.library = cw_library_new (fixture.database);
  fixture.collections = cw_collections_new (fixture.database, fixture.library);
  await (cw_library_load (fixture.library));
  await (cw_collections_refresh (fixture.collections));

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  /* So that nothing is under way any more. */
  await (cw_collections_refresh (fixture->collections));
  g_object_unref (fixture->collections);
  g_object_unref (fixture->library);
  g_object_unref (fixture->database);
}

/* Of "3 9" the clips with these numbers. */
static GPtrArray *
pick (Fixture    *fixture,
      const char *numbers)
{
  g_auto (GStrv) parts = g_strsplit (numbers, " ", 0);
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("id-", parts[i], NULL);

      g_ptr_array_add (clips, dex_await_object (cw_library_load_clip (fixture->library, id), NULL));
    }
  return clips;
}

static CwCollection *
create (Fixture    *fixture,
        const char *title,
        const char *query,
        const char *clips)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) picked = pick (fixture, clips);
  CwCollection *collection = dex_await_object (cw_collections_create (fixture->collections, title, query, picked), &error);

  g_assert_no_error (error);
  return collection;
}

static CwClipList *
show (Fixture      *fixture,
      CwCollection *collection)
{
  g_autofree char *query = cw_collection_dup_shown (collection);
  CwClipList      *list = cw_library_make_list (fixture->library, query, FALSE);

  await (cw_clip_list_refresh (list));
  return list;
}

static void
assert_shows (CwClipList *list,
              const char *numbers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < cw_clip_list_get_numbers (list)->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) g_array_index (cw_clip_list_get_numbers (list), gint64, i));
  g_assert_cmpstr (text->str, ==, numbers);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->collections));
}

static void
shows_the_clips_in_the_order_of_the_user (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) best = create (&fixture, "  Best \"of\" all, really ", NULL, "3 9 1");
  g_autoptr (CwClipList) list = show (&fixture, best);
  g_autoptr (GPtrArray) one = pick (&fixture, "1");
  g_autoptr (GPtrArray) three = pick (&fixture, "3");
  g_autoptr (GPtrArray) five = pick (&fixture, "5");
  g_autoptr (GPtrArray) nine = pick (&fixture, "9");

  g_assert_cmpstr (cw_collection_get_title (best), ==, "Best \"of\" all, really");
  g_assert_cmpint (cw_collection_get_n (best), ==, 3);
  assert_shows (list, "3 9 1");

  await (cw_collections_move (fixture.collections, best, one, three->pdata[0]));
  assert_shows (list, "1 3 9");
  await (cw_collections_add (fixture.collections, best, five));
  assert_shows (list, "1 3 9 5");
  g_assert_cmpint (cw_collection_get_n (best), ==, 4);
  await (cw_collections_remove (fixture.collections, best, nine));
  assert_shows (list, "1 3 5");
  await (cw_library_undo (fixture.library));
  await (cw_library_undo (fixture.library));
  await (cw_library_undo (fixture.library));
  assert_shows (list, "3 9 1");
  await (cw_library_redo (fixture.library));
  assert_shows (list, "1 3 9");
  tear_down (&fixture);
}

static void
smart_ones_are_counted_and_follow (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) favourites = create (&fixture, "Mine", "is:favourite", "");
  g_autoptr (CwClipList) list = show (&fixture, favourites);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpint (cw_collection_get_n (favourites), ==, 0);
  g_ptr_array_add (clips, dex_await_object (cw_library_load_clip (fixture.library, "id-4"), NULL));
  await (cw_library_set_favourite (fixture.library, clips, TRUE));
  await (cw_collections_refresh (fixture.collections));
  g_assert_cmpint (cw_collection_get_n (favourites), ==, 1);
  assert_shows (list, "4");

  await (cw_collections_set_query (fixture.collections, favourites, "-is:favourite"));
  g_assert_cmpstr (cw_collection_get_query (favourites), ==, "-is:favourite");
  g_assert_cmpint (cw_collection_get_n (favourites), ==, 8);
  tear_down (&fixture);
}

static void
the_list_follows_and_keeps_its_objects (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) one = create (&fixture, "One", NULL, "");
  g_autoptr (CwCollection) two = create (&fixture, "Two", NULL, "2");
  g_autofree char *id = g_strdup (cw_collection_get_id (one));

  await (cw_collections_rename (fixture.collections, one, "Uno"));
  g_assert_cmpstr (cw_collection_get_title (one), ==, "Uno");
  await (cw_collections_delete (fixture.collections, one));
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_null (cw_collections_find (fixture.collections, id));
  g_assert_true (cw_collections_find (fixture.collections, cw_collection_get_id (two)) == two);
  await (cw_library_undo (fixture.library));
  await (cw_collections_refresh (fixture.collections));
  g_assert_cmpuint (count (&fixture), ==, 2);
  g_assert_cmpstr (cw_collection_get_title (cw_collections_find (fixture.collections, id)), ==, "Uno");
  tear_down (&fixture);
}

static void
assert_invalid (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
}

static void
what_makes_no_sense_is_refused (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *endless = g_strnfill (10000, 'x');

  assert_invalid (cw_collections_create (fixture.collections, " \n ", NULL, NULL));
  assert_invalid (cw_collections_create (fixture.collections, endless, NULL, NULL));
  assert_invalid (cw_collections_create (fixture.collections, "x", "views:many", NULL));
  assert_invalid (cw_collections_create (fixture.collections, "x", "  ", NULL));
  g_assert_cmpuint (count (&fixture), ==, 0);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/collections/shows the clips in the order of the user", shows_the_clips_in_the_order_of_the_user);
  test_add_fiber ("/collections/smart ones are counted, and follow", smart_ones_are_counted_and_follow);
  test_add_fiber ("/collections/the list follows, and keeps its objects", the_list_follows_and_keeps_its_objects);
  test_add_fiber ("/collections/what makes no sense is refused", what_makes_no_sense_is_refused);

  return g_test_run ();
}

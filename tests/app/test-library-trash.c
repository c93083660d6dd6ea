/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-trash.h"
#include "cw-media-store.h"
#include "test-rows.h"
#include "test-support.h"

typedef struct
{
  char           *folder;
  CwDatabase     *database;
  CwMediaStore   *media;
  CwLibrary      *library;
  CwLibraryTrash *trash;
} Fixture;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

/* Clips "a", "b" and "c", whose files are elsewhere. */
static Fixture
set_up (void)
{
  Fixture fixture = { .folder = test_folder () };

  fixture.database = test_rows_open (fixture.folder);
  for (const char *c = "abc"; *c != '\0'; c++)
    {
      g_autofree char *id = g_strndup (c, 1);
      g_autofree char *path = g_build_filename (fixture.folder, id, NULL);
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

      test_write_file (path, "of the user", -1);
      test_rows_add_clip (fixture.database, id, uri, 0);
    }
  fixture.media = cw_media_store_new (fixture.database, NULL);
  fixture.library = cw_library_new (fixture.database);
  fixture.trash = cw_library_trash_new (fixture.library, fixture.media);
  await (cw_library_load (fixture.library));

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->trash);
  g_object_unref (fixture->library);
  g_object_unref (fixture->media);
  g_object_unref (fixture->database);
  g_free (fixture->folder);
}

static GPtrArray *
pick (Fixture    *fixture,
      const char *ids)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *ids != '\0'; ids++)
    {
      g_autofree char *id = g_strndup (ids, 1);

      g_ptr_array_add (clips, dex_await_object (cw_library_load_clip (fixture->library, id), NULL));
    }
  return clips;
}

static void
throw_away (Fixture    *fixture,
            const char *ids)
{
  g_autoptr (GPtrArray) clips = pick (fixture, ids);

  await (cw_library_remove (fixture->library, clips));
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cw_library_trash_get_clips (fixture->trash)));
}

static void
what_is_removed_is_there_until_it_is_restored (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GPtrArray) clips = pick (&fixture, "b");

  g_assert_cmpuint (count (&fixture), ==, 0);
  throw_away (&fixture, "ab");
  g_assert_cmpuint (count (&fixture), ==, 2);
  await (cw_library_restore (fixture.library, clips));
  g_assert_cmpuint (count (&fixture), ==, 1);
  await (cw_library_undo (fixture.library));
  g_assert_cmpuint (count (&fixture), ==, 2);
  tear_down (&fixture);
}

static void
what_is_deleted_is_gone_and_nothing_else (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *path = g_build_filename (fixture.folder, "a", NULL);
  g_autoptr (GPtrArray) clips = pick (&fixture, "ac");
  g_autoptr (CwCommand) undo = NULL;

  throw_away (&fixture, "a");
  throw_away (&fixture, "b");
  /* "c" is not in the trash. */
  g_assert_cmpint (dex_await_int64 (cw_library_trash_delete (fixture.trash, clips), NULL), ==, 0);
  g_assert_cmpuint (count (&fixture), ==, 1);
  g_assert_cmpint (test_rows_count (fixture.database, "SELECT count (*) FROM clips"), ==, 2);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  await (cw_library_undo (fixture.library));
  g_assert_cmpuint (count (&fixture), ==, 0);
  g_object_get (fixture.library, "undo", &undo, NULL);
  g_assert_null (undo);
  tear_down (&fixture);
}

static void
emptied_nothing_can_be_undone_of_it (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCommand) undo = NULL;

  throw_away (&fixture, "abc");
  await (cw_library_trash_empty (fixture.trash));
  g_assert_cmpuint (count (&fixture), ==, 0);
  g_assert_cmpint (test_rows_count (fixture.database, "SELECT count (*) FROM clips"), ==, 0);
  g_object_get (fixture.library, "undo", &undo, NULL);
  g_assert_null (undo);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/trash/what is removed is there until it is restored", what_is_removed_is_there_until_it_is_restored);
  test_add_fiber ("/trash/what is deleted is gone, and nothing else", what_is_deleted_is_gone_and_nothing_else);
  test_add_fiber ("/trash/emptied, nothing can be undone of it", emptied_nothing_can_be_undone_of_it);

  return g_test_run ();
}

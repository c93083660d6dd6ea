/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-library-tidy.h"
#include "cw-media-folder.h"
#include "cw-media-store.h"
#include "cw-paths.h"
#include "cw-storage-report.h"
#include "cw-trash.h"
#include "test-rows.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char         *folder;
  CwDatabase   *database;
  CwMediaStore *media;
} Library;

static Library *
open_library (void)
{
  Library *library = g_new0 (Library, 1);

  library->folder = test_folder ();
  library->database = test_rows_open (library->folder);
  library->media = cw_media_store_new (library->database, NULL);
  return library;
}

static void
close_library (Library *library)
{
  g_object_unref (library->media);
  g_object_unref (library->database);
  g_free (library->folder);
  g_free (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Library, close_library)

/* A clip of so many bytes in the library's own folder. */
static char *
add_clip (Library    *library,
          const char *id,
          gsize       size,
          gint64      removed)
{
  g_autofree char *path = g_build_filename (library->folder, "new", NULL);
  g_autofree char *content = g_malloc (size);
  g_autoptr (GError) error = NULL;
  char *uri;

  memset (content, *id, size);
  test_write_file (path, content, (gssize) size);
  uri = dex_await_string (cw_media_store_take (library->media, path, NULL), &error);
  g_assert_no_error (error);
  test_rows_add_clip (library->database, id, uri, removed);
  test_rows_change (library->database, "UPDATE clips SET size = ? WHERE id = ?", g_variant_new ("(xs)", (gint64) size, id));
  return uri;
}

static void
fill_cache (const char *name,
            gsize       size)
{
  g_autofree char *folder = cw_paths_build_cache (name, NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *content = g_malloc0 (size);

  g_mkdir_with_parents (folder, 0700);
  test_write_file (path, content, (gssize) size);
}

static GPtrArray *
load (Library *library)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *uses = dex_await_boxed (cw_storage_report_load (library->media), &error);

  g_assert_no_error (error);
  return uses;
}

static gint64
size_of (GPtrArray    *uses,
         CwStorageKind kind,
         const char   *title)
{
  for (guint i = 0; i < uses->len; i++)
    if (cw_storage_use_get_kind (uses->pdata[i]) == kind && (title == NULL || g_str_equal (cw_storage_use_get_title (uses->pdata[i]), title)))
      return cw_storage_use_get_size (uses->pdata[i]);

  return -1;
}

static gboolean
is_there (Library    *library,
          const char *uri)
{
  g_autofree char *path = cw_media_store_resolve (library->media, uri);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
it_says_what_takes_the_space (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *a = add_clip (library, "a", 1000, 0);
  g_autofree char *b = add_clip (library, "b", 300, 0);
  g_autofree char *c = add_clip (library, "c", 20, 5);
  g_autofree char *d = add_clip (library, "d", 7, 0);
  g_autofree char *projects = g_build_filename (library->folder, "projects", NULL);
  g_autofree char *project = g_build_filename (projects, "x.otio", NULL);
  g_autofree char *export = g_build_filename (library->folder, "out.mp4", NULL);
  g_autofree char *export_uri = g_filename_to_uri (export, NULL, NULL);
  g_autoptr (GPtrArray) uses = NULL;

  test_rows_change (library->database, "UPDATE clips SET channel_name = 'Ann' WHERE id = 'a'", NULL);
  test_rows_change (library->database, "DELETE FROM clips WHERE id = 'd'", NULL);
  test_rows_change (library->database, "INSERT INTO jobs (id, kind, title, state, payload, output, created, finished) VALUES ('1', 'export', 'x', 'succeeded', '', ?, 1, 1)", g_variant_new ("(s)", export_uri));
  g_mkdir (projects, 0700);
  test_write_file (project, "12345", -1);
  test_write_file (export, "123456", -1);
  fill_cache ("watch", 400);
  fill_cache ("thumbnails", 40);

  uses = load (library);
  g_assert_cmpint (size_of (uses, CW_STORAGE_MEDIA, NULL), ==, 1300);
  g_assert_cmpint (size_of (uses, CW_STORAGE_CHANNEL, "Ann"), ==, 1000);
  g_assert_cmpint (size_of (uses, CW_STORAGE_CHANNEL, ""), ==, 300);
  g_assert_cmpint (size_of (uses, CW_STORAGE_TRASH, NULL), ==, 20);
  g_assert_cmpint (size_of (uses, CW_STORAGE_UNUSED, NULL), ==, 7);
  g_assert_cmpint (size_of (uses, CW_STORAGE_PROJECTS, NULL), ==, 5);
  g_assert_cmpint (size_of (uses, CW_STORAGE_EXPORTS, NULL), ==, 6);
  g_assert_cmpint (size_of (uses, CW_STORAGE_WATCHED, NULL), ==, 400);
  g_assert_cmpint (size_of (uses, CW_STORAGE_THUMBNAILS, NULL), ==, 40);
  g_assert_cmpint (size_of (uses, CW_STORAGE_PICTURES, NULL), ==, 0);
  g_assert_cmpint (size_of (uses, CW_STORAGE_DATABASE, NULL), >, 1000);
  g_assert_cmpint (cw_storage_report_sum (uses), ==, 1300 + 20 + 7 + 5 + 400 + 40 + size_of (uses, CW_STORAGE_DATABASE, NULL));
}

static void
caches_go_first_and_then_the_oldest_trash (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *kept = add_clip (library, "k", 100000, 0);
  g_autofree char *newer = add_clip (library, "n", 3000, 20);
  g_autofree char *older = add_clip (library, "o", 2000, 10);
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  gint64 budget;

  fill_cache ("watch", 400);
  fill_cache ("thumbnails", 40);
  uses = load (library);
  budget = cw_storage_report_sum (uses) - 1000;

  steps = dex_await_boxed (cw_storage_report_plan (library->media, budget), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 3);
  g_assert_cmpint (size_of (steps, CW_STORAGE_WATCHED, NULL), ==, 400);
  g_assert_cmpint (size_of (steps, CW_STORAGE_THUMBNAILS, NULL), ==, 40);
  g_assert_cmpint (size_of (steps, CW_STORAGE_TRASH, NULL), ==, 2000);

  /* The files came a moment ago, so they stay until later; the rows are gone. */
  dex_await (cw_storage_report_enforce (library->media, budget), &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips WHERE id = 'o'"), ==, 0);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), ==, 2);
  g_assert_true (is_there (library, newer));
  g_assert_true (is_there (library, kept));
}

static void
what_the_user_keeps_is_never_taken (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *kept = add_clip (library, "k", 1000, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (dex_await_int64 (cw_storage_report_enforce (library->media, 0), &error), >, 1000);
  g_assert_no_error (error);
  g_assert_true (is_there (library, kept));
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), ==, 1);
}

static void
within_the_budget_nothing_goes (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *trashed = add_clip (library, "t", 1000, 1);
  g_autoptr (GPtrArray) steps = NULL;

  fill_cache ("watch", 400);
  steps = dex_await_boxed (cw_storage_report_plan (library->media, G_MAXINT64 / 2), NULL);
  g_assert_cmpuint (steps->len, ==, 0);
  g_assert_cmpint (dex_await_int64 (cw_storage_report_enforce (library->media, G_MAXINT64 / 2), NULL), ==, 0);
  g_assert_true (is_there (library, trashed));
}

static gint64
empty_trash (Library *library,
             gint64   before)
{
  g_autoptr (GError) error = NULL;
  gint64 freed = dex_await_int64 (cw_trash_empty (library->media, before, 0), &error);

  g_assert_no_error (error);
  return freed;
}

static void
the_trash_is_emptied_for_good (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *gone = add_clip (library, "g", 100, 0);
  g_autofree char *later = add_clip (library, "l", 20, 200);
  g_autofree char *kept = add_clip (library, "k", 3, 0);
  g_autofree char *users = g_build_filename (library->folder, "users.mp4", NULL);
  g_autofree char *users_uri = g_filename_to_uri (users, NULL, NULL);

  test_write_file (users, "of the user", -1);
  test_rows_add_clip (library->database, "u", users_uri, 100);
  test_rows_run_command (library->database, "INSERT INTO clip_tags VALUES (1, 'x'), (3, 'x'); INSERT INTO watching VALUES (1, 1, 1, 1); "
                                            "INSERT INTO transcripts VALUES (1, 'said'); INSERT INTO collections (id, title, position, created) VALUES ('c', 'C', 1, 1); "
                                            "INSERT INTO collection_clips VALUES (1, 1, 1), (1, 3, 2)");
  test_rows_run_command (library->database, "UPDATE clips SET removed = 100, uri = uri || 'x' WHERE number = 1; UPDATE clips SET uri = substr (uri, 1, length (uri) - 1) WHERE number = 1");
  test_rows_run_command (library->database, "UPDATE clips SET title = 'new' WHERE number = 1");

  g_assert_cmpint (empty_trash (library, 100), ==, 0);
  g_assert_cmpint (empty_trash (library, 101), ==, 100);
  g_assert_false (is_there (library, gone));
  g_assert_true (is_there (library, later));
  g_assert_true (is_there (library, kept));
  g_assert_true (g_file_test (users, G_FILE_TEST_EXISTS));

  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), ==, 2);
  g_assert_cmpint (test_rows_count (library->database, "SELECT group_concat (clip) FROM clip_tags"), ==, 3);
  g_assert_cmpint (test_rows_count (library->database, "SELECT group_concat (clip) FROM collection_clips"), ==, 3);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM watching"), ==, 0);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM transcripts"), ==, 0);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM commands"), ==, 1);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM pragma_foreign_key_check"), ==, 0);
}

static void
a_file_that_another_clip_has_stays (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *uri = add_clip (library, "a", 100, 1);

  test_rows_add_clip (library->database, "b", uri, 0);
  g_assert_cmpint (empty_trash (library, 10), ==, 0);
  g_assert_true (is_there (library, uri));
}

static void
files_that_cannot_be_removed_now_are_found_later (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *uri = add_clip (library, "a", 100, 1);
  g_autofree char *away = g_build_filename (library->folder, "away", NULL);

  g_assert_cmpint (g_rename (cw_media_store_get_folder (library->media), away), ==, 0);
  g_assert_cmpint (empty_trash (library, 10), ==, 0);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), ==, 0);

  g_assert_cmpint (g_rename (away, cw_media_store_get_folder (library->media)), ==, 0);
  g_assert_true (is_there (library, uri));
  g_assert_cmpint (dex_await_int64 (cw_media_store_delete_unused (library->media, 0, NULL), NULL), ==, 100);
}

static void
tidying_up_leaves_clips_and_what_is_young (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *clip = add_clip (library, "a", 1000, 0);
  g_autofree char *removed = add_clip (library, "b", 100, 5);
  g_autofree char *unused = add_clip (library, "c", 10, 0);
  g_autoptr (CwTidied) tidied = NULL;
  g_autoptr (GError) error = NULL;

  test_rows_change (library->database, "DELETE FROM clips WHERE id = 'c'", NULL);
  test_rows_run_command (library->database, "UPDATE clips SET title = 'x' WHERE id = 'a'");
  test_rows_run_command (library->database, "UPDATE clips SET title = 'y' WHERE id = 'a'");
  test_rows_change (library->database, "UPDATE commands SET made = 5", NULL);
  test_rows_change (library->database, "UPDATE commands SET made = ? WHERE number = 2", g_variant_new ("(x)", g_get_real_time ()));
  fill_cache ("watch", 400);
  fill_cache ("thumbnails", 40);

  tidied = dex_await_boxed (cw_library_tidy (library->media, CW_LIBRARY_TIDY_HISTORY), &error);
  g_assert_no_error (error);
  g_assert_cmpint (tidied->commands, ==, 1);
  g_assert_cmpint (tidied->media, ==, 0);
  g_assert_cmpint (tidied->cache, ==, 0);
  g_assert_true (is_there (library, clip) && is_there (library, removed) && is_there (library, unused));
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), ==, 2);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM commands"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/storage-report/it says what takes the space", it_says_what_takes_the_space);
  test_add_fiber ("/storage-report/caches go first and then the oldest trash", caches_go_first_and_then_the_oldest_trash);
  test_add_fiber ("/storage-report/what the user keeps is never taken", what_the_user_keeps_is_never_taken);
  test_add_fiber ("/storage-report/within the budget nothing goes", within_the_budget_nothing_goes);
  test_add_fiber ("/trash/the trash is emptied for good", the_trash_is_emptied_for_good);
  test_add_fiber ("/trash/a file that another clip has stays", a_file_that_another_clip_has_stays);
  test_add_fiber ("/trash/files that cannot be removed now are found later", files_that_cannot_be_removed_now_are_found_later);
  test_add_fiber ("/tidy/tidying up leaves clips and what is young", tidying_up_leaves_clips_and_what_is_young);
  return g_test_run ();
}

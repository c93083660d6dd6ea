/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-backup-archive.h"
#include "cw-backup-manifest.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-library-backup.h"
#include "cw-library-restore.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-media-store.h"
#include "test-child.h"
#include "test-disk.h"
#include "test-rows.h"
#include "test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MIB (1024 * 1024)

typedef struct
{
  char         *above;
  char         *folder;
  char         *backup;
  CwDatabase   *database;
  CwMediaStore *media;
} Library;

static Library *
open_library_at (const char *above)
{
  Library *library = g_new0 (Library, 1);

  library->above = g_strdup (above);
  library->folder = g_build_filename (above, "library", NULL);
  library->backup = g_build_filename (above, "backup.tar", NULL);
  library->database = test_rows_open (library->folder);
  library->media = cw_media_store_new (library->database, NULL);
  return library;
}

static Library *
open_library (void)
{
  g_autofree char *above = test_folder ();

  return open_library_at (above);
}

/* As a program does that ends. */
static void
close_database (Library *library)
{
  g_clear_object (&library->media);
  g_clear_object (&library->database);
}

static void
close_library (Library *library)
{
  close_database (library);
  g_free (library->above);
  g_free (library->folder);
  g_free (library->backup);
  g_free (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Library, close_library)

static char *
take (Library    *library,
      const char *content)
{
  g_autofree char *path = g_build_filename (library->above, "new", NULL);
  g_autoptr (GError) error = NULL;
  char *uri;

  test_write_file (path, content, -1);
  uri = dex_await_string (cw_media_store_take (library->media, path, NULL), &error);
  g_assert_no_error (error);
  return uri;
}

static void
add_project (Library    *library,
             const char *text)
{
  g_autofree char *projects = g_build_filename (library->folder, "projects", NULL);
  g_autofree char *project = g_build_filename (projects, "01890a5d-ac96-774b-bcce-b302099a8057.otio", NULL);

  g_mkdir_with_parents (projects, 0700);
  test_write_file (project, text, -1);
}

static void
fill (Library *library)
{
  g_autofree char *a = take (library, "what is in a");
  g_autofree char *b = take (library, "what is in b");
  g_autofree char *c = take (library, "what is in c");

  test_rows_add_clip (library->database, "a", a, 0);
  test_rows_add_clip (library->database, "b", b, 7);
  test_rows_add_clip (library->database, "c", c, 0);
  test_rows_run_command (library->database, "INSERT INTO clip_tags VALUES (1, 'tag'); DELETE FROM clips WHERE number = 3");
  add_project (library, "a project");
}

static GStrv
write_backup (Library *library,
              gboolean include_elsewhere)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProgress) progress = cw_progress_new ();
  GStrv lost = dex_await_boxed (cw_library_backup_write (library->media, library->backup, include_elsewhere, progress), &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (cw_progress_get_fraction (progress), ==, 1);
  return lost;
}

static void
assert_fails (DexFuture *future,
              CwError    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, CW_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static char *
restore (Library *library)
{
  g_autoptr (GError) error = NULL;
  char *old = dex_await_string (cw_library_restore_read (library->backup, library->folder, NULL, NULL), &error);

  g_assert_no_error (error);
  return old;
}

static void
assert_is_whole (Library    *library,
                 const char *uri,
                 const char *content)
{
  g_autofree char *path = cw_media_store_resolve (library->media, uri);
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, content);
}

/* Of all files below a folder, what they are called and what is in them. */
static void
list_below (const char *folder,
            const char *name,
            GString    *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *hash = NULL;
  const char      *child;

  if (directory == NULL)
    {
      hash = cw_file_hash (path, NULL, NULL, NULL);
      g_string_append_printf (text, "%s %s\n", name, hash);
      return;
    }

  while ((child = g_dir_read_name (directory)) != NULL)
    g_ptr_array_add (names, g_build_filename (name, child, NULL));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  for (guint i = 0; i < names->len; i++)
    list_below (folder, names->pdata[i], text);
}

static char *
list_files (Library *library)
{
  GString *text = g_string_new (NULL);

  list_below (library->folder, "media", text);
  list_below (library->folder, "projects", text);
  return g_string_free_and_steal (text);
}

static void
restoring_gives_the_same_library (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (Library) again = NULL;
  g_autofree char *files = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *files_again = NULL;
  g_autofree char *rows_again = NULL;
  g_autofree char *old = NULL;
  g_autofree char *later = NULL;
  g_auto (GStrv) lost = NULL;
  g_auto (GStrv) found = NULL;

  fill (library);
  files = list_files (library);
  rows = test_rows_dump (library->database);
  lost = write_backup (library, FALSE);
  g_assert_cmpuint (g_strv_length (lost), ==, 0);

  /* What is done after it is not in it, but in the old one. */
  test_rows_change (library->database, "UPDATE clips SET title = 'changed'", NULL);
  add_project (library, "a project that was changed");
  close_database (library);
  old = restore (library);
  g_assert_true (g_file_test (old, G_FILE_TEST_IS_DIR));

  again = open_library_at (library->above);
  files_again = list_files (again);
  rows_again = test_rows_dump (again->database);
  g_assert_cmpstr (files_again, ==, files);
  g_assert_cmpstr (rows_again, ==, rows);
  g_assert_cmpint (test_rows_count (again->database, "SELECT count (*) FROM clip_words WHERE clip_words MATCH 'tag'"), ==, 1);

  found = dex_await_boxed (cw_library_restore_list_old (library->folder), NULL);
  g_assert_cmpuint (g_strv_length (found), ==, 1);
  g_assert_cmpstr (found[0], ==, old);
  g_assert_true (dex_await (cw_library_restore_delete_old (library->folder, old), NULL));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
}

static void
it_can_be_restored_where_there_was_no_library (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *elsewhere = g_build_filename (library->above, "other", NULL);
  g_autofree char *media = g_build_filename (library->above, "disk", "media", NULL);
  g_autofree char *database = g_build_filename (elsewhere, "library.db", NULL);
  g_autofree char *old = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_auto (GStrv) lost = NULL;

  fill (library);
  lost = write_backup (library, FALSE);
  old = dex_await_string (cw_library_restore_read (library->backup, elsewhere, media, NULL), NULL);
  g_assert_cmpstr (old, ==, "");
  g_assert_true (g_file_test (database, G_FILE_TEST_EXISTS));
  files = cw_media_folder_list (media, NULL, NULL);
  g_assert_cmpuint (files->len, ==, 3);
}

static DexFuture *
insert_for_long (CwDatabase *database,
                 gpointer    stop)
{
  for (int i = 0; !g_atomic_int_get ((int *) stop); i++)
    {
      g_autofree char *id = g_strdup_printf ("w%d", i);
      g_autofree char *tag = g_strdup_printf ("INSERT INTO clip_tags SELECT number, 'x' FROM clips WHERE id = 'w%d'", i);

      test_rows_add_clip (database, id, "file:///nowhere", 0);
      test_rows_change (database, tag, NULL);
    }

  return dex_future_new_true ();
}

static void
a_backup_is_of_one_moment (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (Library) again = NULL;
  g_autoptr (DexFuture) writing = NULL;
  g_autofree char *old = NULL;
  int              stop = 0;
  gint64           n, n_tags;

  fill (library);
  writing = cw_spawn (G_CALLBACK (insert_for_long), 2, CW_TYPE_DATABASE, library->database, G_TYPE_POINTER, &stop);
  while (test_rows_count (library->database, "SELECT count (*) FROM clips") < 20)
    ;
  for (int i = 0; i < 5; i++)
    g_strfreev (write_backup (library, FALSE));
  g_atomic_int_set (&stop, 1);
  g_assert_true (dex_await (dex_ref (writing), NULL));
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), >, 30);

  close_database (library);
  old = restore (library);
  again = open_library_at (library->above);
  n = test_rows_count (again->database, "SELECT count (*) FROM clips WHERE id LIKE 'w%'");
  n_tags = test_rows_count (again->database, "SELECT count (*) FROM clip_tags WHERE tag = 'x'");
  g_test_message ("%d clips", (int) n);
  g_assert_cmpint (n, >=, 17);
  g_assert_true (n == n_tags || n == n_tags + 1);
  g_assert_cmpint (test_rows_count (again->database, "SELECT max (number) - 3 FROM clips"), ==, n);
}

static void
files_elsewhere_come_back_as_the_librarys_own (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (Library) again = NULL;
  g_autofree char *gone = g_build_filename (library->above, "gone.mkv", NULL);
  g_autofree char *there = g_build_filename (library->above, "there.mp4", NULL);
  g_autofree char *below = g_build_filename (library->folder, "below.mp4", NULL);
  g_autofree char *gone_uri = g_filename_to_uri (gone, NULL, NULL);
  g_autofree char *there_uri = g_filename_to_uri (there, NULL, NULL);
  g_autofree char *below_uri = g_filename_to_uri (below, NULL, NULL);
  g_autofree char *old = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_auto (GStrv) lost = NULL;

  test_write_file (gone, "the same", -1);
  test_write_file (there, "there", -1);
  test_write_file (below, "the same", -1);
  test_rows_add_clip (library->database, "gone", gone_uri, 0);
  test_rows_add_clip (library->database, "there", there_uri, 0);
  test_rows_add_clip (library->database, "below", below_uri, 0);
  lost = write_backup (library, TRUE);
  g_assert_cmpuint (g_strv_length (lost), ==, 0);

  g_unlink (gone);
  close_database (library);
  old = restore (library);
  again = open_library_at (library->above);
  g_assert_cmpint (test_rows_count (again->database, "SELECT count (*) FROM clips WHERE uri LIKE 'library:%'"), ==, 2);
  g_assert_cmpint (test_rows_count (again->database, "SELECT count (*) FROM clips WHERE id = 'there' AND uri LIKE 'file:%'"), ==, 1);
  g_assert_cmpint (test_rows_count (again->database, "SELECT count (*) FROM clips WHERE id = 'gone' AND uri LIKE '%.mkv'"), ==, 1);

  /* Of what is still there nothing is there twice. */
  files = cw_media_folder_list (cw_media_store_get_folder (again->media), NULL, NULL);
  g_assert_cmpuint (files->len, ==, 2);
}

static void
files_elsewhere_with_something_else_in_them_come_back (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (Library) again = NULL;
  g_autofree char *changed = g_build_filename (library->above, "changed.mp4", NULL);
  g_autofree char *uri = g_filename_to_uri (changed, NULL, NULL);
  g_autofree char *old = NULL;
  g_autofree char *there = NULL;
  g_auto (GStrv) lost = NULL;

  test_write_file (changed, "as it was", -1);
  test_rows_add_clip (library->database, "changed", uri, 0);
  lost = write_backup (library, TRUE);

  /* Of the same size, and the user's. */
  test_write_file (changed, "as it is!", -1);
  close_database (library);
  old = restore (library);
  again = open_library_at (library->above);
  g_assert_cmpint (test_rows_count (again->database, "SELECT count (*) FROM clips WHERE uri LIKE 'library:%'"), ==, 1);
  g_assert_true (g_file_get_contents (changed, &there, NULL, NULL));
  g_assert_cmpstr (there, ==, "as it is!");
}

static void
what_is_not_sound_is_told (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *missing = take (library, "missing");
  g_autofree char *damaged = take (library, "damaged");
  g_autofree char *missing_path = cw_media_store_resolve (library->media, missing);
  g_autofree char *damaged_path = cw_media_store_resolve (library->media, damaged);
  g_autofree char *old = NULL;
  g_autoptr (Library) again = NULL;
  g_auto (GStrv) lost = NULL;

  test_rows_add_clip (library->database, "m", missing, 0);
  test_rows_add_clip (library->database, "d", damaged, 0);
  g_unlink (missing_path);
  test_write_file (damaged_path, "DAMAGED", -1);
  lost = write_backup (library, FALSE);
  g_assert_cmpuint (g_strv_length (lost), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) lost, missing));

  /* It may still play, so it comes back as it was. */
  close_database (library);
  old = restore (library);
  again = open_library_at (library->above);
  assert_is_whole (again, damaged, "DAMAGED");
}

/* --- what goes wrong ------------------------------------------------------------------------- */

static void
nothing_is_left (Library *library)
{
  g_autofree char *part = g_strconcat (library->backup, ".part", NULL);
  g_autofree char *work = g_strconcat (library->backup, ".work.part", NULL);
  g_autofree char *fresh = g_strconcat (library->folder, ".restoring.part", NULL);

  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (work, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
}

static void
assert_refused (Library *library,
                CwError  code)
{
  g_autofree char *before = list_files (library);
  g_autofree char *after = NULL;
  g_auto (GStrv) old = NULL;

  assert_fails (cw_library_restore_read (library->backup, library->folder, NULL, NULL), code);
  after = list_files (library);
  g_assert_cmpstr (after, ==, before);
  old = dex_await_boxed (cw_library_restore_list_old (library->folder), NULL);
  g_assert_cmpuint (g_strv_length (old), ==, 0);
  nothing_is_left (library);
}

static void
a_damaged_backup_is_refused (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *content = NULL;
  gsize            length;
  char            *place;
  g_auto (GStrv) lost = NULL;

  fill (library);
  lost = write_backup (library, FALSE);
  close_database (library);
  g_assert_true (g_file_get_contents (library->backup, &content, &length, NULL));

  /* Cut off anywhere but in the empty blocks that every tar ends with. */
  for (gsize cut = length - 1024 - 512; cut > 512; cut = cut * 2 / 3)
    {
      test_write_file (library->backup, content, (gssize) cut);
      assert_refused (library, CW_ERROR_MALFORMED);
    }

  /* One bit, in a file. */
  place = memmem (content, length, "what is in b", 12);
  g_assert_nonnull (place);
  *place ^= 1;
  test_write_file (library->backup, content, (gssize) length);
  assert_refused (library, CW_ERROR_MALFORMED);

  test_write_file (library->backup, "not a backup", -1);
  assert_refused (library, CW_ERROR_MALFORMED);
  g_unlink (library->backup);
  assert_refused (library, CW_ERROR_MISSING);
}

static void
write_strange (Library    *library,
               const char *manifest,
               const char *name)
{
  g_autoptr (CwBackupWriter) writer = cw_backup_writer_new (library->backup, NULL);

  g_assert_true (cw_backup_writer_add_text (writer, CW_BACKUP_MANIFEST, manifest, NULL));
  if (name != NULL)
    g_assert_true (cw_backup_writer_add_text (writer, name, "content", NULL));
  g_assert_true (cw_backup_writer_finish (writer, NULL));
}

static void
a_backup_of_a_newer_program_is_refused (void)
{
  g_autoptr (Library) library = open_library ();

  fill (library);
  close_database (library);
  write_strange (library, "{\"program\":\"clipwright\",\"format\":2}", NULL);
  assert_refused (library, CW_ERROR_UNSUPPORTED);
  write_strange (library, "{\"program\":\"clipwright\",\"format\":1,\"schema\":1000,\"files\":[]}", NULL);
  assert_refused (library, CW_ERROR_UNSUPPORTED);
}

static void
a_backup_writes_nowhere_else (void)
{
  static const char *const names[] = { "../x", "/tmp/x", "projects/../../x", "media/../x/y", "media/ab/x.mp4", "library.db/x", "projects/.hidden", "x", "" };
  g_autoptr (Library) library = open_library ();
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "content", -1);

  fill (library);
  close_database (library);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *manifest = g_strdup_printf ("{\"program\":\"clipwright\",\"format\":1,\"schema\":1,\"files\":[{\"name\":\"%s\",\"size\":7,\"sha256\":\"%s\"}]}", names[i], hash);

      write_strange (library, manifest, *names[i] != '\0' ? names[i] : "y");
      assert_refused (library, CW_ERROR_MALFORMED);
    }

  /* Not in the manifest. */
  write_strange (library, "{\"program\":\"clipwright\",\"format\":1,\"schema\":1,\"files\":[]}", "projects/x");
  assert_refused (library, CW_ERROR_MALFORMED);
}

static void
a_library_in_use_is_not_replaced (void)
{
  g_autoptr (Library) library = open_library ();
  g_auto (GStrv) lost = NULL;

  fill (library);
  lost = write_backup (library, FALSE);
  assert_refused (library, CW_ERROR_DENIED);
  test_rows_change (library->database, "UPDATE clips SET title = 'x'", NULL);
}

static char *
add_large_clip (Library *library)
{
  g_autofree char *path = g_build_filename (library->above, "large", NULL);
  int              fd = open (path, O_CREAT | O_WRONLY, 0600);
  char            *uri;

  g_assert_cmpint (ftruncate (fd, 128 * MIB), ==, 0);
  close (fd);
  uri = dex_await_string (cw_media_store_take (library->media, path, NULL), NULL);
  test_rows_add_clip (library->database, "large", uri, 0);
  return uri;
}

/* Until it is under way, and long before it is done. */
static void
wait_for (CwProgress *progress)
{
  while (cw_progress_get_done (progress) < MIB)
    dex_await (dex_timeout_new_msec (1), NULL);
}

static void
cancelling_leaves_nothing (void)
{
  g_autoptr (Library) library = open_library ();
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autofree char *large = add_large_clip (library);
  g_autofree char *unused = take (library, "unused");
  DexFuture       *writing = cw_library_backup_write (library->media, library->backup, FALSE, progress);
  int              lock;

  wait_for (progress);

  /* While it is written it needs the library's files. */
  assert_fails (cw_media_store_delete_unused (library->media, 0, NULL), CW_ERROR_DENIED);
  dex_unref (writing);

  /* Its fiber has to run in order to end it. */
  while ((lock = cw_media_folder_lock (cw_media_store_get_folder (library->media), TRUE, FALSE, NULL, NULL)) < 0)
    dex_await (dex_timeout_new_msec (1), NULL);
  close (lock);
  g_assert_false (g_file_test (library->backup, G_FILE_TEST_EXISTS));
  nothing_is_left (library);
}

/* --- in a process of its own ---------------------------------------------------------------- */

static void
kill_9_in_the_middle_leaves_no_backup (void)
{
  g_autoptr (Library) library = open_library ();
  g_autofree char *large = add_large_clip (library);
  g_autofree char *rows = test_rows_dump (library->database);
  g_autofree char *rows_again = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_auto (GStrv) lost = NULL;

  child = test_child_start ("killed", library->above, NULL);
  test_child_kill_once_begun (child);

  g_assert_false (g_file_test (library->backup, G_FILE_TEST_EXISTS));
  rows_again = test_rows_dump (library->database);
  g_assert_cmpstr (rows_again, ==, rows);

  /* And the next one takes away what is left of it. */
  lost = write_backup (library, FALSE);
  nothing_is_left (library);
}

static void
a_full_disk_leaves_no_backup (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GSubprocess) child = test_child_start ("full", folder, NULL);

  test_child_wait (child);
}

static DexFuture *
child_fiber (gpointer data)
{
  g_autoptr (Library) library = open_library_at (test_child_get_argument (0));
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (DexFuture) writing = NULL;

  if (g_str_equal (test_child_get_role (), "full"))
    {
      g_autofree char *large = add_large_clip (library);

      g_free (library->backup);
      library->backup = g_build_filename (library->above, "disk", "backup.tar", NULL);
      assert_fails (cw_library_backup_write (library->media, library->backup, FALSE, NULL), CW_ERROR_NO_SPACE);
      g_assert_false (g_file_test (library->backup, G_FILE_TEST_EXISTS));
      nothing_is_left (library);
      exit (0);
    }

  writing = cw_library_backup_write (library->media, library->backup, FALSE, progress);
  wait_for (progress);
  test_child_say_begun ();
}

static int
be_child (const char *what)
{
  g_autofree char *disk = g_build_filename (test_child_get_argument (0), "disk", NULL);

  if (g_str_equal (what, "full") && !test_disk_mount (disk))
    return 77;

  return test_child_run (child_fiber);
}

int
main (int    argc,
      char **argv)
{
  if (test_child_get_role () != NULL)
    return be_child (test_child_get_role ());

  test_init (&argc, &argv);
  test_add_fiber ("/library-backup/restoring gives the same library", restoring_gives_the_same_library);
  test_add_fiber ("/library-backup/it can be restored where there was no library", it_can_be_restored_where_there_was_no_library);
  test_add_fiber ("/library-backup/a backup is of one moment", a_backup_is_of_one_moment);
  test_add_fiber ("/library-backup/files elsewhere come back as the library's own", files_elsewhere_come_back_as_the_librarys_own);
  test_add_fiber ("/library-backup/files elsewhere with something else in them come back", files_elsewhere_with_something_else_in_them_come_back);
  test_add_fiber ("/library-backup/what is not sound is told", what_is_not_sound_is_told);
  test_add_fiber ("/library-backup/a damaged backup is refused", a_damaged_backup_is_refused);
  test_add_fiber ("/library-backup/a backup of a newer program is refused", a_backup_of_a_newer_program_is_refused);
  test_add_fiber ("/library-backup/a backup writes nowhere else", a_backup_writes_nowhere_else);
  test_add_fiber ("/library-backup/a library in use is not replaced", a_library_in_use_is_not_replaced);
  test_add_fiber ("/library-backup/cancelling leaves nothing", cancelling_leaves_nothing);
  test_add_fiber ("/library-backup/kill 9 in the middle leaves no backup", kill_9_in_the_middle_leaves_no_backup);
  test_add_fiber ("/library-backup/a full disk leaves no backup", a_full_disk_leaves_no_backup);
  return g_test_run ();
}

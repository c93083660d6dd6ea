/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-file.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-media-names.h"
#include "cw-media-references.h"
#include "cw-media-store.h"
#include "test-child.h"
#include "test-disk.h"
#include "test-rows.h"
#include "test-support.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#define MIB (1024 * 1024)

/* What children do instead of tests, in a process of their own. */

static CwMediaStore *
new_store (const char *folder,
           const char *media)
{
  g_autoptr (CwDatabase) database = test_rows_open (folder);

  return cw_media_store_new (database, media);
}

static char *
make_file (const char *folder,
           const char *name,
           const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  test_write_file (path, content, -1);
  return path;
}

static char *
make_large_file (const char *folder,
                 goffset     size)
{
  char *path = g_build_filename (folder, "large", NULL);
  int   fd = open (path, O_CREAT | O_WRONLY, 0600);

  g_assert_cmpint (ftruncate (fd, size), ==, 0);
  close (fd);
  return path;
}

static char *
await_uri (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  char *uri = dex_await_string (future, &error);

  g_assert_no_error (error);
  return uri;
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

static void
assert_content (const char *path,
                const char *content)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, content);
}

static guint
count_files (CwMediaStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = cw_media_folder_list (cw_media_store_get_folder (store), NULL, &error);

  g_assert_no_error (error);
  return files->len;
}

static void
a_file_is_moved_in_under_its_hash (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autofree char *source = make_file (folder, "a.MP4", "....ftypisom");
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "....ftypisom", -1);
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *located = NULL;

  cw_progress_add_total (progress, 12);
  uri = await_uri (cw_media_store_take (store, source, progress));
  path = cw_media_store_resolve (store, uri);
  hash = cw_location_dup_hash (uri);
  located = cw_media_store_locate (store, path);

  g_assert_true (g_str_has_prefix (uri, "library:"));
  g_assert_true (g_str_has_suffix (uri, ".mp4"));
  g_assert_cmpstr (hash, ==, expected);
  g_assert_cmpstr (located, ==, uri);
  g_assert_cmpfloat (cw_progress_get_fraction (progress), ==, 1);
  g_assert_false (g_file_test (source, G_FILE_TEST_EXISTS));
  assert_content (path, "....ftypisom");
}

static void
the_same_content_twice_is_one_file (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autofree char *one = make_file (folder, "one.mkv", "the same");
  g_autofree char *other = make_file (folder, "other.avi", "the same");
  g_autofree char *first = await_uri (cw_media_store_take (store, one, NULL));
  g_autofree char *second = await_uri (cw_media_store_copy (store, other, NULL));
  g_autofree char *path = cw_media_store_resolve (store, first);
  g_autofree char *third = await_uri (cw_media_store_take (store, path, NULL));

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, ==, third);
  g_assert_cmpuint (count_files (store), ==, 1);
  assert_content (path, "the same");
  assert_content (other, "the same");
}

static void
another_way_to_a_file_of_ours_does_not_take_it_away (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autofree char *source = make_file (folder, "a", "content");
  g_autofree char *uri = await_uri (cw_media_store_take (store, source, NULL));
  g_autofree char *path = cw_media_store_resolve (store, uri);
  g_autofree char *way = g_build_filename (folder, "way", NULL);
  g_autofree char *by_way = cw_location_resolve (uri, way);
  g_autofree char *again = NULL;

  g_assert_cmpint (symlink (cw_media_store_get_folder (store), way), ==, 0);
  again = await_uri (cw_media_store_take (store, by_way, NULL));
  g_assert_cmpstr (again, ==, uri);
  assert_content (path, "content");
}

static void
from_another_disk_it_is_copied (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = NULL;
  g_autofree char *elsewhere = g_strdup ("/dev/shm/clipwright-XXXXXX");
  g_autofree char *source = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;
  GStatBuf         here, there;

  if (g_mkdtemp (elsewhere) == NULL || g_stat (folder, &here) != 0 || g_stat (elsewhere, &there) != 0 || here.st_dev == there.st_dev)
    {
      g_test_skip ("There is no second file system here");
      return;
    }

  store = new_store (folder, NULL);
  source = make_file (elsewhere, "a", "content");
  uri = await_uri (cw_media_store_take (store, source, NULL));
  path = cw_media_store_resolve (store, uri);
  assert_content (path, "content");
  g_assert_false (g_file_test (source, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (store), ==, 1);
  g_assert_cmpint (g_rmdir (elsewhere), ==, 0);
}

static void
only_names_of_ours_are_resolved (void)
{
  const char *const wrong[] = { "library:../../etc/passwd", "library:ab/cd.mp4", "library:", "library:/etc/passwd", "https://example.org/a.mp4", "x" };
  g_autofree char  *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", -1);
  g_autofree char  *uri = cw_location_build (hash, "mp4");
  g_autofree char  *longer = g_strconcat (uri, "/../../x", NULL);
  g_autofree char  *path = cw_location_resolve (uri, "/media");
  g_autofree char  *none = cw_location_resolve (longer, "/media");

  g_assert_cmpstr (path, ==, "/media/e3/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.mp4");
  g_assert_null (none);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (cw_location_resolve (wrong[i], "/media"));
}

static void
what_is_no_file_is_not_taken (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_fails (cw_media_store_take (store, "/nowhere/at/all", NULL), CW_ERROR_MISSING);
  assert_fails (cw_media_store_take (store, folder, NULL), CW_ERROR_INVALID);
  assert_fails (cw_media_store_take (store, pipe, NULL), CW_ERROR_INVALID);
  g_assert_cmpuint (count_files (store), ==, 0);
}

static void
a_share_that_is_away_is_told_as_such (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *media = g_build_filename (folder, "share", NULL);
  g_autofree char *away = g_build_filename (folder, "away", NULL);
  g_autofree char *source = make_file (folder, "a", "content");
  g_autoptr (CwMediaStore) store = new_store (folder, media);
  g_autofree char *uri = NULL;

  g_assert_true (cw_media_folder_prepare (media, NULL));
  g_assert_cmpint (g_rename (media, away), ==, 0);
  assert_fails (cw_media_store_take (store, source, NULL), CW_ERROR_OFFLINE);

  /* Where a share is mounted there is an empty folder while it is not. */
  g_assert_cmpint (g_mkdir (media, 0700), ==, 0);
  assert_fails (cw_media_store_take (store, source, NULL), CW_ERROR_OFFLINE);
  assert_fails (cw_media_store_list_unused (store, 0), CW_ERROR_OFFLINE);
  assert_fails (cw_media_store_check (store), CW_ERROR_OFFLINE);
  assert_content (source, "content");

  g_assert_cmpint (g_rmdir (media), ==, 0);
  g_assert_cmpint (g_rename (away, media), ==, 0);
  uri = await_uri (cw_media_store_take (store, source, NULL));
}

static void
cancelling_leaves_the_file_where_it_was (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autofree char *source = make_large_file (folder, 256 * MIB);
  DexFuture       *copy = cw_media_store_copy (store, source, progress);
  GStatBuf         status;
  int              lock;

  while (cw_progress_get_done (progress) == 0)
    g_thread_yield ();
  dex_unref (copy);

  /* Which it has while it works. */
  lock = cw_media_folder_lock (cw_media_store_get_folder (store), TRUE, TRUE, NULL, NULL);
  close (lock);
  g_assert_cmpint (cw_progress_get_done (progress), <, 256 * MIB);
  g_assert_cmpuint (count_files (store), ==, 0);
  g_assert_cmpint (g_stat (source, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 256 * MIB);
}

/* --- in a process of its own --------------------------------------------------------- */

static void
kill_9_in_the_middle_leaves_what_is_found_again (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *source = make_large_file (folder, 256 * MIB);
  g_autoptr (GSubprocess) child = test_child_start ("copy", folder, source);
  g_autoptr (CwMediaStore) store = NULL;
  g_autoptr (GPtrArray) unused = NULL;
  g_autoptr (GError) error = NULL;

  test_child_kill_once_begun (child);

  store = new_store (folder, NULL);
  unused = dex_await_boxed (cw_media_store_list_unused (store, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (unused->len, ==, 1);
  g_assert_cmpstr (cw_stored_file_get_uri (unused->pdata[0]), ==, "");
  g_assert_true (g_file_test (source, G_FILE_TEST_EXISTS));

  dex_await (cw_media_store_delete_unused (store, 0, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (store), ==, 0);
}

/* Children say by their exit: 0 as it should be, 77 cannot be tried here. */
static void
run_child (const char *what)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *source = make_large_file (folder, 4 * MIB);
  g_autoptr (GSubprocess) child = test_child_start (what, folder, source);

  test_child_wait (child);
  g_assert_true (g_file_test (source, G_FILE_TEST_EXISTS));
}

static void
a_full_disk_loses_nothing (void)
{
  run_child ("full");
}

static void
a_read_only_disk_loses_nothing (void)
{
  run_child ("read-only");
}

static void
be_full (void)
{
  g_autofree char *media = g_build_filename (test_child_get_argument (0), "disk", NULL);
  g_autoptr (CwMediaStore) store = new_store (test_child_get_argument (0), media);
  g_autofree char *small = make_file (test_child_get_argument (0), "small", "small");
  g_autofree char *uri = NULL;

  assert_fails (cw_media_store_take (store, test_child_get_argument (1), NULL), CW_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (store), ==, 0);
  uri = await_uri (cw_media_store_take (store, small, NULL));
  exit (0);
}

static void
be_read_only (void)
{
  g_autofree char *media = g_build_filename (test_child_get_argument (0), "disk", NULL);
  g_autoptr (CwMediaStore) store = new_store (test_child_get_argument (0), media);

  if (mount (NULL, media, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
    exit (77);

  assert_fails (cw_media_store_take (store, test_child_get_argument (1), NULL), CW_ERROR_DENIED);
  g_assert_cmpuint (count_files (store), ==, 0);
  exit (0);
}

static void
be_killed (void)
{
  g_autoptr (CwMediaStore) store = new_store (test_child_get_argument (0), NULL);
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (DexFuture) copy = cw_media_store_copy (store, test_child_get_argument (1), progress);

  while (cw_progress_get_done (progress) == 0)
    g_thread_yield ();
  test_child_say_begun ();
}

static DexFuture *
child_fiber (gpointer data)
{
  if (g_str_equal (test_child_get_role (), "full"))
    be_full ();
  else if (g_str_equal (test_child_get_role (), "read-only"))
    be_read_only ();
  else
    be_killed ();

  return dex_future_new_true ();
}

static int
be_child (const char *what)
{
  g_autofree char *disk = g_build_filename (test_child_get_argument (0), "disk", NULL);
  g_autoptr (GError) error = NULL;

  /* Before there are threads. */
  if (!g_str_equal (what, "copy") && (!test_disk_mount (disk) || !cw_media_folder_prepare (disk, &error)))
    return 77;

  return test_child_run (child_fiber);
}

/* --- what is unused ----------------------------------------------------------------------- */

static char *
take (CwMediaStore *store,
      const char   *folder,
      const char   *content)
{
  g_autofree char *source = make_file (folder, content, content);

  return await_uri (cw_media_store_take (store, source, NULL));
}

static guint
count_unused (CwMediaStore *store,
              gint64        grace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unused = dex_await_boxed (cw_media_store_list_unused (store, grace), &error);

  g_assert_no_error (error);
  return unused->len;
}

static void
delete_unused (CwMediaStore      *store,
               const char *const *uris,
               gint64             freed)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (dex_await_int64 (cw_media_store_delete_unused (store, 0, uris), &error), ==, freed);
  g_assert_no_error (error);
}

static void
what_nothing_names_is_unused (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  CwDatabase      *database = cw_media_store_get_database (store);
  g_autofree char *shown = take (store, folder, "shown");
  g_autofree char *trashed = take (store, folder, "trashed");
  g_autofree char *undone = take (store, folder, "undone");
  g_autofree char *moved = take (store, folder, "moved");
  g_autofree char *unused = take (store, folder, "unused");
  g_autofree char *other = take (store, folder, "other");
  g_autofree char *strange = g_build_filename (cw_media_store_get_folder (store), "ab", NULL);
  g_autofree char *notes = g_build_filename (strange, "notes.txt", NULL);

  test_rows_add_clip (database, "a", shown, 0);
  test_rows_add_clip (database, "b", trashed, 1);
  test_rows_add_clip (database, "c", undone, 0);
  test_rows_add_clip (database, "d", moved, 0);
  test_rows_run_command (database, "DELETE FROM clips WHERE id = 'c'");
  test_rows_run_command (database, "UPDATE clips SET uri = 'file:///x' WHERE id = 'd'");
  g_mkdir (strange, 0700);
  test_write_file (notes, "not ours", -1);

  g_assert_cmpuint (count_unused (store, 0), ==, 2);
  g_assert_cmpuint (count_unused (store, CW_MEDIA_STORE_GRACE), ==, 0);
  delete_unused (store, (const char *const[]) { unused, shown, NULL }, 6);
  delete_unused (store, NULL, 5);
  g_assert_cmpuint (count_files (store), ==, 4);
  g_assert_true (g_file_test (notes, G_FILE_TEST_EXISTS));
}

static void
a_damaged_command_deletes_nothing (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  CwDatabase      *database = cw_media_store_get_database (store);
  g_autofree char *unused = take (store, folder, "unused");

  test_rows_run_command (database, "INSERT INTO collections (id, title, position, created) VALUES ('a', 'A title', 1, 1)");
  g_assert_true (dex_await (cw_database_execute (database, "UPDATE commands SET changes = substr (changes, 1, length (changes) - 3)", NULL), NULL));
  assert_fails (cw_media_store_delete_unused (store, 0, NULL), CW_ERROR_MALFORMED);
  g_assert_cmpuint (count_files (store), ==, 1);
}

static void
nothing_is_deleted_while_others_work_with_it (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autofree char *unused = take (store, folder, "unused");
  int              lock = cw_media_folder_lock (cw_media_store_get_folder (store), FALSE, FALSE, NULL, NULL);

  assert_fails (cw_media_store_delete_unused (store, 0, NULL), CW_ERROR_DENIED);
  close (lock);
  delete_unused (store, NULL, 6);
}

static DexFuture *
forget (sqlite3 *connection,
        gpointer data)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GError) error = NULL;
  gint64 number = 1;

  g_hash_table_add (numbers, &number);
  cw_media_references_forget (connection, numbers, &error);
  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
what_was_done_to_a_clip_that_is_gone_is_forgotten (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  CwDatabase      *database = cw_media_store_get_database (store);
  g_autofree char *one = take (store, folder, "one");
  g_autofree char *other = take (store, folder, "other");

  test_rows_add_clip (database, "1", one, 1);
  test_rows_add_clip (database, "2", other, 1);
  test_rows_run_command (database, "INSERT INTO clip_tags (clip, tag) VALUES (1, 'x')");
  test_rows_run_command (database, "DELETE FROM clip_tags; DELETE FROM clips");
  g_assert_cmpuint (count_unused (store, 0), ==, 0);

  g_assert_true (dex_await (cw_database_run (database, forget, NULL, NULL), NULL));
  g_assert_cmpuint (count_unused (store, 0), ==, 1);
  g_assert_cmpint (test_rows_count (database, "SELECT count (*) FROM commands"), ==, 1);
}

/* --- for other programs --------------------------------------------------------------- */

static char *
name_file (const char *path,
           const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) named = dex_await_boxed (cw_media_names_give ((const char *const[]) { path, NULL }, (const char *const[]) { name, NULL }), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (named), ==, 1);
  return g_strdup (named[0]);
}

static void
a_file_has_the_name_of_its_clip_for_others (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autofree char *uri = take (store, folder, "one");
  g_autofree char *path = cw_media_store_resolve (store, uri);
  g_autofree char *elsewhere = make_file (folder, "mine", "mine");
  g_autofree char *named = name_file (path, "What a save.mp4");
  g_autofree char *again = name_file (path, "What a save.mp4");
  g_autofree char *other = name_file (path, "Renamed.mp4");
  g_autofree char *own = name_file (elsewhere, "Other.mp4");
  g_autofree char *base = g_path_get_basename (named);

  g_assert_cmpstr (base, ==, "What a save.mp4");
  g_assert_cmpstr (again, ==, named);
  g_assert_cmpstr (own, ==, elsewhere);
  assert_content (named, "one");
  assert_content (other, "one");

  /* Moved away by who got it, the library still has it. */
  g_assert_cmpint (g_unlink (named), ==, 0);
  assert_content (path, "one");
  g_assert_cmpuint (count_files (store), ==, 1);
}

static void
what_is_deleted_has_no_name_left (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) store = new_store (folder, NULL);
  g_autofree char *uri = take (store, folder, "one");
  g_autofree char *path = cw_media_store_resolve (store, uri);
  g_autofree char *named = name_file (path, "What a save.mp4");
  g_autofree char *gone = NULL;
  g_autoptr (GError) error = NULL;

  dex_await (cw_media_store_delete_unused (store, 0, NULL), &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (named, G_FILE_TEST_EXISTS));

  gone = name_file (path, "What a save.mp4");
  g_assert_cmpstr (gone, ==, path);
}

int
main (int    argc,
      char **argv)
{
  if (test_child_get_role () != NULL)
    return be_child (test_child_get_role ());

  test_init (&argc, &argv);
  test_add_fiber ("/media-store/a file is moved in under its hash", a_file_is_moved_in_under_its_hash);
  test_add_fiber ("/media-store/the same content twice is one file", the_same_content_twice_is_one_file);
  test_add_fiber ("/media-store/another way to a file of ours does not take it away", another_way_to_a_file_of_ours_does_not_take_it_away);
  test_add_fiber ("/media-store/from another disk it is copied", from_another_disk_it_is_copied);
  test_add_fiber ("/media-store/only names of ours are resolved", only_names_of_ours_are_resolved);
  test_add_fiber ("/media-store/what is no file is not taken", what_is_no_file_is_not_taken);
  test_add_fiber ("/media-store/a share that is away is told as such", a_share_that_is_away_is_told_as_such);
  test_add_fiber ("/media-store/cancelling leaves the file where it was", cancelling_leaves_the_file_where_it_was);
  test_add_fiber ("/media-store/kill 9 in the middle leaves what is found again", kill_9_in_the_middle_leaves_what_is_found_again);
  test_add_fiber ("/media-store/a full disk loses nothing", a_full_disk_loses_nothing);
  test_add_fiber ("/media-store/a read-only disk loses nothing", a_read_only_disk_loses_nothing);
  test_add_fiber ("/media-store/what nothing names is unused", what_nothing_names_is_unused);
  test_add_fiber ("/media-store/a damaged command deletes nothing", a_damaged_command_deletes_nothing);
  test_add_fiber ("/media-store/nothing is deleted while others work with it", nothing_is_deleted_while_others_work_with_it);
  test_add_fiber ("/media-store/what was done to a clip that is gone is forgotten", what_was_done_to_a_clip_that_is_gone_is_forgotten);
  test_add_fiber ("/media-store/a file has the name of its clip for others", a_file_has_the_name_of_its_clip_for_others);
  test_add_fiber ("/media-store/what is deleted has no name left", what_is_deleted_has_no_name_left);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-library-folder.h"
#include "cw-library-move.h"
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

static CwMediaStore *
open_store (const char *folder)
{
  g_autoptr (CwDatabase) database = test_rows_open (folder);
  g_autofree char *chosen = cw_library_folder_dup ();

  return cw_media_store_new (database, chosen);
}

static char *
take (CwMediaStore *media,
      const char   *folder,
      const char   *content)
{
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  g_autoptr (GError) error = NULL;
  char *uri;

  test_write_file (path, content, -1);
  uri = dex_await_string (cw_media_store_take (media, path, NULL), &error);
  g_assert_no_error (error);
  return uri;
}

static void
assert_content (CwMediaStore *media,
                const char   *uri,
                const char   *content)
{
  g_autofree char *path = cw_media_store_resolve (media, uri);
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, content);
}

static void
move (CwMediaStore *media,
      const char   *target)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProgress) progress = cw_progress_new ();

  dex_await (cw_library_move_start (media, target, progress), &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (cw_progress_get_fraction (progress), ==, 1);
}

static void
assert_pending (CwMediaStore *media,
                const char   *target)
{
  g_autofree char *pending = dex_await_string (cw_library_move_resume (media), NULL);

  g_assert_cmpstr (pending, ==, target);
}

static void
assert_fails (CwMediaStore *media,
              const char   *target,
              CwError       code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_strdup (cw_media_store_get_folder (media));

  g_assert_false (dex_await (cw_library_move_start (media, target, NULL), &error));
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_cmpstr (cw_media_store_get_folder (media), ==, before);
}

static void
check_move_and_back (const char *target)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autofree char *a = take (media, folder, "a");
  g_autofree char *b = take (media, folder, "b");
  g_autofree char *usual = g_strdup (cw_media_store_get_folder (media));
  g_autofree char *chosen = NULL;
  g_autofree char *path = NULL;

  move (media, target);
  chosen = cw_library_folder_dup ();
  g_assert_cmpstr (chosen, ==, target);
  path = cw_location_to_path (a);
  g_assert_true (g_str_has_prefix (path, target));
  assert_content (media, a, "a");
  assert_content (media, b, "b");
  g_assert_false (g_file_test (usual, G_FILE_TEST_EXISTS));
  assert_pending (media, "");

  move (media, usual);
  g_free (chosen);
  chosen = cw_library_folder_dup ();
  g_assert_null (chosen);
  assert_content (media, a, "a");
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
it_goes_to_another_folder_and_back (void)
{
  g_autofree char *above = test_folder ();
  g_autofree char *target = g_build_filename (above, "some", "where", NULL);

  check_move_and_back (target);
}

static void
it_goes_to_another_disk_and_back (void)
{
  g_autofree char *above = g_strdup ("/dev/shm/clipwright-XXXXXX");
  g_autofree char *target = NULL;

  if (g_mkdtemp (above) == NULL)
    {
      g_test_skip ("There is no second file system here");
      return;
    }

  target = g_build_filename (above, "media", NULL);
  check_move_and_back (target);
  g_rmdir (above);
}

static void
some_folders_are_not_taken (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *other = test_folder ();
  g_autofree char *thing = g_build_filename (other, "thing", NULL);
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autofree char *a = take (media, folder, "a");
  g_autofree char *inside = g_build_filename (cw_media_store_get_folder (media), "inside", NULL);

  test_write_file (thing, "not ours", -1);
  assert_fails (media, inside, CW_ERROR_INVALID);
  assert_fails (media, folder, CW_ERROR_INVALID);
  assert_fails (media, other, CW_ERROR_INVALID);
  g_assert_true (dex_await (cw_library_move_start (media, cw_media_store_get_folder (media), NULL), NULL));
  assert_content (media, a, "a");
}

static void
a_damaged_file_goes_along (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *target = g_strdup ("/dev/shm/clipwright-XXXXXX");
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autofree char *a = take (media, folder, "a");
  g_autofree char *path = cw_media_store_resolve (media, a);

  if (g_mkdtemp (target) == NULL)
    {
      g_test_skip ("There is no second file system here");
      return;
    }

  test_write_file (path, "A", -1);
  move (media, target);
  assert_content (media, a, "A");
  move (media, cw_media_store_get_usual_folder (media));
}

static void
add_large (CwMediaStore *media,
           const char   *folder)
{
  g_autofree char *path = g_build_filename (folder, "large", NULL);
  g_autofree char *uri = NULL;
  int              fd = open (path, O_CREAT | O_WRONLY, 0600);

  g_assert_cmpint (ftruncate (fd, 128 * MIB), ==, 0);
  close (fd);
  uri = dex_await_string (cw_media_store_take (media, path, NULL), NULL);
  g_assert_nonnull (uri);
}

static void
cancelled_it_goes_on_where_it_was (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *target = g_strdup ("/dev/shm/clipwright-XXXXXX");
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autofree char *a = take (media, folder, "a");
  g_autofree char *before = g_strdup (cw_media_store_get_folder (media));
  DexFuture       *moving;
  GStatBuf         one, other;

  if (g_mkdtemp (target) == NULL || g_stat (folder, &one) != 0 || g_stat (target, &other) != 0 || one.st_dev == other.st_dev)
    {
      g_test_skip ("There is no second file system here");
      return;
    }

  add_large (media, folder);
  moving = cw_library_move_start (media, target, progress);
  while (cw_progress_get_done (progress) == 0)
    dex_await (dex_timeout_new_msec (1), NULL);
  dex_unref (moving);
  while (g_atomic_int_get (&G_OBJECT (progress)->ref_count) > 1)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpstr (cw_media_store_get_folder (media), ==, before);
  assert_content (media, a, "a");
  assert_pending (media, target);

  move (media, target);
  assert_content (media, a, "a");
  assert_pending (media, "");
  move (media, before);
}

/* A note and files as they are when the program dies between the setting and the end. */
static void
what_a_crash_has_left_is_removed (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autofree char *note = g_build_filename (folder, "media-move.ini", NULL);
  g_autofree char *text = NULL;
  g_autofree char *old = NULL;
  g_autofree char *path = NULL;
  g_autofree char *only = NULL;
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autofree char *a = take (media, folder, "a");
  g_autofree char *b = take (media, folder, "b");

  old = g_strdup (cw_media_store_get_folder (media));
  path = cw_media_store_resolve (media, a);
  only = cw_media_store_resolve (media, b);
  text = g_strdup_printf ("[move]\nfrom=file://%s\nto=file://%s\n", old, target);
  test_write_file (note, text, -1);
  g_assert_true (cw_media_folder_prepare (target, NULL));
  g_assert_true (cw_media_folder_place (target, a, path, NULL, NULL, NULL));
  cw_media_folder_retire (old);
  cw_media_store_set_folder (media, target);

  assert_pending (media, "");
  assert_content (media, a, "a");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (note, G_FILE_TEST_EXISTS));

  /* What is not in the new folder is never removed. */
  g_assert_true (g_file_test (only, G_FILE_TEST_EXISTS));
}

static void
a_file_that_waits_goes_to_the_new_folder (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autofree char *source = g_build_filename (folder, "source", NULL);
  g_autofree char *uri = NULL;
  g_autofree char *old = NULL;
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autoptr (DexFuture) taking = NULL;
  g_autofree char *a = take (media, folder, "a");
  int              lock;

  old = g_strdup (cw_media_store_get_folder (media));
  lock = cw_media_folder_lock (old, TRUE, FALSE, NULL, NULL);
  test_write_file (source, "b", -1);
  taking = cw_media_store_take (media, source, NULL);
  g_assert_true (cw_media_folder_prepare (target, NULL));
  cw_media_store_set_folder (media, target);
  cw_media_folder_retire (old);
  close (lock);

  uri = dex_await_string (dex_ref (taking), NULL);
  g_assert_nonnull (uri);
  assert_content (media, uri, "b");
}

/* --- in a process of its own ---------------------------------------------------------------- */

static void
after_kill_9_it_goes_on (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *target = g_strdup ("/dev/shm/clipwright-XXXXXX");
  g_autoptr (CwMediaStore) media = open_store (folder);
  g_autofree char *a = take (media, folder, "a");
  g_autofree char *usual = g_strdup (cw_media_store_get_folder (media));
  g_autoptr (GSubprocess) child = NULL;
  GStatBuf one, other;

  if (g_mkdtemp (target) == NULL || g_stat (folder, &one) != 0 || g_stat (target, &other) != 0 || one.st_dev == other.st_dev)
    {
      g_test_skip ("There is no second file system here");
      return;
    }

  add_large (media, folder);
  child = test_child_start ("killed", folder, target);
  test_child_kill_once_begun (child);

  assert_content (media, a, "a");
  assert_pending (media, target);
  move (media, target);
  assert_content (media, a, "a");
  move (media, usual);
  assert_content (media, a, "a");
}

static void
a_full_disk_leaves_it_where_it_was (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *disk = g_build_filename (folder, "disk", NULL);
  g_autoptr (GSubprocess) child = test_child_start ("full", folder, disk);

  test_child_wait (child);
}

static DexFuture *
child_fiber (gpointer data)
{
  g_autoptr (CwMediaStore) media = open_store (test_child_get_argument (0));
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (DexFuture) moving = NULL;

  if (g_str_equal (test_child_get_role (), "full"))
    {
      g_autofree char *a = take (media, test_child_get_argument (0), "a");

      add_large (media, test_child_get_argument (0));
      assert_fails (media, test_child_get_argument (1), CW_ERROR_NO_SPACE);
      assert_content (media, a, "a");
      exit (0);
    }

  moving = cw_library_move_start (media, test_child_get_argument (1), progress);
  while (cw_progress_get_done (progress) < MIB)
    dex_await (dex_timeout_new_msec (1), NULL);
  test_child_say_begun ();
}

static int
be_child (const char *what)
{

  if (g_str_equal (what, "full") && !test_disk_mount (test_child_get_argument (1)))
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
  test_add_fiber ("/library-move/it goes to another folder and back", it_goes_to_another_folder_and_back);
  test_add_fiber ("/library-move/it goes to another disk and back", it_goes_to_another_disk_and_back);
  test_add_fiber ("/library-move/some folders are not taken", some_folders_are_not_taken);
  test_add_fiber ("/library-move/a damaged file goes along", a_damaged_file_goes_along);
  test_add_fiber ("/library-move/cancelled it goes on where it was", cancelled_it_goes_on_where_it_was);
  test_add_fiber ("/library-move/what a crash has left is removed", what_a_crash_has_left_is_removed);
  test_add_fiber ("/library-move/a file that waits goes to the new folder", a_file_that_waits_goes_to_the_new_folder);
  test_add_fiber ("/library-move/after kill 9 it goes on", after_kill_9_it_goes_on);
  test_add_fiber ("/library-move/a full disk leaves it where it was", a_full_disk_leaves_it_where_it_was);
  return g_test_run ();
}

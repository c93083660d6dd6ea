/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* RTLD_NEXT, renameat2() */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-library-backup.h"
#include "cw-library-restore.h"
#include "cw-media-store.h"
#include "test-rows.h"
#include "test-support.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* A backup that waits, and then becomes the library while it is opened. */

#define MIB (1024 * 1024)
#define CHILD "RESTORE_CHILD"
#define CHILD_FOLDER "RESTORE_CHILD_FOLDER"

/* --- the end at any step --------------------------------------------------------------- */

/* After how many steps this process dies; what changes names or brings things to the disk
 * is a step. These stand before the system's own in this program. */
static int steps_left = -1;

static void
count_step (void)
{
  if (g_atomic_int_get (&steps_left) >= 0 && g_atomic_int_add (&steps_left, -1) == 0)
    kill (getpid (), SIGKILL);
}

int
fsync (int fd)
{
  int (*next) (int) = dlsym (RTLD_NEXT, "fsync");

  count_step ();
  return next (fd);
}

int
rename (const char *from,
        const char *to)
{
  int (*next) (const char *, const char *) = dlsym (RTLD_NEXT, "rename");

  count_step ();
  return next (from, to);
}

int
renameat2 (int          from_folder,
           const char  *from,
           int          to_folder,
           const char  *to,
           unsigned int flags)
{
  int (*next) (int, const char *, int, const char *, unsigned int) = dlsym (RTLD_NEXT, "renameat2");

  count_step ();
  if (g_getenv ("RESTORE_WITHOUT_EXCHANGE") != NULL)
    {
      errno = EINVAL;
      return -1;
    }
  return next (from_folder, from, to_folder, to, flags);
}

int
unlink (const char *path)
{
  int (*next) (const char *) = dlsym (RTLD_NEXT, "unlink");

  count_step ();
  return next (path);
}

/* --- a library and a backup of what it was ------------------------------------------------- */

typedef struct
{
  char         *above;
  char         *folder;
  char         *backup;
  CwDatabase   *database;
  CwMediaStore *media;
} Library;

static void
open_database (Library *library)
{
  library->database = test_rows_open (library->folder);
  library->media = cw_media_store_new (library->database, NULL);
}

static void
close_database (Library *library)
{
  g_clear_object (&library->media);
  g_clear_object (&library->database);
}

static Library *
library_new (const char *above)
{
  Library *library = g_new0 (Library, 1);

  library->above = above != NULL ? g_strdup (above) : test_folder ();
  library->folder = g_build_filename (library->above, "library", NULL);
  library->backup = g_build_filename (library->above, "backup.tar", NULL);
  return library;
}

static void
library_free (Library *library)
{
  close_database (library);
  g_free (library->above);
  g_free (library->folder);
  g_free (library->backup);
  g_free (library);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Library, library_free)

static void
add_clip (Library    *library,
          const char *id)
{
  g_autofree char *path = g_build_filename (library->above, "new", NULL);
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  test_write_file (path, id, -1);
  uri = dex_await_string (cw_media_store_take (library->media, path, NULL), &error);
  g_assert_no_error (error);
  test_rows_add_clip (library->database, id, uri, 0);
}

/* A backup with one clip of a library that has two now. */
static Library *
make_library (void)
{
  Library *library = library_new (NULL);
  g_auto (GStrv) lost = NULL;

  open_database (library);
  add_clip (library, "a");
  lost = dex_await_boxed (cw_library_backup_write (library->media, library->backup, FALSE, NULL), NULL);
  g_assert_nonnull (lost);
  add_clip (library, "b");
  return library;
}

static void
stage (Library *library)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_library_restore_stage (library->backup, library->folder, NULL, NULL), &error);
  g_assert_no_error (error);
}

static GStrv
apply (Library *library)
{
  g_autoptr (GError) error = NULL;
  GStrv restored = dex_await_boxed (cw_library_restore_apply (library->folder), &error);

  g_assert_no_error (error);
  return restored;
}

/* How many clips there are in the library, each with its file. */
static gint64
count_clips (Library *library)
{
  gint64 n;

  open_database (library);
  n = test_rows_count (library->database, "SELECT count (*) FROM clips");
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check != 'ok'"), ==, 0);
  for (gint64 i = 1; i <= n; i++)
    {
      g_autofree char *id = g_strdup (i == 1 ? "a" : "b");
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);
      g_autofree char *name = g_strdup_printf ("%.2s/%s.media", hash, hash);
      g_autofree char *path = g_build_filename (library->folder, "media", name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_error ("%s is not there", path);
    }
  close_database (library);
  return n;
}

static gboolean
has_beside (Library    *library,
            const char *ending)
{
  g_autofree char *path = g_strconcat (library->folder, ending, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* --- what there is to it --------------------------------------------------------------------- */

static void
it_waits_until_the_library_is_opened_anew (void)
{
  g_autoptr (Library) library = make_library ();
  g_auto (GStrv) restored = NULL;
  g_auto (GStrv) again = NULL;
  g_autofree char *old = NULL;

  /* While the library is in use. */
  stage (library);
  g_assert_cmpint (test_rows_count (library->database, "SELECT count (*) FROM clips"), ==, 2);
  close_database (library);

  restored = apply (library);
  g_assert_cmpuint (g_strv_length (restored), ==, 2);
  g_assert_cmpstr (restored[0], ==, "backup.tar");
  g_assert_cmpint (count_clips (library), ==, 1);

  again = apply (library);
  g_assert_cmpuint (g_strv_length (again), ==, 0);
  g_assert_false (has_beside (library, ".staged"));

  /* The old one is kept. */
  old = g_build_filename (library->above, "old", NULL);
  g_assert_cmpint (g_rename (restored[1], old), ==, 0);
  g_free (library->folder);
  library->folder = g_steal_pointer (&old);
  g_assert_cmpint (count_clips (library), ==, 2);
}

static void
nothing_happens_where_none_waits (void)
{
  g_autoptr (Library) library = make_library ();
  g_auto (GStrv) restored = NULL;

  close_database (library);
  restored = apply (library);
  g_assert_cmpuint (g_strv_length (restored), ==, 0);
  g_assert_cmpint (count_clips (library), ==, 2);
}

static void
it_still_waits_while_the_library_is_in_use (void)
{
  g_autoptr (Library) library = make_library ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) restored = NULL;

  stage (library);
  g_assert_false (dex_await (cw_library_restore_apply (library->folder), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  test_rows_change (library->database, "UPDATE clips SET title = 'x'", NULL);
  close_database (library);

  restored = apply (library);
  g_assert_cmpint (count_clips (library), ==, 1);
}

static void
it_can_be_thought_better_of (void)
{
  g_autoptr (Library) library = make_library ();
  g_auto (GStrv) restored = NULL;

  stage (library);
  g_assert_true (dex_await (cw_library_restore_discard (library->folder), NULL));
  close_database (library);
  restored = apply (library);
  g_assert_cmpuint (g_strv_length (restored), ==, 0);
  g_assert_false (has_beside (library, ".staged"));
  g_assert_cmpint (count_clips (library), ==, 2);
}

static void
what_was_cancelled_does_not_wait (void)
{
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (Library) library = make_library ();
      g_auto (GStrv) restored = NULL;
      DexFuture *future = cw_library_restore_stage (library->backup, library->folder, NULL, NULL);

      /* Anywhere between its beginning and its end. */
      dex_await (dex_timeout_new_usec (i * 1500), NULL);
      dex_unref (future);
      g_assert_true (dex_await (cw_library_restore_discard (library->folder), NULL));
      close_database (library);
      restored = apply (library);
      g_assert_cmpuint (g_strv_length (restored), ==, 0);
    }
}

static void
the_last_one_counts (void)
{
  g_autoptr (Library) library = make_library ();
  g_auto (GStrv) restored = NULL;
  g_auto (GStrv) lost = NULL;

  stage (library);
  lost = dex_await_boxed (cw_library_backup_write (library->media, library->backup, FALSE, NULL), NULL);
  stage (library);
  test_rows_change (library->database, "DELETE FROM clips", NULL);
  close_database (library);
  restored = apply (library);
  g_assert_cmpint (count_clips (library), ==, 2);
}

static void
a_damaged_one_does_not_wait (void)
{
  g_autoptr (Library) library = make_library ();
  g_autoptr (GError) error = NULL;

  test_write_file (library->backup, "not a backup", -1);
  g_assert_false (dex_await (cw_library_restore_stage (library->backup, library->folder, NULL, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_assert_false (has_beside (library, ".staged"));
  g_assert_false (has_beside (library, ".restoring.part"));
}

static void
a_damaged_library_is_replaced (void)
{
  g_autoptr (Library) library = make_library ();
  g_autofree char *path = g_build_filename (library->folder, "library.db", NULL);
  g_auto (GStrv) restored = NULL;

  stage (library);
  close_database (library);
  test_write_file (path, "this is no database at all, and never was one", -1);
  restored = apply (library);
  g_assert_cmpuint (g_strv_length (restored), ==, 2);
  g_assert_cmpint (count_clips (library), ==, 1);
}

static void
who_opens_the_library_waits_for_it (void)
{
  g_autoptr (Library) library = make_library ();
  int lock = dex_await_int (cw_library_restore_lock (library->folder), NULL);
  g_autoptr (DexFuture) second = cw_library_restore_lock (library->folder);

  g_assert_cmpint (lock, >=, 0);
  dex_await (dex_timeout_new_msec (20), NULL);
  g_assert_true (dex_future_is_pending (second));
  close (lock);
  lock = dex_await_int (g_steal_pointer (&second), NULL);
  g_assert_cmpint (lock, >=, 0);
  close (lock);
}

/* --- kill -9 ------------------------------------------------------------------------------------ */

static gboolean
run_child (Library    *library,
           const char *what,
           int         steps,
           gboolean    exchange)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *child_text = g_strdup_printf ("%s %d", what, steps);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;

  g_subprocess_launcher_setenv (launcher, CHILD, child_text, TRUE);
  g_subprocess_launcher_setenv (launcher, CHILD_FOLDER, library->above, TRUE);
  if (!exchange)
    g_subprocess_launcher_setenv (launcher, "RESTORE_WITHOUT_EXCHANGE", "1", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  if (g_subprocess_get_if_exited (child))
    {
      g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 0);
      return TRUE;
    }

  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  return FALSE;
}

static void
kill_at_each_step (gboolean exchange)
{
  gboolean finished = FALSE;
  int      n;

  for (n = 0; !finished; n++)
    {
      g_autoptr (Library) library = make_library ();
      g_auto (GStrv) restored = NULL;

      stage (library);
      close_database (library);
      finished = run_child (library, "apply", n, exchange);

      /* Whatever is there now is a library, but for where it has to be made of two names. */
      if (exchange)
        g_assert_true (has_beside (library, ""));
      restored = apply (library);
      g_assert_cmpint (count_clips (library), ==, 1);
      g_assert_false (has_beside (library, ".staged"));
      g_assert_false (has_beside (library, "/restore.ini"));
      g_assert_false (has_beside (library, "/settings.json"));
    }

  g_test_message ("%d steps", n - 1);
  g_assert_cmpint (n, >, 5);
}

static void
kill_9_at_any_step_leaves_a_library (void)
{
  kill_at_each_step (TRUE);
}

static void
kill_9_leaves_one_without_exchanging_names_too (void)
{
  kill_at_each_step (FALSE);
}

static void
kill_9_while_it_is_read_leaves_the_old_one (void)
{
  gboolean finished = FALSE;
  int      n;

  for (n = 0; !finished; n++)
    {
      g_autoptr (Library) library = make_library ();
      g_auto (GStrv) restored = NULL;

      close_database (library);
      finished = run_child (library, "stage", n, TRUE);
      restored = apply (library);

      /* It counts once it has its name, which is the last but one step. */
      if (*restored == NULL)
        g_assert_false (finished);
      g_assert_cmpint (count_clips (library), ==, *restored != NULL ? 1 : 2);
    }

  g_assert_cmpint (n, >, 5);
}

static DexFuture *
child_fiber (gpointer data)
{
  g_autoptr (Library) library = library_new (g_getenv (CHILD_FOLDER));
  g_auto (GStrv) words = g_strsplit (data, " ", 2);
  g_autoptr (DexFuture) future = NULL;

  g_atomic_int_set (&steps_left, atoi (words[1]));
  if (g_str_equal (words[0], "apply"))
    future = cw_library_restore_apply (library->folder);
  else
    future = cw_library_restore_stage (library->backup, library->folder, NULL, NULL);

  _exit (dex_await (dex_ref (future), NULL) ? 0 : 1);
}

static int
be_child (const char *what)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  dex_init ();
  dex_future_disown (dex_scheduler_spawn (NULL, 8 * MIB, child_fiber, (gpointer) what, NULL));
  g_main_loop_run (loop);
  return 1;
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv (CHILD) != NULL)
    return be_child (g_getenv (CHILD));

  test_init (&argc, &argv);
  test_add_fiber ("/staged-restore/it waits until the library is opened anew", it_waits_until_the_library_is_opened_anew);
  test_add_fiber ("/staged-restore/nothing happens where none waits", nothing_happens_where_none_waits);
  test_add_fiber ("/staged-restore/it still waits while the library is in use", it_still_waits_while_the_library_is_in_use);
  test_add_fiber ("/staged-restore/it can be thought better of", it_can_be_thought_better_of);
  test_add_fiber ("/staged-restore/what was cancelled does not wait", what_was_cancelled_does_not_wait);
  test_add_fiber ("/staged-restore/the last one counts", the_last_one_counts);
  test_add_fiber ("/staged-restore/a damaged one does not wait", a_damaged_one_does_not_wait);
  test_add_fiber ("/staged-restore/a damaged library is replaced", a_damaged_library_is_replaced);
  test_add_fiber ("/staged-restore/who opens the library waits for it", who_opens_the_library_waits_for_it);
  test_add_fiber ("/staged-restore/kill 9 at any step leaves a library", kill_9_at_any_step_leaves_a_library);
  test_add_fiber ("/staged-restore/kill 9 leaves one without exchanging names, too", kill_9_leaves_one_without_exchanging_names_too);
  test_add_fiber ("/staged-restore/kill 9 while it is read leaves the old one", kill_9_while_it_is_read_leaves_the_old_one);
  return g_test_run ();
}

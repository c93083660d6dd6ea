/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-file.h"
#include "test-support.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
errors_say_what_can_be_done (void)
{
  static const struct
  {
    int     number;
    CwError code;
  } cases[] = {
    { ENOSPC, CW_ERROR_NO_SPACE },
    { EDQUOT, CW_ERROR_NO_SPACE },
    { EFBIG, CW_ERROR_NO_SPACE },
    { EROFS, CW_ERROR_DENIED },
    { EACCES, CW_ERROR_DENIED },
    { ENOENT, CW_ERROR_MISSING },
    { ESTALE, CW_ERROR_OFFLINE },
    { EIO, CW_ERROR_STORAGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = cw_file_error_new (cases[i].number, "/some/where/a.mp4");

      g_assert_error (error, CW_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, "a.mp4"));
      g_assert_false (g_str_has_suffix (error->message, "."));
    }
}

static void
a_copy_is_the_same_and_has_its_time (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *from = g_build_filename (folder, "from", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *again = NULL;
  GStatBuf         one, other;

  test_write_file (from, "content", -1);
  copied = cw_file_copy (from, to, progress, NULL, &error);
  g_assert_no_error (error);
  hash = cw_file_hash (to, NULL, NULL, &error);
  g_assert_cmpstr (copied, ==, hash);
  g_assert_cmpint (cw_progress_get_done (progress), ==, 7);
  g_assert_cmpint (g_stat (from, &one), ==, 0);
  g_assert_cmpint (g_stat (to, &other), ==, 0);
  g_assert_cmpint (one.st_mtim.tv_sec, ==, other.st_mtim.tv_sec);
  g_assert_cmpint (one.st_mtim.tv_nsec, ==, other.st_mtim.tv_nsec);

  /* Nothing is replaced. */
  again = cw_file_copy (from, to, NULL, NULL, &error);
  g_assert_null (again);
  g_assert_nonnull (error);
  g_assert_true (g_file_test (to, G_FILE_TEST_EXISTS));
}

static void
a_copy_that_is_ended_leaves_nothing (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *from = g_build_filename (folder, "from", NULL);
  g_autofree char *to = g_build_filename (folder, "to", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  test_write_file (from, "content", -1);
  g_cancellable_cancel (cancellable);
  g_assert_null (cw_file_copy (from, to, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

static void
removing_a_folder_does_not_follow_links (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *other = test_folder ();
  g_autofree char *kept = g_build_filename (other, "kept", NULL);
  g_autofree char *below = g_build_filename (folder, "a", "b", "c", NULL);
  g_autofree char *way = g_build_filename (below, "way", NULL);
  g_autoptr (GError) error = NULL;

  test_write_file (kept, "content", -1);
  g_assert_true (cw_file_make_folder (below, &error));
  g_assert_true (cw_file_make_folder (below, &error));
  g_assert_cmpint (symlink (other, way), ==, 0);
  g_assert_true (cw_file_remove_folder (folder, &error));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  g_assert_true (cw_file_remove_folder (folder, &error));
}

static void
on_fraction (CwProgress *progress,
             GParamSpec *pspec,
             DexPromise *promise)
{
  if (dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

static gpointer
add_on_thread (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    cw_progress_add (data, 1);

  return NULL;
}

static void
progress_of_threads_is_told_on_the_main_one (void)
{
  g_autoptr (CwProgress) progress = cw_progress_new ();
  g_autoptr (DexPromise) promise = dex_promise_new ();
  GThread *threads[2];

  g_signal_connect (progress, "notify::fraction", G_CALLBACK (on_fraction), promise);
  cw_progress_add_total (progress, 4000);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("adds", add_on_thread, progress);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_true (dex_await (dex_ref (promise), NULL));
  g_assert_cmpint (cw_progress_get_done (progress), ==, 2000);
  g_assert_cmpint (cw_progress_get_total (progress), ==, 4000);
  g_assert_cmpfloat (cw_progress_get_fraction (progress), ==, 0.5);
  cw_progress_add (NULL, 1);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/file/errors say what can be done", errors_say_what_can_be_done);
  test_add_fiber ("/file/a copy is the same and has its time", a_copy_is_the_same_and_has_its_time);
  test_add_fiber ("/file/a copy that is ended leaves nothing", a_copy_that_is_ended_leaves_nothing);
  test_add_fiber ("/file/removing a folder does not follow links", removing_a_folder_does_not_follow_links);
  test_add_fiber ("/progress/progress of threads is told on the main one", progress_of_threads_is_told_on_the_main_one);
  return g_test_run ();
}

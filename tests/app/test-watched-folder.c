/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-services.h"
#include "cw-watched-folder.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

/* ms; a test is not to take longer than it has to. */
#define REST 40
#define LONGEST 30000

typedef struct
{
  char            *folder;
  char            *data;
  CwServices      *services;
  CwLibrary       *library;
  CwWatchedFolder *watched;
  guint            taken;
  guint            failed;
  char            *problem;
} Watch;

static void
on_taken (Watch  *watch,
          CwClip *clip)
{
  watch->taken++;
}

static void
on_failed (Watch      *watch,
           const char *path,
           const char *problem)
{
  watch->failed++;
  g_set_str (&watch->problem, problem);
}

static void
start (Watch *watch)
{
  g_autofree char *path = g_build_filename (watch->data, "taken-in", NULL);
  g_autoptr (CwImportMemory) memory = cw_import_memory_new (path);
  g_autoptr (GError) error = NULL;

  watch->watched = cw_watched_folder_new (watch->folder, memory, cw_take_in, G_OBJECT (watch->library));
  cw_watched_folder_set_rest (watch->watched, REST);
  g_signal_connect_swapped (watch->watched, "taken-in", G_CALLBACK (on_taken), watch);
  g_signal_connect_swapped (watch->watched, "failed", G_CALLBACK (on_failed), watch);
  dex_await (cw_watched_folder_start (watch->watched), &error);
  g_assert_no_error (error);
}

static void
stop (Watch *watch)
{
  cw_watched_folder_stop (watch->watched);
  g_clear_object (&watch->watched);
}

static void
set_up (Watch *watch)
{
  g_autoptr (GError) error = NULL;

  watch->folder = test_folder ();
  watch->data = test_folder ();
  watch->services = cw_services_new (watch->data);
  dex_await (cw_services_open_library (watch->services), &error);
  g_assert_no_error (error);
  watch->library = cw_services_get_library (watch->services);
}

static void
tear_down (Watch *watch)
{
  if (watch->watched != NULL)
    stop (watch);
  g_object_unref (watch->services);
  g_free (watch->folder);
  g_free (watch->data);
  g_free (watch->problem);
}

static void
put (Watch      *watch,
     const char *media,
     const char *name,
     double      part)
{
  g_autofree char *from = test_media_path (media);
  g_autofree char *to = g_build_filename (watch->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (to);
  g_autofree char *content = NULL;
  gsize            length;
  FILE            *file;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_get_contents (from, &content, &length, NULL));

  /* In its place, as downloads grow. */
  length = (gsize) (part * (double) length);
  file = g_fopen (to, "w");
  g_assert_cmpuint (fwrite (content, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
wait_for (const guint *count,
          guint        wanted)
{
  for (gint64 end = g_get_monotonic_time () + LONGEST * 1000; *count < wanted && g_get_monotonic_time () < end;)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpuint (*count, ==, wanted);
}

static guint
count_clips (Watch *watch)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cw_library_get_clips (watch->library)));
}

static void
takes_in_what_is_there_and_what_comes (void)
{
  Watch watch = { 0 };

  set_up (&watch);
  put (&watch, "h264-30", "before.mp4", 1);
  start (&watch);
  wait_for (&watch.taken, 1);

  put (&watch, "h264-25", "after.mp4", 1);
  wait_for (&watch.taken, 2);
  put (&watch, "silent", "new/below.mp4", 1);
  wait_for (&watch.taken, 3);

  g_assert_cmpuint (count_clips (&watch), ==, 3);
  g_assert_cmpuint (watch.failed, ==, 0);
  tear_down (&watch);
}

/* The main thread stands still from when the folder was listed, so nothing watches it yet. */
static void
takes_in_what_comes_between_looking_and_watching (void)
{
  Watch         watch = { 0 };
  struct pollfd listed = { .events = POLLIN };

  set_up (&watch);
  listed.fd = inotify_init1 (IN_CLOEXEC);
  g_assert_cmpint (inotify_add_watch (listed.fd, watch.folder, IN_CLOSE_NOWRITE), >=, 0);
  start (&watch);
  g_assert_cmpint (poll (&listed, 1, LONGEST), ==, 1);
  g_assert_cmpint (close (listed.fd), ==, 0);

  put (&watch, "h264-30", "between.mp4", 1);
  wait_for (&watch.taken, 1);
  g_assert_cmpuint (count_clips (&watch), ==, 1);
  tear_down (&watch);
}

static void
waits_for_a_file_to_be_whole (void)
{
  Watch watch = { 0 };

  set_up (&watch);
  start (&watch);
  put (&watch, "h264-30", "slow.mp4", 0.5);
  wait_for (&watch.failed, 1);
  g_assert_nonnull (strstr (watch.problem, "“slow.mp4”"));
  g_assert_cmpuint (watch.taken, ==, 0);

  put (&watch, "h264-30", "slow.mp4", 1);
  wait_for (&watch.taken, 1);
  g_assert_cmpuint (watch.failed, ==, 1);
  tear_down (&watch);
}

static void
what_the_user_removed_does_not_come_back (void)
{
  Watch watch = { 0 };
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GError) error = NULL;

  set_up (&watch);
  put (&watch, "h264-30", "a.mp4", 1);
  start (&watch);
  wait_for (&watch.taken, 1);
  clips = dex_await_boxed (cw_library_search (watch.library, NULL), &error);
  g_assert_no_error (error);
  dex_await (cw_library_remove (watch.library, clips), &error);
  g_assert_no_error (error);
  stop (&watch);

  /* Under another name, too; files are taken in by name, so the last one ends it. */
  put (&watch, "h264-30", "b.mp4", 1);
  put (&watch, "h264-25", "c.mp4", 1);
  start (&watch);
  wait_for (&watch.taken, 2);
  g_assert_cmpuint (count_clips (&watch), ==, 1);
  tear_down (&watch);
}

static void
a_memory_that_was_cut_off_is_read (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "deep", "taken-in", NULL);
  g_autoptr (CwImportMemory) memory = cw_import_memory_new (path);
  g_autoptr (CwImportMemory) again = cw_import_memory_new (path);
  g_autoptr (CwImportMemory) last = cw_import_memory_new (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize            length;

  dex_await (cw_import_memory_load (memory), &error);
  g_assert_no_error (error);
  dex_await (cw_import_memory_add (memory, "/a\tb\n.mp4", 3, 4, "digest-a"), &error);
  dex_await (cw_import_memory_add (memory, "/c.mp4", 5, 6, "digest-c"), &error);
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  test_write_file (path, content, (gssize) length - 3);
  dex_await (cw_import_memory_load (again), &error);
  dex_await (cw_import_memory_add (again, "/d.mp4", 7, 8, "digest-d"), &error);
  dex_await (cw_import_memory_load (last), &error);
  g_assert_no_error (error);

  g_assert_true (cw_import_memory_has_file (last, "/a\tb\n.mp4", 3, 4));
  g_assert_false (cw_import_memory_has_file (last, "/a\tb\n.mp4", 3, 5));
  g_assert_true (cw_import_memory_has_digest (last, "digest-a"));
  g_assert_false (cw_import_memory_has_file (last, "/c.mp4", 5, 6));
  g_assert_true (cw_import_memory_has_file (last, "/d.mp4", 7, 8));
  g_assert_true (cw_import_memory_has_digest (last, "digest-d"));
}

static char *
dup_error (CwWatchedFolder *watched)
{
  char *error;

  g_object_get (watched, "error", &error, NULL);
  return error;
}

static void
a_folder_that_is_gone_is_told (void)
{
  Watch            watch = { 0 };
  g_autofree char *problem = NULL;

  set_up (&watch);
  g_assert_cmpint (g_rmdir (watch.folder), ==, 0);
  start (&watch);

  for (gint64 end = g_get_monotonic_time () + LONGEST * 1000; problem == NULL && g_get_monotonic_time () < end; problem = dup_error (watch.watched))
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_nonnull (problem);
  tear_down (&watch);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/watched-folder/takes-in-what-is-there-and-what-comes", takes_in_what_is_there_and_what_comes);
  test_add_fiber ("/watched-folder/takes-in-what-comes-between-looking-and-watching", takes_in_what_comes_between_looking_and_watching);
  test_add_fiber ("/watched-folder/waits-for-a-file-to-be-whole", waits_for_a_file_to_be_whole);
  test_add_fiber ("/watched-folder/what-the-user-removed-does-not-come-back", what_the_user_removed_does_not_come_back);
  test_add_fiber ("/watched-folder/a-memory-that-was-cut-off-is-read", a_memory_that_was_cut_off_is_read);
  test_add_fiber ("/watched-folder/a-folder-that-is-gone-is-told", a_folder_that_is_gone_is_told);
  return g_test_run ();
}

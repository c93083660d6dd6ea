/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-app-settings.h"
#include "cw-error.h"
#include "cw-media-store.h"
#include "cw-services.h"
#include "test-disk.h"
#include "test-media.h"
#include "test-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#define CHILD "CARE_CHILD"
#define CHILD_FOLDER "CARE_CHILD_FOLDER"

/* The library as a whole, as the program uses it. */

static CwServices *
open_services (const char *folder)
{
  CwServices *services = cw_services_new (folder);
  g_autoptr (GError) error = NULL;

  dex_await (cw_services_open_library (services), &error);
  g_assert_no_error (error);
  return services;
}

static char *
make_folder (const char *name)
{
  g_autofree char *above = test_folder ();
  char            *folder = g_build_filename (above, name, NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  return folder;
}

static void
copy_media (const char *media,
            const char *folder,
            const char *name)
{
  g_autofree char *from = test_media_path (media);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  test_write_file (to, content, (gssize) length);
}

static guint
count_clips (CwServices *services)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_library_search (cw_services_get_library (services), ""), &error);

  g_assert_no_error (error);
  return clips->len;
}

static GStrv
import_folder (CwServices *services,
               const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  GStrv told = dex_await_boxed (cw_library_care_import_folder (cw_services_get_care (services), folder, progress), &error);

  g_assert_no_error (error);
  return told;
}

static void
a_folder_is_taken_in_and_told (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *videos = make_folder ("videos");
  g_autofree char *broken = g_build_filename (videos, "broken.mp4", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  g_auto (GStrv) none = import_folder (services, videos);
  g_auto (GStrv) told = NULL;

  g_assert_cmpstr (none[0], ==, "There are no videos in that folder");
  copy_media ("h264-30", videos, "one.mp4");
  test_write_file (broken, "no video", -1);
  told = import_folder (services, videos);
  g_assert_cmpstr (told[0], ==, "1 of 2 videos are in the library now");
  g_assert_nonnull (strstr (told[1], "broken.mp4"));
  g_assert_cmpuint (count_clips (services), ==, 1);
}

static void
a_backup_is_the_library_with_the_next_start (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *videos = make_folder ("videos");
  g_autofree char *backup = g_build_filename (videos, "backup.tar", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) told = NULL;
  g_auto (GStrv) lost = dex_await_boxed (cw_library_care_back_up (cw_services_get_care (services), backup, FALSE, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (lost), ==, 0);
  copy_media ("h264-30", videos, "one.mp4");
  told = import_folder (services, videos);
  dex_await (cw_library_care_stage_restore (cw_services_get_care (services), backup, NULL), &error);
  g_assert_no_error (error);
  g_assert_null (cw_library_care_get_restored (cw_services_get_care (services)));
  g_assert_cmpuint (count_clips (services), ==, 1);

  g_clear_object (&services);
  services = open_services (folder);
  g_assert_cmpstr (cw_library_care_get_restored (cw_services_get_care (services)), ==, "backup.tar");
  g_assert_null (cw_library_care_get_problem (cw_services_get_care (services)));
  g_assert_cmpuint (count_clips (services), ==, 0);

  g_clear_object (&services);
  services = open_services (folder);
  g_assert_null (cw_library_care_get_restored (cw_services_get_care (services)));
}

static void
a_backup_waits_while_another_program_has_the_library (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *elsewhere = test_folder ();
  g_autofree char *backup = g_build_filename (elsewhere, "backup.tar", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (CwServices) other = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lost = dex_await_boxed (cw_library_care_back_up (cw_services_get_care (services), backup, FALSE, NULL), NULL);

  g_assert_nonnull (lost);
  g_assert_true (dex_await (cw_library_care_stage_restore (cw_services_get_care (services), backup, NULL), NULL));

  /* It has the library that is in use. */
  other = open_services (folder);
  g_assert_null (cw_library_care_get_restored (cw_services_get_care (other)));
  g_assert_nonnull (cw_library_care_get_problem (cw_services_get_care (other)));
  g_assert_cmpuint (count_clips (other), ==, 0);
}

static void
a_damaged_library_comes_back_from_a_backup (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *elsewhere = test_folder ();
  g_autofree char *backup = g_build_filename (elsewhere, "backup.tar", NULL);
  g_autofree char *database = g_build_filename (folder, "library.db", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lost = dex_await_boxed (cw_library_care_back_up (cw_services_get_care (services), backup, FALSE, NULL), NULL);

  g_clear_object (&services);
  test_write_file (database, "what was a database once, and is none any more, whatever happened to it meanwhile", -1);
  services = cw_services_new (folder);
  g_assert_false (dex_await (cw_services_open_library (services), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_assert_true (dex_await (cw_library_care_stage_restore (cw_services_get_care (services), backup, NULL), NULL));

  g_clear_object (&services);
  services = open_services (folder);
  g_assert_cmpstr (cw_library_care_get_restored (cw_services_get_care (services)), ==, "backup.tar");
}

static void
clips_stay_while_the_folder_is_away (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *videos = make_folder ("videos");
  g_autofree char *path = g_build_filename (videos, "one.mp4", NULL);
  g_autofree char *media = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *own = NULL;
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (GError) error = NULL;
  CwLibraryCare *care = cw_services_get_care (services);

  /* The user has chosen where, so nobody makes the folder anew. */
  copy_media ("h264-30", videos, "one.mp4");
  media = make_folder ("share");
  dex_await (cw_library_care_move (care, media, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_library_care_get_media_folder (care), ==, media);
  uri = dex_await_string (cw_media_store_take (cw_services_get_media (services), path, NULL), &error);
  g_assert_no_error (error);
  own = cw_media_store_resolve (cw_services_get_media (services), uri);
  clip = dex_await_object (cw_library_import (cw_services_get_library (services), own), &error);
  g_assert_no_error (error);
  dex_await (cw_library_care_look (care), &error);
  g_assert_no_error (error);
  g_assert_null (cw_library_care_get_away (care));

  hidden = g_strconcat (media, ".hidden", NULL);
  g_assert_cmpint (g_rename (media, hidden), ==, 0);
  g_assert_true (dex_await (cw_library_care_look (care), NULL));
  g_assert_nonnull (strstr (cw_library_care_get_away (care), "connect the disk"));
  g_assert_true (dex_await (cw_library_check (cw_services_get_library (services)), NULL));
  g_assert_cmpuint (count_clips (services), ==, 1);
  g_assert_true (cw_clip_get_missing (clip));

  g_assert_cmpint (g_rename (hidden, media), ==, 0);
  g_assert_true (dex_await (cw_library_care_look (care), NULL));
  g_assert_null (cw_library_care_get_away (care));
  g_assert_cmpuint (count_clips (services), ==, 1);
  g_assert_false (cw_clip_get_missing (clip));
  dex_await (cw_library_care_move (care, NULL, NULL), &error);
  g_assert_no_error (error);
}

static void
wait_for_clips (CwServices *services,
                guint       n)
{
  while (count_clips (services) != n)
    dex_await (dex_timeout_new_msec (20), NULL);
}

static void
the_settings_say_what_is_watched (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *videos = make_folder ("watched");
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (GSettings) settings = cw_app_settings_new ();
  g_autoptr (CwFolderWatch) watch = cw_folder_watch_new (cw_services_get_library (services), folder, settings);
  g_autofree char *error = NULL;
  gboolean         active;

  g_assert_nonnull (settings);
  copy_media ("h264-30", videos, "one.mp4");
  cw_folder_watch_start (watch);
  g_settings_set_string (settings, "watched-folder", videos);
  g_object_get (watch, "active", &active, NULL);
  g_assert_false (active);

  g_settings_set_boolean (settings, "watch-folder", TRUE);
  g_object_get (watch, "active", &active, NULL);
  g_assert_true (active);
  wait_for_clips (services, 1);

  g_settings_set_string (settings, "watched-folder", "/nowhere/at/all");
  while (error == NULL)
    {
      dex_await (dex_timeout_new_msec (20), NULL);
      g_object_get (watch, "error", &error, NULL);
    }

  g_settings_set_boolean (settings, "watch-folder", FALSE);
  g_object_get (watch, "active", &active, NULL);
  g_assert_false (active);
  g_settings_reset (settings, "watched-folder");
}

static void
emptying_the_trash_shows_in_lists (void)
{
  g_autofree char *folder = make_folder ("library");
  g_autofree char *videos = make_folder ("videos");
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (CwClipList) trash = cw_library_make_list (cw_services_get_library (services), "", TRUE);
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GPtrArray) uses = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) told = NULL;

  copy_media ("h264-30", videos, "one.mp4");
  told = import_folder (services, videos);
  clips = dex_await_boxed (cw_library_search (cw_services_get_library (services), ""), NULL);
  g_assert_true (dex_await (cw_library_remove (cw_services_get_library (services), clips), NULL));
  while (g_list_model_get_n_items (G_LIST_MODEL (trash)) != 1)
    dex_await (dex_timeout_new_msec (5), NULL);

  dex_await_int64 (cw_library_care_empty_trash (cw_services_get_care (services)), &error);
  g_assert_no_error (error);
  while (g_list_model_get_n_items (G_LIST_MODEL (trash)) != 0)
    dex_await (dex_timeout_new_msec (5), NULL);

  uses = dex_await_boxed (cw_library_care_load_uses (cw_services_get_care (services)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (uses->len, >, 5);
}

/* --- on a disk of its own, in a process of its own ------------------------------------------- */

static void
open_fails (const char *folder,
            CwError     code)
{
  g_autoptr (CwServices) services = cw_services_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_services_open_library (services), &error));
  g_assert_error (error, CW_ERROR, (int) code);
  g_printerr ("%s\n", error->message);
}

static void
fill_disk (const char *disk)
{
  g_autofree char *path = g_build_filename (disk, "filler", NULL);
  int              fd = open (path, O_CREAT | O_WRONLY | O_APPEND, 0600);
  char             block[4096] = { 1 };

  while (write (fd, block, sizeof block) > 0)
    ;
  close (fd);
}

static DexFuture *
child_fiber (gpointer what)
{
  g_autofree char *disk = g_strdup (g_getenv (CHILD_FOLDER));
  g_autofree char *folder = g_build_filename (disk, "library", NULL);

  if (g_str_equal (what, "full"))
    {
      fill_disk (disk);
      g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
      open_fails (folder, CW_ERROR_NO_SPACE);
    }
  else
    {
      g_autoptr (CwServices) services = open_services (folder);

      g_clear_object (&services);
      /* Not before its database is closed. */
      while (mount (NULL, disk, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
        dex_await (dex_timeout_new_msec (5), NULL);
      open_fails (folder, CW_ERROR_DENIED);
    }

  _exit (0);
}

static int
be_child (const char *what)
{
  g_autoptr (GMainLoop) loop = NULL;

  if (!test_disk_mount (g_getenv (CHILD_FOLDER)))
    return 77;

  dex_init ();
  loop = g_main_loop_new (NULL, FALSE);
  dex_future_disown (dex_scheduler_spawn (NULL, 8 * 1024 * 1024, child_fiber, (gpointer) what, NULL));
  g_main_loop_run (loop);
  return 1;
}

static void
a_disk_that_cannot_be_written_is_told (gconstpointer what)
{
  g_autofree char *folder = make_folder ("disk");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;

  g_subprocess_launcher_setenv (launcher, CHILD, what, TRUE);
  g_subprocess_launcher_setenv (launcher, CHILD_FOLDER, folder, TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, self, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (child));
  if (g_subprocess_get_exit_status (child) == 77)
    g_test_skip ("A disk of one's own cannot be mounted here");
  else
    g_assert_cmpint (g_subprocess_get_exit_status (child), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv (CHILD) != NULL)
    return be_child (g_getenv (CHILD));

  test_init (&argc, &argv);
  test_add_fiber ("/library-care/a folder is taken in and told", a_folder_is_taken_in_and_told);
  test_add_fiber ("/library-care/a backup is the library with the next start", a_backup_is_the_library_with_the_next_start);
  test_add_fiber ("/library-care/a backup waits while another program has the library", a_backup_waits_while_another_program_has_the_library);
  test_add_fiber ("/library-care/a damaged library comes back from a backup", a_damaged_library_comes_back_from_a_backup);
  test_add_fiber ("/library-care/clips stay while the folder is away", clips_stay_while_the_folder_is_away);
  test_add_fiber ("/library-care/the settings say what is watched", the_settings_say_what_is_watched);
  test_add_fiber ("/library-care/emptying the trash shows in lists", emptying_the_trash_shows_in_lists);
  test_add_fiber_with_data ("/library-care/a disk that cannot be written is told/full", a_disk_that_cannot_be_written_is_told, "full");
  test_add_fiber_with_data ("/library-care/a disk that cannot be written is told/read-only", a_disk_that_cannot_be_written_is_told, "read-only");
  return g_test_run ();
}

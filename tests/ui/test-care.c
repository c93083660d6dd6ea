/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

#include <glib/gstdio.h>
#include <string.h>

/* The library as a whole, as a user meets it. */

static TestApp *
start_with_one (const char *settings)
{
  g_autofree char  *path = test_media_make (test_media_find ("h264-30"));
  const char *const files[] = { path, NULL };
  g_autofree char  *all_settings = g_strdup_printf ("repeat=true\n%s", settings != NULL ? settings : "");
  TestApp          *app = test_app_start (&(TestAppSetup) { .files = files, .settings = all_settings });

  test_app_wait (app, NULL, "Video");
  test_app_wait_gone (app, NULL, "Loading");
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "h264-30");
  return app;
}

/* Items of menus have no names for assistive technology, but letters. */
static void
choose_in_menu (TestApp    *app,
                const char *letter)
{
  test_app_key (app, "F10");
  test_app_wait (app, "menu item", NULL);
  test_app_key (app, letter);
  test_app_wait_gone (app, "menu item", NULL);
}

/* In GTK's own dialog, where a slash asks for a path. */
static void
choose_path (TestApp    *app,
             const char *path)
{
  test_app_wait (app, "button", "Cancel");
  test_app_key (app, "slash");
  test_app_write (app, "text", "", path);
  test_app_wait_text (app, "text", "", path);
  test_app_key (app, "Return");
}

static void
save_as (TestApp    *app,
         const char *path,
         const char *button)
{
  test_app_write (app, "text", "Name:", path);
  test_app_wait_text (app, "text", "Name:", path);
  test_app_act (app, "button", button, NULL);
}

static char *
build_path (const char *name)
{
  return g_build_filename (g_get_tmp_dir (), name, NULL);
}

static void
copy_media (const char *name,
            const char *to)
{
  g_autofree char *from = test_media_make (test_media_find (name));
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

static void
a_backup_comes_back (void)
{
  TestApp         *app = start_with_one (NULL);
  g_autofree char *backup = build_path ("care-test.clipwright.tar");

  g_unlink (backup);
  choose_in_menu (app, "b");
  save_as (app, backup, "Back Up");
  test_app_wait (app, "label", "Library Backed Up");
  test_app_screenshot (app, "care-backup");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "label", "Library Backed Up");

  test_app_act (app, "table cell", "h264-30", "card.remove");
  test_app_wait_gone (app, "table cell", "h264-30");

  choose_in_menu (app, "r");
  choose_path (app, backup);
  test_app_wait (app, "label", "Ready to Restore");
  test_app_screenshot (app, "care-restore");
  test_app_act (app, "button", "Restart Now", NULL);
  test_app_wait_again (app);
  test_app_wait (app, "label", "Library Restored");
  test_app_screenshot (app, "care-restored");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "label", "Library Restored");
  test_app_wait (app, "table cell", "h264-30");

  choose_in_menu (app, "s");
  test_app_wait (app, "label", "Copies from before a change");
  test_app_screenshot (app, "care-copies");
  test_app_key (app, "alt+d");
  test_app_wait (app, "label", "Delete Old Copies?");
  test_app_act (app, "button", "Delete", NULL);
  test_app_wait (app, "label", "Old copies deleted");
  test_app_wait_gone (app, "label", "Copies from before a change");
  test_app_quit (app);
  g_unlink (backup);
}

static void
a_changed_file_is_found_and_repaired (void)
{
  g_autofree char  *path = build_path ("care-clip.mp4");
  g_autofree char  *report = build_path ("care-report.txt");
  const char *const files[] = { path, NULL };
  g_autofree char  *text = NULL;
  TestApp          *app;

  copy_media ("h264-30", path);
  g_unlink (report);
  app = test_app_start (&(TestAppSetup) { .files = files, .settings = "repeat=true" });
  test_app_wait (app, NULL, "Video");
  test_app_wait_gone (app, NULL, "Loading");
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "care-clip");

  choose_in_menu (app, "c");
  test_app_wait (app, "label", "Is Everything There?");
  test_app_screenshot (app, "care-check");
  test_app_act (app, "button", "Read Everything", NULL);
  test_app_wait (app, "label", "Everything Is Well");
  test_app_screenshot (app, "care-well");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "label", "Everything Is Well");

  copy_media ("game-60", path);
  choose_in_menu (app, "c");
  test_app_act (app, "button", "Quick Check", NULL);
  test_app_wait (app, "label", "Files with Something Else in Them");
  test_app_screenshot (app, "care-findings");
  test_app_act (app, "button", "Save Report…", NULL);
  save_as (app, report, "Save");
  test_app_wait (app, "label", "Report saved");
  g_assert_true (g_file_get_contents (report, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "care-clip"));

  test_app_act (app, "button", "Repair", NULL);
  test_app_wait (app, "label", "Everything Is Well");
  test_app_quit (app);
  g_unlink (path);
  g_unlink (report);
}

static void
storage_says_what_takes_the_space (void)
{
  TestApp *app = start_with_one (NULL);

  test_app_act (app, "table cell", "h264-30", "card.remove");
  test_app_wait_gone (app, "table cell", "h264-30");
  choose_in_menu (app, "s");
  test_app_wait (app, "label", "What is known of clips");
  test_app_wait (app, "label", "Pictures of clips");
  test_app_screenshot (app, "care-storage");

  test_app_key (app, "alt+c");
  test_app_wait (app, "label", "Cache cleared");
  test_app_wait_gone (app, "label", "Pictures of clips");

  test_app_key (app, "alt+e");
  test_app_wait (app, "label", "Empty Trash?");
  test_app_act (app, "button", "Empty Trash", NULL);
  test_app_wait (app, "label", "Trash emptied: 0 bytes freed");
  test_app_wait_gone (app, "label", "Empty Trash?");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "button", "Clear Cache");
  test_app_quit (app);
}

/* An empty folder below the folder for such things. */
static char *
make_folder (const char *name)
{
  char *path = build_path (name);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

static void
folders_are_chosen_in_preferences (void)
{
  g_autofree char *watched = make_folder ("care-watched");
  g_autofree char *media = make_folder ("care-media");
  g_autofree char *video = g_build_filename (watched, "it-came.mp4", NULL);
  g_autofree char *mark = g_build_filename (media, ".clipwright-media", NULL);
  g_autofree char *settings = g_strdup_printf ("repeat=true\nwatch-folder=true\nwatched-folder='%s'", watched);
  TestApp         *app = test_app_start (&(TestAppSetup) { .settings = settings });

  test_app_wait (app, "label", "Welcome to Clipwright");
  copy_media ("h264-30", video);
  test_app_wait (app, "table cell", "it-came");

  test_app_key (app, "ctrl+comma");
  test_app_wait (app, "label", "Watched Folder");
  test_app_act (app, "button", "Move…", NULL);
  choose_path (app, media);
  test_app_wait (app, "label", "Library Moved");
  test_app_screenshot (app, "care-moved");
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "label", "Library Moved");
  test_app_screenshot (app, "care-folders");
  test_app_quit (app);

  g_unlink (video);
  g_unlink (mark);
  g_rmdir (media);
  g_rmdir (watched);
}

/* Where the app has what it keeps. */
static char *
make_data_folder (void)
{
  char *path = g_build_filename (g_get_user_runtime_dir (), "app", "data", "clipwright", NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

static void
what_goes_wrong_has_a_sentence_and_an_action (void)
{
  g_autofree char *folder = make_data_folder ();
  g_autofree char *database = g_build_filename (folder, "library.db", NULL);
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  g_autofree char *share = build_path ("care-share");
  g_autofree char *mark = g_build_filename (share, ".clipwright-media", NULL);
  g_autofree char *settings = g_strdup_printf ("library-folder='%s'", share);
  g_autofree char *sentence = g_strdup_printf ("The library's folder %s is not there: connect the disk or the share that it is on", share);
  TestApp         *app = test_app_start (&(TestAppSetup) { .settings = settings });

  /* A share that is away, and comes back. */
  test_app_wait (app, "label", sentence);
  test_app_screenshot (app, "care-away");
  g_assert_cmpint (g_mkdir (share, 0700), ==, 0);
  g_assert_true (g_file_set_contents (mark, "", -1, NULL));
  test_app_act (app, "button", "Look Again", NULL);
  test_app_wait_gone (app, "label", sentence);
  test_app_quit (app);
  g_unlink (mark);
  g_rmdir (share);

  /* And a database that is none, nor what was last written to it. */
  g_unlink (log);
  g_assert_true (g_file_set_contents (database, "what was a database once, and is none any more, whatever happened to it meanwhile", -1, NULL));
  app = test_app_start (&(TestAppSetup) { .warnings = "damaged" });
  test_app_wait (app, "label", "Your Library Cannot Be Opened");
  test_app_wait (app, "button", "Quit");
  test_app_screenshot (app, "care-damaged");
  test_app_act (app, "button", "Restore from Backup…", NULL);
  test_app_act (app, "button", "Cancel", NULL);
  test_app_wait_gone (app, "button", "Cancel");
  test_app_act (app, "button", "Quit", NULL);
}

static void
a_folder_of_videos_is_added (void)
{
  TestApp         *app = test_app_start (&(TestAppSetup) { .settings = "repeat=true" });
  g_autofree char *folder = make_folder ("care-folder");
  g_autofree char *video = g_build_filename (folder, "found.mp4", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.mp4", NULL);

  copy_media ("h264-30", video);
  g_assert_true (g_file_set_contents (broken, "no video", -1, NULL));
  test_app_wait (app, "label", "Welcome to Clipwright");
  choose_in_menu (app, "f");
  choose_path (app, folder);
  test_app_wait (app, "label", "Folder Added in Part");
  test_app_wait (app, "label", "1 of 2 videos are in the library now");
  test_app_screenshot (app, "care-folder");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait (app, "table cell", "found");
  test_app_quit (app);

  g_unlink (video);
  g_unlink (broken);
  g_rmdir (folder);
}

static void
what_does_not_work_is_told (void)
{
  TestApp         *app = start_with_one (NULL);
  g_autofree char *none = build_path ("care-none.tar");

  /* Nothing but a text. */
  g_assert_true (g_file_set_contents (none, "no backup", -1, NULL));
  choose_in_menu (app, "r");
  choose_path (app, none);
  test_app_wait (app, "label", "The Backup Cannot Be Restored");
  test_app_screenshot (app, "care-no-backup");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait (app, "table cell", "h264-30");
  test_app_quit (app);
  g_unlink (none);
}

/* The menu is in the sidebar, which is a page of its own there. */
static void
everything_fits_a_phone (void)
{
  TestApp *app = start_with_one ("storage-budget=uint64 1000");

  test_app_act (app, "button", "Back", NULL);
  test_app_wait (app, NULL, "Projects");
  choose_in_menu (app, "s");
  test_app_wait (app, "label", "What Would Go Now");
  test_app_screenshot (app, "care-narrow-storage");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "label", "What Would Go Now");
  choose_in_menu (app, "c");
  test_app_act (app, "button", "Quick Check", NULL);
  test_app_wait (app, "label", "Everything Is Well");
  test_app_screenshot (app, "care-narrow-check");
  test_app_quit (app);
}

static void
dark_is_dark (void)
{
  TestApp *app = start_with_one ("color-scheme='dark'\nstorage-budget=uint64 1000");

  choose_in_menu (app, "s");
  test_app_wait (app, "label", "What Would Go Now");
  test_app_screenshot (app, "care-dark-storage");
  test_app_act (app, "button", "Free Now", NULL);
  test_app_wait_gone (app, "label", "Pictures of clips");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait_gone (app, "button", "Clear Cache");
  choose_in_menu (app, "c");
  test_app_wait (app, "label", "Is Everything There?");
  test_app_screenshot (app, "care-dark-check");
  test_app_quit (app);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);
  g_test_add_func ("/backup/a backup comes back", a_backup_comes_back);
  g_test_add_func ("/check/a changed file is found and repaired", a_changed_file_is_found_and_repaired);
  g_test_add_func ("/storage/it says what takes the space", storage_says_what_takes_the_space);
  g_test_add_func ("/folders/they are chosen in Preferences", folders_are_chosen_in_preferences);
  g_test_add_func ("/trouble/what goes wrong has a sentence and an action", what_goes_wrong_has_a_sentence_and_an_action);
  g_test_add_func ("/add/a folder of videos is added", a_folder_of_videos_is_added);
  g_test_add_func ("/no-backup/what does not work is told", what_does_not_work_is_told);
  g_test_add_func ("/narrow/everything fits a phone", everything_fits_a_phone);
  g_test_add_func ("/dark/dark is dark", dark_is_dark);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

#include <glib/gstdio.h>

/* The window, the library and the player, as a user meets them. */

static TestApp *
start_with (const char *const *names,
            const char        *settings,
            double             text_scale)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  /* Playing goes on until it is stopped, however slow the machine is. */
  g_autofree char *all_settings = g_strdup_printf ("repeat=true\n%s", settings != NULL ? settings : "");
  TestAppSetup     setup = { .settings = all_settings, .text_scale = text_scale };

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (files, test_media_make (test_media_find (names[i])));
  g_ptr_array_add (files, NULL);
  setup.files = (const char *const *) files->pdata;

  return test_app_start (&setup);
}

static TestApp *
start_with_three (const char *settings,
                  double      text_scale)
{
  static const char *const names[] = { "game-60", "rotated-90", "h264-30", NULL };
  TestApp                 *app = start_with (names, settings, text_scale);

  test_app_wait (app, "table cell", "h264-30");
  test_app_wait (app, "table cell", "rotated-90");
  test_app_wait (app, "table cell", "game-60");

  return app;
}

/* On the player's page, where controls hide while it plays: pauses it. */
static void
pause_playing (TestApp *app)
{
  test_app_wait (app, NULL, "Video");
  test_app_wait_gone (app, NULL, "Loading");
  test_app_key (app, "space");
  test_app_wait (app, "button", "Play");
}

/* The same from the start. */
static TestApp *
start_playing (const char *name,
               const char *settings)
{
  const char *const names[] = { name, NULL };
  TestApp          *app = start_with (names, settings, 0);

  pause_playing (app);
  return app;
}

static void
first_run_welcomes (void)
{
  TestApp *app = test_app_start (NULL);

  test_app_wait (app, "label", "Welcome to Clipwright");
  test_app_wait (app, "button", "Open a Video…");
  test_app_wait (app, "button", "Try the Sample");
  test_app_screenshot (app, "welcome");
  test_app_quit (app);
}

static void
the_sample_plays_and_stays (void)
{
  TestApp *app = test_app_start (&(TestAppSetup) { .settings = "repeat=true" });

  test_app_act (app, "button", "Try the Sample", NULL);
  pause_playing (app);
  /* It may have been paused before its first frame was shown. */
  test_app_act (app, "button", "One Frame Forward", NULL);
  test_app_wait_value (app, "slider", "Position", 0.01, 1000);
  test_app_screenshot (app, "player-sample");
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "sample");

  test_app_restart (app);
  test_app_wait (app, "table cell", "sample");
  test_app_quit (app);
}

static void
a_video_is_chosen_in_a_dialog (void)
{
  g_autofree char *path = test_media_make (test_media_find ("h264-30"));
  TestApp         *app = test_app_start (&(TestAppSetup) { .settings = "repeat=true" });

  test_app_act (app, "button", "Open a Video…", NULL);
  test_app_wait (app, "button", "Cancel");
  /* With a slash GTK's dialog asks for a path. */
  test_app_key (app, "slash");
  test_app_write (app, "text", "", path);
  test_app_wait_text (app, "text", "", path);
  test_app_key (app, "Return");
  pause_playing (app);
  test_app_wait (app, "label", "h264-30");
  test_app_quit (app);
}

static void
a_video_is_dropped (void)
{
  g_autofree char *path = test_media_make (test_media_find ("h264-30"));
  TestApp         *app = test_app_start (&(TestAppSetup) { .settings = "repeat=true" });

  test_app_wait (app, "button", "Open a Video…");
  test_app_drop (app, path, "label", "Drop Videos to Add Them");
  pause_playing (app);
  test_app_wait (app, "label", "h264-30");
  test_app_quit (app);
}

static void
files_of_the_command_line_are_taken_in (void)
{
  TestApp         *app = start_with_three (NULL, 0);
  g_autofree char *more = NULL;

  test_app_wait (app, "label", "1280 × 720 · 60 fps");
  test_app_screenshot (app, "library");
  test_app_act (app, "table cell", "game-60", "card.open");
  pause_playing (app);

  /* A second start hands its file to the first. */
  more = test_media_make (test_media_find ("long-gop"));
  test_app_open (app, more);
  test_app_wait (app, "button", "Pause");
  pause_playing (app);
  test_app_wait (app, "label", "long-gop");
  test_app_open (app, more);
  test_app_wait (app, "button", "Pause");
  pause_playing (app);
  test_app_quit (app);
}

static void
search_finds_and_says_when_not (void)
{
  TestApp *app = start_with_three (NULL, 0);

  test_app_key (app, "ctrl+f");
  test_app_write (app, NULL, "Search clips", "rotat");
  test_app_wait_gone (app, "table cell", "game-60");
  test_app_wait (app, "table cell", "rotated-90");
  test_app_screenshot (app, "search");

  test_app_write (app, NULL, "Search clips", "nothing is called this");
  test_app_wait (app, "label", "No Clips Found");
  test_app_screenshot (app, "search-nothing");

  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "game-60");
  test_app_quit (app);
}

static void
a_clip_can_be_renamed (void)
{
  TestApp *app = start_with_three (NULL, 0);

  test_app_act (app, "table cell", "game-60", "card.rename");
  test_app_wait (app, "label", "Rename Clip");
  test_app_screenshot (app, "rename");
  test_app_write (app, NULL, "Title", "The save of the year");
  test_app_act (app, "button", "Rename", NULL);
  test_app_wait (app, "table cell", "The save of the year");
  test_app_wait_gone (app, "table cell", "game-60");

  test_app_restart (app);
  test_app_wait (app, "table cell", "The save of the year");
  test_app_quit (app);
}

static void
removing_can_be_undone (void)
{
  TestApp *app = start_with_three (NULL, 0);

  test_app_act (app, "table cell", "game-60", "card.remove");
  test_app_wait_gone (app, "table cell", "game-60");
  test_app_wait (app, "button", "Undo");
  test_app_screenshot (app, "remove");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait (app, "table cell", "game-60");

  test_app_act (app, "table cell", "h264-30", "card.remove");
  test_app_wait_gone (app, "table cell", "h264-30");
  test_app_restart (app);
  test_app_wait (app, "table cell", "game-60");
  g_assert_false (test_app_has (app, "table cell", "h264-30"));
  test_app_quit (app);
}

static void
the_player_hears_every_key (void)
{
  TestApp *app = start_playing ("long-gop", NULL);
  double   before;

  test_app_key (app, "Home");
  test_app_wait_value (app, "slider", "Position", 0, 0.01);
  test_app_key (app, "Right");
  test_app_wait_value (app, "slider", "Position", 4.9, 5.1);
  test_app_key (app, "bracketleft");
  test_app_wait (app, "button", "Clear the Marks");

  before = test_app_get_value (app, "slider", "Position");
  test_app_key (app, "period");
  test_app_wait_value (app, "slider", "Position", before + 0.025, before + 0.06);
  test_app_key (app, "comma");
  test_app_wait_value (app, "slider", "Position", before - 0.02, before + 0.02);

  test_app_key (app, "End");
  test_app_wait_value (app, "slider", "Position", 9.5, 10.1);
  test_app_key (app, "Left");
  test_app_wait_value (app, "slider", "Position", 4.5, 5.1);
  test_app_key (app, "Right");
  test_app_wait_value (app, "slider", "Position", 9.5, 10.1);
  test_app_key (app, "bracketright");
  test_app_screenshot (app, "player");

  test_app_key (app, "Home");
  test_app_wait_value (app, "slider", "Position", 0, 0.01);
  test_app_key (app, "space");
  test_app_wait_value (app, "slider", "Position", 0.3, 10);
  test_app_key (app, "k");
  test_app_wait (app, "button", "Play");
  test_app_key (app, "l");
  test_app_wait (app, "button", "Pause");
  test_app_key (app, "k");
  test_app_wait (app, "button", "Play");

  test_app_wait_value (app, "slider", "Volume", 1, 1);
  test_app_key (app, "Down");
  test_app_wait_value (app, "slider", "Volume", 0.9, 0.96);

  test_app_key (app, "Escape");
  test_app_wait_gone (app, "slider", "Position");
  test_app_wait (app, "table cell", "long-gop");
  test_app_quit (app);
}

static void
a_bad_file_is_a_sentence (void)
{
  g_autofree char  *bad = g_build_filename (g_get_user_runtime_dir (), "notes.mp4", NULL);
  const char *const files[] = { bad, NULL };
  TestApp          *app;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (bad, "These are notes and no video.\n", -1, NULL));
  app = test_app_start (&(TestAppSetup) { .files = files, .settings = "repeat=true" });

  test_app_wait (app, "button", "Dismiss");
  test_app_wait (app, "label", "Welcome to Clipwright");
  test_app_screenshot (app, "bad-file");
  test_app_quit (app);
}

static void
a_file_that_was_moved_can_be_located (void)
{
  g_autofree char  *media = test_media_make (test_media_find ("h264-30"));
  g_autofree char  *copy = g_build_filename (g_get_user_runtime_dir (), "moved.mp4", NULL);
  g_autofree char  *content = NULL;
  const char *const files[] = { copy, NULL };
  gsize             length;
  TestApp          *app;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_runtime_dir (), 0700), ==, 0);
  g_assert_true (g_file_get_contents (media, &content, &length, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
  app = test_app_start (&(TestAppSetup) { .files = files, .settings = "repeat=true" });
  pause_playing (app);

  g_assert_cmpint (g_unlink (copy), ==, 0);
  test_app_restart (app);
  test_app_wait (app, "label", "File not found");
  test_app_screenshot (app, "library-missing");
  test_app_act (app, "table cell", "moved", "card.open");
  test_app_wait (app, "label", "The File Is Not There");
  test_app_wait (app, "button", "Locate…");
  test_app_screenshot (app, "player-missing");

  /* Once it is back, trying again plays it. */
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
  test_app_act (app, "button", "Try Again", NULL);
  pause_playing (app);
  test_app_quit (app);
}

static void
wait_focus (TestApp    *app,
            const char *key,
            const char *expected)
{
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *focus = test_app_dup_focus (app);

      if (focus != NULL && g_str_has_prefix (focus, expected))
        return;

      g_test_message ("The focus is on %s", focus);
      test_app_key (app, key);
    }

  g_error ("%s never brings the focus to %s", key, expected);
}

static void
the_keyboard_reaches_everything (void)
{
  TestApp *app = start_with_three (NULL, 0);

  wait_focus (app, "Tab", "button: Add Videos");
  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "Home");
  wait_focus (app, "Right", "table cell: rotated-90");
  test_app_screenshot (app, "keyboard-focus");

  test_app_key (app, "F2");
  test_app_wait (app, "label", "Rename Clip");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, "label", "Rename Clip");

  wait_focus (app, "Tab", "table cell: rotated-90");
  test_app_key (app, "Return");
  pause_playing (app);
  wait_focus (app, "Tab", "button: Mark the Beginning");
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "rotated-90");

  wait_focus (app, "Tab", "table cell: rotated-90");
  test_app_key (app, "Delete");
  test_app_wait_gone (app, "table cell", "rotated-90");
  test_app_key (app, "ctrl+z");
  test_app_wait (app, "table cell", "rotated-90");
  test_app_quit (app);
}

static void
dialogs_open_by_key (void)
{
  TestApp *app = start_with_three (NULL, 0);

  test_app_key (app, "ctrl+comma");
  test_app_wait (app, NULL, "Repeat Clips");
  test_app_screenshot (app, "preferences");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, NULL, "Repeat Clips");

  test_app_key (app, "F1");
  test_app_wait (app, NULL, "Add videos");
  test_app_screenshot (app, "shortcuts");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, NULL, "Add videos");

  test_app_key (app, "F10");
  test_app_wait (app, "menu item", NULL);
  test_app_key (app, "a");
  test_app_wait (app, NULL, VERSION);
  test_app_screenshot (app, "about");
  test_app_quit (app);
}

static void
everything_fits_a_phone (void)
{
  TestApp *app = start_with_three (NULL, 0);

  test_app_screenshot (app, "narrow-library");
  test_app_act (app, "table cell", "game-60", "card.open");
  pause_playing (app);
  test_app_key (app, "bracketleft");
  test_app_wait (app, "button", "Clear the Marks");
  test_app_screenshot (app, "narrow-player");
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "game-60");
  test_app_act (app, "button", "Back", NULL);
  test_app_wait (app, NULL, "Projects");
  test_app_screenshot (app, "narrow-sidebar");
  test_app_key (app, "ctrl+comma");
  test_app_wait (app, NULL, "Repeat Clips");
  test_app_screenshot (app, "narrow-preferences");
  test_app_quit (app);
}

static void
dark_is_dark (void)
{
  TestApp *app = start_with_three ("color-scheme='dark'", 0);

  test_app_screenshot (app, "dark-library");
  test_app_act (app, "table cell", "game-60", "card.remove");
  test_app_act (app, "table cell", "h264-30", "card.remove");
  test_app_act (app, "table cell", "rotated-90", "card.remove");
  test_app_wait (app, "label", "Welcome to Clipwright");
  test_app_screenshot (app, "dark-welcome");
  test_app_key (app, "ctrl+comma");
  test_app_wait (app, NULL, "Repeat Clips");
  test_app_screenshot (app, "dark-preferences");
  test_app_quit (app);
}

static void
text_can_be_large (void)
{
  TestApp *app = start_with_three (NULL, 1.6);

  test_app_screenshot (app, "large-library");
  test_app_act (app, "table cell", "game-60", "card.open");
  pause_playing (app);
  test_app_screenshot (app, "large-player");
  test_app_quit (app);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/first-run", first_run_welcomes);
  g_test_add_func ("/sample", the_sample_plays_and_stays);
  g_test_add_func ("/import", files_of_the_command_line_are_taken_in);
  g_test_add_func ("/choose", a_video_is_chosen_in_a_dialog);
  g_test_add_func ("/drop", a_video_is_dropped);
  g_test_add_func ("/search", search_finds_and_says_when_not);
  g_test_add_func ("/rename", a_clip_can_be_renamed);
  g_test_add_func ("/remove", removing_can_be_undone);
  g_test_add_func ("/player", the_player_hears_every_key);
  g_test_add_func ("/bad-file", a_bad_file_is_a_sentence);
  g_test_add_func ("/missing-file", a_file_that_was_moved_can_be_located);
  g_test_add_func ("/keyboard", the_keyboard_reaches_everything);
  g_test_add_func ("/dialogs", dialogs_open_by_key);
  g_test_add_func ("/narrow", everything_fits_a_phone);
  g_test_add_func ("/dark", dark_is_dark);
  g_test_add_func ("/large-text", text_can_be_large);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Editing and exporting, as a user meets them. */

static TestApp *
start_with_clips (const char *settings,
                  double      text_scale)
{
  g_autofree char *first = test_media_make (test_media_find ("game-60"));
  g_autofree char *second = test_media_make (test_media_find ("long-gop"));
  const char      *files[] = { first, second, NULL };
  TestAppSetup     setup = { .files = files, .settings = settings, .text_scale = text_scale };
  TestApp         *app = test_app_start (&setup);

  test_app_wait (app, "table cell", "game-60");
  test_app_wait (app, "table cell", "long-gop");

  return app;
}

static void
show_projects (TestApp *app)
{
  test_app_key (app, "alt+6");
  test_app_wait (app, "button", "Open a project file");
}

static void
edit (TestApp    *app,
      const char *clip)
{
  test_app_act (app, NULL, clip, "card.edit");
  test_app_wait (app, "slider", "Playhead");
}

/* With two sides and a second cut off at both ends. */
static void
set_cut (TestApp *app,
         double   in,
         double   out)
{
  test_app_set_value (app, "slider", "End of the cut", out);
  test_app_wait_value (app, "slider", "End of the cut", out - 0.02, out + 0.02);
  test_app_set_value (app, "slider", "Start of the cut", in);
  test_app_wait_value (app, "slider", "Start of the cut", in - 0.02, in + 0.02);
}

static char *
dup_exported (const char *name)
{
  return g_build_filename (g_get_user_runtime_dir (), "app", "home", "Clipwright", name, NULL);
}

/* What ffprobe, which is none of ours, finds in the file. */
static char *
probe (const char *path,
       const char *entries)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                              "ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0",
                              "-show_entries", entries, "-of", "csv=p=0", path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return g_strchomp (output);
}

static void
assert_frames (const char *path,
               int         width,
               int         height,
               int         frames)
{
  g_autofree char *expected = g_strdup_printf ("%d,%d,%d", width, height, frames);
  g_autofree char *found = probe (path, "stream=width,height,nb_read_frames");

  g_assert_cmpstr (found, ==, expected);
}

static void export (TestApp *app)
{
  test_app_act (app, "button", "Export…", NULL);
  test_app_wait (app, "button", "Export");
  test_app_act (app, "button", "Export", NULL);
  test_app_wait_gone (app, "button", "Export");
}

/* --- scenarios ----------------------------------------------------------- */

static void
the_sample_becomes_a_vertical_video (void)
{
  TestApp         *app = test_app_start (NULL);
  g_autofree char *exported = dup_exported ("sample.mp4");

  test_app_act (app, "button", "Try the Sample", NULL);
  test_app_act (app, "button", "Edit", NULL);
  test_app_wait (app, "slider", "Playhead");

  set_cut (app, 1, 3);
  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_wait (app, "slider", "Camera");
  test_app_wait (app, "slider", "Gameplay");
  test_app_write (app, "text", "Title on the Picture", "THE SAVE");
  test_app_wait (app, "label", "Saved");
  test_app_screenshot (app, "editor");

  test_app_act (app, "button", "Export…", NULL);
  test_app_wait (app, "button", "Export");
  test_app_screenshot (app, "export-dialog");
  test_app_act (app, "button", "Export", NULL);

  test_app_act (app, "button", "View Exports", NULL);
  test_app_wait (app, "label", "Finished · Just now");
  test_app_screenshot (app, "exports");

  assert_frames (exported, 1080, 1920, 60);
  test_app_quit (app);
}

static void
every_change_can_be_undone (void)
{
  TestApp *app = start_with_clips (NULL, 0);

  edit (app, "long-gop");
  test_app_wait_value (app, "slider", "Start of the cut", 0, 0);
  set_cut (app, 2, 7);

  test_app_key (app, "ctrl+z");
  test_app_wait_value (app, "slider", "Start of the cut", 0, 0);
  test_app_wait_value (app, "slider", "End of the cut", 7, 7);
  test_app_key (app, "ctrl+z");
  test_app_wait_value (app, "slider", "End of the cut", 10, 10);
  test_app_key (app, "ctrl+shift+z");
  test_app_key (app, "ctrl+shift+z");
  test_app_wait_value (app, "slider", "Start of the cut", 2, 2);

  test_app_act (app, "toggle button", "Fill", NULL);
  test_app_wait (app, "slider", "Visible Part");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_gone (app, "slider", "Visible Part");
  test_app_act (app, "button", "Redo", NULL);
  test_app_wait (app, "slider", "Visible Part");

  /* What was typed is one step, even while the hand is still at it. */
  test_app_write (app, "text", "Title on the Picture", "THE SAVE");
  test_app_wait (app, "slider", "Title position");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_text (app, "text", "Title on the Picture", "");
  test_app_wait (app, "slider", "Visible Part");
  test_app_wait (app, "label", "Saved");
  test_app_quit (app);
}

static void
a_project_is_kept (void)
{
  TestApp *app = start_with_clips (NULL, 0);

  edit (app, "long-gop");
  set_cut (app, 2, 7);
  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_set_value (app, "slider", "Camera", 40);
  test_app_wait_value (app, "slider", "Camera", 39.9, 40.1);
  test_app_write (app, "text", "Title on the Picture", "KEPT");

  test_app_restart (app);
  show_projects (app);
  test_app_wait (app, "table cell", "long-gop");
  test_app_act (app, NULL, "long-gop", "card.open");
  test_app_wait_value (app, "slider", "Start of the cut", 2, 2);
  test_app_wait_value (app, "slider", "End of the cut", 7, 7);
  test_app_wait_value (app, "slider", "Camera", 39.9, 40.1);
  test_app_wait_text (app, "text", "Title on the Picture", "KEPT");
  test_app_quit (app);
}

static void
keys_cut_and_step (void)
{
  TestApp *app = start_with_clips (NULL, 0);
  double   frame = 1 / 30.0;

  edit (app, "long-gop");
  test_app_key (app, "End");
  test_app_wait_value (app, "slider", "Playhead", 10 - 1.5 * frame, 10);
  test_app_key (app, "Home");
  test_app_wait_value (app, "slider", "Playhead", 0, 0);
  test_app_key (app, "period");
  test_app_key (app, "period");
  test_app_wait_value (app, "slider", "Playhead", 1.5 * frame, 2.5 * frame);
  test_app_key (app, "comma");
  test_app_wait_value (app, "slider", "Playhead", 0.5 * frame, 1.5 * frame);
  test_app_key (app, "bracketleft");
  test_app_wait_value (app, "slider", "Start of the cut", 0.5 * frame, 1.5 * frame);

  test_app_set_value (app, "slider", "Playhead", 4);
  test_app_wait_value (app, "slider", "Playhead", 4, 4);
  test_app_key (app, "bracketright");
  test_app_wait_value (app, "slider", "End of the cut", 4 + 0.5 * frame, 4 + 1.5 * frame);

  test_app_key (app, "Home");
  test_app_key (app, "space");
  test_app_wait (app, "button", "Pause");
  test_app_wait_value (app, "slider", "Playhead", 0.2, 4);
  test_app_key (app, "k");
  test_app_wait (app, "button", "Play");
  test_app_quit (app);
}

static void
focus (TestApp    *app,
       const char *expected)
{
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *now = test_app_dup_focus (app);

      if (g_strcmp0 (now, expected) == 0)
        return;

      test_app_key (app, "Tab");
    }

  g_error ("Tab never brings the focus to %s", expected);
}

static void
the_keyboard_moves_handles_and_boxes (void)
{
  TestApp *app = start_with_clips (NULL, 0);
  double   frame = 1 / 30.0;
  double   before;

  edit (app, "long-gop");
  focus (app, "slider: Start of the cut");
  test_app_key (app, "Right");
  test_app_wait_value (app, "slider", "Start of the cut", 0.5 * frame, 1.5 * frame);
  test_app_key (app, "ctrl+Right");
  test_app_wait_value (app, "slider", "Start of the cut", 1 + 0.5 * frame, 1 + 1.5 * frame);
  test_app_screenshot (app, "editor-handle");
  focus (app, "slider: End of the cut");
  test_app_key (app, "Left");
  test_app_wait_value (app, "slider", "End of the cut", 10 - 1.5 * frame, 10 - 0.5 * frame);

  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_wait (app, "slider", "Camera");
  before = test_app_get_value (app, "slider", "Camera");
  focus (app, "slider: Camera");
  test_app_key (app, "Right");
  test_app_wait_value (app, "slider", "Camera", before + 0.9, before + 1.1);
  test_app_key (app, "shift+Right");
  test_app_wait_value (app, "slider", "Camera", before + 1.05, before + 1.15);
  test_app_screenshot (app, "editor-box");
  test_app_key (app, "ctrl+z");
  test_app_wait_value (app, "slider", "Camera", before + 0.9, before + 1.05);
  test_app_quit (app);
}

static void
a_taken_name_is_not_overwritten (void)
{
  TestApp         *app = start_with_clips (NULL, 0);
  g_autofree char *first = dup_exported ("game-60.mp4");
  g_autofree char *second = dup_exported ("game-60 (2).mp4");

  edit (app, "game-60");
  set_cut (app, 0.5, 1);
  export (app);
  test_app_act (app, "button", "View Exports", NULL);
  test_app_wait (app, "label", "Finished · Just now");
  assert_frames (first, 1080, 1920, 30);

  show_projects (app);
  test_app_wait (app, "table cell", "game-60");
  test_app_act (app, NULL, "game-60", "card.open");
  set_cut (app, 0.5, 2);
  test_app_act (app, "button", "Export…", NULL);
  test_app_write (app, "text", "File Name", "a/b");
  test_app_wait (app, "label", "A file name cannot have a “/” in it. Choose the folder below.");
  test_app_screenshot (app, "export-bad-name");
  test_app_write (app, "text", "File Name", "game-60");
  test_app_act (app, "button", "Export", NULL);
  test_app_wait (app, "label", "Replace File?");
  test_app_screenshot (app, "export-replace");
  test_app_act (app, "button", "Keep Both (“game-60 (2).mp4”)", NULL);
  test_app_act (app, "button", "View Exports", NULL);
  test_app_wait_count (app, "label", "Finished · Just now", 2);
  assert_frames (first, 1080, 1920, 30);
  assert_frames (second, 1080, 1920, 90);
  test_app_quit (app);
}

static void
an_export_can_be_cancelled_and_tried_again (void)
{
  TestApp         *app = start_with_clips (NULL, 0);
  g_autofree char *exported = dup_exported ("long-gop.mp4");

  edit (app, "long-gop");
  test_app_act (app, "toggle button", "Blurred background", NULL);
  export (app);
  test_app_act (app, "button", "View Exports", NULL);
  test_app_act (app, "button", "Cancel", NULL);
  test_app_wait (app, "label", "Cancelled");
  g_assert_false (g_file_test (exported, G_FILE_TEST_EXISTS));

  test_app_act (app, "button", "Try again", NULL);
  test_app_wait (app, "label", "Finished · Just now");
  assert_frames (exported, 1080, 1920, 300);

  test_app_act (app, "button", "Clear list", NULL);
  test_app_wait (app, "label", "Nothing Exported Yet");
  test_app_screenshot (app, "exports-empty");
  g_assert_true (g_file_test (exported, G_FILE_TEST_EXISTS));
  test_app_quit (app);
}

static void
projects_can_be_renamed_and_removed (void)
{
  TestApp *app = start_with_clips (NULL, 0);

  show_projects (app);
  test_app_wait (app, "label", "No Projects Yet");
  test_app_screenshot (app, "projects-empty");
  test_app_act (app, "button", "Go to the Library", NULL);
  edit (app, "game-60");
  test_app_act (app, "button", "Back", NULL);
  edit (app, "long-gop");
  test_app_act (app, "button", "Back", NULL);

  show_projects (app);
  test_app_wait (app, "table cell", "long-gop");
  test_app_screenshot (app, "projects");
  test_app_act (app, NULL, "game-60", "card.rename");
  test_app_write (app, NULL, "Title", "My cut");
  test_app_act (app, "button", "Rename", NULL);
  test_app_wait (app, "table cell", "My cut");

  test_app_act (app, NULL, "My cut", "card.remove");
  test_app_wait_gone (app, "table cell", "My cut");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait (app, "table cell", "My cut");
  test_app_quit (app);
}

static void
a_source_that_was_moved_is_asked_for (void)
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
  app = test_app_start (&(TestAppSetup) { .files = files });
  test_app_act (app, "button", "Edit", NULL);
  test_app_wait (app, "slider", "Playhead");
  test_app_act (app, "button", "Back", NULL);

  g_assert_cmpint (g_unlink (copy), ==, 0);
  test_app_restart (app);
  show_projects (app);
  test_app_wait (app, "table cell", "moved");
  test_app_act (app, NULL, "moved", "card.open");
  test_app_wait (app, "slider", "Playhead");
  test_app_wait (app, "button", "Locate…");
  test_app_screenshot (app, "editor-missing");

  /* Once it is back, all is well without a word. */
  g_assert_true (g_file_set_contents (copy, content, (gssize) length, NULL));
  test_app_act (app, "button", "Back", NULL);
  test_app_wait_gone (app, "slider", "Playhead");
  test_app_act (app, NULL, "moved", "card.open");
  test_app_wait (app, "slider", "Playhead");
  test_app_wait_gone (app, "button", "Locate…");
  test_app_quit (app);
}

static void
a_box_follows_the_pointer (void)
{
  TestApp *app = start_with_clips (NULL, 0);
  double   before;

  edit (app, "game-60");
  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_wait (app, "slider", "Camera");
  before = test_app_get_value (app, "slider", "Camera");
  test_app_drag (app, "slider", "Camera", 80, -40);
  test_app_wait_value (app, "slider", "Camera", before + 10, before + 20);
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_value (app, "slider", "Camera", before, before);

  test_app_write (app, "text", "Title on the Picture", "THE SAVE");
  test_app_wait (app, "slider", "Title position");
  before = test_app_get_value (app, "slider", "Title position");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_gone (app, "slider", "Title position");
  test_app_act (app, "button", "Redo", NULL);
  test_app_wait (app, "slider", "Title position");
  test_app_drag (app, "image", "Result", 20, 120);
  test_app_wait_value (app, "slider", "Title position", before + 0.1, before + 0.3);
  test_app_screenshot (app, "editor-title");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_value (app, "slider", "Title position", before - 0.001, before + 0.001);
  test_app_quit (app);
}

static void
handles_follow_the_pointer (void)
{
  TestApp *app = start_with_clips (NULL, 0);

  edit (app, "long-gop");
  test_app_drag (app, "slider", "Start of the cut", 260, 0);
  test_app_wait_value (app, "slider", "Start of the cut", 2.8, 3.2);
  test_app_drag (app, "slider", "End of the cut", -260, 0);
  test_app_wait_value (app, "slider", "End of the cut", 6.8, 7.2);
  test_app_screenshot (app, "editor-cut");

  /* One step of undo is a whole drag, however many motions it had. */
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_value (app, "slider", "End of the cut", 10, 10);
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait_value (app, "slider", "Start of the cut", 0, 0);
  test_app_quit (app);
}

/* --- how it looks -------------------------------------------------------- */

static void
everything_fits_a_phone (void)
{
  TestApp *app = start_with_clips (NULL, 0);

  edit (app, "game-60");
  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_wait (app, "radio button", "Source");
  test_app_screenshot (app, "narrow-editor");
  test_app_act (app, "radio button", "Source", NULL);
  test_app_wait (app, "slider", "Camera");
  test_app_screenshot (app, "narrow-editor-source");
  test_app_act (app, "button", "Export", NULL);
  test_app_wait (app, "text", "File Name");
  test_app_screenshot (app, "narrow-export-dialog");
  test_app_act (app, "button", "Cancel", NULL);
  test_app_wait_gone (app, "text", "File Name");
  show_projects (app);
  test_app_wait (app, "table cell", "game-60");
  test_app_screenshot (app, "narrow-projects");
  test_app_key (app, "alt+7");
  test_app_wait (app, "label", "Nothing Exported Yet");
  test_app_screenshot (app, "narrow-exports");
  test_app_quit (app);
}

static void
dark_is_dark (void)
{
  TestApp *app = start_with_clips ("color-scheme='dark'", 0);

  edit (app, "game-60");
  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_wait (app, "slider", "Camera");
  test_app_screenshot (app, "dark-editor");
  test_app_act (app, "button", "Export…", NULL);
  test_app_wait (app, "text", "File Name");
  test_app_screenshot (app, "dark-export-dialog");
  test_app_act (app, "button", "Export", NULL);
  test_app_act (app, "button", "View Exports", NULL);
  test_app_wait (app, "label", "Finished · Just now");
  test_app_screenshot (app, "dark-exports");
  show_projects (app);
  test_app_wait (app, "table cell", "game-60");
  test_app_screenshot (app, "dark-projects");
  test_app_quit (app);
}

static void
text_can_be_large (void)
{
  TestApp *app = start_with_clips (NULL, 1.6);

  edit (app, "game-60");
  test_app_act (app, "toggle button", "Camera over gameplay", NULL);
  test_app_wait (app, "slider", "Camera");
  test_app_screenshot (app, "large-editor");
  test_app_act (app, "button", "Export…", NULL);
  test_app_wait (app, "text", "File Name");
  test_app_screenshot (app, "large-export-dialog");
  test_app_act (app, "button", "Cancel", NULL);
  test_app_wait_gone (app, "text", "File Name");
  test_app_quit (app);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/story", the_sample_becomes_a_vertical_video);
  g_test_add_func ("/undo", every_change_can_be_undone);
  g_test_add_func ("/kept", a_project_is_kept);
  g_test_add_func ("/keys", keys_cut_and_step);
  g_test_add_func ("/keyboard", the_keyboard_moves_handles_and_boxes);
  g_test_add_func ("/names", a_taken_name_is_not_overwritten);
  g_test_add_func ("/cancel", an_export_can_be_cancelled_and_tried_again);
  g_test_add_func ("/projects", projects_can_be_renamed_and_removed);
  g_test_add_func ("/moved", a_source_that_was_moved_is_asked_for);
  g_test_add_func ("/pointer", a_box_follows_the_pointer);
  g_test_add_func ("/handles", handles_follow_the_pointer);
  g_test_add_func ("/narrow", everything_fits_a_phone);
  g_test_add_func ("/dark", dark_is_dark);
  g_test_add_func ("/large-text", text_can_be_large);

  return g_test_run ();
}

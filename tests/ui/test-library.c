/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

#include <glib/gstdio.h>

/* The library's page, as somebody uses it who has more than a few clips. */

static TestApp *
start (const char *settings)
{
  static const char *const names[] = { "game-60", "rotated-90", "h264-30" };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  TestAppSetup setup = { .settings = settings };
  TestApp     *app;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (files, test_media_make (test_media_find (names[i])));
  g_ptr_array_add (files, NULL);
  setup.files = (const char *const *) files->pdata;

  app = test_app_start (&setup);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    test_app_wait (app, NULL, names[i]);

  return app;
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

/* With keys, as completion follows the cursor. */
static void
type (TestApp    *app,
      const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      const char key[] = { *c, '\0' };

      test_app_key (app, *c == ':' ? "colon" : key);
    }
}

static void
what_may_be_written_is_offered (void)
{
  TestApp *app = start (NULL);

  test_app_key (app, "ctrl+f");
  type (app, "so");
  test_app_wait (app, "list item", "source:");
  test_app_wait (app, "list item", "sort:");
  test_app_screenshot (app, "library-completion");
  test_app_key (app, "Down");
  test_app_key (app, "Down");
  test_app_key (app, "Return");
  test_app_wait_text (app, NULL, "Search clips", "sort:");

  /* And on with its values. */
  test_app_wait (app, "list item", "title");
  type (app, "ti");
  test_app_wait_gone (app, "list item", "views");
  test_app_key (app, "Tab");
  test_app_wait_text (app, NULL, "Search clips", "sort:title ");
  type (app, "is:f");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, "list item", "favourite");
  test_app_wait_text (app, NULL, "Search clips", "sort:title is:f");
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "game-60");
  test_app_quit (app);
}

static void
what_is_wrong_is_told_in_place (void)
{
  TestApp *app = start (NULL);

  test_app_key (app, "ctrl+f");
  test_app_write (app, NULL, "Search clips", "views:many");
  test_app_wait (app, "label", "“many” is no number: write it as in 1000 or 1k");
  test_app_screenshot (app, "library-problem");
  test_app_write (app, NULL, "Search clips", "rotatde");
  test_app_wait (app, "label", "Showing results for “rotated”");
  test_app_wait (app, "table cell", "rotated-90");
  test_app_screenshot (app, "library-replaced");
  test_app_quit (app);
}

static void
filters_and_query_say_the_same (void)
{
  TestApp *app = start (NULL);

  test_app_act (app, NULL, "Sort and Filter", NULL);
  test_app_wait (app, "toggle button", "Favourites");
  test_app_act (app, "toggle button", "The Other Way Round", NULL);
  test_app_wait_text (app, NULL, "Search clips", "sort:-added");
  test_app_screenshot (app, "library-filter");
  test_app_act (app, "toggle button", "Favourites", NULL);
  test_app_wait_text (app, NULL, "Search clips", "sort:-added is:favourite");

  /* What is written is seen in the popover, and the other way round. */
  test_app_act (app, "button", "Clear Everything", NULL);
  test_app_wait_text (app, NULL, "Search clips", "");
  wait_focus (app, "Tab", "toggle button: Date added");
  test_app_key (app, "space");
  test_app_key (app, "Down");
  test_app_key (app, "Return");
  test_app_wait_text (app, NULL, "Search clips", "sort:created");
  test_app_act (app, "toggle button", "Favourites", NULL);
  test_app_wait_text (app, NULL, "Search clips", "sort:created is:favourite");
  test_app_key (app, "Escape");
  test_app_wait (app, "label", "No Clips Found");
  test_app_screenshot (app, "library-nothing-found");

  test_app_act (app, "button", "Show All Clips", NULL);
  test_app_wait (app, "table cell", "game-60");
  test_app_quit (app);
}

static void
several_go_and_come_back_by_keyboard (void)
{
  TestApp *app = start (NULL);

  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "Home");
  test_app_key (app, "shift+Right");
  test_app_wait (app, "label", "2 selected");
  test_app_screenshot (app, "library-selected");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, "label", "2 selected");

  test_app_key (app, "ctrl+a");
  test_app_wait (app, "label", "3 selected");
  test_app_key (app, "Delete");
  test_app_wait (app, "label", "Welcome to Clipwright");
  test_app_screenshot (app, "library-emptied");
  test_app_key (app, "ctrl+z");
  test_app_wait (app, "table cell", "game-60");
  test_app_wait (app, "table cell", "h264-30");
  test_app_wait (app, "table cell", "rotated-90");

  test_app_act (app, NULL, "Library Menu", NULL);
  test_app_wait (app, "menu item", NULL);
  test_app_screenshot (app, "library-menu");
  test_app_key (app, "r");
  test_app_wait (app, "label", "Welcome to Clipwright");

  /* Also when it was quit in between. */
  test_app_restart (app);
  test_app_wait (app, "label", "Welcome to Clipwright");
  test_app_key (app, "ctrl+z");
  test_app_wait (app, "table cell", "game-60");
  test_app_quit (app);
}

static void
a_clip_has_a_menu_by_key (void)
{
  TestApp *app = start (NULL);

  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "Home");
  test_app_key (app, "shift+F10");
  test_app_wait (app, "menu item", NULL);
  test_app_screenshot (app, "library-clip-menu");
  test_app_key (app, "f");
  test_app_wait (app, NULL, "Favourite");

  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "ctrl+t");
  test_app_wait (app, "label", "Add Tag");
  test_app_write (app, NULL, "Tag", "funny");
  test_app_screenshot (app, "library-tag");
  test_app_act (app, "button", "Add Tag", NULL);
  test_app_wait_gone (app, "label", "Add Tag");
  test_app_key (app, "ctrl+f");
  type (app, "tag:");
  test_app_wait (app, "list item", "funny");
  test_app_key (app, "Tab");
  test_app_wait_text (app, NULL, "Search clips", "tag:funny ");
  test_app_wait_count (app, "table cell", NULL, 1);
  test_app_quit (app);
}

static void
a_list_shows_the_same (void)
{
  TestApp *app = start (NULL);

  test_app_act (app, NULL, "List", NULL);
  test_app_wait (app, "list item", "game-60");
  test_app_key (app, "ctrl+f");
  test_app_key (app, "Return");
  test_app_key (app, "Home");
  test_app_key (app, "shift+Down");
  test_app_wait (app, "label", "2 selected");
  test_app_screenshot (app, "library-list");

  test_app_restart (app);
  test_app_wait (app, "list item", "game-60");
  test_app_quit (app);
}

static void
details_and_quick_look_follow_the_selection (void)
{
  TestApp *app = start (NULL);

  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "Home");
  test_app_key (app, "F9");
  test_app_wait (app, "slider", "Rating");
  test_app_screenshot (app, "library-details");
  test_app_key (app, "ctrl+a");
  test_app_wait (app, NULL, "3 Clips");
  test_app_key (app, "F9");
  test_app_wait_gone (app, "slider", "Rating");

  test_app_key (app, "Home");
  test_app_key (app, "space");
  test_app_wait (app, "button", "Next Clip");
  test_app_screenshot (app, "library-quick-look");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, "button", "Next Clip");
  wait_focus (app, "Tab", "table cell: ");
  test_app_quit (app);
}

static void
several_are_exported (void)
{
  TestApp         *app = start (NULL);
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "exported", NULL);
  g_autofree char *video = g_build_filename (folder, "game-60.mp4", NULL);
  g_autofree char *list = g_build_filename (folder, "clips.json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "ctrl+a");
  test_app_act (app, "button", "Export…", NULL);
  test_app_wait (app, "button", "Export Here");
  /* With a slash GTK's dialog asks for a path. */
  test_app_key (app, "slash");
  test_app_write (app, "text", "", folder);
  test_app_wait_text (app, "text", "", folder);
  test_app_key (app, "Return");
  test_app_wait (app, "label", "3 clips exported");
  test_app_screenshot (app, "library-exported");
  g_assert_true (g_file_test (video, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_test (list, G_FILE_TEST_IS_REGULAR));
  test_app_quit (app);
}

/* Nobody takes it here; the drop area does not either. */
static void
a_clip_that_is_dragged_is_selected (void)
{
  TestApp *app = start (NULL);

  test_app_key (app, "F9");
  test_app_wait (app, "label", "No Clip Selected");
  test_app_drag (app, "table cell", "game-60", 10, 250);
  test_app_wait (app, "slider", "Rating");
  g_assert_false (test_app_has (app, "label", "Drop Videos to Add Them"));
  test_app_wait_count (app, "table cell", NULL, 3);
  test_app_quit (app);
}

static void
everything_fits_a_phone (void)
{
  TestApp *app = start (NULL);

  test_app_act (app, NULL, "Library Menu", NULL);
  test_app_wait (app, "menu item", NULL);
  test_app_key (app, "s");
  test_app_wait (app, "label", "0 selected");
  test_app_key (app, "ctrl+a");
  test_app_wait (app, "label", "3 selected");
  test_app_screenshot (app, "library-narrow-selecting");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, "label", "3 selected");

  test_app_key (app, "F9");
  test_app_wait (app, "label", "No Clip Selected");
  test_app_screenshot (app, "library-narrow-details");
  test_app_key (app, "F9");
  test_app_wait_gone (app, "label", "No Clip Selected");

  test_app_act (app, NULL, "Sort and Filter", NULL);
  test_app_wait (app, "toggle button", "Favourites");
  test_app_screenshot (app, "library-narrow-filter");
  test_app_key (app, "Escape");
  test_app_key (app, "ctrl+f");
  type (app, "d");
  test_app_wait (app, "list item", "duration:");
  test_app_screenshot (app, "library-narrow-completion");
  test_app_quit (app);
}

static void
a_list_fits_a_phone (void)
{
  TestApp *app = start ("library-layout='list'");

  test_app_wait (app, "list item", "game-60");
  test_app_screenshot (app, "library-narrow-list");
  test_app_quit (app);
}

static void
dark_is_dark (void)
{
  TestApp *app = start ("color-scheme='dark'\nlibrary-layout='list'");

  test_app_key (app, "ctrl+f");
  test_app_key (app, "Return");
  test_app_key (app, "ctrl+a");
  test_app_wait (app, "label", "3 selected");
  test_app_screenshot (app, "library-dark-list");
  test_app_key (app, "ctrl+f");
  test_app_write (app, NULL, "Search clips", "views:many");
  test_app_wait (app, "label", "“many” is no number: write it as in 1000 or 1k");
  test_app_screenshot (app, "library-dark-problem");
  test_app_quit (app);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/completion", what_may_be_written_is_offered);
  g_test_add_func ("/problem", what_is_wrong_is_told_in_place);
  g_test_add_func ("/filter", filters_and_query_say_the_same);
  g_test_add_func ("/select", several_go_and_come_back_by_keyboard);
  g_test_add_func ("/menu", a_clip_has_a_menu_by_key);
  g_test_add_func ("/list", a_list_shows_the_same);
  g_test_add_func ("/details", details_and_quick_look_follow_the_selection);
  g_test_add_func ("/export", several_are_exported);
  g_test_add_func ("/drag", a_clip_that_is_dragged_is_selected);
  g_test_add_func ("/narrow", everything_fits_a_phone);
  g_test_add_func ("/narrow-list", a_list_fits_a_phone);
  g_test_add_func ("/dark", dark_is_dark);

  return g_test_run ();
}

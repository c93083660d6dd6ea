/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

/* The collections and the trash, as a user meets them. */

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
    test_app_wait (app, "table cell", names[i]);

  return app;
}

static void
throw_away (TestApp    *app,
            const char *name)
{
  test_app_act (app, "table cell", name, "card.remove");
  test_app_wait_gone (app, "table cell", name);
}

static void
show_trash (TestApp *app)
{
  test_app_key (app, "alt+8");
}

static void
what_was_removed_is_restored_or_deleted (void)
{
  TestApp *app = start (NULL);

  show_trash (app);
  test_app_wait (app, "label", "The Trash Is Empty");
  test_app_screenshot (app, "trash-empty");
  test_app_key (app, "alt+5");
  throw_away (app, "game-60");
  throw_away (app, "h264-30");
  throw_away (app, "rotated-90");

  show_trash (app);
  test_app_wait (app, "list item", "game-60");
  test_app_wait (app, "list item", "h264-30");
  test_app_screenshot (app, "trash");
  test_app_act (app, "list item", "game-60", "row.restore");
  test_app_wait_gone (app, "list item", "game-60");
  test_app_wait (app, "button", "Undo");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait (app, "list item", "game-60");
  test_app_act (app, "list item", "game-60", "row.restore");
  test_app_wait_gone (app, "list item", "game-60");

  test_app_act (app, "list item", "h264-30", "row.delete");
  test_app_wait (app, "label", "Delete “h264-30” for Ever?");
  test_app_screenshot (app, "trash-question");
  test_app_act (app, "button", "Cancel", NULL);
  test_app_wait (app, "list item", "h264-30");
  test_app_act (app, "list item", "h264-30", "row.delete");
  test_app_act (app, "button", "Delete", NULL);
  test_app_wait_gone (app, "list item", "h264-30");
  test_app_wait (app, "list item", "rotated-90");

  test_app_act (app, "button", "Empty…", NULL);
  test_app_act (app, "button", "Empty Trash", NULL);
  test_app_wait (app, "label", "The Trash Is Empty");
  test_app_key (app, "alt+5");
  test_app_wait (app, "table cell", "game-60");
  g_assert_false (test_app_has (app, "table cell", "rotated-90"));
  test_app_quit (app);
}

static void
make (TestApp    *app,
      const char *title)
{
  test_app_write (app, "text", "Name", title);
  test_app_act (app, "button", "Create", NULL);
}

static void
clips_are_put_into_collections (void)
{
  TestApp *app = start (NULL);

  /* A new one with a clip, which stays where it is; and one more into the same. */
  test_app_act (app, "table cell", "game-60", "card.menu");
  test_app_wait (app, "menu item", NULL);
  test_app_screenshot (app, "collection-menu");
  /* Names of menu items are not told; these are their mnemonics. */
  test_app_key (app, "c");
  test_app_key (app, "n");
  test_app_wait (app, "label", "New Collection");
  test_app_screenshot (app, "collection-new");
  make (app, "Best of _all_");
  test_app_wait (app, "list item", "Best of _all_");
  test_app_screenshot (app, "collection-library");
  test_app_drag_onto (app, "table cell", "h264-30", "list item", "Best of _all_", 0);
  test_app_act (app, "list item", "Best of _all_", "row.open");
  test_app_wait (app, "button", "Collection Menu");
  test_app_wait_gone (app, "table cell", "rotated-90");
  test_app_wait (app, "table cell", "h264-30");
  test_app_wait_before (app, "table cell", "game-60", "h264-30");
  test_app_screenshot (app, "collection");

  /* Into another order, and back. */
  test_app_drag_onto (app, "table cell", "h264-30", "table cell", "game-60", -80);
  test_app_wait_before (app, "table cell", "h264-30", "game-60");
  test_app_key (app, "alt+Down");
  test_app_wait_before (app, "table cell", "game-60", "h264-30");
  test_app_key (app, "alt+Up");
  test_app_wait_before (app, "table cell", "h264-30", "game-60");
  test_app_screenshot (app, "collection-moved");
  test_app_key (app, "ctrl+z");
  test_app_wait_before (app, "table cell", "game-60", "h264-30");
  test_app_key (app, "ctrl+shift+z");
  test_app_wait_before (app, "table cell", "h264-30", "game-60");

  test_app_act (app, "list item", "Best of _all_", "row.delete");
  test_app_wait_gone (app, "list item", "Best of _all_");
  /* The page goes with it. */
  test_app_wait (app, "table cell", "rotated-90");
  test_app_act (app, "button", "Undo", NULL);
  test_app_wait (app, "list item", "Best of _all_");
  test_app_restart (app);
  test_app_wait (app, "list item", "Best of _all_");
  test_app_quit (app);
}

static void
a_search_stays_live (void)
{
  TestApp *app = start (NULL);

  test_app_key (app, "ctrl+f");
  test_app_write (app, NULL, "Search clips", "h264");
  test_app_wait_gone (app, "table cell", "game-60");
  test_app_key (app, "ctrl+s");
  test_app_wait (app, "label", "Save Search as Collection");
  test_app_screenshot (app, "collection-save");
  test_app_write (app, "text", "Name", "Codecs");
  test_app_write (app, "text", "Search", "views:many");
  test_app_wait (app, NULL, "“many” is no number: write it as in 1000 or 1k");
  test_app_write (app, "text", "Search", "h264");
  test_app_act (app, "button", "Save", NULL);
  test_app_wait (app, "button", "Collection Menu");
  test_app_wait (app, "table cell", "h264-30");
  test_app_screenshot (app, "collection-smart");

  test_app_act (app, "list item", "Codecs", "row.edit");
  test_app_wait (app, "label", "Edit Collection");
  test_app_write (app, "text", "Search", "rotat");
  test_app_act (app, "button", "Save", NULL);
  test_app_wait (app, "table cell", "rotated-90");
  test_app_act (app, "table cell", "rotated-90", "card.remove");
  test_app_wait (app, "label", "No Clips Found");
  test_app_screenshot (app, "collection-smart-empty");
  test_app_quit (app);
}

static void
a_group_is_shown (void)
{
  TestApp *app = start (NULL);

  test_app_key (app, "ctrl+g");
  test_app_wait (app, "label", "No Groups");
  test_app_act (app, NULL, "Month", NULL);
  test_app_wait (app, "label", "3");
  test_app_screenshot (app, "groups");
  test_app_key (app, "Tab");
  test_app_key (app, "Return");
  test_app_wait_gone (app, "label", "Groups of Clips");
  test_app_wait (app, "table cell", "game-60");
  test_app_screenshot (app, "groups-shown");
  test_app_quit (app);
}

static void
show_all (const char *settings,
          const char *prefix,
          gboolean    narrow)
{
  static const char *const names[] = { "collection", "trash", "sidebar" };
  char                    *pictures[G_N_ELEMENTS (names)];
  TestApp                 *app = start (settings);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    pictures[i] = g_strconcat (prefix, "-", names[i], NULL);

  test_app_act (app, "table cell", "game-60", "card.menu");
  test_app_wait (app, "menu item", NULL);
  test_app_key (app, "c");
  test_app_key (app, "n");
  test_app_wait (app, "label", "New Collection");
  make (app, "The best saves of the whole season");
  throw_away (app, "rotated-90");
  if (narrow)
    test_app_act (app, "button", "Back", NULL);
  test_app_wait (app, "list item", "The best saves of the whole season");
  test_app_act (app, "list item", "The best saves of the whole season", "row.open");
  test_app_wait (app, "button", "Collection Menu");
  test_app_wait (app, "table cell", "game-60");
  test_app_screenshot (app, pictures[0]);
  show_trash (app);
  test_app_wait (app, "list item", "rotated-90");
  test_app_screenshot (app, pictures[1]);
  if (narrow)
    test_app_act (app, "button", "Back", NULL);
  test_app_wait (app, "list item", "New Collection…");
  test_app_screenshot (app, pictures[2]);
  test_app_quit (app);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (pictures[i]);
}

static void
everything_fits_a_phone (void)
{
  show_all (NULL, "places-narrow", TRUE);
}

static void
dark_is_dark (void)
{
  show_all ("color-scheme='dark'", "places-dark", FALSE);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/collections", clips_are_put_into_collections);
  g_test_add_func ("/smart", a_search_stays_live);
  g_test_add_func ("/groups", a_group_is_shown);
  g_test_add_func ("/narrow", everything_fits_a_phone);
  g_test_add_func ("/dark", dark_is_dark);
  g_test_add_func ("/trash", what_was_removed_is_restored_or_deleted);

  return g_test_run ();
}

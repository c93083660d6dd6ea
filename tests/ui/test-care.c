/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

#include <glib/gstdio.h>

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

  test_app_act (app, "table cell", "h264-30", "card.remove");
  test_app_wait_gone (app, "table cell", "h264-30");

  choose_in_menu (app, "r");
  choose_path (app, backup);
  test_app_wait (app, "label", "Ready to Restore");
  test_app_screenshot (app, "care-restore");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait (app, "label", "Welcome to Clipwright");

  test_app_restart (app);
  test_app_wait (app, "label", "Library Restored");
  test_app_screenshot (app, "care-restored");
  test_app_act (app, "button", "Close", NULL);
  test_app_wait (app, "table cell", "h264-30");
  test_app_quit (app);
  g_unlink (backup);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);
  g_test_add_func ("/backup/a backup comes back", a_backup_comes_back);
  return g_test_run ();
}

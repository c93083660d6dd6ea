/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "test-app.h"
#include "test-media.h"

#include <glib/gstdio.h>

/* What is known of a clip of the library, and changed of it, beside the list; and the
 * quick look over it. */

static TestApp *
start_with (const char *const *names,
            const char        *settings)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all_settings = g_strdup_printf ("repeat=true\n%s", settings != NULL ? settings : "");
  TestAppSetup     setup = { .settings = all_settings };

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (files, test_media_make (test_media_find (names[i])));
  g_ptr_array_add (files, NULL);
  setup.files = (const char *const *) files->pdata;

  return test_app_start (&setup);
}

static void
wait_focus (TestApp    *app,
            const char *key,
            const char *expected)
{
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *focus = test_app_dup_focus (app);

      if (focus != NULL && g_str_has_prefix (focus, expected))
        return;

      g_test_message ("The focus is on %s", focus);
      test_app_key (app, key);
    }

  g_error ("%s never brings the focus to %s", key, expected);
}

/* Which is first is not said: they are taken in side by side. */
static void
go_to (TestApp    *app,
       const char *clip)
{
  g_autofree char *cell = g_strdup_printf ("table cell: %s", clip);

  wait_focus (app, "Tab", "table cell: ");
  test_app_key (app, "Home");
  wait_focus (app, "Right", cell);
}

/* One clip has the focus, and is selected. */
static TestApp *
start (const char *settings)
{
  static const char *const names[] = { "game-60", "rotated-90", "h264-30", NULL };
  TestApp                 *app = start_with (names, settings);

  test_app_wait (app, "table cell", "h264-30");
  test_app_wait (app, "table cell", "rotated-90");
  test_app_wait (app, "table cell", "game-60");
  go_to (app, "game-60");

  return app;
}

/* Its accessible is not written to: with the keys. */
static void
write_note (TestApp    *app,
            const char *note)
{
  wait_focus (app, "Tab", "text: Note");
  for (const char *at = note; *at != '\0'; at++)
    {
      const char key[] = { *at, '\0' };

      test_app_key (app, *at == ' ' ? "space" : *at == '\n' ? "Return"
                                                            : key);
    }
}

static void
open_details (TestApp *app)
{
  test_app_key (app, "F9");
  test_app_wait (app, "slider", "Rating");
}

static void
nothing_selected_says_what_is_here (void)
{
  static const char *const names[] = { "game-60", "h264-30", NULL };
  TestApp                 *app = start_with (names, NULL);

  test_app_wait (app, "table cell", "game-60");
  test_app_wait (app, "table cell", "h264-30");
  test_app_act (app, NULL, "Details", NULL);
  test_app_wait (app, "label", "No Clip Selected");
  test_app_screenshot (app, "details-none");
  test_app_quit (app);
}

static void
what_is_changed_stays (void)
{
  TestApp *app = start (NULL);

  open_details (app);
  wait_focus (app, "Tab", "slider: Rating");
  test_app_key (app, "4");
  test_app_wait_value (app, "slider", "Rating", 4, 4);
  test_app_key (app, "Left");
  test_app_wait_value (app, "slider", "Rating", 3, 3);
  test_app_act (app, NULL, "Favourite", NULL);

  wait_focus (app, "Tab", "text: Add a Tag");
  test_app_write (app, NULL, "Add a Tag", "funny,");
  test_app_wait (app, "button", "Remove Tag “funny”");
  test_app_write (app, NULL, "Add a Tag", "saves");
  test_app_key (app, "Return");
  test_app_wait (app, "button", "Remove Tag “saves”");
  test_app_act (app, "button", "Remove Tag “funny”", NULL);
  test_app_wait_gone (app, "button", "Remove Tag “funny”");

  /* It is not waited for: closing the window keeps it. */
  write_note (app, "the keeper slips\nfor the intro");
  test_app_screenshot (app, "details");

  test_app_restart (app);
  go_to (app, "game-60");
  open_details (app);
  test_app_wait_value (app, "slider", "Rating", 3, 3);
  test_app_wait (app, "button", "Remove Tag “saves”");
  test_app_wait_text (app, "text", "Note", "the keeper slips\nfor the intro");
  g_assert_false (test_app_has (app, "button", "Remove Tag “funny”"));

  /* What the library knows is offered. */
  go_to (app, "rotated-90");
  test_app_wait_value (app, "slider", "Rating", 0, 0);
  test_app_wait_text (app, "text", "Note", "");
  wait_focus (app, "Tab", "text: Add a Tag");
  test_app_write (app, NULL, "Add a Tag", "sa");
  test_app_wait (app, "button", "Add Tag “saves”");
  test_app_screenshot (app, "details-offers");
  test_app_act (app, "button", "Add Tag “saves”", NULL);
  test_app_wait (app, "button", "Remove Tag “saves”");
  test_app_quit (app);
}

static void
a_note_is_kept_where_one_goes_on (void)
{
  TestApp *app = start (NULL);

  open_details (app);
  write_note (app, "seen");
  go_to (app, "rotated-90");
  test_app_wait_text (app, "text", "Note", "");
  go_to (app, "game-60");
  test_app_wait_text (app, "text", "Note", "seen");
  test_app_quit (app);
}

static void
several_are_changed_at_once (void)
{
  TestApp *app = start (NULL);

  open_details (app);
  wait_focus (app, "Tab", "slider: Rating");
  test_app_key (app, "5");
  test_app_wait_value (app, "slider", "Rating", 5, 5);
  go_to (app, "game-60");
  test_app_key (app, "ctrl+a");
  test_app_wait (app, "label", "3 Clips");
  test_app_wait_value (app, "slider", "Rating", 0, 0);
  wait_focus (app, "Tab", "text: Add a Tag");
  test_app_write (app, NULL, "Add a Tag", "week 12,");
  test_app_wait (app, "button", "Remove Tag “week 12”");
  test_app_act (app, NULL, "Favourite", NULL);
  test_app_screenshot (app, "details-several");

  go_to (app, "h264-30");
  test_app_wait (app, "button", "Rename This Clip");
  test_app_wait (app, "button", "Remove Tag “week 12”");
  test_app_quit (app);
}

static void
a_clip_is_renamed_beside_the_list (void)
{
  TestApp *app = start (NULL);

  open_details (app);
  test_app_act (app, "button", "Rename This Clip", NULL);
  test_app_wait (app, "label", "Rename Clip");
  test_app_write (app, NULL, "Title", "The save of the year");
  test_app_act (app, "button", "Rename", NULL);
  test_app_wait (app, "table cell", "The save of the year");
  test_app_wait (app, "label", "The save of the year");
  test_app_quit (app);
}

static void
the_quick_look_plays_and_leads_on (void)
{
  TestApp *app = start (NULL);

  test_app_key (app, "Home");
  test_app_key (app, "space");
  test_app_wait (app, NULL, "Quick Look");
  wait_focus (app, "Tab", "image: Quick Look");
  test_app_wait_value (app, "progress bar", "Position", 0.01, 1);
  test_app_screenshot (app, "quick-look");
  test_app_wait (app, "button", "Next Clip");
  test_app_key (app, "Right");
  test_app_key (app, "Right");
  g_assert_true (test_app_has (app, NULL, "Quick Look"));
  test_app_wait_value (app, "progress bar", "Position", 0.01, 1);
  test_app_screenshot (app, "quick-look-last");
  test_app_key (app, "space");
  test_app_wait_gone (app, NULL, "Quick Look");

  go_to (app, "rotated-90");
  test_app_key (app, "space");
  test_app_wait (app, NULL, "Quick Look");
  test_app_wait_value (app, "progress bar", "Position", 0.01, 1);
  test_app_screenshot (app, "quick-look-portrait");
  test_app_key (app, "Return");
  test_app_wait_gone (app, NULL, "Quick Look");
  test_app_wait (app, "slider", "Position");
  test_app_wait_gone (app, NULL, "Loading");
  wait_focus (app, "Tab", "image: Video");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, NULL, "Video");

  go_to (app, "rotated-90");
  test_app_key (app, "space");
  test_app_wait (app, NULL, "Quick Look");
  test_app_key (app, "Escape");
  test_app_wait_gone (app, NULL, "Quick Look");
  test_app_quit (app);
}

/* Controls hide while it plays, and any key shows them. */
static void
watch_until (TestApp *app,
             double   position)
{
  test_app_wait_gone (app, NULL, "Loading");
  do
    test_app_key (app, "Down");
  while (test_app_get_value (app, "slider", "Position") < position);
}

static void
a_clip_goes_on_where_it_was_left (void)
{
  static const char *const names[] = { "long-gop", NULL };
  TestApp                 *app = start_with (names, NULL);

  test_app_wait (app, NULL, "Video");
  watch_until (app, 3);
  test_app_key (app, "Escape");
  test_app_wait (app, "table cell", "long-gop");
  test_app_screenshot (app, "watched");

  /* Also after the program was left, and from where it was closed. */
  test_app_restart (app);
  test_app_act (app, "table cell", "long-gop", "card.open");
  test_app_wait (app, "button", "Start Over");
  test_app_key (app, "k");
  g_assert_cmpfloat (test_app_get_value (app, "slider", "Position"), >, 2.5);
  test_app_screenshot (app, "resumed");
  test_app_act (app, "button", "Start Over", NULL);
  test_app_wait_gone (app, "button", "Start Over");
  test_app_key (app, "Down");
  test_app_wait_value (app, "slider", "Position", 0, 2.5);
  watch_until (app, 2.6);
  test_app_restart (app);
  test_app_act (app, "table cell", "long-gop", "card.open");
  test_app_wait (app, "button", "Start Over");

  test_app_key (app, "ctrl+comma");
  test_app_act (app, "button", "Clear", NULL);
  test_app_wait (app, "button", "Undo");
  test_app_screenshot (app, "history-cleared");
  test_app_quit (app);
}

static void
details_are_dark (void)
{
  TestApp *app = start ("color-scheme='dark'");

  open_details (app);
  wait_focus (app, "Tab", "slider: Rating");
  test_app_key (app, "3");
  test_app_wait_value (app, "slider", "Rating", 3, 3);
  wait_focus (app, "Tab", "text: Add a Tag");
  test_app_write (app, NULL, "Add a Tag", "funny,fail,a rather long tag of several words,");
  test_app_wait (app, "button", "Remove Tag “fail”");
  test_app_screenshot (app, "dark-details");
  test_app_quit (app);
}

int
main (int    argc,
      char **argv)
{
  test_app_init (&argc, &argv);

  g_test_add_func ("/none", nothing_selected_says_what_is_here);
  g_test_add_func ("/changes", what_is_changed_stays);
  g_test_add_func ("/note", a_note_is_kept_where_one_goes_on);
  g_test_add_func ("/several", several_are_changed_at_once);
  g_test_add_func ("/rename", a_clip_is_renamed_beside_the_list);
  g_test_add_func ("/quick-look", the_quick_look_plays_and_leads_on);
  g_test_add_func ("/watching", a_clip_goes_on_where_it_was_left);
  g_test_add_func ("/dark", details_are_dark);

  return g_test_run ();
}

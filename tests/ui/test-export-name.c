/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export-name.h"

#include <string.h>

static void
assert_suggested (const char *title,
                  const char *expected)
{
  g_autofree char *name = cw_export_name_suggest (title);

  g_assert_cmpstr (name, ==, expected);
  g_assert_null (cw_export_name_find_problem (name));
}

static void
a_title_becomes_a_name_that_every_disk_takes (void)
{
  assert_suggested ("The save", "The save");
  assert_suggested ("1v5 / clutch: what?!", "1v5 - clutch- what-!");
  assert_suggested ("  two\nlines\t ", "two lines");
  assert_suggested ("..hidden", "hidden");
  assert_suggested ("Ünïcödé 🎮", "Ünïcödé 🎮");
}

static void
a_title_without_letters_still_gives_a_name (void)
{
  assert_suggested (NULL, "Video");
  assert_suggested ("", "Video");
  assert_suggested ("   ", "Video");
  assert_suggested ("...", "Video");
}

static void
a_long_title_is_cut_between_letters (void)
{
  g_autoptr (GString) title = g_string_new ("a");
  g_autofree char *name = NULL;

  for (int i = 0; i < 200; i++)
    g_string_append (title, "ä");
  name = cw_export_name_suggest (title->str);

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), <=, 120);
  g_assert_cmpuint (strlen (name), >=, 118);
}

static void
what_no_file_can_be_called_is_explained (void)
{
  g_autofree char *endless = g_strnfill (300, 'x');

  g_assert_nonnull (cw_export_name_find_problem (""));
  g_assert_nonnull (cw_export_name_find_problem ("   "));
  g_assert_nonnull (cw_export_name_find_problem (".mp4"));
  g_assert_nonnull (cw_export_name_find_problem ("a/b"));
  g_assert_nonnull (cw_export_name_find_problem (".."));
  g_assert_nonnull (cw_export_name_find_problem (".hidden"));
  g_assert_nonnull (cw_export_name_find_problem ("two\nlines"));
  g_assert_nonnull (cw_export_name_find_problem (endless));
  g_assert_null (cw_export_name_find_problem ("what: a clip?"));
}

static void
the_extension_is_there_once (void)
{
  g_autofree char *plain = cw_export_name_to_file ("clip");
  g_autofree char *written = cw_export_name_to_file (" clip.MP4 ");
  g_autofree char *other = cw_export_name_to_file ("v1.2");

  g_assert_cmpstr (plain, ==, "clip.mp4");
  g_assert_cmpstr (written, ==, "clip.mp4");
  g_assert_cmpstr (other, ==, "v1.2.mp4");
}

static void
numbers_begin_at_the_second (void)
{
  g_autofree char *first = cw_export_name_number ("clip", 1);
  g_autofree char *third = cw_export_name_number ("clip.mp4", 3);

  g_assert_cmpstr (first, ==, "clip");
  g_assert_cmpstr (third, ==, "clip (3)");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export-name/a-title-becomes-a-name-that-every-disk-takes", a_title_becomes_a_name_that_every_disk_takes);
  g_test_add_func ("/export-name/a-title-without-letters-still-gives-a-name", a_title_without_letters_still_gives_a_name);
  g_test_add_func ("/export-name/a-long-title-is-cut-between-letters", a_long_title_is_cut_between_letters);
  g_test_add_func ("/export-name/what-no-file-can-be-called-is-explained", what_no_file_can_be_called_is_explained);
  g_test_add_func ("/export-name/the-extension-is-there-once", the_extension_is_there_once);
  g_test_add_func ("/export-name/numbers-begin-at-the-second", numbers_begin_at_the_second);

  return g_test_run ();
}

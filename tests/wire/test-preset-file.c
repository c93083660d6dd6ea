/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-preset-file.h"
#include "test-support.h"

#include <string.h>

#define PRESET                                                                     \
  "{\"id\": \"a\", \"title\": \"A\", \"description\": \"\", \"width\": 640,\n"     \
  "\"height\": 360, \"most_rate\": 0, \"quality\": 21, \"speed\": \"veryfast\",\n" \
  "\"key_interval\": 120, \"audio_bitrate\": 160000}"
#define FILE_OF(preset) "{\"version\": 1, \"as_of\": \"2026-11-21\", \"presets\": [\n" preset "]}"

static void
the_programs_own_presets_are_there (void)
{
  const char *ids[] = { "shorts", "landscape", "square", "source" };
  const int   sizes[][2] = { { 1080, 1920 }, { 1920, 1080 }, { 1080, 1080 }, { 0, 0 } };
  GPtrArray  *presets = cw_presets_list ();

  g_assert_cmpuint (presets->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < presets->len; i++)
    {
      const CwPreset *preset = g_ptr_array_index (presets, i);

      g_assert_cmpstr (preset->id, ==, ids[i]);
      g_assert_true (cw_presets_find (ids[i]) == preset);
      g_assert_cmpint (preset->width, ==, sizes[i][0]);
      g_assert_cmpint (preset->height, ==, sizes[i][1]);
      g_assert_cmpfloat (preset->quality, ==, 21);
      g_assert_cmpstr (preset->speed, ==, "veryfast");
      g_assert_cmpint (preset->audio_bitrate, ==, 160000);
      g_assert_cmpstr (preset->as_of, ==, "2026-11-21");
      g_assert_cmpint (strlen (preset->title), >, 0);
      g_assert_cmpint (strlen (preset->description), >, 0);
    }

  g_assert_null (cw_presets_find ("nothing"));
  g_assert_null (cw_presets_find (NULL));
}

static void
reads_a_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) presets = cw_preset_file_read (FILE_OF (PRESET), -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (presets->len, ==, 1);
}

static void
assert_refused (const char *what,
                const char *with,
                const char *reason)
{
  g_auto (GStrv) parts = g_strsplit (FILE_OF (PRESET), what, 2);
  g_autofree char *text = g_strjoinv (with, parts);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_null (cw_preset_file_read (text, -1, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  if (strstr (error->message, reason) == NULL)
    g_error ("“%s” does not say “%s”", error->message, reason);
}

static void
refuses_what_makes_no_sense_with_the_line (void)
{
  assert_refused ("640", "641", "Line 2");
  assert_refused ("640", "0", "Line 2");
  assert_refused ("640", "\"wide\"", "Line 2");
  assert_refused ("360", "-360", "Line 3");
  assert_refused ("21,", "99,", "Line 3");
  assert_refused ("\"quality\": 21, ", "", "“quality” is missing");
  assert_refused ("veryfast", "warp", "“warp”");
  assert_refused ("160000", "1", "Line 4");
  assert_refused ("\"version\": 1", "\"version\": 2", "Line 1");
  assert_refused ("[\n", "[7,\n", "Line 1");
  assert_refused ("]}", "]", "Line 4");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/preset-file/the-programs-own-presets-are-there", the_programs_own_presets_are_there);
  g_test_add_func ("/preset-file/reads-a-file", reads_a_file);
  g_test_add_func ("/preset-file/refuses-what-makes-no-sense-with-the-line", refuses_what_makes_no_sense_with_the_line);
  return g_test_run ();
}

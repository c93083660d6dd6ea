/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-project-file.h"
#include "test-support.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static CwProject *
sample (void)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (GError) error = NULL;
  CwLayout   layout = cw_layout_default (CW_LAYOUT_FACECAM);
  CwProject *project;

  info->duration = 29983333333;
  info->has_video = TRUE;
  info->width = 1920;
  info->height = 1080;
  info->rate = (CwRate) { 60000, 1001 };

  project = cw_project_new_for_media ("/tmp/Größe %20 «x».mp4", info, "0190-clip", "The “save”\n", 1234567891, 11234567892, &layout, cw_presets_find ("shorts"), &error);
  g_assert_no_error (error);
  cw_project_set_text (project, "What\na save! 🎮");
  cw_item_set_volume (cw_project_find_media (project), 0.1);

  return project;
}

static CwProject *
read_back (const char *text)
{
  g_autoptr (GError) error = NULL;
  CwProject *project = cw_project_file_read (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);
  return project;
}

static char *
replace (const char *text,
         const char *what,
         const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (with, parts);
}

static void
everything_comes_back (void)
{
  g_autoptr (CwProject) project = sample ();
  g_autofree char *text = cw_project_file_write (project);
  g_autoptr (CwProject) back = read_back (text);
  CwItem *item = cw_project_find_media (project);
  CwItem *found = cw_project_find_media (back);

  g_assert_cmpstr (cw_project_get_id (back), ==, cw_project_get_id (project));
  g_assert_cmpstr (cw_project_get_title (back), ==, "The “save”\n");
  g_assert_cmpstr (cw_project_get_preset_id (back), ==, "shorts");
  g_assert_cmpint (cw_project_get_width (back), ==, 1080);
  g_assert_cmpint (cw_project_get_height (back), ==, 1920);
  g_assert_cmpint (cw_project_get_rate (back).n, ==, 60000);
  g_assert_cmpint (cw_project_get_rate (back).d, ==, 1001);
  g_assert_cmpuint (cw_project_get_n_tracks (back), ==, 2);
  g_assert_cmpint (cw_project_get_duration (back), ==, 10000000001);
  g_assert_null (cw_project_get_foreign (back));

  g_assert_cmpstr (cw_item_get_path (found), ==, "/tmp/Größe %20 «x».mp4");
  g_assert_cmpstr (cw_item_get_clip_id (found), ==, "0190-clip");
  g_assert_cmpint (cw_item_get_in (found), ==, 1234567891);
  g_assert_cmpint (cw_item_get_duration (found), ==, 10000000001);
  g_assert_cmpint (cw_item_get_available (found), ==, 29983333333);
  g_assert_cmpint (cw_item_get_source_width (found), ==, 1920);
  g_assert_cmpint (cw_item_get_source_rate (found).n, ==, 60000);
  g_assert_cmpfloat (cw_item_get_volume (found), ==, 0.1);
  g_assert_true (cw_layout_equal (cw_item_get_layout (found), cw_item_get_layout (item)));
  g_assert_null (cw_item_get_foreign (found));

  g_assert_true (cw_text_equal (cw_item_get_text (cw_project_find_text (back)), cw_item_get_text (cw_project_find_text (project))));
  g_assert_cmpint (cw_item_get_duration (cw_project_find_text (back)), ==, 10000000001);
}

static void
the_bytes_are_the_same_again (void)
{
  for (int i = 0; i < 300; i++)
    {
      g_autoptr (CwProject) project = sample ();
      CwItem          *item = cw_project_find_media (project);
      CwLayout         layout = *cw_item_get_layout (item);
      CwRate           rates[] = { { 24000, 1001 }, { 25, 1 }, { 30000, 1001 }, { 60, 1 }, { 120, 1 }, { 17, 3 } };
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autoptr (CwProject) back = NULL;
      g_autoptr (CwTrack) music = cw_track_new (CW_TRACK_AUDIO, "Music");
      g_autoptr (CwItem) gap = cw_item_new_gap (g_test_rand_int_range (0, G_MAXINT));
      g_autoptr (CwItem) song = cw_item_new_media ("song.mp3", 0, g_test_rand_int_range (0, G_MAXINT));

      layout.kind = (CwLayoutKind) g_test_rand_int_range (0, 4);
      layout.focus_x = g_test_rand_double ();
      layout.camera.x = g_test_rand_double ();
      layout.camera_share = g_test_rand_double ();
      cw_item_set_layout (item, &layout);
      cw_item_set_volume (item, g_test_rand_double_range (0, 4));
      cw_item_set_range (item, g_test_rand_int_range (0, G_MAXINT), (gint64) g_test_rand_int_range (0, G_MAXINT) * 1000);
      cw_project_set_rate (project, rates[g_test_rand_int_range (0, G_N_ELEMENTS (rates))]);
      cw_track_insert (music, 0, gap);
      cw_track_insert (music, 1, song);
      cw_project_add_track (project, music);

      first = cw_project_file_write (project);
      back = read_back (first);
      second = cw_project_file_write (back);
      g_assert_cmpstr (first, ==, second);
      g_assert_cmpint (cw_item_get_in (cw_project_find_media (back)), ==, cw_item_get_in (item));
      g_assert_cmpint (cw_project_get_duration (back), ==, cw_project_get_duration (project));
    }
}

static void
an_empty_project_is_a_file_too (void)
{
  g_autoptr (CwProject) project = cw_project_new ("");
  g_autofree char *text = cw_project_file_write (project);
  g_autoptr (CwProject) back = read_back (text);

  g_assert_cmpuint (cw_project_get_n_tracks (back), ==, 0);
  g_assert_cmpstr (cw_project_get_title (back), ==, "");
}

static void
other_editors_find_what_they_expect (void)
{
  g_autoptr (CwProject) project = sample ();
  g_autofree char *text = cw_project_file_write (project);
  const char      *expected[] = {
    "\"OTIO_SCHEMA\" : \"Timeline.1\"", "\"OTIO_SCHEMA\" : \"Stack.1\"", "\"OTIO_SCHEMA\" : \"Track.1\"", "\"OTIO_SCHEMA\" : \"Clip.2\"",
    "\"OTIO_SCHEMA\" : \"TimeRange.1\"", "\"OTIO_SCHEMA\" : \"RationalTime.1\"", "\"OTIO_SCHEMA\" : \"ExternalReference.1\"",
    "\"OTIO_SCHEMA\" : \"GeneratorReference.1\"", "\"active_media_reference_key\" : \"DEFAULT_MEDIA\"", "\"kind\" : \"Video\"",
    "\"target_url\" : \"file:///tmp/Gr%C3%B6%C3%9Fe%20%2520%20%C2%ABx%C2%BB.mp4\"",
    "\"rate\" : 59.940059940059939", "\"value\" : 74.0", "\"value\" : 599.0", "\"value\" : 1797.0"
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_nonnull (strstr (text, expected[i]));

  g_assert_true (g_str_has_suffix (text, "}\n"));
}

static void
another_editors_frames_win (void)
{
  g_autoptr (CwProject) project = sample ();
  g_autofree char *text = cw_project_file_write (project);
  g_autofree char *changed = replace (text, "\"value\" : 74.0", "\"value\" : 120.0");
  g_autoptr (CwProject) back = read_back (changed);
  CwItem *found = cw_project_find_media (back);

  g_assert_cmpint (cw_item_get_in (found), ==, 2002000000);
  g_assert_cmpint (cw_item_get_duration (found), ==, 10000000001);
}

static void
another_editors_rate_wins (void)
{
  g_autoptr (CwProject) project = sample ();
  g_autofree char *text = cw_project_file_write (project);
  g_auto (GStrv) parts = g_strsplit (text, "\"rate\" : 59.940059940059939", -1);
  g_autofree char *changed = g_strjoinv ("\"rate\" : 10", parts);
  g_autoptr (CwProject) back = read_back (changed);

  g_assert_cmpint (cw_item_get_in (cw_project_find_media (back)), ==, 7400000000);
}

static void
assert_wrong (const char *text,
              CwError     code,
              const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_file_read (text, -1, &error);

  if (project != NULL)
    g_error ("it is not refused for “%s”", reason);
  g_assert_error (error, CW_ERROR, (int) code);
  if (strstr (error->message, reason) == NULL)
    g_error ("“%s” does not say “%s”", error->message, reason);
}

/* The line of the first place where WHAT is. */
static guint
line_of (const char *text,
         const char *what)
{
  const char *place = strstr (text, what);
  guint       line = 1;

  g_assert_nonnull (place);
  for (const char *c = text; c < place; c++)
    line += *c == '\n';

  return line;
}

static void
assert_refused (const char *what,
                const char *with,
                const char *reason)
{
  g_autoptr (CwProject) project = sample ();
  g_autofree char *text = cw_project_file_write (project);
  g_autofree char *changed = replace (text, what, with);
  g_autofree char *line = g_strdup_printf ("Line %u: ", line_of (text, what));

  assert_wrong (changed, CW_ERROR_MALFORMED, line);
  assert_wrong (changed, CW_ERROR_MALFORMED, reason);
}

static void
says_the_line_and_the_reason (void)
{
  assert_refused ("\"kind\" : \"facecam\"", "\"kind\" : \"upside-down\"", "“upside-down” is no layout");
  assert_refused ("\"volume\" : 0.10000000000000001", "\"volume\" : \"loud\"", "“volume” has to be a number");
  assert_refused ("\"x\" : 0.0", "\"x\" : []", "“x” has to be a number");
  assert_refused ("\"in\" : 1234567891", "\"in\" : -1", "“in” has to be a whole number from 0");
  assert_refused ("\"available\" : 29983333333", "\"available\" : 9223372036854775807", "“available” has to be a whole number");
  assert_refused ("\"value\" : 599.0", "\"value\" : -599.0", "less than 0");
  assert_refused ("\"value\" : 599.0", "\"value\" : 1e300", "too long");
  assert_refused ("\"value\" : 599.0", "\"value\" : 1e999", "has to be a number");
  assert_refused ("\"value\" : 599.0", "\"value\" : null", "is missing");
  assert_refused ("\"value\" : 599.0", "\"value\" : NaN", "this is not JSON");
  assert_refused ("\"rate\" : 59.940059940059939", "\"rate\" : 0", "above 0");
  assert_refused ("\"rate\" : \"60000/1001\"", "\"rate\" : \"60000/0\"", "is no frame rate");
  assert_refused ("\"width\" : 1080", "\"width\" : 1000000", "“width” has to be a whole number from 16 to 8192");
  assert_refused ("\"height\" : 1080", "\"height\" : 0", "“height” has to be a whole number from 1");
  assert_refused ("\"clip\" : \"0190-clip\"", "\"clip\" : 7", "“clip” has to be a text");
  assert_refused ("\"target_url\" : \"file", "\"target_url\" : [], \"x\" : \"file", "“target_url” has to be a text");
  assert_refused ("\"colour\" : \"#ffffffff\"", "\"colour\" : \"#-1+2 fff\"", "is no colour");
  assert_refused ("\"bold\" : true", "\"bold\" : 1", "“bold” has to be true or false");
  assert_refused ("\"effects\" : [],", "\"effects\" : [];", "");
}

static void
refuses_what_is_no_project (void)
{
  g_autoptr (CwProject) project = sample ();
  g_autofree char *text = cw_project_file_write (project);
  g_autofree char *newer = replace (text, "\"version\" : 1", "\"version\" : 2");
  g_autofree char *id = replace (text, cw_project_get_id (project), "../../../etc/passwd");

  assert_wrong ("", CW_ERROR_MALFORMED, "empty");
  assert_wrong ("   \n ", CW_ERROR_MALFORMED, "empty");
  assert_wrong ("hello", CW_ERROR_MALFORMED, "Line 1: this is not JSON");
  assert_wrong ("{\n\n\"a\" : 1,\n}", CW_ERROR_MALFORMED, "Line 3: there is a comma too many");
  assert_wrong ("7", CW_ERROR_MALFORMED, "no timeline");
  assert_wrong ("[]", CW_ERROR_MALFORMED, "no timeline");
  assert_wrong ("{}", CW_ERROR_MALFORMED, "no timeline");
  assert_wrong ("{\"OTIO_SCHEMA\" : \"Clip.1\"}", CW_ERROR_MALFORMED, "no timeline");
  assert_wrong ("{\"OTIO_SCHEMA\" : \"Timeline.1\"}", CW_ERROR_MALFORMED, "“tracks” is missing");
  assert_wrong ("{\"OTIO_SCHEMA\" : \"Timeline.1\",\n \"tracks\" : 5}", CW_ERROR_MALFORMED, "Line 2: “tracks” has to be an object");
  assert_wrong ("{\"OTIO_SCHEMA\" : \"Timeline.1\",\n \"tracks\" : {\"children\" : [\n 7]}}", CW_ERROR_MALFORMED, "Line 3: this is no track");
  assert_wrong ("\xff\xfe", CW_ERROR_MALFORMED, "UTF-8");
  assert_wrong (newer, CW_ERROR_UNSUPPORTED, "newer Clipwright");
  assert_wrong (id, CW_ERROR_MALFORMED, "is no project's id");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/project-file/everything-comes-back", everything_comes_back);
  g_test_add_func ("/project-file/the-bytes-are-the-same-again", the_bytes_are_the_same_again);
  g_test_add_func ("/project-file/an-empty-project-is-a-file-too", an_empty_project_is_a_file_too);
  g_test_add_func ("/project-file/other-editors-find-what-they-expect", other_editors_find_what_they_expect);
  g_test_add_func ("/project-file/another-editors-frames-win", another_editors_frames_win);
  g_test_add_func ("/project-file/another-editors-rate-wins", another_editors_rate_wins);
  g_test_add_func ("/project-file/says-the-line-and-the-reason", says_the_line_and_the_reason);
  g_test_add_func ("/project-file/refuses-what-is-no-project", refuses_what_is_no_project);
  return g_test_run ();
}

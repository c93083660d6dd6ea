/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-project-builder.h"
#include "cw-project-file.h"
#include "test-support.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* As OpenTimelineIO itself writes them. */
#define TIME(value, rate) "{\"OTIO_SCHEMA\" : \"RationalTime.1\", \"rate\" : " #rate ", \"value\" : " #value "}"
#define RANGE(start, duration, rate) "{\"OTIO_SCHEMA\" : \"TimeRange.1\", \"duration\" : " TIME (duration, rate) ", \"start_time\" : " TIME (start, rate) "}"
#define COMMON "\"effects\" : [], \"markers\" : [], \"enabled\" : true, \"metadata\" : {}"
#define REFERENCE(url) "{\"OTIO_SCHEMA\" : \"ExternalReference.1\", \"metadata\" : {}, \"name\" : \"\", \"available_range\" : null, \"target_url\" : \"" url "\"}"
#define CLIP_1(url, range) "{\"OTIO_SCHEMA\" : \"Clip.1\", " COMMON ", \"name\" : \"a\", \"source_range\" : " range ", \"media_reference\" : " REFERENCE (url) "}"
#define TRACK(kind, children) "{\"OTIO_SCHEMA\" : \"Track.1\", " COMMON ", \"name\" : \"T\", \"kind\" : \"" kind "\", \"source_range\" : null, \"children\" : [" children "]}"
#define TIMELINE(tracks) "{\"OTIO_SCHEMA\" : \"Timeline.1\", \"metadata\" : {}, \"name\" : \"Cut\", \"global_start_time\" : null, \"tracks\" : {\"OTIO_SCHEMA\" : \"Stack.1\", " COMMON ", \"name\" : \"tracks\", \"source_range\" : null, \"children\" : [" tracks "]}}"
#define TRANSITION "{\"OTIO_SCHEMA\" : \"Transition.1\", \"metadata\" : {}, \"name\" : \"t0\", \"transition_type\" : \"SMPTE_Dissolve\", \"parameters\" : {}, \"in_offset\" : " TIME (10, 24) ", \"out_offset\" : " TIME (10, 24) "}"
#define MISSING "{\"OTIO_SCHEMA\" : \"Clip.1\", " COMMON ", \"name\" : \"m\", \"source_range\" : " RANGE (3, 48, 24) ", \"media_reference\" : {\"OTIO_SCHEMA\" : \"MissingReference.1\", \"available_range\" : null, \"metadata\" : {}, \"name\" : null}}"

static CwProject *
read_file (const char *text)
{
  g_autoptr (GError) error = NULL;
  CwProject *project = cw_project_file_read (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);
  return project;
}

/* What is read of what was written is the same again, and so on. */
static char *
write_stably (CwProject *project)
{
  g_autofree char *text = cw_project_file_write (project);
  g_autoptr (CwProject) back = read_file (text);
  g_autofree char *again = cw_project_file_write (back);

  g_assert_cmpstr (text, ==, again);
  return g_steal_pointer (&text);
}

/* Both as compact text with sorted members. */
static void
assert_holds (const char *text,
              const char *part)
{
  g_autoptr (JsonNode) whole = json_from_string (text, NULL);
  g_autoptr (JsonNode) node = json_from_string (part, NULL);
  g_autofree char *haystack = json_to_string (whole, FALSE);
  g_autofree char *needle = json_to_string (node, FALSE);

  if (strstr (haystack, needle) == NULL)
    g_error ("%s is not in %s", needle, haystack);
}

static void
reads_a_plain_cut (void)
{
  g_autoptr (CwProject) project = read_file (TIMELINE (TRACK ("Video", CLIP_1 ("file:///a%20b.mov", RANGE (24, 48, 24)) "," CLIP_1 ("/c%20d.mov", RANGE (0, 12, 24)) "," CLIP_1 ("e%20f.mov", RANGE (0, 12, 24)))));
  CwTrack *track = cw_project_get_track (project, 0);

  g_assert_cmpstr (cw_project_get_title (project), ==, "Cut");
  g_assert_cmpint (cw_project_get_width (project), ==, 1920);
  g_assert_cmpint (cw_project_get_rate (project).n, ==, 24);
  g_assert_cmpint (cw_project_get_duration (project), ==, 3 * SECOND);
  g_assert_cmpint (cw_item_get_in (cw_track_get_item (track, 0)), ==, SECOND);
  g_assert_cmpstr (cw_item_get_path (cw_track_get_item (track, 0)), ==, "/a b.mov");
  g_assert_cmpstr (cw_item_get_path (cw_track_get_item (track, 1)), ==, "/c%20d.mov");
  g_assert_cmpstr (cw_item_get_path (cw_track_get_item (track, 2)), ==, "e f.mov");
  g_assert_cmpfloat (cw_item_get_volume (cw_track_get_item (track, 0)), ==, 1);
}

static void
ntsc_rates_become_exact (void)
{
  g_autoptr (CwProject) film = read_file (TIMELINE (TRACK ("Video", CLIP_1 ("/a", RANGE (0, 48, 23.976)))));
  g_autoptr (CwProject) tv = read_file (TIMELINE (TRACK ("Video", CLIP_1 ("/a", RANGE (0, 48, 29.97)))));

  g_assert_cmpint (cw_project_get_rate (film).n, ==, 24000);
  g_assert_cmpint (cw_project_get_rate (film).d, ==, 1001);
  g_assert_cmpint (cw_project_get_rate (tv).n, ==, 30000);
  g_assert_cmpint (cw_project_get_rate (tv).d, ==, 1001);
}

static void
timecode_of_the_media_is_taken_off_and_put_back (void)
{
  g_autoptr (CwProject) project = read_file (TIMELINE (TRACK ("Video", "{\"OTIO_SCHEMA\" : \"Clip.2\", " COMMON ", \"name\" : \"a\", \"source_range\" : " RANGE (86424, 48, 24) ","
                                                                                                                                                                                "\"active_media_reference_key\" : \"proxy\", \"media_references\" : {\"full\" : " REFERENCE ("/full.mov") ", \"proxy\":"
                                                                                                                                                                                                                                                                                          "{\"OTIO_SCHEMA\" : \"ExternalReference.1\", \"target_url\" : \"/proxy.mov\", \"available_range\" : " RANGE (86400, 240, 24) "}}}")));
  CwItem          *item = cw_project_find_media (project);
  g_autofree char *text = NULL;

  g_assert_cmpstr (cw_item_get_path (item), ==, "/proxy.mov");
  g_assert_cmpint (cw_item_get_in (item), ==, SECOND);
  g_assert_cmpint (cw_item_get_available (item), ==, 10 * SECOND);

  text = write_stably (project);
  g_assert_nonnull (strstr (text, "\"value\" : 86424.0"));
  g_assert_nonnull (strstr (text, "\"value\" : 86400.0"));
  g_assert_nonnull (strstr (text, "/full.mov"));
  g_assert_nonnull (strstr (text, "\"active_media_reference_key\" : \"proxy\""));
}

static void
what_it_cannot_show_is_a_gap_and_goes_back (void)
{
  const char      *nested = "{\"OTIO_SCHEMA\" : \"Stack.1\", " COMMON ", \"name\" : \"nested\", \"source_range\" : null, \"children\" : [" TRACK ("Video", MISSING "," TRANSITION "," MISSING) "]}";
  g_autofree char *file = g_strdup_printf (TIMELINE (TRACK ("Video", MISSING ",%s," CLIP_1 ("https://example.org/a.mp4", RANGE (0, 24, 24)) "," CLIP_1 ("/a", RANGE (0, 24, 24)))), nested);
  g_autoptr (CwProject) project = read_file (file);
  CwTrack         *track = cw_project_get_track (project, 0);
  g_autofree char *text = write_stably (project);

  g_assert_cmpuint (cw_track_get_n_items (track), ==, 4);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (cw_item_get_kind (cw_track_get_item (track, i)), ==, CW_ITEM_GAP);
  g_assert_cmpint (cw_item_get_duration (cw_track_get_item (track, 0)), ==, 2 * SECOND);
  g_assert_cmpint (cw_item_get_duration (cw_track_get_item (track, 1)), ==, 4 * SECOND);
  g_assert_cmpint (cw_item_get_duration (cw_track_get_item (track, 2)), ==, SECOND);

  assert_holds (text, MISSING);
  assert_holds (text, nested);
  assert_holds (text, CLIP_1 ("https://example.org/a.mp4", RANGE (0, 24, 24)));

  /* A gap that was made shorter is no longer what it stood for. */
  cw_item_set_range (cw_track_get_item (track, 1), 0, SECOND);
  g_clear_pointer (&text, g_free);
  text = write_stably (project);
  g_assert_null (strstr (text, "nested"));
}

static void
transitions_stay_where_they_are (void)
{
  g_autoptr (CwProject) project = read_file (TIMELINE (TRACK ("Video", TRANSITION "," CLIP_1 ("/a", RANGE (0, 24, 24)) "," TRANSITION "," CLIP_1 ("/b", RANGE (0, 24, 24)) "," TRANSITION)));
  g_autofree char *text = write_stably (project);
  const char      *place = text;

  g_assert_cmpuint (cw_track_get_n_items (cw_project_get_track (project, 0)), ==, 2);
  g_assert_cmpint (cw_project_get_duration (project), ==, 2 * SECOND);

  for (guint i = 0; i < 5; i++)
    {
      place = strstr (place, i % 2 == 0 ? "Transition.1" : "Clip.2");
      g_assert_nonnull (place);
    }
  assert_holds (text, TRANSITION);
}

static void
what_others_keep_is_put_back (void)
{
  const char *file = "{\"OTIO_SCHEMA\" : \"Timeline.1\", \"metadata\" : {\"resolve\" : {\"a\" : 1.5}}, \"name\" : \"Cut\", \"global_start_time\" : " TIME (86400, 24) ", \"x\" : 1,"
                                                                                                                                                                      "\"tracks\" : {\"OTIO_SCHEMA\" : \"Stack.1\", \"markers\" : [{\"OTIO_SCHEMA\" : \"Marker.2\"}], \"metadata\" : {\"s\" : 2}, \"name\" : \"tracks\", \"children\" : ["
                                                                                                                                                                      "{\"OTIO_SCHEMA\" : \"Track.1\", \"metadata\" : {\"t\" : 3}, \"name\" : \"V9\", \"kind\" : \"Video\", \"color\" : \"RED\", \"children\" : ["
                                                                                                                                                                      "{\"OTIO_SCHEMA\" : \"Clip.1\", \"metadata\" : {\"c\" : 4}, \"name\" : \"a\", \"effects\" : [{\"OTIO_SCHEMA\" : \"LinearTimeWarp.1\", \"time_scalar\" : 2.0}], \"source_range\" : " RANGE (0, 24, 24) ","
                                                                                                                                                                                                                                                                                                                                                                            "\"media_reference\" : {\"OTIO_SCHEMA\" : \"ExternalReference.1\", \"target_url\" : \"/a\", \"name\" : \"ref\", \"metadata\" : {\"r\" : 5}}},"
                                                                                                                                                                                                                                                                                                                                                                            "{\"OTIO_SCHEMA\" : \"Gap.1\", \"metadata\" : {\"g\" : 6}, \"source_range\" : " RANGE (0, 24, 24) "}]},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                              "{\"OTIO_SCHEMA\" : \"Track.1\", \"kind\" : \"Subtitles\", \"name\" : \"S\", \"children\" : []}]}}";
  const char *kept[] = {
    "{\"resolve\" : {\"a\" : 1.5}}", "{\"s\" : 2}", "{\"t\" : 3}", "{\"r\" : 5}", "{\"OTIO_SCHEMA\" : \"Marker.2\"}",
    "{\"OTIO_SCHEMA\" : \"LinearTimeWarp.1\", \"time_scalar\" : 2.0}", "{\"OTIO_SCHEMA\" : \"Track.1\", \"kind\" : \"Subtitles\", \"name\" : \"S\", \"children\" : []}", TIME (86400, 24)
  };
  const char *strings[] = { "\"x\" : 1", "\"c\" : 4", "\"g\" : 6", "\"color\" : \"RED\"", "\"name\" : \"ref\"", "\"name\" : \"V9\"" };
  g_autoptr (CwProject) project = read_file (file);
  g_autoptr (CwProject) copy = cw_project_copy (project);
  g_autofree char *text = write_stably (copy);

  for (guint i = 1; i < G_N_ELEMENTS (kept); i++)
    assert_holds (text, kept[i]);
  g_assert_nonnull (strstr (text, "\"resolve\""));
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_assert_nonnull (strstr (text, strings[i]));
}

static void
pictures_are_silent_where_sound_has_its_tracks (void)
{
  g_autoptr (CwProject) project = read_file (TIMELINE (TRACK ("Video", CLIP_1 ("/a", RANGE (0, 24, 24))) "," TRACK ("Audio", CLIP_1 ("/a", RANGE (0, 24, 24)))));
  g_autofree char *text = NULL;
  g_autoptr (CwProject) back = NULL;

  g_assert_cmpint (cw_track_get_kind (cw_project_get_track (project, 1)), ==, CW_TRACK_AUDIO);
  g_assert_cmpfloat (cw_item_get_volume (cw_track_get_item (cw_project_get_track (project, 0), 0)), ==, 0);
  g_assert_cmpfloat (cw_item_get_volume (cw_track_get_item (cw_project_get_track (project, 1), 0)), ==, 1);

  text = write_stably (project);
  back = read_file (text);
  g_assert_cmpfloat (cw_item_get_volume (cw_track_get_item (cw_project_get_track (back, 1), 0)), ==, 1);
}

static void
what_is_disabled_is_not_shown (void)
{
  const char *file = TIMELINE ("{\"OTIO_SCHEMA\" : \"Track.1\", \"kind\" : \"Video\", \"name\" : \"off\", \"enabled\" : false, \"children\" : [" CLIP_1 ("/a", RANGE (0, 24, 24)) "]},"
                                                                                                                                                                                  "{\"OTIO_SCHEMA\" : \"Track.1\", \"kind\" : \"Video\", \"name\" : \"on\", \"children\" : [{\"OTIO_SCHEMA\" : \"Clip.1\", \"enabled\" : false, \"source_range\" : " RANGE (0, 24, 24) ", \"media_reference\" : " REFERENCE ("/b") "}]}");
  g_autoptr (CwProject) project = read_file (file);
  g_autofree char *text = write_stably (project);

  g_assert_null (cw_project_find_media (project));
  g_assert_cmpint (cw_project_get_duration (project), ==, SECOND);
  assert_holds (text, CLIP_1 ("/a", RANGE (0, 24, 24)));
  g_assert_nonnull (strstr (text, "\"enabled\" : false"));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/project-file/reads-a-plain-cut", reads_a_plain_cut);
  g_test_add_func ("/project-file/ntsc-rates-become-exact", ntsc_rates_become_exact);
  g_test_add_func ("/project-file/timecode-of-the-media-is-taken-off-and-put-back", timecode_of_the_media_is_taken_off_and_put_back);
  g_test_add_func ("/project-file/what-it-cannot-show-is-a-gap-and-goes-back", what_it_cannot_show_is_a_gap_and_goes_back);
  g_test_add_func ("/project-file/transitions-stay-where-they-are", transitions_stay_where_they_are);
  g_test_add_func ("/project-file/what-others-keep-is-put-back", what_others_keep_is_put_back);
  g_test_add_func ("/project-file/pictures-are-silent-where-sound-has-its-tracks", pictures_are_silent_where_sound_has_its_tracks);
  g_test_add_func ("/project-file/what-is-disabled-is-not-shown", what_is_disabled_is_not_shown);
  return g_test_run ();
}

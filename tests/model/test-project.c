/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-project-builder.h"
#include "test-support.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static CwPreset shorts = { .id = (char *) "shorts", .width = 1080, .height = 1920, .most_rate = 60 };
static CwPreset source = { .id = (char *) "source", .most_rate = 0 };

static CwMediaInfo *
video_info (void)
{
  CwMediaInfo *info = cw_media_info_new ();

  info->duration = 30 * SECOND;
  info->has_video = TRUE;
  info->width = 1281;
  info->height = 721;
  info->rate = (CwRate) { 120, 1 };

  return info;
}

static CwProject *
video_project (void)
{
  g_autoptr (CwMediaInfo) info = video_info ();
  g_autoptr (GError) error = NULL;
  CwLayout   layout = cw_layout_default (CW_LAYOUT_FACECAM);
  CwProject *project = cw_project_new_for_media ("/tmp/a.mp4", info, "clip", "A", 5 * SECOND, 15 * SECOND, &layout, &shorts, &error);

  g_assert_no_error (error);
  return project;
}

static void
count (gpointer counter)
{
  (*(int *) counter)++;
}

static void
a_track_lays_items_one_after_another (void)
{
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, "V1");
  g_autoptr (CwItem) first = cw_item_new_media ("/a", 0, 10);
  g_autoptr (CwItem) gap = cw_item_new_gap (5);
  g_autoptr (CwItem) last = cw_item_new_media ("/b", 3, 20);
  gint64 start = -1;

  cw_track_insert (track, 0, first);
  cw_track_insert (track, 99, last);
  cw_track_insert (track, 1, gap);

  g_assert_cmpint (cw_track_get_duration (track), ==, 35);
  g_assert_cmpint (cw_track_get_start (track, 0), ==, 0);
  g_assert_cmpint (cw_track_get_start (track, 2), ==, 15);
  g_assert_cmpint (cw_track_get_start (track, 99), ==, 35);

  g_assert_true (cw_track_find (track, 0, &start) == first);
  g_assert_true (cw_track_find (track, 9, &start) == first);
  g_assert_cmpint (start, ==, 0);
  g_assert_true (cw_track_find (track, 10, &start) == gap);
  g_assert_cmpint (start, ==, 10);
  g_assert_true (cw_track_find (track, 34, NULL) == last);
  g_assert_null (cw_track_find (track, 35, NULL));
  g_assert_null (cw_track_find (track, -1, NULL));
}

static void
durations_follow_what_is_changed (void)
{
  g_autoptr (CwProject) project = cw_project_new ("A");
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, "V1");
  g_autoptr (CwTrack) other = cw_track_new (CW_TRACK_AUDIO, "A1");
  g_autoptr (CwItem) item = cw_item_new_media ("/a", 0, 10);
  g_autoptr (CwItem) music = cw_item_new_media ("/b", 0, 4);
  int notified = 0;

  g_signal_connect_swapped (project, "notify::duration", G_CALLBACK (count), &notified);

  cw_project_add_track (project, track);
  cw_track_insert (track, 0, item);
  g_assert_cmpint (cw_project_get_duration (project), ==, 10);
  g_assert_cmpint (notified, ==, 1);

  cw_track_insert (other, 0, music);
  cw_project_add_track (project, other);
  g_assert_cmpint (notified, ==, 1);

  cw_item_set_range (item, 2, 8);
  g_assert_cmpint (cw_project_get_duration (project), ==, 8);
  g_assert_cmpint (notified, ==, 2);

  cw_item_set_range (item, 3, 8);
  g_assert_cmpint (notified, ==, 2);

  cw_project_remove_track (project, 0);
  g_assert_cmpint (cw_project_get_duration (project), ==, 4);
  g_assert_cmpint (notified, ==, 3);

  /* What was taken out has nothing to say any more. */
  cw_item_set_range (item, 0, 99);
  g_assert_cmpint (cw_project_get_duration (project), ==, 4);

  cw_track_remove (other, 0);
  g_assert_cmpint (cw_project_get_duration (project), ==, 0);
}

static void
endless_items_do_not_overflow (void)
{
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CwItem) item = cw_item_new_gap (G_MAXINT64);

      cw_track_insert (track, 0, item);
    }

  g_assert_cmpint (cw_track_get_duration (track), ==, G_MAXINT64);
  g_assert_cmpint (cw_track_get_start (track, 2), ==, G_MAXINT64);
}

static void
a_copy_shares_nothing (void)
{
  g_autoptr (CwProject) project = video_project ();
  g_autoptr (CwProject) copy = NULL;
  CwItem  *item, *other;
  CwLayout layout = cw_layout_default (CW_LAYOUT_FILL);

  cw_project_set_text (project, "Hello");
  cw_project_set_foreign (project, "{}");
  cw_item_set_foreign (cw_project_find_media (project), "{}");
  copy = cw_project_copy (project);

  g_assert_cmpstr (cw_project_get_id (copy), ==, cw_project_get_id (project));
  g_assert_cmpstr (cw_project_get_title (copy), ==, "A");
  g_assert_cmpstr (cw_project_get_preset_id (copy), ==, "shorts");
  g_assert_cmpstr (cw_project_get_foreign (copy), ==, "{}");
  g_assert_cmpint (cw_project_get_height (copy), ==, 1920);
  g_assert_true (cw_rate_equal (cw_project_get_rate (copy), (CwRate) { 60, 1 }));
  g_assert_cmpint (cw_project_get_duration (copy), ==, 10 * SECOND);
  g_assert_cmpuint (cw_project_get_n_tracks (copy), ==, 2);

  item = cw_project_find_media (project);
  other = cw_project_find_media (copy);
  g_assert_true (item != other);
  g_assert_cmpstr (cw_item_get_path (other), ==, "/tmp/a.mp4");
  g_assert_cmpstr (cw_item_get_clip_id (other), ==, "clip");
  g_assert_cmpstr (cw_item_get_foreign (other), ==, "{}");
  g_assert_cmpint (cw_item_get_in (other), ==, 5 * SECOND);
  g_assert_cmpint (cw_item_get_available (other), ==, 30 * SECOND);
  g_assert_cmpint (cw_item_get_source_width (other), ==, 1281);
  g_assert_true (cw_layout_equal (cw_item_get_layout (item), cw_item_get_layout (other)));
  g_assert_true (cw_text_equal (cw_item_get_text (cw_project_find_text (project)), cw_item_get_text (cw_project_find_text (copy))));

  cw_item_set_range (other, 0, SECOND);
  cw_item_set_layout (other, &layout);
  cw_project_set_text (copy, NULL);
  g_assert_cmpint (cw_project_get_duration (project), ==, 10 * SECOND);
  g_assert_cmpint (cw_item_get_layout (item)->kind, ==, CW_LAYOUT_FACECAM);
  g_assert_nonnull (cw_project_find_text (project));
}

static void
notifies_changes_only (void)
{
  g_autoptr (CwProject) project = cw_project_new ("A");
  int notified = 0;

  g_signal_connect_swapped (project, "notify", G_CALLBACK (count), &notified);
  cw_project_set_title (project, "A");
  cw_project_set_size (project, 1080, 1920);
  cw_project_set_size (project, 1081, 1921);
  g_assert_cmpint (notified, ==, 0);

  cw_project_set_title (project, "B");
  cw_project_set_size (project, 1920, 1080);
  g_assert_cmpint (notified, ==, 3);

  g_object_set (project, "width", 640, NULL);
  g_assert_cmpint (cw_project_get_width (project), ==, 640);
  g_assert_cmpint (cw_project_get_height (project), ==, 1080);
}

static void
a_canvas_is_even_and_bounded (void)
{
  g_autoptr (CwProject) project = cw_project_new ("A");

  cw_project_set_size (project, -5, G_MAXINT);
  g_assert_cmpint (cw_project_get_width (project), ==, CW_PROJECT_LEAST_SIZE);
  g_assert_cmpint (cw_project_get_height (project), ==, CW_PROJECT_MOST_SIZE);

  cw_project_set_size (project, 853, 479);
  g_assert_cmpint (cw_project_get_width (project), ==, 852);
  g_assert_cmpint (cw_project_get_height (project), ==, 478);
}

static void
is_made_for_media_and_preset (void)
{
  g_autoptr (CwProject) project = video_project ();
  g_autoptr (CwMediaInfo) info = video_info ();
  g_autoptr (CwProject) whole = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cw_project_get_width (project), ==, 1080);
  g_assert_cmpint (cw_project_get_height (project), ==, 1920);
  g_assert_true (cw_rate_equal (cw_project_get_rate (project), (CwRate) { 60, 1 }));
  g_assert_cmpint (cw_item_get_in (cw_project_find_media (project)), ==, 5 * SECOND);
  g_assert_cmpint (cw_project_get_duration (project), ==, 10 * SECOND);
  g_assert_null (cw_project_find_text (project));

  whole = cw_project_new_for_media ("/tmp/a.mp4", info, NULL, "A", 0, -1, NULL, &source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cw_project_get_width (whole), ==, 1280);
  g_assert_cmpint (cw_project_get_height (whole), ==, 720);
  g_assert_true (cw_rate_equal (cw_project_get_rate (whole), (CwRate) { 120, 1 }));
  g_assert_cmpint (cw_project_get_duration (whole), ==, 30 * SECOND);
  g_assert_cmpint (cw_item_get_layout (cw_project_find_media (whole))->kind, ==, CW_LAYOUT_ORIGINAL);

  cw_project_apply_preset (whole, &shorts);
  g_assert_cmpint (cw_project_get_height (whole), ==, 1920);
  g_assert_true (cw_rate_equal (cw_project_get_rate (whole), (CwRate) { 60, 1 }));

  cw_project_apply_preset (whole, &source);
  g_assert_cmpint (cw_project_get_height (whole), ==, 720);
  g_assert_true (cw_rate_equal (cw_project_get_rate (whole), (CwRate) { 120, 1 }));
  g_assert_cmpstr (cw_project_get_preset_id (whole), ==, "source");
}

static void
refuses_ranges_that_make_no_sense (void)
{
  const gint64 wrong[][2] = { { -1, 5 }, { 30 * SECOND, 31 * SECOND }, { 5 * SECOND, 5 * SECOND }, { 5 * SECOND, 0 }, { 99 * SECOND, -1 } };
  g_autoptr (CwMediaInfo) info = video_info ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cw_project_new_for_media ("/tmp/a.mp4", info, NULL, "A", wrong[i][0], wrong[i][1], NULL, &shorts, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
    }
}

static void
refuses_media_without_a_picture (void)
{
  g_autoptr (CwMediaInfo) info = video_info ();
  g_autoptr (GError) error = NULL;

  info->has_video = FALSE;
  g_assert_null (cw_project_new_for_media ("/tmp/a.mp3", info, NULL, "A", 0, -1, NULL, &shorts, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "a.mp3"));
}

static void
an_end_beyond_the_file_is_its_end (void)
{
  g_autoptr (CwMediaInfo) info = video_info ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = cw_project_new_for_media ("/tmp/a.mp4", info, NULL, "A", 10 * SECOND, 99 * SECOND, NULL, &shorts, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cw_project_get_duration (project), ==, 20 * SECOND);
}

static void
the_text_spans_the_project_and_follows_its_range (void)
{
  g_autoptr (CwProject) project = video_project ();

  cw_project_set_text (project, "Hello");
  g_assert_cmpuint (cw_project_get_n_tracks (project), ==, 2);
  g_assert_cmpint (cw_item_get_duration (cw_project_find_text (project)), ==, 10 * SECOND);

  cw_project_set_media_range (project, SECOND, 3 * SECOND);
  g_assert_cmpint (cw_project_get_duration (project), ==, 3 * SECOND);
  g_assert_cmpint (cw_item_get_duration (cw_project_find_text (project)), ==, 3 * SECOND);

  cw_project_set_media_range (project, SECOND, 20 * SECOND);
  g_assert_cmpint (cw_item_get_duration (cw_project_find_text (project)), ==, 20 * SECOND);

  /* A text with a time of its own keeps it. */
  cw_item_set_range (cw_project_find_text (project), 0, SECOND);
  cw_project_set_media_range (project, 0, 5 * SECOND);
  g_assert_cmpint (cw_item_get_duration (cw_project_find_text (project)), ==, SECOND);

  cw_project_set_text (project, "Bye");
  g_assert_cmpstr (cw_item_get_text (cw_project_find_text (project))->content, ==, "Bye");
  g_assert_cmpint (cw_item_get_duration (cw_project_find_text (project)), ==, SECOND);

  cw_project_set_text (project, "");
  g_assert_null (cw_project_find_text (project));
  g_assert_cmpuint (cw_project_get_n_tracks (project), ==, 1);
}

static double
get_text_place (CwProject *project)
{
  return cw_item_get_text (cw_project_find_text (project))->y;
}

static void
the_text_goes_where_the_layout_has_room_until_it_is_placed (void)
{
  const CwLayout fill = cw_layout_default (CW_LAYOUT_FILL);
  const CwLayout facecam = cw_layout_default (CW_LAYOUT_FACECAM);
  g_autoptr (CwText) fresh = cw_text_new ("");
  g_autoptr (CwProject) project = video_project ();

  cw_project_set_text (project, "Hello");
  cw_project_set_layout (project, &facecam);
  g_assert_cmpfloat (get_text_place (project), ==, facecam.camera_share);
  cw_project_set_layout (project, &fill);
  g_assert_cmpfloat (get_text_place (project), ==, fresh->y);

  cw_project_place_text (project, 0.5, 0.7, 0.05);
  cw_project_set_layout (project, &facecam);
  g_assert_cmpfloat (get_text_place (project), ==, 0.7);
}

static void
nothing_leaks (void)
{
  CwProject *project = video_project ();
  CwTrack   *track = g_object_ref (cw_project_get_track (project, 0));
  CwItem    *item = g_object_ref (cw_track_get_item (track, 0));

  g_assert_finalize_object (project);
  g_assert_finalize_object (track);
  g_assert_finalize_object (item);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/project/a-track-lays-items-one-after-another", a_track_lays_items_one_after_another);
  g_test_add_func ("/project/durations-follow-what-is-changed", durations_follow_what_is_changed);
  g_test_add_func ("/project/endless-items-do-not-overflow", endless_items_do_not_overflow);
  g_test_add_func ("/project/a-copy-shares-nothing", a_copy_shares_nothing);
  g_test_add_func ("/project/notifies-changes-only", notifies_changes_only);
  g_test_add_func ("/project/a-canvas-is-even-and-bounded", a_canvas_is_even_and_bounded);
  g_test_add_func ("/project/is-made-for-media-and-preset", is_made_for_media_and_preset);
  g_test_add_func ("/project/refuses-ranges-that-make-no-sense", refuses_ranges_that_make_no_sense);
  g_test_add_func ("/project/refuses-media-without-a-picture", refuses_media_without_a_picture);
  g_test_add_func ("/project/an-end-beyond-the-file-is-its-end", an_end_beyond_the_file_is_its_end);
  g_test_add_func ("/project/the-text-spans-the-project-and-follows-its-range", the_text_spans_the_project_and_follows_its_range);
  g_test_add_func ("/project/the-text-goes-where-the-layout-has-room-until-it-is-placed", the_text_goes_where_the_layout_has_room_until_it_is_placed);
  g_test_add_func ("/project/nothing-leaks", nothing_leaks);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-preview.h"
#include "test-media.h"
#include "test-support.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static CwProject *
make_project (const char *media,
              gint64      in,
              gint64      duration)
{
  g_autofree char *path = test_media_path (media);
  CwProject       *project = cw_project_new ("Preview");
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, "Video");
  g_autoptr (CwItem) item = cw_item_new_media (path, in, duration);

  cw_track_insert (track, 0, item);
  cw_project_add_track (project, track);
  cw_project_set_size (project, 320, 180);
  cw_project_set_rate (project, (CwRate) { 30, 1 });

  return project;
}

static gboolean
on_late (gpointer data)
{
  g_error ("What was waited for did not come");
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until PROPERTY of PREVIEW is notified. */
static void
wait_for (CwPreview  *preview,
          const char *property)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  GMainLoop       *loop = g_main_loop_new (NULL, FALSE);
  gulong           handler = g_signal_connect_swapped (preview, signal, G_CALLBACK (g_main_loop_quit), loop);
  guint            late = g_timeout_add_seconds (30, on_late, NULL);

  g_main_loop_run (loop);
  g_source_remove (late);
  g_signal_handler_disconnect (preview, handler);
  g_main_loop_unref (loop);
}

static int
get_number (CwPreview *preview)
{
  const CwImage *image = cw_preview_get_image (preview);

  g_assert_nonnull (image);
  return test_media_read_number (g_bytes_get_data (image->pixels, NULL), 4, image->stride, image->width, image->height);
}

static void
shows_the_first_picture (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", SECOND, SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();

  cw_preview_set_project (preview, project);
  wait_for (preview, "image");

  g_assert_cmpint (get_number (preview), ==, 30);
  g_assert_cmpint (cw_preview_get_position (preview), ==, 0);
  g_assert_cmpint (cw_preview_get_image (preview)->width, ==, 320);
}

static void
shows_what_was_asked_for_last (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, 3 * SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();

  cw_preview_set_project (preview, project);
  for (int n = 0; n < 60; n++)
    cw_preview_seek (preview, n * SECOND / 30 + 1);

  g_assert_cmpint (cw_preview_get_position (preview), ==, 59 * SECOND / 30 + 1);
  while (cw_preview_get_image (preview) == NULL || get_number (preview) != 59)
    wait_for (preview, "image");
}

static void
fits_the_picture_into_the_size (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();

  cw_preview_set_size (preview, 160, 400);
  cw_preview_set_project (preview, project);
  wait_for (preview, "image");

  g_assert_cmpint (cw_preview_get_image (preview)->width, ==, 160);
  g_assert_cmpint (cw_preview_get_image (preview)->height, ==, 90);
}

static void
keeps_the_position_when_the_project_changes (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, 2 * SECOND);
  g_autoptr (CwProject) other = make_project ("h264-30", SECOND, 2 * SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();

  cw_preview_set_project (preview, project);
  cw_preview_seek (preview, SECOND / 2);
  while (cw_preview_get_image (preview) == NULL || get_number (preview) != 15)
    wait_for (preview, "image");

  cw_preview_set_project (preview, other);
  wait_for (preview, "image");
  g_assert_cmpint (get_number (preview), ==, 45);
  g_assert_cmpint (cw_preview_get_position (preview), ==, SECOND / 2);
}

static void
plays_to_the_end (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", SECOND, SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();
  gint64 began;

  cw_preview_set_project (preview, project);
  wait_for (preview, "image");

  cw_preview_set_playing (preview, TRUE);
  began = g_get_monotonic_time ();
  wait_for (preview, "playing");

  g_assert_cmpint (g_get_monotonic_time () - began, >=, 900000);
  g_assert_false (cw_preview_get_playing (preview));
  g_assert_cmpint (cw_preview_get_position (preview), ==, SECOND);
  g_assert_cmpint (get_number (preview), ==, 59);

  /* From the start again. */
  cw_preview_set_playing (preview, TRUE);
  g_assert_cmpint (cw_preview_get_position (preview), ==, 0);
  wait_for (preview, "position");
  g_assert_true (cw_preview_get_playing (preview));
}

static void
goes_on_playing_when_the_project_changes (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, 2 * SECOND);
  g_autoptr (CwProject) other = make_project ("h264-30", SECOND, 2 * SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();
  gint64 position = 0;

  cw_preview_set_project (preview, project);
  cw_preview_set_playing (preview, TRUE);

  while (cw_preview_get_playing (preview))
    {
      wait_for (preview, "position");
      g_assert_cmpint (cw_preview_get_position (preview), >, position);
      position = cw_preview_get_position (preview);
      if (position > SECOND / 2)
        cw_preview_set_project (preview, other);
      if (position >= 2 * SECOND)
        break;
    }

  g_assert_cmpint (get_number (preview), ==, 89);
}

static void
pauses_where_it_is (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, 3 * SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();
  gint64 position;

  cw_preview_set_project (preview, project);
  cw_preview_set_playing (preview, TRUE);
  for (int i = 0; i < 5; i++)
    wait_for (preview, "position");

  cw_preview_set_playing (preview, FALSE);
  position = cw_preview_get_position (preview);
  wait_for (preview, "image");
  g_assert_cmpint (cw_preview_get_position (preview), ==, position);
}

static void
says_what_is_wrong (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, SECOND);
  g_autoptr (CwPreview) preview = cw_preview_new ();
  g_autofree char *error = NULL;

  cw_item_set_path (cw_track_get_item (cw_project_get_track (project, 0), 0), "/nowhere/gone.mp4");
  cw_preview_set_project (preview, project);
  wait_for (preview, "error");
  g_object_get (preview, "error", &error, NULL);

  g_assert_nonnull (strstr (error, "gone.mp4"));
}

static void
may_go_at_any_time (void)
{
  g_autoptr (CwProject) project = make_project ("h264-30", 0, SECOND);

  for (int i = 0; i < 10; i++)
    {
      CwPreview *preview = cw_preview_new ();

      cw_preview_set_project (preview, project);
      cw_preview_set_playing (preview, i % 2 == 0);
      if (i > 4)
        wait_for (preview, "image");

      g_assert_finalize_object (preview);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/preview/shows the first picture", shows_the_first_picture);
  g_test_add_func ("/preview/shows what was asked for last", shows_what_was_asked_for_last);
  g_test_add_func ("/preview/fits the picture into the size", fits_the_picture_into_the_size);
  g_test_add_func ("/preview/keeps the position when the project changes", keeps_the_position_when_the_project_changes);
  g_test_add_func ("/preview/plays to the end", plays_to_the_end);
  g_test_add_func ("/preview/goes on playing when the project changes", goes_on_playing_when_the_project_changes);
  g_test_add_func ("/preview/pauses where it is", pauses_where_it_is);
  g_test_add_func ("/preview/says what is wrong", says_what_is_wrong);
  g_test_add_func ("/preview/may go at any time", may_go_at_any_time);

  return g_test_run ();
}

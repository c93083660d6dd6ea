/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player.h"
#include "test-media.h"
#include "test-support.h"

#include <gtk/gtk.h>
#include <math.h>

#define MS G_GINT64_CONSTANT (1000000)
#define FRAME (G_GINT64_CONSTANT (1000000000) / 30)
#define PATIENCE_S 20

static gboolean
on_too_late (gpointer data)
{
  g_error ("waited too long for: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until CONDITION. */
#define wait_until(condition)                                                            \
  G_STMT_START                                                                           \
  {                                                                                      \
    guint late = g_timeout_add_seconds (PATIENCE_S, on_too_late, (gpointer) #condition); \
                                                                                         \
    while (!(condition))                                                                 \
      g_main_context_iteration (NULL, TRUE);                                             \
    g_source_remove (late);                                                              \
  }                                                                                      \
  G_STMT_END

static CwPlayer *
open_media (const char *name)
{
  g_autofree char *path = test_media_path (name);
  CwPlayer        *player = cw_player_new ();

  cw_player_open (player, path);
  wait_until (cw_player_get_ready (player) || cw_player_get_error (player) != NULL);
  g_assert_cmpstr (cw_player_get_error (player), ==, NULL);
  return player;
}

/* The number of the frame that is on screen. */
static int
get_frame (CwPlayer *player)
{
  GdkPaintable    *paintable = GDK_PAINTABLE (cw_player_get_paintable (player));
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  GskRenderNode   *node;
  cairo_surface_t *surface;
  cairo_t         *cr;
  int              number;

  gdk_paintable_snapshot (paintable, snapshot, 320, 180);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return -1;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 320, 180);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  number = test_media_read_number (cairo_image_surface_get_data (surface), 4, (gsize) cairo_image_surface_get_stride (surface), 320, 180);

  cairo_surface_destroy (surface);
  gsk_render_node_unref (node);
  return number;
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    data)
{
  (*(int *) data)++;
}

static void
shows_the_first_picture_at_once (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");
  GObject *paintable = cw_player_get_paintable (player);

  g_assert_true (GDK_IS_PAINTABLE (paintable));
  wait_until (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (paintable)) == 320);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (paintable)), ==, 180);
  g_assert_cmpint (ABS (cw_player_get_duration (player) - 3000 * MS), <, 25 * MS);
  g_assert_cmpint (cw_player_get_position (player), ==, 0);
  g_assert_false (cw_player_get_playing (player));
}

static void
shows_a_rotated_video_upright (void)
{
  g_autoptr (CwPlayer) player = open_media ("rotated-90");
  GdkPaintable *paintable = GDK_PAINTABLE (cw_player_get_paintable (player));

  wait_until (gdk_paintable_get_intrinsic_width (paintable) == 180);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 320);
}

static void
plays_to_the_end_and_again (void)
{
  g_autoptr (CwPlayer) player = open_media ("silent");
  int positions = 0;

  g_signal_connect (player, "notify::position", G_CALLBACK (on_notify), &positions);
  cw_player_set_playing (player, TRUE);
  wait_until (cw_player_get_ended (player));

  g_assert_false (cw_player_get_playing (player));
  g_assert_cmpint (cw_player_get_position (player), ==, cw_player_get_duration (player));

  /* Two seconds at 30 a second, on a machine that may be busy. */
  g_assert_cmpint (positions, >, 15);
  g_assert_cmpint (positions, <, 90);

  cw_player_set_playing (player, TRUE);
  g_assert_false (cw_player_get_ended (player));
  wait_until (cw_player_get_position (player) > 200 * MS && cw_player_get_position (player) < 1500 * MS);
  cw_player_set_playing (player, FALSE);
}

static void
plays_sound_with_the_picture (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");
  gint64 began = g_get_monotonic_time ();
  gint64 took;

  cw_player_set_playing (player, TRUE);
  wait_until (cw_player_get_position (player) >= 1000 * MS);
  took = g_get_monotonic_time () - began;

  /* By the clock, not as fast as it can be decoded. */
  g_assert_cmpint (took, >, 800 * 1000);
}

static void
seeks_to_the_very_frame (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");
  static const int frames[] = { 45, 12, 88, 0, 61 };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      gint64 target = frames[i] * FRAME + FRAME / 2;

      cw_player_seek (player, target, TRUE);
      g_assert_cmpint (cw_player_get_position (player), ==, target);
      wait_until (get_frame (player) == frames[i]);
      g_assert_cmpint (ABS (cw_player_get_position (player) - target), <=, FRAME);
    }
}

static void
ends_a_drag_where_it_was_let_go (void)
{
  g_autoptr (CwPlayer) player = open_media ("long-gop");
  gint64 target = 200 * FRAME + FRAME / 2;

  for (int i = 0; i < 200; i++)
    {
      cw_player_seek (player, i * FRAME, FALSE);
      g_main_context_iteration (NULL, FALSE);
    }

  cw_player_seek (player, target, TRUE);
  wait_until (get_frame (player) == 200);
}

static void
steps_by_frames (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");
  gint64 start = 30 * FRAME + FRAME / 2;

  cw_player_seek (player, start, TRUE);
  wait_until (get_frame (player) == 30);

  for (int i = 1; i <= 5; i++)
    {
      cw_player_step (player, 1);
      wait_until (get_frame (player) == 30 + i);
    }

  for (int i = 4; i >= -3; i--)
    {
      cw_player_step (player, -1);
      wait_until (get_frame (player) == 30 + i);
    }

  /* Quicker than it can follow. */
  for (int i = 0; i < 8; i++)
    cw_player_step (player, 1);
  wait_until (get_frame (player) == 35);

  /* Not before the first one. */
  cw_player_seek (player, 0, TRUE);
  cw_player_step (player, -1);
  wait_until (get_frame (player) == 0);
}

static void
plays_at_other_speeds (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");
  gint64 began;

  cw_player_set_speed (player, 2);
  cw_player_set_playing (player, TRUE);
  began = g_get_monotonic_time ();
  wait_until (cw_player_get_ended (player));
  g_assert_cmpint (g_get_monotonic_time () - began, >, 1000 * 1000);

  cw_player_set_speed (player, 100);
  g_assert_cmpfloat (cw_player_get_speed (player), ==, 4);
  cw_player_set_speed (player, 0);
  g_assert_cmpfloat (cw_player_get_speed (player), ==, 0.25);
}

static void
plays_backwards (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");

  cw_player_seek (player, 1500 * MS, TRUE);
  cw_player_set_speed (player, -1);
  cw_player_set_playing (player, TRUE);
  wait_until (cw_player_get_position (player) < 1000 * MS);
  wait_until (!cw_player_get_playing (player));
  g_assert_cmpint (cw_player_get_position (player), ==, 0);
  g_assert_false (cw_player_get_ended (player));
  g_assert_cmpstr (cw_player_get_error (player), ==, NULL);
}

static void
keeps_its_volume_from_file_to_file (void)
{
  g_autoptr (CwPlayer) player = open_media ("h264-30");
  g_autofree char *other = test_media_path ("vp9-30");
  int              notified = 0;

  g_signal_connect (player, "notify::volume", G_CALLBACK (on_notify), &notified);
  cw_player_set_volume (player, 0.5);
  cw_player_set_volume (player, 0.5);
  g_assert_cmpint (notified, ==, 1);
  g_object_set (player, "muted", TRUE, NULL);

  cw_player_open (player, other);
  wait_until (cw_player_get_ready (player));
  g_assert_cmpfloat (cw_player_get_volume (player), ==, 0.5);
  g_assert_true (cw_player_get_muted (player));
  cw_player_set_volume (player, 7);
  g_assert_cmpfloat (cw_player_get_volume (player), ==, 1);
}

static void
says_why_a_file_does_not_play (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *text = g_build_filename (folder, "text.mp4", NULL);
  g_autofree char *good = test_media_path ("h264-30");
  g_autoptr (CwPlayer) player = cw_player_new ();

  test_write_file (text, "Only words, no picture, and enough of them to be sure of that at once.", -1);

  cw_player_set_playing (player, TRUE);
  cw_player_open (player, text);
  wait_until (cw_player_get_error (player) != NULL);
  g_assert_cmpstr (cw_player_get_error (player), ==, "“text.mp4” cannot be read: it is damaged, or no video");
  g_assert_false (cw_player_get_playing (player));

  cw_player_open (player, "/nowhere/gone.mp4");
  wait_until (cw_player_get_error (player) != NULL);
  g_assert_cmpstr (cw_player_get_error (player), ==, "There is no file “gone.mp4” any more");

  /* What was asked of it then does no harm. */
  cw_player_seek (player, 100, TRUE);
  cw_player_step (player, 1);
  cw_player_set_playing (player, TRUE);
  g_assert_false (cw_player_get_playing (player));

  cw_player_open (player, good);
  g_assert_cmpstr (cw_player_get_error (player), ==, NULL);
  wait_until (cw_player_get_ready (player));
}

static void
may_be_closed_at_any_time (void)
{
  g_autofree char *path = test_media_path ("h264-60");
  GLogLevelFlags   fatal;

  /* playbin3 warns when it is stopped while it links its own elements, and on a busy machine
   * urisourcebin (1.26) takes a pad away twice, which is critical to it; not so ours. */
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_fatal_mask ("cw-media", G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_fatal_mask ("GLib-GObject", G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  for (int i = 0; i < 12; i++)
    {
      g_autoptr (CwPlayer) player = cw_player_new ();

      cw_player_set_playing (player, i % 2 == 0);
      cw_player_open (player, path);
      for (int turn = 0; turn < i * 3; turn++)
        g_main_context_iteration (NULL, FALSE);
      cw_player_seek (player, 500 * MS, TRUE);
      if (i % 3 == 0)
        cw_player_close (player);
    }

  g_log_set_always_fatal (fatal);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  gtk_init ();

  /* As g_application_run() does: the sink asks this thread to do things. */
  g_main_context_acquire (NULL);
  g_test_add_func ("/player/shows-the-first-picture-at-once", shows_the_first_picture_at_once);
  g_test_add_func ("/player/shows-a-rotated-video-upright", shows_a_rotated_video_upright);
  g_test_add_func ("/player/plays-to-the-end-and-again", plays_to_the_end_and_again);
  g_test_add_func ("/player/plays-sound-with-the-picture", plays_sound_with_the_picture);
  g_test_add_func ("/player/seeks-to-the-very-frame", seeks_to_the_very_frame);
  g_test_add_func ("/player/ends-a-drag-where-it-was-let-go", ends_a_drag_where_it_was_let_go);
  g_test_add_func ("/player/steps-by-frames", steps_by_frames);
  g_test_add_func ("/player/plays-at-other-speeds", plays_at_other_speeds);
  g_test_add_func ("/player/plays-backwards", plays_backwards);
  g_test_add_func ("/player/keeps-its-volume-from-file-to-file", keeps_its_volume_from_file_to_file);
  g_test_add_func ("/player/says-why-a-file-does-not-play", says_why_a_file_does_not_play);
  g_test_add_func ("/player/may-be-closed-at-any-time", may_be_closed_at_any_time);
  return g_test_run ();
}

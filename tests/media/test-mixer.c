/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-mixer.h"
#include "test-media.h"
#include "test-support.h"

#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define RATE CW_MIXER_RATE

/* Beeps of test media last this long and are this loud. */
#define BEEP (RATE / 10)
#define LOUD 0.488

static void
add_item (CwTrack    *track,
          const char *media,
          gint64      in,
          gint64      duration,
          double      volume)
{
  g_autofree char *path = test_media_path (media);
  g_autoptr (CwItem) item = cw_item_new_media (path, in, duration);

  cw_item_set_volume (item, volume);
  cw_track_insert (track, cw_track_get_n_items (track), item);
}

static CwTrack *
add_track (CwProject  *project,
           CwTrackKind kind)
{
  g_autoptr (CwTrack) track = cw_track_new (kind, "Sound");

  cw_project_add_track (project, track);
  return cw_project_get_track (project, cw_project_get_n_tracks (project) - 1);
}

static float *
mix (CwProject *project,
     gint64     sample,
     gsize      n)
{
  g_autoptr (CwMixer) mixer = cw_mixer_new (project, 0);
  g_autoptr (GError) error = NULL;
  float *stereo = g_new (float, 2 * n);

  g_assert_true (cw_mixer_mix (mixer, sample, stereo, n, NULL, &error));
  g_assert_no_error (error);
  return stereo;
}

static double
get_peak (const float *stereo,
          gsize        from,
          gsize        to)
{
  double peak = 0;

  for (gsize i = 2 * from; i < 2 * to; i++)
    peak = MAX (peak, fabs (stereo[i]));

  return peak;
}

/* Where the first beep begins, by when it gets loud. */
static gint64
find_beep (const float *stereo,
           gsize        n)
{
  for (gsize i = 0; i < n; i++)
    if (fabs (stereo[2 * i]) > 0.05)
      return (gint64) i;

  return -1;
}

static void
hears_each_file_where_it_is (gconstpointer name)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  g_autofree float *stereo = NULL;
  gint64            beep;

  add_item (add_track (project, CW_TRACK_VIDEO), name, SECOND / 2, SECOND, 1);
  stereo = mix (project, 0, RATE);
  beep = find_beep (stereo, RATE);

  /* The beep of the file's second 1, to 2 ms: a codec smears an attack. */
  g_assert_cmpint (ABS (beep - RATE / 2), <, RATE / 500);
  g_assert_cmpfloat (fabs (get_peak (stereo, RATE / 2 + BEEP / 4, RATE / 2 + BEEP * 3 / 4) - LOUD), <, 0.12);
  g_assert_cmpfloat (get_peak (stereo, RATE / 2 + BEEP * 2, RATE - 2000), <, 0.02);
}

static void
is_silent_where_there_is_no_sound (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  CwTrack *track = add_track (project, CW_TRACK_VIDEO);
  g_autoptr (CwItem) gap = cw_item_new_gap (SECOND);
  g_autofree float *stereo = NULL;

  add_item (track, "silent", 0, SECOND, 1);
  cw_track_insert (track, 1, gap);
  stereo = mix (project, 0, 3 * RATE);

  g_assert_cmpfloat (get_peak (stereo, 0, 3 * RATE), ==, 0);
}

static void
goes_on_past_the_end_of_a_file (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  g_autofree float *stereo = NULL;

  add_item (add_track (project, CW_TRACK_VIDEO), "h264-30", 2 * SECOND, 5 * SECOND, 1);
  stereo = mix (project, 0, 5 * RATE);

  g_assert_cmpfloat (get_peak (stereo, 0, BEEP), >, 0.3);
  g_assert_cmpfloat (get_peak (stereo, 2 * RATE, 5 * RATE), ==, 0);
}

static void
heeds_the_volume (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  CwTrack          *track = add_track (project, CW_TRACK_VIDEO);
  g_autofree float *stereo = NULL;

  add_item (track, "h264-30", 0, SECOND, 1);
  add_item (track, "h264-30", 0, SECOND, 0.5);
  add_item (track, "h264-30", 0, SECOND, 0);
  stereo = mix (project, 0, 3 * RATE);

  for (gsize i = 200; i < BEEP; i++)
    g_assert_cmpfloat_with_epsilon (stereo[2 * (RATE + i)], stereo[2 * i] / 2, 1e-4);
  g_assert_cmpfloat (get_peak (stereo, 2 * RATE, 3 * RATE), ==, 0);
}

static void
adds_tracks_and_never_clips (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  g_autofree float *stereo = NULL;

  for (int i = 0; i < 4; i++)
    add_item (add_track (project, i % 2 ? CW_TRACK_AUDIO : CW_TRACK_VIDEO), "h264-30", 0, SECOND, 1);
  stereo = mix (project, 0, RATE);

  g_assert_cmpfloat (get_peak (stereo, 0, RATE), >, 0.95);
  g_assert_cmpfloat (get_peak (stereo, 0, RATE), <=, 1);
}

static void
gives_the_same_in_any_portions (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  CwTrack *track = add_track (project, CW_TRACK_VIDEO);
  g_autoptr (CwMixer) mixer = NULL;
  g_autofree float *whole = NULL;
  g_autofree float *part = g_new (float, 2 * 5000);
  gint64            at = 0;

  add_item (track, "h264-30", SECOND / 3, SECOND, 1);
  add_item (track, "mono-44", SECOND / 7, SECOND, 0.7);
  whole = mix (project, 0, 2 * RATE);

  mixer = cw_mixer_new (project, 0);
  while (at < 2 * RATE)
    {
      int   portion = g_test_rand_int_range (1, 5000);
      gsize n = (gsize) MIN (portion, 2 * RATE - at);

      g_assert_true (cw_mixer_mix (mixer, at, part, n, NULL, NULL));
      for (gsize i = 0; i < 2 * n; i++)
        g_assert_cmpfloat_with_epsilon (part[i], whole[2 * at + (gint64) i], 1e-6);
      at += (gint64) n;
    }
}

static void
does_not_click_at_cuts (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  CwTrack          *track = add_track (project, CW_TRACK_VIDEO);
  g_autofree float *stereo = NULL;

  /* Both sides of the cut are in the middle of a beep. */
  add_item (track, "h264-30", 0, SECOND / 20, 1);
  add_item (track, "h264-30", SECOND + SECOND / 29, SECOND / 30, 1);
  stereo = mix (project, 0, RATE / 12);

  g_assert_cmpfloat (fabs (stereo[2 * RATE / 20]), <, 0.03);
  g_assert_cmpfloat (fabs (stereo[2 * RATE / 20 - 2]), <, 0.03);
}

static void
does_not_fade_where_a_file_goes_on (void)
{
  g_autoptr (CwProject) cut = cw_project_new ("Mix");
  g_autoptr (CwProject) whole = cw_project_new ("Mix");
  CwTrack          *track = add_track (cut, CW_TRACK_VIDEO);
  g_autofree float *a = NULL;
  g_autofree float *b = NULL;

  add_item (track, "h264-30", SECOND, SECOND / 20, 1);
  add_item (track, "h264-30", SECOND + SECOND / 20, SECOND / 20, 1);
  add_item (add_track (whole, CW_TRACK_VIDEO), "h264-30", SECOND, SECOND / 10, 1);
  a = mix (cut, 0, BEEP);
  b = mix (whole, 0, BEEP);

  for (int i = 0; i < 2 * BEEP; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-4);
}

static void
says_what_is_wrong_with_a_file (void)
{
  g_autoptr (CwProject) project = cw_project_new ("Mix");
  g_autoptr (CwItem) item = cw_item_new_media ("/nowhere/music.m4a", 0, SECOND);
  g_autoptr (CwMixer) mixer = NULL;
  g_autoptr (GError) error = NULL;
  float stereo[200];

  cw_track_insert (add_track (project, CW_TRACK_AUDIO), 0, item);
  mixer = cw_mixer_new (project, 0);

  g_assert_false (cw_mixer_mix (mixer, 0, stereo, 100, NULL, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
}

int
main (int    argc,
      char **argv)
{
  static const char *const files[] = { "h264-30", "vp9-30", "mov-30", "mono-44", "stereo-44", "variable-mkv", "sound-only", NULL };

  test_init (&argc, &argv);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("/mixer/hears each file where it is/", files[i], NULL);

      g_test_add_data_func (name, files[i], hears_each_file_where_it_is);
    }
  g_test_add_func ("/mixer/is silent where there is no sound", is_silent_where_there_is_no_sound);
  g_test_add_func ("/mixer/goes on past the end of a file", goes_on_past_the_end_of_a_file);
  g_test_add_func ("/mixer/heeds the volume", heeds_the_volume);
  g_test_add_func ("/mixer/adds tracks and never clips", adds_tracks_and_never_clips);
  g_test_add_func ("/mixer/gives the same in any portions", gives_the_same_in_any_portions);
  g_test_add_func ("/mixer/does not click at cuts", does_not_click_at_cuts);
  g_test_add_func ("/mixer/does not fade where a file goes on", does_not_fade_where_a_file_goes_on);
  g_test_add_func ("/mixer/says what is wrong with a file", says_what_is_wrong_with_a_file);

  return g_test_run ();
}

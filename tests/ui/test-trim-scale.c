/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trim-scale.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static const CwTrimScale minute = { 16, 600, 60 * SECOND, { 60, 1 } };
static const CwTrimScale ntsc = { 0, 1000, 10 * SECOND, { 30000, 1001 } };

static void
the_ends_of_the_strip_are_the_ends_of_the_source (void)
{
  g_assert_cmpfloat (cw_trim_scale_get_x (&minute, 0), ==, 16);
  g_assert_cmpfloat (cw_trim_scale_get_x (&minute, 60 * SECOND), ==, 616);
  g_assert_cmpint (cw_trim_scale_get_time (&minute, 16), ==, 0);
  g_assert_cmpint (cw_trim_scale_get_time (&minute, 616), ==, 60 * SECOND);
}

static void
beyond_the_strip_is_still_within_the_source (void)
{
  g_assert_cmpint (cw_trim_scale_get_time (&minute, -500), ==, 0);
  g_assert_cmpint (cw_trim_scale_get_time (&minute, 5000), ==, 60 * SECOND);
  g_assert_cmpfloat (cw_trim_scale_get_x (&minute, 99 * SECOND), ==, 616);
}

static void
times_are_those_of_frames (void)
{
  for (double x = 0; x < 998; x += 0.7)
    {
      gint64 time = cw_trim_scale_get_time (&ntsc, x);

      g_assert_cmpint (time, ==, cw_rate_get_frame_time (ntsc.rate, cw_rate_get_frame_count (ntsc.rate, time)));
      g_assert_cmpfloat_with_epsilon (cw_trim_scale_get_x (&ntsc, time), x, 1.7);
    }
}

static void
a_step_is_one_frame_and_stays_in_the_source (void)
{
  gint64 time = 0;

  for (int i = 1; i <= 200; i++)
    {
      time = cw_trim_scale_step (&ntsc, time, 1);
      g_assert_cmpint (time, ==, cw_rate_get_frame_time (ntsc.rate, i));
    }

  g_assert_cmpint (cw_trim_scale_step (&ntsc, time, -200), ==, 0);
  g_assert_cmpint (cw_trim_scale_step (&ntsc, 0, -1), ==, 0);
  g_assert_cmpint (cw_trim_scale_step (&ntsc, 0, 5000), ==, 10 * SECOND);
}

static void
the_end_of_the_source_is_kept_where_no_frame_begins (void)
{
  /* 10 s are 299.7 frames: the end is no multiple of a frame. */
  g_assert_cmpint (cw_trim_scale_snap (&ntsc, 10 * SECOND), ==, 10 * SECOND);
  g_assert_cmpint (cw_trim_scale_step (&ntsc, 10 * SECOND, -1), ==, cw_rate_get_frame_time (ntsc.rate, 299));
}

static void
a_source_without_length_is_at_its_start (void)
{
  const CwTrimScale nothing = { 16, 600, 0, { 30, 1 } };
  const CwTrimScale thin = { 16, 0, SECOND, { 30, 1 } };

  g_assert_cmpfloat (cw_trim_scale_get_x (&nothing, 5), ==, 16);
  g_assert_cmpint (cw_trim_scale_get_time (&nothing, 300), ==, 0);
  g_assert_cmpint (cw_trim_scale_get_time (&thin, 300), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trim-scale/the-ends-of-the-strip-are-the-ends-of-the-source", the_ends_of_the_strip_are_the_ends_of_the_source);
  g_test_add_func ("/trim-scale/beyond-the-strip-is-still-within-the-source", beyond_the_strip_is_still_within_the_source);
  g_test_add_func ("/trim-scale/times-are-those-of-frames", times_are_those_of_frames);
  g_test_add_func ("/trim-scale/a-step-is-one-frame-and-stays-in-the-source", a_step_is_one_frame_and_stays_in_the_source);
  g_test_add_func ("/trim-scale/the-end-of-the-source-is-kept-where-no-frame-begins", the_end_of_the_source_is_kept_where_no_frame_begins);
  g_test_add_func ("/trim-scale/a-source-without-length-is-at-its-start", a_source_without_length_is_at_its_start);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-rate.h"
#include "test-support.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static const CwRate rates[] = {
  { 24000, 1001 }, { 24, 1 }, { 25, 1 }, { 30000, 1001 }, { 30, 1 }, { 50, 1 }, { 60000, 1001 }, { 60, 1 }, { 120, 1 }, { 1, 1 }, { 1, 2 }
};

static void
frame_times_and_numbers_agree (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (gint64 frame = 0; frame < 20000; frame += 7)
      {
        gint64 time = cw_rate_get_frame_time (rates[i], frame);

        g_assert_cmpint (cw_rate_get_frame_at (rates[i], time), ==, frame);
        g_assert_cmpint (cw_rate_get_frame_at (rates[i], time - 1), ==, frame - 1);
        g_assert_cmpint (cw_rate_get_frame_count (rates[i], time), ==, frame);
      }
}

static void
times_do_not_drift (void)
{
  CwRate ntsc = { 30000, 1001 };

  /* 30,000 frames of 29.97 are 1,001 seconds, whatever the hour. */
  g_assert_cmpint (cw_rate_get_frame_time (ntsc, 30000), ==, 1001 * SECOND);
  g_assert_cmpint (cw_rate_get_frame_time (ntsc, 30000 * 1000), ==, 1001 * SECOND * 1000);
}

static void
counts_are_rounded_to_the_nearest (void)
{
  CwRate rate = { 60, 1 };

  g_assert_cmpint (cw_rate_get_frame_count (rate, 0), ==, 0);
  g_assert_cmpint (cw_rate_get_frame_count (rate, SECOND / 120 - 1), ==, 0);
  g_assert_cmpint (cw_rate_get_frame_count (rate, SECOND / 120 + 1), ==, 1);
  g_assert_cmpint (cw_rate_get_frame_count (rate, 10 * SECOND), ==, 600);
}

static void
a_limit_drops_frames_evenly (void)
{
  g_assert_true (cw_rate_equal (cw_rate_limit ((CwRate) { 120, 1 }, 60), (CwRate) { 60, 1 }));
  g_assert_true (cw_rate_equal (cw_rate_limit ((CwRate) { 100, 1 }, 60), (CwRate) { 50, 1 }));
  g_assert_true (cw_rate_equal (cw_rate_limit ((CwRate) { 120000, 1001 }, 60), (CwRate) { 60000, 1001 }));
  g_assert_true (cw_rate_equal (cw_rate_limit ((CwRate) { 60, 1 }, 60), (CwRate) { 60, 1 }));
  g_assert_true (cw_rate_equal (cw_rate_limit ((CwRate) { 240, 1 }, 0), (CwRate) { 240, 1 }));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/rate/frame-times-and-numbers-agree", frame_times_and_numbers_agree);
  g_test_add_func ("/rate/times-do-not-drift", times_do_not_drift);
  g_test_add_func ("/rate/counts-are-rounded-to-the-nearest", counts_are_rounded_to_the_nearest);
  g_test_add_func ("/rate/a-limit-drops-frames-evenly", a_limit_drops_frames_evenly);
  return g_test_run ();
}

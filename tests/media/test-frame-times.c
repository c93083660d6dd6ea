/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-frame-times.h"
#include "test-support.h"

#define MS G_GINT64_CONSTANT (1000000)

static const CwRate unknown = { 0, 1 };

/* N frames at RATE, their times rounded to UNIT as a container does. */
static GArray *
even_times (CwRate rate,
            int    n,
            gint64 unit)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < n; i++)
    {
      gint64 time = (cw_rate_get_frame_time (rate, i) + unit / 2) / unit * unit;

      g_array_append_val (times, time);
    }

  return times;
}

static void
judge (GArray   *times,
       CwRate    claimed,
       CwRate   *rate,
       gboolean *variable)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint64));

  cw_frame_times_add (gaps, times);
  g_assert_true (cw_frame_times_judge (gaps, claimed, rate, variable));
}

static void
names_every_usual_rate (void)
{
  static const CwRate rates[] = { { 24000, 1001 }, { 24, 1 }, { 25, 1 }, { 30000, 1001 }, { 30, 1 }, { 50, 1 }, { 60000, 1001 }, { 60, 1 }, { 120, 1 }, { 240, 1 } };
  static const gint64 units[] = { 1, 11111, MS };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint unit = 0; unit < G_N_ELEMENTS (units); unit++)
      {
        g_autoptr (GArray) times = even_times (rates[i], 240, units[unit]);
        CwRate   rate;
        gboolean variable;

        judge (times, unknown, &rate, &variable);
        g_assert_false (variable);
        g_assert_cmpint (rate.n, ==, rates[i].n);
        g_assert_cmpint (rate.d, ==, rates[i].d);
      }
}

static void
believes_the_frames_rather_than_the_file (void)
{
  g_autoptr (GArray) times = even_times ((CwRate) { 30, 1 }, 100, 1);
  CwRate   rate;
  gboolean variable;

  judge (times, (CwRate) { 60, 1 }, &rate, &variable);
  g_assert_cmpint (rate.n, ==, 30);
  g_assert_false (variable);
}

static void
believes_the_file_where_the_frames_agree (void)
{
  /* Too few to tell 29.97 from 30 by times of whole milliseconds. */
  g_autoptr (GArray) times = even_times ((CwRate) { 30000, 1001 }, 30, MS);
  CwRate   rate;
  gboolean variable;

  judge (times, (CwRate) { 30000, 1001 }, &rate, &variable);
  g_assert_cmpint (rate.n, ==, 30000);
  g_assert_cmpint (rate.d, ==, 1001);
}

static void
first_times_that_a_demuxer_mends_are_no_variable_rate (void)
{
  /* Two seconds of 23.976 beside a sound track, as matroskademux gives them. */
  g_autoptr (GArray) times = even_times ((CwRate) { 24000, 1001 }, 48, MS);
  CwRate   rate;
  gboolean variable;

  g_array_index (times, gint64, 0) -= 3 * MS;
  g_array_index (times, gint64, 3) -= 3 * MS;
  judge (times, (CwRate) { 24000, 1001 }, &rate, &variable);
  g_assert_false (variable);
  g_assert_cmpint (rate.n, ==, 24000);
  g_assert_cmpint (rate.d, ==, 1001);
}

static void
keeps_a_rate_that_nobody_else_has (void)
{
  g_autoptr (GArray) times = even_times ((CwRate) { 37, 1 }, 200, 1);
  CwRate   rate;
  gboolean variable;

  judge (times, unknown, &rate, &variable);
  g_assert_cmpfloat_with_epsilon (cw_rate_to_double (rate), 37, 0.001);
  g_assert_false (variable);
}

static void
takes_frames_in_the_order_they_are_stored (void)
{
  static const int order[] = { 0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 10 };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  CwRate   rate;
  gboolean variable;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gint64 time = order[i] * 40 * MS;

      g_array_append_val (times, time);
    }

  judge (times, unknown, &rate, &variable);
  g_assert_cmpint (rate.n, ==, 25);
  g_assert_false (variable);
}

static void
sees_that_frames_come_unevenly (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  CwRate   rate;
  gboolean variable;

  for (int i = 0; i < 240; i++)
    {
      gint64 time = cw_rate_get_frame_time ((CwRate) { 60, 1 }, i);

      if (i % 5 != 3)
        g_array_append_val (times, time);
    }

  judge (times, (CwRate) { 48, 1 }, &rate, &variable);
  g_assert_true (variable);
  g_assert_cmpint (rate.n, ==, 60);
}

/* What matroskademux makes of the first frames of a file of a second at 60 a
 * second with sound beside it. */
static void
forgives_a_demuxer_that_mends_times (void)
{
  g_autoptr (GArray) times = even_times ((CwRate) { 60, 1 }, 60, MS);
  CwRate   rate;
  gboolean variable;

  g_array_index (times, gint64, 0) -= 3 * MS;
  g_array_index (times, gint64, 2) -= 3 * MS;
  judge (times, (CwRate) { 60, 1 }, &rate, &variable);
  g_assert_false (variable);
  g_assert_cmpint (rate.n, ==, 60);
}

static void
forgives_one_dropped_frame (void)
{
  g_autoptr (GArray) times = even_times ((CwRate) { 60, 1 }, 240, 1);
  CwRate   rate;
  gboolean variable;

  g_array_remove_index (times, 100);
  judge (times, (CwRate) { 60, 1 }, &rate, &variable);
  g_assert_false (variable);
  g_assert_cmpint (rate.n, ==, 60);
}

static void
tells_nothing_by_two_frames (void)
{
  g_autoptr (GArray) times = even_times ((CwRate) { 30, 1 }, 2, 1);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  CwRate   rate;
  gboolean variable;

  cw_frame_times_add (gaps, times);
  g_assert_false (cw_frame_times_judge (gaps, unknown, &rate, &variable));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/frame-times/names-every-usual-rate", names_every_usual_rate);
  g_test_add_func ("/frame-times/believes-the-frames-rather-than-the-file", believes_the_frames_rather_than_the_file);
  g_test_add_func ("/frame-times/believes-the-file-where-the-frames-agree", believes_the_file_where_the_frames_agree);
  g_test_add_func ("/frame-times/keeps-a-rate-that-nobody-else-has", keeps_a_rate_that_nobody_else_has);
  g_test_add_func ("/frame-times/first-times-that-a-demuxer-mends-are-no-variable-rate", first_times_that_a_demuxer_mends_are_no_variable_rate);
  g_test_add_func ("/frame-times/takes-frames-in-the-order-they-are-stored", takes_frames_in_the_order_they_are_stored);
  g_test_add_func ("/frame-times/sees-that-frames-come-unevenly", sees_that_frames_come_unevenly);
  g_test_add_func ("/frame-times/forgives-a-demuxer-that-mends-times", forgives_a_demuxer_that_mends_times);
  g_test_add_func ("/frame-times/forgives-one-dropped-frame", forgives_one_dropped_frame);
  g_test_add_func ("/frame-times/tells-nothing-by-two-frames", tells_nothing_by_two_frames);
  return g_test_run ();
}

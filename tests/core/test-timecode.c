/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-timecode.h"
#include "test-support.h"

#define MS G_GINT64_CONSTANT (1000000)

static void
assert_time (const char *text,
             gint64      expected)
{
  g_autoptr (GError) error = NULL;
  gint64 time = -1;

  g_assert_true (cw_timecode_parse (text, &time, &error));
  g_assert_no_error (error);
  g_assert_cmpint (time, ==, expected);
}

static void
reads_seconds_and_clock_times (void)
{
  assert_time ("0", 0);
  assert_time ("83.5", 83500 * MS);
  assert_time ("90", 90000 * MS);
  assert_time ("1:23.5", 83500 * MS);
  assert_time ("1:02:03.004", 3723004 * MS);
  assert_time ("0.000000001", 1);
  assert_time ("0.0000000019", 1);
}

static void
refuses_what_is_no_time (void)
{
  const char *wrong[] = { "", "abc", "-1", "1:", ":1", "1:60", "1:2:3:4", "1.", ".5", "1e3", "1:5x", "999999999999", "0x10", " 1" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time = -1;

      g_assert_false (cw_timecode_parse (wrong[i], &time, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
      g_assert_cmpint (time, ==, -1);
    }
}

static void
writes_what_it_reads (void)
{
  const gint64 times[] = { 0, 1 * MS, 59999 * MS, 60000 * MS, 3599999 * MS, 3600000 * MS, 359999999 * MS };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = cw_timecode_format (times[i]);

      assert_time (text, times[i]);
    }
}

static void
assert_short (gint64      time,
              const char *expected)
{
  g_autofree char *text = cw_timecode_format_short (time);

  g_assert_cmpstr (text, ==, expected);
}

static void
short_times_take_what_is_nearly_a_second_for_one (void)
{
  assert_short (0, "0:00");
  assert_short (2970 * MS, "0:02");
  assert_short (2983 * MS, "0:03");
  assert_short (3000 * MS, "0:03");
  assert_short (3599990 * MS, "1:00:00");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/timecode/reads-seconds-and-clock-times", reads_seconds_and_clock_times);
  g_test_add_func ("/timecode/refuses-what-is-no-time", refuses_what_is_no_time);
  g_test_add_func ("/timecode/writes-what-it-reads", writes_what_it_reads);
  g_test_add_func ("/timecode/short-times-take-what-is-nearly-a-second-for-one", short_times_take_what_is_nearly_a_second_for_one);
  return g_test_run ();
}

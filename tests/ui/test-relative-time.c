/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-relative-time.h"

/* A Wednesday afternoon two hours east of Greenwich. */
static void
assert_said (const char *then,
             const char *expected)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 18, 15, 30, 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (then, zone);
  g_autofree char *said = cw_relative_time_format (g_date_time_to_unix_usec (time), now);

  g_assert_cmpstr (said, ==, expected);
}

static void
the_last_hour_is_told_in_minutes (void)
{
  assert_said ("2026-03-18T15:29:30", "Just now");
  assert_said ("2026-03-18T15:29:00", "1 minute ago");
  assert_said ("2026-03-18T14:31:00", "59 minutes ago");
}

static void
what_is_yet_to_come_is_now (void)
{
  assert_said ("2026-03-18T15:31:00", "Just now");
}

static void
today_is_told_in_hours (void)
{
  assert_said ("2026-03-18T14:30:00", "1 hour ago");
  assert_said ("2026-03-18T00:10:00", "15 hours ago");
}

static void
a_day_ends_at_the_users_midnight (void)
{
  /* 23:50 the day before, which is 21:50 UTC. */
  assert_said ("2026-03-17T23:50:00", "Yesterday");
  assert_said ("2026-03-17T21:50:00Z", "Yesterday");
  assert_said ("2026-03-17T22:10:00Z", "15 hours ago");
}

static void
older_things_have_a_date (void)
{
  assert_said ("2026-03-12T10:00:00", "6 days ago");
  assert_said ("2026-03-11T10:00:00", "11 March");
  assert_said ("2025-12-31T10:00:00", "31 December 2025");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/relative-time/the-last-hour-is-told-in-minutes", the_last_hour_is_told_in_minutes);
  g_test_add_func ("/relative-time/what-is-yet-to-come-is-now", what_is_yet_to_come_is_now);
  g_test_add_func ("/relative-time/today-is-told-in-hours", today_is_told_in_hours);
  g_test_add_func ("/relative-time/a-day-ends-at-the-users-midnight", a_day_ends_at_the_users_midnight);
  g_test_add_func ("/relative-time/older-things-have-a-date", older_things_have_a_date);

  return g_test_run ();
}

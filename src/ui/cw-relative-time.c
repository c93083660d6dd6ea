/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-relative-time.h"

#include <glib/gi18n.h>

static int
count_days (GDateTime *from,
            GDateTime *to)
{
  GDate first;
  GDate second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_dmy (&first, (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from), (GDateYear) g_date_time_get_year (from));
  g_date_set_dmy (&second, (GDateDay) g_date_time_get_day_of_month (to),
                  (GDateMonth) g_date_time_get_month (to), (GDateYear) g_date_time_get_year (to));

  return g_date_days_between (&first, &second);
}

/**
 * cw_relative_time_format:
 * @time: µs since 1970, UTC
 * @now: the time it is, in the user's time zone
 *
 * Returns: (transfer full): when @time was as one would say it: “5 minutes ago”
 */
char *
cw_relative_time_format (gint64     time,
                         GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GDateTime) then = NULL;
  GTimeSpan span;
  int       days;

  if (utc == NULL)
    return g_strdup ("");

  then = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));
  span = g_date_time_difference (now, then);
  days = count_days (then, now);

  if (span < G_TIME_SPAN_MINUTE)
    return g_strdup (_ ("Just now"));

  if (span < G_TIME_SPAN_HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) (span / G_TIME_SPAN_MINUTE)),
                            (int) (span / G_TIME_SPAN_MINUTE));

  if (days == 0)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) (span / G_TIME_SPAN_HOUR)),
                            (int) (span / G_TIME_SPAN_HOUR));

  if (days == 1)
    return g_strdup (_ ("Yesterday"));

  if (days < 7)
    return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong) days), days);

  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    /* Translators: a day of this year, for g_date_time_format(): 3 March */
    return g_date_time_format (then, _ ("%-e %B"));

  /* Translators: a day of another year, for g_date_time_format(): 3 March 2025 */
  return g_date_time_format (then, _ ("%-e %B %Y"));
}

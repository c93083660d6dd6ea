/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-range.h"
#include "cw-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* More than there is of anything; what is less can be counted in ns or bytes. */
#define MOST 9e15

#define NS_PER_SECOND 1e9

/* One value as it was written. What is meant by it as a range is from @from to @to;
 * compared with it is what is before @before or after @after. */
typedef struct
{
  gint64   from;
  gint64   to;
  gint64   before;
  gint64   after;
  gboolean relative;
} Point;

typedef struct
{
  gint64     now;
  GTimeZone *zone;
} Clock;

/* Digits with at most one point among them; moves on past them. */
static gboolean
read_number (const char **text,
             double      *number,
             guint       *decimals)
{
  const char *c = *text;
  const char *point = NULL;

  if (!g_ascii_isdigit (*c))
    return FALSE;

  for (; g_ascii_isdigit (*c) || (*c == '.' && point == NULL && g_ascii_isdigit (c[1])); c++)
    if (*c == '.')
      point = c;

  if (c - *text > 20)
    return FALSE;

  *number = g_ascii_strtod (*text, NULL);
  *decimals = point != NULL ? (guint) (c - point - 1) : 0;
  *text = c;

  return *number <= MOST;
}

static void
set_exact (Point *point,
           gint64 value)
{
  point->from = point->to = point->before = point->after = value;
}

static gint64
to_usec (GDateTime *date)
{
  return g_date_time_to_unix_usec (date);
}

/* So long ago: 12h, 7d, 3w, 2m, 1y. */
static gboolean
read_ago (const char  *text,
          const Clock *clock,
          Point       *point)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) then = NULL;
  const char *c = text;
  double      number;
  guint       decimals;

  if (!read_number (&c, &number, &decimals) || decimals > 0 || number > 100000 || *c == '\0' || c[1] != '\0')
    return FALSE;

  now = g_date_time_new_from_unix_utc_usec (clock->now);
  if (now == NULL)
    return FALSE;

  if (*c == 'h')
    then = g_date_time_add_hours (now, -(int) number);
  else if (*c == 'd')
    then = g_date_time_add_days (now, -(int) number);
  else if (*c == 'w')
    then = g_date_time_add_weeks (now, -(int) number);
  else if (*c == 'm')
    then = g_date_time_add_months (now, -(int) number);
  else if (*c == 'y')
    then = g_date_time_add_years (now, -(int) number);
  if (then == NULL)
    return FALSE;

  set_exact (point, to_usec (then));
  point->to = G_MAXINT64;
  point->relative = TRUE;
  return TRUE;
}

static gboolean
set_dates (Point     *point,
           GDateTime *start,
           GDateTime *end)
{
  if (start == NULL)
    return FALSE;

  point->from = point->before = to_usec (start);
  point->to = point->after = end != NULL ? to_usec (end) - 1 : G_MAXINT64;
  return TRUE;
}

static gboolean
read_day (int          days_ago,
          const Clock *clock,
          Point       *point)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (clock->now);
  g_autoptr (GDateTime) now = utc != NULL ? g_date_time_to_timezone (utc, clock->zone) : NULL;
  g_autoptr (GDateTime) day = now != NULL ? g_date_time_add_days (now, -days_ago) : NULL;
  g_autoptr (GDateTime) next = day != NULL ? g_date_time_add_days (day, 1) : NULL;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;

  if (next == NULL)
    return FALSE;

  start = g_date_time_new (clock->zone, g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0, 0, 0);
  end = g_date_time_new (clock->zone, g_date_time_get_year (next), g_date_time_get_month (next), g_date_time_get_day_of_month (next), 0, 0, 0);
  point->relative = TRUE;
  return set_dates (point, start, end);
}

/* 2026, 2026-01 or 2026-01-31. */
static gboolean
read_calendar (const char  *text,
               const Clock *clock,
               Point       *point)
{
  int         parts[3] = { 0, 1, 1 };
  guint       n = 0;
  const char *c = text;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;

  while (n < G_N_ELEMENTS (parts))
    {
      guint digits = 0;

      for (parts[n] = 0; g_ascii_isdigit (*c) && digits < 4; c++, digits++)
        parts[n] = parts[n] * 10 + g_ascii_digit_value (*c);
      if (digits == 0 || (n == 0) != (digits == 4) || (n > 0 && digits > 2))
        return FALSE;
      n++;
      if (*c != '-')
        break;
      c++;
    }
  if (*c != '\0' || c[-1] == '-')
    return FALSE;

  start = g_date_time_new (clock->zone, parts[0], parts[1], parts[2], 0, 0, 0);
  if (start == NULL)
    return FALSE;

  if (n == 1)
    end = g_date_time_new (clock->zone, parts[0] + 1, 1, 1, 0, 0, 0);
  else if (n == 2)
    end = g_date_time_new (clock->zone, parts[0] + (parts[1] == 12), parts[1] % 12 + 1, 1, 0, 0, 0);
  else
    end = g_date_time_add_days (start, 1);

  return set_dates (point, start, end);
}

static gboolean
read_date (const char  *text,
           const Clock *clock,
           Point       *point)
{
  if (g_str_equal (text, "today"))
    return read_day (0, clock, point);
  if (g_str_equal (text, "yesterday"))
    return read_day (1, clock, point);

  return read_calendar (text, clock, point) || read_ago (text, clock, point);
}

/* 1:30 or 1:02:03, the last with decimals. */
static gboolean
read_clock_time (const char *text,
                 double     *seconds,
                 guint      *decimals)
{
  const char *c = text;
  double      number;
  guint       n = 0;

  for (*seconds = 0; n < 3; n++)
    {
      if (!read_number (&c, &number, decimals) || (n > 0 && number >= 60))
        return FALSE;
      *seconds = *seconds * 60 + number;
      if (*c != ':')
        break;
      if (*decimals > 0)
        return FALSE;
      c++;
    }

  return *c == '\0' && n > 0 && n < 3;
}

/* 90, 90s, 1.5m, 1m30s, 1h. */
static gboolean
read_spans (const char *text,
            double     *seconds,
            guint      *decimals)
{
  const char *c = text;
  double      number;

  *seconds = 0;
  do
    {
      if (!read_number (&c, &number, decimals))
        return FALSE;
      if (*c == '\0' && c != text)
        {
          *seconds += number;
          return TRUE;
        }
      if (*c != 's' && *c != 'm' && *c != 'h')
        return FALSE;
      *seconds += number * (*c == 's' ? 1 : *c == 'm' ? 60
                                                      : 3600);
      if (*c != 's')
        *decimals = 0;
      c++;
    }
  while (*c != '\0');

  return TRUE;
}

/* A clip of "30 seconds" lasts a few more ms, so a time stands for the whole second,
 * or the whole of its last decimal. */
static gboolean
read_duration (const char *text,
               Point      *point)
{
  double seconds, step;
  guint  decimals = 0;

  if (!read_clock_time (text, &seconds, &decimals) && !read_spans (text, &seconds, &decimals))
    return FALSE;
  if (seconds > 1e8 || decimals > 9)
    return FALSE;

  step = pow (10, -(double) decimals);
  point->from = point->before = llround (seconds * NS_PER_SECOND);
  point->to = point->after = point->from + llround (step * NS_PER_SECOND) - 1;
  return TRUE;
}

static gboolean
read_count (const char *text,
            double      most,
            Point      *point)
{
  const char *c = text;
  double      number;
  guint       decimals;

  if (!read_number (&c, &number, &decimals))
    return FALSE;
  if (*c == 'k' && c[1] == '\0')
    number *= 1e3;
  else if (*c == 'm' && c[1] == '\0')
    number *= 1e6;
  else if (*c != '\0' || decimals > 0)
    return FALSE;
  if (number > most)
    return FALSE;

  set_exact (point, llround (number));
  return TRUE;
}

/* Compared with, it is exact; by itself it stands for what is shown as that size. */
static gboolean
read_size (const char *text,
           Point      *point)
{
  static const struct
  {
    const char *name;
    double      bytes;
  } units[] = {
    { "", 1 }, { "b", 1 }, { "k", 1e3 }, { "kb", 1e3 }, { "m", 1e6 }, { "mb", 1e6 }, { "g", 1e9 }, { "gb", 1e9 }, { "t", 1e12 }, { "tb", 1e12 }, { "kib", 1024.0 }, { "mib", 1048576.0 }, { "gib", 1073741824.0 }
  };
  const char *c = text;
  double      number;
  guint       decimals;

  if (!read_number (&c, &number, &decimals))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (c, units[i].name) && number * units[i].bytes <= MOST)
      {
        double step = units[i].bytes * pow (10, -(double) MIN (decimals, 15));

        set_exact (point, llround (number * units[i].bytes));
        point->to = MAX (point->from, llround (number * units[i].bytes + step) - 1);
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_point (CwQueryField field,
            const char  *text,
            const Clock *clock,
            Point       *point)
{
  *point = (Point) { 0 };

  switch (cw_query_field_get_kind (field))
    {
    case CW_QUERY_KIND_DATE:
      return read_date (text, clock, point);
    case CW_QUERY_KIND_DURATION:
      return read_duration (text, point);
    case CW_QUERY_KIND_NUMBER:
      return read_count (text, field == CW_QUERY_FIELD_RATING ? 5 : MOST, point);
    case CW_QUERY_KIND_SIZE:
      return read_size (text, point);
    case CW_QUERY_KIND_TEXT:
    case CW_QUERY_KIND_NAME:
    case CW_QUERY_KIND_CHOICE:
      break;
    }

  g_return_val_if_reached (FALSE);
}

static gboolean
read_between (CwQueryField  field,
              const char   *text,
              const char   *dots,
              const Clock  *clock,
              CwQueryRange *range)
{
  g_autofree char *first = g_strndup (text, dots - text);
  const char      *last = dots + 2;
  Point            point;

  if (*first == '\0' && *last == '\0')
    return FALSE;

  if (*first != '\0')
    {
      if (!read_point (field, first, clock, &point))
        return FALSE;
      range->from = point.from;
      range->relative = point.relative;
    }

  if (*last != '\0')
    {
      if (!read_point (field, last, clock, &point))
        return FALSE;
      /* "7d" alone is since then; as an end it is then. */
      range->to = point.relative && point.to == G_MAXINT64 ? point.after : point.to;
      range->relative |= point.relative;
    }

  return TRUE;
}

static gboolean
read_range (CwQueryField  field,
            const char   *text,
            const Clock  *clock,
            CwQueryRange *range)
{
  const char *dots = strstr (text, "..");
  gsize       skip = strspn (text, "<>=");
  Point       point;

  *range = (CwQueryRange) { G_MININT64, G_MAXINT64, FALSE };

  if (dots != NULL)
    return read_between (field, text, dots, clock, range);

  if (!read_point (field, text + skip, clock, &point))
    return FALSE;
  range->relative = point.relative;

  if (skip == 0 || (skip == 1 && *text == '='))
    {
      range->from = point.from;
      range->to = point.to;
    }
  else if (skip == 1 && *text == '>')
    range->from = point.after == G_MAXINT64 ? G_MAXINT64 : point.after + 1;
  else if (skip == 1)
    range->to = point.before - 1;
  else if (skip == 2 && strncmp (text, ">=", 2) == 0)
    range->from = point.before;
  else if (skip == 2 && strncmp (text, "<=", 2) == 0)
    range->to = point.after;
  else
    return FALSE;

  return TRUE;
}

static void
set_advice (CwQueryField field,
            const char  *text,
            GError     **error)
{
  switch (cw_query_field_get_kind (field))
    {
    case CW_QUERY_KIND_DATE:
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no date: write 2026, 2026-01, 2026-01-31, today, yesterday, or 7d for the last seven days"), text);
      return;
    case CW_QUERY_KIND_DURATION:
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no duration: write seconds, as in 30, or 1:30"), text);
      return;
    case CW_QUERY_KIND_SIZE:
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no size: write it as in 100MB"), text);
      return;
    case CW_QUERY_KIND_NUMBER:
    case CW_QUERY_KIND_TEXT:
    case CW_QUERY_KIND_NAME:
    case CW_QUERY_KIND_CHOICE:
      break;
    }

  if (field == CW_QUERY_FIELD_RATING)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no rating: it is a number from 0 to 5"), text);
  else
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no number: write it as in 1000 or 1k"), text);
}

/**
 * cw_query_range_parse:
 * @field: a field that has ranges
 * @text: "<30", ">=2026-01", "1k..2k", "today"; in small letters, without spaces
 * @now: us UTC
 * @zone: where days begin
 * @range: (out): what is meant
 * @error: %CW_ERROR_INVALID
 *
 * Returns: whether @text is one
 */
gboolean
cw_query_range_parse (CwQueryField  field,
                      const char   *text,
                      gint64        now,
                      GTimeZone    *zone,
                      CwQueryRange *range,
                      GError      **error)
{
  const Clock clock = { now, zone };

  g_return_val_if_fail (cw_query_field_has_ranges (field), FALSE);

  if (!read_range (field, text, &clock, range))
    {
      set_advice (field, text, error);
      return FALSE;
    }

  if (range->from > range->to)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” ends before it begins"), text);
      return FALSE;
    }

  return TRUE;
}

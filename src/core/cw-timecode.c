/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MOST_HOURS 10000
#define NEARLY (SECOND / 50)

/* Reads digits; at most nine, so nothing overflows. */
static gboolean
read_number (const char **text,
             gint64      *number)
{
  const char *start = *text;

  *number = 0;
  for (; g_ascii_isdigit (**text) && *text - start < 9; (*text)++)
    *number = *number * 10 + g_ascii_digit_value (**text);

  return *text > start && !g_ascii_isdigit (**text);
}

static gboolean
read_fraction (const char **text,
               gint64      *nanoseconds)
{
  const char *start = ++*text;
  gint64      unit = SECOND / 10;

  *nanoseconds = 0;
  for (; g_ascii_isdigit (**text); (*text)++, unit /= 10)
    *nanoseconds += g_ascii_digit_value (**text) * unit;

  return *text > start;
}

static gboolean
read_time (const char *text,
           gint64     *time)
{
  gint64 parts[3] = { 0 };
  gint64 fraction = 0;
  guint  n = 0;

  do
    {
      if (n == G_N_ELEMENTS (parts) || !read_number (&text, &parts[n]))
        return FALSE;

      /* In 1:02:03 only the first part may be 60 or more. */
      if (n > 0 && parts[n] > 59)
        return FALSE;

      n++;
    }
  while (*text == ':' && text++);

  if (*text == '.' && !read_fraction (&text, &fraction))
    return FALSE;

  if (*text != '\0')
    return FALSE;

  for (guint i = 1; i < n; i++)
    parts[0] = parts[0] * 60 + parts[i];

  if (parts[0] >= MOST_HOURS * 3600)
    return FALSE;

  *time = parts[0] * SECOND + fraction;
  return TRUE;
}

/**
 * cw_timecode_parse:
 * @text: seconds with an optional fraction, or [h:]m:s with one
 * @time: (out): the time in ns
 * @error: %CW_ERROR_INVALID where @text is no time
 *
 * Returns: whether @text is a time
 */
gboolean
cw_timecode_parse (const char *text,
                   gint64     *time,
                   GError    **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (read_time (text, time))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is not a time: write seconds (83.5) or minutes and seconds (1:23.5)"), text);
  return FALSE;
}

/**
 * cw_timecode_format:
 * @time: a time in ns
 *
 * Returns: (transfer full): @time as [h:]m:ss.fff, which cw_timecode_parse() reads
 */
char *
cw_timecode_format (gint64 time)
{
  gint64 milliseconds = (MAX (time, 0) + 500000) / 1000000;
  int    hours = (int) (milliseconds / 3600000);
  int    minutes = (int) (milliseconds / 60000 % 60);
  int    seconds = (int) (milliseconds / 1000 % 60);

  if (hours > 0)
    return g_strdup_printf ("%d:%02d:%02d.%03d", hours, minutes, seconds, (int) (milliseconds % 1000));

  return g_strdup_printf ("%d:%02d.%03d", minutes, seconds, (int) (milliseconds % 1000));
}

/**
 * cw_timecode_format_short:
 * @time: a time in ns
 *
 * Returns: (transfer full): @time to the second, as [h:]m:ss
 */
char *
cw_timecode_format_short (gint64 time)
{
  /* The clocks in files round: what is that near to a full second is one. */
  gint64 seconds = (MAX (time, 0) + NEARLY) / SECOND;

  if (seconds >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

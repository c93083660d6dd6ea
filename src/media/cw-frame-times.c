/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-frame-times.h"

#include <math.h>

#define SECOND 1e9

/* Matroska rounds times to a millisecond, so a gap may be off by one. */
#define ROUNDING 1.1e6

/* A demuxer that mends the first times, and a clock that trembles, are no
 * variable rate; a gap is of another length where it is off by this share. */
#define TREMBLE 0.25

/* A recorder drops a frame now and then; that alone is no variable rate. */
#define MOST_UNEVEN 0.02

/* Two rates as near as this are the same one: 30 and 30000/1001 are 1 in 1000
 * apart. */
#define SAME_RATE 2e-4

#define FASTEST 1000

static const CwRate usual_rates[] = {
  { 24000, 1001 }, { 24, 1 }, { 25, 1 }, { 30000, 1001 }, { 30, 1 }, { 48, 1 }, { 50, 1 }, { 60000, 1001 }, { 60, 1 }, { 90, 1 }, { 100, 1 }, { 120000, 1001 }, { 120, 1 }, { 144, 1 }, { 240, 1 }, { 15, 1 }, { 12, 1 }, { 10, 1 }
};

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/**
 * cw_frame_times_add:
 * @gaps: (element-type gint64): the gaps found so far, added to
 * @times: (element-type gint64): when the frames of one unbroken part of a file
 *   are shown, in ns and any order; sorted here
 */
void
cw_frame_times_add (GArray *gaps,
                    GArray *times)
{
  g_array_sort (times, compare_times);

  for (guint i = 1; i < times->len; i++)
    {
      gint64 gap = g_array_index (times, gint64, i) - g_array_index (times, gint64, i - 1);

      if (gap > 0)
        g_array_append_val (gaps, gap);
    }
}

static gboolean
is_near (CwRate a,
         double b,
         double tolerance)
{
  return a.n > 0 && fabs (cw_rate_to_double (a) / b - 1) < tolerance;
}

/* The exact rate that was meant by a measured one. */
static CwRate
name_rate (double   measured,
           CwRate   claimed,
           double   tolerance,
           gboolean whole)
{
  CwRate found = { 0, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (usual_rates); i++)
    {
      if (!is_near (usual_rates[i], measured, tolerance) || (whole && usual_rates[i].d != 1))
        continue;

      if (cw_rate_equal (usual_rates[i], claimed))
        return usual_rates[i];

      if (found.n == 0 || fabs (cw_rate_to_double (usual_rates[i]) - measured) < fabs (cw_rate_to_double (found) - measured))
        found = usual_rates[i];
    }

  if (found.n > 0)
    return found;

  return is_near (claimed, measured, tolerance) ? claimed : (CwRate) { (int) MAX (1, lrint (measured * 1000)), 1000 };
}

/**
 * cw_frame_times_judge:
 * @gaps: (element-type gint64): gaps between frames, in ns; sorted here
 * @claimed: what the file says of itself, 0/1 for nothing
 * @rate: (out): the usual rate
 * @variable: (out): whether frames do not come evenly
 *
 * Finds a file's frame rate by its frames: what files say of themselves is
 * often an average, or a lie.
 *
 * Returns: whether there are enough frames to tell
 */
gboolean
cw_frame_times_judge (GArray   *gaps,
                      CwRate    claimed,
                      CwRate   *rate,
                      gboolean *variable)
{
  double median;
  double sum = 0, least = G_MAXDOUBLE, most = 0;
  guint  even = 0, near = 0;

  if (gaps->len < 2)
    return FALSE;

  g_array_sort (gaps, compare_times);
  median = (double) g_array_index (gaps, gint64, gaps->len / 2);
  if (median < SECOND / FASTEST)
    return FALSE;

  for (guint i = 0; i < gaps->len; i++)
    {
      double gap = (double) g_array_index (gaps, gint64, i);

      if (fabs (gap - median) <= ROUNDING + median * TREMBLE)
        even++;

      /* Only those tell how long a frame is meant to be. */
      if (fabs (gap - median) > ROUNDING + median * 0.02)
        continue;

      sum += gap;
      least = MIN (least, gap);
      most = MAX (most, gap);
      near++;
    }

  *variable = gaps->len - even > gaps->len * MOST_UNEVEN;

  /* The mean is finer than the rounding of one gap, but only where the gaps
   * follow each other; else 29.97 and 30 cannot be told apart. */
  if (*variable && most - least > ROUNDING / 4)
    *rate = name_rate (SECOND * near / sum, claimed, 0.03, TRUE);
  else
    *rate = name_rate (SECOND * near / sum, claimed, SAME_RATE + (*variable ? 0 : 2.5 * ROUNDING / sum), FALSE);

  return TRUE;
}

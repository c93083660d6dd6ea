/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-rate.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* value * n / d, rounded to the nearest, without overflow on the way. */
static gint64
scale (gint64 value,
       gint64 n,
       gint64 d)
{
  __extension__ typedef __int128 Wide;
  Wide                           product = (Wide) value * n;

  return (gint64) ((product + (product < 0 ? -d : d) / 2) / d);
}

/**
 * cw_rate_get_frame_time:
 * @rate: a frame rate
 * @frame: the number of a frame, from 0
 *
 * Returns: when @frame begins, in ns
 */
gint64
cw_rate_get_frame_time (CwRate rate,
                        gint64 frame)
{
  return scale (frame, SECOND * rate.d, rate.n);
}

/**
 * cw_rate_get_frame_at:
 * @rate: a frame rate
 * @time: a time in ns
 *
 * Returns: the number of the frame that is on screen at @time
 */
gint64
cw_rate_get_frame_at (CwRate rate,
                      gint64 time)
{
  gint64 frame = scale (time, rate.n, SECOND * rate.d);

  /* The nearest may be the next one, which has not begun. */
  return cw_rate_get_frame_time (rate, frame) > time ? frame - 1 : frame;
}

/**
 * cw_rate_get_frame_count:
 * @rate: a frame rate
 * @duration: a duration in ns
 *
 * Returns: how many frames @duration is: duration times rate, rounded to the nearest
 */
gint64
cw_rate_get_frame_count (CwRate rate,
                         gint64 duration)
{
  return scale (duration, rate.n, SECOND * rate.d);
}

gboolean
cw_rate_equal (CwRate a,
               CwRate b)
{
  return (gint64) a.n * b.d == (gint64) b.n * a.d;
}

/**
 * cw_rate_to_double:
 * @rate: a frame rate
 *
 * Returns: @rate in frames a second, for showing
 */
double
cw_rate_to_double (CwRate rate)
{
  return (double) rate.n / rate.d;
}

/**
 * cw_rate_limit:
 * @rate: a frame rate
 * @most: frames a second, or 0 for no limit
 *
 * Divides @rate by a whole number until it is within @most, so that frames are
 * dropped evenly: 120 becomes 60 and 100 becomes 50.
 *
 * Returns: a rate of at most @most
 */
CwRate
cw_rate_limit (CwRate rate,
               int    most)
{
  gint64 divisor;

  if (most <= 0 || rate.n <= (gint64) most * rate.d)
    return rate;

  divisor = (rate.n + (gint64) most * rate.d - 1) / ((gint64) most * rate.d);
  return (CwRate) { rate.n, (int) (rate.d * divisor) };
}

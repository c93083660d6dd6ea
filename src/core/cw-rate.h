/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwRate:
 * @n: numerator, above 0
 * @d: denominator, above 0
 *
 * Frames a second, as the exact fraction that media has: 30000/1001.
 */
typedef struct
{
  int n;
  int d;
} CwRate;

gint64   cw_rate_get_frame_time (CwRate rate,
                                 gint64 frame);
gint64   cw_rate_get_frame_at (CwRate rate,
                               gint64 time);
gint64   cw_rate_get_frame_count (CwRate rate,
                                  gint64 duration);
gboolean cw_rate_equal (CwRate a,
                        CwRate b);
double   cw_rate_to_double (CwRate rate);
CwRate   cw_rate_limit (CwRate rate,
                        int    most);

G_END_DECLS

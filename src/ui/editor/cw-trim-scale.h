/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-rate.h"

G_BEGIN_DECLS

/**
 * CwTrimScale:
 * @start: px of the strip's left end
 * @width: px that the whole source takes
 * @duration: ns of the whole source
 * @rate: the frames that times snap to
 *
 * How times of a source lie along a filmstrip.
 */
typedef struct
{
  double start;
  double width;
  gint64 duration;
  CwRate rate;
} CwTrimScale;

double cw_trim_scale_get_x (const CwTrimScale *self,
                            gint64             time);
gint64 cw_trim_scale_get_time (const CwTrimScale *self,
                               double             x);
gint64 cw_trim_scale_snap (const CwTrimScale *self,
                           gint64             time);
gint64 cw_trim_scale_step (const CwTrimScale *self,
                           gint64             time,
                           int                frames);

G_END_DECLS

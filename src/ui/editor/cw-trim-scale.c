/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trim-scale.h"

#include <math.h>

/**
 * cw_trim_scale_get_x:
 * @self: a scale
 * @time: ns
 *
 * Returns: where @time is, in px; within the strip
 */
double
cw_trim_scale_get_x (const CwTrimScale *self,
                     gint64             time)
{
  if (self->duration <= 0)
    return self->start;

  return self->start + self->width * CLAMP ((double) time / (double) self->duration, 0, 1);
}

/**
 * cw_trim_scale_get_time:
 * @self: a scale
 * @x: px
 *
 * Returns: the time of the frame edge nearest to @x, in ns; within the source
 */
gint64
cw_trim_scale_get_time (const CwTrimScale *self,
                        double             x)
{
  double share;

  if (self->width <= 0)
    return 0;

  share = CLAMP ((x - self->start) / self->width, 0, 1);
  return cw_trim_scale_snap (self, (gint64) llround (share * (double) self->duration));
}

/* The end of the source is an edge too, though no frame may begin there. */
static gint64
get_edge (const CwTrimScale *self,
          gint64             edge)
{
  gint64 last = cw_rate_get_frame_count (self->rate, self->duration);

  if (edge >= last)
    return self->duration;

  return cw_rate_get_frame_time (self->rate, MAX (edge, 0));
}

static gint64
find_edge (const CwTrimScale *self,
           gint64             time)
{
  return cw_rate_get_frame_count (self->rate, CLAMP (time, 0, self->duration));
}

/**
 * cw_trim_scale_snap:
 * @self: a scale
 * @time: ns
 *
 * Returns: the time of the frame edge nearest to @time
 */
gint64
cw_trim_scale_snap (const CwTrimScale *self,
                    gint64             time)
{
  return get_edge (self, find_edge (self, time));
}

/**
 * cw_trim_scale_step:
 * @self: a scale
 * @time: ns
 * @frames: how many frames to go, negative for back
 *
 * Returns: the time of the frame edge @frames from the one nearest to @time
 */
gint64
cw_trim_scale_step (const CwTrimScale *self,
                    gint64             time,
                    int                frames)
{
  return get_edge (self, find_edge (self, time) + frames);
}

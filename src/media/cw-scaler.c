/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-scaler.h"

#include "cw-scaler-rows.h"

#include <math.h>
#include <string.h>

/* A source row shorter than the taps is read this far past its end. */
#define BEYOND 4

#define AHEAD 3 /* rows */
#define CACHE_LINE 64

/* How sharp the cubic is: what ffmpeg's scaler takes. */
#define SHARPNESS 0.6

/**
 * CwScaler:
 *
 * Scales one plane of bytes: first across, each source row once into a row in
 * between with some more bits, then down. Scaling down takes as many samples as
 * it needs not to alias. Made for one size, and not for two threads at once.
 *
 * It exists because bicubic scaling is what an export spends most on after coding,
 * and GstVideoConverter takes twice as long for it.
 */
struct _CwScaler
{
  int source_width;
  int source_height;
  int target_width;
  int target_height;

  CwScalerTaps across;
  CwScalerTaps down;

  const CwScalerRows *rows;
  gpointer            arranged; /* nullable: ACROSS as ROWS likes it */
  int                 row_size; /* samples */
  int                 n_kept;   /* rows in between */
  gint16             *kept;     /* source row n is at n % n_kept; each begins with a cache line */
  guint8             *line;     /* a source row with room beyond its end */
};

static double
get_weight (CwScalerFilter filter,
            double         distance)
{
  const double a = -SHARPNESS;
  double       x = fabs (distance);

  switch (filter)
    {
    case CW_SCALER_LINEAR:
      return x < 1 ? 1 - x : 0;

    case CW_SCALER_CUBIC:
      if (x < 1)
        return (a + 2) * x * x * x - (a + 3) * x * x + 1;
      if (x < 2)
        return a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a;
      return 0;
    }

  g_return_val_if_reached (0);
}

/* Rounds WEIGHTS to whole numbers that add up to 1 << BITS exactly, so that a
 * flat picture stays as it is. */
static void
round_weights (const double *weights,
               int           taps,
               int           bits,
               gint16       *rounded)
{
  double sum = 0;
  int    rest = 1 << bits, largest = 0;

  for (int i = 0; i < taps; i++)
    sum += weights[i];

  for (int i = 0; i < taps; i++)
    {
      rounded[i] = (gint16) lround (weights[i] / sum * (1 << bits));
      rest -= rounded[i];
      if (rounded[i] > rounded[largest])
        largest = i;
    }

  rounded[largest] = (gint16) (rounded[largest] + rest);
}

static int
round_up (int count)
{
  return (count + CW_SCALER_GROUP - 1) / CW_SCALER_GROUP * CW_SCALER_GROUP;
}

/* PHASE is where in a sample its value is: 0.5 in its middle, 0.25 where two
 * px share it and it is that of the left one. */
static CwScalerTaps
plan (int            source,
      int            target,
      double         phase,
      int            multiple,
      int            bits,
      CwScalerFilter filter)
{
  double             scale = (double) source / target;
  double             stretch = MAX (scale, 1);
  double             radius = (filter == CW_SCALER_CUBIC ? 2 : 1) * stretch;
  int                taps = MAX (2, (int) ceil (2 * radius));
  int                room = (MIN (taps, source) + multiple - 1) / multiple * multiple;
  int                count = round_up (target);
  CwScalerTaps       self = { count, room, source, g_new0 (gint32, count), g_new0 (gint16, (gsize) count * room) };
  g_autofree double *weights = g_new (double, room);

  for (int i = 0; i < target; i++)
    {
      double centre = (i + phase) * scale - phase;
      int    first = (int) floor (centre - radius) + 1;
      int    start = CLAMP (first, 0, MAX (source - room, 0));

      memset (weights, 0, (gsize) room * sizeof *weights);

      /* What is beyond the edge is like the edge. */
      for (int tap = first; tap < first + taps; tap++)
        {
          int at = CLAMP (CLAMP (tap, 0, source - 1) - start, 0, room - 1);

          weights[at] += get_weight (filter, (tap - centre) / stretch);
        }

      self.starts[i] = start;
      round_weights (weights, room, bits, self.weights + (gsize) i * room);
    }

  /* Those nobody asked for come to nothing, from where the last one comes from. */
  for (int i = target; i < count; i++)
    self.starts[i] = self.starts[target - 1];

  return self;
}

/**
 * cw_scaler_new:
 * @source_width: px, above 0
 * @source_height: px, above 0
 * @target_width: px, above 0
 * @target_height: px, above 0
 * @cosited: whether it is chroma of half the width that belongs to the left one of two px
 * @filter: how to
 *
 * Returns: (transfer full): a scaler
 */
CwScaler *
cw_scaler_new (int            source_width,
               int            source_height,
               int            target_width,
               int            target_height,
               gboolean       cosited,
               CwScalerFilter filter)
{
  CwScaler *self;

  g_return_val_if_fail (source_width > 0 && source_height > 0 && target_width > 0 && target_height > 0, NULL);

  self = g_new0 (CwScaler, 1);
  self->source_width = source_width;
  self->source_height = source_height;
  self->target_width = target_width;
  self->target_height = target_height;
  self->across = plan (source_width, target_width, cosited ? 0.25 : 0.5, 4, CW_SCALER_ACROSS_BITS, filter);
  self->down = plan (source_height, target_height, 0.5, 2, CW_SCALER_DOWN_BITS, filter);
  self->rows = cw_scaler_rows_get (0);
  self->arranged = self->rows->arrange != NULL ? self->rows->arrange (&self->across) : NULL;
  self->row_size = round_up (target_width);
  self->n_kept = self->down.taps;
  self->kept = g_aligned_alloc0 ((gsize) self->n_kept * self->row_size, sizeof (gint16), CACHE_LINE);
  self->line = g_malloc0 ((gsize) source_width + BEYOND);

  return self;
}

void
cw_scaler_free (CwScaler *self)
{
  g_aligned_free (self->arranged);
  g_free (self->across.starts);
  g_free (self->across.weights);
  g_free (self->down.starts);
  g_free (self->down.weights);
  g_aligned_free (self->kept);
  g_free (self->line);
  g_free (self);
}

static gint16 *
get_kept (CwScaler *self,
          int       source_row)
{
  return self->kept + (gsize) (source_row % self->n_kept) * self->row_size;
}

static void
scale_across (CwScaler     *self,
              const guint8 *source,
              int           source_row)
{
  /* A row shorter than the taps would be read beyond its end. */
  if (self->source_width < self->across.taps)
    source = memcpy (self->line, source, (gsize) self->source_width);

  self->rows->across (source, get_kept (self, source_row), &self->across, self->arranged);
}

/* The next rows come from memory that no processor has seen for a while: asking
 * for them early lets them arrive while others are worked on. */
static void
fetch_ahead (CwScaler     *self,
             const guint8 *source,
             gsize         source_stride,
             int           source_row)
{
  const guint8 *row = source + (gsize) (source_row + AHEAD) * source_stride;

  if (source_row + AHEAD < self->source_height)
    for (int x = 0; x < self->source_width; x += CACHE_LINE)
      __builtin_prefetch (row + x);
}

static void
scale_down (CwScaler *self,
            int       target_row,
            guint8   *target)
{
  const gint16 **rows = g_newa (const gint16 *, self->down.taps);
  int            start = self->down.starts[target_row];

  /* Past the last row the weights are 0. */
  for (int tap = 0; tap < self->down.taps; tap++)
    rows[tap] = get_kept (self, MIN (start + tap, self->source_height - 1));

  self->rows->down (rows, target, self->target_width, self->down.weights + (gsize) target_row * self->down.taps, self->down.taps);
}

/**
 * cw_scaler_scale:
 * @self: a scaler
 * @source: the first of the source's samples
 * @source_stride: bytes from one row to the next
 * @target: where the first of the target's goes
 * @target_stride: bytes from one row to the next
 * @hidden_start: the first target row of those that need not be made
 * @hidden_end: the first one after them
 */
void
cw_scaler_scale (CwScaler     *self,
                 const guint8 *source,
                 gsize         source_stride,
                 guint8       *target,
                 gsize         target_stride,
                 int           hidden_start,
                 int           hidden_end)
{
  int done = 0;

  for (int y = 0; y < self->target_height; y++)
    {
      int start, end;

      if (y >= hidden_start && y < hidden_end)
        continue;

      start = self->down.starts[y];
      end = MIN (start + self->down.taps, self->source_height);
      for (done = MAX (done, start); done < end; done++)
        {
          fetch_ahead (self, source, source_stride, done);
          scale_across (self, source + (gsize) done * source_stride, done);
        }

      scale_down (self, y, target + (gsize) y * target_stride);
    }
}

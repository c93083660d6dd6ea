/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-blur.h"

/* Three boxes one after the other are a bell curve to the eye. */
#define PASSES 3

/* Averages each of COUNT samples, STEP bytes apart, with RADIUS neighbours on
 * either side; beyond the ends lie copies of the last sample. */
static void
blur_line (guint8 *data,
           gsize   step,
           int     count,
           int     radius,
           guint8 *scratch)
{
  guint   width = 2 * (guint) radius + 1;
  guint32 reciprocal = (1u << 24) / width + 1;
  guint32 sum = 0;

  for (int i = 0; i < count; i++)
    scratch[i] = data[(gsize) i * step];

  for (int i = -radius; i <= radius; i++)
    sum += scratch[CLAMP (i, 0, count - 1)];

  for (int i = 0; i < count; i++)
    {
      data[(gsize) i * step] = (guint8) (((guint64) (sum + width / 2) * reciprocal) >> 24);
      sum += scratch[MIN (i + radius + 1, count - 1)];
      sum -= scratch[MAX (i - radius, 0)];
    }
}

/**
 * cw_blur_plane:
 * @data: one component's samples
 * @stride: bytes from one row to the next
 * @width: px
 * @height: px
 * @radius: px, at most 64
 *
 * Blurs in place. The time it takes does not depend on @radius.
 */
void
cw_blur_plane (guint8 *data,
               gsize   stride,
               int     width,
               int     height,
               int     radius)
{
  g_autofree guint8 *scratch = NULL;

  g_return_if_fail (radius <= 64);

  if (radius < 1)
    return;

  scratch = g_malloc ((gsize) MAX (width, height));

  for (int pass = 0; pass < PASSES; pass++)
    {
      for (int y = 0; y < height; y++)
        blur_line (data + (gsize) y * stride, 1, width, radius, scratch);
      for (int x = 0; x < width; x++)
        blur_line (data + x, stride, height, radius, scratch);
    }
}

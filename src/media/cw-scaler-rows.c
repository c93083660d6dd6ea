/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-scaler-rows.h"

static void
across (const guint8       *source,
        gint16             *row,
        const CwScalerTaps *taps,
        gconstpointer       arranged)
{
  const gint16 *weights = taps->weights;

  for (int x = 0; x < taps->count; x++, weights += taps->taps)
    {
      gint32 sum = 1 << (CW_SCALER_ACROSS_SHIFT - 1);

      for (int tap = 0; tap < taps->taps; tap++)
        sum += source[taps->starts[x] + tap] * weights[tap];

      row[x] = (gint16) CLAMP (sum >> CW_SCALER_ACROSS_SHIFT, G_MININT16, G_MAXINT16);
    }
}

static void
down (const gint16 *const *rows,
      guint8              *target,
      int                  count,
      const gint16        *weights,
      int                  taps)
{
  for (int x = 0; x < count; x++)
    {
      gint32 sum = 1 << (CW_SCALER_DOWN_SHIFT - 1);

      for (int tap = 0; tap < taps; tap++)
        sum += rows[tap][x] * weights[tap];

      target[x] = (guint8) CLAMP (sum >> CW_SCALER_DOWN_SHIFT, 0, 255);
    }
}

static const CwScalerRows plain = { NULL, across, down };

/**
 * cw_scaler_rows_get:
 * @nth: 0 for the quickest loops that this processor has, 1 for the next
 *
 * All of them agree to the bit. The last ones are plain C.
 *
 * Returns: (nullable) (transfer none): the loops, or %NULL after the last ones
 */
const CwScalerRows *
cw_scaler_rows_get (guint nth)
{
  const CwScalerRows *all[] = { cw_scaler_rows_get_avx512 (), cw_scaler_rows_get_avx2 (), &plain };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL && nth-- == 0)
      return all[i];

  return NULL;
}

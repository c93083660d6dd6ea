/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many bits the weights of each direction add up to, and how many more than
 * a byte's a row in between has. */
#define CW_SCALER_ACROSS_BITS 14
#define CW_SCALER_DOWN_BITS 12
#define CW_SCALER_EXTRA_BITS 7

/**
 * CwScalerRows:
 * @across: makes a row in between: for each of the COUNT target px the sum of
 *   TAPS (a multiple of four) source px from STARTS on, times their WEIGHTS
 * @down: makes a target row of the TAPS (even) rows in between, times WEIGHTS
 *
 * The two inner loops of scaling. COUNT is a multiple of 16 for both: rows have
 * room for that.
 */
typedef struct
{
  void (*across) (const guint8 *source,
                  gint16       *row,
                  int           count,
                  const gint32 *starts,
                  const gint16 *weights,
                  int           taps);
  void (*down) (const gint16 *const *rows,
                guint8              *target,
                int                  count,
                const gint16        *weights,
                int                  taps);
} CwScalerRows;

const CwScalerRows *cw_scaler_rows_get (gboolean plain);

G_END_DECLS

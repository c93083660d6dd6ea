/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many bits the weights of each direction add up to, and how many more than
 * a byte's a row in between has. */
#define CW_SCALER_ACROSS_BITS 14
#define CW_SCALER_DOWN_BITS 12
#define CW_SCALER_EXTRA_BITS 7

#define CW_SCALER_ACROSS_SHIFT (CW_SCALER_ACROSS_BITS - CW_SCALER_EXTRA_BITS)
#define CW_SCALER_DOWN_SHIFT (CW_SCALER_DOWN_BITS + CW_SCALER_EXTRA_BITS)

/* The loops make this many px at once: rows in between have room for it. */
#define CW_SCALER_GROUP 32

/**
 * CwScalerTaps:
 * @count: how many px to make
 * @taps: how many samples of the source make one of them, a multiple of four
 *   across and of two down
 * @source: how many samples the source has
 * @starts: for each of the COUNT px the first sample
 * @weights: for each of the COUNT px how much of each of its TAPS samples
 *
 * Which samples of the source, and how much of each, make one of the target.
 */
typedef struct
{
  int     count;
  int     taps;
  int     source;
  gint32 *starts;
  gint16 *weights;
} CwScalerTaps;

/**
 * CwScalerRows:
 * @arrange: (nullable): puts taps across as @across likes to read them: what it
 *   gives is for g_aligned_free(), or %NULL where the taps themselves will do
 * @across: makes a row in between of a source row, px by px the sum of its
 *   samples times their weights
 * @down: makes COUNT px of a target row of the TAPS rows in between, times WEIGHTS
 *
 * The two inner loops of scaling, for one kind of processor.
 */
typedef struct
{
  gpointer (*arrange) (const CwScalerTaps *taps);
  void (*across) (const guint8       *source,
                  gint16             *row,
                  const CwScalerTaps *taps,
                  gconstpointer       arranged);
  void (*down) (const gint16 *const *rows,
                guint8              *target,
                int                  count,
                const gint16        *weights,
                int                  taps);
} CwScalerRows;

const CwScalerRows *cw_scaler_rows_get (guint nth);

/* Each null where this is another kind of processor. */
const CwScalerRows *cw_scaler_rows_get_avx2 (void);
const CwScalerRows *cw_scaler_rows_get_avx512 (void);

G_END_DECLS

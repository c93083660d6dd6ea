/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-blur.h"
#include "cw-scaler-rows.h"
#include "cw-scaler.h"
#include "test-support.h"

#include <math.h>

static guint8 *
scale (const guint8  *source,
       int            width,
       int            height,
       int            target_width,
       int            target_height,
       CwScalerFilter filter)
{
  g_autoptr (CwScaler) scaler = cw_scaler_new (width, height, target_width, target_height, FALSE, filter);
  guint8 *target = g_malloc0 ((gsize) target_width * target_height);

  cw_scaler_scale (scaler, source, (gsize) width, target, (gsize) target_width, 0, 0);
  return target;
}

static void
keeps_a_flat_plane_flat (void)
{
  static const int sizes[][4] = { { 1, 1, 7, 5 }, { 2, 3, 100, 40 }, { 64, 36, 33, 200 }, { 100, 99, 17, 13 }, { 500, 10, 1, 1 }, { 37, 41, 37, 80 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int value = 0; value < 256; value += 17)
      for (int filter = CW_SCALER_CUBIC; filter <= CW_SCALER_LINEAR; filter++)
        {
          gsize              n = (gsize) sizes[i][2] * sizes[i][3];
          g_autofree guint8 *source = g_malloc ((gsize) sizes[i][0] * sizes[i][1]);
          g_autofree guint8 *target = NULL;

          memset (source, value, (gsize) sizes[i][0] * sizes[i][1]);
          target = scale (source, sizes[i][0], sizes[i][1], sizes[i][2], sizes[i][3], (CwScalerFilter) filter);
          for (gsize at = 0; at < n; at++)
            g_assert_cmpint (target[at], ==, value);
        }
}

/* A smooth wave, whose true value is known everywhere. */
static double
wave (double x,
      double y)
{
  return 128 + 100 * sin (x * 9) * cos (y * 7);
}

static void
is_true_to_a_smooth_picture (void)
{
  static const int sizes[][4] = { { 200, 120, 517, 333 }, { 517, 333, 200, 120 }, { 300, 300, 301, 150 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int                width = sizes[i][0], height = sizes[i][1], target_width = sizes[i][2], target_height = sizes[i][3];
      g_autofree guint8 *source = g_malloc ((gsize) width * height);
      g_autofree guint8 *target = NULL;

      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          source[y * width + x] = (guint8) lround (wave ((x + 0.5) / width, (y + 0.5) / height));

      target = scale (source, width, height, target_width, target_height, CW_SCALER_CUBIC);
      for (int y = 4; y < target_height - 4; y++)
        for (int x = 4; x < target_width - 4; x++)
          g_assert_cmpfloat (fabs (target[y * target_width + x] - wave ((x + 0.5) / target_width, (y + 0.5) / target_height)), <, 2.5);
    }
}

static void
does_not_alias (void)
{
  g_autofree guint8 *source = g_malloc (640 * 360);
  g_autofree guint8 *target = NULL;

  for (int i = 0; i < 640 * 360; i++)
    source[i] = (i % 640 + i / 640) % 2 == 0 ? 255 : 0;

  target = scale (source, 640, 360, 100, 60, CW_SCALER_CUBIC);
  for (int y = 2; y < 58; y++)
    for (int x = 2; x < 98; x++)
      g_assert_cmpint (ABS (target[y * 100 + x] - 128), <, 12);
}

static void
leaves_hidden_rows_alone (void)
{
  g_autoptr (CwScaler) scaler = cw_scaler_new (40, 30, 80, 90, FALSE, CW_SCALER_CUBIC);
  g_autofree guint8 *source = g_malloc (40 * 30);
  g_autofree guint8 *whole = g_malloc0 (80 * 90);
  g_autofree guint8 *part = g_malloc0 (80 * 90);

  for (int i = 0; i < 40 * 30; i++)
    source[i] = (guint8) g_test_rand_int_range (0, 256);

  cw_scaler_scale (scaler, source, 40, whole, 80, 0, 0);
  cw_scaler_scale (scaler, source, 40, part, 80, 20, 71);

  for (int y = 0; y < 90; y++)
    for (int x = 0; x < 80; x++)
      g_assert_cmpint (part[y * 80 + x], ==, y >= 20 && y < 71 ? 0 : whole[y * 80 + x]);
}

/* Taps for pictures from SOURCE to 64 px, of any weights. */
static void
make_taps (CwScalerTaps *taps,
           int           source,
           gint32       *starts,
           gint16       *weights)
{
  *taps = (CwScalerTaps) { 64, 4 * g_test_rand_int_range (1, 6), source, starts, weights };

  for (int i = 0; i < 64; i++)
    starts[i] = MIN (i * source / 64, source - taps->taps);
  for (int i = 0; i < 64 * taps->taps; i++)
    weights[i] = (gint16) g_test_rand_int_range (-3000, 18000);
}

static void
agree_across (const CwScalerRows *quick,
              const CwScalerRows *plain)
{
  for (int round = 0; round < 300; round++)
    {
      int                source = g_test_rand_int_range (20, 600);
      g_autofree guint8 *samples = g_malloc ((gsize) source); /* no more, so that a sanitizer sees what is read beyond */
      CwScalerTaps       taps;
      gint32             starts[64];
      gint16             weights[64 * 20], row[2][64];
      gpointer           arranged;

      for (int i = 0; i < source; i++)
        samples[i] = (guint8) g_test_rand_int_range (0, 256);
      make_taps (&taps, source, starts, weights);

      arranged = quick->arrange != NULL ? quick->arrange (&taps) : NULL;
      plain->across (samples, row[0], &taps, NULL);
      quick->across (samples, row[1], &taps, arranged);
      g_assert_cmpmem (row[0], sizeof row[0], row[1], sizeof row[1]);
      g_aligned_free (arranged);
    }
}

static void
agree_down (const CwScalerRows *quick,
            const CwScalerRows *plain)
{
  for (int round = 0; round < 300; round++)
    {
      int           taps = 2 * g_test_rand_int_range (1, 11);
      int           count = g_test_rand_int_range (1, 65);
      gint16        weights[20], rows[20][64];
      guint8        target[2][65] = { { 0 }, { 0 } };
      const gint16 *pointers[20];

      for (int tap = 0; tap < 20; tap++)
        {
          weights[tap] = (gint16) g_test_rand_int_range (-1000, 4000);
          pointers[tap] = rows[tap];
          for (int i = 0; i < 64; i++)
            rows[tap][i] = (gint16) g_test_rand_int_range (-8000, 32768);
        }

      plain->down (pointers, target[0], count, weights, taps);
      quick->down (pointers, target[1], count, weights, taps);
      g_assert_cmpmem (target[0], sizeof target[0], target[1], sizeof target[1]);
    }
}

static void
quick_loops_agree_with_plain_ones (void)
{
  const CwScalerRows *plain = NULL;

  for (guint i = 0; cw_scaler_rows_get (i) != NULL; i++)
    plain = cw_scaler_rows_get (i);

  for (guint i = 0; cw_scaler_rows_get (i) != plain; i++)
    {
      agree_across (cw_scaler_rows_get (i), plain);
      agree_down (cw_scaler_rows_get (i), plain);
    }
}

static void
blurs_edges_and_nothing_else (void)
{
  guint8 plane[60 * 40];
  int    sum = 0;

  for (int i = 0; i < 60 * 40; i++)
    plane[i] = i % 60 < 30 ? 40 : 200;

  cw_blur_plane (plane, 60, 60, 40, 4);

  for (int y = 0; y < 40; y++)
    {
      g_assert_cmpint (plane[y * 60], ==, 40);
      g_assert_cmpint (plane[y * 60 + 59], ==, 200);
      for (int x = 1; x < 60; x++)
        g_assert_cmpint (plane[y * 60 + x], >=, plane[y * 60 + x - 1]);
      sum += plane[y * 60 + 29] + plane[y * 60 + 30];
    }

  g_assert_cmpint (ABS (sum / 80 - 120), <=, 1);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/scaler/keeps a flat plane flat", keeps_a_flat_plane_flat);
  g_test_add_func ("/scaler/is true to a smooth picture", is_true_to_a_smooth_picture);
  g_test_add_func ("/scaler/does not alias", does_not_alias);
  g_test_add_func ("/scaler/leaves hidden rows alone", leaves_hidden_rows_alone);
  g_test_add_func ("/scaler/quick loops agree with plain ones", quick_loops_agree_with_plain_ones);
  g_test_add_func ("/blur/blurs edges and nothing else", blurs_edges_and_nothing_else);

  return g_test_run ();
}

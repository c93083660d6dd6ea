/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-scaler-rows.h"

#include <string.h>

#define ACROSS_SHIFT (CW_SCALER_ACROSS_BITS - CW_SCALER_EXTRA_BITS)
#define DOWN_SHIFT (CW_SCALER_DOWN_BITS + CW_SCALER_EXTRA_BITS)

static void
across_plain (const guint8 *source,
              gint16       *row,
              int           count,
              const gint32 *starts,
              const gint16 *weights,
              int           taps)
{
  for (int x = 0; x < count; x++, weights += taps)
    {
      gint32 sum = 1 << (ACROSS_SHIFT - 1);

      for (int tap = 0; tap < taps; tap++)
        sum += source[starts[x] + tap] * weights[tap];

      row[x] = (gint16) CLAMP (sum >> ACROSS_SHIFT, G_MININT16, G_MAXINT16);
    }
}

static void
down_plain (const gint16 *const *rows,
            guint8              *target,
            int                  count,
            const gint16        *weights,
            int                  taps)
{
  for (int x = 0; x < count; x++)
    {
      gint32 sum = 1 << (DOWN_SHIFT - 1);

      for (int tap = 0; tap < taps; tap++)
        sum += rows[tap][x] * weights[tap];

      target[x] = (guint8) CLAMP (sum >> DOWN_SHIFT, 0, 255);
    }
}

static const CwScalerRows plain_rows = { across_plain, down_plain };

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__ ((target ("avx2")))

AVX2 static inline __m128i
load_four (const guint8 *data)
{
  gint32 value;

  memcpy (&value, data, sizeof value);
  return _mm_cvtsi32_si128 (value);
}

/* Four taps of four neighbouring target px, as 16 words. */
AVX2 static inline __m256i
gather (const guint8 *source,
        const gint32 *starts)
{
  __m128i first = _mm_unpacklo_epi32 (load_four (source + starts[0]), load_four (source + starts[1]));
  __m128i second = _mm_unpacklo_epi32 (load_four (source + starts[2]), load_four (source + starts[3]));

  return _mm256_cvtepu8_epi16 (_mm_unpacklo_epi64 (first, second));
}

AVX2 static inline __m256i
load_weights (const gint16 *weights)
{
  return _mm256_loadu_si256 ((const __m256i *) (const void *) weights);
}

/* Eight sums to words. The pairs of hadd come in the order 0 1 4 5 2 3 6 7. */
AVX2 static inline __m128i
finish_eight (__m256i low,
              __m256i high)
{
  __m256i sums = _mm256_permute4x64_epi64 (_mm256_hadd_epi32 (low, high), 0xd8);

  sums = _mm256_srai_epi32 (_mm256_add_epi32 (sums, _mm256_set1_epi32 (1 << (ACROSS_SHIFT - 1))), ACROSS_SHIFT);
  return _mm_packs_epi32 (_mm256_castsi256_si128 (sums), _mm256_extracti128_si256 (sums, 1));
}

AVX2 static void
across_four (const guint8 *source,
             gint16       *row,
             int           count,
             const gint32 *starts,
             const gint16 *weights)
{
  for (int x = 0; x < count; x += 8, starts += 8, weights += 32)
    {
      __m256i low = _mm256_madd_epi16 (gather (source, starts), load_weights (weights));
      __m256i high = _mm256_madd_epi16 (gather (source, starts + 4), load_weights (weights + 16));

      _mm_storeu_si128 ((__m128i *) (void *) (row + x), finish_eight (low, high));
    }
}

/* Eight taps of two neighbouring target px, as 16 words. */
AVX2 static inline __m256i
gather_two (const guint8 *source,
            const gint32 *starts)
{
  __m128i first = _mm_loadl_epi64 ((const __m128i *) (const void *) (source + starts[0]));
  __m128i second = _mm_loadl_epi64 ((const __m128i *) (const void *) (source + starts[1]));

  return _mm256_cvtepu8_epi16 (_mm_unpacklo_epi64 (first, second));
}

AVX2 static void
across_eight (const guint8 *source,
              gint16       *row,
              int           count,
              const gint32 *starts,
              const gint16 *weights)
{
  const __m256i half = _mm256_set1_epi32 (1 << (ACROSS_SHIFT - 1));

  for (int x = 0; x < count; x += 8, starts += 8, weights += 64)
    {
      __m256i a = _mm256_madd_epi16 (gather_two (source, starts), load_weights (weights));
      __m256i b = _mm256_madd_epi16 (gather_two (source, starts + 2), load_weights (weights + 16));
      __m256i c = _mm256_madd_epi16 (gather_two (source, starts + 4), load_weights (weights + 32));
      __m256i d = _mm256_madd_epi16 (gather_two (source, starts + 6), load_weights (weights + 48));
      __m256i sums = _mm256_hadd_epi32 (_mm256_hadd_epi32 (a, b), _mm256_hadd_epi32 (c, d));
      __m128i even, odd;

      /* The even px are in the lower half, the odd ones in the upper. */
      sums = _mm256_srai_epi32 (_mm256_add_epi32 (sums, half), ACROSS_SHIFT);
      even = _mm256_castsi256_si128 (sums);
      odd = _mm256_extracti128_si256 (sums, 1);
      _mm_storeu_si128 ((__m128i *) (void *) (row + x), _mm_packs_epi32 (_mm_unpacklo_epi32 (even, odd), _mm_unpackhi_epi32 (even, odd)));
    }
}

/* One target px: the sum of its taps as four partial sums. */
AVX2 static inline __m128i
sum_taps (const guint8 *source,
          const gint16 *weights,
          int           taps)
{
  __m128i sum = _mm_setzero_si128 ();
  int     tap = 0;

  for (; tap + 8 <= taps; tap += 8)
    {
      __m128i pixels = _mm_cvtepu8_epi16 (_mm_loadl_epi64 ((const __m128i *) (const void *) (source + tap)));

      sum = _mm_add_epi32 (sum, _mm_madd_epi16 (pixels, _mm_loadu_si128 ((const __m128i *) (const void *) (weights + tap))));
    }

  if (tap < taps)
    sum = _mm_add_epi32 (sum, _mm_madd_epi16 (_mm_cvtepu8_epi16 (load_four (source + tap)), _mm_loadl_epi64 ((const __m128i *) (const void *) (weights + tap))));

  return sum;
}

AVX2 static void
across_avx2 (const guint8 *source,
             gint16       *row,
             int           count,
             const gint32 *starts,
             const gint16 *weights,
             int           taps)
{
  const __m128i half = _mm_set1_epi32 (1 << (ACROSS_SHIFT - 1));

  if (taps == 4)
    {
      across_four (source, row, count, starts, weights);
      return;
    }
  if (taps == 8)
    {
      across_eight (source, row, count, starts, weights);
      return;
    }

  for (int x = 0; x < count; x += 4, starts += 4, weights += 4 * taps)
    {
      __m128i first = _mm_hadd_epi32 (sum_taps (source + starts[0], weights, taps), sum_taps (source + starts[1], weights + taps, taps));
      __m128i second = _mm_hadd_epi32 (sum_taps (source + starts[2], weights + 2 * taps, taps), sum_taps (source + starts[3], weights + 3 * taps, taps));
      __m128i sums = _mm_srai_epi32 (_mm_add_epi32 (_mm_hadd_epi32 (first, second), half), ACROSS_SHIFT);

      _mm_storel_epi64 ((__m128i *) (void *) (row + x), _mm_packs_epi32 (sums, sums));
    }
}

AVX2 static void
down_avx2 (const gint16 *const *rows,
           guint8              *target,
           int                  count,
           const gint16        *weights,
           int                  taps)
{
  const __m256i half = _mm256_set1_epi32 (1 << (DOWN_SHIFT - 1));

  for (int x = 0; x < count; x += 16)
    {
      __m256i low = half, high = half, words;

      for (int tap = 0; tap < taps; tap += 2)
        {
          __m256i pair = _mm256_set1_epi32 ((gint32) ((guint32) (guint16) weights[tap] | (guint32) (guint16) weights[tap + 1] << 16));
          __m256i a = _mm256_loadu_si256 ((const __m256i *) (const void *) (rows[tap] + x));
          __m256i b = _mm256_loadu_si256 ((const __m256i *) (const void *) (rows[tap + 1] + x));

          low = _mm256_add_epi32 (low, _mm256_madd_epi16 (_mm256_unpacklo_epi16 (a, b), pair));
          high = _mm256_add_epi32 (high, _mm256_madd_epi16 (_mm256_unpackhi_epi16 (a, b), pair));
        }

      words = _mm256_packs_epi32 (_mm256_srai_epi32 (low, DOWN_SHIFT), _mm256_srai_epi32 (high, DOWN_SHIFT));
      _mm_storeu_si128 ((__m128i *) (void *) (target + x),
                        _mm_packus_epi16 (_mm256_castsi256_si128 (words), _mm256_extracti128_si256 (words, 1)));
    }
}

static const CwScalerRows avx2_rows = { across_avx2, down_avx2 };

#endif

/**
 * cw_scaler_rows_get:
 * @plain: for the plain C ones, which all others are to agree with to the bit
 *
 * Returns: (transfer none): the quickest loops that this processor has
 */
const CwScalerRows *
cw_scaler_rows_get (gboolean plain)
{
#if defined(__x86_64__) && defined(__GNUC__)
  if (!plain && __builtin_cpu_supports ("avx2"))
    return &avx2_rows;
#endif

  return &plain_rows;
}

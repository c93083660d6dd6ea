/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-scaler-rows.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX2 __attribute__ ((target ("avx2")))

/* How many bytes one instruction chooses from. */
#define WINDOW 16

/* Where, of the eight px of a block, each pair of words comes to lie so that
 * adding neighbours up leaves the px in their order. */
static const int four_tap_places[4][4] = { { 0, 1, 4, 5 }, { 2, 3, 6, 7 } };
static const int eight_tap_places[4][2] = { { 0, 4 }, { 1, 5 }, { 2, 6 }, { 3, 7 } };

/* Eight px of four or eight taps. Each register of CHOICE picks bytes out of
 * its half's window as words, with those of WEIGHTS beside them. */
typedef struct
{
  guint8 choice[4][32];
  gint16 weights[4][16];
  gint32 windows[2];
  gint32 padding[6];
} Block;

static int
find_first (const CwScalerTaps *taps,
            int                 from,
            int                 to)
{
  int first = taps->starts[from];

  for (int x = from; x < to; x++)
    first = MIN (first, taps->starts[x]);

  return MIN (first, taps->source - WINDOW);
}

/* Whether each window's four px find all they want in it. */
static gboolean
arrange_block (const CwScalerTaps *taps,
               int                 first,
               Block              *block)
{
  gboolean four = taps->taps == 4;
  int      n_registers = four ? 2 : 4;
  int      n_px = four ? 4 : 2;

  for (int half = 0; half < 2; half++)
    block->windows[half] = find_first (taps, first + 4 * half, first + 4 * half + 4);

  for (int i = 0; i < n_registers; i++)
    for (int j = 0; j < n_px; j++)
      {
        int px = four ? four_tap_places[i][j] : eight_tap_places[i][j];
        int offset = taps->starts[first + px] - block->windows[px / 4];

        if (offset + taps->taps > WINDOW)
          return FALSE;

        for (int tap = 0; tap < taps->taps; tap++)
          {
            int word = j * taps->taps + tap;

            block->choice[i][2 * word] = (guint8) (offset + tap);
            block->choice[i][2 * word + 1] = 0x80; /* the word's upper half is 0 */
            block->weights[i][word] = taps->weights[(first + px) * taps->taps + tap];
          }
      }

  return TRUE;
}

static gpointer
arrange (const CwScalerTaps *taps)
{
  gsize  n = (gsize) taps->count / 8;
  Block *blocks;

  if ((taps->taps != 4 && taps->taps != 8) || taps->source < WINDOW)
    return NULL;

  blocks = g_aligned_alloc0 (n, sizeof (Block), 64);
  for (gsize i = 0; i < n; i++)
    if (!arrange_block (taps, (int) i * 8, &blocks[i]))
      {
        g_aligned_free (blocks);
        return NULL;
      }

  return blocks;
}

AVX2 static inline __m256i
load_windows (const guint8 *source,
              const Block  *block)
{
  __m128i low = _mm_loadu_si128 ((const __m128i *) (const void *) (source + block->windows[0]));
  __m128i high = _mm_loadu_si128 ((const __m128i *) (const void *) (source + block->windows[1]));

  return _mm256_inserti128_si256 (_mm256_castsi128_si256 (low), high, 1);
}

/* Neighbouring words of one register, times their weights, added up. */
AVX2 static inline __m256i
weigh (__m256i      windows,
       const Block *block,
       int          i)
{
  __m256i choice = _mm256_load_si256 ((const __m256i *) (const void *) block->choice[i]);
  __m256i weights = _mm256_load_si256 ((const __m256i *) (const void *) block->weights[i]);

  return _mm256_madd_epi16 (_mm256_shuffle_epi8 (windows, choice), weights);
}

/* Eight sums, four in each half, to words. */
AVX2 static inline void
store_eight (gint16 *row,
             __m256i sums)
{
  const __m256i half = _mm256_set1_epi32 (1 << (CW_SCALER_ACROSS_SHIFT - 1));

  sums = _mm256_srai_epi32 (_mm256_add_epi32 (sums, half), CW_SCALER_ACROSS_SHIFT);
  _mm_storeu_si128 ((__m128i *) (void *) row, _mm_packs_epi32 (_mm256_castsi256_si128 (sums), _mm256_extracti128_si256 (sums, 1)));
}

AVX2 static void
across_four (const guint8 *source,
             gint16       *row,
             int           count,
             const Block  *block)
{
  for (int x = 0; x < count; x += 8, block++)
    {
      __m256i windows = load_windows (source, block);

      store_eight (row + x, _mm256_hadd_epi32 (weigh (windows, block, 0), weigh (windows, block, 1)));
    }
}

AVX2 static void
across_eight (const guint8 *source,
              gint16       *row,
              int           count,
              const Block  *block)
{
  for (int x = 0; x < count; x += 8, block++)
    {
      __m256i windows = load_windows (source, block);
      __m256i low = _mm256_hadd_epi32 (weigh (windows, block, 0), weigh (windows, block, 1));
      __m256i high = _mm256_hadd_epi32 (weigh (windows, block, 2), weigh (windows, block, 3));

      store_eight (row + x, _mm256_hadd_epi32 (low, high));
    }
}

/* One px: the sum of its taps as four partial sums. */
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
    {
      gint32 four;

      memcpy (&four, source + tap, sizeof four);
      sum = _mm_add_epi32 (sum, _mm_madd_epi16 (_mm_cvtepu8_epi16 (_mm_cvtsi32_si128 (four)), _mm_loadl_epi64 ((const __m128i *) (const void *) (weights + tap))));
    }

  return sum;
}

AVX2 static void
across_any (const guint8       *source,
            gint16             *row,
            const CwScalerTaps *taps)
{
  const __m128i half = _mm_set1_epi32 (1 << (CW_SCALER_ACROSS_SHIFT - 1));
  const gint16 *weights = taps->weights;
  const gint32 *starts = taps->starts;
  int           n = taps->taps;

  for (int x = 0; x < taps->count; x += 4, starts += 4, weights += 4 * n)
    {
      __m128i first = _mm_hadd_epi32 (sum_taps (source + starts[0], weights, n), sum_taps (source + starts[1], weights + n, n));
      __m128i second = _mm_hadd_epi32 (sum_taps (source + starts[2], weights + 2 * n, n), sum_taps (source + starts[3], weights + 3 * n, n));
      __m128i sums = _mm_srai_epi32 (_mm_add_epi32 (_mm_hadd_epi32 (first, second), half), CW_SCALER_ACROSS_SHIFT);

      _mm_storel_epi64 ((__m128i *) (void *) (row + x), _mm_packs_epi32 (sums, sums));
    }
}

static void
across (const guint8       *source,
        gint16             *row,
        const CwScalerTaps *taps,
        gconstpointer       arranged)
{
  if (arranged == NULL)
    across_any (source, row, taps);
  else if (taps->taps == 4)
    across_four (source, row, taps->count, arranged);
  else
    across_eight (source, row, taps->count, arranged);
}

/* Sixteen px of a target row. */
AVX2 static inline __m128i
sum_rows (const gint16 *const *rows,
          int                  x,
          const gint16        *weights,
          int                  taps)
{
  __m256i low = _mm256_set1_epi32 (1 << (CW_SCALER_DOWN_SHIFT - 1));
  __m256i high = low, words;

  for (int tap = 0; tap < taps; tap += 2)
    {
      __m256i pair = _mm256_set1_epi32 ((gint32) ((guint32) (guint16) weights[tap] | (guint32) (guint16) weights[tap + 1] << 16));
      __m256i a = _mm256_loadu_si256 ((const __m256i *) (const void *) (rows[tap] + x));
      __m256i b = _mm256_loadu_si256 ((const __m256i *) (const void *) (rows[tap + 1] + x));

      low = _mm256_add_epi32 (low, _mm256_madd_epi16 (_mm256_unpacklo_epi16 (a, b), pair));
      high = _mm256_add_epi32 (high, _mm256_madd_epi16 (_mm256_unpackhi_epi16 (a, b), pair));
    }

  words = _mm256_packs_epi32 (_mm256_srai_epi32 (low, CW_SCALER_DOWN_SHIFT), _mm256_srai_epi32 (high, CW_SCALER_DOWN_SHIFT));
  return _mm_packus_epi16 (_mm256_castsi256_si128 (words), _mm256_extracti128_si256 (words, 1));
}

AVX2 static void
down (const gint16 *const *rows,
      guint8              *target,
      int                  count,
      const gint16        *weights,
      int                  taps)
{
  int x = 0;

  for (; x + 16 <= count; x += 16)
    _mm_storeu_si128 ((__m128i *) (void *) (target + x), sum_rows (rows, x, weights, taps));

  if (x < count)
    {
      guint8 rest[16];

      _mm_storeu_si128 ((__m128i *) (void *) rest, sum_rows (rows, x, weights, taps));
      memcpy (target + x, rest, (gsize) (count - x));
    }
}

static const CwScalerRows avx2 = { arrange, across, down };

const CwScalerRows *
cw_scaler_rows_get_avx2 (void)
{
  return __builtin_cpu_supports ("avx2") ? &avx2 : NULL;
}

#else

const CwScalerRows *
cw_scaler_rows_get_avx2 (void)
{
  return NULL;
}

#endif

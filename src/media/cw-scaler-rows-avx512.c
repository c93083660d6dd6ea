/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-scaler-rows.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define AVX512 __attribute__ ((target ("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vnni")))

/* How many px are made at once, and the bytes of their registers. */
#define BLOCK 16
#define REGISTER 64

/* The weights of four taps of a block's px. A weight is upper * 256 + lower,
 * both of which fit a signed byte. */
typedef struct
{
  gint8 upper[REGISTER];
  gint8 lower[REGISTER];
} Quad;

/* Which bytes of what is loaded the first four taps of a block's px are; the
 * next four are the same ones of what lies four bytes further. */
typedef struct
{
  guint8  choice[REGISTER];
  guint64 wanted[2]; /* a bit for each byte to load */
  gint32  first;
  gint32  padding[11];
} Block;

/* Blocks, and their quads, lie behind it. */
typedef struct
{
  int   n_blocks;
  int   n_quads; /* of each block */
  int   n_loads; /* registers' worth of bytes to choose from: one or two */
  int   padding[13];
  Block blocks[];
} Arranged;

static Quad *
get_quads (const Arranged *self)
{
  return (Quad *) (void *) (self->blocks + self->n_blocks);
}

/* Bytes from the first to the last that the first four taps of a block take. */
static int
find_span (const CwScalerTaps *taps,
           int                 from,
           int                *first)
{
  int last = taps->starts[from];

  *first = taps->starts[from];
  for (int x = from; x < from + BLOCK; x++)
    {
      *first = MIN (*first, taps->starts[x]);
      last = MAX (last, taps->starts[x]);
    }

  return last + 4 - *first;
}

static guint64
bits_below (int n)
{
  return n >= 64 ? G_MAXUINT64 : n <= 0 ? 0
                                        : (G_GUINT64_CONSTANT (1) << n) - 1;
}

static void
arrange_block (const CwScalerTaps *taps,
               int                 from,
               Block              *block,
               Quad               *quads)
{
  int first, span = find_span (taps, from, &first);

  block->first = first;
  block->wanted[0] = bits_below (span);
  block->wanted[1] = bits_below (span - REGISTER);

  for (int px = 0; px < BLOCK; px++)
    for (int tap = 0; tap < taps->taps; tap++)
      {
        int weight = taps->weights[(from + px) * taps->taps + tap];
        int at = 4 * px + tap % 4;

        block->choice[at] = (guint8) (taps->starts[from + px] - first + tap % 4);
        quads[tap / 4].lower[at] = (gint8) ((weight & 255) - (weight & 128) * 2);
        quads[tap / 4].upper[at] = (gint8) ((weight - quads[tap / 4].lower[at]) / 256);
      }
}

static gpointer
arrange (const CwScalerTaps *taps)
{
  int       n_blocks = taps->count / BLOCK, n_quads = taps->taps / 4;
  int       widest = 0, first;
  Arranged *self;

  for (int i = 0; i < n_blocks; i++)
    widest = MAX (widest, find_span (taps, i * BLOCK, &first));
  if (widest > 2 * REGISTER)
    return NULL;

  self = g_aligned_alloc0 (1, sizeof (Arranged) + (gsize) n_blocks * (sizeof (Block) + (gsize) n_quads * sizeof (Quad)), REGISTER);
  self->n_blocks = n_blocks;
  self->n_quads = n_quads;
  self->n_loads = widest > REGISTER ? 2 : 1;

  for (int i = 0; i < n_blocks; i++)
    arrange_block (taps, i * BLOCK, &self->blocks[i], get_quads (self) + i * n_quads);

  return self;
}

/* What is not wanted is not touched: it may lie beyond the picture. */
AVX512 static inline __m512i
choose (const guint8 *source,
        const Block  *block,
        __m512i       choice,
        int           n_loads)
{
  __m512i low = _mm512_maskz_loadu_epi8 (block->wanted[0], source);

  if (n_loads == 1)
    return _mm512_permutexvar_epi8 (choice, low);

  return _mm512_permutex2var_epi8 (low, choice, _mm512_maskz_loadu_epi8 (block->wanted[1], source + REGISTER));
}

AVX512 static inline __attribute__ ((always_inline)) void
across_blocks (const guint8   *source,
               gint16         *row,
               const Arranged *arranged,
               int             n_quads,
               int             n_loads)
{
  const __m512i half = _mm512_set1_epi32 (1 << (CW_SCALER_ACROSS_SHIFT - 1));
  const Quad   *quad = get_quads (arranged);

  for (int i = 0; i < arranged->n_blocks; i++, row += BLOCK)
    {
      const Block  *block = &arranged->blocks[i];
      const guint8 *from = source + block->first;
      __m512i       choice = _mm512_load_si512 (block->choice);
      __m512i       upper = _mm512_setzero_si512 (), lower = half;

      for (int n = 0; n < n_quads; n++, quad++, from += 4)
        {
          __m512i bytes = choose (from, block, choice, n_loads);

          upper = _mm512_dpbusd_epi32 (upper, bytes, _mm512_load_si512 (quad->upper));
          lower = _mm512_dpbusd_epi32 (lower, bytes, _mm512_load_si512 (quad->lower));
        }

      lower = _mm512_add_epi32 (lower, _mm512_slli_epi32 (upper, 8));
      _mm256_storeu_si256 ((__m256i *) (void *) row, _mm512_cvtsepi32_epi16 (_mm512_srai_epi32 (lower, CW_SCALER_ACROSS_SHIFT)));
    }
}

AVX512 static void
across (const guint8       *source,
        gint16             *row,
        const CwScalerTaps *taps,
        gconstpointer       data)
{
  const Arranged *arranged = data;

  /* The usual ones by themselves, so that their loops are unrolled. */
  if (arranged == NULL)
    cw_scaler_rows_get_avx2 ()->across (source, row, taps, NULL);
  else if (arranged->n_loads == 2)
    across_blocks (source, row, arranged, arranged->n_quads, 2);
  else if (arranged->n_quads == 1)
    across_blocks (source, row, arranged, 1, 1);
  else if (arranged->n_quads == 2)
    across_blocks (source, row, arranged, 2, 1);
  else
    across_blocks (source, row, arranged, arranged->n_quads, 1);
}

/* The weights of two rows, as each pair of words is multiplied by them. */
AVX512 static inline __m512i
load_pair (const gint16 *weights)
{
  gint32 pair;

  memcpy (&pair, weights, sizeof pair);
  return _mm512_set1_epi32 (pair);
}

/* 32 px of a target row. */
AVX512 static inline __attribute__ ((always_inline)) __m256i
sum_rows (const gint16 *const *rows,
          int                  x,
          const gint16        *weights,
          int                  taps)
{
  __m512i low = _mm512_set1_epi32 (1 << (CW_SCALER_DOWN_SHIFT - 1));
  __m512i high = low, words;

  for (int tap = 0; tap < taps; tap += 2)
    {
      __m512i pair = load_pair (weights + tap);
      __m512i a = _mm512_loadu_si512 (rows[tap] + x);
      __m512i b = _mm512_loadu_si512 (rows[tap + 1] + x);

      low = _mm512_dpwssd_epi32 (low, _mm512_unpacklo_epi16 (a, b), pair);
      high = _mm512_dpwssd_epi32 (high, _mm512_unpackhi_epi16 (a, b), pair);
    }

  words = _mm512_packs_epi32 (_mm512_srai_epi32 (low, CW_SCALER_DOWN_SHIFT), _mm512_srai_epi32 (high, CW_SCALER_DOWN_SHIFT));
  return _mm512_cvtusepi16_epi8 (_mm512_max_epi16 (words, _mm512_setzero_si512 ()));
}

AVX512 static inline __attribute__ ((always_inline)) void
down_taps (const gint16 *const *rows,
           guint8              *target,
           int                  count,
           const gint16        *weights,
           int                  taps)
{
  int x = 0;

  for (; x + 32 <= count; x += 32)
    _mm256_storeu_si256 ((__m256i *) (void *) (target + x), sum_rows (rows, x, weights, taps));

  if (x < count)
    _mm256_mask_storeu_epi8 (target + x, (__mmask32) bits_below (count - x), sum_rows (rows, x, weights, taps));
}

AVX512 static void
down (const gint16 *const *rows,
      guint8              *target,
      int                  count,
      const gint16        *weights,
      int                  taps)
{
  switch (taps)
    {
    case 2:
      down_taps (rows, target, count, weights, 2);
      break;
    case 4:
      down_taps (rows, target, count, weights, 4);
      break;
    case 8:
      down_taps (rows, target, count, weights, 8);
      break;
    default:
      down_taps (rows, target, count, weights, taps);
      break;
    }
}

static const CwScalerRows avx512 = { arrange, across, down };

const CwScalerRows *
cw_scaler_rows_get_avx512 (void)
{
  gboolean has = __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512vbmi") && __builtin_cpu_supports ("avx512vnni");

  return has && cw_scaler_rows_get_avx2 () != NULL ? &avx512 : NULL;
}

#else

const CwScalerRows *
cw_scaler_rows_get_avx512 (void)
{
  return NULL;
}

#endif

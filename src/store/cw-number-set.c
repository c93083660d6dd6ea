/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-number-set.h"

#include <string.h>

/* Clips are numbered from 1 without large gaps; 32 MB are more than any library needs. */
#define MOST (G_GINT64_CONSTANT (1) << 28)

#define BITS 64

/**
 * CwNumberSet:
 *
 * Numbers of clips, a bit for each: 100,000 take 12 KB, and what two sets have in
 * common is found in a few microseconds.
 */
struct _CwNumberSet
{
  guint64 *words;
  gsize    n_words;
};

CwNumberSet *
cw_number_set_new (void)
{
  return g_new0 (CwNumberSet, 1);
}

CwNumberSet *
cw_number_set_copy (CwNumberSet *self)
{
  CwNumberSet *copy = cw_number_set_new ();

  copy->words = g_memdup2 (self->words, self->n_words * sizeof *self->words);
  copy->n_words = self->n_words;
  return copy;
}

void
cw_number_set_free (CwNumberSet *self)
{
  g_free (self->words);
  g_free (self);
}

static void
grow (CwNumberSet *self,
      gsize        n)
{
  gsize more = MAX (n, self->n_words * 2);

  self->words = g_renew (guint64, self->words, more);
  memset (self->words + self->n_words, 0, (more - self->n_words) * sizeof *self->words);
  self->n_words = more;
}

/**
 * cw_number_set_add:
 * @self: a set
 * @number: a clip's number
 *
 * Returns: whether it could be added; no library has numbers as large as those
 *   that cannot
 */
gboolean
cw_number_set_add (CwNumberSet *self,
                   gint64       number)
{
  if (number < 0 || number >= MOST)
    return FALSE;

  if ((gsize) number / BITS >= self->n_words)
    grow (self, (gsize) number / BITS + 1);
  self->words[number / BITS] |= G_GUINT64_CONSTANT (1) << (number % BITS);
  return TRUE;
}

gboolean
cw_number_set_has (CwNumberSet *self,
                   gint64       number)
{
  return number >= 0 && (gsize) number / BITS < self->n_words && (self->words[number / BITS] >> (number % BITS) & 1);
}

void
cw_number_set_remove (CwNumberSet *self,
                      gint64       number)
{
  if (cw_number_set_has (self, number))
    self->words[number / BITS] &= ~(G_GUINT64_CONSTANT (1) << (number % BITS));
}

guint
cw_number_set_count (CwNumberSet *self)
{
  guint n = 0;

  for (gsize i = 0; i < self->n_words; i++)
    n += (guint) __builtin_popcountll (self->words[i]);

  return n;
}

/**
 * cw_number_set_keep:
 * @self: a set
 * @other: another
 *
 * Leaves in @self what is in both.
 */
void
cw_number_set_keep (CwNumberSet *self,
                    CwNumberSet *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= i < other->n_words ? other->words[i] : 0;
}

void
cw_number_set_subtract (CwNumberSet *self,
                        CwNumberSet *other)
{
  for (gsize i = 0; i < MIN (self->n_words, other->n_words); i++)
    self->words[i] &= ~other->words[i];
}

void
cw_number_set_unite (CwNumberSet *self,
                     CwNumberSet *other)
{
  if (other->n_words > self->n_words)
    grow (self, other->n_words);
  for (gsize i = 0; i < other->n_words; i++)
    self->words[i] |= other->words[i];
}

static gboolean
next_up (CwNumberSet *self,
         gint64      *number)
{
  gint64  at = *number + 1;
  gsize   i = (gsize) at / BITS;
  guint64 word;

  if (i >= self->n_words)
    return FALSE;

  word = self->words[i] & (G_MAXUINT64 << (at % BITS));
  while (word == 0)
    if (++i >= self->n_words)
      return FALSE;
    else
      word = self->words[i];

  *number = (gint64) i * BITS + __builtin_ctzll (word);
  return TRUE;
}

static gboolean
next_down (CwNumberSet *self,
           gint64      *number)
{
  gint64  at = *number < 0 ? (gint64) self->n_words * BITS - 1 : *number - 1;
  gsize   i;
  guint64 word;

  if (at < 0)
    return FALSE;

  i = (gsize) at / BITS;
  word = self->words[i] & (G_MAXUINT64 >> (BITS - 1 - at % BITS));
  while (word == 0)
    if (i-- == 0)
      return FALSE;
    else
      word = self->words[i];

  *number = (gint64) i * BITS + (BITS - 1 - __builtin_clzll (word));
  return TRUE;
}

/**
 * cw_number_set_next:
 * @self: a set
 * @descending: whether to begin with the highest
 * @number: (inout): the one before, or -1 to begin with
 *
 * Returns: whether there is one more
 */
gboolean
cw_number_set_next (CwNumberSet *self,
                    gboolean     descending,
                    gint64      *number)
{
  return descending ? next_down (self, number) : next_up (self, number);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-vocabulary.h"
#include "cw-statement.h"

#include <string.h>

/* Words of fewer letters have too many neighbours. */
#define LETTERS_FOR_ONE 4
#define LETTERS_FOR_TWO 8

/* A bit for each letter. What is longer is nobody's typing mistake. */
#define MOST_LETTERS 63

#define MOST_NEAR 6

/**
 * CwVocabulary:
 *
 * All words of the library in one piece of memory, to find those that a mistyped
 * one may have been.
 */
struct _CwVocabulary
{
  char   *terms;
  GArray *entries;
};

typedef struct
{
  guint32 at;
  guint32 clips;
  guint8  letters;
} Entry;

/* The word that is looked for, for the algorithm of Myers in the form of Hyyrö: bit i
 * of a letter's mask says that the word's letter i is that one. */
typedef struct
{
  guint    n;
  guint64  ascii[128];
  gunichar others[MOST_LETTERS];
  guint64  masks[MOST_LETTERS];
  guint    n_others;
} Pattern;

typedef struct
{
  const char *term;
  guint       distance;
  guint32     clips;
} Near;

/**
 * cw_vocabulary_load:
 * @connection: the library
 * @error: %CW_ERROR_STORAGE, or more precise
 *
 * Returns: (transfer full) (nullable): the words that there are now
 */
CwVocabulary *
cw_vocabulary_load (sqlite3 *connection,
                    GError **error)
{
  g_autoptr (CwVocabulary) self = g_new0 (CwVocabulary, 1);
  g_autoptr (GString) terms = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT term, doc FROM clip_vocabulary", NULL, &problem);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  while (row != NULL && cw_database_step (row, &problem))
    {
      const char *term = (const char *) sqlite3_column_text (row, 0);
      gsize       n = term != NULL && g_utf8_validate (term, -1, NULL) ? (gsize) g_utf8_strlen (term, -1) : 0;
      Entry       entry = { (guint32) terms->len, (guint32) MIN (sqlite3_column_int64 (row, 1), G_MAXUINT32), (guint8) MIN (n, 255) };

      if (n == 0 || terms->len > G_MAXINT32)
        continue;
      g_array_append_val (self->entries, entry);
      g_string_append_len (terms, term, (gssize) strlen (term) + 1);
    }

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  self->terms = g_string_free (g_steal_pointer (&terms), FALSE);
  return g_steal_pointer (&self);
}

void
cw_vocabulary_free (CwVocabulary *self)
{
  g_array_unref (self->entries);
  g_free (self->terms);
  g_free (self);
}

static void
set_pattern (Pattern    *pattern,
             const char *word)
{
  memset (pattern, 0, sizeof *pattern);

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c), pattern->n++)
    {
      gunichar letter = g_utf8_get_char (c);
      guint64  bit = G_GUINT64_CONSTANT (1) << pattern->n;
      guint    i;

      if (letter < 128)
        {
          pattern->ascii[letter] |= bit;
          continue;
        }

      for (i = 0; i < pattern->n_others && pattern->others[i] != letter; i++)
        ;
      if (i == pattern->n_others)
        pattern->others[pattern->n_others++] = letter;
      pattern->masks[i] |= bit;
    }
}

static guint64
get_mask (const Pattern *pattern,
          const char   **c)
{
  gunichar letter;

  if ((guchar) * *c < 128)
    return pattern->ascii[(guchar) * (*c)++];

  letter = g_utf8_get_char (*c);
  *c = g_utf8_next_char (*c);
  for (guint i = 0; i < pattern->n_others; i++)
    if (pattern->others[i] == letter)
      return pattern->masks[i];

  return 0;
}

/* How many letters of the pattern are wrong, missing, too many or swapped with their
 * neighbour, where it is to be @term, or the beginning of it that fits best. Counts
 * on to @most only. (G. Myers 1999; H. Hyyrö 2003, with transpositions.) */
static guint
get_distance (const Pattern *pattern,
              const char    *term,
              gboolean       prefix,
              guint          most)
{
  guint64 last = G_GUINT64_CONSTANT (1) << (pattern->n - 1);
  guint64 vp = G_MAXUINT64, vn = 0, d0 = 0, before = 0;
  guint   distance = pattern->n;
  guint   best = G_MAXUINT;
  guint   read = 0;

  /* No beginning that is longer can be any nearer. */
  for (const char *c = term; *c != '\0' && !(prefix && read > pattern->n + most); read++)
    {
      guint64 mask = get_mask (pattern, &c);
      guint64 swapped = ((~d0 & mask) << 1) & before;
      guint64 hp, hn;

      d0 = (((mask & vp) + vp) ^ vp) | mask | vn | swapped;
      hp = vn | ~(d0 | vp);
      hn = d0 & vp;
      if (hp & last)
        distance++;
      else if (hn & last)
        distance--;

      hp = (hp << 1) | 1;
      hn <<= 1;
      vp = hn | ~(d0 | hp);
      vn = hp & d0;
      before = mask;
      best = MIN (best, distance);
    }

  return prefix ? best : distance;
}

static int
compare_near (gconstpointer a,
              gconstpointer b)
{
  const Near *one = a;
  const Near *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  if (one->clips != other->clips)
    return one->clips > other->clips ? -1 : 1;

  return strcmp (one->term, other->term);
}

/**
 * cw_vocabulary_find_near:
 * @self: the words
 * @word: one that is not among them, in small letters, without accents
 * @prefix: whether it may be the beginning of one
 *
 * Looks for words that differ in one letter, or two from eight letters on; swapped
 * neighbours are one. Takes some 5 ms for 100,000 words.
 *
 * Returns: (transfer full) (nullable): the nearest, the most used first, or %NULL
 *   where none is near
 */
GStrv
cw_vocabulary_find_near (CwVocabulary *self,
                         const char   *word,
                         gboolean      prefix)
{
  guint n = (guint) g_utf8_strlen (word, -1);
  guint most = n >= LETTERS_FOR_TWO ? 2 : 1;
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Near));
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  Pattern pattern;

  if (n < LETTERS_FOR_ONE || n > MOST_LETTERS)
    return NULL;

  set_pattern (&pattern, word);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      Near         one = { .term = self->terms + entry->at, .clips = entry->clips };

      if (entry->letters + most < n || (!prefix && entry->letters > n + most))
        continue;

      one.distance = get_distance (&pattern, one.term, prefix, most);
      if (one.distance > most)
        continue;
      if (one.distance < most)
        g_array_set_size (near, 0);
      most = one.distance;
      g_array_append_val (near, one);
    }

  if (near->len == 0)
    return NULL;

  g_array_sort (near, compare_near);
  for (guint i = 0; i < MIN (near->len, MOST_NEAR); i++)
    g_strv_builder_add (words, g_array_index (near, Near, i).term);

  return g_strv_builder_end (words);
}

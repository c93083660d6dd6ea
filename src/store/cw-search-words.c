/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-words.h"

/* What FTS5's tokenizer takes for a part of a word. */
static gboolean
is_part (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/**
 * cw_search_words_to_query:
 * @words: what the user typed; anything
 *
 * Makes an FTS5 query for what has every word, each as the beginning of one. What
 * means something to FTS5 (quotes, stars, AND, NEAR…) means nothing here.
 *
 * Returns: (nullable) (transfer full): the query, or %NULL where there is no word
 */
char *
cw_search_words_to_query (const char *words)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) query = g_string_new (NULL);
  gboolean inside = FALSE;

  g_return_val_if_fail (words != NULL, NULL);

  valid = g_utf8_make_valid (words, -1);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean part = is_part (g_utf8_get_char (c));

      if (part && !inside)
        g_string_append (query, query->len > 0 ? " \"" : "\"");
      else if (!part && inside)
        g_string_append (query, "\"*");
      if (part)
        g_string_append_unichar (query, g_utf8_get_char (c));
      inside = part;
    }
  if (inside)
    g_string_append (query, "\"*");

  return query->len > 0 ? g_string_free (g_steal_pointer (&query), FALSE) : NULL;
}

/* An accent alone is no word. */
static gboolean
has_letter (const char *start,
            const char *end)
{
  for (const char *c = start; c < end; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      return TRUE;

  return FALSE;
}

/**
 * cw_search_words_split:
 * @text: any valid UTF-8
 *
 * Returns: (transfer full): the words in it, as FTS5's tokenizer finds them
 */
GStrv
cw_search_words_split (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *start = NULL;

  for (const char *c = text;; c = g_utf8_next_char (c))
    {
      gunichar character = *c != '\0' ? g_utf8_get_char (c) : 0;
      gboolean part = character != 0 && is_part (character);

      if (part && start == NULL)
        start = c;
      if (!part && start != NULL)
        {
          if (has_letter (start, c))
            g_strv_builder_take (words, g_strndup (start, (gsize) (c - start)));
          start = NULL;
        }
      if (*c == '\0')
        break;
    }

  return g_strv_builder_end (words);
}

/**
 * cw_search_words_fold:
 * @text: any valid UTF-8
 *
 * Makes texts comparable as FTS5's tokenizer does: in small letters and without
 * accents.
 *
 * Returns: (transfer full): the words of @text with a space before each and after
 *   the last: " what a save "
 */
char *
cw_search_words_fold (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) folded = g_string_new (" ");

  for (const char *c = apart; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_ismark (character))
        continue;
      if (is_part (character))
        g_string_append_unichar (folded, character);
      else if (folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

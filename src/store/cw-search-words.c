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

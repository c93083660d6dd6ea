/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-scan.h"

#include <string.h>

/* How the text of a query falls into terms: spaces divide them; a quote begins at
 * the beginning of a value only, so that 5" is a word; in quotes \" and \\ stand for
 * a quote and a backslash; a quote that is never closed ends with the text. */

static void
piece_clear (gpointer data)
{
  g_free (((CwQueryPiece *) data)->text);
}

static void
token_free (gpointer data)
{
  CwQueryToken *token = data;

  g_array_unref (token->pieces);
  g_free (token);
}

/* A space's bytes, or 0 where @c is something else. */
static gsize
get_space (const char *c)
{
  return *c != '\0' && g_unichar_isspace (g_utf8_get_char (c)) ? (gsize) (g_utf8_next_char (c) - c) : 0;
}

static const char *
skip_spaces (const char *c)
{
  gsize n;

  while ((n = get_space (c)) > 0)
    c += n;

  return c;
}

/* Takes the value at @c, and says where it ends. */
static const char *
take_quoted (const char   *text,
             const char   *c,
             CwQueryToken *token)
{
  CwQueryPiece piece = { .start = (gsize) (c - text), .quoted = TRUE };
  g_autoptr (GString) inside = g_string_new (NULL);

  for (c++; *c != '\0' && *c != '"'; c++)
    {
      if (*c == '\\' && (c[1] == '"' || c[1] == '\\'))
        c++;
      g_string_append_c (inside, *c);
    }
  if (*c == '"')
    c++;

  piece.length = (gsize) (c - text) - piece.start;
  piece.text = g_string_free (g_steal_pointer (&inside), FALSE);
  g_array_append_val (token->pieces, piece);
  return c;
}

static const char *
take_bare (const char   *text,
           const char   *c,
           gboolean      to_comma,
           CwQueryToken *token)
{
  CwQueryPiece piece = { .start = (gsize) (c - text) };

  while (*c != '\0' && get_space (c) == 0 && !(to_comma && *c == ','))
    c = g_utf8_next_char (c);

  piece.length = (gsize) (c - text) - piece.start;
  piece.text = g_strndup (text + piece.start, piece.length);
  g_array_append_val (token->pieces, piece);
  return c;
}

static const char *
take_values (const char   *text,
             const char   *c,
             CwQueryToken *token)
{
  while (TRUE)
    {
      if (*c == '"')
        c = take_quoted (text, c, token);
      else if (*c != '\0' && *c != ',' && get_space (c) == 0)
        c = take_bare (text, c, TRUE, token);
      if (*c != ',')
        return c;
      c++;
    }
}

/* The length of the name of a field at @c, which a colon follows. */
static gsize
get_name (const char *c)
{
  gsize n = 0;

  while (g_ascii_isalpha (c[n]) || (n > 0 && c[n] == '-'))
    n++;

  /* That of a link is none. */
  return c[n] == ':' && !(c[n + 1] == '/' && c[n + 2] == '/') ? n : 0;
}

static const char *
take_token (const char   *text,
            const char   *c,
            CwQueryToken *token)
{
  token->start = (gsize) (c - text);
  if (*c == '-' && c[1] != '\0' && get_space (c + 1) == 0)
    {
      token->excluded = TRUE;
      c++;
    }

  token->name = (gsize) (c - text);
  token->name_length = get_name (c);
  token->known = token->name_length == 0 || cw_query_field_find (c, (gssize) token->name_length, &token->field);
  if (token->name_length > 0)
    c = take_values (text, c + token->name_length + 1, token);
  else if (*c == '"')
    c = take_quoted (text, c, token);
  else
    c = take_bare (text, c, FALSE, token);

  token->length = (gsize) (c - text) - token->start;
  return c;
}

/**
 * cw_query_scan:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the #CwQueryToken s that it consists of, in their order
 */
GPtrArray *
cw_query_scan (const char *text)
{
  GPtrArray  *tokens = g_ptr_array_new_with_free_func (token_free);
  const char *c = skip_spaces (text);

  while (*c != '\0')
    {
      CwQueryToken *token = g_new0 (CwQueryToken, 1);

      token->pieces = g_array_new (FALSE, TRUE, sizeof (CwQueryPiece));
      g_array_set_clear_func (token->pieces, piece_clear);
      g_ptr_array_add (tokens, token);
      c = skip_spaces (take_token (text, c, token));
    }

  return tokens;
}

CwQueryPiece *
cw_query_token_get_piece (CwQueryToken *token,
                          guint         index)
{
  return &g_array_index (token->pieces, CwQueryPiece, index);
}

/**
 * cw_query_has_words:
 * @text: any text
 *
 * Returns: whether there is anything in it that can be searched for: a letter, a
 *   digit, but no mere punctuation or picture
 */
gboolean
cw_query_has_words (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)) || g_unichar_type (g_utf8_get_char (c)) == G_UNICODE_PRIVATE_USE)
      return TRUE;

  return FALSE;
}

/**
 * cw_query_quote:
 * @text: a value
 *
 * Returns: (transfer full): @text in quotes
 */
char *
cw_query_quote (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("\"");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

/**
 * cw_query_needs_quotes:
 * @value: the value of a field
 *
 * Returns: whether it would not be taken for one without quotes
 */
gboolean
cw_query_needs_quotes (const char *value)
{
  if (*value == '\0' || *value == '"')
    return TRUE;

  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c))
    if (*c == ',' || get_space (c) > 0)
      return TRUE;

  return FALSE;
}

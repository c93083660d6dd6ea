/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-edit.h"
#include "cw-query-scan.h"

#include <string.h>

/* The text of a query as something to be edited: by a filter's switches, which leave
 * the rest of it as it is, and by completion. */

static CwQueryToken *
find_at (GPtrArray *tokens,
         gsize      cursor)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      CwQueryToken *token = g_ptr_array_index (tokens, i);

      if (token->start < cursor && cursor <= token->start + token->length)
        return token;
    }

  return NULL;
}

/* What stands from START to END, without the quote before it. */
static char *
dup_part (const char *text,
          gsize       start,
          gsize       end)
{
  if (start < end && text[start] == '"')
    start++;

  return g_strndup (text + start, end - start);
}

static void
place_in_value (CwQueryCursor *self,
                const char    *text,
                CwQueryToken  *token,
                gsize          cursor)
{
  self->start = cursor;

  for (guint i = 0; i < token->pieces->len; i++)
    {
      CwQueryPiece *piece = cw_query_token_get_piece (token, i);

      if (piece->start <= cursor && cursor <= piece->start + piece->length)
        {
          self->start = piece->start;
          self->length = piece->length;
        }
    }

  self->prefix = dup_part (text, self->start, cursor);
}

/**
 * cw_query_cursor_new:
 * @text: valid UTF-8
 * @cursor: a byte of it, or its length; between characters
 *
 * Returns: (transfer full): what is being written there
 */
CwQueryCursor *
cw_query_cursor_new (const char *text,
                     gsize       cursor)
{
  CwQueryCursor *self;
  CwQueryToken  *token;
  g_autoptr (GPtrArray) tokens = NULL;

  g_return_val_if_fail (text != NULL && cursor <= strlen (text), NULL);

  tokens = cw_query_scan (text);
  token = find_at (tokens, cursor);
  self = g_new0 (CwQueryCursor, 1);
  self->field = CW_QUERY_FIELD_WORDS;
  self->start = cursor;

  if (token == NULL)
    self->prefix = g_strdup ("");
  else if (token->name_length > 0 && cursor > token->name + token->name_length && token->known)
    {
      self->field = token->field;
      place_in_value (self, text, token, cursor);
    }
  else if (cursor < token->name)
    self->prefix = g_strdup ("");
  else
    {
      gsize end = token->start + token->length;

      self->start = token->name;
      self->length = (token->name_length > 0 && cursor <= token->name + token->name_length ? token->name + token->name_length + 1 : end) - token->name;
      self->prefix = g_strndup (text + self->start, cursor - self->start);
    }

  return self;
}

void
cw_query_cursor_free (CwQueryCursor *self)
{
  g_free (self->prefix);
  g_free (self);
}

/**
 * cw_query_cursor_dup_fields:
 * @self: where a word is being written
 *
 * Returns: (transfer full): the names of fields, with their colons, that it may
 *   become; none where a value is being written
 */
GStrv
cw_query_cursor_dup_fields (CwQueryCursor *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 1; i < CW_QUERY_N_FIELDS && self->field == CW_QUERY_FIELD_WORDS; i++)
    {
      const char *name = cw_query_field_get_name ((CwQueryField) i);

      if (g_ascii_strncasecmp (name, self->prefix, strlen (self->prefix)) == 0)
        g_strv_builder_take (names, g_strconcat (name, ":", NULL));
    }

  return g_strv_builder_end (names);
}

/**
 * cw_query_cursor_complete:
 * @self: what is being written
 * @text: in which text
 * @value: what it is to be: the name of a field with its colon, or a value, which
 *   gets quotes where it needs some
 * @cursor: (out): where to write on
 *
 * Returns: (transfer full): the text with @value in place
 */
char *
cw_query_cursor_complete (CwQueryCursor *self,
                          const char    *text,
                          const char    *value,
                          gsize         *cursor)
{
  const char      *rest = text + self->start + self->length;
  gboolean         is_value = self->field != CW_QUERY_FIELD_WORDS;
  g_autofree char *quoted = is_value && cw_query_needs_quotes (value) ? cw_query_quote (value) : g_strdup (value);
  const char      *space = is_value && *rest == '\0' ? " " : "";

  *cursor = self->start + strlen (quoted) + strlen (space);
  return g_strdup_printf ("%.*s%s%s%s", (int) self->start, text, quoted, space, rest);
}

static gboolean
is_of (const CwQueryToken *token,
       CwQueryField        field)
{
  return token->name_length > 0 && token->known && token->field == field && !token->excluded;
}

/* Cuts a token out, with the space that divided it from the rest. */
static void
erase (GString            *text,
       const CwQueryToken *token)
{
  gsize end = token->start + token->length;

  if (end < text->len && text->str[end] == ' ')
    g_string_erase (text, (gssize) token->start, (gssize) token->length + 1);
  else if (token->start > 0 && text->str[token->start - 1] == ' ' && end == text->len)
    g_string_erase (text, (gssize) token->start - 1, (gssize) token->length + 1);
  else
    g_string_erase (text, (gssize) token->start, (gssize) token->length);
}

static char *
make_term (CwQueryField       field,
           const char *const *values)
{
  g_autoptr (GString) term = g_string_new (NULL);

  g_string_append_printf (term, "%s:", cw_query_field_get_name (field));
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *quoted = cw_query_needs_quotes (values[i]) ? cw_query_quote (values[i]) : NULL;

      g_string_append_printf (term, "%s%s", i > 0 ? "," : "", quoted != NULL ? quoted : values[i]);
    }

  return g_string_free (g_steal_pointer (&term), FALSE);
}

/* A quote that was never closed would swallow what comes after it. */
static void
close_quote (GString *text)
{
  g_autofree char *longer = g_strconcat (text->str, " x", NULL);
  g_autoptr (GPtrArray) tokens = cw_query_scan (text->str);
  g_autoptr (GPtrArray) more = cw_query_scan (longer);
  g_autofree char *quoted = NULL;
  CwQueryToken    *last;
  CwQueryPiece    *piece;

  if (tokens->len == 0 || more->len > tokens->len)
    return;

  last = g_ptr_array_index (tokens, tokens->len - 1);
  piece = cw_query_token_get_piece (last, last->pieces->len - 1);
  quoted = cw_query_quote (piece->text);
  g_string_truncate (text, piece->start);
  g_string_append (text, quoted);
}

static void
append (GString    *text,
        const char *term)
{
  close_quote (text);
  if (text->len > 0 && text->str[text->len - 1] != ' ')
    g_string_append_c (text, ' ');
  g_string_append (text, term);
}

/**
 * cw_query_edit_set:
 * @text: a query's text
 * @field: a field, not %CW_QUERY_FIELD_WORDS
 * @values: (nullable) (array zero-terminated=1): its values, of which one has to be
 *   true; nothing for any
 *
 * Puts one term in place of all that there are of @field, but for excluded ones.
 *
 * Returns: (transfer full): @text with that, and the rest as it was
 */
char *
cw_query_edit_set (const char        *text,
                   CwQueryField       field,
                   const char *const *values)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *term = values != NULL && values[0] != NULL ? make_term (field, values) : NULL;
  g_autoptr (GPtrArray) tokens = cw_query_scan (valid);
  g_autoptr (GString) edited = g_string_new (valid);
  guint first = tokens->len;

  g_return_val_if_fail (field != CW_QUERY_FIELD_WORDS, NULL);

  for (guint i = tokens->len; i > 0; i--)
    if (is_of (g_ptr_array_index (tokens, i - 1), field))
      first = i - 1;

  for (guint i = tokens->len; i > 0; i--)
    {
      CwQueryToken *token = g_ptr_array_index (tokens, i - 1);

      if (!is_of (token, field))
        continue;
      if (term == NULL || i - 1 > first)
        erase (edited, token);
      else
        {
          g_string_erase (edited, (gssize) token->start, (gssize) token->length);
          g_string_insert (edited, (gssize) token->start, term);
        }
    }

  if (term != NULL && first == tokens->len)
    append (edited, term);

  return g_string_free (g_steal_pointer (&edited), FALSE);
}

static gboolean
has_piece (CwQueryToken *token,
           const char   *value)
{
  for (guint i = 0; i < token->pieces->len; i++)
    if (g_ascii_strcasecmp (cw_query_token_get_piece (token, i)->text, value) == 0)
      return TRUE;

  return FALSE;
}

/* The token without VALUE, or nothing where that was all. */
static char *
dup_token_without (CwQueryToken *token,
                   const char   *value)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < token->pieces->len; i++)
    if (g_ascii_strcasecmp (cw_query_token_get_piece (token, i)->text, value) != 0)
      g_ptr_array_add (values, cw_query_token_get_piece (token, i)->text);
  if (values->len == 0)
    return NULL;

  g_ptr_array_add (values, NULL);
  return make_term (token->field, (const char *const *) values->pdata);
}

/**
 * cw_query_edit_toggle:
 * @text: a query's text
 * @field: a field of which a clip can have several: a tag, a state
 * @value: one of its values
 * @on: whether clips need it
 *
 * Returns: (transfer full): @text with or without a term for @value, and the rest
 *   as it was
 */
char *
cw_query_edit_toggle (const char  *text,
                      CwQueryField field,
                      const char  *value,
                      gboolean     on)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const char      *values[] = { value, NULL };
  g_autofree char *term = make_term (field, values);
  g_autoptr (GPtrArray) tokens = cw_query_scan (valid);
  g_autoptr (GString) edited = g_string_new (valid);

  for (guint i = tokens->len; i > 0; i--)
    {
      CwQueryToken    *token = g_ptr_array_index (tokens, i - 1);
      g_autofree char *rest = NULL;

      if (!is_of (token, field) || !has_piece (token, value))
        continue;
      if (on && token->pieces->len == 1)
        return g_steal_pointer (&valid);
      if (on)
        continue;

      rest = dup_token_without (token, value);
      if (rest == NULL)
        erase (edited, token);
      else
        {
          g_string_erase (edited, (gssize) token->start, (gssize) token->length);
          g_string_insert (edited, (gssize) token->start, rest);
        }
    }

  if (on)
    append (edited, term);

  return g_string_free (g_steal_pointer (&edited), FALSE);
}

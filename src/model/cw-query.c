/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query.h"
#include "cw-query-range.h"
#include "cw-query-scan.h"

#include <glib/gi18n.h>
#include <string.h>

struct _CwQuery
{
  char       *text;
  gint64      now;
  GTimeZone  *zone;
  GPtrArray  *terms;
  GArray     *problems;
  CwQuerySort sort;
  gboolean    sorted;
  gboolean    descending;
  gboolean    relative;
};

G_DEFINE_BOXED_TYPE (CwQuery, cw_query, cw_query_ref, cw_query_unref)

static void
value_clear (gpointer data)
{
  g_free (((CwQueryValue *) data)->text);
}

static void
term_free (gpointer data)
{
  CwQueryTerm *term = data;

  g_array_unref (term->values);
  g_free (term);
}

static void
problem_clear (gpointer data)
{
  g_free (((CwQueryProblem *) data)->message);
}

static void
add_problem (CwQuery *self,
             gsize    start,
             gsize    length,
             char    *message)
{
  CwQueryProblem problem = { start, length, message };

  g_array_append_val (self->problems, problem);
}

static void
add_piece_problem (CwQuery            *self,
                   const CwQueryPiece *piece,
                   char               *message)
{
  add_problem (self, piece->start, piece->length, message);
}

static gboolean
is_choice (CwQueryField field,
           const char  *text)
{
  return g_strv_contains (cw_query_field_get_choices (field), text);
}

static gboolean
read_choice (CwQuery            *self,
             CwQueryField        field,
             const CwQueryPiece *piece,
             CwQueryValue       *value)
{
  g_autofree char *text = g_ascii_strdown (piece->text, -1);
  g_autofree char *all = NULL;

  if (g_str_equal (text, "favorite"))
    g_set_str (&text, "favourite");

  if (is_choice (field, text))
    {
      value->text = g_steal_pointer (&text);
      return TRUE;
    }

  all = g_strjoinv (", ", (char **) cw_query_field_get_choices (field));
  add_piece_problem (self, piece, g_strdup_printf (_ ("“%s:” takes one of these: %s"), cw_query_field_get_name (field), all));
  return FALSE;
}

static char *
dup_without_spaces (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_autoptr (GString) all = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (all, g_utf8_get_char (c));

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static gboolean
read_range (CwQuery            *self,
            CwQueryField        field,
            const CwQueryPiece *piece,
            CwQueryValue       *value)
{
  g_autofree char *text = dup_without_spaces (piece->text);
  g_autoptr (GError) error = NULL;
  CwQueryRange range;

  if (!cw_query_range_parse (field, text, self->now, self->zone, &range, &error))
    {
      add_piece_problem (self, piece, g_strdup (error->message));
      return FALSE;
    }

  value->from = range.from;
  value->to = range.to;
  value->text = g_steal_pointer (&text);
  self->relative |= range.relative;
  return TRUE;
}

static gboolean
read_value (CwQuery            *self,
            CwQueryField        field,
            const CwQueryPiece *piece,
            CwQueryValue       *value)
{
  if (cw_query_field_has_ranges (field))
    return read_range (self, field, piece, value);

  if (cw_query_field_get_kind (field) == CW_QUERY_KIND_CHOICE)
    return read_choice (self, field, piece, value);

  /* What has nothing to search for asks for nothing: a smiley, a dash. */
  if (cw_query_field_get_kind (field) == CW_QUERY_KIND_TEXT && !cw_query_has_words (piece->text))
    return FALSE;

  value->phrase = piece->quoted && cw_query_field_get_kind (field) == CW_QUERY_KIND_TEXT;
  value->text = g_strdup (piece->text);
  return TRUE;
}

static CwQueryTerm *
find_either (CwQuery     *self,
             CwQueryField field)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      CwQueryTerm *term = g_ptr_array_index (self->terms, i);

      if (term->field == field && !term->excluded)
        return term;
    }

  return NULL;
}

static CwQueryTerm *
add_term (CwQuery     *self,
          CwQueryField field,
          gboolean     excluded)
{
  CwQueryTerm *term = !excluded && cw_query_field_is_single (field) ? find_either (self, field) : NULL;

  if (term != NULL)
    return term;

  term = g_new0 (CwQueryTerm, 1);
  term->field = field;
  term->excluded = excluded;
  term->values = g_array_new (FALSE, TRUE, sizeof (CwQueryValue));
  g_array_set_clear_func (term->values, value_clear);
  g_ptr_array_add (self->terms, term);
  return term;
}

/* "views", "-views", "views:asc". */
static void
read_sort (CwQuery            *self,
           const CwQueryToken *token,
           const CwQueryPiece *piece)
{
  g_autofree char   *text = g_ascii_strdown (piece->text, -1);
  char              *way = strchr (text, ':');
  const char        *name = *text == '-' ? text + 1 : text;
  const char *const *choices = cw_query_field_get_choices (CW_QUERY_FIELD_SORT);
  gboolean           other = token->excluded ^ (*text == '-');
  g_autofree char   *all = NULL;

  if (way != NULL)
    *way++ = '\0';

  for (guint i = 0; choices[i] != NULL; i++)
    {
      CwQuerySort sort = (CwQuerySort) i;
      gboolean    descending = cw_query_sort_is_descending (sort);

      if (!g_str_equal (choices[i], name) || (way != NULL && !g_str_equal (way, "asc") && !g_str_equal (way, "desc")))
        continue;

      if (way != NULL)
        descending = g_str_equal (way, "desc");
      self->sorted = TRUE;
      self->sort = sort;
      self->descending = descending ^ other;
      return;
    }

  all = g_strjoinv (", ", (char **) choices);
  add_piece_problem (self, piece, g_strdup_printf (_ ("“sort:” takes one of these, with a hyphen before it for the other way: %s"), all));
}

/* A name that is no field's: either it is mistyped, or it is a text that has a colon. */
static void
read_unknown (CwQuery            *self,
              const CwQueryToken *token)
{
  g_autofree char *name = g_strndup (self->text + token->name, token->name_length);
  gsize            end = token->start + token->length;
  CwQueryValue     value = { .phrase = TRUE };
  CwQueryField     near;

  if (cw_query_field_suggest (name, -1, &near))
    {
      add_problem (self, token->name, token->name_length + 1, g_strdup_printf (_ ("There is no “%s:”: did you mean “%s:”?"), name, cw_query_field_get_name (near)));
      return;
    }

  add_problem (self, token->name, token->name_length + 1, g_strdup_printf (_ ("There is no “%s:”, so these words are looked for"), name));
  value.text = g_strndup (self->text + token->name, end - token->name);
  g_array_append_val (add_term (self, CW_QUERY_FIELD_WORDS, token->excluded)->values, value);
}

static void
read_token (CwQuery      *self,
            CwQueryToken *token)
{
  CwQueryTerm *term = NULL;
  gboolean     empty = TRUE;

  if (!token->known)
    {
      read_unknown (self, token);
      return;
    }

  for (guint i = 0; i < token->pieces->len; i++)
    {
      CwQueryPiece *piece = cw_query_token_get_piece (token, i);
      CwQueryValue  value = { 0 };

      if (*piece->text == '\0')
        continue;

      empty = FALSE;
      if (token->field == CW_QUERY_FIELD_SORT)
        read_sort (self, token, piece);
      else if (read_value (self, token->field, piece, &value))
        {
          if (term == NULL)
            term = add_term (self, token->field, token->excluded);
          g_array_append_val (term->values, value);
        }
    }

  if (empty && token->name_length > 0)
    add_problem (self, token->start, token->length, g_strdup_printf (_ ("Something is missing after “%s:”"), cw_query_field_get_name (token->field)));
}

/**
 * cw_query_new:
 * @text: anything
 * @now: us UTC, what "today" and "7d" go by
 * @zone: where days begin
 *
 * Returns: (transfer full): what is meant by @text
 */
CwQuery *
cw_query_new (const char *text,
              gint64      now,
              GTimeZone  *zone)
{
  CwQuery *self;
  g_autoptr (GPtrArray) tokens = NULL;

  g_return_val_if_fail (text != NULL && zone != NULL, NULL);

  self = g_atomic_rc_box_new0 (CwQuery);
  self->text = g_utf8_make_valid (text, -1);
  self->now = now;
  self->zone = g_time_zone_ref (zone);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->problems = g_array_new (FALSE, TRUE, sizeof (CwQueryProblem));
  self->descending = cw_query_sort_is_descending (self->sort);
  g_array_set_clear_func (self->problems, problem_clear);

  tokens = cw_query_scan (self->text);
  for (guint i = 0; i < tokens->len; i++)
    read_token (self, g_ptr_array_index (tokens, i));

  return self;
}

/**
 * cw_query_new_now:
 * @text: anything
 *
 * Returns: (transfer full): what is meant by @text here and now
 */
CwQuery *
cw_query_new_now (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return cw_query_new (text, g_get_real_time (), zone);
}

CwQuery *
cw_query_ref (CwQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CwQuery *self = data;

  g_free (self->text);
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->terms);
  g_array_unref (self->problems);
}

void
cw_query_unref (CwQuery *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * cw_query_get_text:
 * @self: a query
 *
 * Returns: what it was made of, as valid UTF-8
 */
const char *
cw_query_get_text (CwQuery *self)
{
  return self->text;
}

/**
 * cw_query_is_empty:
 * @self: a query
 *
 * Returns: whether every clip has what it asks for, in whatever order
 */
gboolean
cw_query_is_empty (CwQuery *self)
{
  return self->terms->len == 0;
}

/**
 * cw_query_is_relative:
 * @self: a query
 *
 * Returns: whether it has dates that move on, so that it is to be made anew when a
 *   day begins
 */
gboolean
cw_query_is_relative (CwQuery *self)
{
  return self->relative;
}

guint
cw_query_get_n_terms (CwQuery *self)
{
  return self->terms->len;
}

const CwQueryTerm *
cw_query_get_term (CwQuery *self,
                   guint    index)
{
  g_return_val_if_fail (index < self->terms->len, NULL);

  return g_ptr_array_index (self->terms, index);
}

const CwQueryValue *
cw_query_term_get_value (const CwQueryTerm *term,
                         guint              index)
{
  g_return_val_if_fail (index < term->values->len, NULL);

  return &g_array_index (term->values, CwQueryValue, index);
}

guint
cw_query_get_n_problems (CwQuery *self)
{
  return self->problems->len;
}

const CwQueryProblem *
cw_query_get_problem (CwQuery *self,
                      guint    index)
{
  g_return_val_if_fail (index < self->problems->len, NULL);

  return &g_array_index (self->problems, CwQueryProblem, index);
}

/**
 * cw_query_get_sort:
 * @self: a query
 * @descending: (out) (optional): whether the most, the newest, or Z comes first
 *
 * Clips that are equal in it come with the newest first; the other way is the
 * exact reverse.
 *
 * Returns: what clips are put in order by
 */
CwQuerySort
cw_query_get_sort (CwQuery  *self,
                   gboolean *descending)
{
  if (descending != NULL)
    *descending = self->descending;

  return self->sort;
}

/**
 * cw_query_has_sort:
 * @self: a query
 *
 * Returns: whether it says in what order
 */
gboolean
cw_query_has_sort (CwQuery *self)
{
  return self->sorted;
}

gint64
cw_query_get_now (CwQuery *self)
{
  return self->now;
}

GTimeZone *
cw_query_get_zone (CwQuery *self)
{
  return self->zone;
}

/**
 * cw_query_sort_is_descending:
 * @sort: an order
 *
 * Returns: whether it begins with the most or the newest where nothing else is said;
 *   names begin with A, durations with the shortest
 */
gboolean
cw_query_sort_is_descending (CwQuerySort sort)
{
  return sort != CW_QUERY_SORT_DURATION && sort != CW_QUERY_SORT_TITLE && sort != CW_QUERY_SORT_CHANNEL && sort != CW_QUERY_SORT_GAME && sort != CW_QUERY_SORT_POSITION;
}

static void
append_term (GString           *text,
             const CwQueryTerm *term)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (term->excluded)
    g_string_append_c (text, '-');
  if (term->field != CW_QUERY_FIELD_WORDS)
    g_string_append_printf (text, "%s:", cw_query_field_get_name (term->field));

  for (guint i = 0; i < term->values->len; i++)
    {
      const CwQueryValue *value = cw_query_term_get_value (term, i);
      gboolean            bare = !value->phrase && (term->field == CW_QUERY_FIELD_WORDS || !cw_query_needs_quotes (value->text));
      g_autofree char    *quoted = bare ? NULL : cw_query_quote (value->text);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", bare ? value->text : quoted);
    }
}

/**
 * cw_query_to_text:
 * @self: a query
 *
 * Returns: (transfer full): the same query written in the one way that all equal
 *   ones are: without what is wrong, names in full, the order last
 */
char *
cw_query_to_text (CwQuery *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    append_term (text, g_ptr_array_index (self->terms, i));

  if (self->sort != CW_QUERY_SORT_ADDED || !self->descending)
    g_string_append_printf (text, "%ssort:%s%s", text->len > 0 ? " " : "",
                            self->descending == cw_query_sort_is_descending (self->sort) ? "" : "-",
                            cw_query_field_get_choices (CW_QUERY_FIELD_SORT)[self->sort]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * cw_query_equal:
 * @a: a query
 * @b: another
 *
 * Returns: whether both ask for the same, in the same order of terms
 */
gboolean
cw_query_equal (CwQuery *a,
                CwQuery *b)
{
  g_autofree char *one = cw_query_to_text (a);
  g_autofree char *other = cw_query_to_text (b);

  return g_str_equal (one, other) && a->relative == b->relative && (!a->relative || a->now == b->now);
}

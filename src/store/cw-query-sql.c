/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-query-sql.h"
#include "cw-search-words.h"

#include <string.h>

/* What is in a column of clips is found by the index on it, if there is one; all these
 * have only clips that are not in the trash. */
#define SET_OF_COLUMN "SELECT number FROM clips WHERE removed IS NULL AND (%s)"

/* What has no index of its own: a small one, in which all of it is. SQLite would not
 * see that it need not read the rows. */
#define SET_OF_TRAITS "SELECT number FROM clips INDEXED BY clips_by_traits WHERE removed IS NULL AND (%s)"

/* The texts of a clip in the trash, which has no words in clip_words. */
static const struct
{
  CwQueryField field;
  const char  *column;
  const char  *sql;
} texts[] = {
  { CW_QUERY_FIELD_TITLE, "title", "title" },
  { CW_QUERY_FIELD_NOTE, "note", "note" },
  { CW_QUERY_FIELD_SAID, "transcript", "(SELECT text FROM transcripts WHERE clip = number)" },
  { CW_QUERY_FIELD_WORDS, "channel", "channel_name" },
  { CW_QUERY_FIELD_WORDS, "category", "category_name" },
  { CW_QUERY_FIELD_WORDS, "creator", "creator_name" },
  { CW_QUERY_FIELD_WORDS, "tags", "(SELECT group_concat (tag, ' ') FROM clip_tags WHERE clip = number)" },
};

/* In the order of CwQuerySort. Equal ones go by number, as in the index. */
static const struct
{
  const char *key;
  const char *index;
} orders[] = {
  [CW_QUERY_SORT_ADDED] = { "number", NULL },
  [CW_QUERY_SORT_CREATED] = { "created", "clips_by_created" },
  [CW_QUERY_SORT_VIEWS] = { "views", "clips_by_views" },
  [CW_QUERY_SORT_DURATION] = { "duration", "clips_by_duration" },
  [CW_QUERY_SORT_TITLE] = { "title COLLATE NOCASE", "clips_by_title" },
  [CW_QUERY_SORT_RATING] = { "rating", "clips_by_rating" },
  [CW_QUERY_SORT_SIZE] = { "size", "clips_by_size" },
  [CW_QUERY_SORT_WATCHED] = { "ifnull ((SELECT watched FROM watching WHERE clip = number), 0)", NULL },
  [CW_QUERY_SORT_CHANNEL] = { "channel_name COLLATE NOCASE", "clips_by_channel" },
  [CW_QUERY_SORT_GAME] = { "category_name COLLATE NOCASE", "clips_by_category" },
  [CW_QUERY_SORT_POSITION] = { "ifnull ((SELECT min (position) FROM collection_clips WHERE clip = number), 0)", NULL },
};

/**
 * cw_query_sql_get_key:
 * @sort: an order
 *
 * Returns: what a row of clips is sorted by
 */
const char *
cw_query_sql_get_key (CwQuerySort sort)
{
  return orders[sort].key;
}

/**
 * cw_query_sql_get_index:
 * @sort: an order
 *
 * Returns: (nullable): the index that has all clips that are not in the trash in it
 */
const char *
cw_query_sql_get_index (CwQuerySort sort)
{
  return orders[sort].index;
}

static void
step_free (gpointer data)
{
  CwQueryStep *step = data;

  g_clear_pointer (&step->values, g_variant_unref);
  g_free (step->set);
  g_free (step->condition);
  g_free (step);
}

static void
append_quoted (GString           *match,
               const char *const *words,
               gboolean           prefix)
{
  g_autofree char *all = g_strjoinv (" ", (char **) words);

  g_string_append_printf (match, "\"%s\"%s", all, prefix ? "*" : "");
}

static const char *const *
find_replaced (GHashTable *replaced,
               const char *word)
{
  return replaced != NULL ? g_hash_table_lookup (replaced, word) : NULL;
}

/* One value for FTS5. Its words hold nothing that FTS5 could take for syntax. */
static gboolean
append_value (GString            *match,
              const CwQueryValue *value,
              GHashTable         *replaced)
{
  g_auto (GStrv) words = cw_search_words_split (value->text);
  guint              n = g_strv_length (words);
  const char *const *by = n == 1 ? find_replaced (replaced, words[0]) : NULL;

  if (n == 0)
    return FALSE;

  if (by != NULL)
    {
      g_string_append_c (match, '(');
      for (guint i = 0; by[i] != NULL; i++)
        g_string_append_printf (match, "%s\"%s\"", i > 0 ? " OR " : "", by[i]);
      g_string_append_c (match, ')');
      return TRUE;
    }

  for (guint i = 0; i < n; i++)
    {
      by = find_replaced (replaced, words[i]);
      if (by != NULL)
        g_set_str (&words[i], by[0]);
    }
  append_quoted (match, (const char *const *) words, !value->phrase);
  return TRUE;
}

static const char *
get_column (CwQueryField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].field == field && field != CW_QUERY_FIELD_WORDS)
      return texts[i].column;

  return NULL;
}

static void
append_match (GString           *match,
              const CwQueryTerm *term,
              GHashTable        *replaced)
{
  const char *column = get_column (term->field);
  const char *between = term->excluded ? " OR " : " AND ";
  g_autoptr (GString) either = g_string_new (NULL);

  for (guint i = 0; i < term->values->len; i++)
    {
      g_autoptr (GString) one = g_string_new (NULL);

      if (!append_value (one, cw_query_term_get_value (term, i), replaced))
        continue;
      if (either->len > 0)
        g_string_append (either, " OR ");
      if (column != NULL)
        g_string_append_printf (either, "%s : ", column);
      g_string_append (either, one->str);
    }

  if (either->len > 0)
    g_string_append_printf (match, "%s(%s)", match->len > 0 ? between : "", either->str);
}

static char *
make_in (const char        *left,
         const CwQueryTerm *term,
         GVariant         **values)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  GVariantBuilder tuple;

  g_variant_builder_init (&tuple, G_VARIANT_TYPE_TUPLE);
  g_string_append_printf (sql, "%s IN (", left);
  for (guint i = 0; i < term->values->len; i++)
    {
      g_string_append (sql, i > 0 ? ", ?" : "?");
      g_variant_builder_add (&tuple, "s", cw_query_term_get_value (term, i)->text);
    }
  g_string_append_c (sql, ')');

  *values = g_variant_ref_sink (g_variant_builder_end (&tuple));
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static char *
make_between (const char        *left,
              const CwQueryTerm *term,
              GVariant         **values)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  GVariantBuilder tuple;

  g_variant_builder_init (&tuple, G_VARIANT_TYPE_TUPLE);
  for (guint i = 0; i < term->values->len; i++)
    {
      const CwQueryValue *value = cw_query_term_get_value (term, i);

      g_string_append_printf (sql, "%s%s BETWEEN ? AND ?", i > 0 ? " OR " : "", left);
      g_variant_builder_add (&tuple, "x", value->from);
      g_variant_builder_add (&tuple, "x", value->to);
    }

  *values = g_variant_ref_sink (g_variant_builder_end (&tuple));
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static const char *
get_state (const char *name)
{
  if (g_str_equal (name, "favourite"))
    return "favourite = 1";
  if (g_str_equal (name, "vertical"))
    return "height > width";
  if (g_str_equal (name, "watched"))
    return "EXISTS (SELECT 1 FROM watching WHERE clip = number)";

  return "NOT EXISTS (SELECT 1 FROM watching WHERE clip = number)";
}

static char *
make_states (const CwQueryTerm *term)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < term->values->len; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? " OR " : "", get_state (cw_query_term_get_value (term, i)->text));

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* In the trash there is no FTS5 to ask: cw_has_words compares text by text. */
static char *
make_text (const CwQueryTerm *term,
           GVariant         **values)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  GVariantBuilder tuple;

  g_variant_builder_init (&tuple, G_VARIANT_TYPE_TUPLE);
  for (guint i = 0; i < term->values->len; i++)
    {
      const CwQueryValue *value = cw_query_term_get_value (term, i);
      g_autofree char    *folded = cw_search_words_fold (value->text);
      g_autofree char    *beginning = value->phrase ? NULL : g_strndup (folded, strlen (folded) - 1);

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          if (term->field != CW_QUERY_FIELD_WORDS && texts[j].field != term->field)
            continue;
          g_string_append_printf (sql, "%scw_has_words (%s, ?)", sql->len > 0 ? " OR " : "", texts[j].sql);
          g_variant_builder_add (&tuple, "s", beginning != NULL ? beginning : folded);
        }
    }

  *values = g_variant_ref_sink (g_variant_builder_end (&tuple));
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* What is in another table: which of its rows are meant, for both forms. The
 * condition looks at one clip's rows only, since it is asked clip by clip. */
static void
set_rows (CwQueryStep *step,
          const char  *table,
          char        *where)
{
  step->set = g_strdup_printf ("SELECT clip FROM %s WHERE %s", table, where);
  step->condition = g_strdup_printf ("EXISTS (SELECT 1 FROM %s WHERE clip = number AND (%s))", table, where);
  g_free (where);
}

static void
set_column (CwQueryStep *step,
            char        *condition)
{
  step->condition = condition;
  step->set = g_strdup_printf (SET_OF_COLUMN, condition);
  step->live = TRUE;
}

static void
set_trait (CwQueryStep *step,
           char        *condition)
{
  step->condition = condition;
  step->set = g_strdup_printf (SET_OF_TRAITS, condition);
  step->live = TRUE;
}

/* What is unwatched is all but what is watched, of which there is a list. */
static void
set_state (CwQueryStep *step)
{
  const char *state = cw_query_term_get_value (step->term, 0)->text;

  if (step->term->values->len > 1 || !g_str_has_suffix (state, "watched"))
    {
      set_trait (step, make_states (step->term));
      return;
    }

  set_rows (step, "watching", g_strdup ("1"));
  step->excluded ^= g_str_equal (state, "unwatched");
}

static CwQueryStep *
make_step (const CwQueryTerm *term)
{
  CwQueryStep *step = g_new0 (CwQueryStep, 1);

  step->term = term;
  step->excluded = term->excluded;
  switch (term->field)
    {
    case CW_QUERY_FIELD_WORDS:
    case CW_QUERY_FIELD_TITLE:
    case CW_QUERY_FIELD_NOTE:
    case CW_QUERY_FIELD_SAID:
      step->condition = make_text (term, &step->values);
      break;
    case CW_QUERY_FIELD_CHANNEL:
      set_column (step, make_in ("channel_name COLLATE NOCASE", term, &step->values));
      break;
    case CW_QUERY_FIELD_GAME:
      set_column (step, make_in ("category_name COLLATE NOCASE", term, &step->values));
      break;
    case CW_QUERY_FIELD_CREATOR:
      set_column (step, make_in ("creator_name COLLATE NOCASE", term, &step->values));
      break;
    case CW_QUERY_FIELD_TAG:
      set_rows (step, "clip_tags", make_in ("tag", term, &step->values));
      break;
    case CW_QUERY_FIELD_LANGUAGE:
      set_trait (step, make_in ("language COLLATE NOCASE", term, &step->values));
      break;
    case CW_QUERY_FIELD_BROADCAST:
      /* The second part is for the planner, which else would not see that the index will do. */
      set_column (step, make_in ("vod_id <> '' AND vod_id", term, &step->values));
      break;
    case CW_QUERY_FIELD_SOURCE:
      set_trait (step, make_in ("source", term, &step->values));
      break;
    case CW_QUERY_FIELD_RIGHTS:
      set_trait (step, make_in ("rights", term, &step->values));
      break;
    case CW_QUERY_FIELD_IS:
      set_state (step);
      break;
    case CW_QUERY_FIELD_CREATED:
    case CW_QUERY_FIELD_ADDED:
    case CW_QUERY_FIELD_DURATION:
    case CW_QUERY_FIELD_SIZE:
      set_column (step, make_between (cw_query_field_get_name (term->field), term, &step->values));
      break;
    case CW_QUERY_FIELD_VIEWS:
    case CW_QUERY_FIELD_RATING:
      set_column (step, make_between (cw_query_field_get_name (term->field), term, &step->values));
      break;
    case CW_QUERY_FIELD_WATCHED:
      set_rows (step, "watching", make_between ("watched", term, &step->values));
      break;
    case CW_QUERY_FIELD_COLLECTION:
      break;
    case CW_QUERY_FIELD_SORT:
      g_assert_not_reached ();
    }

  return step;
}

/* What is excluded takes away only, and ranges and traits find much: both come later. */
static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const CwQueryStep *one = *(const CwQueryStep *const *) a;
  const CwQueryStep *other = *(const CwQueryStep *const *) b;
  int                first = one->excluded * 2 + (one->live && one->term->field >= CW_QUERY_FIELD_LANGUAGE);
  int                second = other->excluded * 2 + (other->live && other->term->field >= CW_QUERY_FIELD_LANGUAGE);

  return first - second;
}

/**
 * cw_query_sql_new:
 * @query: a query, which has to live longer than what is returned
 * @trash: whether clips in the trash are looked for
 * @replaced: (nullable): for words that are nowhere, a #GStrv of those to take
 *   instead
 *
 * Returns: (transfer full): the parts of @query in SQL
 */
CwQuerySql *
cw_query_sql_new (CwQuery    *query,
                  gboolean    trash,
                  GHashTable *replaced)
{
  CwQuerySql *self = g_new0 (CwQuerySql, 1);
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (GString) without = g_string_new (NULL);

  self->steps = g_ptr_array_new_with_free_func (step_free);
  for (guint i = 0; i < cw_query_get_n_terms (query); i++)
    {
      const CwQueryTerm *term = cw_query_get_term (query, i);

      if (cw_query_field_get_kind (term->field) != CW_QUERY_KIND_TEXT || trash)
        g_ptr_array_add (self->steps, make_step (term));
      else
        append_match (term->excluded ? without : match, term, term->excluded ? NULL : replaced);
    }
  g_ptr_array_sort (self->steps, compare_steps);

  if (match->len > 0)
    self->match = g_string_free (g_steal_pointer (&match), FALSE);
  if (without->len > 0)
    self->without = g_string_free (g_steal_pointer (&without), FALSE);

  return self;
}

void
cw_query_sql_free (CwQuerySql *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self->match);
  g_free (self->without);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-filter.h"
#include "cw-error.h"
#include "cw-search-words.h"
#include "cw-statement.h"

#include <glib/gi18n.h>
#include <string.h>

/* How a query is run. Each of its terms has an index that gives the numbers of its
 * clips without looking at the clips; what several terms have in common is a matter
 * of bits (CwNumberSet). Reading a clip's row takes a µs or two, so the rest is asked
 * row by row only where few clips are left, or where few are wanted and the first
 * that come will do. The order comes from the index that is in it. */

/* Smart collections may ask for others, but not for themselves without end. */
#define DEEPEST 8

/* The numbers of all clips that are not in the trash, from the smallest index. */
#define LIVE "SELECT number FROM clips INDEXED BY clips_by_rating WHERE removed IS NULL"
#define IN_TRASH "SELECT number FROM clips WHERE removed IS NOT NULL"
#define MATCHING "SELECT rowid FROM clip_words WHERE clip_words MATCH ?"
#define COLLECTION "SELECT number, query FROM collections WHERE title = ? COLLATE NOCASE"
#define COLLECTED "SELECT clip FROM collection_clips WHERE collection = ?"

/**
 * cw_search_filter_new:
 * @connection: the library, in a transaction
 * @cache: renewed in this transaction
 * @query: what is searched for; it has to live longer
 * @trash: whether clips in the trash are looked for, and no others
 * @replaced: (nullable): as for cw_query_sql_new()
 * @limit: how many clips are wanted at most; 0 for all
 *
 * Returns: (transfer full): a filter that has let nothing pass yet
 */
CwSearchFilter *
cw_search_filter_new (sqlite3       *connection,
                      CwSearchCache *cache,
                      CwQuery       *query,
                      gboolean       trash,
                      GHashTable    *replaced,
                      guint          limit)
{
  CwSearchFilter *self = g_new0 (CwSearchFilter, 1);

  self->connection = connection;
  self->cache = cache;
  self->query = query;
  self->trash = trash;
  self->limit = limit;
  self->sort = cw_query_get_sort (query, &self->descending);
  self->lazy = limit > 0 && self->sort != CW_QUERY_SORT_WATCHED && self->sort != CW_QUERY_SORT_POSITION;
  self->sql = cw_query_sql_new (query, trash, replaced);
  self->left = g_ptr_array_new ();
  self->except = cw_number_set_new ();

  return self;
}

void
cw_search_filter_free (CwSearchFilter *self)
{
  sqlite3_finalize (self->look);
  g_clear_pointer (&self->found, cw_number_set_free);
  cw_number_set_free (self->except);
  g_ptr_array_unref (self->left);
  cw_query_sql_free (self->sql);
  g_free (self);
}

static gboolean
add_number (CwNumberSet *set,
            gint64       number,
            GError     **error)
{
  if (cw_number_set_add (set, number))
    return TRUE;

  g_set_error_literal (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("The library's database is damaged: a clip's number is too large"));
  return FALSE;
}

static gboolean
add_from_sql (CwSearchFilter *self,
              const char     *sql,
              GVariant       *values,
              CwNumberSet    *set,
              GError        **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (self->connection, sql, values, &problem);

  while (row != NULL && cw_database_step (row, &problem) && add_number (set, sqlite3_column_int64 (row, 0), &problem))
    ;

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* All numbers that SQL gives, from the last time if there was one. */
static CwNumberSet *
find_set (CwSearchFilter *self,
          const char     *sql,
          GVariant       *values,
          GError        **error)
{
  g_autoptr (GVariant) owned = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autofree char *printed = values != NULL ? g_variant_print (values, FALSE) : NULL;
  g_autofree char *key = g_strconcat (sql, printed, NULL);
  CwNumberSet     *known = cw_search_cache_get_set (self->cache, key);
  g_autoptr (CwNumberSet) set = NULL;

  if (known != NULL)
    return cw_number_set_copy (known);

  set = cw_number_set_new ();
  if (!add_from_sql (self, sql, values, set, error))
    return NULL;

  cw_search_cache_put_set (self->cache, key, set);
  return g_steal_pointer (&set);
}

static void
keep (CwSearchFilter *self,
      CwNumberSet    *set,
      gboolean        live)
{
  if (self->found == NULL)
    self->found = set;
  else
    {
      cw_number_set_keep (self->found, set);
      cw_number_set_free (set);
    }
  self->live |= live;
}

static void
exclude (CwSearchFilter *self,
         CwNumberSet    *set)
{
  cw_number_set_unite (self->except, set);
  cw_number_set_free (set);
}

static gboolean
narrow_by_match (CwSearchFilter *self,
                 const char     *match,
                 gboolean        excluded,
                 GError        **error)
{
  CwNumberSet *set = find_set (self, MATCHING, g_variant_new ("(s)", match), error);

  if (set == NULL)
    return FALSE;

  if (excluded)
    exclude (self, set);
  else
    keep (self, set, TRUE);
  return TRUE;
}

/* What a smart collection shows is what its query finds. */
static gboolean
add_smart (CwSearchFilter *self,
           const char     *text,
           CwNumberSet    *set,
           GError        **error)
{
  g_autoptr (CwQuery) query = cw_query_new (text, cw_query_get_now (self->query), cw_query_get_zone (self->query));
  g_autoptr (CwSearchFilter) inner = NULL;

  if (self->depth >= DEEPEST)
    return TRUE;

  inner = cw_search_filter_new (self->connection, self->cache, query, self->trash, NULL, 0);
  inner->depth = self->depth + 1;
  if (!cw_search_filter_evaluate (inner, error))
    return FALSE;

  cw_number_set_unite (set, inner->found);
  return TRUE;
}

static gboolean
add_collection (CwSearchFilter *self,
                const char     *title,
                CwNumberSet    *set,
                GError        **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (self->connection, COLLECTION, g_variant_new ("(s)", title), &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      const char *query = (const char *) sqlite3_column_text (row, 1);

      if (query != NULL)
        add_smart (self, query, set, &problem);
      else
        add_from_sql (self, COLLECTED, g_variant_new ("(x)", sqlite3_column_int64 (row, 0)), set, &problem);
      if (problem != NULL)
        break;
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
narrow_by_collection (CwSearchFilter    *self,
                      const CwQueryTerm *term,
                      GError           **error)
{
  g_autoptr (CwNumberSet) set = cw_number_set_new ();

  for (guint i = 0; i < term->values->len; i++)
    if (!add_collection (self, cw_query_term_get_value (term, i)->text, set, error))
      return FALSE;

  if (term->excluded)
    exclude (self, g_steal_pointer (&set));
  else
    keep (self, g_steal_pointer (&set), FALSE);
  return TRUE;
}

/**
 * cw_search_filter_is_of_order:
 * @self: a filter
 * @step: one of its steps
 *
 * Returns: whether it is the one range that the order's own index can begin and end
 *   with
 */
gboolean
cw_search_filter_is_of_order (CwSearchFilter *self,
                              CwQueryStep    *step)
{
  static const CwQueryField fields[] = {
    [CW_QUERY_SORT_CREATED] = CW_QUERY_FIELD_CREATED,
    [CW_QUERY_SORT_VIEWS] = CW_QUERY_FIELD_VIEWS,
    [CW_QUERY_SORT_DURATION] = CW_QUERY_FIELD_DURATION,
    [CW_QUERY_SORT_RATING] = CW_QUERY_FIELD_RATING,
    [CW_QUERY_SORT_SIZE] = CW_QUERY_FIELD_SIZE,
  };

  return self->sort < G_N_ELEMENTS (fields) && fields[self->sort] == step->term->field && cw_query_field_has_ranges (step->term->field) && !step->excluded && step->term->values->len == 1;
}

static gboolean
narrow_by_step (CwSearchFilter *self,
                CwQueryStep    *step,
                GError        **error)
{
  CwNumberSet *set;

  if (step->set == NULL && step->condition == NULL)
    return narrow_by_collection (self, step->term, error);

  if (self->trash || (self->found != NULL && cw_number_set_count (self->found) <= CW_SEARCH_FEW) || (self->lazy && cw_search_filter_is_of_order (self, step)))
    {
      g_ptr_array_add (self->left, step);
      return TRUE;
    }

  set = find_set (self, step->set, step->values, error);
  if (set == NULL)
    return FALSE;

  if (step->excluded)
    exclude (self, set);
  else
    keep (self, set, step->live);
  return TRUE;
}

/**
 * cw_search_filter_narrow:
 * @self: a filter
 * @error: %CW_ERROR_STORAGE, or more precise; cancelled where nobody waits any more
 *
 * Finds out which clips may be meant, as far as indexes tell; the rest is asked of
 * each clip that cw_search_filter_passes() is called for.
 *
 * Returns: whether that went well
 */
gboolean
cw_search_filter_narrow (CwSearchFilter *self,
                         GError        **error)
{
  if (self->sql->match != NULL && !narrow_by_match (self, self->sql->match, FALSE, error))
    return FALSE;

  for (guint i = 0; i < self->sql->steps->len; i++)
    if (!narrow_by_step (self, g_ptr_array_index (self->sql->steps, i), error))
      return FALSE;

  if (self->sql->without != NULL && !narrow_by_match (self, self->sql->without, TRUE, error))
    return FALSE;

  if (self->found != NULL)
    cw_number_set_subtract (self->found, self->except);
  if (self->found != NULL && !self->live && !self->trash)
    {
      g_autoptr (CwNumberSet) removed = find_set (self, IN_TRASH, NULL, error);

      if (removed == NULL)
        return FALSE;
      cw_number_set_subtract (self->found, removed);
    }

  return TRUE;
}

void
cw_search_filter_append_condition (GString           *sql,
                                   GVariantBuilder   *values,
                                   const CwQueryStep *step)
{
  g_string_append_printf (sql, " AND %s(%s)", step->excluded ? "NOT " : "", step->condition);

  for (gsize i = 0; step->values != NULL && i < g_variant_n_children (step->values); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (step->values, i);

      g_variant_builder_add_value (values, value);
    }
}

/* Whether a clip has what is still to be asked; also %FALSE where asking failed. */
static gboolean
look_at (CwSearchFilter *self,
         gint64          number,
         GError        **error)
{
  gboolean has;

  if (self->left->len == 0)
    return TRUE;

  if (self->look == NULL)
    {
      g_autoptr (GString) sql = g_string_new ("SELECT 1 FROM clips WHERE 1");
      GVariantBuilder values;

      g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
      for (guint i = 0; i < self->left->len; i++)
        cw_search_filter_append_condition (sql, &values, g_ptr_array_index (self->left, i));
      g_string_append (sql, " AND number = ?");
      self->look = cw_database_prepare (self->connection, sql->str, g_variant_builder_end (&values), error);
      if (self->look == NULL)
        return FALSE;
      self->look_index = sqlite3_bind_parameter_count (self->look);
    }

  sqlite3_bind_int64 (self->look, self->look_index, number);
  has = cw_database_step (self->look, error);
  sqlite3_reset (self->look);
  return has;
}

/**
 * cw_search_filter_finish:
 * @self: a filter that was narrowed
 * @error: as for cw_search_filter_narrow()
 *
 * Asks all clips that may be meant what is still to be asked, so that "found" is
 * what passes.
 *
 * Returns: whether that went well
 */
gboolean
cw_search_filter_finish (CwSearchFilter *self,
                         GError        **error)
{
  gint64 number = -1;
  g_autoptr (GError) problem = NULL;

  while (self->left->len > 0 && problem == NULL && cw_number_set_next (self->found, FALSE, &number))
    if (!look_at (self, number, &problem))
      cw_number_set_remove (self->found, number);
  g_ptr_array_set_size (self->left, 0);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * cw_search_filter_find_in_trash:
 * @self: a filter that was narrowed, for the trash
 * @error: as for cw_search_filter_narrow()
 *
 * Runs all that is left as one statement: there are few clips in the trash, or at
 * least nobody searches them all day.
 *
 * Returns: (transfer full) (nullable): the clips in the order of the query
 */
GArray *
cw_search_filter_find_in_trash (CwSearchFilter *self,
                                GError        **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) sql = g_string_new (IN_TRASH);
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GError) problem = NULL;
  const char     *way = self->descending ? "DESC" : "ASC";
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  for (guint i = 0; i < self->left->len; i++)
    cw_search_filter_append_condition (sql, &values, g_ptr_array_index (self->left, i));
  if (cw_query_has_sort (self->query))
    g_string_append_printf (sql, " ORDER BY %s %s, number %s", cw_query_sql_get_key (self->sort), way, cw_query_sort_is_descending (self->sort) == self->descending ? "DESC" : "ASC");
  else
    g_string_append (sql, " ORDER BY removed DESC, number DESC");

  row = cw_database_prepare (self->connection, sql->str, g_variant_builder_end (&values), &problem);
  while (row != NULL && (self->limit == 0 || numbers->len < self->limit) && cw_database_step (row, &problem))
    {
      gint64 number = sqlite3_column_int64 (row, 0);

      if ((self->found == NULL || cw_number_set_has (self->found, number)) && !cw_number_set_has (self->except, number))
        g_array_append_val (numbers, number);
    }

  if (problem == NULL)
    return g_steal_pointer (&numbers);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * cw_search_filter_evaluate:
 * @self: a filter
 * @error: as for cw_search_filter_narrow()
 *
 * Finds all clips that are meant, and leaves them in "found".
 *
 * Returns: whether that went well
 */
gboolean
cw_search_filter_evaluate (CwSearchFilter *self,
                           GError        **error)
{
  if (!cw_search_filter_narrow (self, error))
    return FALSE;

  if (self->trash)
    {
      g_autoptr (GArray) numbers = cw_search_filter_find_in_trash (self, error);

      if (numbers == NULL)
        return FALSE;
      g_clear_pointer (&self->found, cw_number_set_free);
      self->found = cw_number_set_new ();
      for (guint i = 0; i < numbers->len; i++)
        if (!add_number (self->found, g_array_index (numbers, gint64, i), error))
          return FALSE;
      return TRUE;
    }

  if (self->found == NULL)
    {
      self->found = find_set (self, LIVE, NULL, error);
      if (self->found == NULL)
        return FALSE;
      cw_number_set_subtract (self->found, self->except);
    }

  return cw_search_filter_finish (self, error);
}

/**
 * cw_search_filter_passes:
 * @self: a filter that was narrowed
 * @number: a clip
 * @error: as for cw_search_filter_narrow()
 *
 * Returns: whether it is one of those that are meant; also %FALSE where asking failed
 */
gboolean
cw_search_filter_passes (CwSearchFilter *self,
                         gint64          number,
                         GError        **error)
{
  if (self->found != NULL ? !cw_number_set_has (self->found, number) : cw_number_set_has (self->except, number))
    return FALSE;

  return look_at (self, number, error);
}

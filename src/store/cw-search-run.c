/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-run.h"
#include "cw-search-filter.h"
#include "cw-search-words.h"
#include "cw-statement.h"

#include <string.h>

/* Puts what a CwSearchFilter lets pass in order. An order comes from the index that is
 * in it, and after the first time from memory. */

#define MATCHING "SELECT rowid FROM clip_words WHERE clip_words MATCH ? ORDER BY rowid %s"
#define COUNT_MATCHING "SELECT count(*) FROM clip_words WHERE clip_words MATCH ?"
#define NEWEST "SELECT number FROM clips NOT INDEXED WHERE removed IS NULL ORDER BY number %s"
#define ORDER "SELECT number FROM clips INDEXED BY %s WHERE removed IS NULL ORDER BY %s %s, number DESC"
#define WATCHED "SELECT clip FROM watching ORDER BY watched %s, clip %s"
#define POSITIONED "SELECT clip FROM collection_clips WHERE collection IN (SELECT number FROM collections WHERE query IS NULL AND title COLLATE NOCASE IN (%s)) GROUP BY clip ORDER BY min (position) %s, clip %s"

static gboolean
is_full (CwSearchFilter *self,
         GArray         *numbers)
{
  return self->limit > 0 && numbers->len >= self->limit;
}

/* Takes a number that comes in order, if it is one that is meant. */
static void
offer (CwSearchFilter *self,
       GArray         *numbers,
       gint64          number,
       GError        **error)
{
  if (cw_search_filter_passes (self, number, error))
    g_array_append_val (numbers, number);
}

/* Offers what SQL gives, in its order. */
static gboolean
offer_from_sql (CwSearchFilter *self,
                const char     *sql,
                GVariant       *values,
                GArray         *numbers,
                GError        **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (self->connection, sql, values, &problem);

  while (row != NULL && problem == NULL && !is_full (self, numbers) && cw_database_step (row, &problem))
    offer (self, numbers, sqlite3_column_int64 (row, 0), &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
order_by_number (CwSearchFilter *self,
                 GArray         *numbers,
                 GError        **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 number = -1;

  if (self->found == NULL)
    {
      sql = g_strdup_printf (NEWEST, self->descending ? "DESC" : "ASC");
      return offer_from_sql (self, sql, NULL, numbers, error);
    }

  while (problem == NULL && !is_full (self, numbers) && cw_number_set_next (self->found, self->descending, &number))
    offer (self, numbers, number, &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Takes the order from SQL, which gives numbers of the first ones. What it does not give
 * comes after them, the newest first; or before them, the other way round. */
static gboolean
order_by_list (CwSearchFilter *self,
               const char     *sql,
               GVariant       *values,
               gboolean        rest_first,
               GArray         *numbers,
               GError        **error)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint  limit = self->limit;
  gint64 number = -1;

  /* All of them, since those that are not among them come first or last. */
  self->limit = 0;
  if (!offer_from_sql (self, sql, values, seen, error))
    return FALSE;
  self->limit = limit;

  for (guint i = 0; i < seen->len; i++)
    cw_number_set_remove (self->found, g_array_index (seen, gint64, i));

  for (guint i = 0; !rest_first && i < seen->len && !is_full (self, numbers); i++)
    g_array_append_val (numbers, g_array_index (seen, gint64, i));
  while (!is_full (self, numbers) && cw_number_set_next (self->found, !rest_first, &number))
    g_array_append_val (numbers, number);
  for (guint i = 0; rest_first && i < seen->len && !is_full (self, numbers); i++)
    g_array_append_val (numbers, g_array_index (seen, gint64, i));

  return TRUE;
}

/* What was never watched comes after, or before, all that was. */
static gboolean
order_by_watched (CwSearchFilter *self,
                  GArray         *numbers,
                  GError        **error)
{
  const char      *way = self->descending ? "DESC" : "ASC";
  g_autofree char *sql = g_strdup_printf (WATCHED, way, way);

  return order_by_list (self, sql, NULL, !self->descending, numbers, error);
}

/* As the user has put them, in the collections that are asked for. */
static gboolean
order_by_position (CwSearchFilter *self,
                   GArray         *numbers,
                   GError        **error)
{
  const char *way = self->descending ? "DESC" : "ASC";
  g_autoptr (GString) titles = g_string_new (NULL);
  g_autofree char *sql = NULL;
  GVariantBuilder  values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  for (guint i = 0; i < self->sql->steps->len; i++)
    {
      CwQueryStep *step = g_ptr_array_index (self->sql->steps, i);

      for (guint j = 0; step->term->field == CW_QUERY_FIELD_COLLECTION && !step->excluded && j < step->term->values->len; j++)
        {
          g_string_append (titles, titles->len > 0 ? ", ?" : "?");
          g_variant_builder_add (&values, "s", cw_query_term_get_value (step->term, j)->text);
        }
    }

  sql = g_strdup_printf (POSITIONED, titles->str, way, way);
  return order_by_list (self, sql, g_variant_builder_end (&values), self->descending, numbers, error);
}

static const char *
get_ties (CwSearchFilter *self)
{
  return cw_query_sort_is_descending (self->sort) == self->descending ? "DESC" : "ASC";
}

/* So few that they are sorted, not looked for in what is sorted. */
static gboolean
order_few (CwSearchFilter *self,
           GArray         *numbers,
           GError        **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT number FROM clips WHERE number IN (");
  gint64   number = -1;
  gboolean first = TRUE;

  for (; cw_number_set_next (self->found, FALSE, &number); first = FALSE)
    g_string_append_printf (sql, "%s%" G_GINT64_FORMAT, first ? "" : ",", number);
  /* The + keeps SQLite from going through an index instead. */
  g_string_append_printf (sql, ") ORDER BY +%s %s, +number %s", cw_query_sql_get_key (self->sort), self->descending ? "DESC" : "ASC", get_ties (self));

  return offer_from_sql (self, sql->str, NULL, numbers, error);
}

/* The first ones of an index, or of the part of it that is meant. */
static gboolean
order_lazily (CwSearchFilter *self,
              GArray         *numbers,
              GError        **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  g_string_append_printf (sql, "SELECT number FROM clips INDEXED BY %s WHERE removed IS NULL", cw_query_sql_get_index (self->sort));
  for (guint i = self->left->len; i > 0; i--)
    if (cw_search_filter_is_of_order (self, g_ptr_array_index (self->left, i - 1)))
      {
        cw_search_filter_append_condition (sql, &values, g_ptr_array_index (self->left, i - 1));
        g_ptr_array_remove_index (self->left, i - 1);
      }
  g_string_append_printf (sql, " ORDER BY %s %s, number %s", cw_query_sql_get_key (self->sort), self->descending ? "DESC" : "ASC", get_ties (self));

  return offer_from_sql (self, sql->str, g_variant_builder_end (&values), numbers, error);
}

/* All clips in an order, as it is usual; from the last time if there was one. */
static GArray *
load_order (CwSearchFilter *self,
            GError        **error)
{
  gboolean         descending = cw_query_sort_is_descending (self->sort);
  g_autofree char *sql = g_strdup_printf (ORDER, cw_query_sql_get_index (self->sort), cw_query_sql_get_key (self->sort), descending ? "DESC" : "ASC");
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (self->connection, sql, NULL, &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      gint64 number = sqlite3_column_int64 (row, 0);

      g_array_append_val (all, number);
    }

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  cw_search_cache_put_order (self->cache, self->sort, g_array_ref (all));
  return g_steal_pointer (&all);
}

/* The other way is the exact reverse. */
static gboolean
order_by_all (CwSearchFilter *self,
              GArray         *all,
              GArray         *numbers,
              GError        **error)
{
  gboolean usual = cw_query_sort_is_descending (self->sort) == self->descending;
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < all->len && problem == NULL && !is_full (self, numbers); i++)
    offer (self, numbers, g_array_index (all, gint64, usual ? i : all->len - 1 - i), &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
order_by_index (CwSearchFilter *self,
                GArray         *numbers,
                GError        **error)
{
  GArray *known = cw_search_cache_get_order (self->cache, self->sort);
  g_autoptr (GArray) all = NULL;

  if (self->found != NULL && cw_number_set_count (self->found) <= CW_SEARCH_FEW)
    {
      if (!cw_search_filter_finish (self, error))
        return FALSE;
      if (known == NULL)
        return order_few (self, numbers, error);
    }

  /* A range of the order itself has a beginning in the index only. */
  if (self->limit > 0 && (known == NULL || self->left->len > 0))
    return order_lazily (self, numbers, error);

  all = known != NULL ? g_array_ref (known) : load_order (self, error);
  return all != NULL && order_by_all (self, all, numbers, error);
}

/* Text alone, in the order in which FTS5 has it. */
static GArray *
find_matching (CwSearchFilter *self,
               GError        **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match = self->sql->without != NULL ? g_strdup_printf ("(%s) NOT (%s)", self->sql->match, self->sql->without) : g_strdup (self->sql->match);
  g_autofree char *sql = g_strdup_printf (MATCHING, self->descending ? "DESC" : "ASC");

  return offer_from_sql (self, sql, g_variant_new ("(s)", match), numbers, error) ? g_steal_pointer (&numbers) : NULL;
}

static GArray *
find (CwSearchFilter *self,
      GError        **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean any = self->sql->match == NULL && self->sql->without == NULL && self->sql->steps->len == 0;
  gboolean ready, done;

  if (!self->trash && self->sql->match != NULL && self->sql->steps->len == 0 && self->sort == CW_QUERY_SORT_ADDED)
    return find_matching (self, error);

  /* An index has all clips in its order already; the other orders need them all. */
  if (self->trash || (any && cw_query_sql_get_index (self->sort) != NULL) || self->lazy)
    ready = cw_search_filter_narrow (self, error);
  else
    ready = cw_search_filter_evaluate (self, error);

  if (!ready)
    return NULL;
  if (self->trash)
    return cw_search_filter_find_in_trash (self, error);

  if (self->sort == CW_QUERY_SORT_ADDED)
    done = order_by_number (self, numbers, error);
  else if (self->sort == CW_QUERY_SORT_WATCHED)
    done = order_by_watched (self, numbers, error);
  else if (self->sort == CW_QUERY_SORT_POSITION)
    done = order_by_position (self, numbers, error);
  else
    done = order_by_index (self, numbers, error);

  return done ? g_steal_pointer (&numbers) : NULL;
}

static void
has_words (sqlite3_context *context,
           int              n,
           sqlite3_value  **values)
{
  const char      *text = (const char *) sqlite3_value_text (values[0]);
  const char      *words = (const char *) sqlite3_value_text (values[1]);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *folded = valid != NULL ? cw_search_words_fold (valid) : NULL;

  sqlite3_result_int (context, folded != NULL && words != NULL && strstr (folded, words) != NULL);
}

/**
 * cw_search_run_set_up:
 * @connection: the library, on the thread that reads it
 * @error: %CW_ERROR_STORAGE, or more precise
 *
 * Has to be called before the others, in the same piece of work.
 *
 * Returns: whether @connection knows our functions
 */
gboolean
cw_search_run_set_up (sqlite3 *connection,
                      GError **error)
{
  if (sqlite3_create_function (connection, "cw_has_words", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, has_words, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_propagate_error (error, cw_database_new_error (connection));
  return FALSE;
}

/**
 * cw_search_run_find:
 * @connection: the library
 * @cache: renewed in this transaction
 * @query: what is searched for
 * @trash: whether clips in the trash are looked for, and no others
 * @replaced: (nullable): as for cw_query_sql_new()
 * @limit: how many are wanted at most; 0 for all
 * @error: %CW_ERROR_STORAGE, or more precise; cancelled where nobody waits any more
 *
 * Returns: (transfer full) (nullable): the numbers of the clips, a #gint64 each, in
 *   the order of @query
 */
GArray *
cw_search_run_find (sqlite3       *connection,
                    CwSearchCache *cache,
                    CwQuery       *query,
                    gboolean       trash,
                    GHashTable    *replaced,
                    guint          limit,
                    GError       **error)
{
  g_autoptr (CwSearchFilter) run = cw_search_filter_new (connection, cache, query, trash, replaced, limit);

  return find (run, error);
}

/**
 * cw_search_run_count:
 * @connection: the library
 * @cache: renewed in this transaction
 * @query: what is searched for
 * @trash: whether clips in the trash are looked for, and no others
 * @replaced: (nullable): as for cw_query_sql_new()
 * @error: as for cw_search_run_find()
 *
 * Returns: how many clips there are, or -1 with @error set
 */
gint64
cw_search_run_count (sqlite3       *connection,
                     CwSearchCache *cache,
                     CwQuery       *query,
                     gboolean       trash,
                     GHashTable    *replaced,
                     GError       **error)
{
  g_autoptr (CwSearchFilter) run = cw_search_filter_new (connection, cache, query, trash, replaced, 0);
  g_autoptr (sqlite3_stmt) row = NULL;

  if (trash || run->sql->match == NULL || run->sql->without != NULL || run->sql->steps->len > 0)
    return cw_search_filter_evaluate (run, error) ? (gint64) cw_number_set_count (run->found) : -1;

  row = cw_database_prepare (connection, COUNT_MATCHING, g_variant_new ("(s)", run->sql->match), error);
  return row != NULL && cw_database_step (row, error) ? sqlite3_column_int64 (row, 0) : -1;
}

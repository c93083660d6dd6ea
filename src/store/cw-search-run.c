/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-run.h"
#include "cw-error.h"
#include "cw-number-set.h"
#include "cw-query-sql.h"
#include "cw-search-words.h"
#include "cw-statement.h"

#include <glib/gi18n.h>
#include <string.h>

/* How a query is run. Each of its terms has an index that gives the numbers of its
 * clips without looking at the clips; what several terms have in common is a matter
 * of bits (CwNumberSet). Reading a clip's row takes a µs or two, so the rest is asked
 * row by row only where few clips are left, or where few are wanted and the first
 * that come will do. The order comes from the index that is in it. */

/* So few clips that it takes less to look at each than to read another index. */
#define FEW 1500

/* So many clips have it that the first wanted ones will be among the first in any order. */
#define MANY 20000

/* After so many looks it turns out that they were not. */
#define MOST_LOOKS 6000

/* Smart collections may ask for others, but not for themselves without end. */
#define DEEPEST 8

/* The numbers of all clips that are not in the trash, from the smallest index. */
#define LIVE "SELECT number FROM clips INDEXED BY clips_by_rating WHERE removed IS NULL"
#define IN_TRASH "SELECT number FROM clips WHERE removed IS NOT NULL"
#define NEWEST "SELECT number FROM clips NOT INDEXED WHERE removed IS NULL ORDER BY number %s"
#define MATCHING "SELECT rowid FROM clip_words WHERE clip_words MATCH ?"
#define COUNT_MATCHING "SELECT count(*) FROM clip_words WHERE clip_words MATCH ?"
#define WATCHED "SELECT clip FROM watching ORDER BY watched %s, clip %s"
#define COLLECTION "SELECT number, query FROM collections WHERE title = ? COLLATE NOCASE"
#define COLLECTED "SELECT clip FROM collection_clips WHERE collection = ?"

typedef struct
{
  sqlite3    *connection;
  CwQuery    *query;
  CwQuerySql *sql;
  gboolean    trash;
  guint       depth;
  CwQuerySort sort;
  gboolean    descending;

  /* How many are wanted; 0 for all. Lazy is who takes the first that come in order,
   * without having found all. */
  guint    limit;
  gboolean lazy;

  /* The clips that may be meant, %NULL for all; those that are not; and what is still
   * to be asked of each of them. "live" is set where none of "found" is in the trash. */
  CwNumberSet *found;
  CwNumberSet *except;
  gboolean     live;
  GPtrArray   *left;

  sqlite3_stmt *look;
  int           look_index;
  guint         looks;
} Run;

static gboolean evaluate (Run     *self,
                          GError **error);

static Run *
run_new (sqlite3    *connection,
         CwQuery    *query,
         gboolean    trash,
         GHashTable *replaced,
         guint       limit)
{
  Run *self = g_new0 (Run, 1);

  self->connection = connection;
  self->query = query;
  self->trash = trash;
  self->limit = limit;
  self->sort = cw_query_get_sort (query, &self->descending);
  self->lazy = limit > 0 && self->sort != CW_QUERY_SORT_WATCHED;
  self->sql = cw_query_sql_new (query, trash, replaced);
  self->left = g_ptr_array_new ();
  self->except = cw_number_set_new ();

  return self;
}

static void
run_free (Run *self)
{
  sqlite3_finalize (self->look);
  g_clear_pointer (&self->found, cw_number_set_free);
  cw_number_set_free (self->except);
  g_ptr_array_unref (self->left);
  cw_query_sql_free (self->sql);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

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

/* Adds the numbers that SQL gives, on to MOST where that is not 0. */
static gboolean
add_from_sql (sqlite3     *connection,
              const char  *sql,
              GVariant    *values,
              guint        most,
              CwNumberSet *set,
              guint       *n,
              GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, values, &problem);
  guint read = 0;

  while (row != NULL && (most == 0 || read < most) && cw_database_step (row, &problem) && add_number (set, sqlite3_column_int64 (row, 0), &problem))
    read++;

  if (n != NULL)
    *n = read;
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
keep (Run         *self,
      CwNumberSet *set,
      gboolean     live)
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
exclude (Run         *self,
         CwNumberSet *set)
{
  cw_number_set_unite (self->except, set);
  cw_number_set_free (set);
}

static gboolean
narrow_by_match (Run        *self,
                 const char *match,
                 gboolean    excluded,
                 GError    **error)
{
  g_autoptr (CwNumberSet) set = cw_number_set_new ();

  if (!add_from_sql (self->connection, MATCHING, g_variant_new ("(s)", match), 0, set, NULL, error))
    return FALSE;

  if (excluded)
    exclude (self, g_steal_pointer (&set));
  else
    keep (self, g_steal_pointer (&set), TRUE);
  return TRUE;
}

/* What a smart collection shows is what its query finds. */
static gboolean
add_smart (Run         *self,
           const char  *text,
           CwNumberSet *set,
           GError     **error)
{
  g_autoptr (CwQuery) query = cw_query_new (text, cw_query_get_now (self->query), cw_query_get_zone (self->query));
  g_autoptr (Run) inner = NULL;

  if (self->depth >= DEEPEST)
    return TRUE;

  inner = run_new (self->connection, query, self->trash, NULL, 0);
  inner->depth = self->depth + 1;
  if (!evaluate (inner, error))
    return FALSE;

  cw_number_set_unite (set, inner->found);
  return TRUE;
}

static gboolean
add_collection (Run         *self,
                const char  *title,
                CwNumberSet *set,
                GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (self->connection, COLLECTION, g_variant_new ("(s)", title), &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      const char *query = (const char *) sqlite3_column_text (row, 1);

      if (query != NULL)
        add_smart (self, query, set, &problem);
      else
        add_from_sql (self->connection, COLLECTED, g_variant_new ("(x)", sqlite3_column_int64 (row, 0)), 0, set, NULL, &problem);
      if (problem != NULL)
        break;
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
narrow_by_collection (Run               *self,
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

/* The one range that the order's own index can begin and end with. */
static gboolean
is_of_order (Run         *self,
             CwQueryStep *step)
{
  static const CwQueryField fields[] = {
    [CW_QUERY_SORT_CREATED] = CW_QUERY_FIELD_CREATED,
    [CW_QUERY_SORT_VIEWS] = CW_QUERY_FIELD_VIEWS,
    [CW_QUERY_SORT_DURATION] = CW_QUERY_FIELD_DURATION,
    [CW_QUERY_SORT_RATING] = CW_QUERY_FIELD_RATING,
    [CW_QUERY_SORT_SIZE] = CW_QUERY_FIELD_SIZE,
  };

  return self->sort < G_N_ELEMENTS (fields) && fields[self->sort] == step->term->field && cw_query_field_has_ranges (step->term->field) && !step->term->excluded && step->term->values->len == 1;
}

static gboolean
narrow_by_step (Run         *self,
                CwQueryStep *step,
                GError     **error)
{
  g_autoptr (CwNumberSet) set = NULL;
  gboolean first = self->lazy && (step->wide || step->term->excluded);
  guint    n;

  if (step->set == NULL && step->condition == NULL)
    return narrow_by_collection (self, step->term, error);

  if (self->trash || (self->found != NULL && cw_number_set_count (self->found) <= FEW) || (self->lazy && is_of_order (self, step)))
    {
      g_ptr_array_add (self->left, step);
      return TRUE;
    }

  set = cw_number_set_new ();
  if (!add_from_sql (self->connection, step->set, step->values, first ? MANY : 0, set, &n, error))
    return FALSE;

  if (first && n == MANY)
    g_ptr_array_add (self->left, step);
  else if (step->term->excluded)
    exclude (self, g_steal_pointer (&set));
  else
    keep (self, g_steal_pointer (&set), step->live);
  return TRUE;
}

/* Finds out which clips may be meant, as far as indexes tell. */
static gboolean
narrow (Run     *self,
        GError **error)
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
      g_autoptr (CwNumberSet) removed = cw_number_set_new ();

      if (!add_from_sql (self->connection, IN_TRASH, NULL, 0, removed, NULL, error))
        return FALSE;
      cw_number_set_subtract (self->found, removed);
    }

  return TRUE;
}

static void
append_condition (GString           *sql,
                  GVariantBuilder   *values,
                  const CwQueryStep *step)
{
  g_string_append_printf (sql, " AND %s(%s)", step->term->excluded ? "NOT " : "", step->condition);

  for (gsize i = 0; step->values != NULL && i < g_variant_n_children (step->values); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (step->values, i);

      g_variant_builder_add_value (values, value);
    }
}

/* Whether a clip has what is still to be asked; also %FALSE where asking failed. */
static gboolean
look_at (Run     *self,
         gint64   number,
         GError **error)
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
        append_condition (sql, &values, g_ptr_array_index (self->left, i));
      g_string_append (sql, " AND number = ?");
      self->look = cw_database_prepare (self->connection, sql->str, g_variant_builder_end (&values), error);
      if (self->look == NULL)
        return FALSE;
      self->look_index = sqlite3_bind_parameter_count (self->look);
    }

  self->looks++;
  sqlite3_bind_int64 (self->look, self->look_index, number);
  has = cw_database_step (self->look, error);
  sqlite3_reset (self->look);
  return has;
}

/* Asks the clips that may be meant for what is left, so that all that are found are. */
static gboolean
look_at_all (Run     *self,
             GError **error)
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

/* From here on the clips in the trash, in one statement: they are few, or at least
 * nobody searches them all day. */
static GArray *
find_in_trash (Run     *self,
               GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) sql = g_string_new (IN_TRASH);
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GError) problem = NULL;
  const char     *way = self->descending ? "DESC" : "ASC";
  GVariantBuilder values;

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  for (guint i = 0; i < self->left->len; i++)
    append_condition (sql, &values, g_ptr_array_index (self->left, i));
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

/* Finds all clips that are meant, and leaves them in "found". */
static gboolean
evaluate (Run     *self,
          GError **error)
{
  if (!narrow (self, error))
    return FALSE;

  if (self->trash)
    {
      g_autoptr (GArray) numbers = find_in_trash (self, error);

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
      self->found = cw_number_set_new ();
      if (!add_from_sql (self->connection, LIVE, NULL, 0, self->found, NULL, error))
        return FALSE;
      cw_number_set_subtract (self->found, self->except);
    }

  return look_at_all (self, error);
}

static gboolean
is_full (Run    *self,
         GArray *numbers)
{
  return self->limit > 0 && numbers->len >= self->limit;
}

/* Takes a number that comes in order, if it is one that is meant. */
static void
offer (Run     *self,
       GArray  *numbers,
       gint64   number,
       GError **error)
{
  if (self->found != NULL ? !cw_number_set_has (self->found, number) : cw_number_set_has (self->except, number))
    return;

  if (look_at (self, number, error))
    g_array_append_val (numbers, number);
}

/* Offers what SQL gives, in its order; stops where too few of too many are meant. */
static gboolean
offer_from_sql (Run        *self,
                const char *sql,
                GVariant   *values,
                GArray     *numbers,
                GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (self->connection, sql, values, &problem);

  while (row != NULL && problem == NULL && !is_full (self, numbers) && self->looks < MOST_LOOKS && cw_database_step (row, &problem))
    offer (self, numbers, sqlite3_column_int64 (row, 0), &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
order_by_number (Run     *self,
                 GArray  *numbers,
                 GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 number = -1;

  if (self->found == NULL)
    {
      sql = g_strdup_printf (NEWEST, self->descending ? "DESC" : "ASC");
      return offer_from_sql (self, sql, NULL, numbers, error);
    }

  while (problem == NULL && !is_full (self, numbers) && self->looks < MOST_LOOKS && cw_number_set_next (self->found, self->descending, &number))
    offer (self, numbers, number, &problem);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What was never watched comes after, or before, all that was. */
static gboolean
order_by_watched (Run     *self,
                  GArray  *numbers,
                  GError **error)
{
  const char      *way = self->descending ? "DESC" : "ASC";
  g_autofree char *sql = g_strdup_printf (WATCHED, way, way);
  g_autoptr (CwNumberSet) watched = cw_number_set_new ();
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint  limit = self->limit;
  gint64 number = -1;

  /* All of them, since those that are not among them come first or last. */
  self->limit = 0;
  if (!offer_from_sql (self, sql, NULL, seen, error))
    return FALSE;
  self->limit = limit;

  for (guint i = 0; i < seen->len; i++)
    cw_number_set_remove (self->found, g_array_index (seen, gint64, i));

  for (guint i = 0; self->descending && i < seen->len && !is_full (self, numbers); i++)
    g_array_append_val (numbers, g_array_index (seen, gint64, i));
  while (!is_full (self, numbers) && cw_number_set_next (self->found, self->descending, &number))
    g_array_append_val (numbers, number);
  for (guint i = 0; !self->descending && i < seen->len && !is_full (self, numbers); i++)
    g_array_append_val (numbers, g_array_index (seen, gint64, i));

  return TRUE;
}

/* So few that they are sorted, not looked for in what is sorted. */
static gboolean
order_few (Run     *self,
           GArray  *numbers,
           GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT number FROM clips WHERE number IN (");
  const char *ties = cw_query_sort_is_descending (self->sort) == self->descending ? "DESC" : "ASC";
  gint64      number = -1;
  gboolean    first = TRUE;

  if (!look_at_all (self, error))
    return FALSE;

  for (; cw_number_set_next (self->found, FALSE, &number); first = FALSE)
    g_string_append_printf (sql, "%s%" G_GINT64_FORMAT, first ? "" : ",", number);
  /* The + keeps SQLite from going through an index instead. */
  g_string_append_printf (sql, ") ORDER BY +%s %s, +number %s", cw_query_sql_get_key (self->sort), self->descending ? "DESC" : "ASC", ties);

  return offer_from_sql (self, sql->str, NULL, numbers, error);
}

static gboolean
order_by_index (Run     *self,
                GArray  *numbers,
                GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const char     *ties = cw_query_sort_is_descending (self->sort) == self->descending ? "DESC" : "ASC";
  GVariantBuilder values;

  if (self->found != NULL && cw_number_set_count (self->found) <= FEW)
    return order_few (self, numbers, error);

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  g_string_append_printf (sql, "SELECT number FROM clips INDEXED BY %s WHERE removed IS NULL", cw_query_sql_get_index (self->sort));
  for (guint i = self->left->len; i > 0; i--)
    if (is_of_order (self, g_ptr_array_index (self->left, i - 1)))
      {
        append_condition (sql, &values, g_ptr_array_index (self->left, i - 1));
        g_ptr_array_remove_index (self->left, i - 1);
      }
  g_string_append_printf (sql, " ORDER BY %s %s, number %s", cw_query_sql_get_key (self->sort), self->descending ? "DESC" : "ASC", ties);

  return offer_from_sql (self, sql->str, g_variant_builder_end (&values), numbers, error);
}

/* Text alone, in the order in which FTS5 has it. */
static GArray *
find_matching (Run     *self,
               GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *match = self->sql->without != NULL ? g_strdup_printf ("(%s) NOT (%s)", self->sql->match, self->sql->without) : g_strdup (self->sql->match);
  g_autofree char *sql = g_strdup_printf (MATCHING " ORDER BY rowid %s", self->descending ? "DESC" : "ASC");

  return offer_from_sql (self, sql, g_variant_new ("(s)", match), numbers, error) ? g_steal_pointer (&numbers) : NULL;
}

static GArray *
find (Run     *self,
      GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean any = self->sql->match == NULL && self->sql->without == NULL && self->sql->steps->len == 0;
  gboolean ready, done;

  if (!self->trash && self->sql->match != NULL && self->sql->steps->len == 0 && self->sort == CW_QUERY_SORT_ADDED)
    return find_matching (self, error);

  /* An index has all clips in its order already; the other orders need them all. */
  if (self->trash || (any && cw_query_sql_get_index (self->sort) != NULL) || self->lazy)
    ready = narrow (self, error);
  else
    ready = evaluate (self, error);

  if (!ready)
    return NULL;
  if (self->trash)
    return find_in_trash (self, error);

  if (self->sort == CW_QUERY_SORT_ADDED)
    done = order_by_number (self, numbers, error);
  else if (self->sort == CW_QUERY_SORT_WATCHED)
    done = order_by_watched (self, numbers, error);
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
cw_search_run_find (sqlite3    *connection,
                    CwQuery    *query,
                    gboolean    trash,
                    GHashTable *replaced,
                    guint       limit,
                    GError    **error)
{
  g_autoptr (Run) run = run_new (connection, query, trash, replaced, limit);
  g_autoptr (GArray) numbers = find (run, error);

  /* The first ones were not among the first: find them all, without looking. */
  if (numbers != NULL && run->looks >= MOST_LOOKS && !is_full (run, numbers))
    {
      g_autoptr (Run) whole = run_new (connection, query, trash, replaced, 0);

      g_array_unref (g_steal_pointer (&numbers));
      numbers = find (whole, error);
      if (numbers != NULL && numbers->len > limit)
        g_array_set_size (numbers, limit);
    }

  return g_steal_pointer (&numbers);
}

/**
 * cw_search_run_count:
 * @connection: the library
 * @query: what is searched for
 * @trash: whether clips in the trash are looked for, and no others
 * @replaced: (nullable): as for cw_query_sql_new()
 * @error: as for cw_search_run_find()
 *
 * Returns: how many clips there are, or -1 with @error set
 */
gint64
cw_search_run_count (sqlite3    *connection,
                     CwQuery    *query,
                     gboolean    trash,
                     GHashTable *replaced,
                     GError    **error)
{
  g_autoptr (Run) run = run_new (connection, query, trash, replaced, 0);
  g_autoptr (sqlite3_stmt) row = NULL;

  if (trash || run->sql->match == NULL || run->sql->without != NULL || run->sql->steps->len > 0)
    return evaluate (run, error) ? (gint64) cw_number_set_count (run->found) : -1;

  row = cw_database_prepare (connection, COUNT_MATCHING, g_variant_new ("(s)", run->sql->match), error);
  return row != NULL && cw_database_step (row, error) ? sqlite3_column_int64 (row, 0) : -1;
}

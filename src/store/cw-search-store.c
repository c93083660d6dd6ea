/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-store.h"
#include "cw-search-cache.h"
#include "cw-search-run.h"
#include "cw-search-words.h"

#include <string.h>

/* What comes after every text with the same beginning: the highest character. */
#define AFTER "\xf4\x8f\xbf\xbf"

/* The second: what it is in, in order; SQLite would not see that it need not read the rows. */
#define COMPLETE_COLUMN                                                                        \
  "SELECT %s, count (*) AS n FROM clips %s WHERE removed IS NULL AND %s <> '' "                \
  "AND %s COLLATE NOCASE >= ?1 AND %s COLLATE NOCASE < ?1 || '" AFTER "' GROUP BY %s COLLATE " \
  "NOCASE ORDER BY n DESC, 1 LIMIT ?2"
#define COMPLETE_TAG                                                                       \
  "SELECT tag, count (*) AS n FROM clip_tags WHERE tag >= ?1 AND tag < ?1 || '" AFTER "' " \
  "AND clip NOT IN (SELECT number FROM clips WHERE removed IS NOT NULL) "                  \
  "GROUP BY tag ORDER BY n DESC, 1 LIMIT ?2"
#define COMPLETE_COLLECTION                                                                         \
  "SELECT title, iif (query IS NULL, (SELECT count (*) FROM collection_clips WHERE collection = "   \
  "collections.number AND clip NOT IN (SELECT number FROM clips WHERE removed IS NOT NULL)), -1) "  \
  "AS n FROM collections WHERE title COLLATE NOCASE >= ?1 AND title COLLATE NOCASE < ?1 || '" AFTER \
  "' ORDER BY n DESC, 1 LIMIT ?2"
#define HAS_WORD "SELECT 1 FROM clip_words WHERE clip_words MATCH ? LIMIT 1"

/**
 * CwSearchStore:
 *
 * Finds clips, on the connection that reads: it never waits for what is being
 * written, and what nobody waits for any more is interrupted.
 */
struct _CwSearchStore
{
  GObject parent_instance;

  CwDatabase    *database;
  CwSearchCache *cache;
};

G_DEFINE_FINAL_TYPE (CwSearchStore, cw_search_store, G_TYPE_OBJECT)

typedef struct
{
  CwSearchCache *cache;
  CwQuery       *query;
  gboolean       trash;
  guint          limit;
  CwQueryField   field;
  char          *prefix;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  cw_search_cache_unref (question->cache);
  g_clear_pointer (&question->query, cw_query_unref);
  g_free (question->prefix);
  g_free (question);
}

/* FTS5 may see a word in what we do not, where its tables of letters are older. */
static gboolean
is_found (sqlite3    *connection,
          const char *word,
          gboolean    prefix,
          GError    **error)
{
  g_autofree char *match = g_strdup_printf ("\"%s\"%s", word, prefix ? "*" : "");
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, HAS_WORD, g_variant_new ("(s)", match), error);

  return row != NULL && cw_database_step (row, error);
}

static gboolean
is_number (const char *word)
{
  return word[strspn (word, "0123456789")] == '\0';
}

/* What is wrong with a query's words: those that are nowhere. */
typedef struct
{
  sqlite3       *connection;
  CwSearchCache *cache;
  gboolean       fresh;
  gboolean       missing;  /* whether any word is nowhere */
  GHashTable    *replaced; /* for each, a GStrv of those that may have been meant */
} Correction;

static gboolean
correct_word (Correction *self,
              const char *word,
              gboolean    prefix,
              GError    **error)
{
  g_autofree char *folded = g_strstrip (cw_search_words_fold (word));
  CwVocabulary    *vocabulary;
  GStrv            near;
  GError          *problem = NULL;
  gboolean         found;

  if (is_number (word) || strchr (folded, ' ') != NULL)
    return TRUE;

  found = is_found (self->connection, word, prefix, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (found)
    return TRUE;

  self->missing = TRUE;
  vocabulary = cw_search_cache_get_vocabulary (self->cache, self->connection, self->fresh, error);
  if (vocabulary == NULL)
    return FALSE;

  near = cw_vocabulary_find_near (vocabulary, folded, prefix);
  if (near != NULL)
    g_hash_table_replace (self->replaced, g_strdup (word), near);
  return TRUE;
}

static gboolean
correct_term (Correction        *self,
              const CwQueryTerm *term,
              GError           **error)
{
  for (guint i = 0; i < term->values->len; i++)
    {
      const CwQueryValue *value = cw_query_term_get_value (term, i);
      g_auto (GStrv) words = cw_search_words_split (value->text);

      for (guint j = 0; words[j] != NULL; j++)
        if (!correct_word (self, words[j], !value->phrase && words[j + 1] == NULL, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
is_wanted_text (const CwQueryTerm *term)
{
  return cw_query_field_get_kind (term->field) == CW_QUERY_KIND_TEXT && !term->excluded;
}

/* For each word of a query that is nowhere, those that may have been meant; %NULL
 * where there are none, or where that failed. */
static GHashTable *
correct (Question *question,
         sqlite3  *connection,
         gboolean  fresh,
         gboolean *missing,
         GError  **error)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  Correction correction = { connection, question->cache, fresh, FALSE, replaced };

  for (guint i = 0; i < cw_query_get_n_terms (question->query) && !question->trash; i++)
    {
      const CwQueryTerm *term = cw_query_get_term (question->query, i);

      if (is_wanted_text (term) && !correct_term (&correction, term, error))
        return NULL;
    }

  *missing = correction.missing;
  return g_hash_table_size (replaced) > 0 ? g_steal_pointer (&replaced) : NULL;
}

/* Finds with other words what was not found; %NULL where that failed. The words that
 * are known may be old: if they are of no help, those of now are read. */
static GArray *
find_corrected (Question    *question,
                sqlite3     *connection,
                GHashTable **replaced,
                GError     **error)
{
  for (gboolean fresh = FALSE;; fresh = TRUE)
    {
      g_autoptr (GHashTable) other = NULL;
      g_autoptr (GArray) numbers = NULL;
      g_autoptr (GError) problem = NULL;
      gboolean missing = FALSE;

      other = correct (question, connection, fresh, &missing, &problem);
      if (other != NULL)
        numbers = cw_search_run_find (connection, question->cache, question->query, FALSE, other, question->limit, &problem);
      else if (problem == NULL)
        numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (numbers == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }

      if (numbers->len > 0)
        *replaced = g_steal_pointer (&other);
      if (numbers->len > 0 || !missing || cw_search_cache_is_fresh (question->cache))
        return g_steal_pointer (&numbers);
    }
}

static void
tell_replaced (CwSearchResult *result,
               GHashTable     *replaced)
{
  GHashTableIter iter;
  gpointer       word, by;

  g_hash_table_iter_init (&iter, replaced);
  while (g_hash_table_iter_next (&iter, &word, &by))
    cw_search_result_take_replaced (result, word, g_strdupv (by));
}

static DexFuture *
find (sqlite3 *connection,
      gpointer data)
{
  Question *question = data;
  g_autoptr (CwSearchResult) result = cw_search_result_new ();
  g_autoptr (GHashTable) replaced = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GError) error = NULL;

  if (cw_search_run_set_up (connection, &error) && cw_search_cache_renew (question->cache, connection, &error))
    numbers = cw_search_run_find (connection, question->cache, question->query, question->trash, NULL, question->limit, &error);

  if (numbers != NULL && numbers->len == 0)
    {
      g_array_unref (numbers);
      numbers = find_corrected (question, connection, &replaced, &error);
    }
  if (numbers == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (replaced != NULL)
    tell_replaced (result, replaced);
  g_array_unref (result->numbers);
  result->numbers = g_steal_pointer (&numbers);

  return dex_future_new_take_boxed (CW_TYPE_SEARCH_RESULT, g_steal_pointer (&result));
}

static DexFuture *
count (sqlite3 *connection,
       gpointer data)
{
  Question *question = data;
  g_autoptr (GHashTable) replaced = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  if (cw_search_run_set_up (connection, &error) && cw_search_cache_renew (question->cache, connection, &error))
    n = cw_search_run_count (connection, question->cache, question->query, question->trash, NULL, &error);

  if (n == 0)
    {
      g_autoptr (GArray) numbers = find_corrected (question, connection, &replaced, &error);

      n = numbers != NULL ? (gint64) numbers->len : -1;
    }

  return n >= 0 ? dex_future_new_for_int64 (n) : dex_future_new_for_error (g_steal_pointer (&error));
}

static const char *
get_column (CwQueryField field)
{
  if (field == CW_QUERY_FIELD_CHANNEL)
    return "channel_name";
  if (field == CW_QUERY_FIELD_GAME)
    return "category_name";
  if (field == CW_QUERY_FIELD_CREATOR)
    return "creator_name";
  if (field == CW_QUERY_FIELD_LANGUAGE)
    return "language";
  if (field == CW_QUERY_FIELD_BROADCAST)
    return "vod_id";

  return NULL;
}

static char *
dup_complete (CwQueryField field)
{
  const char *column = get_column (field);

  if (field == CW_QUERY_FIELD_TAG)
    return g_strdup (COMPLETE_TAG);
  if (field == CW_QUERY_FIELD_COLLECTION)
    return g_strdup (COMPLETE_COLLECTION);

  return column != NULL ? g_strdup_printf (COMPLETE_COLUMN, column, field == CW_QUERY_FIELD_LANGUAGE ? "INDEXED BY clips_by_traits" : "", column, column, column, column) : NULL;
}

static gboolean
begins_with (const char *text,
             const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/* The values that begin with PREFIX, the most used first; LIMIT of them, or all with -1. */
static GPtrArray *
load_values (sqlite3     *connection,
             CwQueryField field,
             const char  *prefix,
             gint64       limit,
             GError     **error)
{
  g_autofree char *sql = dup_complete (field);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_completion_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  const char *const *choices = cw_query_field_get_choices (field);

  for (guint i = 0; choices[i] != NULL; i++)
    g_ptr_array_add (values, cw_completion_new (choices[i], -1));

  if (sql != NULL)
    row = cw_database_prepare (connection, sql, g_variant_new ("(sx)", prefix, limit), &problem);
  while (row != NULL && cw_database_step (row, &problem))
    g_ptr_array_add (values, cw_completion_new ((const char *) sqlite3_column_text (row, 0), sqlite3_column_int64 (row, 1)));

  if (problem == NULL)
    return g_steal_pointer (&values);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* Before anything is written all values are counted, and then they are known. */
static GPtrArray *
get_values (Question *question,
            sqlite3  *connection,
            GError  **error)
{
  GPtrArray *values;

  if (!cw_search_cache_renew (question->cache, connection, error))
    return NULL;

  values = cw_search_cache_get_values (question->cache, question->field);
  if (values != NULL)
    return g_ptr_array_ref (values);
  if (*question->prefix != '\0')
    return load_values (connection, question->field, question->prefix, question->limit, error);

  values = load_values (connection, question->field, "", -1, error);
  if (values != NULL)
    cw_search_cache_put_values (question->cache, question->field, g_ptr_array_ref (values));
  return values;
}

static DexFuture *
complete (sqlite3 *connection,
          gpointer data)
{
  Question *question = data;
  g_autoptr (GPtrArray) completions = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_completion_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = get_values (question, connection, &error);

  if (values == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < values->len && completions->len < question->limit; i++)
    {
      const CwCompletion *value = g_ptr_array_index (values, i);

      if (begins_with (value->value, question->prefix))
        g_ptr_array_add (completions, cw_completion_new (value->value, value->n));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&completions));
}

static DexFuture *
ask (CwSearchStore *self,
     CwDatabaseFunc func,
     CwQuery       *query,
     gboolean       trash,
     guint          limit)
{
  Question *question = g_new0 (Question, 1);

  question->cache = cw_search_cache_ref (self->cache);
  question->query = cw_query_ref (query);
  question->trash = trash;
  question->limit = limit;

  return cw_database_read (self->database, func, question, question_free);
}

/**
 * cw_search_store_find:
 * @self: a store
 * @query: what is searched for
 * @limit: how many are wanted at most; 0 for all
 *
 * Where nothing is found, and a word of the query is nowhere in the library, the
 * words that are nearest to it are searched for instead, and the result says so.
 *
 * The order in which clips were added is that of their numbers.
 *
 * Returns: (transfer full): a future of a boxed #CwSearchResult: the numbers of the
 *   clips that are not in the trash, in the order of @query
 */
DexFuture *
cw_search_store_find (CwSearchStore *self,
                      CwQuery       *query,
                      guint          limit)
{
  dex_return_error_if_fail (CW_IS_SEARCH_STORE (self));
  dex_return_error_if_fail (query != NULL);

  return ask (self, find, query, FALSE, limit);
}

/**
 * cw_search_store_find_in_trash:
 * @self: a store
 * @query: what is searched for
 * @limit: how many are wanted at most; 0 for all
 *
 * Returns: (transfer full): a future of a boxed #CwSearchResult: clips that are in
 *   the trash; where @query does not say in what order, what was removed last first
 */
DexFuture *
cw_search_store_find_in_trash (CwSearchStore *self,
                               CwQuery       *query,
                               guint          limit)
{
  dex_return_error_if_fail (CW_IS_SEARCH_STORE (self));
  dex_return_error_if_fail (query != NULL);

  return ask (self, find, query, TRUE, limit);
}

/**
 * cw_search_store_count:
 * @self: a store
 * @query: what is searched for
 *
 * Returns: (transfer full): a future of an #int64: how many clips
 *   cw_search_store_find() finds
 */
DexFuture *
cw_search_store_count (CwSearchStore *self,
                       CwQuery       *query)
{
  dex_return_error_if_fail (CW_IS_SEARCH_STORE (self));
  dex_return_error_if_fail (query != NULL);

  return ask (self, count, query, FALSE, 0);
}

/**
 * cw_search_store_count_in_trash:
 * @self: a store
 * @query: what is searched for
 *
 * Returns: (transfer full): a future of an #int64: how many clips
 *   cw_search_store_find_in_trash() finds
 */
DexFuture *
cw_search_store_count_in_trash (CwSearchStore *self,
                                CwQuery       *query)
{
  dex_return_error_if_fail (CW_IS_SEARCH_STORE (self));
  dex_return_error_if_fail (query != NULL);

  return ask (self, count, query, TRUE, 0);
}

/**
 * cw_search_store_complete:
 * @self: a store
 * @field: whose values
 * @prefix: what they begin with, in any case; "" for all
 * @limit: how many are wanted at most
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwCompletion: what
 *   clips that are not in the trash have, the most used first; nothing for a field
 *   of texts or ranges
 */
DexFuture *
cw_search_store_complete (CwSearchStore *self,
                          CwQueryField   field,
                          const char    *prefix,
                          guint          limit)
{
  Question *question;

  dex_return_error_if_fail (CW_IS_SEARCH_STORE (self));
  dex_return_error_if_fail (prefix != NULL);

  question = g_new0 (Question, 1);
  question->cache = cw_search_cache_ref (self->cache);
  question->field = field;
  question->prefix = g_utf8_make_valid (prefix, -1);
  question->limit = limit;

  return cw_database_read (self->database, complete, question, question_free);
}

/**
 * cw_search_store_new:
 * @database: a database that was told to open
 *
 * Returns: (transfer full): what finds the clips in @database
 */
CwSearchStore *
cw_search_store_new (CwDatabase *database)
{
  CwSearchStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_SEARCH_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_search_store_finalize (GObject *object)
{
  CwSearchStore *self = CW_SEARCH_STORE (object);

  cw_search_cache_unref (self->cache);
  g_object_unref (self->database);

  G_OBJECT_CLASS (cw_search_store_parent_class)->finalize (object);
}

static void
cw_search_store_class_init (CwSearchStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_search_store_finalize;
}

static void
cw_search_store_init (CwSearchStore *self)
{
  self->cache = cw_search_cache_new ();
}

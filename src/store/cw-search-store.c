/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-store.h"
#include "cw-search-run.h"
#include "cw-search-words.h"
#include "cw-vocabulary.h"

#include <string.h>

/* What comes after every text with the same beginning: the highest character. */
#define AFTER "\xf4\x8f\xbf\xbf"

#define COMPLETE_COLUMN                                                                        \
  "SELECT %s, count (*) AS n FROM clips WHERE removed IS NULL AND %s <> '' "                   \
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

/* The words of the library, and of which moment; only the reading thread touches it. */
typedef struct
{
  CwVocabulary *vocabulary;
  gint64        version;
} Words;

/**
 * CwSearchStore:
 *
 * Finds clips, on the connection that reads: it never waits for what is being
 * written, and what nobody waits for any more is interrupted.
 */
struct _CwSearchStore
{
  GObject parent_instance;

  CwDatabase *database;
  Words      *words;
};

G_DEFINE_FINAL_TYPE (CwSearchStore, cw_search_store, G_TYPE_OBJECT)

typedef struct
{
  Words       *words;
  CwQuery     *query;
  gboolean     trash;
  guint        limit;
  CwQueryField field;
  char        *prefix;
} Question;

static void
words_clear (gpointer data)
{
  g_clear_pointer (&((Words *) data)->vocabulary, cw_vocabulary_free);
}

static void
words_unref (Words *words)
{
  g_atomic_rc_box_release_full (words, words_clear);
}

static void
question_free (gpointer data)
{
  Question *question = data;

  words_unref (question->words);
  g_clear_pointer (&question->query, cw_query_unref);
  g_free (question->prefix);
  g_free (question);
}

static gboolean
read_version (sqlite3 *connection,
              gint64  *version,
              GError **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "PRAGMA data_version", NULL, error);

  if (row == NULL || !cw_database_step (row, error))
    return FALSE;

  *version = sqlite3_column_int64 (row, 0);
  return TRUE;
}

static CwVocabulary *
get_vocabulary (Words   *words,
                sqlite3 *connection,
                GError **error)
{
  gint64 version;

  if (!read_version (connection, &version, error))
    return NULL;

  if (words->vocabulary == NULL || words->version != version)
    {
      g_clear_pointer (&words->vocabulary, cw_vocabulary_free);
      words->vocabulary = cw_vocabulary_load (connection, error);
      words->version = version;
    }

  return words->vocabulary;
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

static gboolean
correct_word (sqlite3      *connection,
              CwVocabulary *vocabulary,
              const char   *word,
              gboolean      prefix,
              GHashTable   *replaced,
              GError      **error)
{
  g_autofree char *folded = g_strstrip (cw_search_words_fold (word));
  g_auto (GStrv) near = NULL;
  GError *problem = NULL;

  if (is_number (word) || strchr (folded, ' ') != NULL || cw_vocabulary_has (vocabulary, folded, prefix))
    return TRUE;

  if (!is_found (connection, word, prefix, &problem) && problem == NULL)
    near = cw_vocabulary_find_near (vocabulary, folded, prefix);
  if (near != NULL)
    g_hash_table_insert (replaced, g_strdup (word), g_steal_pointer (&near));

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
correct_value (sqlite3            *connection,
               CwVocabulary       *vocabulary,
               const CwQueryValue *value,
               GHashTable         *replaced,
               GError            **error)
{
  g_auto (GStrv) words = cw_search_words_split (value->text);

  for (guint i = 0; words[i] != NULL; i++)
    if (!correct_word (connection, vocabulary, words[i], !value->phrase && words[i + 1] == NULL, replaced, error))
      return FALSE;

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
         GError  **error)
{
  g_autoptr (GHashTable) replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  CwVocabulary *vocabulary = NULL;

  for (guint i = 0; i < cw_query_get_n_terms (question->query) && !question->trash; i++)
    {
      const CwQueryTerm *term = cw_query_get_term (question->query, i);

      if (!is_wanted_text (term))
        continue;

      if (vocabulary == NULL)
        vocabulary = get_vocabulary (question->words, connection, error);
      if (vocabulary == NULL)
        return NULL;

      for (guint j = 0; j < term->values->len; j++)
        if (!correct_value (connection, vocabulary, cw_query_term_get_value (term, j), replaced, error))
          return NULL;
    }

  return g_hash_table_size (replaced) > 0 ? g_steal_pointer (&replaced) : NULL;
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

  if (cw_search_run_set_up (connection, &error))
    numbers = cw_search_run_find (connection, question->query, question->trash, NULL, question->limit, &error);

  if (numbers != NULL && numbers->len == 0)
    replaced = correct (question, connection, &error);
  if (replaced != NULL)
    {
      g_array_unref (numbers);
      numbers = cw_search_run_find (connection, question->query, FALSE, replaced, question->limit, &error);
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (replaced != NULL && numbers->len > 0)
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

  if (cw_search_run_set_up (connection, &error))
    n = cw_search_run_count (connection, question->query, question->trash, NULL, &error);

  if (n == 0)
    replaced = correct (question, connection, &error);
  if (replaced != NULL)
    n = cw_search_run_count (connection, question->query, FALSE, replaced, &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int64 (n);
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

  return column != NULL ? g_strdup_printf (COMPLETE_COLUMN, column, column, column, column, column) : NULL;
}

static DexFuture *
complete (sqlite3 *connection,
          gpointer data)
{
  Question        *question = data;
  g_autofree char *sql = dup_complete (question->field);
  g_autoptr (GPtrArray) completions = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_completion_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;
  const char *const *choices = cw_query_field_get_choices (question->field);

  for (guint i = 0; choices[i] != NULL && completions->len < question->limit; i++)
    if (g_ascii_strncasecmp (choices[i], question->prefix, strlen (question->prefix)) == 0)
      g_ptr_array_add (completions, cw_completion_new (choices[i], -1));

  if (sql != NULL)
    row = cw_database_prepare (connection, sql, g_variant_new ("(sx)", question->prefix, (gint64) question->limit), &error);
  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (completions, cw_completion_new ((const char *) sqlite3_column_text (row, 0), sqlite3_column_int64 (row, 1)));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

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

  question->words = g_atomic_rc_box_acquire (self->words);
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
  question->words = g_atomic_rc_box_acquire (self->words);
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

  words_unref (self->words);
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
  self->words = g_atomic_rc_box_new0 (Words);
}

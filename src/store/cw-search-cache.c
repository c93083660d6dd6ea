/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-search-cache.h"
#include "cw-statement.h"

/* 12 KB each for 100,000 clips. */
#define MOST_SETS 64

/**
 * CwSearchCache:
 *
 * What searches have found out that the next one will want, too: while somebody
 * types, filter and order stay the same. It holds for one state of the database
 * and is empty after any change, but for the vocabulary. Only the thread that reads
 * touches it.
 */
struct _CwSearchCache
{
  gint64        version;
  CwVocabulary *vocabulary; /* maybe of an older version */
  gint64        vocabulary_version;
  GHashTable   *sets;
  GArray       *orders[CW_QUERY_SORT_GAME + 1]; /* 800 KB each for 100,000 clips */
  GPtrArray    *values[CW_QUERY_N_FIELDS];
};

static void
empty (CwSearchCache *self)
{
  g_hash_table_remove_all (self->sets);
  for (guint i = 0; i < G_N_ELEMENTS (self->orders); i++)
    g_clear_pointer (&self->orders[i], g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->values); i++)
    g_clear_pointer (&self->values[i], g_ptr_array_unref);
}

CwSearchCache *
cw_search_cache_new (void)
{
  CwSearchCache *self = g_atomic_rc_box_new0 (CwSearchCache);

  self->sets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_number_set_free);
  return self;
}

CwSearchCache *
cw_search_cache_ref (CwSearchCache *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CwSearchCache *self = data;

  empty (self);
  g_clear_pointer (&self->vocabulary, cw_vocabulary_free);
  g_hash_table_unref (self->sets);
}

void
cw_search_cache_unref (CwSearchCache *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * cw_search_cache_renew:
 * @self: a cache
 * @connection: the library, in a transaction
 * @error: %CW_ERROR_STORAGE, or more precise
 *
 * Forgets everything where the database has changed. Has to be called first in
 * each transaction.
 *
 * Returns: whether that could be found out
 */
gboolean
cw_search_cache_renew (CwSearchCache *self,
                       sqlite3       *connection,
                       GError       **error)
{
  /* A transaction begins with its first look at the file, and only after that the
   * version is that of what it sees. */
  g_autoptr (sqlite3_stmt) first = cw_database_prepare (connection, "SELECT 1 FROM clips LIMIT 1", NULL, error);
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GError) problem = NULL;
  gint64 version;

  if (first == NULL)
    return FALSE;

  cw_database_step (first, &problem);
  if (problem == NULL)
    row = cw_database_prepare (connection, "PRAGMA data_version", NULL, &problem);
  if (row == NULL || !cw_database_step (row, &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  version = sqlite3_column_int64 (row, 0);
  if (version != self->version)
    empty (self);
  self->version = version;
  return TRUE;
}

/**
 * cw_search_cache_get_vocabulary:
 * @self: a cache
 * @connection: the library
 * @fresh: whether it has to be of now; else it may lack what came since
 * @error: %CW_ERROR_STORAGE, or more precise
 *
 * Loading it takes some 60 ms for 100,000 clips, too long to be done for each
 * letter that is typed while clips are coming in.
 *
 * Returns: (transfer none) (nullable): all words of the library
 */
CwVocabulary *
cw_search_cache_get_vocabulary (CwSearchCache *self,
                                sqlite3       *connection,
                                gboolean       fresh,
                                GError       **error)
{
  if (self->vocabulary != NULL && (!fresh || self->vocabulary_version == self->version))
    return self->vocabulary;

  g_clear_pointer (&self->vocabulary, cw_vocabulary_free);
  self->vocabulary = cw_vocabulary_load (connection, error);
  self->vocabulary_version = self->version;
  return self->vocabulary;
}

/**
 * cw_search_cache_is_fresh:
 * @self: a cache
 *
 * Returns: whether its vocabulary is that of now
 */
gboolean
cw_search_cache_is_fresh (CwSearchCache *self)
{
  return self->vocabulary != NULL && self->vocabulary_version == self->version;
}

CwNumberSet *
cw_search_cache_get_set (CwSearchCache *self,
                         const char    *key)
{
  return g_hash_table_lookup (self->sets, key);
}

/**
 * cw_search_cache_put_set:
 * @self: a cache
 * @key: what gives the set
 * @set: the set, which is copied
 */
void
cw_search_cache_put_set (CwSearchCache *self,
                         const char    *key,
                         CwNumberSet   *set)
{
  /* What is asked for most comes back with the next letter. */
  if (g_hash_table_size (self->sets) >= MOST_SETS)
    g_hash_table_remove_all (self->sets);
  g_hash_table_insert (self->sets, g_strdup (key), cw_number_set_copy (set));
}

GArray *
cw_search_cache_get_order (CwSearchCache *self,
                           CwQuerySort    sort)
{
  return self->orders[sort];
}

/**
 * cw_search_cache_put_order:
 * @self: a cache
 * @sort: an order
 * @numbers: (transfer full): all clips in it, as it is usual
 */
void
cw_search_cache_put_order (CwSearchCache *self,
                           CwQuerySort    sort,
                           GArray        *numbers)
{
  g_assert (self->orders[sort] == NULL);
  self->orders[sort] = numbers;
}

GPtrArray *
cw_search_cache_get_values (CwSearchCache *self,
                            CwQueryField   field)
{
  return self->values[field];
}

/**
 * cw_search_cache_put_values:
 * @self: a cache
 * @field: a field
 * @values: (transfer full): all its values, as #CwCompletion s
 */
void
cw_search_cache_put_values (CwSearchCache *self,
                            CwQueryField   field,
                            GPtrArray     *values)
{
  g_assert (self->values[field] == NULL);
  self->values[field] = values;
}

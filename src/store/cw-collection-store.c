/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collection-store.h"

#include "cw-error.h"
#include "cw-id.h"

#include <glib/gi18n.h>

/* All the SQL about collections is in this file, but for what finds their clips, which
 * is in cw-search-run.c. */
#define LIST                                                                                          \
  "SELECT id, title, query, iif (query IS NULL, (SELECT count (*) FROM collection_clips AS c JOIN "   \
  "clips ON clips.number = c.clip AND removed IS NULL WHERE c.collection = collections.number), -1) " \
  "FROM collections ORDER BY position, number"
#define FIND "SELECT number, query FROM collections WHERE id = ?"
#define FIND_TITLE "SELECT id FROM collections WHERE title = ? COLLATE NOCASE AND id <> ?"
#define INSERT                                                     \
  "INSERT INTO collections (id, title, query, position, created) " \
  "VALUES (?, ?, ?, (SELECT ifnull (max (position), 0) + 1024 FROM collections), ?)"
#define RENAME "UPDATE collections SET title = ? WHERE number = ?"
#define SET_QUERY "UPDATE collections SET query = ? WHERE number = ?"
#define EMPTY "DELETE FROM collection_clips WHERE collection = ?"
#define DELETE "DELETE FROM collections WHERE number = ?"
#define LAST "SELECT ifnull (max (position), 0) FROM collection_clips WHERE collection = ?"
#define ADD "INSERT OR IGNORE INTO collection_clips (collection, clip, position) SELECT ?, number, ? FROM clips WHERE number = ?"
#define REMOVE "DELETE FROM collection_clips WHERE collection = ? AND clip = ?"
#define ORDER "SELECT clip, position FROM collection_clips WHERE collection = ? ORDER BY position, clip"
#define PUT "UPDATE collection_clips SET position = ? WHERE collection = ? AND clip = ?"

/* Between two clips, so that most moves change only what is moved. */
#define GAP 1024

/**
 * CwCollectionStore:
 *
 * The user's collections. All that changes them is a command of the log.
 */
struct _CwCollectionStore
{
  GObject parent_instance;

  CwDatabase   *database;
  CwCommandLog *log;
};

G_DEFINE_FINAL_TYPE (CwCollectionStore, cw_collection_store, G_TYPE_OBJECT)

/* What a command needs to know. */
typedef struct
{
  char   *id;
  char   *title;
  char   *query; /* nullable */
  GArray *clips;
  gint64  before;
} Change;

static Change *
change_new (const char *id,
            const char *title,
            const char *query,
            GArray     *clips,
            gint64      before)
{
  Change *change = g_new0 (Change, 1);

  change->id = g_strdup (id);
  change->title = g_strdup (title);
  change->query = g_strdup (query);
  change->clips = clips != NULL ? g_array_ref (clips) : g_array_new (FALSE, FALSE, sizeof (gint64));
  change->before = before;

  return change;
}

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->id);
  g_free (change->title);
  g_free (change->query);
  g_array_unref (change->clips);
  g_free (change);
}

static DexFuture *
answer (GError *error,
        int     n)
{
  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_for_int (n);
}

/* --- reading ------------------------------------------------------------------------- */

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (collections, cw_collection_new ((const char *) sqlite3_column_text (row, 0), (const char *) sqlite3_column_text (row, 1), (const char *) sqlite3_column_text (row, 2), sqlite3_column_int64 (row, 3)));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&collections));
}

/**
 * cw_collection_store_list:
 * @self: a store
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwCollection, in their
 *   order; how many clips they have only of those that are filled by hand
 */
DexFuture *
cw_collection_store_list (CwCollectionStore *self)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));

  return cw_database_read (self->database, list, NULL, NULL);
}

static gboolean
find (sqlite3    *connection,
      const char *id,
      gint64     *number,
      gboolean   *smart,
      GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND, g_variant_new ("(s)", id), &problem);

  if (row != NULL && cw_database_step (row, &problem))
    {
      *number = sqlite3_column_int64 (row, 0);
      *smart = sqlite3_column_type (row, 1) != SQLITE_NULL;
      return TRUE;
    }

  if (problem == NULL)
    g_set_error_literal (&problem, CW_ERROR, CW_ERROR_MISSING, _ ("This collection is not there any more"));
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* One that is filled by hand, for what can be done only to those. */
static gboolean
find_filled (sqlite3    *connection,
             const char *id,
             gint64     *number,
             GError    **error)
{
  gboolean smart;

  if (!find (connection, id, number, &smart, error))
    return FALSE;
  if (!smart)
    return TRUE;

  g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, _ ("This collection has what its search finds: nothing can be put into it or taken out"));
  return FALSE;
}

/* They are searched for by their titles. */
static gboolean
is_free (sqlite3    *connection,
         const char *title,
         const char *id,
         GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND_TITLE, g_variant_new ("(ss)", title, id), &problem);

  if (row != NULL && cw_database_step (row, &problem))
    g_set_error (&problem, CW_ERROR, CW_ERROR_INVALID, _ ("There is a collection “%s” already"), title);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* --- clips ---------------------------------------------------------------------------- */

/* Those that are not there any more are left out. */
static int
add_clips (sqlite3 *connection,
           gint64   collection,
           GArray  *clips,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) last = cw_database_prepare (connection, LAST, g_variant_new ("(x)", collection), &problem);
  gint64 position = last != NULL && cw_database_step (last, &problem) ? sqlite3_column_int64 (last, 0) : 0;
  int    n = 0;

  for (guint i = 0; problem == NULL && i < clips->len; i++)
    {
      position += GAP;
      if (cw_database_change (connection, ADD, g_variant_new ("(xxx)", collection, position, g_array_index (clips, gint64, i)), &problem))
        n += sqlite3_changes (connection);
    }

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return n;
}

static DexFuture *
add (sqlite3 *connection,
     gpointer data)
{
  Change *change = data;
  GError *error = NULL;
  gint64  collection;
  int     n = 0;

  if (find_filled (connection, change->id, &collection, &error))
    n = add_clips (connection, collection, change->clips, &error);

  return answer (error, n);
}

static DexFuture *
remove_clips (sqlite3 *connection,
              gpointer data)
{
  Change *change = data;
  GError *error = NULL;
  gint64  collection;
  int     n = 0;

  find_filled (connection, change->id, &collection, &error);
  for (guint i = 0; error == NULL && i < change->clips->len; i++)
    if (cw_database_change (connection, REMOVE, g_variant_new ("(xx)", collection, g_array_index (change->clips, gint64, i)), &error))
      n += sqlite3_changes (connection);

  return answer (error, n);
}

/* A place in a collection. */
typedef struct
{
  gint64 clip;
  gint64 position;
} Place;

static GArray *
read_places (sqlite3 *connection,
             gint64   collection,
             GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, ORDER, g_variant_new ("(x)", collection), &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      Place place = { sqlite3_column_int64 (row, 0), sqlite3_column_int64 (row, 1) };

      g_array_append_val (places, place);
    }

  if (problem == NULL)
    return g_steal_pointer (&places);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/* Takes those of CLIPS out of PLACES that are in it, in the order of CLIPS. */
static GArray *
take_out (GArray *places,
          GArray *clips)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (Place));
  guint   left = 0;

  for (guint i = 0; i < clips->len; i++)
    g_hash_table_add (wanted, &g_array_index (clips, gint64, i));

  for (guint i = 0; i < places->len; i++)
    {
      Place    place = g_array_index (places, Place, i);
      gpointer key;

      if (g_hash_table_lookup_extended (wanted, &place.clip, &key, NULL))
        g_hash_table_insert (there, key, g_memdup2 (&place, sizeof place));
      else
        g_array_index (places, Place, left++) = place;
    }
  g_array_set_size (places, left);

  for (guint i = 0; i < clips->len; i++)
    {
      Place *place = g_hash_table_lookup (there, &g_array_index (clips, gint64, i));

      /* Once, however often it is named. */
      if (place != NULL)
        g_array_append_vals (taken, place, 1);
      g_hash_table_remove (there, &g_array_index (clips, gint64, i));
    }

  return taken;
}

static gboolean
put (sqlite3 *connection,
     gint64   collection,
     Place   *place,
     gint64   position,
     GError **error)
{
  if (place->position == position)
    return TRUE;

  place->position = position;
  return cw_database_change (connection, PUT, g_variant_new ("(xxx)", position, collection, place->clip), error);
}

/* Puts MOVED into PLACES at AT; where there is no room, all get new positions. */
static gboolean
put_at (sqlite3 *connection,
        gint64   collection,
        GArray  *places,
        GArray  *moved,
        guint    at,
        GError **error)
{
  gint64   n = moved->len;
  gint64   low = at > 0 ? g_array_index (places, Place, at - 1).position : (at < places->len ? g_array_index (places, Place, at).position - GAP * (n + 1) : 0);
  gint64   high = at < places->len ? g_array_index (places, Place, at).position : low + GAP * (n + 1);
  gint64   step = (high - low) / (n + 1);
  gboolean room = step > 0;

  for (guint i = 0; room && i < moved->len; i++)
    if (!put (connection, collection, &g_array_index (moved, Place, i), low + step * (i + 1), error))
      return FALSE;

  if (room)
    return TRUE;

  g_array_insert_vals (places, at, moved->data, moved->len);
  for (guint i = 0; i < places->len; i++)
    if (!put (connection, collection, &g_array_index (places, Place, i), GAP * (gint64) (i + 1), error))
      return FALSE;

  return TRUE;
}

static DexFuture *
move (sqlite3 *connection,
      gpointer data)
{
  Change *change = data;
  GError *error = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) moved = NULL;
  gint64 collection;
  guint  at;

  if (find_filled (connection, change->id, &collection, &error))
    places = read_places (connection, collection, &error);
  if (places == NULL)
    return answer (error, 0);

  moved = take_out (places, change->clips);
  for (at = 0; at < places->len; at++)
    if (g_array_index (places, Place, at).clip == change->before)
      break;
  if (moved->len > 0)
    put_at (connection, collection, places, moved, at, &error);

  return answer (error, (int) moved->len);
}

/* --- collections ------------------------------------------------------------------------ */

static DexFuture *
create (sqlite3 *connection,
        gpointer data)
{
  Change *change = data;
  g_autoptr (GError) error = NULL;

  if (is_free (connection, change->title, change->id, &error) && cw_database_change (connection, INSERT, g_variant_new ("(ssmsx)", change->id, change->title, change->query, g_get_real_time ()), &error))
    add_clips (connection, sqlite3_last_insert_rowid (connection), change->clips, &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (g_strdup (change->id));
}

static DexFuture *
rename_collection (sqlite3 *connection,
                   gpointer data)
{
  Change  *change = data;
  GError  *error = NULL;
  gint64   collection;
  gboolean smart;

  if (find (connection, change->id, &collection, &smart, &error) && is_free (connection, change->title, change->id, &error))
    cw_database_change (connection, RENAME, g_variant_new ("(sx)", change->title, collection), &error);

  return answer (error, 1);
}

static DexFuture *
set_query (sqlite3 *connection,
           gpointer data)
{
  Change  *change = data;
  GError  *error = NULL;
  gint64   collection;
  gboolean smart;

  if (find (connection, change->id, &collection, &smart, &error) && !smart)
    g_set_error_literal (&error, CW_ERROR, CW_ERROR_INVALID, _ ("This collection is filled by hand, and not by a search"));
  if (error == NULL)
    cw_database_change (connection, SET_QUERY, g_variant_new ("(sx)", change->query, collection), &error);

  return answer (error, 1);
}

/* Its clips first, since they refer to it. */
static DexFuture *delete (sqlite3 *connection,
                          gpointer data)
{
  Change  *change = data;
  GError  *error = NULL;
  gint64   collection;
  gboolean smart;

  if (find (connection, change->id, &collection, &smart, &error) && cw_database_change (connection, EMPTY, g_variant_new ("(x)", collection), &error))
    cw_database_change (connection, DELETE, g_variant_new ("(x)", collection), &error);

  return answer (error, 1);
}

/* --- what others see ---------------------------------------------------------------------- */

static DexFuture *
run (CwCollectionStore *self,
     const char        *kind,
     const char        *subject,
     CwDatabaseFunc     func,
     Change            *change)
{
  guint n = change->clips->len;
  g_autoptr (CwCommand) command = cw_command_new (kind, subject, MAX (n, 1), NULL);

  return cw_command_log_run (self->log, command, func, change, change_free);
}

/**
 * cw_collection_store_create:
 * @self: a store
 * @title: what it is to be called, which no other may be
 * @query: (nullable): what it shows; %NULL for one that is filled by hand
 * @clips: (nullable) (element-type gint64): numbers of clips that it begins with
 *
 * Returns: (transfer full): a future of its id, once it is durable; rejected with
 *   %CW_ERROR_INVALID where another has the title
 */
DexFuture *
cw_collection_store_create (CwCollectionStore *self,
                            const char        *title,
                            const char        *query,
                            GArray            *clips)
{
  g_autofree char *id = cw_id_new ();

  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (title != NULL);

  return run (self, "collection-create", title, create, change_new (id, title, query, clips, 0));
}

/**
 * cw_collection_store_rename:
 * @self: a store
 * @collection: one of its collections
 * @title: what it is to be called, which no other may be
 *
 * Returns: (transfer full): a future that resolves once that is durable; rejected with
 *   %CW_ERROR_INVALID where another has the title, %CW_ERROR_MISSING where it is gone
 */
DexFuture *
cw_collection_store_rename (CwCollectionStore *self,
                            CwCollection      *collection,
                            const char        *title)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (CW_IS_COLLECTION (collection));
  dex_return_error_if_fail (title != NULL);

  return run (self, "collection-rename", cw_collection_get_title (collection), rename_collection, change_new (cw_collection_get_id (collection), title, NULL, NULL, 0));
}

/**
 * cw_collection_store_set_query:
 * @self: a store
 * @collection: one that is not filled by hand
 * @query: what it is to show
 *
 * Returns: (transfer full): a future that resolves once that is durable; rejected with
 *   %CW_ERROR_INVALID where it is filled by hand, %CW_ERROR_MISSING where it is gone
 */
DexFuture *
cw_collection_store_set_query (CwCollectionStore *self,
                               CwCollection      *collection,
                               const char        *query)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (CW_IS_COLLECTION (collection));
  dex_return_error_if_fail (query != NULL);

  return run (self, "collection-query", cw_collection_get_title (collection), set_query, change_new (cw_collection_get_id (collection), NULL, query, NULL, 0));
}

/**
 * cw_collection_store_delete:
 * @self: a store
 * @collection: one of its collections
 *
 * Deletes the collection; its clips stay where they are.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_collection_store_delete (CwCollectionStore *self,
                            CwCollection      *collection)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (CW_IS_COLLECTION (collection));

  return run (self, "collection-delete", cw_collection_get_title (collection), delete, change_new (cw_collection_get_id (collection), NULL, NULL, NULL, 0));
}

/**
 * cw_collection_store_add:
 * @self: a store
 * @collection: one that is filled by hand
 * @clips: (element-type gint64): numbers of clips, which come after those that are in it
 *
 * Returns: (transfer full): a future of an int: how many were not in it yet, once that is
 *   durable; rejected with %CW_ERROR_INVALID where it has a query
 */
DexFuture *
cw_collection_store_add (CwCollectionStore *self,
                         CwCollection      *collection,
                         GArray            *clips)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (CW_IS_COLLECTION (collection));
  dex_return_error_if_fail (clips != NULL);

  return run (self, "collection-add", cw_collection_get_title (collection), add, change_new (cw_collection_get_id (collection), NULL, NULL, clips, 0));
}

/**
 * cw_collection_store_remove:
 * @self: a store
 * @collection: one that is filled by hand
 * @clips: (element-type gint64): numbers of clips
 *
 * Returns: (transfer full): a future of an int: how many were in it, once that is durable;
 *   rejected with %CW_ERROR_INVALID where it has a query
 */
DexFuture *
cw_collection_store_remove (CwCollectionStore *self,
                            CwCollection      *collection,
                            GArray            *clips)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (CW_IS_COLLECTION (collection));
  dex_return_error_if_fail (clips != NULL);

  return run (self, "collection-remove", cw_collection_get_title (collection), remove_clips, change_new (cw_collection_get_id (collection), NULL, NULL, clips, 0));
}

/**
 * cw_collection_store_move:
 * @self: a store
 * @collection: one that is filled by hand
 * @clips: (element-type gint64): numbers of clips in it, in the order that they are to have
 * @before: the clip that they are to come before; 0 for the end
 *
 * Returns: (transfer full): a future of an int: how many were moved, once that is durable;
 *   rejected with %CW_ERROR_INVALID where it has a query
 */
DexFuture *
cw_collection_store_move (CwCollectionStore *self,
                          CwCollection      *collection,
                          GArray            *clips,
                          gint64             before)
{
  dex_return_error_if_fail (CW_IS_COLLECTION_STORE (self));
  dex_return_error_if_fail (CW_IS_COLLECTION (collection));
  dex_return_error_if_fail (clips != NULL);

  return run (self, "collection-move", cw_collection_get_title (collection), move, change_new (cw_collection_get_id (collection), NULL, NULL, clips, before));
}

/**
 * cw_collection_store_new:
 * @database: a database that was told to open
 * @log: what remembers what the user does
 *
 * Returns: (transfer full): the collections in @database
 */
CwCollectionStore *
cw_collection_store_new (CwDatabase   *database,
                         CwCommandLog *log)
{
  CwCollectionStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_COMMAND_LOG (log), NULL);

  self = g_object_new (CW_TYPE_COLLECTION_STORE, NULL);
  self->database = g_object_ref (database);
  self->log = g_object_ref (log);

  return self;
}

static void
cw_collection_store_finalize (GObject *object)
{
  CwCollectionStore *self = CW_COLLECTION_STORE (object);

  g_clear_object (&self->database);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cw_collection_store_parent_class)->finalize (object);
}

static void
cw_collection_store_class_init (CwCollectionStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_collection_store_finalize;
}

static void
cw_collection_store_init (CwCollectionStore *self)
{
}

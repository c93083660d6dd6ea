/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-seen-store.h"

#include "cw-error.h"
#include "cw-json.h"
#include "cw-record-sql.h"
#include "cw-search-words.h"

#include <glib/gi18n.h>

/* All the SQL about what was seen is in this file, but for what follows from a
 * class's fields (cw-record-sql), and the triggers that keep the words. */

/* One word more in a title does not outweigh views, so ranks are rounded. Where so
 * many have the words that none is told apart by them, few are still read. */
#define SEARCH_CLIPS                                                                        \
  "SELECT %s FROM seen_clip_words AS words JOIN seen_clips AS t ON t.number = words.rowid " \
  "WHERE seen_clip_words MATCH ? ORDER BY round (bm25 (seen_clip_words, 4, 3, 1, 2), 1), t.views DESC, t.created DESC LIMIT ? OFFSET ?"
#define SEARCH_CHANNELS                                                                           \
  "SELECT %s FROM seen_channel_words AS words JOIN seen_channels AS t ON t.number = words.rowid " \
  "WHERE seen_channel_words MATCH ? ORDER BY round (bm25 (seen_channel_words, 2, 1), 1), t.live DESC, length (t.name), t.name LIMIT ? OFFSET ?"
#define SEARCH_CATEGORIES                                                                            \
  "SELECT %s FROM seen_category_words AS words JOIN seen_categories AS t ON t.number = words.rowid " \
  "WHERE seen_category_words MATCH ? ORDER BY round (bm25 (seen_category_words), 1), length (t.name), t.name LIMIT ? OFFSET ?"
#define LIST                                                                                                           \
  "SELECT %s FROM seen_clips AS t WHERE (t.channel_id = ? OR t.category_id = ?) AND t.created >= ? AND t.created < ? " \
  "ORDER BY t.views DESC, t.created DESC LIMIT ? OFFSET ?"
#define FIND "SELECT %s FROM %s AS t WHERE t.id = ?"

/* Each with the JSON of the own channels' ids and the time before which is too long
 * ago, in this order: a category stays while a clip that stays is of it. */
#define PRUNE_CLIPS "DELETE FROM seen_clips WHERE channel_id NOT IN (SELECT value FROM json_each (?)) AND fetched < ?"
#define PRUNE_CHANNELS "DELETE FROM seen_channels WHERE id NOT IN (SELECT value FROM json_each (?)) AND fetched < ?"
#define PRUNE_CATEGORIES                                                                                                                    \
  "DELETE FROM seen_categories WHERE id NOT IN (SELECT category_id FROM seen_clips WHERE channel_id IN (SELECT value FROM json_each (?))) " \
  "AND fetched < ?"

#define FORGET_CLIPS "DELETE FROM seen_clips"
#define FORGET_CHANNELS "DELETE FROM seen_channels"
#define FORGET_CATEGORIES "DELETE FROM seen_categories"
#define FORGET_CLIPS_OF "DELETE FROM seen_clips WHERE channel_id = ?"
#define FORGET_CHANNEL "DELETE FROM seen_channels WHERE id = ?"

/* How long others' data may be kept, us: Twitch's rule. */
#define LONGEST G_TIME_SPAN_DAY

/**
 * CwSeenStore:
 *
 * What was seen of Twitch, to be found again without asking: clips, channels and
 * categories, for a day.
 */
struct _CwSeenStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwSeenStore, cw_seen_store, G_TYPE_OBJECT)

/* Where things of a kind are kept. */
typedef struct
{
  GType (*get_type) (void);
  const char *table;
  const char *search;
  gboolean    merge; /* whether Twitch tells of it in parts */
} Kind;

enum
{
  CLIPS,
  CHANNELS,
  CATEGORIES,
  N_KINDS
};

static const Kind kinds[N_KINDS] = {
  [CLIPS] = { cw_twitch_clip_get_type, "seen_clips", SEARCH_CLIPS, FALSE },
  [CHANNELS] = { cw_channel_get_type, "seen_channels", SEARCH_CHANNELS, TRUE },
  [CATEGORIES] = { cw_category_get_type, "seen_categories", SEARCH_CATEGORIES, FALSE },
};

/* --- remembering ------------------------------------------------------------- */

typedef struct
{
  GPtrArray *items;
  gint64     now;
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_ptr_array_unref (memory->items);
  g_free (memory);
}

static sqlite3_stmt *
prepare_put (sqlite3    *connection,
             const Kind *kind,
             GError    **error)
{
  g_autofree char *sql = cw_record_sql_dup_put (kind->get_type (), kind->table, "fetched", kind->merge);

  return cw_database_prepare (connection, sql, NULL, error);
}

/* Those of one kind. */
static gboolean
put_all (sqlite3      *connection,
         const Kind   *kind,
         const Memory *memory,
         GError      **error)
{
  GType type = kind->get_type ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) put = NULL;

  for (guint i = 0; i < memory->items->len && problem == NULL; i++)
    {
      if (!G_TYPE_CHECK_INSTANCE_TYPE (memory->items->pdata[i], type))
        continue;
      if (put == NULL)
        put = prepare_put (connection, kind, &problem);
      if (put == NULL)
        break;

      sqlite3_bind_int64 (put, cw_record_sql_bind (put, memory->items->pdata[i]), memory->now);
      cw_database_step (put, &problem);
      sqlite3_reset (put);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Categories first, so that the clips find their names. */
static DexFuture *
remember (sqlite3 *connection,
          gpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = N_KINDS - 1; i >= 0; i--)
    if (!put_all (connection, &kinds[i], data, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_seen_store_remember:
 * @self: a store
 * @items: (element-type GObject): #CwTwitchClip, #CwChannel and #CwCategory, in any
 *   order; anything else is left out
 * @now: when Twitch told of them, us UTC
 *
 * Keeps them, or renews what is known of them. What Twitch tells of a channel in
 * one place is not lost because it says less in another.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_seen_store_remember (CwSeenStore *self,
                        GPtrArray   *items,
                        gint64       now)
{
  Memory *memory;

  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (items != NULL);

  memory = g_new0 (Memory, 1);
  memory->items = g_ptr_array_copy (items, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (memory->items, g_object_unref);
  memory->now = now;

  return cw_database_run (self->database, remember, memory, memory_free);
}

/* --- finding ----------------------------------------------------------------- */

typedef struct
{
  const Kind *kind;
  char       *query;
  guint       limit;
  guint       offset;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->query);
  g_free (search);
}

static DexFuture *
search (sqlite3 *connection,
        gpointer data)
{
  const Search    *search = data;
  GType            type = search->kind->get_type ();
  g_autofree char *columns = cw_record_sql_dup_columns (type, "t");
  g_autoptr (GString) sql = g_string_new (search->kind->search);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  g_string_replace (sql, "%s", columns, 1);
  row = cw_database_prepare (connection, sql->str, g_variant_new ("(sxx)", search->query, (gint64) search->limit, (gint64) search->offset), &error);
  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (found, cw_record_sql_read (row, type));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&found));
}

static DexFuture *
start_search (CwSeenStore *self,
              const Kind  *kind,
              const char  *words,
              guint        limit,
              guint        offset)
{
  g_autofree char *query = cw_search_words_to_query (words);
  Search          *search_data;

  if (query == NULL)
    return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_new_with_free_func (g_object_unref));

  search_data = g_new0 (Search, 1);
  search_data->kind = kind;
  search_data->query = g_steal_pointer (&query);
  search_data->limit = limit;
  search_data->offset = offset;

  return cw_database_run (self->database, search, search_data, search_free);
}

/**
 * cw_seen_store_search_clips:
 * @self: a store
 * @words: what the user typed; without a word nothing is found
 * @limit: how many at the most
 * @offset: how many to leave out
 *
 * Finds clips by the beginnings of words in the title and in the names of channel,
 * category and creator, without regard to case and accents: the best first, and
 * among equals the most watched.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwTwitchClip
 */
DexFuture *
cw_seen_store_search_clips (CwSeenStore *self,
                            const char  *words,
                            guint        limit,
                            guint        offset)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (words != NULL);

  return start_search (self, &kinds[CLIPS], words, limit, offset);
}

/**
 * cw_seen_store_search_channels:
 * @self: a store
 * @words: as for cw_seen_store_search_clips()
 * @limit: how many at the most
 * @offset: how many to leave out
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwChannel
 */
DexFuture *
cw_seen_store_search_channels (CwSeenStore *self,
                               const char  *words,
                               guint        limit,
                               guint        offset)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (words != NULL);

  return start_search (self, &kinds[CHANNELS], words, limit, offset);
}

/**
 * cw_seen_store_search_categories:
 * @self: a store
 * @words: as for cw_seen_store_search_clips()
 * @limit: how many at the most
 * @offset: how many to leave out
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwCategory
 */
DexFuture *
cw_seen_store_search_categories (CwSeenStore *self,
                                 const char  *words,
                                 guint        limit,
                                 guint        offset)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (words != NULL);

  return start_search (self, &kinds[CATEGORIES], words, limit, offset);
}

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autofree char *columns = cw_record_sql_dup_columns (CW_TYPE_TWITCH_CLIP, "t");
  g_autofree char *sql = g_strdup_printf (LIST, columns);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, data, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (clips, cw_record_sql_read (row, CW_TYPE_TWITCH_CLIP));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

/**
 * cw_seen_store_list_clips:
 * @self: a store
 * @channel_id: (nullable): whose
 * @category_id: (nullable): or of what
 * @from: us UTC
 * @to: us UTC
 * @limit: how many at the most
 * @offset: how many to leave out
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwTwitchClip that were
 *   made in that time, the most watched first
 */
DexFuture *
cw_seen_store_list_clips (CwSeenStore *self,
                          const char  *channel_id,
                          const char  *category_id,
                          gint64       from,
                          gint64       to,
                          guint        limit,
                          guint        offset)
{
  GVariant *values;

  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail ((channel_id == NULL) != (category_id == NULL));

  values = g_variant_new ("(msmsxxxx)", channel_id, category_id, from, to, (gint64) limit, (gint64) offset);
  return cw_database_run (self->database, list, g_variant_ref_sink (values), (GDestroyNotify) g_variant_unref);
}

static DexFuture *
find (sqlite3    *connection,
      const Kind *kind,
      const char *id)
{
  g_autofree char *columns = cw_record_sql_dup_columns (kind->get_type (), "t");
  g_autofree char *sql = g_strdup_printf (FIND, columns, kind->table);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, g_variant_new ("(s)", id), &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_object (cw_record_sql_read (row, kind->get_type ()));
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("That was not seen lately"));
}

static DexFuture *
find_clip (sqlite3 *connection,
           gpointer data)
{
  return find (connection, &kinds[CLIPS], data);
}

static DexFuture *
find_channel (sqlite3 *connection,
              gpointer data)
{
  return find (connection, &kinds[CHANNELS], data);
}

/**
 * cw_seen_store_find_clip:
 * @self: a store
 * @id: a clip's slug
 *
 * Returns: (transfer full): a future of the #CwTwitchClip; rejected with
 *   %CW_ERROR_MISSING where it was not seen
 */
DexFuture *
cw_seen_store_find_clip (CwSeenStore *self,
                         const char  *id)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_run (self->database, find_clip, g_strdup (id), g_free);
}

/**
 * cw_seen_store_find_channel:
 * @self: a store
 * @id: a channel's id
 *
 * Returns: (transfer full): a future of the #CwChannel; rejected with
 *   %CW_ERROR_MISSING where it was not seen
 */
DexFuture *
cw_seen_store_find_channel (CwSeenStore *self,
                            const char  *id)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_run (self->database, find_channel, g_strdup (id), g_free);
}

/* --- forgetting -------------------------------------------------------------- */

/* A JSON list, which SQLite can read. */
static char *
list_ids (const char *const *ids)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    json_array_add_string_element (array, ids[i]);
  json_node_take_array (node, array);

  return cw_json_to_text (node, FALSE);
}

static DexFuture *
prune (sqlite3 *connection,
       gpointer data)
{
  static const char *const statements[] = { PRUNE_CLIPS, PRUNE_CHANNELS, PRUNE_CATEGORIES };
  GVariant                *values = data;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!cw_database_change (connection, statements[i], values, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/**
 * cw_seen_store_prune:
 * @self: a store
 * @own: the ids of the channels that are the user's own
 * @now: us UTC
 *
 * Forgets what Twitch has not told of for a day, as it wants, but for what is the
 * user's own.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_seen_store_prune (CwSeenStore       *self,
                     const char *const *own,
                     gint64             now)
{
  g_autofree char *ids = NULL;

  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (own != NULL);

  ids = list_ids (own);
  return cw_database_run (self->database, prune, g_variant_ref_sink (g_variant_new ("(sx)", ids, now - LONGEST)), (GDestroyNotify) g_variant_unref);
}

static DexFuture *
forget (sqlite3 *connection,
        gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!cw_database_change (connection, FORGET_CLIPS, NULL, &error) || !cw_database_change (connection, FORGET_CHANNELS, NULL, &error) || !cw_database_change (connection, FORGET_CATEGORIES, NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_seen_store_forget:
 * @self: a store
 *
 * Forgets everything.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_seen_store_forget (CwSeenStore *self)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));

  return cw_database_run (self->database, forget, NULL, NULL);
}

static DexFuture *
forget_channel (sqlite3 *connection,
                gpointer data)
{
  const char *id = data;
  g_autoptr (GError) error = NULL;

  if (!cw_database_change (connection, FORGET_CLIPS_OF, g_variant_new ("(s)", id), &error) || !cw_database_change (connection, FORGET_CHANNEL, g_variant_new ("(s)", id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_seen_store_forget_channel:
 * @self: a store
 * @id: a channel's id
 *
 * Forgets the channel and its clips.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_seen_store_forget_channel (CwSeenStore *self,
                              const char  *id)
{
  dex_return_error_if_fail (CW_IS_SEEN_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_run (self->database, forget_channel, g_strdup (id), g_free);
}

/**
 * cw_seen_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): what of Twitch is in @database
 */
CwSeenStore *
cw_seen_store_new (CwDatabase *database)
{
  CwSeenStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_SEEN_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_seen_store_finalize (GObject *object)
{
  g_object_unref (CW_SEEN_STORE (object)->database);

  G_OBJECT_CLASS (cw_seen_store_parent_class)->finalize (object);
}

static void
cw_seen_store_class_init (CwSeenStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_seen_store_finalize;
}

static void
cw_seen_store_init (CwSeenStore *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watch-store.h"

#include "cw-record-sql.h"

/* All the SQL about watched channels and their new clips is in this file. A channel's
 * clips go with it. */
#define LIST_CHANNELS "SELECT id, login, name, picture, since, checked FROM watched_channels ORDER BY since, id"
#define ADD_CHANNEL                                                                                    \
  "INSERT INTO watched_channels (id, login, name, picture, since, checked) VALUES (?, ?, ?, ?, ?, ?) " \
  "ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name, picture = excluded.picture"
#define SET_CHECKED "UPDATE watched_channels SET checked = ? WHERE id = ?"
#define REMOVE_CHANNEL "DELETE FROM watched_channels WHERE id = ?"
#define COLUMNS                                                                              \
  "id, url, title, channel_id, channel_name, creator_id, creator_name, vod_id, vod_offset, " \
  "category_id, language, views, created, duration, thumbnail, featured"
#define LIST_CLIPS "SELECT " COLUMNS " FROM new_clips ORDER BY created DESC, id"
#define LIST_UNSEEN "SELECT id FROM new_clips WHERE NOT seen"
#define ADD_CLIP                                \
  "INSERT INTO new_clips (" COLUMNS ", found) " \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
#define MARK_SEEN "UPDATE new_clips SET seen = 1 WHERE NOT seen AND id = ifnull (?, id)"
#define PRUNE "DELETE FROM new_clips WHERE found < ? RETURNING id"
#define FORGET "DELETE FROM watched_channels"

/* How long others' data may be kept, us: Twitch's rule. */
#define LONGEST G_TIME_SPAN_DAY

/**
 * CwWatchStore:
 *
 * Which channels are watched, and the clips that were new there.
 */
struct _CwWatchStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwWatchStore, cw_watch_store, G_TYPE_OBJECT)

static DexFuture *
list_records (sqlite3    *connection,
              const char *sql,
              GType       type)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (records, cw_record_sql_read (row, type));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&records));
}

static DexFuture *
list_ids (sqlite3    *connection,
          const char *sql,
          GVariant   *values)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, values, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_strv_builder_add (ids, (const char *) sqlite3_column_text (row, 0));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (ids));
}

/* --- channels ---------------------------------------------------------------- */

static DexFuture *
list_channels (sqlite3 *connection,
               gpointer data)
{
  return list_records (connection, LIST_CHANNELS, CW_TYPE_WATCHED_CHANNEL);
}

/**
 * cw_watch_store_list_channels:
 * @self: a store
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwWatchedChannel, in
 *   the order in which they were added
 */
DexFuture *
cw_watch_store_list_channels (CwWatchStore *self)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));

  return cw_database_run (self->database, list_channels, NULL, NULL);
}

/**
 * cw_watch_store_add_channel:
 * @self: a store
 * @channel: a channel; one that is watched already keeps its times
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_watch_store_add_channel (CwWatchStore     *self,
                            CwWatchedChannel *channel)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));
  dex_return_error_if_fail (CW_IS_WATCHED_CHANNEL (channel));

  return cw_database_execute (self->database, ADD_CHANNEL,
                              g_variant_new ("(ssssxx)",
                                             cw_watched_channel_get_id (channel),
                                             cw_watched_channel_get_login (channel),
                                             cw_watched_channel_get_name (channel),
                                             cw_watched_channel_get_picture (channel),
                                             cw_watched_channel_get_since (channel),
                                             cw_watched_channel_get_checked (channel)));
}

/**
 * cw_watch_store_remove_channel:
 * @self: a store
 * @id: a channel's id
 *
 * Returns: (transfer full): a future that resolves once it and its new clips are
 *   durably gone
 */
DexFuture *
cw_watch_store_remove_channel (CwWatchStore *self,
                               const char   *id)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, REMOVE_CHANNEL, g_variant_new ("(s)", id));
}

/* --- clips ------------------------------------------------------------------- */

static DexFuture *
list_clips (sqlite3 *connection,
            gpointer data)
{
  return list_records (connection, LIST_CLIPS, CW_TYPE_TWITCH_CLIP);
}

/**
 * cw_watch_store_list_clips:
 * @self: a store
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwTwitchClip, the
 *   newest first
 */
DexFuture *
cw_watch_store_list_clips (CwWatchStore *self)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));

  return cw_database_run (self->database, list_clips, NULL, NULL);
}

static DexFuture *
list_unseen (sqlite3 *connection,
             gpointer data)
{
  return list_ids (connection, LIST_UNSEEN, NULL);
}

/**
 * cw_watch_store_list_unseen:
 * @self: a store
 *
 * Returns: (transfer full): a future of a boxed #GStrv of the ids of those clips that
 *   the user has not seen
 */
DexFuture *
cw_watch_store_list_unseen (CwWatchStore *self)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));

  return cw_database_run (self->database, list_unseen, NULL, NULL);
}

typedef struct
{
  char      *channel_id;
  GPtrArray *clips;
  gint64     checked;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->channel_id);
  g_ptr_array_unref (check->clips);
  g_free (check);
}

/* Those that are new go to FRESH. */
static gboolean
insert_clips (sqlite3     *connection,
              const Check *check,
              GPtrArray   *fresh,
              GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) add = cw_database_prepare (connection, ADD_CLIP, NULL, &problem);

  for (guint i = 0; i < check->clips->len && problem == NULL; i++)
    {
      /* Twitch may tell anything. */
      if (!g_str_equal (cw_twitch_clip_get_channel_id (check->clips->pdata[i]), check->channel_id))
        continue;

      sqlite3_bind_int64 (add, cw_record_sql_bind (add, check->clips->pdata[i]), check->checked);
      cw_database_step (add, &problem);
      if (problem == NULL && sqlite3_changes (connection) > 0)
        g_ptr_array_add (fresh, g_object_ref (check->clips->pdata[i]));
      sqlite3_reset (add);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static DexFuture *
add_clips (sqlite3 *connection,
           gpointer data)
{
  const Check *check = data;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  if (!cw_database_change (connection, SET_CHECKED, g_variant_new ("(xs)", check->checked, check->channel_id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* It may not be watched any more. */
  if (sqlite3_changes (connection) > 0 && !insert_clips (connection, check, fresh, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&fresh));
}

/**
 * cw_watch_store_add_clips:
 * @self: a store
 * @channel_id: whose
 * @clips: (element-type CwTwitchClip): clips of that channel that were found, known
 *   ones among them; not to be changed any more
 * @checked: until when Twitch was asked, us UTC
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of those #CwTwitchClip that
 *   were not known, in the same order, once that is durable; of none where the channel
 *   is not watched
 */
DexFuture *
cw_watch_store_add_clips (CwWatchStore *self,
                          const char   *channel_id,
                          GPtrArray    *clips,
                          gint64        checked)
{
  Check *check;

  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));
  dex_return_error_if_fail (channel_id != NULL && clips != NULL);

  check = g_new0 (Check, 1);
  check->channel_id = g_strdup (channel_id);
  check->clips = g_ptr_array_ref (clips);
  check->checked = checked;

  return cw_database_run (self->database, add_clips, check, check_free);
}

/**
 * cw_watch_store_mark_seen:
 * @self: a store
 * @id: (nullable): a clip's slug; %NULL for all
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_watch_store_mark_seen (CwWatchStore *self,
                          const char   *id)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));

  return cw_database_execute (self->database, MARK_SEEN, g_variant_new ("(ms)", id));
}

static DexFuture *
prune (sqlite3 *connection,
       gpointer data)
{
  return list_ids (connection, PRUNE, data);
}

/**
 * cw_watch_store_prune:
 * @self: a store
 * @now: us UTC
 *
 * Forgets clips that were found more than a day ago.
 *
 * Returns: (transfer full): a future of a boxed #GStrv of their ids
 */
DexFuture *
cw_watch_store_prune (CwWatchStore *self,
                      gint64        now)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));

  return cw_database_run (self->database, prune, g_variant_ref_sink (g_variant_new ("(x)", now - LONGEST)), (GDestroyNotify) g_variant_unref);
}

/**
 * cw_watch_store_forget:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves once nothing is left
 */
DexFuture *
cw_watch_store_forget (CwWatchStore *self)
{
  dex_return_error_if_fail (CW_IS_WATCH_STORE (self));

  return cw_database_execute (self->database, FORGET, NULL);
}

/**
 * cw_watch_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): what is watched, as it is in @database
 */
CwWatchStore *
cw_watch_store_new (CwDatabase *database)
{
  CwWatchStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_WATCH_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_watch_store_finalize (GObject *object)
{
  g_object_unref (CW_WATCH_STORE (object)->database);

  G_OBJECT_CLASS (cw_watch_store_parent_class)->finalize (object);
}

static void
cw_watch_store_class_init (CwWatchStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_watch_store_finalize;
}

static void
cw_watch_store_init (CwWatchStore *self)
{
}

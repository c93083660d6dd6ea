/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-origin-store.h"

/* All the SQL about where clips come from is in this file. */
#define FIND_KEPT "SELECT id, twitch_id FROM clips WHERE twitch_id = ? AND removed IS NULL ORDER BY height > width, number DESC LIMIT 1"
#define LIST_KEPT "SELECT id FROM clips WHERE twitch_id = ? AND removed IS NULL ORDER BY height > width, number DESC"

/**
 * CwOriginStore:
 *
 * Which clips of Twitch's are in the library.
 */
struct _CwOriginStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwOriginStore, cw_origin_store, G_TYPE_OBJECT)

/* Resolves to a table of clip ids by Twitch's. */
static DexFuture *
find_kept (sqlite3 *connection,
           gpointer data)
{
  char *const *twitch_ids = data;
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND_KEPT, NULL, &error);

  for (guint i = 0; error == NULL && twitch_ids[i] != NULL; i++)
    {
      sqlite3_bind_text (row, 1, twitch_ids[i], -1, SQLITE_STATIC);
      if (cw_database_step (row, &error))
        g_hash_table_insert (kept, g_strdup (twitch_ids[i]), g_strdup ((const char *) sqlite3_column_text (row, 0)));
      sqlite3_reset (row);
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_HASH_TABLE, g_steal_pointer (&kept));
}

/**
 * cw_origin_store_find_kept:
 * @self: a store
 * @twitch_ids: ids of clips on Twitch
 *
 * Returns: (transfer full): a future of a boxed #GHashTable: of those that are in the
 *   library, and not in its trash, the id of the clip of the library; where there are some,
 *   the newest that is not upright
 */
DexFuture *
cw_origin_store_find_kept (CwOriginStore     *self,
                           const char *const *twitch_ids)
{
  dex_return_error_if_fail (CW_IS_ORIGIN_STORE (self));
  dex_return_error_if_fail (twitch_ids != NULL);

  return cw_database_read (self->database, find_kept, g_strdupv ((char **) twitch_ids), (GDestroyNotify) g_strfreev);
}

/* Resolves to the ids of clips. */
static DexFuture *
list_kept (sqlite3 *connection,
           gpointer data)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST_KEPT, g_variant_new ("(s)", (const char *) data), &error);

  while (row != NULL && cw_database_step (row, &error))
    g_strv_builder_add (ids, (const char *) sqlite3_column_text (row, 0));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (ids));
}

/**
 * cw_origin_store_list_kept:
 * @self: a store
 * @twitch_id: the id of a clip on Twitch
 *
 * Returns: (transfer full): a future of a boxed #GStrv: the ids of all that is in the
 *   library of it, and not in its trash; what is upright last
 */
DexFuture *
cw_origin_store_list_kept (CwOriginStore *self,
                           const char    *twitch_id)
{
  dex_return_error_if_fail (CW_IS_ORIGIN_STORE (self));
  dex_return_error_if_fail (twitch_id != NULL);

  return cw_database_read (self->database, list_kept, g_strdup (twitch_id), g_free);
}

/**
 * cw_origin_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): the origins in @database
 */
CwOriginStore *
cw_origin_store_new (CwDatabase *database)
{
  CwOriginStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_ORIGIN_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_origin_store_finalize (GObject *object)
{
  g_object_unref (CW_ORIGIN_STORE (object)->database);

  G_OBJECT_CLASS (cw_origin_store_parent_class)->finalize (object);
}

static void
cw_origin_store_class_init (CwOriginStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_origin_store_finalize;
}

static void
cw_origin_store_init (CwOriginStore *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-origin-store.h"

#include "cw-error.h"
#include "cw-record-sql.h"

#include <glib/gi18n.h>

/* All the SQL about where clips come from is in this file. */
#define COLUMNS "id, twitch_id, url, original_title, channel_id, channel_name, creator_name, category_id, category_name, created, duration"
#define LIST "SELECT " COLUMNS " FROM clips WHERE twitch_id <> '' ORDER BY number"
#define FIND "SELECT " COLUMNS " FROM clips WHERE id = ?"
#define PUT                                                                                                                                  \
  "UPDATE clips SET source = 'twitch', twitch_id = ?2, url = ?3, original_title = ?4, channel_id = ?5, "                                     \
  "channel_name = ?6, creator_name = ?7, category_id = ?8, category_name = ?9, created = ?10, duration = iif (duration > 0, duration, ?11) " \
  "WHERE id = ?1"

/* Twitch tells a clip's category by its id only; its name was seen, more likely than
 * not. */
#define NAME_CATEGORY                                                                                        \
  "UPDATE clips SET category_name = ifnull ((SELECT name FROM seen_categories WHERE id = category_id), '') " \
  "WHERE id = ? AND category_name = ''"

/**
 * CwOriginStore:
 *
 * Where the clips in the database come from.
 */
struct _CwOriginStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwOriginStore, cw_origin_store, G_TYPE_OBJECT)

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) origins = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (origins, cw_record_sql_read (row, CW_TYPE_CLIP_ORIGIN));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&origins));
}

/**
 * cw_origin_store_list:
 * @self: a store
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClipOrigin, the one
 *   put last last; also of clips that were removed from the library
 */
DexFuture *
cw_origin_store_list (CwOriginStore *self)
{
  dex_return_error_if_fail (CW_IS_ORIGIN_STORE (self));

  return cw_database_run (self->database, list, NULL, NULL);
}

static gboolean
write_origin (sqlite3      *connection,
              CwClipOrigin *origin,
              GError      **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) put = cw_database_prepare (connection, PUT, NULL, &problem);

  if (put != NULL)
    {
      cw_record_sql_bind (put, CW_RECORD (origin));
      cw_database_step (put, &problem);
    }
  if (problem == NULL && sqlite3_changes (connection) == 0)
    problem = g_error_new_literal (CW_ERROR, CW_ERROR_MISSING, _ ("There is no such clip in the library"));

  if (problem == NULL)
    return cw_database_change (connection, NAME_CATEGORY, g_variant_new ("(s)", cw_clip_origin_get_clip_id (origin)), error);

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static DexFuture *
put (sqlite3 *connection,
     gpointer data)
{
  CwClipOrigin *origin = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  if (write_origin (connection, origin, &error))
    row = cw_database_prepare (connection, FIND, g_variant_new ("(s)", cw_clip_origin_get_clip_id (origin)), &error);
  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_object (cw_record_sql_read (row, CW_TYPE_CLIP_ORIGIN));

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_origin_store_put:
 * @self: a store
 * @origin: where a clip that is in the database comes from
 *
 * Returns: (transfer full): a future of the #CwClipOrigin as it is in the store, with
 *   its category's name where that was seen, once that is durable; rejected with
 *   %CW_ERROR_MISSING where there is no such clip
 */
DexFuture *
cw_origin_store_put (CwOriginStore *self,
                     CwClipOrigin  *origin)
{
  dex_return_error_if_fail (CW_IS_ORIGIN_STORE (self));
  dex_return_error_if_fail (CW_IS_CLIP_ORIGIN (origin));

  return cw_database_run (self->database, put, g_object_ref (origin), g_object_unref);
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

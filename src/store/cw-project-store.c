/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-location.h"
#include "cw-project-store.h"

#include <glib/gi18n.h>

/* All the SQL about projects is in this file. */
#define COLUMNS "id, title, changed, duration, source_uri"
#define LIST "SELECT " COLUMNS " FROM projects WHERE removed IS NULL ORDER BY changed DESC, id DESC"
#define FIND "SELECT " COLUMNS " FROM projects WHERE id = ?"
#define PUT                                                                             \
  "INSERT INTO projects (" COLUMNS ") VALUES (?, ?, ?, ?, ?) "                          \
  "ON CONFLICT (id) DO UPDATE SET title = excluded.title, changed = excluded.changed, " \
  "duration = excluded.duration, source_uri = excluded.source_uri, removed = NULL"
#define REMOVE "UPDATE projects SET removed = ? WHERE id = ?"
#define RESTORE "UPDATE projects SET removed = NULL WHERE id = ?"

/**
 * CwProjectStore:
 *
 * What the database knows of the projects, whose content is in their files.
 */
struct _CwProjectStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwProjectStore, cw_project_store, G_TYPE_OBJECT)

static CwProjectEntry *
entry_from_row (sqlite3_stmt *row)
{
  g_autofree char *path = cw_location_to_path ((const char *) sqlite3_column_text (row, 4));

  return cw_project_entry_new ((const char *) sqlite3_column_text (row, 0),
                               (const char *) sqlite3_column_text (row, 1),
                               sqlite3_column_int64 (row, 2),
                               sqlite3_column_int64 (row, 3),
                               path);
}

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (entries, entry_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&entries));
}

static DexFuture *
find_unknown (sqlite3 *connection,
              gpointer data)
{
  char **ids = data;
  g_autoptr (GStrvBuilder) unknown = g_strv_builder_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND, g_variant_new ("(s)", ids[i]), &error);

      if (row != NULL && !cw_database_step (row, &error) && error == NULL)
        g_strv_builder_add (unknown, ids[i]);

      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (unknown));
}

static void
free_ids (gpointer data)
{
  g_strfreev (data);
}

static DexFuture *
restore (sqlite3 *connection,
         gpointer data)
{
  const char *id = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  if (cw_database_change (connection, RESTORE, g_variant_new ("(s)", id), &error))
    row = cw_database_prepare (connection, FIND, g_variant_new ("(s)", id), &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_object (entry_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("There is no such project any more"));
}

/**
 * cw_project_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): the index of the projects in @database
 */
CwProjectStore *
cw_project_store_new (CwDatabase *database)
{
  CwProjectStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_PROJECT_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

/**
 * cw_project_store_list:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves to a boxed #GPtrArray of
 *   #CwProjectEntry: those that are not removed, the last changed first
 */
DexFuture *
cw_project_store_list (CwProjectStore *self)
{
  dex_return_error_if_fail (CW_IS_PROJECT_STORE (self));

  return cw_database_run (self->database, list, NULL, NULL);
}

/**
 * cw_project_store_find_unknown:
 * @self: a store
 * @ids: (array zero-terminated=1): ids of projects
 *
 * Returns: (transfer full): a future that resolves to a boxed #GStrv: those
 *   that are not even known as removed
 */
DexFuture *
cw_project_store_find_unknown (CwProjectStore    *self,
                               const char *const *ids)
{
  dex_return_error_if_fail (CW_IS_PROJECT_STORE (self));
  dex_return_error_if_fail (ids != NULL);

  return cw_database_run (self->database, find_unknown, g_strdupv ((char **) ids), free_ids);
}

/**
 * cw_project_store_put:
 * @self: a store
 * @entry: what a list shows of a project
 *
 * Adds a project or takes down what has changed of it; a removed one is back.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_project_store_put (CwProjectStore *self,
                      CwProjectEntry *entry)
{
  g_autofree char *uri = NULL;

  dex_return_error_if_fail (CW_IS_PROJECT_STORE (self));
  dex_return_error_if_fail (CW_IS_PROJECT_ENTRY (entry));

  uri = cw_location_from_path (cw_project_entry_get_source_path (entry));
  return cw_database_execute (self->database, PUT,
                              g_variant_new ("(ssxxms)",
                                             cw_project_entry_get_id (entry),
                                             cw_project_entry_get_title (entry),
                                             cw_project_entry_get_changed (entry),
                                             cw_project_entry_get_duration (entry),
                                             uri));
}

/**
 * cw_project_store_remove:
 * @self: a store
 * @id: a project's id
 * @removed: now, us UTC
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_project_store_remove (CwProjectStore *self,
                         const char     *id,
                         gint64          removed)
{
  dex_return_error_if_fail (CW_IS_PROJECT_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, REMOVE, g_variant_new ("(xs)", removed, id));
}

/**
 * cw_project_store_restore:
 * @self: a store
 * @id: a removed project's id
 *
 * Returns: (transfer full): a future that resolves to its #CwProjectEntry once
 *   it is back, or rejects with %CW_ERROR_MISSING
 */
DexFuture *
cw_project_store_restore (CwProjectStore *self,
                          const char     *id)
{
  dex_return_error_if_fail (CW_IS_PROJECT_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_run (self->database, restore, g_strdup (id), g_free);
}

static void
cw_project_store_finalize (GObject *object)
{
  g_clear_object (&CW_PROJECT_STORE (object)->database);

  G_OBJECT_CLASS (cw_project_store_parent_class)->finalize (object);
}

static void
cw_project_store_class_init (CwProjectStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_project_store_finalize;
}

static void
cw_project_store_init (CwProjectStore *self)
{
}

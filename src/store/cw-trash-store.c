/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trash-store.h"

#include "cw-long-read.h"
#include "cw-location.h"
#include "cw-media-references.h"
#include "cw-stored-file.h"

/* All the SQL about what is in the trash is in this file. */
#define LIST "SELECT uri, size, removed FROM clips WHERE removed IS NOT NULL ORDER BY removed"
#define FIND "SELECT number, uri FROM clips WHERE removed < ?"
#define GOING "SELECT number FROM clips WHERE removed < ?"

/* A clip goes last, since the rest refers to it. */
static const char *const deletions[] = {
  "DELETE FROM clip_tags WHERE clip IN (" GOING ")",
  "DELETE FROM collection_clips WHERE clip IN (" GOING ")",
  "DELETE FROM watching WHERE clip IN (" GOING ")",
  "DELETE FROM transcripts WHERE clip IN (" GOING ")",
  "DELETE FROM clips WHERE removed < ?",
};

static DexFuture *
list (sqlite3      *connection,
      gpointer      data,
      GCancellable *cancellable)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (files, cw_stored_file_new ((const char *) sqlite3_column_text (row, 0), "", sqlite3_column_int64 (row, 1), sqlite3_column_int64 (row, 2)));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&files));
}

/**
 * cw_trash_store_list:
 * @database: the library's database, open
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwStoredFile: the files of
 *   what is in the trash, each "changed" when it was removed, the first removed first
 */
DexFuture *
cw_trash_store_list (CwDatabase *database)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_long_read_run (cw_database_get_path (database), list, NULL, NULL);
}

static DexFuture *
empty (sqlite3 *connection,
       gpointer data)
{
  GVariant *before = data;
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GStrvBuilder) uris = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND, before, &error);

  while (row != NULL && cw_database_step (row, &error))
    {
      const char *uri = (const char *) sqlite3_column_text (row, 1);
      gint64      number = sqlite3_column_int64 (row, 0);

      g_hash_table_add (numbers, g_memdup2 (&number, sizeof number));
      if (cw_location_is_library (uri))
        g_strv_builder_add (uris, uri);
    }

  if (error == NULL && g_hash_table_size (numbers) > 0)
    cw_media_references_forget (connection, numbers, &error);
  for (guint i = 0; i < G_N_ELEMENTS (deletions) && error == NULL; i++)
    cw_database_change (connection, deletions[i], before, &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (uris));
}

/**
 * cw_trash_store_empty:
 * @database: the library's database, open
 * @before: us UTC
 *
 * Deletes the clips that were removed before then, with all that is known of them and
 * what could be undone of it. There is no way back.
 *
 * Returns: (transfer full): a future of a boxed #GStrv, once that is durable: the URIs of
 *   their files in the library's own folder, which others may need as well
 */
DexFuture *
cw_trash_store_empty (CwDatabase *database,
                      gint64      before)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));

  return cw_database_run (database, empty, g_variant_ref_sink (g_variant_new ("(x)", before)), (GDestroyNotify) g_variant_unref);
}

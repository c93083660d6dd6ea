/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-storage-store.h"

#include "cw-long-read.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-media-references.h"
#include "cw-storage-use.h"
#include "cw-stored-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What the library's files take, by what the database says they are. */
#define LIST_CLIPS "SELECT uri, removed IS NOT NULL, channel_name FROM clips WHERE uri LIKE 'library:%'"
#define LIST_EXPORTS "SELECT DISTINCT output FROM jobs WHERE kind = 'export' AND state = 'succeeded' AND output IS NOT NULL"

typedef struct
{
  gint64 n;
  gint64 size;
} Sum;

static void
add (Sum   *sum,
     gint64 size)
{
  sum->n++;
  sum->size += size;
}

/* By URI, what is in the folder. */
static GHashTable *
list_sizes (GPtrArray *files)
{
  GHashTable *sizes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < files->len; i++)
    g_hash_table_insert (sizes, (gpointer) cw_stored_file_get_uri (files->pdata[i]), files->pdata[i]);

  return sizes;
}

static gboolean
sum_clips (sqlite3    *connection,
           GHashTable *sizes,
           GHashTable *channels,
           Sum        *media,
           Sum        *trash,
           GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST_CLIPS, NULL, &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      const char   *channel = (const char *) sqlite3_column_text (row, 2);
      CwStoredFile *file = g_hash_table_lookup (sizes, sqlite3_column_text (row, 0));
      gint64        size = file != NULL ? cw_stored_file_get_size (file) : 0;
      Sum          *sum;

      if (file == NULL)
        continue;

      if (sqlite3_column_int (row, 1))
        {
          add (trash, size);
          continue;
        }

      sum = g_hash_table_lookup (channels, channel);
      if (sum == NULL)
        g_hash_table_insert (channels, g_strdup (channel), sum = g_new0 (Sum, 1));
      add (sum, size);
      add (media, size);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
sum_exports (sqlite3 *connection,
             Sum     *exports,
             GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST_EXPORTS, NULL, &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      g_autofree char *path = cw_location_to_path ((const char *) sqlite3_column_text (row, 0));
      GStatBuf         status;

      if (path != NULL && g_stat (path, &status) == 0)
        add (exports, status.st_size);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
put (GPtrArray    *uses,
     CwStorageKind kind,
     const char   *title,
     const Sum    *sum)
{
  g_ptr_array_add (uses, cw_storage_use_new (kind, title, sum->n, sum->size));
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  gint64 one = cw_storage_use_get_size ((CwStorageUse *) a);
  gint64 other = cw_storage_use_get_size ((CwStorageUse *) b);

  return (one < other) - (one > other);
}

static void
put_channels (GPtrArray  *uses,
              GHashTable *channels)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       name, sum;

  g_hash_table_iter_init (&iter, channels);
  while (g_hash_table_iter_next (&iter, &name, &sum))
    put (found, CW_STORAGE_CHANNEL, name, sum);

  g_ptr_array_sort_values (found, compare_sizes);
  g_ptr_array_extend (uses, found, (GCopyFunc) g_object_ref, NULL);
}

static void
sum_unused (GPtrArray  *files,
            GHashTable *used,
            Sum        *unused)
{
  for (guint i = 0; i < files->len; i++)
    if (!g_hash_table_contains (used, cw_stored_file_get_uri (files->pdata[i])))
      add (unused, cw_stored_file_get_size (files->pdata[i]));
}

static DexFuture *
list (sqlite3      *connection,
      gpointer      data,
      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) files = cw_media_folder_list (data, cancellable, &error);
  g_autoptr (GHashTable) channels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) sizes = files != NULL ? list_sizes (files) : NULL;
  g_autoptr (GHashTable) used = NULL;
  Sum media = { 0 }, trash = { 0 }, exports = { 0 }, unused = { 0 };

  if (files != NULL)
    used = cw_media_references_load (connection, CW_MEDIA_REFERENCES_ALL, NULL, &error);
  if (used == NULL || !sum_clips (connection, sizes, channels, &media, &trash, &error) || !sum_exports (connection, &exports, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  sum_unused (files, used, &unused);
  put (uses, CW_STORAGE_MEDIA, _ ("Clips"), &media);
  put_channels (uses, channels);
  put (uses, CW_STORAGE_TRASH, _ ("Trash"), &trash);
  put (uses, CW_STORAGE_UNUSED, _ ("Files without a clip"), &unused);
  put (uses, CW_STORAGE_EXPORTS, _ ("Exported videos"), &exports);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&uses));
}

/**
 * cw_storage_store_list:
 * @database: the library's database, open
 * @folder: its own folder of media
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwStorageUse: the
 *   library's media, followed by their channels, the largest first; the trash, what is
 *   unused, and exports. Rejects where the folder is away
 */
DexFuture *
cw_storage_store_list (CwDatabase *database,
                       const char *folder)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail (folder != NULL);

  return cw_long_read_run (cw_database_get_path (database), list, g_strdup (folder), g_free);
}

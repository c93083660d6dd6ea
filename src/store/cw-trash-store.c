/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trash-store.h"

#include "cw-long-read.h"
#include "cw-location.h"
#include "cw-media-references.h"
#include "cw-stored-file.h"

/* All the SQL about what is in the trash is in this file. */
#define LIST "SELECT uri, size, removed FROM clips WHERE removed IS NOT NULL ORDER BY removed"
#define FIND_BEFORE "SELECT number, uri FROM clips WHERE removed < ?"
#define FIND_ONE "SELECT number, uri FROM clips WHERE number = ? AND removed IS NOT NULL"

/* A clip goes last, since the rest refers to it. */
static const char *const deletions[] = {
  "DELETE FROM clip_tags WHERE clip = ?",
  "DELETE FROM collection_clips WHERE clip = ?",
  "DELETE FROM watching WHERE clip = ?",
  "DELETE FROM transcripts WHERE clip = ?",
  "DELETE FROM clips WHERE number = ?",
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

/* What is to go: the numbers of clips, and where those of their files are that are the
 * library's own. */
typedef struct
{
  GHashTable   *numbers;
  GStrvBuilder *uris;
} Going;

static void
going_clear (Going *going)
{
  g_hash_table_unref (going->numbers);
  g_strv_builder_unref (going->uris);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Going, going_clear)

static Going
going_init (void)
{
  return (Going) { g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL), g_strv_builder_new () };
}

static gboolean
find (sqlite3    *connection,
      const char *sql,
      gint64      value,
      Going      *going,
      GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, g_variant_new ("(x)", value), &problem);

  while (row != NULL && cw_database_step (row, &problem))
    {
      const char *uri = (const char *) sqlite3_column_text (row, 1);
      gint64      number = sqlite3_column_int64 (row, 0);

      g_hash_table_add (going->numbers, g_memdup2 (&number, sizeof number));
      if (cw_location_is_library (uri))
        g_strv_builder_add (going->uris, uri);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* Each statement is prepared once, for as many clips as there are. */
static gboolean
delete_all (sqlite3    *connection,
            GHashTable *numbers,
            GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (sqlite3_stmt) deletion = cw_database_prepare (connection, deletions[i], NULL, &problem);
      GHashTableIter iter;
      gpointer       number;

      g_hash_table_iter_init (&iter, numbers);
      while (problem == NULL && g_hash_table_iter_next (&iter, &number, NULL))
        {
          sqlite3_bind_int64 (deletion, 1, *(gint64 *) number);
          cw_database_step (deletion, &problem);
          sqlite3_reset (deletion);
        }

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }

  return TRUE;
}

static DexFuture *
let_go (sqlite3 *connection,
        Going   *going)
{
  g_autoptr (GError) error = NULL;

  if (g_hash_table_size (going->numbers) > 0 && cw_media_references_forget (connection, going->numbers, &error))
    delete_all (connection, going->numbers, &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (going->uris));
}

static DexFuture *
empty (sqlite3 *connection,
       gpointer data)
{
  g_auto (Going) going = going_init ();
  g_autoptr (GError) error = NULL;

  if (!find (connection, FIND_BEFORE, *(gint64 *) data, &going, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return let_go (connection, &going);
}

static DexFuture *delete (sqlite3 *connection,
                          gpointer data)
{
  GArray *numbers = data;
  g_auto (Going) going = going_init ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < numbers->len; i++)
    if (!find (connection, FIND_ONE, g_array_index (numbers, gint64, i), &going, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return let_go (connection, &going);
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

  return cw_database_run (database, empty, g_memdup2 (&before, sizeof before), g_free);
}

/**
 * cw_trash_store_delete:
 * @database: the library's database, open
 * @numbers: (element-type gint64): clips; those that are not in the trash stay
 *
 * The same for single clips. There is no way back.
 *
 * Returns: (transfer full): as for cw_trash_store_empty()
 */
DexFuture *
cw_trash_store_delete (CwDatabase *database,
                       GArray     *numbers)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail (numbers != NULL);

  return cw_database_run (database, delete, g_array_ref (numbers), (GDestroyNotify) g_array_unref);
}

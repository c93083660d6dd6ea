/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-unused-media.h"

#include "cw-async.h"
#include "cw-long-read.h"
#include "cw-error.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-media-names.h"
#include "cw-media-references.h"
#include "cw-stored-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* How many files are removed while others wait for the database. */
#define BATCH 16

typedef struct
{
  char      *folder;
  gint64     grace;
  GPtrArray *files;
  gint64     last; /* the last command that was looked at */
} Search;

typedef struct
{
  Search *search;
  guint   begin;
  gint64  freed;
} Batch;

static Search *
search_new (const char *folder,
            gint64      grace)
{
  Search *search = g_atomic_rc_box_new0 (Search);

  search->folder = g_strdup (folder);
  search->grace = grace;
  return search;
}

static void
search_clear (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->files, g_ptr_array_unref);
  g_free (search->folder);
}

static void
search_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, search_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_unref)

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  search_unref (batch->search);
  g_free (batch);
}

static gboolean
is_old (CwStoredFile *file,
        gint64        grace)
{
  return cw_stored_file_get_changed (file) <= g_get_real_time () - grace;
}

/* The files are looked at first: what comes between this and the database is not seen,
 * and so not taken for unused. */
static DexFuture *
find_in_thread (sqlite3      *connection,
                gpointer      data,
                GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) used = NULL;

  search->files = cw_media_folder_list (search->folder, cancellable, &error);
  if (search->files != NULL)
    used = cw_media_references_load (connection, CW_MEDIA_REFERENCES_ALL, &search->last, &error);
  if (used == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = search->files->len; i > 0; i--)
    {
      CwStoredFile *file = g_ptr_array_index (search->files, i - 1);

      if (!is_old (file, search->grace) || g_hash_table_contains (used, cw_stored_file_get_uri (file)))
        g_ptr_array_remove_index_fast (search->files, i - 1);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (search->files));
}

/* A reader's moment begins with its first look, which is after the folder was listed. */
static DexFuture *
find (CwDatabase *database,
      Search     *search)
{
  return cw_long_read_run (cw_database_get_path (database), find_in_thread, g_atomic_rc_box_acquire (search), search_unref);
}

/**
 * cw_unused_media_list:
 * @database: the library's database, open
 * @folder: its own folder of media
 * @grace: how long ago a file has to have been changed or named, us
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwStoredFile: those that
 *   no clip and no command names, and what is left of those that never were finished
 */
DexFuture *
cw_unused_media_list (CwDatabase *database,
                      const char *folder,
                      gint64      grace)
{
  g_autoptr (Search) search = NULL;

  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail (folder != NULL);

  search = search_new (folder, grace);
  return find (database, search);
}

static gboolean
is_still_old (CwStoredFile *file,
              gint64        grace)
{
  GStatBuf status;
  gint64   oldest = g_get_real_time () - grace;

  return g_lstat (cw_stored_file_get_path (file), &status) == 0 && status.st_ctim.tv_sec <= oldest / G_USEC_PER_SEC;
}

/* In a transaction, so that no clip can come to need them meanwhile. */
static DexFuture *
delete_batch (sqlite3 *connection,
              gpointer data)
{
  Batch  *batch = data;
  Search *search = batch->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) used = cw_media_references_load (connection, search->last, &search->last, &error);

  if (used == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = batch->begin; i < search->files->len && i < batch->begin + BATCH; i++)
    {
      CwStoredFile *file = g_ptr_array_index (search->files, i);
      gboolean      taken = g_hash_table_contains (used, cw_stored_file_get_uri (file)) || cw_media_references_has_clip (connection, cw_stored_file_get_uri (file), &error);

      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (taken || !is_still_old (file, search->grace))
        continue;
      cw_media_names_forget (search->folder, cw_stored_file_get_uri (file));
      if (g_unlink (cw_stored_file_get_path (file)) == 0)
        batch->freed += cw_stored_file_get_size (file);
      else if (errno != ENOENT)
        return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, "%s: %s", cw_stored_file_get_path (file), g_strerror (errno));
    }

  return dex_future_new_for_int64 (batch->freed);
}

static DexFuture *
lock_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  int fd = cw_media_folder_lock (data, TRUE, FALSE, cancellable, &error);

  return fd >= 0 ? dex_future_new_for_int (fd) : dex_future_new_for_error (g_steal_pointer (&error));
}

static gboolean
delete_all (CwDatabase *database,
            Search     *search,
            gint64     *freed,
            GError    **error)
{
  for (guint i = 0; i < search->files->len; i += BATCH)
    {
      g_autoptr (GError) problem = NULL;
      Batch *batch = g_new0 (Batch, 1);

      batch->search = g_atomic_rc_box_acquire (search);
      batch->begin = i;
      *freed += dex_await_int64 (cw_database_run (database, delete_batch, batch, batch_free), &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }

  return TRUE;
}

static void
keep_named (GPtrArray         *files,
            const char *const *uris)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; uris[i] != NULL; i++)
    g_hash_table_add (named, (gpointer) uris[i]);

  for (guint i = files->len; i > 0; i--)
    if (!g_hash_table_contains (named, cw_stored_file_get_uri (files->pdata[i - 1])))
      g_ptr_array_remove_index_fast (files, i - 1);
}

static DexFuture *
delete_fiber (CwDatabase *database,
              gpointer    data,
              GStrv       uris)
{
  Search *search = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  gint64 freed = 0;
  int    lock = dex_await_int (cw_run_in_thread (lock_in_thread, g_strdup (search->folder), g_free), &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  files = dex_await_boxed (find (database, search), &error);
  if (files != NULL && uris != NULL)
    keep_named (files, (const char *const *) uris);
  if (files != NULL)
    delete_all (database, search, &freed, &error);
  close (lock);

  return error == NULL ? dex_future_new_for_int64 (freed) : dex_future_new_for_error (g_steal_pointer (&error));
}

static gpointer
copy_search (gpointer data)
{
  return g_atomic_rc_box_acquire (data);
}

static GType
search_get_type (void)
{
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_boxed_type_register_static ("CwUnusedMediaSearch", copy_search, search_unref));

  return type;
}

/**
 * cw_unused_media_delete:
 * @database: the library's database, open
 * @folder: its own folder of media
 * @grace: as for cw_unused_media_list()
 * @uris: (nullable): only these; %NULL for all that are unused
 *
 * Removes files that are unused, now and not only when somebody looked.
 *
 * Returns: (transfer full): a future of an int64: how many bytes that has freed; rejects
 *   with %CW_ERROR_DENIED while a backup or another program works with the folder
 */
DexFuture *
cw_unused_media_delete (CwDatabase        *database,
                        const char        *folder,
                        gint64             grace,
                        const char *const *uris)
{
  g_autoptr (Search) search = NULL;

  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail (folder != NULL);

  search = search_new (folder, grace);
  return cw_spawn (G_CALLBACK (delete_fiber), 3, CW_TYPE_DATABASE, database, search_get_type (), search, G_TYPE_STRV, uris);
}

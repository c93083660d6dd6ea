/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-storage-report.h"

#include "cw-async.h"
#include "cw-folder-budget.h"
#include "cw-location.h"
#include "cw-media-store.h"
#include "cw-paths.h"
#include "cw-storage-store.h"
#include "cw-stored-file.h"
#include "cw-trash-store.h"
#include "cw-trash.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What can be had again goes first, in this order. */
static const struct
{
  CwStorageKind kind;
  const char   *folder;
  const char   *title;
} caches[] = {
  { CW_STORAGE_WATCHED, "watch", N_ ("Clips that were watched") },
  { CW_STORAGE_PICTURES, "pictures", N_ ("Pictures from Twitch") },
  { CW_STORAGE_PREVIEWS, "previews", N_ ("Previews") },
  { CW_STORAGE_THUMBNAILS, "thumbnails", N_ ("Pictures of clips") },
};

/* --- what there is ------------------------------------------------------------------ */

static void
measure (const char *path,
         gint64     *n,
         gint64     *size)
{
  GStatBuf status;

  if (g_lstat (path, &status) != 0)
    return;

  if (S_ISDIR (status.st_mode))
    {
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
      const char *name;

      while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          measure (child, n, size);
        }
    }
  else
    {
      *n += 1;
      *size += status.st_size;
    }
}

static void
add_path (GPtrArray    *uses,
          CwStorageKind kind,
          const char   *title,
          const char   *path)
{
  gint64 n = 0, size = 0;

  measure (path, &n, &size);
  g_ptr_array_add (uses, cw_storage_use_new (kind, title, n, size));
}

/* The database is three files while it is used. Beside it are copies from before a
 * migration, and beside the folder those from before a restored backup. */
static void
add_database (GPtrArray  *uses,
              const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *old = g_strconcat (path, ".before-migration", NULL);
  g_autofree char *folder_name = g_path_get_basename (folder);
  g_autofree char *prefix = g_strconcat (folder_name, ".before-", NULL);
  g_autoptr (GDir) directory = g_dir_open (above, 0, NULL);
  const char *const endings[] = { "", "-wal", "-shm" };
  const char       *child;
  gint64            n = 0, size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *part = g_strconcat (path, endings[i], NULL);

      measure (part, &n, &size);
    }
  g_ptr_array_add (uses, cw_storage_use_new (CW_STORAGE_DATABASE, _ ("What is known of clips"), n, size));

  n = size = 0;
  measure (old, &n, &size);
  while (directory != NULL && (child = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *copy = g_build_filename (above, child, NULL);

      if (g_str_has_prefix (child, prefix))
        measure (copy, &n, &size);
    }
  g_ptr_array_add (uses, cw_storage_use_new (CW_STORAGE_BACKUPS, _ ("Copies from before a change"), n, size));
}

static DexFuture *
measure_in_thread (gpointer      data,
                   GCancellable *cancellable)
{
  g_autoptr (GPtrArray) uses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = g_path_get_dirname (data);
  g_autofree char *projects = g_build_filename (folder, "projects", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (caches); i++)
    {
      g_autofree char *path = cw_paths_build_cache (caches[i].folder, NULL);

      add_path (uses, caches[i].kind, _ (caches[i].title), path);
    }

  add_path (uses, CW_STORAGE_PROJECTS, _ ("Projects"), projects);
  add_database (uses, data);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&uses));
}

static DexFuture *
load_fiber (CwMediaStore *media)
{
  CwDatabase *database = cw_media_store_get_database (media);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) uses = NULL;

  if (dex_await (cw_media_store_check (media), &error))
    own = dex_await_boxed (cw_storage_store_list (database, cw_media_store_get_folder (media)), &error);
  if (own != NULL)
    uses = dex_await_boxed (cw_run_in_thread (measure_in_thread, g_strdup (cw_database_get_path (database)), g_free), &error);
  if (uses == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_extend (own, uses, (GCopyFunc) g_object_ref, NULL);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&own));
}

/**
 * cw_storage_report_load:
 * @media: the library's media
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwStorageUse: what takes
 *   the space. Channels are parts of the media before them, and exports are the user's:
 *   see cw_storage_report_sum(). Rejects where the library's folder is away
 */
DexFuture *
cw_storage_report_load (CwMediaStore *media)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_MEDIA_STORE, media);
}

/**
 * cw_storage_report_sum:
 * @uses: what cw_storage_report_load() gave
 *
 * Returns: how many bytes a budget is about: all that the program keeps by itself,
 *   which exports are not
 */
gint64
cw_storage_report_sum (GPtrArray *uses)
{
  gint64 sum = 0;

  g_return_val_if_fail (uses != NULL, 0);

  for (guint i = 0; i < uses->len; i++)
    if (cw_storage_use_get_kind (uses->pdata[i]) != CW_STORAGE_CHANNEL && cw_storage_use_get_kind (uses->pdata[i]) != CW_STORAGE_EXPORTS)
      sum += cw_storage_use_get_size (uses->pdata[i]);

  return sum;
}

/* --- a budget ------------------------------------------------------------------------ */

static gint64
find_size (GPtrArray    *uses,
           CwStorageKind kind)
{
  for (guint i = 0; i < uses->len; i++)
    if (cw_storage_use_get_kind (uses->pdata[i]) == kind)
      return cw_storage_use_get_size (uses->pdata[i]);

  return 0;
}

/* From when on things in the trash stay, if EXCESS bytes are to be freed; how many go,
 * and what they have, as far as it is the library's own. */
static gint64
find_time (GPtrArray *trash,
           gint64     excess,
           gint64    *n,
           gint64    *size)
{
  gint64 before = G_MININT64;

  *n = *size = 0;
  for (guint i = 0; i < trash->len && *size < excess; i++)
    {
      CwStoredFile *file = g_ptr_array_index (trash, i);

      before = cw_stored_file_get_changed (file) + 1;
      *n += 1;
      if (cw_location_is_library (cw_stored_file_get_uri (file)))
        *size += cw_stored_file_get_size (file);
    }

  return before;
}

static DexFuture *
plan_fiber (CwMediaStore *media,
            gint64        budget)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = dex_await_boxed (cw_storage_report_load (media), &error);
  g_autoptr (GPtrArray) trash = NULL;
  gint64 excess, n, size;

  if (uses != NULL)
    trash = dex_await_boxed (cw_trash_store_list (cw_media_store_get_database (media)), &error);
  if (trash == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  excess = cw_storage_report_sum (uses) - budget;
  for (guint i = 0; i < G_N_ELEMENTS (caches) && excess > 0; i++)
    {
      size = MIN (find_size (uses, caches[i].kind), excess);
      if (size > 0)
        g_ptr_array_add (steps, cw_storage_use_new (caches[i].kind, _ (caches[i].title), 0, size));
      excess -= size;
    }

  if (excess > 0 && trash->len > 0)
    {
      find_time (trash, excess, &n, &size);
      g_ptr_array_add (steps, cw_storage_use_new (CW_STORAGE_TRASH, _ ("Trash"), n, size));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&steps));
}

/**
 * cw_storage_report_plan:
 * @media: the library's media
 * @budget: bytes
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwStorageUse: what
 *   cw_storage_report_enforce() would free, in that order: caches, then the trash, what
 *   was removed first going first. What the user has made or kept is never among it, so
 *   it may not be enough
 */
DexFuture *
cw_storage_report_plan (CwMediaStore *media,
                        gint64        budget)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));

  return cw_spawn (G_CALLBACK (plan_fiber), 2, CW_TYPE_MEDIA_STORE, media, G_TYPE_INT64, budget);
}

static DexFuture *
enforce_fiber (CwMediaStore *media,
               gint64        budget)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uses = dex_await_boxed (cw_storage_report_load (media), &error);
  g_autoptr (GPtrArray) trash = NULL;
  gint64 excess, n, size;

  if (uses == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  excess = cw_storage_report_sum (uses) - budget;
  for (guint i = 0; i < G_N_ELEMENTS (caches) && excess > 0; i++)
    {
      g_autofree char *path = cw_paths_build_cache (caches[i].folder, NULL);
      gint64           left;

      size = find_size (uses, caches[i].kind);
      if (size == 0)
        continue;
      left = dex_await_int64 (cw_folder_budget_keep (path, MAX (size - excess, 0), 0), &error);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      excess -= size - left;
    }

  if (excess > 0)
    {
      trash = dex_await_boxed (cw_trash_store_list (cw_media_store_get_database (media)), &error);
      if (trash == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (trash->len > 0)
        excess -= dex_await_int64 (cw_trash_empty (media, find_time (trash, excess, &n, &size), CW_TRASH_GRACE), &error);
    }

  return error == NULL ? dex_future_new_for_int64 (MAX (excess, 0)) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_storage_report_enforce:
 * @media: the library's media
 * @budget: bytes
 *
 * Does what cw_storage_report_plan() tells. What goes from the trash goes for good.
 *
 * Returns: (transfer full): a future of an int64: by how many bytes the budget is still
 *   exceeded, 0 where it is kept
 */
DexFuture *
cw_storage_report_enforce (CwMediaStore *media,
                           gint64        budget)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));

  return cw_spawn (G_CALLBACK (enforce_fiber), 2, CW_TYPE_MEDIA_STORE, media, G_TYPE_INT64, budget);
}

static DexFuture *
clear_fiber (gpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (caches); i++)
    {
      g_autofree char *path = cw_paths_build_cache (caches[i].folder, NULL);
      g_autoptr (GError) error = NULL;

      dex_await_int64 (cw_folder_budget_keep (path, 0, 0), &error);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/**
 * cw_storage_report_clear_caches:
 *
 * Returns: (transfer full): a future that resolves once nothing is kept that can be had
 *   again
 */
DexFuture *
cw_storage_report_clear_caches (void)
{
  return cw_spawn (G_CALLBACK (clear_fiber), 1, G_TYPE_POINTER, NULL);
}

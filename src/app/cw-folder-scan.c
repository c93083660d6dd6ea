/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-scan.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-folder-listing.h"
#include "cw-side-files.h"

typedef struct
{
  char          **paths;
  gboolean        recursive;
  CwStepProgress *progress; /* nullable */
} Request;

typedef struct
{
  GPtrArray      *entries;
  GStrvBuilder   *warnings;
  GHashTable     *folders; /* that were seen */
  GHashTable     *files;   /* that were seen */
  GHashTable     *only;    /* nullable: names of the files that are meant */
  CwStepProgress *progress;
  GCancellable   *cancellable;
} Scan;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_strfreev (request->paths);
  g_clear_object (&request->progress);
  g_free (request);
}

static gboolean
is_wanted (Scan              *scan,
           const CwFoundFile *file)
{
  if (scan->only != NULL)
    return g_hash_table_contains (scan->only, file->name);

  return cw_folder_is_media_name (file->name);
}

/* A link to a file that was found already is the same one. */
static gboolean
is_new (Scan                  *scan,
        const CwFolderListing *listing,
        const CwFoundFile     *file)
{
  if (*file->identity != '\0')
    return g_hash_table_add (scan->files, g_strdup (file->identity));

  return g_hash_table_add (scan->files, g_build_filename (listing->path, file->name, NULL));
}

static gboolean
scan_folder (const CwFolderListing *listing,
             gpointer               data)
{
  Scan *scan = data;
  g_autoptr (GPtrArray) media = g_ptr_array_new ();
  g_autoptr (CwSideFiles) sides = NULL;

  for (guint i = 0; i < listing->files->len; i++)
    if (is_wanted (scan, listing->files->pdata[i]) && is_new (scan, listing, listing->files->pdata[i]))
      g_ptr_array_add (media, listing->files->pdata[i]);

  if (media->len == 0)
    return !g_cancellable_is_cancelled (scan->cancellable);

  sides = cw_side_files_new (listing, media, scan->warnings);
  for (guint i = 0; i < media->len && !g_cancellable_is_cancelled (scan->cancellable); i++)
    {
      g_ptr_array_add (scan->entries, cw_side_files_describe (sides, ((CwFoundFile *) media->pdata[i])->name));
      cw_step_progress_set (scan->progress, scan->entries->len, 0, 0);
    }

  return !g_cancellable_is_cancelled (scan->cancellable);
}

/* Files that were named, those of a folder together, since it is read as a whole. */
static gboolean
scan_files (Scan  *scan,
            char **paths)
{
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  gboolean going = TRUE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *folder = g_path_get_dirname (paths[i]);
      GHashTable      *names = g_hash_table_lookup (folders, folder);

      if (names == NULL)
        {
          names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          g_ptr_array_add (order, folder);
          g_hash_table_insert (folders, g_steal_pointer (&folder), names);
        }
      g_hash_table_add (names, g_path_get_basename (paths[i]));
    }

  for (guint i = 0; going && i < order->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwFolderListing) listing = cw_folder_listing_load (order->pdata[i], scan->cancellable, &error);

      scan->only = g_hash_table_lookup (folders, order->pdata[i]);
      if (listing != NULL)
        going = scan_folder (listing, scan);
      else if (cw_error_is_cancelled (error))
        going = FALSE;
      else
        g_strv_builder_add (scan->warnings, error->message);
    }

  scan->only = NULL;
  return going;
}

/* Sorts out which are folders; what is not there is told. */
static gboolean
scan_all (Scan    *scan,
          Request *request)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) files = NULL;
  gboolean going = TRUE;

  for (guint i = 0; going && request->paths[i] != NULL; i++)
    {
      const char *path = request->paths[i];

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        going = cw_folder_walk (path, request->recursive, scan->folders, scan_folder, scan, scan->warnings, scan->cancellable);
      else if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_strv_builder_add (builder, path);
      else
        {
          g_autoptr (GError) problem = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, path);
          g_autoptr (GError) error = cw_error_new_for_file (problem, path);

          g_strv_builder_add (scan->warnings, error->message);
        }
    }

  files = g_strv_builder_end (builder);
  return going && scan_files (scan, files);
}

static DexFuture *
scan_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Request *request = data;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_import_entry_free);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) warnings = NULL;
  Scan scan = { entries, builder, folders, files, NULL, request->progress, cancellable };

  if (!scan_all (&scan, request))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  warnings = g_strv_builder_end (builder);
  return dex_future_new_take_object (cw_import_plan_new (entries, (const char *const *) warnings));
}

/**
 * cw_folder_scan:
 * @paths: (array zero-terminated=1): folders, and files in any
 * @recursive: whether to go into the folders in them
 * @progress: (nullable): told how many videos were found
 *
 * Looks for videos, and for what other tools wrote of them, on a thread. Hidden files
 * and folders are left out, links are followed, each file is found once. Of a folder
 * only files with the ending of a video count; files that are named always do. Drop the
 * future to end it.
 *
 * Returns: (transfer full): a future that resolves to a #CwImportPlan; what cannot be
 *   read is a warning in it
 */
DexFuture *
cw_folder_scan (const char *const *paths,
                gboolean           recursive,
                CwStepProgress    *progress)
{
  Request *request;

  dex_return_error_if_fail (paths != NULL);

  request = g_new0 (Request, 1);
  request->paths = g_new0 (char *, g_strv_length ((char **) paths) + 1);
  for (guint i = 0; paths[i] != NULL; i++)
    request->paths[i] = g_canonicalize_filename (paths[i], NULL);
  request->recursive = recursive;
  request->progress = progress != NULL ? g_object_ref (progress) : NULL;

  return cw_run_in_thread (scan_in_thread, request, request_free);
}

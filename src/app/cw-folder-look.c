/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-look.h"

#include "cw-async.h"
#include "cw-folder-listing.h"

G_DEFINE_BOXED_TYPE (CwFolderLook, cw_folder_look, cw_folder_look_copy, cw_folder_look_free)

typedef struct
{
  GPtrArray    *files;
  GStrvBuilder *folders;
} Looking;

CwSeenFile *
cw_seen_file_copy (const CwSeenFile *self)
{
  CwSeenFile *copy = g_memdup2 (self, sizeof *self);

  copy->path = g_strdup (self->path);

  return copy;
}

void
cw_seen_file_free (CwSeenFile *self)
{
  g_free (self->path);
  g_free (self);
}

/* It does not change any more. */
CwFolderLook *
cw_folder_look_copy (CwFolderLook *self)
{
  CwFolderLook *copy = g_new0 (CwFolderLook, 1);

  copy->files = g_ptr_array_ref (self->files);
  copy->folders = g_strdupv (self->folders);
  copy->problem = g_strdup (self->problem);

  return copy;
}

void
cw_folder_look_free (CwFolderLook *self)
{
  g_ptr_array_unref (self->files);
  g_strfreev (self->folders);
  g_free (self->problem);
  g_free (self);
}

static gboolean
on_folder (const CwFolderListing *listing,
           gpointer               data)
{
  Looking *looking = data;

  g_strv_builder_add (looking->folders, listing->path);
  for (guint i = 0; i < listing->files->len; i++)
    {
      const CwFoundFile *found = listing->files->pdata[i];
      CwSeenFile        *file;

      if (!cw_folder_is_media_name (found->name))
        continue;

      file = g_new0 (CwSeenFile, 1);
      file->path = g_build_filename (listing->path, found->name, NULL);
      file->size = found->size;
      file->modified = found->modified;
      g_ptr_array_add (looking->files, file);
    }

  return TRUE;
}

static DexFuture *
look_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (CwFolderLook) look = g_new0 (CwFolderLook, 1);
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) warnings = NULL;
  gboolean complete;

  look->files = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_seen_file_free);
  complete = cw_folder_walk (data, TRUE, seen, on_folder, &(Looking) { look->files, folders }, builder, cancellable);
  look->folders = g_strv_builder_end (folders);
  warnings = g_strv_builder_end (builder);
  if (!complete)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  if (look->folders[0] == NULL)
    look->problem = g_strdup (warnings[0]);

  return dex_future_new_take_boxed (CW_TYPE_FOLDER_LOOK, g_steal_pointer (&look));
}

/**
 * cw_folder_look:
 * @folder: a folder, absolute
 *
 * Lists the videos in a folder and below it, on a thread, without reading them.
 *
 * Returns: (transfer full): a future that resolves to a boxed #CwFolderLook
 */
DexFuture *
cw_folder_look (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return cw_run_in_thread (look_in_thread, g_strdup (folder), g_free);
}

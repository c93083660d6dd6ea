/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2() */
#include "config.h"

#include "cw-library-restore.h"

#include "cw-async.h"
#include "cw-backup-archive.h"
#include "cw-backup-manifest.h"
#include "cw-backup-settings.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-library-folder.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-paths.h"
#include "cw-snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* A backup becomes the library: first beside it, where every hash is checked, and then
 * at once in its place. What was there is kept. */

#define NEW ".restoring.part"
#define BEFORE ".before-"
#define PART ".part"

typedef struct
{
  char       *path;
  char       *folder;
  char       *media; /* nullable: in FOLDER */
  CwProgress *progress;

  GCancellable     *cancellable;
  CwBackupManifest *manifest;
  GHashTable       *left;    /* of what the manifest names, what has not come yet */
  GPtrArray        *damaged; /* what was not what the manifest says */
  char             *fresh;   /* the new folder, until it is in its place */
  char             *target;  /* of media */
  char             *settings;
  char             *old;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *self = data;

  g_clear_pointer (&self->manifest, cw_backup_manifest_free);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_clear_object (&self->progress);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->media);
  g_free (self->fresh);
  g_free (self->target);
  g_free (self->settings);
  g_free (self->old);
  g_free (self);
}

static gboolean
fail (Restore *self,
      GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("The backup “%s” is damaged: your library stays as it is"), name);
  return FALSE;
}

/* --- taking it out ------------------------------------------------------------------- */

static gboolean
read_manifest (Restore        *self,
               CwBackupReader *reader,
               GError        **error)
{
  g_autoptr (GError) problem = NULL;
  const char      *name = cw_backup_reader_next (reader, &problem);
  g_autofree char *text = NULL;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  text = name != NULL && g_str_equal (name, CW_BACKUP_MANIFEST) ? cw_backup_reader_read_text (reader, error) : g_strdup ("");
  self->manifest = text != NULL ? cw_backup_manifest_parse (text, error) : NULL;
  if (self->manifest == NULL)
    return FALSE;

  if (self->manifest->version > cw_snapshot_get_newest_version ())
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("This backup was made by a newer Clipwright: please update"));
      return FALSE;
    }

  /* The same file may be there twice, under one name. */
  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      CwBackupFile *file = self->manifest->files->pdata[i];

      g_hash_table_insert (self->left, file->name, file);
    }
  cw_progress_add_total (self->progress, cw_backup_manifest_get_size (self->manifest));
  return TRUE;
}

/* Where a file of the backup is to be. */
static char *
build_target (Restore            *self,
              const CwBackupFile *file)
{
  g_autofree char *uri = NULL;

  if (!g_str_has_prefix (file->name, "media/"))
    return g_build_filename (self->fresh, file->name, NULL);

  uri = g_strconcat (CW_LOCATION_LIBRARY, file->name + strlen ("media/"), NULL);
  return cw_location_is_library (uri) ? cw_location_resolve (uri, self->target) : NULL;
}

static gboolean
extract_file (Restore            *self,
              CwBackupReader     *reader,
              const CwBackupFile *file,
              GError            **error)
{
  g_autofree char *target = build_target (self, file);
  g_autofree char *below = target != NULL ? g_path_get_dirname (target) : NULL;
  g_autofree char *name = g_strconcat (file->hash, PART, NULL);
  g_autofree char *part = g_build_filename (g_str_has_prefix (file->name, "media/") ? self->target : self->fresh, name, NULL);
  g_autofree char *hash = NULL;
  GStatBuf         status;

  if (target == NULL)
    return fail (self, error);
  if (!cw_file_make_folder (below, error))
    return FALSE;

  g_unlink (part);
  hash = cw_backup_reader_extract (reader, part, self->progress, self->cancellable, error);
  if (hash == NULL)
    return FALSE;

  if (g_stat (part, &status) != 0 || status.st_size != file->size || !g_str_equal (hash, file->hash))
    {
      /* Maybe it was damaged already when the backup was made: the end will tell. It is
       * not put in the place of a sound one. */
      g_ptr_array_add (self->damaged, g_strdup (file->name));
      if (g_file_test (target, G_FILE_TEST_EXISTS))
        {
          g_unlink (part);
          return TRUE;
        }
    }

  return cw_file_rename (part, target, error);
}

static gboolean
check_end (Restore        *self,
           CwBackupReader *reader,
           GError        **error)
{
  g_autofree char *text = cw_backup_reader_read_text (reader, error);
  g_auto (GStrv) known = text != NULL ? cw_backup_end_parse (text) : NULL;

  if (text == NULL)
    return FALSE;
  if (known == NULL || g_hash_table_size (self->left) > 0)
    return fail (self, error);

  for (guint i = 0; i < self->damaged->len; i++)
    if (!g_strv_contains ((const char *const *) known, self->damaged->pdata[i]))
      return fail (self, error);

  return TRUE;
}

static gboolean
extract_all (Restore        *self,
             CwBackupReader *reader,
             GError        **error)
{
  g_autoptr (GError) problem = NULL;
  const char *name;

  while ((name = cw_backup_reader_next (reader, &problem)) != NULL)
    {
      const CwBackupFile *file = g_hash_table_lookup (self->left, name);

      if (g_str_equal (name, CW_BACKUP_END))
        return check_end (self, reader, error);
      if (file == NULL)
        return fail (self, error);

      g_hash_table_remove (self->left, file->name);
      if (!extract_file (self, reader, file, error))
        return FALSE;
    }

  if (problem == NULL)
    return fail (self, error);

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* --- making a library of it ------------------------------------------------------------- */

static gboolean
is_there (const CwBackupFile *file)
{
  g_autofree char *path = g_filename_from_uri (file->uri, NULL, NULL);
  GStatBuf         status;

  return path != NULL && g_stat (path, &status) == 0 && status.st_size == file->size;
}

/* What was elsewhere and is not there on this machine is the library's own now. */
static gboolean
relocate (Restore *self,
          GError **error)
{
  g_autofree char *database = g_build_filename (self->fresh, "library.db", NULL);
  g_autoptr (GHashTable) uris = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const CwBackupFile *file = self->manifest->files->pdata[i];
      g_autofree char    *path = file->uri != NULL ? g_filename_from_uri (file->uri, NULL, NULL) : NULL;

      /* Our own folder is about to be another. */
      if (file->uri == NULL || (is_there (file) && path != NULL && !(g_str_has_prefix (path, self->folder) && path[strlen (self->folder)] == '/')))
        continue;

      g_hash_table_insert (uris, g_strdup (file->uri), g_strconcat (CW_LOCATION_LIBRARY, file->name + strlen ("media/"), NULL));
    }

  return cw_snapshot_check (database, error) && (g_hash_table_size (uris) == 0 || cw_snapshot_relocate (database, uris, error)) && cw_file_sync (database, error);
}

static gboolean
sync_folders (Restore *self,
              GError **error)
{
  g_autofree char *above = g_path_get_dirname (self->folder);

  return cw_file_sync (self->fresh, error) && cw_file_sync (above, error);
}

/* At once, so that there is a library whatever happens. */
static gboolean
exchange (Restore *self,
          GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S-%f");

  if (!g_file_test (self->folder, G_FILE_TEST_EXISTS))
    return cw_file_rename (self->fresh, self->folder, error);

  self->old = g_strconcat (self->folder, BEFORE, time, NULL);
  if (renameat2 (AT_FDCWD, self->fresh, AT_FDCWD, self->folder, RENAME_EXCHANGE) == 0)
    return cw_file_rename (self->fresh, self->old, error);

  /* Not all file systems can do that. */
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    {
      g_propagate_error (error, cw_file_error_new (errno, self->folder));
      return FALSE;
    }

  return cw_file_rename (self->folder, self->old, error) && cw_file_rename (self->fresh, self->folder, error);
}

static gboolean
take_place (Restore *self,
            GError **error)
{
  g_autofree char *database = g_build_filename (self->folder, "library.db", NULL);
  g_autofree char *settings = g_build_filename (self->fresh, "settings.json", NULL);
  g_autoptr (GError) problem = NULL;

  if (!g_file_get_contents (settings, &self->settings, NULL, &problem))
    return fail (self, error);
  if (g_file_test (database, G_FILE_TEST_EXISTS) && !cw_snapshot_claim (database, error))
    return FALSE;

  g_unlink (settings);
  return sync_folders (self, error) && exchange (self, error);
}

/* What the user has put among our settings' files, where nothing is there. */
static void
restore_config (Restore *self)
{
  g_autofree char *from = g_build_filename (self->folder, "config", NULL);
  g_autofree char *to = cw_paths_build_config (NULL, NULL);
  g_autoptr (GDir) folder = g_dir_open (from, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (g_file_test (target, G_FILE_TEST_EXISTS) || !cw_file_make_folder (to, NULL))
        continue;
      g_free (cw_file_copy (source, target, NULL, NULL, NULL));
    }
  cw_file_remove_folder (from, NULL);
}

static gboolean
restore (Restore *self,
         GError **error)
{
  g_autoptr (CwBackupReader) reader = cw_backup_reader_new (self->path, error);
  g_autofree char *database = g_build_filename (self->folder, "library.db", NULL);

  if (reader == NULL || !read_manifest (self, reader, error))
    return FALSE;

  /* Better known now than when all of it is there. */
  if (g_file_test (database, G_FILE_TEST_EXISTS) && !cw_snapshot_claim (database, error))
    return FALSE;

  if (!cw_file_remove_folder (self->fresh, error) || !cw_file_make_folder (self->fresh, error) || !cw_media_folder_prepare (self->target, error))
    return FALSE;

  return extract_all (self, reader, error) && relocate (self, error) && take_place (self, error);
}

static DexFuture *
restore_in_thread (gpointer      data,
                   GCancellable *cancellable)
{
  Restore *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done;

  self->cancellable = cancellable;
  self->left = g_hash_table_new (g_str_hash, g_str_equal);
  self->damaged = g_ptr_array_new_with_free_func (g_free);
  self->fresh = g_strconcat (self->folder, NEW, NULL);
  self->target = self->media != NULL ? g_strdup (self->media) : g_build_filename (self->fresh, "media", NULL);

  done = restore (self, &error);
  if (done)
    restore_config (self);
  else
    cw_file_remove_folder (self->fresh, NULL);

  if (!done)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strdupv ((char *[]) { self->settings, self->old != NULL ? self->old : "", NULL }));
}

static DexFuture *
restore_fiber (const char *path,
               const char *folder,
               const char *media,
               CwProgress *progress)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) result = NULL;
  Restore *task = g_new0 (Restore, 1);

  task->path = g_strdup (path);
  task->folder = g_strdup (folder);
  task->media = g_strdup (media);
  g_set_object (&task->progress, progress);

  result = dex_await_boxed (cw_run_in_thread (restore_in_thread, task, restore_free), &error);
  if (result == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_backup_settings_apply (result[0]);
  cw_library_folder_set (media);
  return dex_future_new_take_string (g_strdup (result[1]));
}

/**
 * cw_library_restore_read:
 * @path: a backup
 * @folder: the folder of the library's database, which no program uses; it need not be
 *   there
 * @media: (nullable): where the library's own media are to be; %NULL for in @folder
 * @progress: (nullable): gets the bytes
 *
 * Makes what is in the backup the library. All of it is checked, beside the library,
 * before it takes its place; until then nothing happens to what is there, which is kept
 * beside it until cw_library_restore_delete_old(). Dropping the future ends it.
 *
 * Returns: (transfer full): a future of a string: where the old library is, "" where there
 *   was none. Rejects with %CW_ERROR_UNSUPPORTED where the backup is of a newer program,
 *   %CW_ERROR_MALFORMED where it is damaged or none, %CW_ERROR_DENIED where the library
 *   is in use, %CW_ERROR_NO_SPACE
 */
DexFuture *
cw_library_restore_read (const char *path,
                         const char *folder,
                         const char *media,
                         CwProgress *progress)
{
  g_autofree char *backup = NULL;
  g_autofree char *library = NULL;
  g_autofree char *place = NULL;

  dex_return_error_if_fail (path != NULL && folder != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  backup = g_canonicalize_filename (path, NULL);
  library = g_canonicalize_filename (folder, NULL);
  place = media != NULL && *media != '\0' ? g_canonicalize_filename (media, NULL) : NULL;

  return cw_spawn (G_CALLBACK (restore_fiber), 4, G_TYPE_STRING, backup, G_TYPE_STRING, library, G_TYPE_STRING, place, CW_TYPE_PROGRESS, progress);
}

/* --- the old ones ------------------------------------------------------------------------ */

static DexFuture *
list_old (gpointer      data,
          GCancellable *cancellable)
{
  g_autofree char *above = g_path_get_dirname (data);
  g_autofree char *name = g_path_get_basename (data);
  g_autofree char *prefix = g_strconcat (name, BEFORE, NULL);
  g_autoptr (GDir) directory = g_dir_open (above, 0, NULL);
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  const char *child;

  while (directory != NULL && (child = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (child, prefix))
      g_strv_builder_take (found, g_build_filename (above, child, NULL));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (found));
}

/**
 * cw_library_restore_list_old:
 * @folder: the folder of the library's database
 *
 * Returns: (transfer full): a future of a boxed #GStrv: where old libraries are
 */
DexFuture *
cw_library_restore_list_old (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return cw_run_in_thread (list_old, g_canonicalize_filename (folder, NULL), g_free);
}

static DexFuture *
delete_old (gpointer      data,
            GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  return cw_file_remove_folder (data, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_restore_delete_old:
 * @folder: the folder of the library's database
 * @old: one of those that cw_library_restore_list_old() has found
 *
 * Returns: (transfer full): a future that resolves once it is gone for good
 */
DexFuture *
cw_library_restore_delete_old (const char *folder,
                               const char *old)
{
  g_autofree char *prefix = NULL;

  dex_return_error_if_fail (folder != NULL && old != NULL);

  prefix = g_strconcat (folder, BEFORE, NULL);
  dex_return_error_if_fail (g_str_has_prefix (old, prefix) && strchr (old + strlen (prefix), '/') == NULL);

  return cw_run_in_thread (delete_old, g_strdup (old), g_free);
}

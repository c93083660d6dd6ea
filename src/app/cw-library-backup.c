/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-backup.h"

#include "cw-async.h"
#include "cw-backup-archive.h"
#include "cw-backup-manifest.h"
#include "cw-backup-settings.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-id.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-media-store.h"
#include "cw-paths.h"
#include "cw-snapshot.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The whole library in one file: what it says of itself, the database as it was at one
 * moment, settings, projects, and media. Small things are copied aside first, since they
 * may change; media do not, and cannot be removed meanwhile. */

#define WORK ".work.part"

typedef struct
{
  char       *database;
  char       *folder; /* that the database is in */
  char       *media;
  char       *path;
  char       *settings;
  gboolean    include_elsewhere;
  CwProgress *progress; /* nullable */

  CwBackupManifest *manifest;
  char             *work;
  GCancellable     *cancellable;
} Backup;

static void
backup_free (gpointer data)
{
  Backup *self = data;

  g_clear_pointer (&self->manifest, cw_backup_manifest_free);
  g_clear_object (&self->progress);
  g_free (self->database);
  g_free (self->folder);
  g_free (self->media);
  g_free (self->path);
  g_free (self->settings);
  g_free (self->work);
  g_free (self);
}

static gint64
size_of (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode) ? status.st_size : -1;
}

/* --- what is in it ------------------------------------------------------------------- */

static gboolean
add_snapshot (Backup  *self,
              GError **error)
{
  g_autofree char *copy = g_build_filename (self->work, "library.db", NULL);
  g_autofree char *settings = g_build_filename (self->work, "settings.json", NULL);
  g_autofree char *settings_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->settings, -1);
  g_autofree char *hash = NULL;
  g_autoptr (GError) problem = NULL;

  if (!cw_snapshot_write (self->database, copy, self->cancellable, error))
    return FALSE;

  hash = cw_file_hash (copy, NULL, self->cancellable, error);
  if (hash == NULL)
    return FALSE;

  if (!g_file_set_contents (settings, self->settings, -1, &problem))
    {
      g_propagate_error (error, cw_error_new_for_file (problem, self->path));
      return FALSE;
    }

  cw_backup_manifest_add (self->manifest, "library.db", copy, hash, NULL, size_of (copy));
  cw_backup_manifest_add (self->manifest, "settings.json", settings, settings_hash, NULL, (gint64) strlen (self->settings));
  return TRUE;
}

/* Copies the files of a folder aside, not what is below it. One that goes meanwhile was
 * removed. */
static gboolean
add_folder (Backup     *self,
            const char *folder,
            const char *prefix,
            const char *ending,
            GError    **error)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *id = cw_id_new ();
      g_autofree char *copy = g_build_filename (self->work, id, NULL);
      g_autofree char *entry = g_strconcat (prefix, "/", name, NULL);
      g_autofree char *hash = NULL;
      g_autoptr (GError) problem = NULL;

      if (!g_str_has_suffix (name, ending) || *name == '.' || !g_utf8_validate (name, -1, NULL) || size_of (path) < 0)
        continue;

      hash = cw_file_copy (path, copy, NULL, self->cancellable, &problem);
      if (hash != NULL)
        {
          cw_backup_manifest_add (self->manifest, entry, copy, hash, NULL, size_of (copy));
        }
      else if (!g_error_matches (problem, CW_ERROR, CW_ERROR_MISSING))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_below (const char *path,
          const char *folder)
{
  return g_str_has_prefix (path, folder) && path[strlen (folder)] == '/';
}

/* A file outside the library's own folder gets a name there, by its hash. */
static gboolean
add_elsewhere (Backup     *self,
               const char *uri,
               const char *path,
               GError    **error)
{
  gint64           size = size_of (path);
  g_autofree char *hash = NULL;
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;
  const char      *dot = strrchr (path, '.');
  g_autofree char *extension = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);
  g_autoptr (GError) problem = NULL;

  cw_progress_add_total (self->progress, size);
  hash = cw_file_hash (path, self->progress, self->cancellable, &problem);
  if (hash == NULL)
    {
      if (cw_error_is_cancelled (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      g_ptr_array_add (self->manifest->missing, g_strdup (uri));
      return TRUE;
    }

  place = cw_location_build (hash, *extension != '\0' ? extension : "media");
  if (!cw_location_is_library (place))
    {
      g_free (place);
      place = cw_location_build (hash, "media");
    }

  name = g_strconcat ("media/", place + strlen (CW_LOCATION_LIBRARY), NULL);
  cw_backup_manifest_add (self->manifest, name, path, hash, uri, size);
  return TRUE;
}

static gboolean
add_media (Backup  *self,
           GError **error)
{
  const CwBackupFile *snapshot = self->manifest->files->pdata[0];
  g_autoptr (GHashTable) uris = cw_snapshot_list_files (snapshot->path, &self->manifest->version, error);
  g_autofree gpointer *sorted = uris != NULL ? g_hash_table_get_keys_as_array (uris, NULL) : NULL;

  for (guint i = 0; sorted != NULL && sorted[i] != NULL; i++)
    {
      const char      *uri = sorted[i];
      g_autofree char *path = cw_location_resolve (uri, self->media);
      g_autofree char *hash = cw_location_dup_hash (uri);
      gint64           size = path != NULL ? size_of (path) : -1;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;

      if (hash == NULL && path != NULL && !self->include_elsewhere && !is_below (path, self->folder))
        continue;

      if (size < 0)
        {
          g_ptr_array_add (self->manifest->missing, g_strdup (uri));
        }
      else if (hash == NULL)
        {
          if (!add_elsewhere (self, uri, path, error))
            return FALSE;
        }
      else
        {
          g_autofree char *name = g_strconcat ("media/", uri + strlen (CW_LOCATION_LIBRARY), NULL);

          cw_backup_manifest_add (self->manifest, name, path, hash, NULL, size);
        }
    }

  return uris != NULL;
}

static gboolean
collect (Backup  *self,
         GError **error)
{
  g_autofree char *projects = g_build_filename (self->folder, "projects", NULL);
  g_autofree char *versions = g_build_filename (projects, "versions", NULL);
  g_autofree char *config = cw_paths_build_config (NULL, NULL);

  return add_snapshot (self, error) && add_folder (self, projects, "projects", ".otio", error) && add_folder (self, versions, "projects/versions", ".otio", error) && add_folder (self, config, "config", ".json", error) && add_media (self, error);
}

/* --- writing it --------------------------------------------------------------------- */

static gboolean
write_files (Backup         *self,
             CwBackupWriter *writer,
             GPtrArray      *damaged,
             GError        **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const CwBackupFile *file = self->manifest->files->pdata[i];
      g_autofree char    *hash = NULL;

      if (!g_hash_table_add (names, file->name))
        continue;

      hash = cw_backup_writer_add_file (writer, file->name, file->path, file->size, self->progress, self->cancellable, error);
      if (hash == NULL)
        return FALSE;
      if (!g_str_equal (hash, file->hash))
        g_ptr_array_add (damaged, g_strdup (file->name));
    }

  return TRUE;
}

static char **
write_archive (Backup  *self,
               GError **error)
{
  g_autoptr (CwBackupWriter) writer = cw_backup_writer_new (self->path, error);
  g_autoptr (GPtrArray) damaged = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *manifest = NULL;
  g_autofree char *end = NULL;

  if (writer == NULL || !collect (self, error))
    return NULL;

  cw_progress_add_total (self->progress, cw_backup_manifest_get_size (self->manifest));
  manifest = cw_backup_manifest_to_text (self->manifest);
  if (!cw_backup_writer_add_text (writer, CW_BACKUP_MANIFEST, manifest, error) || !write_files (self, writer, damaged, error))
    return NULL;

  end = cw_backup_end_to_text (damaged);
  if (!cw_backup_writer_add_text (writer, CW_BACKUP_END, end, error) || !cw_backup_writer_finish (writer, error))
    return NULL;

  g_ptr_array_extend (damaged, self->manifest->missing, (GCopyFunc) (GCallback) g_strdup, NULL);
  g_ptr_array_add (damaged, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&damaged), FALSE);
}

static DexFuture *
write_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Backup *self = data;
  g_autoptr (GError) error = NULL;
  char **lost = NULL;
  int    lock;

  self->cancellable = cancellable;
  self->manifest = cw_backup_manifest_new ();
  self->work = g_strconcat (self->path, WORK, NULL);

  /* Until this ends no file of the library is removed. */
  lock = cw_media_folder_lock (self->media, FALSE, TRUE, cancellable, &error);
  if (lock < 0)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (cw_file_remove_folder (self->work, &error) && cw_file_make_folder (self->work, &error))
    lost = write_archive (self, &error);

  cw_file_remove_folder (self->work, NULL);
  close (lock);

  return lost != NULL ? dex_future_new_take_boxed (G_TYPE_STRV, lost) : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
write_fiber (CwMediaStore *media,
             const char   *path,
             gboolean      include_elsewhere,
             CwProgress   *progress)
{
  const char *database = cw_database_get_path (cw_media_store_get_database (media));
  g_autoptr (GError) error = NULL;
  Backup *backup;
  char  **lost;

  if (!dex_await (cw_media_store_check (media), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  backup = g_new0 (Backup, 1);
  backup->database = g_strdup (database);
  backup->folder = g_path_get_dirname (database);
  backup->media = g_strdup (cw_media_store_get_folder (media));
  backup->path = g_strdup (path);
  backup->settings = cw_backup_settings_to_text ();
  backup->include_elsewhere = include_elsewhere;
  g_set_object (&backup->progress, progress);

  /* Handed on instead, it would not be cancelled with this fiber. */
  lost = dex_await_boxed (cw_run_in_thread (write_in_thread, backup, backup_free), &error);

  return lost != NULL ? dex_future_new_take_boxed (G_TYPE_STRV, lost) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_backup_write:
 * @media: the library's media; its database is open, and may be written meanwhile
 * @path: where the backup is to be; a file that is there is replaced once this is done
 * @include_elsewhere: whether to include files that clips have outside our folders
 * @progress: (nullable): gets the bytes
 *
 * Puts the whole library into one file: the database of the moment when this begins, the
 * files that it names, projects, and settings. It is on the disk when it is there.
 * Dropping the future ends it, and nothing is left.
 *
 * Returns: (transfer full): a future of a boxed #GStrv: what of the library is not sound
 *   in the backup, since it was missing or damaged: URIs, and names in the backup; empty
 *   where all is well. Rejects with %CW_ERROR_NO_SPACE, %CW_ERROR_DENIED,
 *   %CW_ERROR_OFFLINE where the library's folder is away
 */
DexFuture *
cw_library_backup_write (CwMediaStore *media,
                         const char   *path,
                         gboolean      include_elsewhere,
                         CwProgress   *progress)
{
  g_autofree char *absolute = NULL;

  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  absolute = g_canonicalize_filename (path, NULL);
  return cw_spawn (G_CALLBACK (write_fiber), 4, CW_TYPE_MEDIA_STORE, media, G_TYPE_STRING, absolute, G_TYPE_BOOLEAN, include_elsewhere, CW_TYPE_PROGRESS, progress);
}

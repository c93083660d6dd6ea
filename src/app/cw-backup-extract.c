/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-backup-extract.h"

#include "cw-backup-archive.h"
#include "cw-backup-manifest.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-snapshot.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What is in a backup becomes a folder as the library's is; every hash is checked. */

#define PART ".part"

typedef struct
{
  const CwBackupExtract *way;

  GCancellable     *cancellable;
  CwBackupManifest *manifest;
  GHashTable       *left;    /* of what the manifest names, what has not come yet */
  GPtrArray        *damaged; /* what was not what the manifest says */
  char             *target;  /* of media */
} Extract;

static void
clear_extract (Extract *self)
{
  g_clear_pointer (&self->manifest, cw_backup_manifest_free);
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->damaged, g_ptr_array_unref);
  g_clear_pointer (&self->target, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Extract, clear_extract)

static gboolean
fail (Extract *self,
      GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->way->path);

  g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("The backup “%s” is damaged: your library stays as it is"), name);
  return FALSE;
}

/* --- taking it out ------------------------------------------------------------------- */

static gboolean
read_manifest (Extract        *self,
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
  cw_progress_add_total (self->way->progress, cw_backup_manifest_get_size (self->manifest));
  return TRUE;
}

/* Where a file of the backup is to be. */
static char *
build_target (Extract            *self,
              const CwBackupFile *file)
{
  g_autofree char *uri = NULL;

  if (!g_str_has_prefix (file->name, "media/"))
    return g_build_filename (self->way->fresh, file->name, NULL);

  uri = g_strconcat (CW_LOCATION_LIBRARY, file->name + strlen ("media/"), NULL);
  return cw_location_is_library (uri) ? cw_location_resolve (uri, self->target) : NULL;
}

static gboolean
extract_file (Extract            *self,
              CwBackupReader     *reader,
              const CwBackupFile *file,
              GError            **error)
{
  g_autofree char *target = build_target (self, file);
  g_autofree char *below = target != NULL ? g_path_get_dirname (target) : NULL;
  g_autofree char *name = g_strconcat (file->hash, PART, NULL);
  g_autofree char *part = g_build_filename (g_str_has_prefix (file->name, "media/") ? self->target : self->way->fresh, name, NULL);
  g_autofree char *hash = NULL;
  GStatBuf         status;

  if (target == NULL)
    return fail (self, error);
  if (!cw_file_make_folder (below, error))
    return FALSE;

  g_unlink (part);
  hash = cw_backup_reader_extract (reader, part, self->way->progress, self->cancellable, error);
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
check_end (Extract        *self,
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
extract_all (Extract        *self,
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

/* Where the clip had it, with the same in it. Our own folder is about to be another. */
static gboolean
is_there (Extract            *self,
          const CwBackupFile *file)
{
  const char      *folder = self->way->folder;
  g_autofree char *path = g_filename_from_uri (file->uri, NULL, NULL);
  g_autofree char *hash = NULL;
  GStatBuf         status;

  if (path == NULL || g_stat (path, &status) != 0 || status.st_size != file->size || (g_str_has_prefix (path, folder) && path[strlen (folder)] == '/'))
    return FALSE;

  cw_progress_add_total (self->way->progress, file->size);
  hash = cw_file_hash (path, self->way->progress, self->cancellable, NULL);
  return hash != NULL && g_str_equal (hash, file->hash);
}

/* What is still elsewhere is not needed twice. In a folder that was there before another
 * library may need it. */
static void
drop_spare (Extract    *self,
            GHashTable *needed)
{
  for (guint i = 0; self->way->media == NULL && i < self->manifest->files->len; i++)
    {
      const CwBackupFile *file = self->manifest->files->pdata[i];
      g_autofree char    *target = file->uri != NULL ? build_target (self, file) : NULL;

      if (target != NULL && !g_hash_table_contains (needed, file->name))
        g_unlink (target);
    }
}

/* What was elsewhere and is not there on this machine is the library's own now. */
static gboolean
relocate (Extract *self,
          GError **error)
{
  g_autofree char *database = g_build_filename (self->way->fresh, "library.db", NULL);
  g_autoptr (GHashTable) uris = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) needed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->manifest->files->len; i++)
    {
      const CwBackupFile *file = self->manifest->files->pdata[i];

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (file->uri != NULL && is_there (self, file))
        continue;

      g_hash_table_add (needed, file->name);
      if (file->uri != NULL)
        g_hash_table_insert (uris, g_strdup (file->uri), g_strconcat (CW_LOCATION_LIBRARY, file->name + strlen ("media/"), NULL));
    }

  drop_spare (self, needed);
  return cw_snapshot_check (database, error) && (g_hash_table_size (uris) == 0 || cw_snapshot_relocate (database, uris, error)) && cw_file_sync (database, error);
}

/**
 * cw_backup_extract:
 * @way: what, and where to
 * @cancellable: (nullable): ends it
 * @error: %CW_ERROR_UNSUPPORTED where the backup is of a newer program, %CW_ERROR_MALFORMED
 *   where it is damaged or none
 *
 * Takes all that is in a backup out of it, checks it, and brings it to the disk. It blocks:
 * for threads only.
 *
 * Returns: whether a library is in the new folder now; else nothing is there
 */
gboolean
cw_backup_extract (const CwBackupExtract *way,
                   GCancellable          *cancellable,
                   GError               **error)
{
  g_auto (Extract) self = { .way = way, .cancellable = cancellable };
  g_autoptr (CwBackupReader) reader = cw_backup_reader_new (way->path, error);

  if (reader == NULL)
    return FALSE;

  self.left = g_hash_table_new (g_str_hash, g_str_equal);
  self.damaged = g_ptr_array_new_with_free_func (g_free);
  self.target = way->media != NULL ? g_strdup (way->media) : g_build_filename (way->fresh, "media", NULL);

  if (read_manifest (&self, reader, error)
      && cw_file_remove_folder (way->fresh, error) && cw_file_make_folder (way->fresh, error) && cw_media_folder_prepare (self.target, error)
      && extract_all (&self, reader, error) && relocate (&self, error) && cw_file_sync (way->fresh, error))
    return TRUE;

  cw_file_remove_folder (way->fresh, NULL);
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2() */
#include "config.h"

#include "cw-library-restore.h"

#include "cw-async.h"
#include "cw-backup-extract.h"
#include "cw-backup-settings.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-library-folder.h"
#include "cw-paths.h"
#include "cw-snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A backup becomes the library in two steps. First beside it, where every hash is checked;
 * when all of it is on the disk that folder is called “….staged”, and has a note in it.
 * Then, while nobody uses the library, it takes its place at once. What was there is kept.
 *
 * The note says by where it is how far that is: beside the library, nothing has happened
 * to it yet; in the library, it is the new one, whose settings are still to be applied; and
 * what is called “….staged” and has none is the old library, not yet by its name. */

#define NEW ".restoring.part"
#define STAGED ".staged"
#define DISCARDED ".discarded.part"
#define BEFORE ".before-"
#define NOTE "restore.ini"
#define GROUP "restore"
#define SETTINGS "settings.json"

typedef struct
{
  char       *path; /* nullable */
  char       *folder;
  char       *media; /* nullable: in FOLDER */
  CwProgress *progress;

  char *settings;
  char *backup; /* nullable: what the one was called that is the library now */
  char *old;    /* nullable */
} Restore;

/* Of threads that have one wait, or not wait any more. */
static GMutex naming;

static Restore *
restore_new (const char *folder)
{
  Restore *self = g_atomic_rc_box_new0 (Restore);

  self->folder = g_canonicalize_filename (folder, NULL);
  return self;
}

static void
restore_clear (gpointer data)
{
  Restore *self = data;

  g_clear_object (&self->progress);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->media);
  g_free (self->settings);
  g_free (self->backup);
  g_free (self->old);
}

static void
restore_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, restore_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restore, restore_unref)

static char *
beside (Restore    *self,
        const char *ending)
{
  return g_strconcat (self->folder, ending, NULL);
}

static gboolean
has_note (const char *folder)
{
  g_autofree char *note = g_build_filename (folder, NOTE, NULL);

  return g_file_test (note, G_FILE_TEST_EXISTS);
}

/* --- beside the library ------------------------------------------------------------------ */

static gboolean
write_note (Restore    *self,
            const char *folder,
            GError    **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *note = g_build_filename (folder, NOTE, NULL);
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;

  g_key_file_set_string (file, GROUP, "backup", name);
  text = g_key_file_to_data (file, NULL, NULL);
  if (g_file_set_contents_full (note, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &problem))
    return TRUE;

  g_propagate_error (error, cw_error_new_for_file (problem, note));
  return FALSE;
}

/* By another name first: half of one must not look whole. */
static gboolean
discard (Restore *self,
         GError **error)
{
  g_autofree char *staged = beside (self, STAGED);
  g_autofree char *discarded = beside (self, DISCARDED);

  if (!cw_file_remove_folder (discarded, error))
    return FALSE;
  if (!has_note (staged))
    return TRUE;

  return cw_file_rename (staged, discarded, error) && cw_file_remove_folder (discarded, error);
}

static gboolean
check_settings (Restore    *self,
                const char *folder,
                GError    **error)
{
  g_autofree char *settings = g_build_filename (folder, SETTINGS, NULL);
  g_autofree char *name = g_filename_display_basename (self->path);

  if (g_file_test (settings, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("The backup “%s” is damaged: your library stays as it is"), name);
  return FALSE;
}

/* What was cancelled does not wait: either this sees so, or who cancelled discards it. */
static gboolean
give_name (Restore      *self,
           const char   *fresh,
           GCancellable *cancellable,
           GError      **error)
{
  g_autofree char *staged = beside (self, STAGED);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&naming);

  return !g_cancellable_set_error_if_cancelled (cancellable, error) && discard (self, error) && cw_file_rename (fresh, staged, error);
}

static gboolean
stage (Restore      *self,
       GCancellable *cancellable,
       GError      **error)
{
  g_autofree char      *fresh = beside (self, NEW);
  const CwBackupExtract way = { .path = self->path, .folder = self->folder, .fresh = fresh, .media = self->media, .progress = self->progress };

  if (!cw_backup_extract (&way, cancellable, error))
    return FALSE;

  if (check_settings (self, fresh, error) && write_note (self, fresh, error) && cw_file_sync (fresh, error) && give_name (self, fresh, cancellable, error))
    return TRUE;

  cw_file_remove_folder (fresh, NULL);
  return FALSE;
}

static DexFuture *
stage_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  return stage (data, cancellable, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static Restore *
restore_new_for (const char *path,
                 const char *folder,
                 const char *media,
                 CwProgress *progress)
{
  Restore *self = restore_new (folder);

  self->path = g_canonicalize_filename (path, NULL);
  self->media = media != NULL && *media != '\0' ? g_canonicalize_filename (media, NULL) : NULL;
  g_set_object (&self->progress, progress);
  return self;
}

/**
 * cw_library_restore_stage:
 * @path: a backup
 * @folder: the folder of the library's database, which may be in use
 * @media: (nullable): where the library's own media are; %NULL for in @folder
 * @progress: (nullable): gets the bytes
 *
 * Takes all that is in the backup out, beside the library, and checks it. It becomes the
 * library with the next cw_library_restore_apply(). One that was staged before is replaced.
 * Dropping the future ends it; it may be done by then, so cw_library_restore_discard() is
 * called after that.
 *
 * Returns: (transfer full): a future that resolves once it is on the disk; rejects as
 *   cw_library_restore_read() does
 */
DexFuture *
cw_library_restore_stage (const char *path,
                          const char *folder,
                          const char *media,
                          CwProgress *progress)
{
  dex_return_error_if_fail (path != NULL && folder != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  return cw_run_in_thread (stage_in_thread, restore_new_for (path, folder, media, progress), restore_unref);
}

static DexFuture *
discard_in_thread (gpointer      data,
                   GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&naming);

  return discard (data, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_restore_discard:
 * @folder: the folder of the library's database
 *
 * Returns: (transfer full): a future that resolves once no backup waits to become the
 *   library
 */
DexFuture *
cw_library_restore_discard (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return cw_run_in_thread (discard_in_thread, restore_new (folder), restore_unref);
}

/* --- in its place ------------------------------------------------------------------------- */

static gboolean
claim (Restore *self,
       GError **error)
{
  g_autofree char *database = g_build_filename (self->folder, "library.db", NULL);

  return !g_file_test (database, G_FILE_TEST_EXISTS) || cw_snapshot_claim (database, error);
}

static char *
name_old (Restore *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S-%f");

  return g_strconcat (self->folder, BEFORE, time, NULL);
}

/* At once, so that there is a library whatever happens. */
static gboolean
exchange (Restore    *self,
          const char *staged,
          GError    **error)
{
  g_autofree char *above = g_path_get_dirname (self->folder);

  if (!g_file_test (self->folder, G_FILE_TEST_EXISTS))
    return cw_file_rename (staged, self->folder, error);

  if (renameat2 (AT_FDCWD, staged, AT_FDCWD, self->folder, RENAME_EXCHANGE) == 0)
    return cw_file_sync (above, error);

  /* Not all file systems can do that. Where this ends in between, there is no library, but
   * still one that waits. */
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
    {
      g_propagate_error (error, cw_file_error_new (errno, self->folder));
      return FALSE;
    }

  self->old = name_old (self);
  return cw_file_rename (self->folder, self->old, error) && cw_file_rename (staged, self->folder, error);
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

/* What the note in the library says, where there is one. */
static gboolean
read_note (Restore *self,
           GError **error)
{
  g_autofree char *note = g_build_filename (self->folder, NOTE, NULL);
  g_autofree char *settings = g_build_filename (self->folder, SETTINGS, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_file_test (note, G_FILE_TEST_EXISTS))
    return TRUE;

  g_key_file_load_from_file (file, note, G_KEY_FILE_NONE, NULL);
  self->backup = g_key_file_get_string (file, GROUP, "backup", NULL);
  if (self->backup == NULL)
    self->backup = g_strdup ("");
  g_file_get_contents (settings, &self->settings, NULL, NULL);
  restore_config (self);

  return TRUE;
}

static gboolean
take_place (Restore *self,
            GError **error)
{
  g_autofree char *staged = beside (self, STAGED);

  if (has_note (staged) && !(claim (self, error) && exchange (self, staged, error)))
    return FALSE;

  if (g_file_test (staged, G_FILE_TEST_IS_DIR) && !has_note (staged))
    {
      g_free (self->old);
      self->old = name_old (self);
      if (!cw_file_rename (staged, self->old, error))
        return FALSE;
    }

  return read_note (self, error);
}

static DexFuture *
take_place_in_thread (gpointer      data,
                      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  return take_place (data, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/* The note goes last: until then all of this is done again. */
static DexFuture *
finish_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Restore         *self = data;
  g_autofree char *note = g_build_filename (self->folder, NOTE, NULL);
  g_autofree char *settings = g_build_filename (self->folder, SETTINGS, NULL);
  g_autoptr (GError) error = NULL;

  if ((g_unlink (settings) != 0 && errno != ENOENT) || g_unlink (note) != 0)
    return dex_future_new_for_error (cw_file_error_new (errno, note));

  return cw_file_sync (self->folder, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/* Media that came along are in the usual folder. */
static void
apply_settings (Restore *self)
{
  g_autofree char *media = g_build_filename (self->folder, "media", NULL);

  if (self->settings != NULL)
    cw_backup_settings_apply (self->settings);
  if (g_file_test (media, G_FILE_TEST_IS_DIR))
    cw_library_folder_set (NULL);
}

static gboolean
apply (Restore *self,
       GError **error)
{
  if (!dex_await (cw_run_in_thread (take_place_in_thread, g_atomic_rc_box_acquire (self), restore_unref), error))
    return FALSE;
  if (self->backup == NULL)
    return TRUE;

  apply_settings (self);
  return dex_await (cw_run_in_thread (finish_in_thread, g_atomic_rc_box_acquire (self), restore_unref), error);
}

static DexFuture *
apply_fiber (const char *folder)
{
  g_autoptr (Restore) self = restore_new (folder);
  g_autoptr (GError) error = NULL;

  if (!apply (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strdupv ((char *[]) { self->backup, self->old, NULL }));
}

/**
 * cw_library_restore_apply:
 * @folder: the folder of the library's database
 *
 * Before the library is opened: has a backup that was staged take its place, and finishes
 * that where it was cut off. The old library is kept as cw_library_restore_read() does.
 *
 * Returns: (transfer full): a future of a boxed #GStrv: what the backup was called that is
 *   the library now, and where the old one is, if that is known; empty where nothing was
 *   to be done. Rejects with %CW_ERROR_DENIED where the library is in use; it is as it was
 *   then, and the backup still waits
 */
DexFuture *
cw_library_restore_apply (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return cw_spawn (G_CALLBACK (apply_fiber), 1, G_TYPE_STRING, folder);
}

static DexFuture *
lock_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autofree char *above = g_path_get_dirname (data);
  int              fd;

  g_mkdir_with_parents (above, 0700);
  fd = open (above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Where the file system has no locks there is none. */
  while (fd >= 0 && flock (fd, LOCK_EX) != 0 && errno == EINTR)
    ;

  return dex_future_new_for_int (fd);
}

/**
 * cw_library_restore_lock:
 * @folder: the folder of the library's database
 *
 * Keeps other programs from opening the library while cw_library_restore_apply() is at it:
 * each holds this from before that until its database is open.
 *
 * Returns: (transfer full): a future of an int: a file descriptor, whose closing ends it;
 *   -1 where there can be no lock
 */
DexFuture *
cw_library_restore_lock (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return cw_run_in_thread (lock_in_thread, g_canonicalize_filename (folder, NULL), g_free);
}

/* --- both --------------------------------------------------------------------------------- */

/* Better known before all of it is there. */
static DexFuture *
stage_claimed_in_thread (gpointer      data,
                         GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  return claim (data, &error) && stage (data, cancellable, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
restore_fiber (const char *path,
               const char *folder,
               const char *media,
               CwProgress *progress)
{
  g_autoptr (Restore) self = restore_new_for (path, folder, media, progress);
  g_autoptr (GError) error = NULL;
  gboolean applied;
  int      lock;

  if (!dex_await (cw_run_in_thread (stage_claimed_in_thread, g_atomic_rc_box_acquire (self), restore_unref), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Who opened the library from here on would write into what is about to be the old one. */
  lock = dex_await_int (cw_library_restore_lock (folder), NULL);
  applied = apply (self, &error);
  if (!applied)
    dex_await (cw_library_restore_discard (folder), NULL);
  if (lock >= 0)
    close (lock);
  if (!applied)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_library_folder_set (self->media);
  return dex_future_new_take_string (g_strdup (self->old != NULL ? self->old : ""));
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
  dex_return_error_if_fail (path != NULL && folder != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  return cw_spawn (G_CALLBACK (restore_fiber), 4, G_TYPE_STRING, path, G_TYPE_STRING, folder, G_TYPE_STRING, media, CW_TYPE_PROGRESS, progress);
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

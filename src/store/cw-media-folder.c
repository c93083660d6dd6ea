/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-folder.h"

#include "cw-error.h"
#include "cw-file.h"
#include "cw-id.h"
#include "cw-location.h"
#include "cw-media-names.h"
#include "cw-stored-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is in a folder of media that are named by their hash. All of it blocks: for
 * threads only.
 *
 * A file with this name is in it: where a share is away, an empty folder may be in its
 * place. It is locked, too, by who works with the folder. */
#define MARK ".clipwright-media"
#define MARK_TEXT "Clipwright keeps media here, each named by its SHA-256.\n"
#define PART ".part"

/* How often to look whether others are done with the folder, us. */
#define LOCK_INTERVAL 50000

/* --- the folder ---------------------------------------------------------------- */

/**
 * cw_media_folder_prepare:
 * @folder: an absolute path
 * @error: a sentence for the user
 *
 * Makes the folder where it is not there, and marks it as one of media.
 *
 * Returns: whether it can be used
 */
gboolean
cw_media_folder_prepare (const char *folder,
                         GError    **error)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);
  g_autoptr (GError) problem = NULL;

  if (!cw_file_make_folder (folder, error))
    return FALSE;
  if (g_file_test (mark, G_FILE_TEST_EXISTS))
    return TRUE;

  if (g_file_set_contents_full (mark, MARK_TEXT, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, &problem))
    return TRUE;

  g_propagate_error (error, cw_error_new_for_file (problem, folder));
  return FALSE;
}

static void
set_away (const char *folder,
          GError    **error)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("The library's folder %s is not there: connect the disk or the share that it is on"), name);
}

/**
 * cw_media_folder_check:
 * @folder: a folder that cw_media_folder_prepare() has made once
 * @error: %CW_ERROR_OFFLINE where it is not there, %CW_ERROR_DENIED where it may not be
 *   looked into
 *
 * Returns: whether it is there, and not only the place where a share would be
 */
gboolean
cw_media_folder_check (const char *folder,
                       GError    **error)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);
  g_autofree char *name = g_filename_display_name (folder);
  GStatBuf         status;

  if (g_stat (mark, &status) == 0)
    return TRUE;

  if (errno == EACCES || errno == EPERM)
    g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("The library's folder %s cannot be read: you are not allowed to"), name);
  else
    set_away (folder, error);
  return FALSE;
}

/**
 * cw_media_folder_lock:
 * @folder: a folder that is there
 * @exclusive: whether to be the only one, in order to take files away; else many may
 * @wait: whether to wait for others
 * @cancellable: (nullable): ends waiting
 * @error: %CW_ERROR_DENIED where others work with it and @wait is %FALSE
 *
 * Keeps other threads and programs from taking files out of the folder, or, if
 * @exclusive, from doing anything with it. The kernel takes the lock back from who
 * dies. Where the file system has no locks there is none.
 *
 * Returns: a file descriptor, whose closing ends it; -1 on failure
 */
int
cw_media_folder_lock (const char   *folder,
                      gboolean      exclusive,
                      gboolean      wait,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);
  struct stat      locked;
  GStatBuf         status;
  int              fd = open (mark, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    {
      if (cw_media_folder_check (folder, error))
        g_propagate_error (error, cw_file_error_new (errno, mark));
      return -1;
    }

  while (flock (fd, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0)
    {
      if (errno == EINTR)
        continue;
      if (errno != EWOULDBLOCK)
        break;

      if (!wait)
        {
          close (fd);
          g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("The library's files are being worked with: try again when that is done"));
          return -1;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (fd);
          return -1;
        }
      g_usleep (LOCK_INTERVAL);
    }

  /* Who moved the library while this waited has taken the mark away. */
  if (fstat (fd, &locked) == 0 && g_stat (mark, &status) == 0 && locked.st_dev == status.st_dev && locked.st_ino == status.st_ino)
    return fd;

  close (fd);
  set_away (folder, error);
  return -1;
}

static gint64
stat_changed (const GStatBuf *status)
{
  gint64 written = status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
  gint64 named = status->st_ctim.tv_sec * G_USEC_PER_SEC + status->st_ctim.tv_nsec / 1000;

  /* A file that was moved in keeps its time, but its inode changed with its name. */
  return MAX (written, named);
}

static void
add_file (GPtrArray  *files,
          const char *path,
          const char *uri)
{
  GStatBuf status;

  if (g_lstat (path, &status) == 0 && S_ISREG (status.st_mode))
    g_ptr_array_add (files, cw_stored_file_new (uri, path, status.st_size, stat_changed (&status)));
}

static void
list_below (GPtrArray  *files,
            const char *folder,
            const char *prefix)
{
  g_autofree char *path = g_build_filename (folder, prefix, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *uri = g_strconcat (CW_LOCATION_LIBRARY, prefix, "/", name, NULL);

      /* What else is there is not ours. */
      if (cw_location_is_library (uri))
        add_file (files, file, uri);
    }
}

/**
 * cw_media_folder_list:
 * @folder: a folder of media
 * @cancellable: (nullable): ends it
 * @error: as cw_media_folder_check()
 *
 * Returns: (transfer full) (nullable) (element-type CwStoredFile): its files, and
 *   without a URI those that never were finished; what others have put there is not
 *   among them
 */
GPtrArray *
cw_media_folder_list (const char   *folder,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDir) directory = NULL;
  const char *name;

  if (!cw_media_folder_check (folder, error))
    return NULL;

  directory = g_dir_open (folder, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      if (strlen (name) == 2)
        {
          list_below (files, folder, name);
        }
      else if (g_str_has_suffix (name, PART))
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          add_file (files, path, "");
        }
    }

  return g_steal_pointer (&files);
}

/**
 * cw_media_folder_retire:
 * @folder: a folder of media that another has taken the place of; locked
 *
 * Takes the mark away, so that nothing is put there any more, also by who waits for the
 * lock.
 */
void
cw_media_folder_retire (const char *folder)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);

  g_unlink (mark);
}

/**
 * cw_media_folder_remove:
 * @folder: a folder of media whose files are gone
 *
 * Removes what is left: the mark and the folders, where nothing else is in them.
 */
void
cw_media_folder_remove (const char *folder)
{
  g_autofree char *mark = g_build_filename (folder, MARK, NULL);

  for (int i = 0; i < 256; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02x", (guint) i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_rmdir (path);
    }

  cw_media_names_remove (folder);
  g_unlink (mark);
  g_rmdir (folder);
}

/* --- taking files in ------------------------------------------------------------ */

/* What a file's name is to end with, by what is in it, so that the same content always
 * has the same name. */
static const char *
find_extension (const char *head,
                gsize       length)
{
  if (length >= 12 && memcmp (head + 4, "ftyp", 4) == 0)
    return memcmp (head + 8, "qt  ", 4) == 0 ? "mov" : "mp4";
  if (length >= 4 && memcmp (head, "\x1a\x45\xdf\xa3", 4) == 0)
    return memmem (head, length, "webm", 4) != NULL ? "webm" : "mkv";
  if (length >= 12 && memcmp (head, "RIFF", 4) == 0)
    return memcmp (head + 8, "AVI ", 4) == 0 ? "avi" : "wav";
  if (length >= 4 && memcmp (head, "FLV\1", 4) == 0)
    return "flv";
  if (length >= 4 && memcmp (head, "OggS", 4) == 0)
    return "ogg";
  if (length > 188 && head[0] == 0x47 && head[188] == 0x47)
    return "ts";

  return "media";
}

static char *
build_uri (const char *path,
           const char *hash)
{
  char   head[256];
  int    fd = open (path, O_RDONLY | O_CLOEXEC);
  gssize length = 0;

  if (fd >= 0)
    {
      length = read (fd, head, sizeof head);
      close (fd);
    }

  return cw_location_build (hash, find_extension (head, (gsize) MAX (length, 0)));
}

static char *
build_part (const char *folder)
{
  g_autofree char *id = cw_id_new ();
  g_autofree char *name = g_strconcat (id, PART, NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
is_same_file (const char *path,
              const char *other)
{
  GStatBuf one, two;

  return g_stat (path, &one) == 0 && g_stat (other, &two) == 0 && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* Gives a file that is on the disk its name in the library. */
static gboolean
give_name (const char *folder,
           const char *uri,
           const char *path,
           GError    **error)
{
  g_autofree char *target = cw_location_resolve (uri, folder);
  g_autofree char *below = g_path_get_dirname (target);

  return cw_file_make_folder (below, error) && cw_file_rename (path, target, error);
}

/* Copies the file into the folder, under a name that nobody looks for, and then gives
 * it its own. */
static char *
copy_in (const char   *folder,
         const char   *path,
         CwProgress   *progress,
         GCancellable *cancellable,
         GError      **error)
{
  g_autofree char *part = build_part (folder);
  g_autofree char *hash = cw_file_copy (path, part, progress, cancellable, error);
  g_autofree char *uri = hash != NULL ? build_uri (part, hash) : NULL;

  if (uri != NULL && give_name (folder, uri, part, error))
    return g_steal_pointer (&uri);

  g_unlink (part);
  return NULL;
}

/* Only renames the file. Gives %NULL without an error where it has to be copied. */
static char *
move_in (const char   *folder,
         const char   *path,
         CwProgress   *progress,
         GCancellable *cancellable,
         GError      **error)
{
  g_autofree char *hash = cw_file_hash (path, progress, cancellable, error);
  g_autofree char *uri = NULL;
  g_autofree char *target = NULL;

  if (hash == NULL || !cw_file_sync (path, error))
    return NULL;

  uri = build_uri (path, hash);
  target = cw_location_resolve (uri, folder);

  /* By another way, maybe: taking it away would take away the only one. */
  if (is_same_file (path, target))
    return g_steal_pointer (&uri);

  return give_name (folder, uri, path, NULL) ? g_steal_pointer (&uri) : NULL;
}

static gboolean
is_beside (const char *folder,
           const char *path)
{
  GStatBuf one, two;

  return g_stat (folder, &one) == 0 && g_stat (path, &two) == 0 && one.st_dev == two.st_dev;
}

/**
 * cw_media_folder_take:
 * @folder: a folder of media
 * @path: a finished file
 * @leave: whether @path is to stay
 * @progress: (nullable): gets the bytes, once or, where renaming was tried in vain, twice
 * @cancellable: (nullable): ends it
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): the file's "library:" URI, once it is durable
 */
char *
cw_media_folder_take (const char   *folder,
                      const char   *path,
                      gboolean      leave,
                      CwProgress   *progress,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *target = NULL;
  int              lock = cw_media_folder_lock (folder, FALSE, TRUE, cancellable, error);

  if (lock < 0)
    return NULL;

  if (!leave && is_beside (folder, path))
    uri = move_in (folder, path, progress, cancellable, &problem);

  if (uri == NULL && problem == NULL)
    {
      uri = copy_in (folder, path, progress, cancellable, &problem);
      target = uri != NULL ? cw_location_resolve (uri, folder) : NULL;

      /* That it cannot be removed loses nothing. */
      if (!leave && target != NULL && !is_same_file (path, target))
        g_unlink (path);
    }

  close (lock);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return g_steal_pointer (&uri);
}

static gboolean
is_whole (const char *target,
          const char *path)
{
  GStatBuf one, two;

  return g_stat (target, &one) == 0 && g_stat (path, &two) == 0 && one.st_size == two.st_size;
}

static gboolean
is_content (const char   *path,
            const char   *hash,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *found = cw_file_hash (path, NULL, cancellable, error);

  if (g_strcmp0 (found, hash) == 0)
    return TRUE;

  if (found != NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("The file %s did not arrive as it was: one of the disks may be failing"), name);
  return FALSE;
}

/**
 * cw_media_folder_place:
 * @folder: a folder of media
 * @uri: the "library:" URI of a file of another such folder
 * @path: where it is there
 * @progress: (nullable): gets the bytes
 * @cancellable: (nullable): ends it
 * @error: %CW_ERROR_MALFORMED where what arrives is something else
 *
 * Puts the file into this folder as well: by a second name where that is possible. One
 * that is there was whole when it got its name, and is left.
 *
 * Returns: whether it is there
 */
gboolean
cw_media_folder_place (const char   *folder,
                       const char   *uri,
                       const char   *path,
                       CwProgress   *progress,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autofree char *target = cw_location_resolve (uri, folder);
  g_autofree char *below = g_path_get_dirname (target);
  g_autofree char *part = build_part (folder);
  g_autofree char *hash = NULL;
  g_autofree char *expected = cw_location_dup_hash (uri);
  GStatBuf         status;

  if (!cw_file_make_folder (below, error))
    return FALSE;

  if (is_whole (target, path) || (link (path, target) == 0 && cw_file_sync (below, error)))
    {
      cw_progress_add (progress, g_stat (path, &status) == 0 ? status.st_size : 0);
      return TRUE;
    }

  hash = cw_file_copy (path, part, progress, cancellable, error);
  if (hash == NULL)
    return FALSE;

  /* Where it is damaged already it goes along, since it may still play. */
  if (!g_str_equal (hash, expected) && !is_content (path, hash, cancellable, error))
    {
      g_unlink (part);
      return FALSE;
    }

  if (cw_file_rename (part, target, error))
    return TRUE;

  g_unlink (part);
  return FALSE;
}

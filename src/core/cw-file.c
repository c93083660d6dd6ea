/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-file.h"

#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files that have to be there after a power cut, and what is in them as SHA-256. All of
 * it blocks: for threads only. */

#define CHUNK (1024 * 1024)

/**
 * cw_file_error_new:
 * @number: an errno
 * @path: the file or folder it was about
 *
 * Returns: (transfer full): a sentence for the user, of the #CwError domain
 */
GError *
cw_file_error_new (int         number,
                   const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) cause = NULL;

  switch (number)
    {
    case EROFS:
      return g_error_new (CW_ERROR, CW_ERROR_DENIED, _ ("“%s” cannot be written: the disk is read-only"), name);
    case EDQUOT:
    case ENOSPC:
      return g_error_new (CW_ERROR, CW_ERROR_NO_SPACE, _ ("There is no space left on the disk for “%s”"), name);
    case EFBIG:
      return g_error_new (CW_ERROR, CW_ERROR_NO_SPACE, _ ("“%s” is larger than a file may be on that disk"), name);
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENETDOWN:
    case ENODEV:
    case ENOTCONN:
    case ENXIO:
    case ESTALE:
    case ETIMEDOUT:
      return g_error_new (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%s” cannot be reached: connect the disk or the share that it is on"), name);
    default:
      cause = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (number), g_strerror (number));
      return cw_error_new_for_file (cause, path);
    }
}

static gboolean
fail (const char *path,
      GError    **error)
{
  g_propagate_error (error, cw_file_error_new (errno, path));
  return FALSE;
}

static int
open_source (const char  *path,
             struct stat *status,
             GError     **error)
{
  /* Else a pipe without a writer would be waited for. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0 && fstat (fd, status) == 0 && S_ISREG (status->st_mode))
    {
      posix_fadvise (fd, 0, 0, POSIX_FADV_SEQUENTIAL);
      return fd;
    }

  if (fd >= 0)
    {
      g_autofree char *name = g_filename_display_basename (path);

      close (fd);
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is not a file"), name);
      return -1;
    }

  fail (path, error);
  return -1;
}

static gboolean
write_all (int         fd,
           const char *path,
           const char *data,
           gssize      length,
           GError    **error)
{
  while (length > 0)
    {
      gssize n = write (fd, data, (gsize) length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (path, error);
      data += n;
      length -= n;
    }

  return TRUE;
}

/* Reads all of FROM; what is read goes to TO as well where that is not -1. */
static char *
pass (int           from,
      const char   *from_path,
      int           to,
      const char   *to_path,
      CwProgress   *progress,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = g_malloc (CHUNK);

  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      n = read (from, buffer, CHUNK);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          fail (from_path, error);
          return NULL;
        }
      if (n == 0)
        return g_strdup (g_checksum_get_string (checksum));

      g_checksum_update (checksum, (const guchar *) buffer, n);
      if (to >= 0 && !write_all (to, to_path, buffer, n, error))
        return NULL;
      cw_progress_add (progress, n);
    }
}

static gboolean
is_same (int                fd,
         const char        *path,
         const struct stat *before,
         GError           **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  struct stat      after;

  if (fstat (fd, &after) == 0 && after.st_size == before->st_size && after.st_mtim.tv_sec == before->st_mtim.tv_sec && after.st_mtim.tv_nsec == before->st_mtim.tv_nsec)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is being written by another program: try again when it is finished"), name);
  return FALSE;
}

/**
 * cw_file_hash:
 * @path: a file
 * @progress: (nullable): gets the bytes
 * @cancellable: (nullable): ends it
 * @error: a sentence for the user; %CW_ERROR_INVALID where somebody writes the file
 *
 * Returns: (transfer full) (nullable): the SHA-256 of all of it, in lower case
 */
char *
cw_file_hash (const char   *path,
              CwProgress   *progress,
              GCancellable *cancellable,
              GError      **error)
{
  g_autofree char *hash = NULL;
  struct stat      status;
  int              fd = open_source (path, &status, error);

  if (fd < 0)
    return NULL;

  hash = pass (fd, path, -1, NULL, progress, cancellable, error);
  if (hash != NULL && !is_same (fd, path, &status, error))
    g_clear_pointer (&hash, g_free);
  close (fd);

  return g_steal_pointer (&hash);
}

static char *
copy_open (int                from,
           const char        *from_path,
           const struct stat *status,
           int                to,
           const char        *to_path,
           CwProgress        *progress,
           GCancellable      *cancellable,
           GError           **error)
{
  const struct timespec times[2] = { status->st_atim, status->st_mtim };
  g_autofree char      *hash = NULL;
  int                   said = status->st_size > 0 ? posix_fallocate (to, 0, status->st_size) : 0;

  /* That there is no room is better known now than at the end. */
  if (said == ENOSPC || said == EDQUOT || said == EFBIG)
    {
      g_propagate_error (error, cw_file_error_new (said, to_path));
      return NULL;
    }

  hash = pass (from, from_path, to, to_path, progress, cancellable, error);
  if (hash == NULL || !is_same (from, from_path, status, error))
    return NULL;

  futimens (to, times);
  if (fsync (to) != 0)
    {
      fail (to_path, error);
      return NULL;
    }

  return g_steal_pointer (&hash);
}

/**
 * cw_file_copy:
 * @from: a file
 * @to: where a copy of it is to be; nothing may be there
 * @progress: (nullable): gets the bytes
 * @cancellable: (nullable): ends it
 * @error: a sentence for the user
 *
 * The copy has the file's time and is on the disk, but its name may not be yet: see
 * cw_file_rename(). Where this fails nothing is left.
 *
 * Returns: (transfer full) (nullable): the SHA-256 of what was copied
 */
char *
cw_file_copy (const char   *from,
              const char   *to,
              CwProgress   *progress,
              GCancellable *cancellable,
              GError      **error)
{
  g_autofree char *hash = NULL;
  struct stat      status;
  int              source = open_source (from, &status, error);
  int              target;

  if (source < 0)
    return NULL;

  target = open (to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (target < 0)
    {
      fail (to, error);
      close (source);
      return NULL;
    }

  hash = copy_open (source, from, &status, target, to, progress, cancellable, error);
  close (source);
  /* Some file systems of other machines only say here that there was no room. */
  if (close (target) != 0 && hash != NULL)
    {
      fail (to, error);
      g_clear_pointer (&hash, g_free);
    }
  if (hash == NULL)
    g_unlink (to);

  return g_steal_pointer (&hash);
}

/**
 * cw_file_sync:
 * @path: a file or a folder
 * @error: a sentence for the user
 *
 * Returns: whether what is in it will be there after a power cut
 */
gboolean
cw_file_sync (const char *path,
              GError    **error)
{
  int      fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    return fail (path, error);

  /* Some file systems have nothing to be done for folders, and say so. */
  done = fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP;
  if (!done)
    fail (path, error);
  close (fd);

  return done;
}

/**
 * cw_file_rename:
 * @from: a file or a folder that is on the disk
 * @to: its new name, on the same file system; what is there is replaced
 * @error: a sentence for the user
 *
 * Returns: whether it has that name, also after a power cut
 */
gboolean
cw_file_rename (const char *from,
                const char *to,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (g_rename (from, to) != 0)
    return fail (to, error);

  return cw_file_sync (folder, error);
}

/**
 * cw_file_make_folder:
 * @path: a folder that may be there
 * @error: a sentence for the user
 *
 * Returns: whether it is there, also after a power cut
 */
gboolean
cw_file_make_folder (const char *path,
                     GError    **error)
{
  g_autofree char *above = g_path_get_dirname (path);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;

  if (!g_str_equal (above, path) && !cw_file_make_folder (above, error))
    return FALSE;

  if (g_mkdir (path, 0700) != 0)
    return errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR) ? TRUE : fail (path, error);

  return cw_file_sync (above, error);
}

/**
 * cw_file_remove_folder:
 * @path: a folder of ours
 * @error: a sentence for the user
 *
 * Removes it with all that is in it. Links are removed, not followed.
 *
 * Returns: whether it is gone
 */
gboolean
cw_file_remove_folder (const char *path,
                       GError    **error)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      GStatBuf         status;

      if (g_lstat (child, &status) == 0 && S_ISDIR (status.st_mode))
        {
          if (!cw_file_remove_folder (child, error))
            return FALSE;
        }
      else if (g_unlink (child) != 0 && errno != ENOENT)
        {
          return fail (child, error);
        }
    }

  return g_rmdir (path) == 0 || errno == ENOENT ? TRUE : fail (path, error);
}

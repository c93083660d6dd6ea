/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-backup-archive.h"

#include "cw-error.h"
#include "cw-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A backup as a file: a pax tar, so that any tool can open it; not compressed, since
 * media are. All of it blocks: for threads only. */
#define CHUNK (1024 * 1024)
#define MOST_TEXT (256 * 1024 * 1024)
#define PART ".part"

struct _CwBackupWriter
{
  struct archive *archive;
  char           *path;
  char           *part;
  int             fd;
};

struct _CwBackupReader
{
  struct archive       *archive;
  struct archive_entry *entry;
  char                 *path;
};

/* --- writing ------------------------------------------------------------------------ */

static gboolean
fail_writing (CwBackupWriter *self,
              GError        **error)
{
  int number = archive_errno (self->archive);

  g_propagate_error (error, cw_file_error_new (number > 0 ? number : EIO, self->path));
  return FALSE;
}

/**
 * cw_backup_writer_new:
 * @path: where the backup is to be
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): what writes it, beside @path until it is finished
 */
CwBackupWriter *
cw_backup_writer_new (const char *path,
                      GError    **error)
{
  g_autoptr (CwBackupWriter) self = g_new0 (CwBackupWriter, 1);

  self->path = g_strdup (path);
  self->part = g_strconcat (path, PART, NULL);
  self->archive = archive_write_new ();

  /* One that is left was of a program that died. */
  g_unlink (self->part);
  self->fd = open (self->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      g_propagate_error (error, cw_file_error_new (errno, path));
      return NULL;
    }

  archive_write_set_format_pax_restricted (self->archive);
  archive_write_add_filter_none (self->archive);
  /* Our chunks are large enough; and libarchive loses its buffer where it fails. */
  archive_write_set_bytes_per_block (self->archive, 0);
  if (archive_write_open_fd (self->archive, self->fd) == ARCHIVE_OK)
    return g_steal_pointer (&self);

  fail_writing (self, error);
  return NULL;
}

/**
 * cw_backup_writer_free:
 * @self: (nullable): a writer
 *
 * What is not finished is removed.
 */
void
cw_backup_writer_free (CwBackupWriter *self)
{
  if (self == NULL)
    return;

  if (self->archive != NULL)
    {
      archive_write_fail (self->archive);
      archive_write_free (self->archive);
    }
  if (self->fd >= 0)
    close (self->fd);
  if (self->part != NULL)
    g_unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

static gboolean
begin_entry (CwBackupWriter        *self,
             const char            *name,
             gint64                 size,
             const struct timespec *time,
             GError               **error)
{
  struct archive_entry *entry = archive_entry_new ();
  int                   result;

  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_size (entry, size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, time->tv_sec, time->tv_nsec);
  result = archive_write_header (self->archive, entry);
  archive_entry_free (entry);

  return result == ARCHIVE_OK ? TRUE : fail_writing (self, error);
}

static gboolean
write_data (CwBackupWriter *self,
            const char     *data,
            gsize           length,
            GError        **error)
{
  while (length > 0)
    {
      gssize n = archive_write_data (self->archive, data, length);

      if (n <= 0)
        return fail_writing (self, error);
      data += n;
      length -= (gsize) n;
    }

  return TRUE;
}

/**
 * cw_backup_writer_add_text:
 * @self: a writer
 * @name: what it is called in the backup
 * @text: what is in it
 * @error: a sentence for the user
 *
 * Returns: whether it was written
 */
gboolean
cw_backup_writer_add_text (CwBackupWriter *self,
                           const char     *name,
                           const char     *text,
                           GError        **error)
{
  const struct timespec now = { .tv_sec = g_get_real_time () / G_USEC_PER_SEC };

  return begin_entry (self, name, (gint64) strlen (text), &now, error) && write_data (self, text, strlen (text), error);
}

/* A file that has become shorter is filled up with zeros, since its size was told. */
static char *
add_open (CwBackupWriter *self,
          int             fd,
          gint64          size,
          CwProgress     *progress,
          GCancellable   *cancellable,
          GError        **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = g_malloc (CHUNK);

  while (size > 0)
    {
      gsize  length = (gsize) MIN (size, CHUNK);
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      n = read (fd, buffer, length);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          memset (buffer, 0, length);
          n = (gssize) length;
        }

      if (!write_data (self, buffer, (gsize) n, error))
        return NULL;
      g_checksum_update (checksum, (const guchar *) buffer, n);
      cw_progress_add (progress, n);
      size -= n;
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * cw_backup_writer_add_file:
 * @self: a writer
 * @name: what it is called in the backup
 * @path: a file
 * @size: how many bytes of it
 * @progress: (nullable): gets the bytes
 * @cancellable: (nullable): ends it
 * @error: a sentence for the user, where the backup cannot be written
 *
 * Returns: (transfer full) (nullable): the SHA-256 of what was written. Where @path
 *   cannot be read, or not all of it, that is something else than expected, and the
 *   backup can go on
 */
char *
cw_backup_writer_add_file (CwBackupWriter *self,
                           const char     *name,
                           const char     *path,
                           gint64          size,
                           CwProgress     *progress,
                           GCancellable   *cancellable,
                           GError        **error)
{
  g_autofree char *hash = NULL;
  struct stat      status = { 0 };
  int              fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd >= 0)
    fstat (fd, &status);
  if (begin_entry (self, name, size, &status.st_mtim, error))
    hash = add_open (self, fd, size, progress, cancellable, error);
  if (fd >= 0)
    close (fd);

  return g_steal_pointer (&hash);
}

/**
 * cw_backup_writer_finish:
 * @self: a writer
 * @error: a sentence for the user
 *
 * Returns: whether the backup is at its place, also after a power cut
 */
gboolean
cw_backup_writer_finish (CwBackupWriter *self,
                         GError        **error)
{
  int fd = self->fd;

  if (archive_write_close (self->archive) != ARCHIVE_OK)
    return fail_writing (self, error);

  self->fd = -1;
  if (fsync (fd) != 0)
    {
      g_propagate_error (error, cw_file_error_new (errno, self->path));
      close (fd);
      return FALSE;
    }
  if (close (fd) != 0)
    {
      g_propagate_error (error, cw_file_error_new (errno, self->path));
      return FALSE;
    }

  return cw_file_rename (self->part, self->path, error);
}

/* --- reading ------------------------------------------------------------------------ */

static gboolean
fail_reading (CwBackupReader *self,
              GError        **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  if (archive_errno (self->archive) == EIO || archive_errno (self->archive) == ESTALE)
    g_propagate_error (error, cw_file_error_new (archive_errno (self->archive), self->path));
  else
    g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is not a backup of Clipwright, or it is damaged"), name);
  return FALSE;
}

/**
 * cw_backup_reader_new:
 * @path: a backup
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): what reads it, from its beginning to its end
 */
CwBackupReader *
cw_backup_reader_new (const char *path,
                      GError    **error)
{
  g_autoptr (CwBackupReader) self = g_new0 (CwBackupReader, 1);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  self->path = g_strdup (path);
  self->archive = archive_read_new ();
  if (fd < 0)
    {
      g_propagate_error (error, cw_file_error_new (errno, path));
      return NULL;
    }
  close (fd);

  archive_read_support_format_tar (self->archive);
  if (archive_read_open_filename (self->archive, path, CHUNK) == ARCHIVE_OK)
    return g_steal_pointer (&self);

  fail_reading (self, error);
  return NULL;
}

void
cw_backup_reader_free (CwBackupReader *self)
{
  if (self == NULL)
    return;

  archive_read_free (self->archive);
  g_free (self->path);
  g_free (self);
}

/**
 * cw_backup_reader_next:
 * @self: a reader
 * @error: %CW_ERROR_MALFORMED where it is damaged, or not a backup
 *
 * Returns: (transfer none) (nullable): what the next file in it is called; %NULL at the
 *   end, and with @error set on failure
 */
const char *
cw_backup_reader_next (CwBackupReader *self,
                       GError        **error)
{
  const char *name;
  int         result = archive_read_next_header (self->archive, &self->entry);

  if (result == ARCHIVE_EOF)
    return NULL;

  name = result == ARCHIVE_OK ? archive_entry_pathname (self->entry) : NULL;
  if (name != NULL && archive_entry_filetype (self->entry) == AE_IFREG && archive_entry_hardlink (self->entry) == NULL)
    return name;

  fail_reading (self, error);
  return NULL;
}

/**
 * cw_backup_reader_read_text:
 * @self: a reader
 * @error: %CW_ERROR_MALFORMED where it is damaged
 *
 * Returns: (transfer full) (nullable): what is in the file that is next
 */
char *
cw_backup_reader_read_text (CwBackupReader *self,
                            GError        **error)
{
  gint64           size = archive_entry_size (self->entry);
  g_autofree char *text = size >= 0 && size <= MOST_TEXT ? g_malloc ((gsize) size + 1) : NULL;

  if (text == NULL || archive_read_data (self->archive, text, (gsize) size) != size)
    {
      fail_reading (self, error);
      return NULL;
    }

  text[size] = '\0';
  return g_steal_pointer (&text);
}

static gboolean
write_block (int         fd,
             const char *path,
             const char *data,
             gsize       length,
             GError    **error)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_propagate_error (error, cw_file_error_new (errno, path));
          return FALSE;
        }
      data += n;
      length -= (gsize) n;
    }

  return TRUE;
}

static char *
extract_open (CwBackupReader *self,
              int             fd,
              const char     *path,
              CwProgress     *progress,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char      *buffer = g_malloc (CHUNK);
  const struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = archive_entry_mtime (self->entry), .tv_nsec = archive_entry_mtime_nsec (self->entry) } };

  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      n = archive_read_data (self->archive, buffer, CHUNK);
      if (n < 0)
        {
          fail_reading (self, error);
          return NULL;
        }
      if (n == 0)
        break;
      if (!write_block (fd, path, buffer, (gsize) n, error))
        return NULL;
      g_checksum_update (checksum, (const guchar *) buffer, n);
      cw_progress_add (progress, n);
    }

  futimens (fd, times);
  if (fsync (fd) == 0)
    return g_strdup (g_checksum_get_string (checksum));

  g_propagate_error (error, cw_file_error_new (errno, path));
  return NULL;
}

/**
 * cw_backup_reader_extract:
 * @self: a reader
 * @path: where the file that is next is to be; nothing may be there
 * @progress: (nullable): gets the bytes
 * @cancellable: (nullable): ends it
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable): the SHA-256 of what was written, which is on the
 *   disk. Where this fails nothing is left
 */
char *
cw_backup_reader_extract (CwBackupReader *self,
                          const char     *path,
                          CwProgress     *progress,
                          GCancellable   *cancellable,
                          GError        **error)
{
  g_autofree char *hash = NULL;
  int              fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

  if (fd < 0)
    {
      g_propagate_error (error, cw_file_error_new (errno, path));
      return NULL;
    }

  hash = extract_open (self, fd, path, progress, cancellable, error);
  close (fd);
  if (hash == NULL)
    g_unlink (path);

  return g_steal_pointer (&hash);
}

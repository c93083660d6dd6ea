/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-growing-file.h"

#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * CwGrowingFile:
 *
 * A file that one thread writes, from its beginning to its end, while others read
 * it. Who asks for what is not there yet waits. All of it may be used on any
 * thread, but what touches the disk blocks: not on the main one.
 *
 * While it is written it is locked, also against other programs.
 */
struct _CwGrowingFile
{
  GObject parent_instance;

  GMutex   mutex;
  GCond    changed;
  char    *path;
  int      fd;
  goffset  length;
  goffset  total; /* 0 while nobody knows */
  gboolean locked;
  gboolean writing;
  gboolean complete;
  GError  *error; /* why there will be no more of it */
};

G_DEFINE_FINAL_TYPE (CwGrowingFile, cw_growing_file, G_TYPE_OBJECT)

/* What the system said last, as a sentence about the file. */
static gboolean
fail_for_errno (const char *path,
                GError    **error)
{
  int said = errno;
  g_autoptr (GError) cause = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (said), g_strerror (said));

  g_propagate_error (error, cw_error_new_for_file (cause, path));
  return FALSE;
}

static void
unlock_file (CwGrowingFile *self)
{
  if (self->locked && !self->writing)
    {
      flock (self->fd, LOCK_UN);
      self->locked = FALSE;
    }
}

/* Whoever held the lock before may have put the file elsewhere. */
static gboolean
is_still_at (int         fd,
             const char *path)
{
  struct stat opened, found;

  return fstat (fd, &opened) == 0 && stat (path, &found) == 0 && opened.st_ino == found.st_ino && opened.st_dev == found.st_dev;
}

static int
open_locked (const char *path,
             GError    **error)
{
  for (;;)
    {
      int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

      if (fd < 0)
        {
          fail_for_errno (path, error);
          return -1;
        }

      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "The file is being written");
          close (fd);
          return -1;
        }

      if (is_still_at (fd, path))
        return fd;

      close (fd);
    }
}

/**
 * cw_growing_file_new:
 * @path: where it is while it grows
 *
 * Returns: (transfer full): a file of which nothing is known yet
 */
CwGrowingFile *
cw_growing_file_new (const char *path)
{
  CwGrowingFile *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (CW_TYPE_GROWING_FILE, NULL);
  self->path = g_strdup (path);

  return self;
}

static void
adopt (CwGrowingFile *self,
       int            fd,
       goffset        length)
{
  g_mutex_lock (&self->mutex);
  self->fd = fd;
  self->length = length;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/**
 * cw_growing_file_open:
 * @self: a file that is not open
 * @error: %G_IO_ERROR_BUSY where somebody else writes it, or as
 *   cw_error_new_for_file() says
 *
 * Makes the file, or goes on with what is there of it. Blocks.
 *
 * Returns: whether it can be written now
 */
gboolean
cw_growing_file_open (CwGrowingFile *self,
                      GError       **error)
{
  struct stat status;
  int         fd;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);
  g_return_val_if_fail (self->fd < 0, FALSE);

  fd = open_locked (self->path, error);
  if (fd < 0)
    return FALSE;

  self->locked = TRUE;
  adopt (self, fd, fstat (fd, &status) == 0 ? status.st_size : 0);
  return TRUE;
}

/**
 * cw_growing_file_open_whole:
 * @self: a file that is not open
 * @path: where it is, all of it
 * @error: as cw_error_new_for_file() says
 *
 * For a file that needs no growing any more. Blocks.
 *
 * Returns: whether it can be read now
 */
gboolean
cw_growing_file_open_whole (CwGrowingFile *self,
                            const char    *path,
                            GError       **error)
{
  struct stat status;
  int         fd;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);
  g_return_val_if_fail (self->fd < 0 && path != NULL, FALSE);

  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return fail_for_errno (path, error);

  if (fstat (fd, &status) != 0)
    {
      fail_for_errno (path, error);
      close (fd);
      return FALSE;
    }

  g_mutex_lock (&self->mutex);
  g_set_str (&self->path, path);
  self->fd = fd;
  self->length = self->total = status.st_size;
  self->complete = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/* While it writes, others may go on reading: nothing is locked. */
static gboolean
begin_writing (CwGrowingFile *self,
               GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->error != NULL)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }

  self->writing = TRUE;
  return TRUE;
}

static void
end_writing (CwGrowingFile *self,
             goffset        length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->writing = FALSE;
  self->length = length;
  if (self->error != NULL)
    unlock_file (self);
  g_cond_broadcast (&self->changed);
}

static gboolean
write_all (CwGrowingFile *self,
           goffset        offset,
           const guint8  *data,
           gsize          size,
           GError       **error)
{
  while (size > 0)
    {
      gssize written = pwrite (self->fd, data, size, offset);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail_for_errno (self->path, error);

      data += written;
      size -= (gsize) written;
      offset += written;
    }

  return TRUE;
}

/**
 * cw_growing_file_append:
 * @self: an open file
 * @data: what follows
 * @size: how many bytes
 * @error: %CW_ERROR_NO_SPACE where the disk is full, or as
 *   cw_error_new_for_file() says
 *
 * Adds to the end, and lets those read it who waited for it. Blocks; one thread
 * at a time.
 *
 * Returns: whether all of it was written
 */
gboolean
cw_growing_file_append (CwGrowingFile *self,
                        gconstpointer  data,
                        gsize          size,
                        GError       **error)
{
  goffset  length;
  gboolean good;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (!begin_writing (self, error))
    return FALSE;

  length = self->length;
  good = write_all (self, length, data, size, error);
  end_writing (self, good ? length + (goffset) size : length);

  return good;
}

/**
 * cw_growing_file_restart:
 * @self: an open file
 * @error: as cw_error_new_for_file() says
 *
 * Throws away what is there, since the rest would not fit to it. Blocks.
 *
 * Returns: whether it is empty now
 */
gboolean
cw_growing_file_restart (CwGrowingFile *self,
                         GError       **error)
{
  gboolean good;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (!begin_writing (self, error))
    return FALSE;

  /* What is no plain file has nothing to cut off. */
  good = ftruncate (self->fd, 0) == 0 || errno == EINVAL || fail_for_errno (self->path, error);
  end_writing (self, good ? 0 : self->length);

  return good;
}

/**
 * cw_growing_file_set_total:
 * @self: a file
 * @total: how many bytes it will have, 0 where that is not known
 */
void
cw_growing_file_set_total (CwGrowingFile *self,
                           goffset        total)
{
  g_return_if_fail (CW_IS_GROWING_FILE (self));

  g_mutex_lock (&self->mutex);
  self->total = total;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* So that the name is there after the power fails, too. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;

  fsync (fd);
  close (fd);
}

/**
 * cw_growing_file_complete:
 * @self: an open file that is whole
 * @target: (nullable): where to put it now, in place of what is there
 * @error: as cw_error_new_for_file() says
 *
 * Makes it durable. Who reads it reads on. Blocks.
 *
 * Returns: whether that is done
 */
gboolean
cw_growing_file_complete (CwGrowingFile *self,
                          const char    *target,
                          GError       **error)
{
  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);
  g_return_val_if_fail (self->fd >= 0, FALSE);

  if (fsync (self->fd) != 0)
    return fail_for_errno (self->path, error);
  if (target != NULL && g_rename (self->path, target) != 0)
    return fail_for_errno (target, error);
  sync_folder (target != NULL ? target : self->path);

  g_mutex_lock (&self->mutex);
  if (target != NULL)
    g_set_str (&self->path, target);
  self->complete = TRUE;
  self->total = self->length;
  unlock_file (self);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/**
 * cw_growing_file_fail:
 * @self: a file
 * @error: why there will be no more of it
 *
 * Tells so everybody who waits for more. What is there can still be read. Does
 * nothing where the file is whole, or has failed before.
 */
void
cw_growing_file_fail (CwGrowingFile *self,
                      const GError  *error)
{
  g_return_if_fail (CW_IS_GROWING_FILE (self));
  g_return_if_fail (error != NULL);

  g_mutex_lock (&self->mutex);
  if (!self->complete && self->error == NULL)
    {
      self->error = g_error_copy (error);
      unlock_file (self);
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  CwGrowingFile *self = data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

typedef gboolean (*Condition) (CwGrowingFile *self,
                               goffset        value);

/* Waits until CONDITION holds, or nothing will change any more; the mutex is
 * locked after it if it returns TRUE. */
static gboolean
wait_for (CwGrowingFile *self,
          Condition      condition,
          goffset        value,
          GCancellable  *cancellable,
          GError       **error)
{
  gulong handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL) : 0;
  g_autoptr (GError) failure = NULL;

  g_mutex_lock (&self->mutex);
  while (!g_cancellable_is_cancelled (cancellable) && !condition (self, value) && !self->complete && self->error == NULL)
    g_cond_wait (&self->changed, &self->mutex);

  if (!g_cancellable_set_error_if_cancelled (cancellable, &failure) && !condition (self, value) && !self->complete)
    failure = g_error_copy (self->error);
  g_mutex_unlock (&self->mutex);

  /* Waits for the handler, which wants the mutex. */
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);

  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
reaches (CwGrowingFile *self,
         goffset        end)
{
  return self->length >= end;
}

static gboolean
knows_total (CwGrowingFile *self,
             goffset        unused)
{
  return self->total > 0;
}

/**
 * cw_growing_file_read:
 * @self: a file, open or not yet
 * @offset: from where
 * @buffer: (array length=size): where to
 * @size: how many bytes
 * @cancellable: (nullable): wakes it up
 * @error: why there is no more of it, %G_IO_ERROR_CANCELLED, or as
 *   cw_error_new_for_file() says
 *
 * Waits until these bytes are there, or the file is whole. Blocks.
 *
 * Returns: how many bytes were read, fewer than @size only at the end, or -1
 */
gssize
cw_growing_file_read (CwGrowingFile *self,
                      goffset        offset,
                      gpointer       buffer,
                      gsize          size,
                      GCancellable  *cancellable,
                      GError       **error)
{
  gsize read = 0;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), -1);
  g_return_val_if_fail (offset >= 0 && size <= G_MAXSSIZE, -1);

  if (size == 0)
    return 0;
  if (!wait_for (self, reaches, offset + (goffset) size, cancellable, error))
    return -1;

  while (read < size)
    {
      gssize n = pread (self->fd, (guint8 *) buffer + read, size - read, offset + (goffset) read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_autofree char *path = cw_growing_file_dup_path (self);

          fail_for_errno (path, error);
          return -1;
        }
      if (n == 0)
        break;
      read += (gsize) n;
    }

  return (gssize) read;
}

/**
 * cw_growing_file_wait:
 * @self: a file, open or not yet
 * @length: how many bytes
 * @cancellable: (nullable): wakes it up
 * @error: as cw_growing_file_read()
 *
 * Waits until so many bytes are there, or the file is whole. Blocks.
 *
 * Returns: whether it is so
 */
gboolean
cw_growing_file_wait (CwGrowingFile *self,
                      goffset        length,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);

  return wait_for (self, reaches, length, cancellable, error);
}

/**
 * cw_growing_file_wait_total:
 * @self: a file, open or not yet
 * @cancellable: (nullable): wakes it up
 * @error: as cw_growing_file_read()
 *
 * Blocks.
 *
 * Returns: how many bytes the file will have, or -1
 */
goffset
cw_growing_file_wait_total (CwGrowingFile *self,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_return_val_if_fail (CW_IS_GROWING_FILE (self), -1);

  return wait_for (self, knows_total, 0, cancellable, error) ? cw_growing_file_get_total (self) : -1;
}

/**
 * cw_growing_file_has:
 * @self: a file
 * @offset: from where
 * @size: how many bytes
 *
 * Returns: whether cw_growing_file_read() would not wait for these
 */
gboolean
cw_growing_file_has (CwGrowingFile *self,
                     goffset        offset,
                     gsize          size)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  return self->complete || self->error != NULL || reaches (self, offset + (goffset) size);
}

/**
 * cw_growing_file_get_length:
 * @self: a file
 *
 * Returns: how many bytes are there
 */
goffset
cw_growing_file_get_length (CwGrowingFile *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), 0);

  locker = g_mutex_locker_new (&self->mutex);
  return self->length;
}

/**
 * cw_growing_file_get_total:
 * @self: a file
 *
 * Returns: how many bytes there will be, 0 while that is not known
 */
goffset
cw_growing_file_get_total (CwGrowingFile *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), 0);

  locker = g_mutex_locker_new (&self->mutex);
  return self->total;
}

gboolean
cw_growing_file_is_complete (CwGrowingFile *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  return self->complete;
}

/**
 * cw_growing_file_dup_error:
 * @self: a file
 *
 * Returns: (nullable) (transfer full): why there will be no more of it, or %NULL
 */
GError *
cw_growing_file_dup_error (CwGrowingFile *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return self->error != NULL ? g_error_copy (self->error) : NULL;
}

/**
 * cw_growing_file_dup_path:
 * @self: a file
 *
 * Returns: (transfer full): where it is now
 */
char *
cw_growing_file_dup_path (CwGrowingFile *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (CW_IS_GROWING_FILE (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);
  return g_strdup (self->path);
}

static void
cw_growing_file_finalize (GObject *object)
{
  CwGrowingFile *self = CW_GROWING_FILE (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (cw_growing_file_parent_class)->finalize (object);
}

static void
cw_growing_file_class_init (CwGrowingFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_growing_file_finalize;
}

static void
cw_growing_file_init (CwGrowingFile *self)
{
  self->fd = -1;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-mp4-timing.h"

#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* An index is about 20 bytes a frame; this is for days. */
#define MOST_INDEX (512 * 1024 * 1024)

/* How many boxes a file may have at its top before it is not one of ours. */
#define MOST_BOXES 1000

/* A part of the index in memory: what is in a box, without its head. */
typedef struct
{
  guint8 *head;
  guint8 *data;
  gsize   size;
} Box;

static guint32
read_32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static void
write_32 (guint8 *data,
          guint32 value)
{
  data[0] = (guint8) (value >> 24);
  data[1] = (guint8) (value >> 16);
  data[2] = (guint8) (value >> 8);
  data[3] = (guint8) value;
}

/* Takes the next box from the SIZE bytes at DATA on, or says that there is none
 * that is whole. */
static gboolean
next_box (guint8 **data,
          gsize   *size,
          Box     *box)
{
  guint32 length;

  if (*size < 8)
    return FALSE;

  length = read_32 (*data);
  if (length < 8 || length > *size)
    return FALSE;

  *box = (Box) { *data, *data + 8, length - 8 };
  *data += length;
  *size -= length;

  return TRUE;
}

static gboolean
is_type (const guint8 *head,
         const char   *type)
{
  return memcmp (head + 4, type, 4) == 0;
}

/* How much later than decoded each picture is shown, as runs of a count and an
 * offset. An encoder that looks ahead makes the first one positive; version 1 of
 * the box allows less than nothing, so that the first picture is at 0. */
static gboolean
shift_offsets (Box *box)
{
  guint32 n, first;

  if (box->size < 8)
    return FALSE;

  n = read_32 (box->data + 4);
  if (n == 0)
    return TRUE;
  if (n > (box->size - 8) / 8)
    return FALSE;

  first = read_32 (box->data + 12);
  if (first == 0)
    return TRUE;

  box->data[0] = 1;
  for (guint32 i = 0; i < n; i++)
    {
      guint8 *offset = box->data + 8 + 8 * (gsize) i + 4;

      write_32 (offset, read_32 (offset) - first);
    }

  return TRUE;
}

/* Boxes lie in one another at most this deep: moov, trak, mdia, minf, stbl. */
static gboolean
tidy (guint8 *data,
      gsize   size,
      int     depth)
{
  Box box;

  while (next_box (&data, &size, &box))
    {
      if (is_type (box.head, "edts"))
        memcpy (box.head + 4, "free", 4);
      else if (is_type (box.head, "ctts"))
        {
          if (!shift_offsets (&box))
            return FALSE;
        }
      else if (depth < 5 && (is_type (box.head, "moov") || is_type (box.head, "trak") || is_type (box.head, "mdia") || is_type (box.head, "minf") || is_type (box.head, "stbl")))
        {
          if (!tidy (box.data, box.size, depth + 1))
            return FALSE;
        }
    }

  return size == 0;
}

/**
 * cw_mp4_timing_tidy_index:
 * @data: the box “moov” of an MP4, whole
 * @size: its size in bytes
 *
 * Makes the index say without edit lists what it said with them: every track
 * begins at 0. The size stays the same.
 *
 * Returns: whether @data is an index; otherwise it may be half changed
 */
gboolean
cw_mp4_timing_tidy_index (guint8 *data,
                          gsize   size)
{
  g_return_val_if_fail (data != NULL, FALSE);

  return size >= 8 && is_type (data, "moov") && read_32 (data) == size && tidy (data, size, 0);
}

static gboolean
read_at (int    file,
         void  *data,
         gsize  size,
         gint64 offset)
{
  guint8 *to = data;

  while (size > 0)
    {
      gssize n = pread (file, to, size, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;

      to += n;
      size -= (gsize) n;
      offset += n;
    }

  return TRUE;
}

static gboolean
write_at (int           file,
          const guint8 *data,
          gsize         size,
          gint64        offset)
{
  while (size > 0)
    {
      gssize n = pwrite (file, data, size, offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;

      data += n;
      size -= (gsize) n;
      offset += n;
    }

  return TRUE;
}

/* Where the box “moov” is, and how large. */
static gboolean
find_index (int     file,
            gint64 *offset,
            gsize  *size)
{
  gint64 at = 0;

  for (int i = 0; i < MOST_BOXES; i++)
    {
      guint8  head[16];
      guint64 length;

      if (!read_at (file, head, 8, at))
        return FALSE;

      length = read_32 (head);
      if (length == 1)
        {
          if (!read_at (file, head, sizeof head, at))
            return FALSE;
          length = (guint64) read_32 (head + 8) << 32 | read_32 (head + 12);
        }

      if (is_type (head, "moov"))
        {
          *offset = at;
          *size = (gsize) length;
          return length >= 8 && length <= MOST_INDEX;
        }

      if (length < 8 || length > (guint64) (G_MAXINT64 - at))
        return FALSE;
      at += (gint64) length;
    }

  return FALSE;
}

static gboolean
tidy_file (int file)
{
  g_autofree guint8 *index = NULL;
  gint64             offset;
  gsize              size;

  if (!find_index (file, &offset, &size))
    return FALSE;

  index = g_try_malloc (size);

  return index != NULL && read_at (file, index, size, offset) && cw_mp4_timing_tidy_index (index, size) && write_at (file, index, size, offset);
}

/**
 * cw_mp4_timing_tidy_file:
 * @path: an MP4 file that we wrote
 * @error: place for an error of the #CwError domain
 *
 * Makes every track of @path begin at 0 without an edit list, which upload
 * services ignore or refuse, and has it all written to the disk.
 *
 * Returns: whether it worked
 */
gboolean
cw_mp4_timing_tidy_file (const char *path,
                         GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  int              file = open (path, O_RDWR | O_CLOEXEC);
  gboolean         good = file >= 0 && tidy_file (file);

  if (!good)
    g_set_error (error, CW_ERROR, CW_ERROR_ENGINE, _ ("“%s” could not be finished: its index is not as it should be"), name);
  else if (fsync (file) != 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_STORAGE, _ ("“%s” could not be written to the disk: %s"), name, g_strerror (errno));
      good = FALSE;
    }

  if (file >= 0)
    close (file);

  return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-tags.h"

#include "cw-mp4-tags.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Of a clip it has some 100 KB. */
#define MOST_MOOV (16 * 1024 * 1024)

/* A whole file has a few; one in fragments begins with what is looked for. */
#define MOST_BOXES 64

#define HEADER 8
#define LONG_HEADER 16

static guint64
read_number (const guint8 *bytes,
             guint         n)
{
  guint64 number = 0;

  for (guint i = 0; i < n; i++)
    number = number << 8 | bytes[i];

  return number;
}

static CwClipMetadata *
load_moov (int     file,
           goffset at,
           guint64 length)
{
  g_autofree guint8 *moov = length <= MOST_MOOV ? g_malloc (length + 1) : NULL;

  if (moov == NULL || pread (file, moov, length, at) != (gssize) length)
    return NULL;

  return cw_mp4_tags_read (moov, length);
}

/**
 * cw_media_tags_load:
 * @path: a media file
 *
 * Reads what a download tool put into an MP4 itself. Blocks, for a few reads.
 *
 * Returns: (transfer full) (nullable): what it tells; %NULL where it is no MP4, or cannot
 *   be read, which shows when it is taken in
 */
CwClipMetadata *
cw_media_tags_load (const char *path)
{
  CwClipMetadata *metadata = NULL;
  goffset         at = 0;
  int             file;

  g_return_val_if_fail (path != NULL, NULL);

  /* A pipe that has that name does not hold it up. */
  file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (file < 0)
    return NULL;

  for (guint i = 0; i < MOST_BOXES; i++)
    {
      guint8  header[LONG_HEADER];
      gssize  got = pread (file, header, sizeof header, at);
      guint64 size, start = HEADER;

      if (got < HEADER || (i == 0 && memcmp (header + 4, "ftyp", 4) != 0))
        break;

      size = read_number (header, 4);
      if (size == 1 && got == LONG_HEADER)
        {
          size = read_number (header + HEADER, 8);
          start = LONG_HEADER;
        }

      if (size < start || size > (guint64) (G_MAXOFFSET - at))
        break;

      if (memcmp (header + 4, "moov", 4) == 0)
        {
          metadata = load_moov (file, at + (goffset) start, size - start);
          break;
        }

      at += (goffset) size;
    }

  close (file);
  return metadata;
}

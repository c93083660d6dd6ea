/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-decode-check.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-media.h"
#include "cw-probe.h"
#include "cw-reader.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* How much earlier than the file says its last picture may end: encoders are not exact,
 * and sound may go on for longer. */
#define TOLERANCE (2 * GST_SECOND)

/* Of how many pictures one may be damaged: a stream that had trouble on its way to
 * Twitch stays as it is, however often it is fetched. */
#define DAMAGED_OF 4

typedef struct
{
  guint  n;
  guint  damaged;
  gint64 end; /* ns */
} Count;

static guint64
read_number (const guint8 *bytes,
             guint         n)
{
  guint64 number = 0;

  for (guint i = 0; i < n; i++)
    number = number << 8 | bytes[i];

  return number;
}

/* Whether the file is as long as an MP4's boxes say; of what is none that is not known. */
static gboolean
is_whole (const char *path)
{
  FILE    *file = fopen (path, "rbe");
  gint64   size = 0, at = 0;
  gboolean first = TRUE, whole = TRUE;

  if (file == NULL)
    return TRUE;
  if (fseeko (file, 0, SEEK_END) == 0)
    size = ftello (file);

  while (whole && at < size)
    {
      guint8  head[16] = { 0 };
      guint64 length;
      gsize   n;

      if (fseeko (file, at, SEEK_SET) != 0)
        break;
      n = fread (head, 1, sizeof head, file);
      if (first && (n < 8 || memcmp (head + 4, "ftyp", 4) != 0))
        break;

      first = FALSE;
      length = read_number (head, 4);
      if (length == 1)
        length = read_number (head + 8, 8);

      /* To the end, however far that is. */
      if (length == 0)
        break;

      whole = n >= 8 && length >= 8 && length <= (guint64) (size - at);
      at += whole ? (gint64) length : 0;
    }

  fclose (file);
  return whole;
}

static void
count_sample (Count     *count,
              GstSample *sample)
{
  GstBuffer   *buffer = gst_sample_get_buffer (sample);
  guint64      time = 0;
  GstClockTime duration = GST_BUFFER_DURATION_IS_VALID (buffer) ? GST_BUFFER_DURATION (buffer) : 0;

  gst_segment_to_stream_time_full (gst_sample_get_segment (sample), GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time);
  count->n++;
  count->damaged += GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_CORRUPTED);
  count->end = MAX (count->end, (gint64) (time + duration));
}

static gboolean
decode (const char   *path,
        CwReaderKind  kind,
        Count        *count,
        GCancellable *cancellable,
        GError      **error)
{
  g_autoptr (CwReader) reader = cw_reader_new (path, kind);
  g_autoptr (GError) problem = NULL;

  /* It is done beside what the user does. */
  cw_reader_set_threads (reader, 1);
  if (!cw_reader_open (reader, 0, cancellable, error))
    return FALSE;
  if (!cw_reader_has_stream (reader))
    return TRUE;
  if (kind == CW_READER_VIDEO)
    cw_reader_set_skip (reader, G_MAXINT64);

  for (;;)
    {
      g_autoptr (GstSample) sample = cw_reader_pull (reader, cancellable, &problem);

      if (sample == NULL)
        break;
      count_sample (count, sample);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static DexFuture *
check_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  const char      *path = data;
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = NULL;
  Count count = { 0 };

  cw_media_init ();
  if (!is_whole (path))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged: its end is missing"), name);

  info = cw_probe_blocking (path, cancellable, &error);
  if (info == NULL || !decode (path, info->has_video ? CW_READER_VIDEO : CW_READER_AUDIO, &count, cancellable, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (count.n == 0 || count.damaged > count.n / DAMAGED_OF)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged: it cannot be decoded"), name);
  if (count.end + (gint64) TOLERANCE < info->duration)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged: its end is missing"), name);

  return dex_future_new_true ();
}

/**
 * cw_decode_check:
 * @path: a file
 *
 * Decodes what is to be seen in it, or to be heard where there is nothing, to its end,
 * but for what nothing else depends on.
 *
 * Returns: (transfer full): a future that resolves where that went well; rejected with
 *   %CW_ERROR_MALFORMED where the file is broken, and as cw_probe()
 */
DexFuture *
cw_decode_check (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (check_in_thread, g_strdup (path), g_free);
}

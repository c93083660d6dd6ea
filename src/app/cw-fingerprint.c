/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-fingerprint.h"

/* How much of the file's head and of its tail is looked at. */
#define PART (1024 * 1024)

static gboolean
add_part (GChecksum        *checksum,
          GFileInputStream *stream,
          goffset           offset,
          gsize             length,
          GCancellable     *cancellable,
          GError          **error)
{
  g_autofree guchar *buffer = g_malloc (PART);
  gsize              read;

  if (!g_seekable_seek (G_SEEKABLE (stream), offset, G_SEEK_SET, cancellable, error) || !g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, length, &read, cancellable, error))
    return FALSE;

  g_checksum_update (checksum, buffer, (gssize) read);
  return TRUE;
}

static char *
compute (const char   *path,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  goffset size;

  if (stream == NULL)
    return NULL;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, error);
  if (info == NULL)
    return NULL;

  size = g_file_info_get_size (info);
  if (!add_part (checksum, stream, 0, (gsize) MIN (size, PART), cancellable, error) || !add_part (checksum, stream, MAX (size - PART, 0), (gsize) MIN (size, PART), cancellable, error))
    return NULL;

  return g_strdup_printf ("%s-%" G_GOFFSET_FORMAT, g_checksum_get_string (checksum), size);
}

static DexFuture *
load (gpointer      data,
      GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char *fingerprint = compute (data, cancellable, &error);

  if (fingerprint == NULL)
    return dex_future_new_for_error (cw_error_new_for_file (error, data));

  return dex_future_new_take_string (fingerprint);
}

/**
 * cw_fingerprint_load:
 * @path: a file
 *
 * Tells files apart by their size, their first and their last MiB: as good as
 * all of it for media, whose index is at one of the ends, and at once for the
 * largest file.
 *
 * Returns: (transfer full): a future that resolves to a string, the same for
 *   the same content
 */
DexFuture *
cw_fingerprint_load (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (load, g_strdup (path), g_free);
}

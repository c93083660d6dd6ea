/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-error.h"

#include "cw-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* What GIO would have said of the same trouble, or NULL for any other. */
static GError *
as_file_error (const GError *error)
{
  if (error->domain != GST_RESOURCE_ERROR)
    return NULL;

  switch ((GstResourceError) error->code)
    {
    case GST_RESOURCE_ERROR_NOT_FOUND:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, error->message);

    case GST_RESOURCE_ERROR_NOT_AUTHORIZED:
    case GST_RESOURCE_ERROR_OPEN_READ:
    case GST_RESOURCE_ERROR_OPEN_WRITE:
    case GST_RESOURCE_ERROR_OPEN_READ_WRITE:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, error->message);

    case GST_RESOURCE_ERROR_NO_SPACE_LEFT:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, error->message);

    case GST_RESOURCE_ERROR_READ:
    case GST_RESOURCE_ERROR_WRITE:
    case GST_RESOURCE_ERROR_SEEK:
    case GST_RESOURCE_ERROR_SYNC:
    case GST_RESOURCE_ERROR_CLOSE:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, error->message);

    case GST_RESOURCE_ERROR_FAILED:
    case GST_RESOURCE_ERROR_TOO_LAZY:
    case GST_RESOURCE_ERROR_BUSY:
    case GST_RESOURCE_ERROR_SETTINGS:
    case GST_RESOURCE_ERROR_NUM_ERRORS:
      break;
    }

  return NULL;
}

/**
 * cw_media_error_new_for_reading:
 * @error: what GStreamer said
 * @path: the file that was read
 * @missing: (nullable): what is not installed, in GStreamer's words
 *
 * Puts an error of decoding into a sentence for the user.
 *
 * Returns: (transfer full): an error of the #CwError domain
 */
GError *
cw_media_error_new_for_reading (const GError *error,
                                const char   *path,
                                const char   *missing)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) file = as_file_error (error);

  if (missing != NULL)
    return g_error_new (CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("“%s” needs something that is not installed here: %s"), name, missing);

  if (g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND) || g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    return g_error_new (CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("Nothing that is installed here can decode “%s”"), name);

  if (error->domain == GST_STREAM_ERROR)
    return g_error_new (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” cannot be read: it is damaged, or no video"), name);

  if (file != NULL)
    return cw_error_new_for_file (file, path);

  return g_error_new (CW_ERROR, CW_ERROR_ENGINE, _ ("Decoding “%s” failed: %s"), name, error->message);
}

/* Elements put what the system said only into the text for developers. */
static gboolean
names_cause (const char *debug,
             int         cause)
{
  return debug != NULL && strstr (debug, g_strerror (cause)) != NULL;
}

/**
 * cw_media_error_new_for_writing:
 * @error: what GStreamer said
 * @debug: (nullable): what it said to developers
 * @path: the file that was to be made
 *
 * Puts an error of encoding into a sentence for the user.
 *
 * Returns: (transfer full): an error of the #CwError domain
 */
GError *
cw_media_error_new_for_writing (const GError *error,
                                const char   *debug,
                                const char   *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) file = as_file_error (error);

  if (g_error_matches (file, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_error_new (CW_ERROR, CW_ERROR_MISSING, _ ("“%s” cannot be written: there is no such folder any more"), name);

  if (g_error_matches (file, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_error_new (CW_ERROR, CW_ERROR_DENIED, _ ("“%s” cannot be written: choose a folder that you may write to"), name);

  if (names_cause (debug, EFBIG))
    return g_error_new (CW_ERROR, CW_ERROR_NO_SPACE, _ ("“%s” would be larger than a file may be there: choose another folder, or make it shorter"), name);

  if (g_error_matches (file, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || names_cause (debug, ENOSPC) || names_cause (debug, EDQUOT))
    return g_error_new (CW_ERROR, CW_ERROR_NO_SPACE, _ ("There is no space left on the disk for “%s”: make some, or choose another folder"), name);

  if (file != NULL)
    return g_error_new (CW_ERROR, CW_ERROR_STORAGE, _ ("“%s” could not be written: %s"), name, error->message);

  return g_error_new (CW_ERROR, CW_ERROR_ENGINE, _ ("Encoding “%s” failed: %s"), name, error->message);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"

#include <glib/gi18n.h>
#include <libdex.h>

GQuark
cw_error_quark (void)
{
  return g_quark_from_static_string ("cw-error-quark");
}

/**
 * cw_error_new_for_file:
 * @error: what GIO or GLib said
 * @path: the file it was about
 *
 * Puts an error of a file operation into a sentence for the user.
 *
 * Returns: (transfer full): an error of the #CwError domain, or a copy of
 *   @error where it says that the work was cancelled
 */
GError *
cw_error_new_for_file (const GError *error,
                       const char   *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_return_val_if_fail (error != NULL, NULL);

  if (cw_error_is_cancelled (error) || error->domain == CW_ERROR)
    return g_error_copy (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_error_new (CW_ERROR, CW_ERROR_MISSING, _ ("There is no file “%s” any more"), name);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return g_error_new (CW_ERROR, CW_ERROR_DENIED, _ ("“%s” cannot be opened: you are not allowed to"), name);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return g_error_new (CW_ERROR, CW_ERROR_NO_SPACE, _ ("There is no space left on the disk for “%s”"), name);

  return g_error_new (CW_ERROR, CW_ERROR_STORAGE, _ ("“%s” cannot be used: %s"), name, error->message);
}

/**
 * cw_error_is_cancelled:
 * @error: (nullable): an error
 *
 * Returns: whether @error only says that nobody wants the result any more
 */
gboolean
cw_error_is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED);
}

/**
 * cw_error_get_nick:
 * @error: an error
 *
 * Returns: a word for what can be done about it, for scripts: "no-space"; for an
 *   error of another domain "failed"
 */
const char *
cw_error_get_nick (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != CW_ERROR)
    return "failed";

  switch ((CwError) error->code)
    {
    case CW_ERROR_OFFLINE:
      return "offline";
    case CW_ERROR_DENIED:
      return "denied";
    case CW_ERROR_SCOPE:
      return "scope";
    case CW_ERROR_MISSING:
      return "missing";
    case CW_ERROR_MALFORMED:
      return "malformed";
    case CW_ERROR_UNSUPPORTED:
      return "unsupported";
    case CW_ERROR_INVALID:
      return "invalid";
    case CW_ERROR_NO_SPACE:
      return "no-space";
    case CW_ERROR_STORAGE:
      return "storage";
    case CW_ERROR_ENGINE:
      return "engine";
    }

  g_return_val_if_reached ("failed");
}

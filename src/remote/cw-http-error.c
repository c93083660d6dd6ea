/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-http-error.h"

#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * cw_http_error_new:
 * @host: whom we talked to, with or without a port
 * @cause: what GIO or libsoup said
 *
 * Puts what kept an answer from coming into a sentence for the user.
 *
 * Returns: (transfer full): %CW_ERROR_OFFLINE, or a copy of @cause where it says
 *   that the work was cancelled
 */
GError *
cw_http_error_new (const char   *host,
                   const GError *cause)
{
  g_autofree char *name = g_strndup (host, strcspn (host, ":"));

  g_debug ("%s: %s", host, cause->message);
  if (cw_error_is_cancelled (cause) || cause->domain == CW_ERROR)
    return g_error_copy (cause);
  if (cause->domain == G_TLS_ERROR)
    return g_error_new (CW_ERROR, CW_ERROR_OFFLINE, _ ("The connection to “%s” is not safe: %s. Is the clock of this computer right?"), name, cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%s” does not answer"), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return g_error_new (CW_ERROR, CW_ERROR_OFFLINE, _ ("The connection to “%s” broke"), name);

  return g_error_new (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%s” cannot be reached: %s"), name, cause->message);
}

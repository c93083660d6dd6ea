/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_ERROR (cw_error_quark ())

/**
 * CwError:
 * @CW_ERROR_OFFLINE: the other side cannot be reached; trying again may help
 * @CW_ERROR_DENIED: not signed in, or not allowed to read or write this
 * @CW_ERROR_SCOPE: signed in, but it takes more than was allowed: ask for it
 * @CW_ERROR_MISSING: there is no such thing
 * @CW_ERROR_MALFORMED: what was read cannot be understood; it is broken
 * @CW_ERROR_UNSUPPORTED: it is sound, but something to handle it is not installed
 * @CW_ERROR_INVALID: what was asked for makes no sense; ask differently
 * @CW_ERROR_NO_SPACE: the disk is full
 * @CW_ERROR_STORAGE: the database or the disk failed
 * @CW_ERROR_ENGINE: decoding or encoding failed half-way
 *
 * What the one who gets it can do about it. The messages are sentences for the
 * user, translated, without a full stop. Cancelled work is %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  CW_ERROR_OFFLINE,
  CW_ERROR_DENIED,
  CW_ERROR_SCOPE,
  CW_ERROR_MISSING,
  CW_ERROR_MALFORMED,
  CW_ERROR_UNSUPPORTED,
  CW_ERROR_INVALID,
  CW_ERROR_NO_SPACE,
  CW_ERROR_STORAGE,
  CW_ERROR_ENGINE,
} CwError;

GQuark cw_error_quark (void);

GError     *cw_error_new_for_file (const GError *error,
                                   const char   *path);
const char *cw_error_get_nick (const GError *error);
gboolean    cw_error_is_cancelled (const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

GError  *cw_file_error_new (int         number,
                            const char *path);
char    *cw_file_hash (const char   *path,
                       CwProgress   *progress,
                       GCancellable *cancellable,
                       GError      **error);
char    *cw_file_copy (const char   *from,
                       const char   *to,
                       CwProgress   *progress,
                       GCancellable *cancellable,
                       GError      **error);
gboolean cw_file_sync (const char *path,
                       GError    **error);
gboolean cw_file_rename (const char *from,
                         const char *to,
                         GError    **error);
gboolean cw_file_make_folder (const char *path,
                              GError    **error);
gboolean cw_file_remove_folder (const char *path,
                                GError    **error);

G_END_DECLS

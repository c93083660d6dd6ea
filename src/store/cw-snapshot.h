/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean    cw_snapshot_write (const char   *database,
                               const char   *path,
                               GCancellable *cancellable,
                               GError      **error);
GHashTable *cw_snapshot_list_files (const char *path,
                                    int        *version,
                                    GError    **error);
gboolean    cw_snapshot_check (const char *path,
                               GError    **error);
gboolean    cw_snapshot_relocate (const char *path,
                                  GHashTable *uris,
                                  GError    **error);
gboolean    cw_snapshot_claim (const char *database,
                               GError    **error);
int         cw_snapshot_get_newest_version (void);

G_END_DECLS

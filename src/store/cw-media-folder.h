/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean   cw_media_folder_prepare (const char *folder,
                                    GError    **error);
gboolean   cw_media_folder_check (const char *folder,
                                  GError    **error);
int        cw_media_folder_lock (const char   *folder,
                                 gboolean      exclusive,
                                 gboolean      wait,
                                 GCancellable *cancellable,
                                 GError      **error);
GPtrArray *cw_media_folder_list (const char   *folder,
                                 GCancellable *cancellable,
                                 GError      **error);
char      *cw_media_folder_take (const char   *folder,
                                 const char   *path,
                                 gboolean      leave,
                                 CwProgress   *progress,
                                 GCancellable *cancellable,
                                 GError      **error);
gboolean   cw_media_folder_place (const char   *folder,
                                  const char   *uri,
                                  const char   *path,
                                  CwProgress   *progress,
                                  GCancellable *cancellable,
                                  GError      **error);
void       cw_media_folder_retire (const char *folder);
void       cw_media_folder_remove (const char *folder);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CwFolderMonitor CwFolderMonitor;

CwFolderMonitor *cw_folder_monitor_new (GSourceFunc func,
                                        gpointer    data);
void             cw_folder_monitor_free (CwFolderMonitor *self);
void             cw_folder_monitor_set_folders (CwFolderMonitor   *self,
                                                const char *const *folders);

G_END_DECLS

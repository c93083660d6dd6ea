/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

#include <libdex.h>

G_BEGIN_DECLS

char      *cw_project_folder_build_path (const char *folder,
                                         const char *id);
DexFuture *cw_project_folder_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_project_folder_read (const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_project_folder_write (const char *folder,
                                    CwProject  *project) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

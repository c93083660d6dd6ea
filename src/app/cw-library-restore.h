/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_library_restore_read (const char *path,
                                    const char *folder,
                                    const char *media,
                                    CwProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore_stage (const char *path,
                                     const char *folder,
                                     const char *media,
                                     CwProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore_discard (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore_lock (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore_apply (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore_list_old (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_restore_delete_old (const char *folder,
                                          const char *old) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

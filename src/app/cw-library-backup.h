/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

DexFuture *cw_library_backup_write (CwMediaStore *media,
                                    const char   *path,
                                    gboolean      include_elsewhere,
                                    CwProgress   *progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-progress.h"

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

DexFuture *cw_library_move_start (CwMediaStore *media,
                                  const char   *folder,
                                  CwProgress   *progress) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_library_move_resume (CwMediaStore *media) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

DexFuture *cw_clip_files_name (CwMediaStore *media,
                               GPtrArray    *clips) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

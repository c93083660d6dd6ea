/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-media-info.h"

G_BEGIN_DECLS

DexFuture   *cw_probe (const char *path) G_GNUC_WARN_UNUSED_RESULT;
CwMediaInfo *cw_probe_blocking (const char   *path,
                                GCancellable *cancellable,
                                GError      **error);

G_END_DECLS

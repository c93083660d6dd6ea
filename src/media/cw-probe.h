/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-media-info.h"

G_BEGIN_DECLS

/* Both give a clear sentence for a file that is empty, truncated, no media,
 * unreadable, gone, or has a codec nothing here decodes. */
DexFuture   *cw_probe (const char *path) G_GNUC_WARN_UNUSED_RESULT; /* resolves to a CwMediaInfo boxed */
CwMediaInfo *cw_probe_blocking (const char   *path,
                                GCancellable *cancellable,
                                GError      **error);

G_END_DECLS

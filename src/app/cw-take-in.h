/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip-metadata.h"
#include "cw-library.h"

G_BEGIN_DECLS

/**
 * CwTakeInFunc:
 * @path: a media file
 * @metadata: what is known of it
 * @data: what came with the function
 *
 * Takes a file into wherever clips are kept, on the main thread.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip, or rejects with a
 *   sentence for the user
 */
typedef DexFuture *(*CwTakeInFunc) (const char     *path,
                                    CwClipMetadata *metadata,
                                    gpointer        data);

DexFuture *cw_take_in (const char     *path,
                       CwClipMetadata *metadata,
                       gpointer        library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

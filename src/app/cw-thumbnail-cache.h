/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-image.h"

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_thumbnail_cache_read (const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_thumbnail_cache_write (const char    *path,
                                     const CwImage *image) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

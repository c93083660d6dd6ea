/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_same_media_check (const char *path,
                                int         width,
                                int         height,
                                gint64      duration) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

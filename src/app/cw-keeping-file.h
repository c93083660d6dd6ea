/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-keeping.h"

G_BEGIN_DECLS

DexFuture *cw_keeping_file_load (const char *path) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_keeping_file_save (const char *path,
                                 GPtrArray  *keepings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

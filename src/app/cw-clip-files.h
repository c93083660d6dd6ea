/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_clip_files_name (GPtrArray *clips) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

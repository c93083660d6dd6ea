/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_presence_check (const char *const *paths) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

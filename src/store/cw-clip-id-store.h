/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

DexFuture *cw_clip_id_store_list (CwDatabase *database,
                                  const char *prefix,
                                  guint       limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

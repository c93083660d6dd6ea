/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

DexFuture *cw_storage_store_list (CwDatabase *database,
                                  const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

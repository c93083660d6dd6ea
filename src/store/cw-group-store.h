/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-group.h"
#include "cw-database.h"

G_BEGIN_DECLS

DexFuture *cw_group_store_list (CwDatabase *database,
                                CwGrouping  grouping) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

DexFuture *cw_trash_store_list (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_trash_store_empty (CwDatabase *database,
                                 gint64      before) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_trash_store_delete (CwDatabase *database,
                                  GArray     *numbers) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

DexFuture *cw_health_store_check (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_list_files (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_list_twice (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_list_projects (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_list_outputs (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_set_files (CwDatabase *database,
                                      GPtrArray  *files) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_forget_hash (CwDatabase *database,
                                        gint64      number) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_rebuild_words (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_health_store_remove_dangling (CwDatabase *database) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

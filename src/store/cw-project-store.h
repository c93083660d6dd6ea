/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-project-entry.h"

G_BEGIN_DECLS

#define CW_TYPE_PROJECT_STORE (cw_project_store_get_type ())
G_DECLARE_FINAL_TYPE (CwProjectStore, cw_project_store, CW, PROJECT_STORE, GObject)

CwProjectStore *cw_project_store_new (CwDatabase *database);
DexFuture      *cw_project_store_list (CwProjectStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_project_store_find_unknown (CwProjectStore    *self,
                                               const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_project_store_put (CwProjectStore *self,
                                      CwProjectEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_project_store_remove (CwProjectStore *self,
                                         const char     *id,
                                         gint64          removed) G_GNUC_WARN_UNUSED_RESULT;
DexFuture      *cw_project_store_restore (CwProjectStore *self,
                                          const char     *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

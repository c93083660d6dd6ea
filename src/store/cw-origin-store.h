/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

#define CW_TYPE_ORIGIN_STORE (cw_origin_store_get_type ())
G_DECLARE_FINAL_TYPE (CwOriginStore, cw_origin_store, CW, ORIGIN_STORE, GObject)

CwOriginStore *cw_origin_store_new (CwDatabase *database);
DexFuture     *cw_origin_store_find_kept (CwOriginStore     *self,
                                          const char *const *twitch_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_origin_store_list_kept (CwOriginStore *self,
                                          const char    *twitch_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

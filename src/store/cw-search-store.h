/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-query.h"
#include "cw-search-result.h"

G_BEGIN_DECLS

#define CW_TYPE_SEARCH_STORE (cw_search_store_get_type ())
G_DECLARE_FINAL_TYPE (CwSearchStore, cw_search_store, CW, SEARCH_STORE, GObject)

CwSearchStore *cw_search_store_new (CwDatabase *database);
DexFuture     *cw_search_store_find (CwSearchStore *self,
                                     CwQuery       *query,
                                     guint          limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_search_store_find_in_trash (CwSearchStore *self,
                                              CwQuery       *query,
                                              guint          limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_search_store_count (CwSearchStore *self,
                                      CwQuery       *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_search_store_count_in_trash (CwSearchStore *self,
                                               CwQuery       *query) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_search_store_complete (CwSearchStore *self,
                                         CwQueryField   field,
                                         const char    *prefix,
                                         guint          limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-search-cache.h"

G_BEGIN_DECLS

gboolean cw_search_run_set_up (sqlite3 *connection,
                               GError **error);
GArray  *cw_search_run_find (sqlite3       *connection,
                             CwSearchCache *cache,
                             CwQuery       *query,
                             gboolean       trash,
                             GHashTable    *replaced,
                             guint          limit,
                             GError       **error);
gint64   cw_search_run_count (sqlite3       *connection,
                              CwSearchCache *cache,
                              CwQuery       *query,
                              gboolean       trash,
                              GHashTable    *replaced,
                              GError       **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-number-set.h"
#include "cw-query-sql.h"
#include "cw-search-cache.h"

G_BEGIN_DECLS

/* So few clips that it takes less to look at each than to read another index. */
#define CW_SEARCH_FEW 1500

/**
 * CwSearchFilter:
 * @limit: how many are wanted; 0 for all
 * @lazy: whether a range of the order itself is left to whoever puts it in order
 * @found: (nullable): the clips that may be meant, %NULL for all
 * @except: those that are not, where @found is %NULL
 * @live: whether none of @found is in the trash
 * @left: (element-type CwQueryStep): what is still to be asked of each clip
 *
 * Which clips a query means, found out as far as indexes tell.
 */
typedef struct
{
  sqlite3       *connection;
  CwSearchCache *cache;
  CwQuery       *query;
  CwQuerySql    *sql;
  gboolean       trash;
  guint          depth;
  CwQuerySort    sort;
  gboolean       descending;

  guint    limit;
  gboolean lazy;

  CwNumberSet *found;
  CwNumberSet *except;
  gboolean     live;
  GPtrArray   *left;

  sqlite3_stmt *look;
  int           look_index;
} CwSearchFilter;

CwSearchFilter *cw_search_filter_new (sqlite3 *connection, CwSearchCache *cache, CwQuery *query, gboolean trash, GHashTable *replaced, guint limit);
void            cw_search_filter_free (CwSearchFilter *self);
gboolean        cw_search_filter_narrow (CwSearchFilter *self, GError **error);
gboolean        cw_search_filter_finish (CwSearchFilter *self, GError **error);
gboolean        cw_search_filter_evaluate (CwSearchFilter *self, GError **error);
gboolean        cw_search_filter_passes (CwSearchFilter *self, gint64 number, GError **error);
GArray         *cw_search_filter_find_in_trash (CwSearchFilter *self, GError **error);
gboolean        cw_search_filter_is_of_order (CwSearchFilter *self, CwQueryStep *step);
void            cw_search_filter_append_condition (GString *sql, GVariantBuilder *values, const CwQueryStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSearchFilter, cw_search_filter_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-query.h"

G_BEGIN_DECLS

/**
 * CwQueryStep:
 * @term: what it is about
 * @excluded: whether clips must not have it
 * @set: (nullable): SQL that gives the numbers of the clips that have it, maybe of
 *   some in the trash, too, where @live is not set
 * @live: whether @set gives only clips that are not in the trash
 * @condition: what is true of a row of clips that has it
 * @values: (nullable): the values of @set, and of @condition
 *
 * One term in SQL; @set and @condition are of what has it, also where it is excluded. A
 * collection has neither SQL, since it may be a query itself.
 */
typedef struct
{
  const CwQueryTerm *term;
  gboolean           excluded;
  char              *set;
  gboolean           live;
  char              *condition;
  GVariant          *values;
} CwQueryStep;

/**
 * CwQuerySql:
 * @match: (nullable): for FTS5, what the texts have
 * @without: (nullable): for FTS5, what they must not have
 * @steps: (element-type CwQueryStep): the rest, what is found fastest first
 *
 * A query in SQL, as parts that are put together by what they find.
 */
typedef struct
{
  char      *match;
  char      *without;
  GPtrArray *steps;
} CwQuerySql;

CwQuerySql *cw_query_sql_new (CwQuery    *query,
                              gboolean    trash,
                              GHashTable *replaced);
void        cw_query_sql_free (CwQuerySql *self);
const char *cw_query_sql_get_key (CwQuerySort sort);
const char *cw_query_sql_get_index (CwQuerySort sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwQuerySql, cw_query_sql_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-query-field.h"

G_BEGIN_DECLS

/**
 * CwQueryRange:
 * @from: the least that is meant; %G_MININT64 for any
 * @to: the most that is meant, that too; %G_MAXINT64 for any
 * @relative: whether it moves with the time, as "today" does
 */
typedef struct
{
  gint64   from;
  gint64   to;
  gboolean relative;
} CwQueryRange;

gboolean cw_query_range_parse (CwQueryField  field,
                               const char   *text,
                               gint64        now,
                               GTimeZone    *zone,
                               CwQueryRange *range,
                               GError      **error);

G_END_DECLS

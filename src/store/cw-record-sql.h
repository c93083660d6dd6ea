/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "cw-record.h"

G_BEGIN_DECLS

char    *cw_record_sql_dup_columns (GType       type,
                                    const char *table);
char    *cw_record_sql_dup_put (GType       type,
                                const char *table,
                                const char *more,
                                gboolean    merge);
int      cw_record_sql_bind (sqlite3_stmt *statement,
                             CwRecord     *record);
gpointer cw_record_sql_read (sqlite3_stmt *row,
                             GType         type);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-statement.h"

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwDatabaseReader CwDatabaseReader;

CwDatabaseReader *cw_database_reader_new (const char *path);
void              cw_database_reader_allow (CwDatabaseReader *self,
                                            gboolean          opened);
void              cw_database_reader_stop (CwDatabaseReader *self);
void              cw_database_reader_free (CwDatabaseReader *self);
DexFuture        *cw_database_reader_push (CwDatabaseReader *self,
                                           DexFuture *(*func) (sqlite3 *, gpointer),
                                           gpointer       data,
                                           GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

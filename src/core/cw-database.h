/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-statement.h"

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_DATABASE (cw_database_get_type ())
G_DECLARE_FINAL_TYPE (CwDatabase, cw_database, CW, DATABASE, GObject)

/**
 * CwDatabaseFunc:
 * @connection: the open database
 * @data: what was given to cw_database_run() or cw_database_read()
 *
 * Runs on a thread of the database, inside one transaction: whatever it did is
 * undone when it returns a rejected future.
 *
 * Returns: (transfer full): a future that is resolved or rejected already
 */
typedef DexFuture *(*CwDatabaseFunc) (sqlite3 *connection,
                                      gpointer data);

CwDatabase *cw_database_new (const char        *path,
                             const char *const *migrations);
const char *cw_database_get_path (CwDatabase *self);
DexFuture  *cw_database_open (CwDatabase *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_database_run (CwDatabase    *self,
                             CwDatabaseFunc func,
                             gpointer       data,
                             GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_database_read (CwDatabase    *self,
                              CwDatabaseFunc func,
                              gpointer       data,
                              GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_database_read_version (CwDatabase *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_database_read_foreign_version (CwDatabase *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_database_execute (CwDatabase *self,
                                 const char *sql,
                                 GVariant   *values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

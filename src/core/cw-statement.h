/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* One connection's statements, for its own thread. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

sqlite3_stmt *cw_database_prepare (sqlite3    *connection,
                                   const char *sql,
                                   GVariant   *values,
                                   GError    **error);
gboolean      cw_database_step (sqlite3_stmt *statement,
                                GError      **error);
gboolean      cw_database_change (sqlite3    *connection,
                                  const char *sql,
                                  GVariant   *values,
                                  GError    **error);
gboolean      cw_database_run_script (sqlite3    *connection,
                                      const char *sql,
                                      GError    **error);
GError       *cw_database_new_error (sqlite3 *connection);

/* A statement with its values, to be run where the connection is: a CwDatabaseFunc, its
 * data, and what frees that. */

typedef struct _CwStatement CwStatement;

CwStatement *cw_statement_new (const char *sql,
                               GVariant   *values);
void         cw_statement_free (gpointer statement);
DexFuture   *cw_statement_run (sqlite3 *connection,
                               gpointer statement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close)

/**
 * CwLongReadFunc:
 * @connection: the database, for reading
 * @data: what was given to cw_long_read_run()
 * @cancellable: fires when nobody waits for the result any more
 *
 * Runs on a thread; all it reads is of one moment.
 *
 * Returns: (transfer full): a future that is resolved or rejected already
 */
typedef DexFuture *(*CwLongReadFunc) (sqlite3      *connection,
                                      gpointer      data,
                                      GCancellable *cancellable);

sqlite3   *cw_long_read_open (const char *path,
                              GError    **error);
void       cw_long_read_watch (sqlite3      *connection,
                               GCancellable *cancellable);
DexFuture *cw_long_read_run (const char    *path,
                             CwLongReadFunc func,
                             gpointer       data,
                             GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

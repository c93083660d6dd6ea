/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-answer.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * CwDatabaseWork:
 * @func: what to do, on the database's thread
 * @data: given to @func
 * @data_free: (nullable): frees @data, there too
 * @without_transaction: whether @func sees to that itself
 * @answer: where what @func's future holds goes; %NULL ends the thread
 *
 * Something that the thread of a connection was asked.
 */
typedef struct
{
  DexFuture *(*func) (sqlite3 *, gpointer);
  gpointer       data;
  GDestroyNotify data_free;
  gboolean       without_transaction;
  CwAnswer      *answer;
} CwDatabaseWork;

typedef DexFuture *(*CwDatabaseWorkFunc) (CwDatabaseWork *work,
                                          gpointer        data);

CwDatabaseWork *cw_database_work_new (DexFuture *(*func) (sqlite3 *, gpointer),
                                      gpointer       data,
                                      GDestroyNotify data_free);
DexFuture      *cw_database_work_push (CwDatabaseWork *work,
                                       GAsyncQueue    *queue) G_GNUC_WARN_UNUSED_RESULT;
void            cw_database_work_push_end (GAsyncQueue *queue);
void            cw_database_work_loop (GAsyncQueue       *queue,
                                       CwDatabaseWorkFunc run,
                                       gpointer           data);

G_END_DECLS

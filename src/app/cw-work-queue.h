/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_WORK_QUEUE (cw_work_queue_get_type ())
G_DECLARE_FINAL_TYPE (CwWorkQueue, cw_work_queue, CW, WORK_QUEUE, GObject)

/**
 * CwWorkFunc:
 * @data: what was given to cw_work_queue_run()
 *
 * Begins a piece of work whose turn has come, on the main thread.
 *
 * Returns: (transfer full): a future that settles when the work has ended
 */
typedef DexFuture *(*CwWorkFunc) (gpointer data);

CwWorkQueue *cw_work_queue_new (guint most);
DexFuture   *cw_work_queue_run (CwWorkQueue   *self,
                                CwWorkFunc     func,
                                gpointer       data,
                                GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

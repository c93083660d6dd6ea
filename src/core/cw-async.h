/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * CwThreadFunc:
 * @data: what was given to cw_run_in_thread()
 * @cancellable: fires when nobody waits for the result any more
 *
 * Runs on a thread of its own and may block.
 *
 * Returns: (transfer full): a future that is resolved or rejected already
 */
typedef DexFuture *(*CwThreadFunc) (gpointer      data,
                                    GCancellable *cancellable);

DexFuture *cw_spawn (GCallback fiber,
                     guint     n_args,
                     ...) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_run_in_thread (CwThreadFunc   func,
                             gpointer       data,
                             GDestroyNotify data_free) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_follow (DexFuture *future) G_GNUC_WARN_UNUSED_RESULT;
void       cw_detach (DexFuture  *future,
                      const char *what);
void       cw_async_finish (void);

G_END_DECLS

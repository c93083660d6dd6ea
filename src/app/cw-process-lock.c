/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-process-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/file.h>
#include <unistd.h>

static DexFuture *
take (gpointer      data,
      GCancellable *cancellable)
{
  int fd = open (data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return dex_future_new_for_int (fd);

  if (fd >= 0)
    close (fd);
  return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, "Another process has %s", (const char *) data);
}

/**
 * cw_process_lock_take:
 * @path: a file for the lock only
 *
 * Takes what one process at a time may have. The kernel gives it back when the
 * process ends, in whatever way.
 *
 * Returns: (transfer full): a future that resolves to an int: a file descriptor
 *   whose closing gives the lock back; rejects with %CW_ERROR_DENIED where
 *   another has it
 */
DexFuture *
cw_process_lock_take (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (take, g_strdup (path), g_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* SCHED_BATCH */

#include "config.h"

#include "cw-scheduling.h"

#include <errno.h>
#include <sched.h>

/**
 * cw_scheduling_set_batch:
 *
 * Tells the kernel that this process works something through, with nobody waiting
 * for its single steps: its threads no longer push each other, or anybody else's,
 * aside whenever they wake (see sched(7), SCHED_BATCH).
 *
 * It holds for the calling thread and those it starts, so call it first thing in
 * main(). Where the kernel refuses everything still works, only slower.
 */
void
cw_scheduling_set_batch (void)
{
  const struct sched_param none = { 0 };

  if (sched_setscheduler (0, SCHED_BATCH, &none) != 0)
    g_debug ("no batch scheduling: %s", g_strerror (errno));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* SCHED_BATCH */

#include "config.h"

#include "cw-scheduling.h"
#include "test-support.h"

#include <sched.h>

static gpointer
get_policy (gpointer data)
{
  return GINT_TO_POINTER (sched_getscheduler (0));
}

static void
threads_of_a_batch_process_are_batch_too (void)
{
  cw_scheduling_set_batch ();

  g_assert_cmpint (GPOINTER_TO_INT (get_policy (NULL)), ==, SCHED_BATCH);
  g_assert_cmpint (GPOINTER_TO_INT (g_thread_join (g_thread_new ("child", get_policy, NULL))), ==, SCHED_BATCH);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/scheduling/threads-of-a-batch-process-are-batch-too", threads_of_a_batch_process_are_batch_too);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-batch.h"

#include "cw-async.h"

/* What is done to many jobs at once. */

typedef DexFuture *(*Change) (CwJobQueue *jobs,
                              CwJob      *job);

static DexFuture *
change_all_fiber (CwJobQueue *jobs,
                  gpointer    change,
                  int         which)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) first = NULL;

  /* What is done to one may change the list. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (jobs)); i++)
    g_ptr_array_add (all, g_list_model_get_item (G_LIST_MODEL (jobs), i));
  for (guint i = 0; i < all->len; i++)
    {
      CwJobState state = cw_job_get_state (all->pdata[i]);
      gboolean   fits = which < 0 ? cw_job_has_ended (all->pdata[i]) : (int) state == which || (which == CW_JOB_QUEUED && cw_job_queue_may_pause (jobs, all->pdata[i]));

      if (fits)
        g_ptr_array_add (changes, ((Change) change) (jobs, all->pdata[i]));
    }

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!dex_await (dex_ref (changes->pdata[i]), &error) && first == NULL)
        first = g_steal_pointer (&error);
    }

  return first == NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&first));
}

static DexFuture *
change_all (CwJobQueue *jobs,
            Change      change,
            int         which)
{
  return cw_spawn (G_CALLBACK (change_all_fiber), 3, CW_TYPE_JOB_QUEUE, jobs, G_TYPE_POINTER, change, G_TYPE_INT, which);
}

/**
 * cw_job_batch_pause:
 * @jobs: a queue
 *
 * Pauses what waits, and of what is being done that which goes on where it was.
 *
 * Returns: (transfer full): as cw_job_queue_pause()
 */
DexFuture *
cw_job_batch_pause (CwJobQueue *jobs)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (jobs));

  return change_all (jobs, cw_job_queue_pause, CW_JOB_QUEUED);
}

/**
 * cw_job_batch_resume:
 * @jobs: a queue
 *
 * Returns: (transfer full): as cw_job_queue_resume()
 */
DexFuture *
cw_job_batch_resume (CwJobQueue *jobs)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (jobs));

  return change_all (jobs, cw_job_queue_resume, CW_JOB_PAUSED);
}

/**
 * cw_job_batch_remove_ended:
 * @jobs: a queue
 *
 * Forgets all jobs that have ended; the files they made stay.
 *
 * Returns: (transfer full): as cw_job_queue_remove()
 */
DexFuture *
cw_job_batch_remove_ended (CwJobQueue *jobs)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (jobs));

  return change_all (jobs, cw_job_queue_remove, -1);
}

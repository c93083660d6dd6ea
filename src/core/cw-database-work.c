/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-database-work.h"

/**
 * cw_database_work_new:
 * @func: (nullable): what to do
 * @data: given to @func
 * @data_free: (nullable): frees @data
 *
 * Returns: (transfer full): work for cw_database_work_push()
 */
CwDatabaseWork *
cw_database_work_new (DexFuture *(*func) (sqlite3 *, gpointer),
                      gpointer       data,
                      GDestroyNotify data_free)
{
  CwDatabaseWork *self = g_new0 (CwDatabaseWork, 1);

  self->func = func;
  self->data = data;
  self->data_free = data_free;
  self->answer = cw_answer_new ();

  return self;
}

/**
 * cw_database_work_push:
 * @work: (transfer full): what to do
 * @queue: what a thread takes its work from
 *
 * Returns: (transfer full): a future of what it comes to, on the caller's thread
 */
DexFuture *
cw_database_work_push (CwDatabaseWork *work,
                       GAsyncQueue    *queue)
{
  DexFuture *future = cw_answer_get_future (work->answer);

  g_async_queue_push (queue, work);
  return future;
}

/**
 * cw_database_work_push_end:
 * @queue: what a thread takes its work from
 *
 * Ends that thread's cw_database_work_loop() once all before is done.
 */
void
cw_database_work_push_end (GAsyncQueue *queue)
{
  g_async_queue_push (queue, g_new0 (CwDatabaseWork, 1));
}

static void
finish (CwDatabaseWork *self,
        DexFuture      *result)
{
  if (self->data_free != NULL)
    self->data_free (self->data);

  cw_answer_give (self->answer, dex_ref (result));
  g_free (self);
}

/**
 * cw_database_work_loop:
 * @queue: where work comes from
 * @run: does it, and gives a future that is settled
 * @data: given to @run
 *
 * Does one piece of work after the other until cw_database_work_push_end(). Blocks.
 */
void
cw_database_work_loop (GAsyncQueue       *queue,
                       CwDatabaseWorkFunc run,
                       gpointer           data)
{
  while (TRUE)
    {
      CwDatabaseWork *work = g_async_queue_pop (queue);
      g_autoptr (DexFuture) result = NULL;

      if (work->answer == NULL)
        {
          g_free (work);
          break;
        }

      result = run (work, data);
      finish (work, result);
    }
}

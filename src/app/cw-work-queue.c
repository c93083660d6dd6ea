/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-work-queue.h"

/**
 * CwWorkQueue:
 *
 * Does a few things at a time, and the others in the order they were asked for.
 */
struct _CwWorkQueue
{
  GObject parent_instance;

  guint  most;
  guint  active;
  GQueue waiting;
};

typedef struct
{
  CwWorkQueue   *queue;
  CwWorkFunc     func;
  gpointer       data;
  GDestroyNotify data_free;
  DexPromise    *promise;
} Work;

G_DEFINE_FINAL_TYPE (CwWorkQueue, cw_work_queue, G_TYPE_OBJECT)

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL)
    work->data_free (work->data);
  dex_unref (work->promise);
  g_object_unref (work->queue);
  g_free (work);
}

static void begin_next (CwWorkQueue *self);

static DexFuture *
on_done (DexFuture *future,
         gpointer   data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    dex_promise_resolve (work->promise, value);
  else
    dex_promise_reject (work->promise, g_steal_pointer (&error));

  work->queue->active--;
  begin_next (work->queue);

  return dex_future_new_true ();
}

static void
begin_next (CwWorkQueue *self)
{
  while (self->active < self->most && !g_queue_is_empty (&self->waiting))
    {
      Work *work = g_queue_pop_head (&self->waiting);

      /* Nobody waits for it any more. */
      if (g_cancellable_is_cancelled (dex_promise_get_cancellable (work->promise)))
        {
          work_free (work);
          continue;
        }

      self->active++;
      dex_future_disown (dex_future_finally (work->func (work->data), on_done, work, work_free));
    }
}

static DexFuture *
pass_on (DexFuture *future,
         gpointer   data)
{
  return dex_ref (future);
}

/**
 * cw_work_queue_new:
 * @most: how many things are done at a time, above 0
 *
 * Returns: (transfer full): a queue with nothing to do
 */
CwWorkQueue *
cw_work_queue_new (guint most)
{
  CwWorkQueue *self;

  g_return_val_if_fail (most > 0, NULL);

  self = g_object_new (CW_TYPE_WORK_QUEUE, NULL);
  self->most = most;

  return self;
}

/**
 * cw_work_queue_run:
 * @self: a queue
 * @func: begins the work
 * @data: given to @func
 * @data_free: (nullable): frees @data
 *
 * Dropping what is returned before its turn has come means that it is never
 * begun; what has begun is done to its end.
 *
 * Returns: (transfer full): a future with what the work's future holds
 */
DexFuture *
cw_work_queue_run (CwWorkQueue   *self,
                   CwWorkFunc     func,
                   gpointer       data,
                   GDestroyNotify data_free)
{
  DexPromise *promise;
  DexFuture  *result;
  Work       *work;

  dex_return_error_if_fail (CW_IS_WORK_QUEUE (self));
  dex_return_error_if_fail (func != NULL);

  promise = dex_promise_new_cancellable ();
  work = g_new0 (Work, 1);
  work->queue = g_object_ref (self);
  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->promise = dex_ref (promise);
  g_queue_push_tail (&self->waiting, work);

  /* Only what depends on the promise can cancel it by going. */
  result = dex_future_finally (DEX_FUTURE (promise), pass_on, NULL, NULL);
  begin_next (self);

  return result;
}

static void
cw_work_queue_class_init (CwWorkQueueClass *klass)
{
}

static void
cw_work_queue_init (CwWorkQueue *self)
{
  g_queue_init (&self->waiting);
}

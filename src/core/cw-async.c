/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-answer.h"
#include "cw-async.h"
#include "cw-error.h"

#include <gobject/gvaluecollector.h>

/* As much as the main thread has, so what is safe there is safe on a fiber.
 * Only the pages that are touched are ever committed. */
#define STACK_SIZE (8 * 1024 * 1024)

typedef struct
{
  GCallback fiber;
  GArray   *args;
} Call;

typedef struct
{
  CwThreadFunc   func;
  gpointer       data;
  GDestroyNotify data_free;
  CwAnswer      *answer;
} Work;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_array_unref (call->args);
  g_free (call);
}

static DexFuture *
call_fiber (gpointer data)
{
  Call *call = data;
  g_auto (GValue) result = G_VALUE_INIT;
  g_autoptr (GClosure) closure = NULL;

  g_value_init (&result, G_TYPE_POINTER);
  closure = g_cclosure_new (call->fiber, NULL, NULL);
  g_closure_set_marshal (closure, g_cclosure_marshal_generic);
  g_closure_ref (closure);
  g_closure_sink (closure);
  g_closure_invoke (closure, &result, call->args->len, (GValue *) call->args->data, NULL);

  return g_value_get_pointer (&result);
}

static DexFuture *
pass_on (DexFuture *future,
         gpointer   data)
{
  return dex_ref (future);
}

/**
 * cw_follow:
 * @future: (transfer full): work that others may wait for, too
 *
 * Returns: (transfer full): a future of its own with what @future comes to, which
 *   can be dropped without dropping @future from under the others
 */
DexFuture *
cw_follow (DexFuture *future)
{
  return dex_future_finally (future, pass_on, NULL, NULL);
}

/**
 * cw_spawn:
 * @fiber: a function that takes the arguments below and returns a future
 * @n_args: how many arguments follow, at least one
 * @...: for each argument its #GType and its value, which is copied
 *
 * Runs @fiber on the calling thread's scheduler, with a stack of the one size
 * that this program uses. Dropping what is returned cancels the fiber:
 * whatever it awaits is rejected with %DEX_ERROR_FIBER_CANCELLED.
 *
 * Returns: (transfer full): what @fiber returns
 */
DexFuture *
cw_spawn (GCallback fiber,
          guint     n_args,
          ...)
{
  Call   *call;
  va_list list;

  /* GLib's marshaller takes the first for the instance. */
  g_return_val_if_fail (fiber != NULL && n_args > 0, NULL);

  call = g_new0 (Call, 1);
  call->fiber = fiber;
  call->args = g_array_sized_new (FALSE, TRUE, sizeof (GValue), MAX (n_args, 1));
  g_array_set_clear_func (call->args, (GDestroyNotify) g_value_unset);
  g_array_set_size (call->args, n_args);

  va_start (list, n_args);
  for (guint i = 0; i < n_args; i++)
    {
      g_autofree char *problem = NULL;
      GType            type = va_arg (list, GType);

      G_VALUE_COLLECT_INIT (&g_array_index (call->args, GValue, i), type, list, 0, &problem);
      if (problem != NULL)
        g_error ("%s", problem);
    }
  va_end (list);

  /* A fiber only notices that nobody waits for it when a future that depends on
   * it goes away, so hand out one of those. */
  return cw_follow (dex_scheduler_spawn (NULL, STACK_SIZE, call_fiber, call, call_free));
}

static GThreadPool *pool;

static void
run_work (gpointer data,
          gpointer user_data)
{
  Work *work = data;
  g_autoptr (DexFuture) result = NULL;
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = cw_answer_get_cancellable (work->answer);

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    result = dex_future_new_for_error (g_steal_pointer (&error));
  else
    result = work->func (work->data, cancellable);

  /* Before the answer, so that whoever waits finds the work's hands empty. */
  if (work->data_free != NULL)
    work->data_free (work->data);

  cw_answer_give (work->answer, g_steal_pointer (&result));
  g_free (work);
}

/**
 * cw_run_in_thread:
 * @func: what to do
 * @data: given to @func
 * @data_free: (nullable): frees @data, on the thread that ran @func
 *
 * Runs work that blocks, such as decoding, away from the main loop. Dropping
 * what is returned fires @func's cancellable.
 *
 * Returns: (transfer full): a future with what @func's future holds
 */
DexFuture *
cw_run_in_thread (CwThreadFunc   func,
                  gpointer       data,
                  GDestroyNotify data_free)
{
  DexFuture *future;
  Work      *work;

  g_return_val_if_fail (func != NULL, NULL);

  if (g_once_init_enter_pointer (&pool))
    g_once_init_leave_pointer (&pool, g_thread_pool_new (run_work, NULL, -1, FALSE, NULL));

  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->answer = cw_answer_new ();
  future = cw_answer_get_future (work->answer);
  g_thread_pool_push (pool, work, NULL);

  return future;
}

static DexFuture *
on_detached (DexFuture *future,
             gpointer   data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && !cw_error_is_cancelled (error))
    g_warning ("%s: %s", (const char *) data, error->message);

  return dex_ref (future);
}

/**
 * cw_detach:
 * @future: (transfer full): work that goes on although nobody waits for it
 * @what: a static string: what it does, for the log
 *
 * Lets @future run to its end. Its error has nobody to go to and is logged, so
 * this is only for work whose failure the user sees in another way.
 */
void
cw_detach (DexFuture  *future,
           const char *what)
{
  g_return_if_fail (DEX_IS_FUTURE (future));

  dex_future_disown (dex_future_finally (future, on_detached, (gpointer) what, NULL));
}

/**
 * cw_async_finish:
 *
 * Waits for the work on threads that is still under way. Call it at the end of
 * a program, after everything was cancelled, so that nothing is left half done;
 * nothing may be given to threads after it.
 */
void
cw_async_finish (void)
{
  if (pool != NULL)
    g_thread_pool_free (g_steal_pointer (&pool), FALSE, TRUE);
}

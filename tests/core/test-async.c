/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "test-support.h"

/* What a piece of work saw, told to the test through a promise. */
typedef struct
{
  DexPromise *started;
  DexPromise *ended;
  GThread    *thread;
} Work;

static Work *
work_new (void)
{
  Work *work = g_new0 (Work, 1);

  work->started = dex_promise_new ();
  work->ended = dex_promise_new ();
  return work;
}

static void
work_free (Work *work)
{
  dex_clear (&work->started);
  dex_clear (&work->ended);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static DexFuture *
add_fiber (int         number,
           const char *text,
           GObject    *object)
{
  return dex_future_new_take_string (g_strdup_printf ("%d %s %d", number, text, G_IS_OBJECT (object)));
}

static void
a_fiber_gets_its_arguments (void)
{
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *result = dex_await_string (cw_spawn (G_CALLBACK (add_fiber), 3,
                                                        G_TYPE_INT, 7,
                                                        G_TYPE_STRING, "clips",
                                                        G_TYPE_OBJECT, object),
                                              &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, "7 clips 1");
}

static DexFuture *
wait_fiber (gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;

  dex_promise_resolve_boolean (work->started, TRUE);
  dex_await (DEX_FUTURE (dex_promise_new_cancellable ()), &error);
  dex_promise_reject (work->ended, g_error_copy (error));

  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
a_dropped_fiber_is_cancelled (void)
{
  g_autoptr (Work) work = work_new ();
  g_autoptr (DexFuture) future = cw_spawn (G_CALLBACK (wait_fiber), 1, G_TYPE_POINTER, work);
  g_autoptr (GError) error = NULL;

  g_assert_true (dex_await (dex_ref (work->started), NULL));
  dex_clear (&future);

  g_assert_false (dex_await (dex_ref (work->ended), &error));
  g_assert_true (cw_error_is_cancelled (error));
}

static DexFuture *
name_thread (gpointer      data,
             GCancellable *cancellable)
{
  Work *work = data;

  work->thread = g_thread_self ();
  return dex_future_new_for_int (42);
}

static void
blocking_work_runs_on_another_thread (void)
{
  g_autoptr (Work) work = work_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (dex_await_int (cw_run_in_thread (name_thread, work, NULL), &error), ==, 42);
  g_assert_no_error (error);
  g_assert_true (work->thread != g_thread_self ());
}

static DexFuture *
fail (gpointer      data,
      GCancellable *cancellable)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, "No");
}

static void
count_free (gpointer data)
{
  (*(int *) data)++;
}

static void
an_error_crosses_and_the_data_is_freed (void)
{
  g_autoptr (GError) error = NULL;
  int freed = 0;

  g_assert_false (dex_await (cw_run_in_thread (fail, &freed, count_free), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_assert_cmpint (freed, ==, 1);
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  GAsyncQueue *queue = data;

  g_async_queue_push (queue, cancellable);
}

static DexFuture *
wait_for_cancel (gpointer      data,
                 GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GAsyncQueue) queue = g_async_queue_new ();
  gulong   handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), queue, NULL);
  gboolean fired;

  dex_promise_resolve_boolean (work->started, TRUE);
  fired = g_async_queue_timeout_pop (queue, 30 * G_USEC_PER_SEC) != NULL;
  g_cancellable_disconnect (cancellable, handler);
  dex_promise_resolve_boolean (work->ended, fired);

  return dex_future_new_true ();
}

static void
dropped_work_hears_of_it (void)
{
  g_autoptr (Work) work = work_new ();
  g_autoptr (DexFuture) future = cw_run_in_thread (wait_for_cancel, work, NULL);

  g_assert_true (dex_await (dex_ref (work->started), NULL));
  dex_clear (&future);
  g_assert_true (dex_await_boolean (dex_ref (work->ended), NULL));
}

static DexFuture *
work_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_run_in_thread (wait_for_cancel, data, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
hand_over_fiber (gpointer data)
{
  return cw_spawn (G_CALLBACK (work_fiber), 1, G_TYPE_POINTER, data);
}

static DexFuture *
on_any (DexFuture *future,
        gpointer   data)
{
  return dex_ref (future);
}

static void
work_deep_in_a_dropped_fiber_hears_of_it (void)
{
  g_autoptr (Work) work = work_new ();
  g_autoptr (DexFuture) future = dex_future_finally (cw_spawn (G_CALLBACK (hand_over_fiber), 1, G_TYPE_POINTER, work), on_any, NULL, NULL);

  g_assert_true (dex_await (dex_ref (work->started), NULL));
  dex_clear (&future);
  g_assert_true (dex_await_boolean (dex_ref (work->ended), NULL));
}

static void
fail_detached (void)
{
  DexPromise *promise = dex_promise_new ();

  cw_detach (dex_ref (DEX_FUTURE (promise)), "Import");
  dex_promise_reject (promise, g_error_new (CW_ERROR, CW_ERROR_MISSING, "No such clip"));
  dex_unref (promise);
}

static void
the_failure_of_detached_work_is_logged (void)
{
  g_test_trap_subprocess ("/async/subprocess/fail-detached", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_stderr ("*Import: No such clip*");
}

static void
cancel_detached (void)
{
  DexPromise *promise = dex_promise_new ();

  cw_detach (dex_ref (DEX_FUTURE (promise)), "Import");
  dex_promise_reject (promise, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  dex_unref (promise);
}

static void
cancelled_detached_work_is_silent (void)
{
  g_test_trap_subprocess ("/async/subprocess/cancel-detached", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*Import*");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/async/a-fiber-gets-its-arguments", a_fiber_gets_its_arguments);
  test_add_fiber ("/async/a-dropped-fiber-is-cancelled", a_dropped_fiber_is_cancelled);
  test_add_fiber ("/async/blocking-work-runs-on-another-thread", blocking_work_runs_on_another_thread);
  test_add_fiber ("/async/an-error-crosses-and-the-data-is-freed", an_error_crosses_and_the_data_is_freed);
  test_add_fiber ("/async/dropped-work-hears-of-it", dropped_work_hears_of_it);
  test_add_fiber ("/async/work-deep-in-a-dropped-fiber-hears-of-it", work_deep_in_a_dropped_fiber_hears_of_it);
  g_test_add_func ("/async/the-failure-of-detached-work-is-logged", the_failure_of_detached_work_is_logged);
  g_test_add_func ("/async/cancelled-detached-work-is-silent", cancelled_detached_work_is_silent);
  test_add_fiber ("/async/subprocess/fail-detached", fail_detached);
  test_add_fiber ("/async/subprocess/cancel-detached", cancel_detached);
  return g_test_run ();
}

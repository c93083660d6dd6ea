/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-answer.h"

/**
 * CwAnswer:
 *
 * What a thread owes to whoever asked it. The answer is given on the asker's thread:
 * libdex calls back there anyway, but may drop the last reference to what was given to
 * the callback on the thread that settled the promise, and so take a whole object apart
 * on the wrong thread.
 */
struct _CwAnswer
{
  DexPromise   *promise;
  GMainContext *context;
  DexFuture    *result; /* nullable: until it is given */
};

/**
 * cw_answer_new:
 *
 * On the asker's thread.
 *
 * Returns: (transfer full): a debt, for cw_answer_give()
 */
CwAnswer *
cw_answer_new (void)
{
  CwAnswer *self = g_new0 (CwAnswer, 1);

  self->promise = dex_promise_new_cancellable ();
  self->context = g_main_context_ref_thread_default ();

  return self;
}

static DexFuture *
pass_on (DexFuture *future,
         gpointer   data)
{
  return dex_ref (future);
}

/**
 * cw_answer_get_future:
 * @self: a debt
 *
 * On the asker's thread.
 *
 * Returns: (transfer full): a future with what will be given; dropping it fires the
 *   cancellable
 */
DexFuture *
cw_answer_get_future (CwAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Only what depends on the promise can cancel it by going. */
  return dex_future_finally (dex_ref (DEX_FUTURE (self->promise)), pass_on, NULL, NULL);
}

/**
 * cw_answer_get_cancellable:
 * @self: a debt
 *
 * Returns: (transfer none): fires when nobody waits any more
 */
GCancellable *
cw_answer_get_cancellable (CwAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dex_promise_get_cancellable (self->promise);
}

static gboolean
settle (gpointer data)
{
  CwAnswer *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (self->result, &error);

  if (value != NULL)
    dex_promise_resolve (self->promise, value);
  else
    dex_promise_reject (self->promise, g_steal_pointer (&error));

  return G_SOURCE_REMOVE;
}

static void
answer_free (gpointer data)
{
  CwAnswer *self = data;

  dex_clear (&self->result);
  dex_unref (self->promise);
  g_main_context_unref (self->context);
  g_free (self);
}

/**
 * cw_answer_give:
 * @self: (transfer full): a debt
 * @result: (transfer full): a future that is resolved or rejected already
 *
 * Settles it, on the asker's thread, in the order in which answers are given. On any
 * thread.
 */
void
cw_answer_give (CwAnswer  *self,
                DexFuture *result)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_return_if_fail (self != NULL);
  g_return_if_fail (DEX_IS_FUTURE (result) && !dex_future_is_pending (result));

  self->result = result;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, settle, self, answer_free);
  g_source_attach (source, self->context);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-import.h"

#include "cw-async.h"
#include "cw-error.h"

/* As many as the library looks at at a time. */
#define AT_A_TIME 2

typedef struct
{
  CwImportPlan     *plan;
  CwFolderImportWay way;
  DexPromise       *promise;
} Work;

static void
work_free (Work *work)
{
  g_object_unref (work->plan);
  g_clear_object (&work->way.take_in_data);
  g_clear_object (&work->way.progress);
  dex_unref (work->promise);
  g_free (work);
}

/* What ends all of it: what is wrong with one file is not. */
static gboolean
is_the_end (const GError *error)
{
  return g_error_matches (error, CW_ERROR, CW_ERROR_NO_SPACE);
}

static void
tell (Work         *work,
      guint         index,
      CwClip       *clip,
      const GError *error)
{
  /* Whoever dropped the future may be gone. */
  if (work->way.told != NULL && !g_cancellable_is_cancelled (dex_promise_get_cancellable (work->promise)))
    work->way.told (cw_import_plan_get_entry (work->plan, index), clip, error, work->way.told_data);
}

/* Goes on to the end of what it has begun whatever happens: dropping a future whose
 * fiber is just waking is what libdex does not like. */
static DexFuture *
import_fiber (Work *work)
{
  GCancellable *cancellable = dex_promise_get_cancellable (work->promise);
  guint         n = cw_import_plan_get_n_entries (work->plan);
  DexFuture    *current[AT_A_TIME] = { NULL };
  g_autoptr (GError) end = NULL;
  guint begun = 0;

  for (guint done = 0; done < begun || (begun < n && end == NULL && !g_cancellable_is_cancelled (cancellable)); done++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwClip) clip = NULL;

      while (begun < n && begun < done + AT_A_TIME && end == NULL && !g_cancellable_is_cancelled (cancellable))
        {
          const CwImportEntry *entry = cw_import_plan_get_entry (work->plan, begun);

          current[begun++ % AT_A_TIME] = work->way.take_in (entry->path, entry->metadata, work->way.take_in_data);
        }

      clip = dex_await_object (g_steal_pointer (&current[done % AT_A_TIME]), &error);
      if (error != NULL && end == NULL && is_the_end (error))
        end = g_error_copy (error);

      tell (work, done, clip, error);
      cw_step_progress_set (work->way.progress, done + 1, n, 0);
    }

  if (end != NULL)
    dex_promise_reject (work->promise, g_steal_pointer (&end));
  else if (begun < n)
    dex_promise_reject (work->promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
  else
    dex_promise_resolve_boolean (work->promise, TRUE);

  work_free (work);
  return dex_future_new_true ();
}

/**
 * cw_folder_import:
 * @plan: what to take in
 * @way: how; it is copied
 *
 * Takes a plan's files in, a few at a time and in order. One that cannot be taken in is
 * told and does not stop the others. Dropping the future ends it after those that are
 * under way; what was taken in stays.
 *
 * Returns: (transfer full): a future that resolves once all were tried; rejects with
 *   %CW_ERROR_NO_SPACE where the disk is full
 */
DexFuture *
cw_folder_import (CwImportPlan            *plan,
                  const CwFolderImportWay *way)
{
  Work       *work;
  DexPromise *promise;

  dex_return_error_if_fail (CW_IS_IMPORT_PLAN (plan));
  dex_return_error_if_fail (way != NULL && way->take_in != NULL);

  promise = dex_promise_new_cancellable ();
  work = g_new0 (Work, 1);
  work->plan = g_object_ref (plan);
  work->way = *way;
  if (way->take_in_data != NULL)
    g_object_ref (way->take_in_data);
  if (way->progress != NULL)
    g_object_ref (way->progress);
  work->promise = dex_ref (promise);

  dex_future_disown (cw_spawn (G_CALLBACK (import_fiber), 1, G_TYPE_POINTER, work));
  return cw_follow (DEX_FUTURE (promise));
}

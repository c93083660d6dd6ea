/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-export-job.h"
#include "cw-job-list.h"
#include "cw-job-queue.h"
#include "cw-job-runner.h"

#include <glib/gi18n.h>

/**
 * CwJobQueue:
 *
 * Long work as the user sees it: a list, and what can be done to what is in it.
 */
struct _CwJobQueue
{
  GObject parent_instance;

  CwJobList   *list;
  CwJobRunner *runner;
};

typedef enum
{
  PROP_ACTIVE = 1,
  PROP_PAUSED,
  PROP_PROGRESS,
} CwJobQueueProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

enum
{
  SIGNAL_JOB_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwJobQueue, cw_job_queue, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* With those that have ended meanwhile, so that it does not run backwards. */
static double
get_progress (CwJobQueue *self)
{
  guint  active = cw_job_queue_count_active (self, NULL);
  guint  ended = cw_job_runner_get_ended (self->runner);
  double sum = ended;

  if (active == 0)
    return 0;

  for (guint i = 0; i < cw_job_list_get_n (self->list); i++)
    if (cw_job_is_active (cw_job_list_get (self->list, i)))
      sum += cw_job_get_progress (cw_job_list_get (self->list, i));

  return sum / (active + ended);
}

static guint
count_paused (CwJobQueue *self)
{
  guint n = 0;

  for (guint i = 0; i < cw_job_list_get_n (self->list); i++)
    n += cw_job_get_state (cw_job_list_get (self->list, i)) == CW_JOB_PAUSED;

  return n;
}

static void
notify_active (CwJobQueue *self)
{
  if (cw_job_queue_count_active (self, NULL) == 0)
    cw_job_runner_forget_ended (self->runner);

  for (CwJobQueueProperty id = PROP_ACTIVE; id <= PROP_PROGRESS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
on_progress (CwJobQueue *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/**
 * cw_job_queue_add_kind:
 * @self: a queue
 * @kind: how one kind of jobs is done
 *
 * Jobs of a kind that the queue does not know wait.
 */
void
cw_job_queue_add_kind (CwJobQueue *self,
                       CwJobKind  *kind)
{
  g_return_if_fail (CW_IS_JOB_QUEUE (self));

  cw_job_runner_add_kind (self->runner, kind);
}

/* --- what there is -------------------------------------------------------- */

/**
 * cw_job_queue_find:
 * @self: a queue
 * @id: a job's id
 *
 * Returns: (nullable) (transfer none): the job
 */
CwJob *
cw_job_queue_find (CwJobQueue *self,
                   const char *id)
{
  g_return_val_if_fail (CW_IS_JOB_QUEUE (self), NULL);

  return cw_job_list_find (self->list, id);
}

/**
 * cw_job_queue_find_subject:
 * @self: a queue
 * @kind: a kind of jobs
 * @subject: what they are about
 *
 * Returns: (nullable) (transfer none): the newest job of @kind about that
 */
CwJob *
cw_job_queue_find_subject (CwJobQueue *self,
                           const char *kind,
                           const char *subject)
{
  g_return_val_if_fail (CW_IS_JOB_QUEUE (self), NULL);

  return cw_job_list_find_subject (self->list, kind, subject);
}

/**
 * cw_job_queue_count_active:
 * @self: a queue
 * @kind: (nullable): a kind of jobs, or %NULL for all
 *
 * Returns: how many wait for their turn or are being done
 */
guint
cw_job_queue_count_active (CwJobQueue *self,
                           const char *kind)
{
  guint n = 0;

  g_return_val_if_fail (CW_IS_JOB_QUEUE (self), 0);

  for (guint i = 0; i < cw_job_list_get_n (self->list); i++)
    n += cw_job_is_active (cw_job_list_get (self->list, i)) && (kind == NULL || g_str_equal (cw_job_get_kind (cw_job_list_get (self->list, i)), kind));

  return n;
}

/**
 * cw_job_queue_may_pause:
 * @self: a queue
 * @job: a job in it
 *
 * Returns: whether @job can be paused without losing what is done of it
 */
gboolean
cw_job_queue_may_pause (CwJobQueue *self,
                        CwJob      *job)
{
  CwJobKind *kind;

  g_return_val_if_fail (CW_IS_JOB_QUEUE (self), FALSE);
  g_return_val_if_fail (CW_IS_JOB (job), FALSE);

  kind = cw_job_runner_find_kind (self->runner, cw_job_get_kind (job));
  return cw_job_get_state (job) == CW_JOB_QUEUED || (cw_job_get_state (job) == CW_JOB_RUNNING && kind != NULL && cw_job_kind_get_resumes (kind));
}

static void
take_out (CwJobQueue *self,
          CwJob      *job)
{
  g_autoptr (CwJob) kept = g_object_ref (job);

  cw_job_list_take_out (self->list, job);
  cw_job_runner_forget (self->runner, job);
  notify_active (self);
}

static DexFuture *
add_fiber (CwJobQueue *self,
           CwJob      *job)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_job_list_store (self->list, job), &error))
    {
      take_out (self, job);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  cw_job_runner_set_adding (self->runner, job, FALSE);
  cw_job_runner_begin_next (self->runner);
  return dex_future_new_take_object (g_object_ref (job));
}

/**
 * cw_job_queue_add:
 * @self: a queue
 * @job: a new job
 *
 * It is in the list at once, and begins once it is there to stay.
 *
 * Returns: (transfer full): a future that resolves to @job then
 */
DexFuture *
cw_job_queue_add (CwJobQueue *self,
                  CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  cw_job_runner_set_adding (self->runner, job, TRUE);
  cw_job_list_insert (self->list, job);
  notify_active (self);
  return cw_spawn (G_CALLBACK (add_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
}

static DexFuture *
export_fiber (CwJobQueue *self,
              CwProject  *project,
              const char *preset_id,
              const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwJob) job = dex_await_object (cw_export_job_make (project, preset_id, output), &error);

  if (job == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_job_queue_add (self, job);
}

/**
 * cw_job_queue_export:
 * @self: a queue
 * @project: what to export, which is kept as it is now
 * @preset_id: what to export to; it decides the canvas as well
 * @output: the file to make
 *
 * A file that is at @output now is replaced: the caller has asked. One that
 * comes there later is not; the job takes another name then.
 *
 * Returns: (transfer full): a future that resolves to the #CwJob once it is
 *   there to stay
 */
DexFuture *
cw_job_queue_export (CwJobQueue *self,
                     CwProject  *project,
                     const char *preset_id,
                     const char *output)
{
  g_autoptr (CwProject) copy = NULL;

  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_PROJECT (project));
  dex_return_error_if_fail (output != NULL);

  copy = cw_project_copy (project);
  return cw_spawn (G_CALLBACK (export_fiber), 4,
                   CW_TYPE_JOB_QUEUE, self,
                   CW_TYPE_PROJECT, copy,
                   G_TYPE_STRING, preset_id,
                   G_TYPE_STRING, output);
}

/* --- what is done to them ------------------------------------------------- */

/**
 * cw_job_queue_follow:
 * @self: a queue
 * @job: a job in it
 *
 * Returns: (transfer full): a future of what comes of it: resolves once it has
 *   succeeded, rejects once it has failed or was cancelled. Dropping it does not cancel
 *   the job
 */
DexFuture *
cw_job_queue_follow (CwJobQueue *self,
                     CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_job_runner_follow (self->runner, job);
}

static DexFuture *
cancel_fiber (CwJobQueue *self,
              CwJob      *job)
{
  CwJobKind *kind = cw_job_runner_find_kind (self->runner, cw_job_get_kind (job));
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) reason = NULL;

  if (!cw_job_runner_is_running (self->runner, job) && cw_job_has_ended (job))
    return dex_future_new_true ();

  if (cw_job_runner_is_running (self->runner, job))
    {
      cw_job_runner_stop (self->runner, job, CW_JOB_WISH_CANCEL);
      return cw_job_runner_wait (self->runner, job);
    }

  if (!dex_await (cw_job_list_set_state (self->list, job, CW_JOB_CANCELLED, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (kind != NULL && cw_job_list_is_ours (self->list))
    dex_await (cw_job_kind_clean_up (kind, job, CW_JOB_CANCELLED), NULL);

  notify_active (self);
  reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user does not want it");
  cw_job_runner_tell (self->runner, job, NULL, reason);
  return dex_future_new_true ();
}

/**
 * cw_job_queue_cancel:
 * @self: a queue
 * @job: a job in it
 *
 * Ends a job, waiting, paused or running; nothing happens to one that has ended.
 *
 * Returns: (transfer full): a future that resolves once it has ended and what
 *   it had written is gone
 */
DexFuture *
cw_job_queue_cancel (CwJobQueue *self,
                     CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_spawn (G_CALLBACK (cancel_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
}

static DexFuture *
pause_fiber (CwJobQueue *self,
             CwJob      *job)
{
  g_autoptr (GError) error = NULL;

  if (!cw_job_is_active (job))
    return dex_future_new_true ();

  if (cw_job_runner_is_running (self->runner, job))
    {
      if (cw_job_runner_get_wish (self->runner, job) != CW_JOB_WISH_CANCEL)
        cw_job_runner_stop (self->runner, job, CW_JOB_WISH_PAUSE);
      return cw_job_runner_wait (self->runner, job);
    }

  if (!dex_await (cw_job_list_set_state (self->list, job, CW_JOB_PAUSED, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  notify_active (self);
  return dex_future_new_true ();
}

/**
 * cw_job_queue_pause:
 * @self: a queue
 * @job: a job in it
 *
 * Has it wait until cw_job_queue_resume(), also over the end of the program. What does
 * not resume (#CwJobKind:resumes) begins anew then.
 *
 * Returns: (transfer full): a future that resolves once it rests
 */
DexFuture *
cw_job_queue_pause (CwJobQueue *self,
                    CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_spawn (G_CALLBACK (pause_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
}

static DexFuture *
enqueue_fiber (CwJobQueue *self,
               CwJob      *job)
{
  g_autoptr (GError) error = NULL;

  /* It is just about to rest. */
  if (cw_job_runner_is_running (self->runner, job) && cw_job_runner_get_wish (self->runner, job) == CW_JOB_WISH_PAUSE)
    cw_job_runner_set_wish (self->runner, job, CW_JOB_WISH_WAIT);
  if (cw_job_is_active (job))
    return dex_future_new_true ();

  /* It has ended, and is still being told of. */
  dex_await (cw_job_runner_wait (self->runner, job), NULL);

  cw_job_runner_renew (self->runner, job);
  if (!dex_await (cw_job_list_set_state (self->list, job, CW_JOB_QUEUED, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  notify_active (self);
  cw_job_runner_begin_next (self->runner);
  return dex_future_new_true ();
}

static DexFuture *
enqueue (CwJobQueue *self,
         CwJob      *job)
{
  return cw_spawn (G_CALLBACK (enqueue_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
}

/**
 * cw_job_queue_resume:
 * @self: a queue
 * @job: a job that was paused
 *
 * Returns: (transfer full): a future that resolves once it waits for its turn
 */
DexFuture *
cw_job_queue_resume (CwJobQueue *self,
                     CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_job_has_ended (job) ? dex_future_new_true () : enqueue (self, job);
}

/**
 * cw_job_queue_retry:
 * @self: a queue
 * @job: a job that has ended
 *
 * Returns: (transfer full): a future that resolves once it waits for its turn
 */
DexFuture *
cw_job_queue_retry (CwJobQueue *self,
                    CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return enqueue (self, job);
}

static DexFuture *
remove_fiber (CwJobQueue *self,
              CwJob      *job)
{
  g_autoptr (GError) error = NULL;

  if (!cw_job_has_ended (job))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is not finished: cancel it first"), cw_job_get_title (job));

  dex_await (cw_job_runner_wait (self->runner, job), NULL);

  if (!dex_await (cw_job_list_remove (self->list, job), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  take_out (self, job);
  return dex_future_new_true ();
}

/**
 * cw_job_queue_remove:
 * @self: a queue
 * @job: a job that has ended
 *
 * Forgets a job; the file it made stays.
 *
 * Returns: (transfer full): a future that resolves once it is forgotten;
 *   rejects with %CW_ERROR_INVALID where it has not ended
 */
DexFuture *
cw_job_queue_remove (CwJobQueue *self,
                     CwJob      *job)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
}

/* --- the database --------------------------------------------------------- */

/* Makes one job what another process has made of it in the database. */
static void
take_over (CwJobQueue *self,
           CwJob      *row)
{
  CwJob     *job = cw_job_queue_find (self, cw_job_get_id (row));
  CwJobState state = cw_job_get_state (row);

  if (job == NULL)
    {
      cw_job_list_insert (self->list, row);
      notify_active (self);
    }
  else if (state == CW_JOB_PAUSED)
    cw_detach (cw_job_queue_pause (self, job), "Pausing a job");
  else if (state == CW_JOB_QUEUED)
    cw_detach (enqueue (self, job), "Going on with a job");
  else if (state == CW_JOB_CANCELLED)
    cw_detach (cw_job_queue_cancel (self, job), "Cancelling a job");
}

static DexFuture *
refresh_fiber (CwJobQueue *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = dex_await_boxed (cw_job_list_read (self->list), &error);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (rows == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = rows->len; i > 0; i--)
    {
      g_hash_table_add (known, (gpointer) cw_job_get_id (rows->pdata[i - 1]));
      take_over (self, rows->pdata[i - 1]);
    }

  for (guint i = cw_job_list_get_n (self->list); i > 0; i--)
    {
      CwJob *job = cw_job_list_get (self->list, i - 1);

      if (cw_job_has_ended (job) && !cw_job_runner_is_adding (self->runner, job) && !cw_job_runner_is_running (self->runner, job) && !g_hash_table_contains (known, cw_job_get_id (job)))
        take_out (self, job);
    }

  cw_job_runner_begin_next (self->runner);
  return dex_future_new_true ();
}

static void
on_rung (CwJobQueue *self)
{
  cw_detach (cw_spawn (G_CALLBACK (refresh_fiber), 1, CW_TYPE_JOB_QUEUE, self), "Looking at the jobs again");
}

static DexFuture *
load_fiber (CwJobQueue *self,
            gboolean    runs)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_job_list_load (self->list), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  notify_active (self);
  if (runs && cw_job_list_is_ours (self->list))
    {
      cw_job_list_listen (self->list);
      cw_job_runner_start (self->runner);
    }

  return dex_future_new_true ();
}

/**
 * cw_job_queue_load:
 * @self: a queue
 *
 * Reads the jobs and goes on with what is open; call it once, when the database
 * is open. Where another process does so already, its jobs are only shown.
 *
 * Returns: (transfer full): a future that resolves once the jobs are in @self
 */
DexFuture *
cw_job_queue_load (CwJobQueue *self)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));

  return cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_JOB_QUEUE, self, G_TYPE_BOOLEAN, TRUE);
}

/**
 * cw_job_queue_look:
 * @self: a queue
 *
 * Reads the jobs and does none of them. What is changed of them here is heard of by the
 * process that does.
 *
 * Returns: (transfer full): a future that resolves once the jobs are in @self
 */
DexFuture *
cw_job_queue_look (CwJobQueue *self)
{
  dex_return_error_if_fail (CW_IS_JOB_QUEUE (self));

  return cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_JOB_QUEUE, self, G_TYPE_BOOLEAN, FALSE);
}

/* --- the object ----------------------------------------------------------- */

static void
on_items_changed (CwJobQueue *self,
                  guint       position,
                  guint       n_removed,
                  guint       n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
on_finished (CwJobQueue *self,
             CwJob      *job)
{
  g_signal_emit (self, signals[SIGNAL_JOB_FINISHED], 0, job);
}

/**
 * cw_job_queue_new:
 * @database: (nullable): a database, which need not be open yet; without one the jobs
 *   last as long as the queue
 *
 * Returns: (transfer full): a queue, empty until cw_job_queue_load(), that knows no kind
 *   of jobs
 */
CwJobQueue *
cw_job_queue_new (CwDatabase *database)
{
  CwJobQueue *self;

  g_return_val_if_fail (database == NULL || CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_JOB_QUEUE, NULL);
  self->list = cw_job_list_new (database);
  self->runner = cw_job_runner_new (self->list);
  if (database == NULL)
    cw_job_runner_start (self->runner);
  g_signal_connect_object (self->runner, "changed", G_CALLBACK (notify_active), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "rung", G_CALLBACK (on_rung), self, G_CONNECT_SWAPPED);

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return cw_job_list_get_n (CW_JOB_QUEUE (model)->list);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (CW_JOB_QUEUE (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_job_queue_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwJobQueue *self = CW_JOB_QUEUE (object);

  switch ((CwJobQueueProperty) id)
    {
    case PROP_ACTIVE:
      g_value_set_uint (value, cw_job_queue_count_active (self, NULL));
      break;

    case PROP_PAUSED:
      g_value_set_uint (value, count_paused (self));
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, get_progress (self));
      break;
    }
}

static void
cw_job_queue_finalize (GObject *object)
{
  CwJobQueue *self = CW_JOB_QUEUE (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (cw_job_queue_parent_class)->finalize (object);
}

static void
cw_job_queue_class_init (CwJobQueueClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_job_queue_finalize;
  object_class->get_property = cw_job_queue_get_property;

  properties[PROP_ACTIVE] = g_param_spec_uint ("active", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_PAUSED] = g_param_spec_uint ("paused", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CwJobQueue::job-finished:
   * @self: a queue
   * @job: a job
   *
   * @job has succeeded, failed or was cancelled, as its state says.
   */
  signals[SIGNAL_JOB_FINISHED] = g_signal_new ("job-finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, CW_TYPE_JOB);
}

static void
cw_job_queue_init (CwJobQueue *self)
{
}

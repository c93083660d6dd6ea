/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-runner.h"

#include "cw-async.h"
#include "cw-error.h"

/**
 * CwJobRunner:
 *
 * Does the jobs of a list: of each kind as many at a time as may be, the oldest first,
 * and none where its kind says why.
 */
struct _CwJobRunner
{
  GObject parent_instance;

  CwJobList  *list;
  GPtrArray  *kinds;
  GHashTable *tasks; /* by job */
  gboolean    started;
  guint       ended; /* how many, since somebody has forgotten */
};

/* What is known of a job as long as it is in the list. */
typedef struct
{
  gboolean    adding; /* it is not there to stay yet */
  gboolean    running;
  DexFuture  *run;     /* nullable: the last one */
  DexPromise *outcome; /* what those who follow it get */
  CwJobWish   wish;
} Task;

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwJobRunner, cw_job_runner, G_TYPE_OBJECT)

static void
task_free (gpointer data)
{
  Task *task = data;

  dex_clear (&task->run);
  dex_clear (&task->outcome);
  g_free (task);
}

/* Made when it is first asked for. */
static Task *
get_task (CwJobRunner *self,
          CwJob       *job)
{
  Task *task = g_hash_table_lookup (self->tasks, job);

  if (task == NULL)
    {
      task = g_new0 (Task, 1);
      task->outcome = dex_promise_new ();
      g_hash_table_insert (self->tasks, g_object_ref (job), task);
    }

  return task;
}

/**
 * cw_job_runner_find_kind:
 * @self: a runner
 * @name: of a kind of jobs
 *
 * Returns: (nullable) (transfer none): how they are done, where that is known
 */
CwJobKind *
cw_job_runner_find_kind (CwJobRunner *self,
                         const char  *name)
{
  g_return_val_if_fail (CW_IS_JOB_RUNNER (self), NULL);

  for (guint i = 0; i < self->kinds->len; i++)
    if (g_str_equal (cw_job_kind_get_name (self->kinds->pdata[i]), name))
      return self->kinds->pdata[i];

  return NULL;
}

static CwJobKind *
get_kind (CwJobRunner *self,
          CwJob       *job)
{
  return cw_job_runner_find_kind (self, cw_job_get_kind (job));
}

static void
on_progress (CwJobRunner *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static gboolean
stop_early (Task    *task,
            GError **error)
{
  if (task->wish == CW_JOB_WISH_NONE)
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was stopped before it had begun");
  return TRUE;
}

static gboolean
tell_output (CwJobRunner *self,
             CwJob       *job,
             const char  *output,
             GError     **error)
{
  if (output == NULL || g_strcmp0 (output, cw_job_get_output (job)) == 0)
    return TRUE;

  return dex_await (cw_job_list_set_output (self->list, job, output), error);
}

/* Everything up to its end, and what came of it. */
static DexFuture *
do_job (CwJobRunner *self,
        CwJob       *job,
        CwJobKind   *kind,
        GError     **error)
{
  Task *task = get_task (self, job);
  g_autoptr (GError) problem = NULL;
  g_autoptr (DexFuture) work = NULL;
  g_autofree char *place = NULL;
  g_autofree char *output = dex_await_string (cw_job_kind_prepare (kind, job), &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  if (!tell_output (self, job, output, error))
    return NULL;

  if (stop_early (task, error) || !dex_await (cw_job_list_set_state (self->list, job, CW_JOB_RUNNING, NULL), error) || stop_early (task, error))
    return NULL;

  work = cw_job_kind_run (kind, job);
  if (!dex_await (dex_ref (work), error))
    return NULL;

  place = cw_job_kind_find_output (kind, job, dex_future_get_value (work, NULL));
  return tell_output (self, job, place, error) ? g_steal_pointer (&work) : NULL;
}

static CwJobState
find_end (Task         *task,
          CwJobKind    *kind,
          const GError *error)
{
  if (error == NULL)
    return CW_JOB_SUCCEEDED;

  /* What failed for the same reason for which all of its kind wait waits with them. */
  if (!cw_error_is_cancelled (error))
    return cw_job_kind_get_hold (kind) != NULL && g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE) ? CW_JOB_QUEUED : CW_JOB_FAILED;

  switch (task->wish)
    {
    case CW_JOB_WISH_WAIT:
      return CW_JOB_QUEUED;

    case CW_JOB_WISH_PAUSE:
      return CW_JOB_PAUSED;

    case CW_JOB_WISH_NONE:
    case CW_JOB_WISH_CANCEL:
      break;
    }

  return CW_JOB_CANCELLED;
}

/**
 * cw_job_runner_tell:
 * @self: a runner
 * @job: a job that has ended
 * @work: (nullable): what came of it
 * @error: (nullable): or why nothing did
 *
 * Tells those who follow it.
 */
void
cw_job_runner_tell (CwJobRunner  *self,
                    CwJob        *job,
                    DexFuture    *work,
                    const GError *error)
{
  Task *task;

  g_return_if_fail (CW_IS_JOB_RUNNER (self));
  g_return_if_fail (CW_IS_JOB (job));

  task = get_task (self, job);
  if (work != NULL)
    dex_promise_resolve (task->outcome, dex_future_get_value (work, NULL));
  else
    dex_promise_reject (task->outcome, g_error_copy (error));

  g_signal_emit (self, signals[SIGNAL_FINISHED], 0, job);
}

static DexFuture *
run_fiber (CwJobRunner *self,
           CwJob       *job)
{
  CwJobKind *kind = get_kind (self, job);
  Task      *task = get_task (self, job);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;
  gulong handler = g_signal_connect_swapped (job, "notify::progress", G_CALLBACK (on_progress), self);
  g_autoptr (DexFuture) work = do_job (self, job, kind, &error);
  CwJobState state = find_end (task, kind, error);

  g_signal_handler_disconnect (job, handler);
  if (state != CW_JOB_QUEUED && state != CW_JOB_PAUSED)
    cw_detach (cw_job_kind_clean_up (kind, job, state), "Cleaning up after a job");

  /* Where even that cannot be kept the job is at least seen to have ended. */
  if (!dex_await (cw_job_list_set_state (self->list, job, state, state == CW_JOB_FAILED ? error : NULL), &problem))
    {
      cw_job_set_state (job, CW_JOB_FAILED, problem->message, g_get_real_time ());
      dex_clear (&work);
      g_clear_error (&error);
      error = g_steal_pointer (&problem);
    }

  task->running = FALSE;
  task->wish = CW_JOB_WISH_NONE;
  self->ended += cw_job_has_ended (job);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (cw_job_has_ended (job))
    cw_job_runner_tell (self, job, work, error);
  cw_job_runner_begin_next (self);

  return dex_future_new_true ();
}

static void
begin_kind (CwJobRunner *self,
            CwJobKind   *kind)
{
  const char *hold = cw_job_kind_get_hold (kind);
  guint       free = cw_job_kind_get_most (kind);

  for (guint i = 0; i < cw_job_list_get_n (self->list); i++)
    if (get_kind (self, cw_job_list_get (self->list, i)) == kind && get_task (self, cw_job_list_get (self->list, i))->running)
      free -= free > 0;

  for (guint i = cw_job_list_get_n (self->list); i > 0; i--)
    {
      CwJob *job = cw_job_list_get (self->list, i - 1);
      Task  *task = get_task (self, job);

      if (get_kind (self, job) != kind || cw_job_get_state (job) != CW_JOB_QUEUED || task->running || task->adding)
        continue;

      cw_job_set_state (job, CW_JOB_QUEUED, hold, 0);
      if (hold != NULL || free == 0)
        continue;

      free--;
      task->running = TRUE;
      task->wish = CW_JOB_WISH_NONE;
      dex_clear (&task->run);
      task->run = cw_spawn (G_CALLBACK (run_fiber), 2, CW_TYPE_JOB_RUNNER, self, CW_TYPE_JOB, job);
    }
}

/**
 * cw_job_runner_begin_next:
 * @self: a runner
 *
 * Begins what may begin. Does nothing before cw_job_runner_start().
 */
void
cw_job_runner_begin_next (CwJobRunner *self)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  for (guint i = 0; self->started && i < self->kinds->len; i++)
    begin_kind (self, self->kinds->pdata[i]);
}

/**
 * cw_job_runner_start:
 * @self: a runner
 *
 * Has it do the jobs of its list from now on.
 */
void
cw_job_runner_start (CwJobRunner *self)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  self->started = TRUE;
  cw_job_runner_begin_next (self);
}

/**
 * cw_job_runner_stop:
 * @self: a runner
 * @job: a job that is being done
 * @wish: what it is to become
 */
void
cw_job_runner_stop (CwJobRunner *self,
                    CwJob       *job,
                    CwJobWish    wish)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));
  g_return_if_fail (CW_IS_JOB (job));

  get_task (self, job)->wish = wish;
  cw_job_kind_stop (get_kind (self, job), job);
}

static void
on_kind_changed (CwJobRunner *self,
                 GParamSpec  *pspec,
                 CwJobKind   *kind)
{
  for (guint i = 0; cw_job_kind_get_hold (kind) != NULL && i < cw_job_list_get_n (self->list); i++)
    {
      CwJob *job = cw_job_list_get (self->list, i);
      Task  *task = get_task (self, job);

      if (task->running && task->wish == CW_JOB_WISH_NONE && get_kind (self, job) == kind)
        cw_job_runner_stop (self, job, CW_JOB_WISH_WAIT);
    }

  cw_job_runner_begin_next (self);
}

/**
 * cw_job_runner_add_kind:
 * @self: a runner
 * @kind: how one kind of jobs is done
 *
 * Jobs of a kind that is not known wait.
 */
void
cw_job_runner_add_kind (CwJobRunner *self,
                        CwJobKind   *kind)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));
  g_return_if_fail (CW_IS_JOB_KIND (kind));
  g_return_if_fail (cw_job_runner_find_kind (self, cw_job_kind_get_name (kind)) == NULL);

  g_ptr_array_add (self->kinds, g_object_ref (kind));
  g_signal_connect_object (kind, "notify::hold", G_CALLBACK (on_kind_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kind, "notify::most", G_CALLBACK (on_kind_changed), self, G_CONNECT_SWAPPED);
  cw_job_runner_begin_next (self);
}

guint
cw_job_runner_get_ended (CwJobRunner *self)
{
  g_return_val_if_fail (CW_IS_JOB_RUNNER (self), 0);

  return self->ended;
}

void
cw_job_runner_forget_ended (CwJobRunner *self)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  self->ended = 0;
}

/**
 * cw_job_runner_set_adding:
 * @self: a runner
 * @job: a job
 * @adding: whether it is not there to stay yet, and so not begun with
 */
void
cw_job_runner_set_adding (CwJobRunner *self,
                          CwJob       *job,
                          gboolean     adding)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  get_task (self, job)->adding = adding;
}

gboolean
cw_job_runner_is_adding (CwJobRunner *self,
                         CwJob       *job)
{
  g_return_val_if_fail (CW_IS_JOB_RUNNER (self), FALSE);

  return get_task (self, job)->adding;
}

/**
 * cw_job_runner_is_running:
 * @self: a runner
 * @job: a job
 *
 * Returns: whether it is being done, or about to be, or just ending
 */
gboolean
cw_job_runner_is_running (CwJobRunner *self,
                          CwJob       *job)
{
  g_return_val_if_fail (CW_IS_JOB_RUNNER (self), FALSE);

  return get_task (self, job)->running;
}

CwJobWish
cw_job_runner_get_wish (CwJobRunner *self,
                        CwJob       *job)
{
  g_return_val_if_fail (CW_IS_JOB_RUNNER (self), CW_JOB_WISH_NONE);

  return get_task (self, job)->wish;
}

/**
 * cw_job_runner_set_wish:
 * @self: a runner
 * @job: a job that has been stopped, and has not ended
 * @wish: what it is to become after all
 */
void
cw_job_runner_set_wish (CwJobRunner *self,
                        CwJob       *job,
                        CwJobWish    wish)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  get_task (self, job)->wish = wish;
}

/**
 * cw_job_runner_wait:
 * @self: a runner
 * @job: a job
 *
 * Returns: (transfer full): a future that resolves once it is not being done
 */
DexFuture *
cw_job_runner_wait (CwJobRunner *self,
                    CwJob       *job)
{
  Task *task;

  dex_return_error_if_fail (CW_IS_JOB_RUNNER (self));

  task = get_task (self, job);
  return task->running ? cw_follow (dex_ref (task->run)) : dex_future_new_true ();
}

/**
 * cw_job_runner_follow:
 * @self: a runner
 * @job: a job
 *
 * Returns: (transfer full): a future of what comes of it
 */
DexFuture *
cw_job_runner_follow (CwJobRunner *self,
                      CwJob       *job)
{
  dex_return_error_if_fail (CW_IS_JOB_RUNNER (self));

  return cw_follow (dex_ref (get_task (self, job)->outcome));
}

/**
 * cw_job_runner_renew:
 * @self: a runner
 * @job: a job that is to be done again
 *
 * Has those who follow it from now on wait for how it goes this time.
 */
void
cw_job_runner_renew (CwJobRunner *self,
                     CwJob       *job)
{
  Task *task;

  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  task = get_task (self, job);
  if (dex_future_is_pending (DEX_FUTURE (task->outcome)))
    return;

  dex_clear (&task->outcome);
  task->outcome = dex_promise_new ();
}

/**
 * cw_job_runner_forget:
 * @self: a runner
 * @job: a job that is in the list no more
 */
void
cw_job_runner_forget (CwJobRunner *self,
                      CwJob       *job)
{
  g_return_if_fail (CW_IS_JOB_RUNNER (self));

  g_hash_table_remove (self->tasks, job);
}

/**
 * cw_job_runner_new:
 * @list: the jobs
 *
 * Returns: (transfer full): what does them, once it is started
 */
CwJobRunner *
cw_job_runner_new (CwJobList *list)
{
  CwJobRunner *self;

  g_return_val_if_fail (CW_IS_JOB_LIST (list), NULL);

  self = g_object_new (CW_TYPE_JOB_RUNNER, NULL);
  self->list = g_object_ref (list);

  return self;
}

static void
cw_job_runner_finalize (GObject *object)
{
  CwJobRunner *self = CW_JOB_RUNNER (object);

  g_object_unref (self->list);
  g_hash_table_unref (self->tasks);
  g_ptr_array_unref (self->kinds);

  G_OBJECT_CLASS (cw_job_runner_parent_class)->finalize (object);
}

static void
cw_job_runner_class_init (CwJobRunnerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_job_runner_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CW_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", CW_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", CW_TYPE_JOB_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_JOB);
}

static void
cw_job_runner_init (CwJobRunner *self)
{
  self->kinds = g_ptr_array_new_with_free_func (g_object_unref);
  self->tasks = g_hash_table_new_full (NULL, NULL, g_object_unref, task_free);
}

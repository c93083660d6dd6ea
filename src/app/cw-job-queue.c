/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-export-job.h"
#include "cw-export-process.h"
#include "cw-job-queue.h"
#include "cw-job-store.h"
#include "cw-process-lock.h"

#include <glib/gi18n.h>
#include <unistd.h>

struct _CwJobQueue
{
  GObject parent_instance;

  CwJobStore *store;
  char       *lock_path;
  int         lock;
  GPtrArray  *jobs;

  /* What is being done, if anything. */
  CwJob           *current;
  CwExportProcess *process;
  DexFuture       *run;
  gboolean         stopping;

  /* How many have ended since there was last nothing to do. */
  guint ended;
};

typedef enum
{
  PROP_ACTIVE = 1,
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

static gboolean
is_active (CwJob *job)
{
  return cw_job_get_state (job) == CW_JOB_QUEUED || cw_job_get_state (job) == CW_JOB_RUNNING;
}

static guint
count_active (CwJobQueue *self)
{
  guint n = 0;

  for (guint i = 0; i < self->jobs->len; i++)
    n += is_active (g_ptr_array_index (self->jobs, i));

  return n;
}

/* With those that have ended meanwhile, so that it does not run backwards. */
static double
get_progress (CwJobQueue *self)
{
  guint  active = count_active (self);
  double sum = self->ended;

  if (active == 0)
    return 0;

  for (guint i = 0; i < self->jobs->len; i++)
    if (is_active (g_ptr_array_index (self->jobs, i)))
      sum += cw_job_get_progress (g_ptr_array_index (self->jobs, i));

  return sum / (active + self->ended);
}

static void
notify_active (CwJobQueue *self)
{
  if (count_active (self) == 0)
    self->ended = 0;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static guint
find_position (CwJobQueue *self,
               CwJob      *job)
{
  guint position = 0;

  while (position < self->jobs->len && g_ptr_array_index (self->jobs, position) != job)
    position++;

  return position;
}

/* Sets the state where it lasts first, so that nobody sees what may be lost. */
static DexFuture *
set_state_fiber (CwJobQueue *self,
                 CwJob      *job,
                 int         state,
                 const char *message)
{
  gint64 finished = state == CW_JOB_QUEUED || state == CW_JOB_RUNNING ? 0 : g_get_real_time ();
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_job_store_set_state (self->store, cw_job_get_id (job), (CwJobState) state, message, finished), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_job_set_state (job, (CwJobState) state, message, finished);
  return dex_future_new_true ();
}

static DexFuture *
set_state (CwJobQueue *self,
           CwJob      *job,
           CwJobState  state,
           const char *message)
{
  return cw_spawn (G_CALLBACK (set_state_fiber), 4,
                   CW_TYPE_JOB_QUEUE, self,
                   CW_TYPE_JOB, job,
                   G_TYPE_INT, (int) state,
                   G_TYPE_STRING, message);
}

/* --- running -------------------------------------------------------------- */

static void
on_progress (double   progress,
             double   speed,
             gint64   eta,
             gpointer data)
{
  CwJobQueue *self = data;

  cw_job_set_progress (self->current, progress, speed, eta);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

/* Everything up to the end of the process. */
static DexFuture *
export_fiber (CwJobQueue *self,
              CwJob      *job)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *output = dex_await_string (cw_export_job_choose_output (job), &error);
  g_autofree char *preset_id = cw_export_job_dup_preset_id (job);
  g_autofree char *project = NULL;

  if (output == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!g_str_equal (output, cw_job_get_output (job)))
    {
      if (!dex_await (cw_job_store_set_output (self->store, cw_job_get_id (job), output), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      cw_job_set_output (job, output);
    }

  project = dex_await_string (cw_export_job_unpack (job), &error);
  if (project == NULL || !dex_await (set_state (self, job, CW_JOB_RUNNING, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  self->process = cw_export_process_new (project, preset_id, output, cw_export_job_may_replace (job), on_progress, self);
  if (self->stopping)
    cw_export_process_stop (self->process);

  return cw_export_process_run (self->process);
}

static DexFuture *run_fiber (CwJobQueue *self,
                             CwJob      *job);

/* Begins the oldest that waits, where nothing runs. */
static void
begin_next (CwJobQueue *self)
{
  if (self->current != NULL || self->lock < 0)
    return;

  for (guint i = self->jobs->len; i > 0; i--)
    {
      CwJob *job = g_ptr_array_index (self->jobs, i - 1);

      if (cw_job_get_state (job) != CW_JOB_QUEUED)
        continue;

      self->current = g_object_ref (job);
      self->stopping = FALSE;
      dex_clear (&self->run);
      self->run = cw_spawn (G_CALLBACK (run_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
      return;
    }
}

static DexFuture *
run_fiber (CwJobQueue *self,
           CwJob      *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean   right = dex_await (cw_spawn (G_CALLBACK (export_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job), &error);
  CwJobState state = right ? CW_JOB_SUCCEEDED : cw_error_is_cancelled (error) ? CW_JOB_CANCELLED
                                                                              : CW_JOB_FAILED;

  g_clear_object (&self->process);
  cw_detach (cw_export_job_clean_up (job), "Cleaning up after an export");

  /* Where even that cannot be kept the job is at least seen to have ended. */
  if (!dex_await (set_state (self, job, state, state == CW_JOB_FAILED ? error->message : NULL), &problem))
    cw_job_set_state (job, CW_JOB_FAILED, problem->message, g_get_real_time ());

  self->ended++;
  g_clear_object (&self->current);
  notify_active (self);
  g_signal_emit (self, signals[SIGNAL_JOB_FINISHED], 0, job);
  begin_next (self);

  return dex_future_new_true ();
}

static DexFuture *
load_fiber (CwJobQueue *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  guint before = self->jobs->len;

  if (self->lock < 0)
    self->lock = dex_await_int (cw_process_lock_take (self->lock_path), &error);
  if (error != NULL)
    self->lock = -1;
  g_clear_error (&error);

  jobs = dex_await_boxed (cw_job_store_list (self->store), &error);
  if (jobs == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What was running was so in a process that is gone. */
  for (guint i = 0; self->lock >= 0 && i < jobs->len; i++)
    if (cw_job_get_state (g_ptr_array_index (jobs, i)) == CW_JOB_RUNNING)
      cw_job_set_state (g_ptr_array_index (jobs, i), CW_JOB_QUEUED, NULL, 0);

  g_ptr_array_unref (self->jobs);
  self->jobs = g_ptr_array_ref (jobs);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, jobs->len);
  notify_active (self);
  begin_next (self);

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

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_JOB_QUEUE, self);
}

static DexFuture *
add_fiber (CwJobQueue *self,
           CwProject  *project,
           const char *preset_id,
           const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwJob) job = dex_await_object (cw_export_job_make (project, preset_id, output), &error);

  if (job == NULL || !dex_await (cw_job_store_insert (self->store, job), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_insert (self->jobs, 0, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  notify_active (self);
  begin_next (self);

  return dex_future_new_take_object (g_steal_pointer (&job));
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
  return cw_spawn (G_CALLBACK (add_fiber), 4,
                   CW_TYPE_JOB_QUEUE, self,
                   CW_TYPE_PROJECT, copy,
                   G_TYPE_STRING, preset_id,
                   G_TYPE_STRING, output);
}

static DexFuture *
cancel_fiber (CwJobQueue *self,
              CwJob      *job)
{
  g_autoptr (GError) error = NULL;

  if (job == self->current)
    {
      self->stopping = TRUE;
      if (self->process != NULL)
        cw_export_process_stop (self->process);
      return dex_ref (self->run);
    }

  if (!is_active (job))
    return dex_future_new_true ();

  if (!dex_await (set_state (self, job, CW_JOB_CANCELLED, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  notify_active (self);
  g_signal_emit (self, signals[SIGNAL_JOB_FINISHED], 0, job);
  return dex_future_new_true ();
}

/**
 * cw_job_queue_cancel:
 * @self: a queue
 * @job: a job in it
 *
 * Ends a job, waiting or running; nothing happens to one that has ended.
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
retry_fiber (CwJobQueue *self,
             CwJob      *job)
{
  g_autoptr (GError) error = NULL;

  if (is_active (job))
    return dex_future_new_true ();

  if (!dex_await (set_state (self, job, CW_JOB_QUEUED, NULL), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  notify_active (self);
  begin_next (self);
  return dex_future_new_true ();
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

  return cw_spawn (G_CALLBACK (retry_fiber), 2, CW_TYPE_JOB_QUEUE, self, CW_TYPE_JOB, job);
}

static DexFuture *
remove_fiber (CwJobQueue *self,
              CwJob      *job)
{
  g_autoptr (GError) error = NULL;
  guint position;

  if (is_active (job))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is still being exported: cancel it first"), cw_job_get_title (job));

  if (!dex_await (cw_job_store_remove (self->store, cw_job_get_id (job)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  position = find_position (self, job);
  if (position < self->jobs->len)
    {
      g_ptr_array_remove_index (self->jobs, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }

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

/* --- the object ----------------------------------------------------------- */

/**
 * cw_job_queue_new:
 * @database: a database, which need not be open yet
 *
 * Returns: (transfer full): a queue, empty until cw_job_queue_load()
 */
CwJobQueue *
cw_job_queue_new (CwDatabase *database)
{
  g_autofree char *folder = NULL;
  CwJobQueue      *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  folder = g_path_get_dirname (cw_database_get_path (database));
  self = g_object_new (CW_TYPE_JOB_QUEUE, NULL);
  self->store = cw_job_store_new (database);
  self->lock_path = g_build_filename (folder, "jobs.lock", NULL);

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
  return CW_JOB_QUEUE (model)->jobs->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *jobs = CW_JOB_QUEUE (model)->jobs;

  return position < jobs->len ? g_object_ref (g_ptr_array_index (jobs, position)) : NULL;
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
      g_value_set_uint (value, count_active (self));
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

  dex_clear (&self->run);
  g_clear_object (&self->store);
  g_clear_object (&self->current);
  g_clear_object (&self->process);
  g_ptr_array_unref (self->jobs);
  g_free (self->lock_path);
  if (self->lock >= 0)
    close (self->lock);

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
  self->lock = -1;
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

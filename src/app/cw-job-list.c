/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-list.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-job-store.h"
#include "cw-process-lock.h"

#include <unistd.h>
#include <utime.h>

/**
 * CwJobList:
 *
 * The jobs there are, here and in the database: what changes is durable first, so that
 * nobody sees what may be lost.
 *
 * One process at a time does jobs, which has a lock. Others may change them, too: they
 * write to the database and then touch the lock's file, which the first looks at.
 */
struct _CwJobList
{
  GObject parent_instance;

  CwJobStore   *store;     /* nullable: where nothing is to outlast the program */
  char         *lock_path; /* nullable */
  int           lock;
  GFileMonitor *bell; /* nullable */
  GPtrArray    *jobs;
};

static guint rung_signal;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwJobList, cw_job_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
ring (CwJobList *self)
{
  if (self->lock_path != NULL && self->lock < 0)
    utime (self->lock_path, NULL);
}

/**
 * cw_job_list_is_ours:
 * @self: a list
 *
 * Returns: whether no other process does its jobs
 */
gboolean
cw_job_list_is_ours (CwJobList *self)
{
  g_return_val_if_fail (CW_IS_JOB_LIST (self), FALSE);

  return self->store == NULL || self->lock >= 0;
}

guint
cw_job_list_get_n (CwJobList *self)
{
  g_return_val_if_fail (CW_IS_JOB_LIST (self), 0);

  return self->jobs->len;
}

/**
 * cw_job_list_get:
 * @self: a list
 * @position: which, below cw_job_list_get_n()
 *
 * Returns: (transfer none): the job
 */
CwJob *
cw_job_list_get (CwJobList *self,
                 guint      position)
{
  g_return_val_if_fail (CW_IS_JOB_LIST (self), NULL);
  g_return_val_if_fail (position < self->jobs->len, NULL);

  return self->jobs->pdata[position];
}

/**
 * cw_job_list_find:
 * @self: a list
 * @id: a job's id
 *
 * Returns: (nullable) (transfer none): the job
 */
CwJob *
cw_job_list_find (CwJobList  *self,
                  const char *id)
{
  g_return_val_if_fail (CW_IS_JOB_LIST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->jobs->len; i++)
    if (g_str_equal (cw_job_get_id (self->jobs->pdata[i]), id))
      return self->jobs->pdata[i];

  return NULL;
}

/**
 * cw_job_list_find_subject:
 * @self: a list
 * @kind: a kind of jobs
 * @subject: what they are about
 *
 * Returns: (nullable) (transfer none): the newest job of @kind about that
 */
CwJob *
cw_job_list_find_subject (CwJobList  *self,
                          const char *kind,
                          const char *subject)
{
  g_return_val_if_fail (CW_IS_JOB_LIST (self), NULL);
  g_return_val_if_fail (kind != NULL && subject != NULL, NULL);

  for (guint i = 0; i < self->jobs->len; i++)
    if (g_str_equal (cw_job_get_kind (self->jobs->pdata[i]), kind) && g_strcmp0 (cw_job_get_subject (self->jobs->pdata[i]), subject) == 0)
      return self->jobs->pdata[i];

  return NULL;
}

/**
 * cw_job_list_insert:
 * @self: a list
 * @job: a job
 *
 * Shows it, as the newest; it is not in the database by that.
 */
void
cw_job_list_insert (CwJobList *self,
                    CwJob     *job)
{
  g_return_if_fail (CW_IS_JOB_LIST (self));
  g_return_if_fail (CW_IS_JOB (job));

  g_ptr_array_insert (self->jobs, 0, g_object_ref (job));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
}

/**
 * cw_job_list_take_out:
 * @self: a list
 * @job: a job in it
 *
 * Does not show it any more; the database keeps it.
 */
void
cw_job_list_take_out (CwJobList *self,
                      CwJob     *job)
{
  guint position;

  g_return_if_fail (CW_IS_JOB_LIST (self));
  g_return_if_fail (CW_IS_JOB (job));

  if (!g_ptr_array_find (self->jobs, job, &position))
    return;

  g_ptr_array_remove_index (self->jobs, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/**
 * cw_job_list_store:
 * @self: a list
 * @job: a new job
 *
 * Returns: (transfer full): a future that resolves once @job is there to stay
 */
DexFuture *
cw_job_list_store (CwJobList *self,
                   CwJob     *job)
{
  dex_return_error_if_fail (CW_IS_JOB_LIST (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return self->store != NULL ? cw_job_store_insert (self->store, job) : dex_future_new_true ();
}

static DexFuture *
set_state_fiber (CwJobList  *self,
                 CwJob      *job,
                 int         state,
                 const char *message,
                 const char *code)
{
  gint64 finished = state == CW_JOB_QUEUED || state == CW_JOB_RUNNING || state == CW_JOB_PAUSED ? 0 : g_get_real_time ();
  g_autoptr (GError) error = NULL;

  if (self->store != NULL && !dex_await (cw_job_store_set_state (self->store, job, (CwJobState) state, message, code, finished), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (state == CW_JOB_RUNNING)
    cw_job_set_attempts (job, cw_job_get_attempts (job) + 1);
  cw_job_set_code (job, code);
  cw_job_set_state (job, (CwJobState) state, message, finished);
  ring (self);
  return dex_future_new_true ();
}

/**
 * cw_job_list_set_state:
 * @self: a list
 * @job: a job in it
 * @state: what it is now
 * @error: (nullable): why it failed
 *
 * Returns: (transfer full): a future that resolves once that is durable, and @job says so
 */
DexFuture *
cw_job_list_set_state (CwJobList    *self,
                       CwJob        *job,
                       CwJobState    state,
                       const GError *error)
{
  dex_return_error_if_fail (CW_IS_JOB_LIST (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_spawn (G_CALLBACK (set_state_fiber), 5,
                   CW_TYPE_JOB_LIST, self,
                   CW_TYPE_JOB, job,
                   G_TYPE_INT, (int) state,
                   G_TYPE_STRING, error != NULL ? error->message : NULL,
                   G_TYPE_STRING, error != NULL ? cw_error_get_nick (error) : NULL);
}

static DexFuture *
set_output_fiber (CwJobList  *self,
                  CwJob      *job,
                  const char *output)
{
  g_autoptr (GError) error = NULL;

  if (self->store != NULL && !dex_await (cw_job_store_set_output (self->store, cw_job_get_id (job), output), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_job_set_output (job, output);
  return dex_future_new_true ();
}

/**
 * cw_job_list_set_output:
 * @self: a list
 * @job: a job in it
 * @output: where it puts its file
 *
 * Returns: (transfer full): a future that resolves once that is durable, and @job says so
 */
DexFuture *
cw_job_list_set_output (CwJobList  *self,
                        CwJob      *job,
                        const char *output)
{
  dex_return_error_if_fail (CW_IS_JOB_LIST (self));
  dex_return_error_if_fail (CW_IS_JOB (job));
  dex_return_error_if_fail (output != NULL);

  return cw_spawn (G_CALLBACK (set_output_fiber), 3, CW_TYPE_JOB_LIST, self, CW_TYPE_JOB, job, G_TYPE_STRING, output);
}

static DexFuture *
remove_fiber (CwJobList *self,
              CwJob     *job)
{
  g_autoptr (GError) error = NULL;

  if (self->store != NULL && !dex_await (cw_job_store_remove (self->store, cw_job_get_id (job)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_job_list_take_out (self, job);
  ring (self);
  return dex_future_new_true ();
}

/**
 * cw_job_list_remove:
 * @self: a list
 * @job: a job in it
 *
 * Returns: (transfer full): a future that resolves once it is forgotten
 */
DexFuture *
cw_job_list_remove (CwJobList *self,
                    CwJob     *job)
{
  dex_return_error_if_fail (CW_IS_JOB_LIST (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_JOB_LIST, self, CW_TYPE_JOB, job);
}

/**
 * cw_job_list_read:
 * @self: a list that was made with a database
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of new #CwJob: what is in the
 *   database
 */
DexFuture *
cw_job_list_read (CwJobList *self)
{
  dex_return_error_if_fail (CW_IS_JOB_LIST (self));
  dex_return_error_if_fail (self->store != NULL);

  return cw_job_store_list (self->store);
}

static DexFuture *
load_fiber (CwJobList *self)
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
    if (cw_job_get_state (jobs->pdata[i]) == CW_JOB_RUNNING)
      cw_job_set_state (jobs->pdata[i], CW_JOB_QUEUED, NULL, 0);

  g_ptr_array_unref (self->jobs);
  self->jobs = g_ptr_array_ref (jobs);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, jobs->len);

  return dex_future_new_true ();
}

/**
 * cw_job_list_load:
 * @self: a list that was made with a database
 *
 * Reads the jobs, and takes the lock where no other process has it.
 *
 * Returns: (transfer full): a future that resolves once they are in @self
 */
DexFuture *
cw_job_list_load (CwJobList *self)
{
  dex_return_error_if_fail (CW_IS_JOB_LIST (self));
  dex_return_error_if_fail (self->store != NULL);

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_JOB_LIST, self);
}

static void
on_bell (CwJobList        *self,
         GFile            *file,
         GFile            *other,
         GFileMonitorEvent event)
{
  if (event != G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT)
    g_signal_emit (self, rung_signal, 0);
}

/**
 * cw_job_list_listen:
 * @self: a list whose lock is ours
 *
 * Has “rung” tell of what other processes change.
 */
void
cw_job_list_listen (CwJobList *self)
{
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (CW_IS_JOB_LIST (self));

  if (self->bell != NULL || self->lock < 0)
    return;

  file = g_file_new_for_path (self->lock_path);
  self->bell = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->bell != NULL)
    g_signal_connect_object (self->bell, "changed", G_CALLBACK (on_bell), self, G_CONNECT_SWAPPED);
}

/**
 * cw_job_list_new:
 * @database: (nullable): a database, which need not be open yet; without one the jobs
 *   last as long as the list
 *
 * Returns: (transfer full): a list, empty until cw_job_list_load()
 */
CwJobList *
cw_job_list_new (CwDatabase *database)
{
  CwJobList *self;

  g_return_val_if_fail (database == NULL || CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_JOB_LIST, NULL);
  if (database != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (cw_database_get_path (database));

      self->store = cw_job_store_new (database);
      self->lock_path = g_build_filename (folder, "jobs.lock", NULL);
    }

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
  return CW_JOB_LIST (model)->jobs->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *jobs = CW_JOB_LIST (model)->jobs;

  return position < jobs->len ? g_object_ref (jobs->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_job_list_finalize (GObject *object)
{
  CwJobList *self = CW_JOB_LIST (object);

  g_clear_object (&self->store);
  g_clear_object (&self->bell);
  g_ptr_array_unref (self->jobs);
  g_free (self->lock_path);
  if (self->lock >= 0)
    close (self->lock);

  G_OBJECT_CLASS (cw_job_list_parent_class)->finalize (object);
}

static void
cw_job_list_class_init (CwJobListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_job_list_finalize;

  rung_signal = g_signal_new ("rung", CW_TYPE_JOB_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_job_list_init (CwJobList *self)
{
  self->lock = -1;
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

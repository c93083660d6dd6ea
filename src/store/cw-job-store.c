/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-store.h"
#include "cw-location.h"

/* All the SQL about jobs is in this file. */
#define LIST                                                                     \
  "SELECT id, kind, title, payload, output, created, state, message, finished, " \
  "subject, code, attempts, received, total "                                    \
  "FROM jobs ORDER BY created DESC, id DESC"
#define INSERT                                                                                       \
  "INSERT INTO jobs (id, kind, title, payload, output, created, state, message, finished, subject) " \
  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define SET_STATE                                                                                   \
  "UPDATE jobs SET state = ?1, message = ?2, code = ?3, finished = ?4, received = ?5, total = ?6, " \
  "attempts = attempts + (?1 = 'running') WHERE id = ?7"
#define SET_OUTPUT "UPDATE jobs SET output = ? WHERE id = ?"
#define REMOVE "DELETE FROM jobs WHERE id = ?"

/**
 * CwJobStore:
 *
 * The jobs in the database: what is to be done, and how it ended. How much of it was
 * transferred is kept when its state changes; the work itself knows better.
 */
struct _CwJobStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwJobStore, cw_job_store, G_TYPE_OBJECT)

static CwJob *
job_from_row (sqlite3_stmt *row)
{
  g_autofree char *output = cw_location_to_path ((const char *) sqlite3_column_text (row, 4));
  CwJobState       state = CW_JOB_FAILED;
  CwJob           *job;

  job = cw_job_new ((const char *) sqlite3_column_text (row, 0),
                    (const char *) sqlite3_column_text (row, 1),
                    (const char *) sqlite3_column_text (row, 2),
                    (const char *) sqlite3_column_text (row, 9),
                    (const char *) sqlite3_column_text (row, 3),
                    output,
                    sqlite3_column_int64 (row, 5));
  cw_job_state_from_nick ((const char *) sqlite3_column_text (row, 6), &state);
  cw_job_set_code (job, (const char *) sqlite3_column_text (row, 10));
  cw_job_set_attempts (job, (guint) CLAMP (sqlite3_column_int64 (row, 11), 0, G_MAXUINT));
  cw_job_set_received (job, sqlite3_column_int64 (row, 12), sqlite3_column_int64 (row, 13));
  cw_job_set_state (job, state, (const char *) sqlite3_column_text (row, 7), sqlite3_column_int64 (row, 8));

  return job;
}

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (jobs, job_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&jobs));
}

/**
 * cw_job_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): the jobs in @database
 */
CwJobStore *
cw_job_store_new (CwDatabase *database)
{
  CwJobStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_JOB_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

/**
 * cw_job_store_list:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves to a boxed #GPtrArray of
 *   #CwJob, the newest first
 */
DexFuture *
cw_job_store_list (CwJobStore *self)
{
  dex_return_error_if_fail (CW_IS_JOB_STORE (self));

  return cw_database_run (self->database, list, NULL, NULL);
}

/**
 * cw_job_store_insert:
 * @self: a store
 * @job: a new job
 *
 * Returns: (transfer full): a future that resolves once it is durable
 */
DexFuture *
cw_job_store_insert (CwJobStore *self,
                     CwJob      *job)
{
  g_autofree char *output = NULL;

  dex_return_error_if_fail (CW_IS_JOB_STORE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  output = cw_location_from_path (cw_job_get_output (job));
  return cw_database_execute (self->database, INSERT,
                              g_variant_new ("(ssssmsxsmsxms)",
                                             cw_job_get_id (job),
                                             cw_job_get_kind (job),
                                             cw_job_get_title (job),
                                             cw_job_get_payload (job),
                                             output,
                                             cw_job_get_created (job),
                                             cw_job_state_get_nick (cw_job_get_state (job)),
                                             cw_job_get_message (job),
                                             cw_job_get_finished (job),
                                             cw_job_get_subject (job)));
}

/**
 * cw_job_store_set_state:
 * @self: a store
 * @job: a job, which says how much of it is transferred
 * @state: how it is now
 * @message: (nullable): its error
 * @code: (nullable): what can be done about that
 * @finished: when it ended, us UTC, or 0
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_job_store_set_state (CwJobStore *self,
                        CwJob      *job,
                        CwJobState  state,
                        const char *message,
                        const char *code,
                        gint64      finished)
{
  dex_return_error_if_fail (CW_IS_JOB_STORE (self));
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_database_execute (self->database, SET_STATE,
                              g_variant_new ("(smsmsxxxs)",
                                             cw_job_state_get_nick (state),
                                             message,
                                             code,
                                             finished,
                                             cw_job_get_received (job),
                                             cw_job_get_total (job),
                                             cw_job_get_id (job)));
}

/**
 * cw_job_store_set_output:
 * @self: a store
 * @id: a job's id
 * @output: an absolute path
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_job_store_set_output (CwJobStore *self,
                         const char *id,
                         const char *output)
{
  g_autofree char *uri = NULL;

  dex_return_error_if_fail (CW_IS_JOB_STORE (self));
  dex_return_error_if_fail (id != NULL);

  uri = cw_location_from_path (output);
  return cw_database_execute (self->database, SET_OUTPUT, g_variant_new ("(mss)", uri, id));
}

/**
 * cw_job_store_remove:
 * @self: a store
 * @id: a job's id
 *
 * Returns: (transfer full): a future that resolves once it is forgotten
 */
DexFuture *
cw_job_store_remove (CwJobStore *self,
                     const char *id)
{
  dex_return_error_if_fail (CW_IS_JOB_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, REMOVE, g_variant_new ("(s)", id));
}

static void
cw_job_store_finalize (GObject *object)
{
  g_clear_object (&CW_JOB_STORE (object)->database);

  G_OBJECT_CLASS (cw_job_store_parent_class)->finalize (object);
}

static void
cw_job_store_class_init (CwJobStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_job_store_finalize;
}

static void
cw_job_store_init (CwJobStore *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export-kind.h"

#include "cw-async.h"
#include "cw-export-job.h"
#include "cw-export-process.h"

/**
 * CwExportKind:
 *
 * How exports are done: one at a time, since each takes all processors, and in a process
 * of its own (clipwright-cli), so a crash there is an error here.
 */
struct _CwExportKind
{
  CwJobKind parent_instance;

  GHashTable *processes; /* by job */
  GHashTable *stopping;  /* jobs whose process may not have begun */
};

G_DEFINE_FINAL_TYPE (CwExportKind, cw_export_kind, CW_TYPE_JOB_KIND)

static void
on_progress (double   progress,
             double   speed,
             gint64   eta,
             gpointer data)
{
  cw_job_set_progress (data, progress, speed, eta);
}

static DexFuture *
run_fiber (CwExportKind *self,
           CwJob        *job)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *preset_id = cw_export_job_dup_preset_id (job);
  g_autofree char *project = dex_await_string (cw_export_job_unpack (job), &error);
  g_autoptr (CwExportProcess) process = NULL;
  gboolean good;

  if (project == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  process = cw_export_process_new (project, preset_id, cw_job_get_output (job), cw_export_job_may_replace (job), on_progress, job);
  if (g_hash_table_contains (self->stopping, job))
    cw_export_process_stop (process);

  g_hash_table_insert (self->processes, job, process);
  good = dex_await (cw_export_process_run (process), &error);
  g_hash_table_remove (self->processes, job);

  return good ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
cw_export_kind_prepare (CwJobKind *kind,
                        CwJob     *job)
{
  return cw_export_job_choose_output (job);
}

static DexFuture *
cw_export_kind_run (CwJobKind *kind,
                    CwJob     *job)
{
  g_hash_table_remove (CW_EXPORT_KIND (kind)->stopping, job);

  return cw_spawn (G_CALLBACK (run_fiber), 2, CW_TYPE_EXPORT_KIND, kind, CW_TYPE_JOB, job);
}

static void
cw_export_kind_stop (CwJobKind *kind,
                     CwJob     *job)
{
  CwExportKind    *self = CW_EXPORT_KIND (kind);
  CwExportProcess *process = g_hash_table_lookup (self->processes, job);

  if (process != NULL)
    cw_export_process_stop (process);
  else
    g_hash_table_add (self->stopping, job);
}

static DexFuture *
cw_export_kind_clean_up (CwJobKind *kind,
                         CwJob     *job,
                         CwJobState state)
{
  g_hash_table_remove (CW_EXPORT_KIND (kind)->stopping, job);

  return cw_export_job_clean_up (job);
}

/**
 * cw_export_kind_new:
 *
 * Returns: (transfer full): how exports are done
 */
CwJobKind *
cw_export_kind_new (void)
{
  return g_object_new (CW_TYPE_EXPORT_KIND, "name", CW_EXPORT_JOB_KIND, NULL);
}

static void
cw_export_kind_finalize (GObject *object)
{
  CwExportKind *self = CW_EXPORT_KIND (object);

  g_hash_table_unref (self->processes);
  g_hash_table_unref (self->stopping);

  G_OBJECT_CLASS (cw_export_kind_parent_class)->finalize (object);
}

static void
cw_export_kind_class_init (CwExportKindClass *klass)
{
  CwJobKindClass *kind_class = CW_JOB_KIND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_export_kind_finalize;
  kind_class->prepare = cw_export_kind_prepare;
  kind_class->run = cw_export_kind_run;
  kind_class->stop = cw_export_kind_stop;
  kind_class->clean_up = cw_export_kind_clean_up;
}

static void
cw_export_kind_init (CwExportKind *self)
{
  self->processes = g_hash_table_new (NULL, NULL);
  self->stopping = g_hash_table_new (NULL, NULL);
}

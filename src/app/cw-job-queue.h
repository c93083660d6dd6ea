/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-database.h"
#include "cw-job-kind.h"
#include "cw-job.h"
#include "cw-preset.h"
#include "cw-project.h"

G_BEGIN_DECLS

#define CW_TYPE_JOB_QUEUE (cw_job_queue_get_type ())
G_DECLARE_FINAL_TYPE (CwJobQueue, cw_job_queue, CW, JOB_QUEUE, GObject)

/* Long work of every kind, newest first: a GListModel of CwJob. How a job is done its
 * CwJobKind knows. What was running when the app died is run again at the next start.
 * Properties: active (uint: queued and running), paused (uint), progress (double: of all
 * active together). Signals: job-finished (CwJob): one has succeeded, failed or was
 * cancelled. */

CwJobQueue *cw_job_queue_new (CwDatabase *database);
void        cw_job_queue_add_kind (CwJobQueue *self,
                                   CwJobKind  *kind);
DexFuture  *cw_job_queue_load (CwJobQueue *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_look (CwJobQueue *self) G_GNUC_WARN_UNUSED_RESULT;
CwJob      *cw_job_queue_find (CwJobQueue *self,
                               const char *id);
CwJob      *cw_job_queue_find_subject (CwJobQueue *self,
                                       const char *kind,
                                       const char *subject);
guint       cw_job_queue_count_active (CwJobQueue *self,
                                       const char *kind);
gboolean    cw_job_queue_may_pause (CwJobQueue *self,
                                    CwJob      *job);
DexFuture  *cw_job_queue_add (CwJobQueue *self,
                              CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_export (CwJobQueue *self,
                                 CwProject  *project,
                                 const char *preset_id,
                                 const char *output) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_follow (CwJobQueue *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_cancel (CwJobQueue *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_pause (CwJobQueue *self,
                                CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_resume (CwJobQueue *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_retry (CwJobQueue *self,
                                CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_remove (CwJobQueue *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

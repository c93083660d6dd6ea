/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-database.h"
#include "cw-job.h"
#include "cw-preset.h"
#include "cw-project.h"

G_BEGIN_DECLS

#define CW_TYPE_JOB_QUEUE (cw_job_queue_get_type ())
G_DECLARE_FINAL_TYPE (CwJobQueue, cw_job_queue, CW, JOB_QUEUE, GObject)

/* Long work, newest first: a GListModel of CwJob. One runs at a time, each in a
 * process of its own (clipwright-cli), so a crash there is an error here. What
 * was running when the app died is run again at the next start. Properties:
 * active (uint: queued and running), progress (double: of all active together).
 * Signals: job-finished (CwJob): one has succeeded, failed or was cancelled. */

CwJobQueue *cw_job_queue_new (CwDatabase *database);
DexFuture  *cw_job_queue_load (CwJobQueue *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_export (CwJobQueue *self,
                                 CwProject  *project,
                                 const char *preset_id,
                                 const char *output) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_cancel (CwJobQueue *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_retry (CwJobQueue *self,
                                CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_queue_remove (CwJobQueue *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-job.h"

G_BEGIN_DECLS

#define CW_TYPE_JOB_STORE (cw_job_store_get_type ())
G_DECLARE_FINAL_TYPE (CwJobStore, cw_job_store, CW, JOB_STORE, GObject)

CwJobStore *cw_job_store_new (CwDatabase *database);
DexFuture  *cw_job_store_list (CwJobStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_store_insert (CwJobStore *self,
                                 CwJob      *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_store_set_state (CwJobStore *self,
                                    CwJob      *job,
                                    CwJobState  state,
                                    const char *message,
                                    const char *code,
                                    gint64      finished) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_store_set_output (CwJobStore *self,
                                     const char *id,
                                     const char *output) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_job_store_remove (CwJobStore *self,
                                 const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

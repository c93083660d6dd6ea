/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job-queue.h"

G_BEGIN_DECLS

DexFuture *cw_job_batch_pause (CwJobQueue *jobs) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_batch_resume (CwJobQueue *jobs) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_job_batch_remove_ended (CwJobQueue *jobs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

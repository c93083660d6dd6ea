/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-job.h"
#include "cw-project.h"

G_BEGIN_DECLS

#define CW_EXPORT_JOB_KIND "export"

DexFuture *cw_export_job_make (CwProject  *project,
                               const char *preset_id,
                               const char *output) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_export_job_choose_output (CwJob *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_export_job_unpack (CwJob *job) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_export_job_clean_up (CwJob *job) G_GNUC_WARN_UNUSED_RESULT;
char      *cw_export_job_dup_preset_id (CwJob *job);
gboolean   cw_export_job_may_replace (CwJob *job);

G_END_DECLS

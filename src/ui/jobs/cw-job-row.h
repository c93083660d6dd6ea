/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job-queue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_JOB_ROW (cw_job_row_get_type ())
G_DECLARE_FINAL_TYPE (CwJobRow, cw_job_row, CW, JOB_ROW, GtkListBoxRow)

CwJobRow *cw_job_row_new (CwJobQueue *jobs,
                          CwJob      *job);
void      cw_job_row_activate_main (CwJobRow *self);

G_END_DECLS

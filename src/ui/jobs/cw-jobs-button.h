/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job-queue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_JOBS_BUTTON (cw_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (CwJobsButton, cw_jobs_button, CW, JOBS_BUTTON, AdwBin)

/* Properties: jobs (CwJobQueue). */

G_END_DECLS

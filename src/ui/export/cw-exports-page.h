/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-job-queue.h"

G_BEGIN_DECLS

#define CW_TYPE_EXPORTS_PAGE (cw_exports_page_get_type ())
G_DECLARE_FINAL_TYPE (CwExportsPage, cw_exports_page, CW, EXPORTS_PAGE, AdwNavigationPage)

/* What is being exported and was. Property: jobs (CwJobQueue). */

G_END_DECLS

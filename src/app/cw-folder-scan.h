/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-import-plan.h"
#include "cw-step-progress.h"

G_BEGIN_DECLS

DexFuture *cw_folder_scan (const char *const *paths,
                           gboolean           recursive,
                           CwStepProgress    *progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

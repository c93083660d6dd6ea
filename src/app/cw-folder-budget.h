/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_folder_budget_keep (const char *folder,
                                  goffset     most,
                                  gint64      longest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

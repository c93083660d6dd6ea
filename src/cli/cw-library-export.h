/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-selection-export.h"
#include "cw-services.h"

G_BEGIN_DECLS

DexFuture *cw_library_export (CwServices        *services,
                              const char *const *ids,
                              const char        *folder,
                              CwSelectionFormat  format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-job-kind.h"

G_BEGIN_DECLS

#define CW_TYPE_EXPORT_KIND (cw_export_kind_get_type ())
G_DECLARE_FINAL_TYPE (CwExportKind, cw_export_kind, CW, EXPORT_KIND, CwJobKind)

CwJobKind *cw_export_kind_new (void);

G_END_DECLS

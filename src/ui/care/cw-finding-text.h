/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-finding.h"

G_BEGIN_DECLS

const char *cw_finding_text_get_heading (CwFindingKind kind);
const char *cw_finding_text_get_advice (CwFindingKind kind);
char       *cw_finding_text_build_report (GPtrArray *findings);

G_END_DECLS

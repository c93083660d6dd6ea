/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-preset.h"

G_BEGIN_DECLS

/* What can be exported to. */

GPtrArray      *cw_preset_list_get (void);
const CwPreset *cw_preset_list_find (const char *id);

G_END_DECLS

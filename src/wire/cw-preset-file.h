/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-preset.h"

G_BEGIN_DECLS

GPtrArray      *cw_preset_file_read (const char *text,
                                     gssize      length,
                                     GError    **error);
GPtrArray      *cw_presets_list (void);
const CwPreset *cw_presets_find (const char *id);

G_END_DECLS

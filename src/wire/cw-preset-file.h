/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-preset.h"

G_BEGIN_DECLS

/* The presets that come with the program, in order: an array of CwPreset. */
GPtrArray      *cw_preset_file_read (const char *text,
                                     gssize      length,
                                     GError    **error);
GPtrArray      *cw_presets_list (void);           /* transfer none */
const CwPreset *cw_presets_find (const char *id); /* nullable */

G_END_DECLS

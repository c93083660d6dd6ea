/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-item.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_ROW (cw_clip_row_get_type ())
G_DECLARE_FINAL_TYPE (CwClipRow, cw_clip_row, CW, CLIP_ROW, CwClipItem)

/* A clip in a list. Property: wide (boolean: whether there is room for all). */

CwClipRow *cw_clip_row_new (void);

G_END_DECLS

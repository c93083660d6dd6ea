/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-view.h"

G_BEGIN_DECLS

/**
 * CwClipReorderFunc:
 * @clips: (element-type CwClip): what was dropped
 * @before: the position that it is to come before; the number of clips for the end
 * @data: what was given to cw_clip_reorder_attach()
 */
typedef void (*CwClipReorderFunc) (GPtrArray *clips,
                                   guint      before,
                                   gpointer   data);

void cw_clip_reorder_attach (CwClipView       *view,
                             CwClipReorderFunc func,
                             gpointer          data);

G_END_DECLS

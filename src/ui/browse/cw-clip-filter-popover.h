/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-clip-filter.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_FILTER_POPOVER (cw_clip_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (CwClipFilterPopover, cw_clip_filter_popover, CW, CLIP_FILTER_POPOVER, GtkPopover)

/* Says which clips to show. Signal: changed. */

const CwClipFilter *cw_clip_filter_popover_get_filter (CwClipFilterPopover *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_STAGE_LAYOUT (cw_stage_layout_get_type ())
G_DECLARE_FINAL_TYPE (CwStageLayout, cw_stage_layout, CW, STAGE_LAYOUT, GtkLayoutManager)

G_END_DECLS

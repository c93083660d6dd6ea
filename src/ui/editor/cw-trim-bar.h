/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_TRIM_BAR (cw_trim_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwTrimBar, cw_trim_bar, CW, TRIM_BAR, GtkWidget)

gint64 cw_trim_bar_get_position (CwTrimBar *self);
void   cw_trim_bar_set_position (CwTrimBar *self,
                                 gint64     position);

G_END_DECLS

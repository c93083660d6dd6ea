/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-layout.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_LAYOUT_ICON (cw_layout_icon_get_type ())
G_DECLARE_FINAL_TYPE (CwLayoutIcon, cw_layout_icon, CW, LAYOUT_ICON, GtkWidget)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_DROP_AREA (cw_drop_area_get_type ())
G_DECLARE_FINAL_TYPE (CwDropArea, cw_drop_area, CW, DROP_AREA, AdwBin)

/* Takes files that are dragged over its content, and shows that it would.
 * Property: content (GtkWidget). Signal: dropped (GListModel of GFile). */

G_END_DECLS

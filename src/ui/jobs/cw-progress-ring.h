/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_PROGRESS_RING (cw_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (CwProgressRing, cw_progress_ring, CW, PROGRESS_RING, GtkWidget)

/* Properties: fraction (double, 0 to 1). */

G_END_DECLS

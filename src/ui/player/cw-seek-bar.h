/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_SEEK_BAR (cw_seek_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwSeekBar, cw_seek_bar, CW, SEEK_BAR, GtkWidget)

/* Where in a video one is, and what of it is marked. Properties, all int64 ns:
 * duration, position, in and out (-1 for no mark). Signal: seek (int64 position,
 * gboolean exact), not exact while it is dragged. */

G_END_DECLS

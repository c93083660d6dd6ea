/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-storage-use.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_STORAGE_BAR (cw_storage_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwStorageBar, cw_storage_bar, CW, STORAGE_BAR, GtkWidget)

void cw_storage_bar_set_uses (CwStorageBar *self,
                              GPtrArray    *uses);
void cw_storage_bar_get_colour (CwStorageKind kind,
                                GdkRGBA      *colour);

G_END_DECLS

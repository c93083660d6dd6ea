/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-editor.h"
#include "cw-preview.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_CROP_VIEW (cw_crop_view_get_type ())
G_DECLARE_FINAL_TYPE (CwCropView, cw_crop_view, CW, CROP_VIEW, GtkWidget)

G_END_DECLS

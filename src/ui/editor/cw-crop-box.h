/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-crop.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_CROP_BOX (cw_crop_box_get_type ())
G_DECLARE_FINAL_TYPE (CwCropBox, cw_crop_box, CW, CROP_BOX, GtkWidget)

/* How far a box's grips reach beyond it, px: allocate that much around it. */
#define CW_CROP_BOX_MARGIN 10

void cw_crop_box_set_title (CwCropBox  *self,
                            const char *title);
void cw_crop_box_set_resizable (CwCropBox *self,
                                gboolean   resizable);
void cw_crop_box_set_colour (CwCropBox     *self,
                             const GdkRGBA *colour);
void cw_crop_box_set_region (CwCropBox *self,
                             CwRegion   region);

G_END_DECLS

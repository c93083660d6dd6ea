/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-preview.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_FRAME_VIEW (cw_frame_view_get_type ())
G_DECLARE_FINAL_TYPE (CwFrameView, cw_frame_view, CW, FRAME_VIEW, GtkWidget)

CwPreview *cw_frame_view_get_preview (CwFrameView *self);
void       cw_frame_view_set_preview (CwFrameView *self,
                                      CwPreview   *preview);
double     cw_frame_view_get_shape (CwFrameView *self);
void       cw_frame_view_set_shape (CwFrameView *self,
                                    double       shape);
void       cw_frame_view_get_area (CwFrameView     *self,
                                   graphene_rect_t *area);

G_END_DECLS

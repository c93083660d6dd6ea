/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CwCropOutline:
 * @box: where the line is
 * @colour: what the line is drawn in
 * @title: what is written in its corner
 * @knobs: whether it can be resized
 * @thirds: whether to draw the lines that help to compose
 * @focused: whether it has the keyboard
 *
 * What a crop box looks like. A plain value that borrows its title.
 */
typedef struct
{
  graphene_rect_t box;
  GdkRGBA         colour;
  PangoLayout    *title;
  gboolean        knobs;
  gboolean        thirds;
  gboolean        focused;
} CwCropOutline;

void cw_crop_outline_append (const CwCropOutline *self,
                             GtkSnapshot         *snapshot);

G_END_DECLS

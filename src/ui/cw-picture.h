/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_PICTURE (cw_picture_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwPicture, cw_picture, CW, PICTURE, GtkWidget)

/* Properties: ratio (double: how much wider than high), least-width, natural-width
 * (int: px), fills (boolean: takes the room that there is, of any form). */

struct _CwPictureClass
{
  GtkWidgetClass parent_class;
};

void   cw_picture_load (CwPicture *self,
                        DexFuture *picture);
double cw_picture_get_ratio (CwPicture *self);

G_END_DECLS

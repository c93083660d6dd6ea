/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-image.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

GdkTexture *cw_texture_new_for_image (const CwImage *image);
GdkTexture *cw_texture_new_for_bytes (GBytes  *bytes,
                                      int      width,
                                      int      height,
                                      GError **error);
double      cw_texture_fit (double width,
                            double height,
                            double room_width,
                            double room_height);

G_END_DECLS

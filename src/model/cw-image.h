/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_IMAGE (cw_image_get_type ())

/**
 * CwImage:
 * @width: px
 * @height: px
 * @stride: bytes from one row to the next
 * @pixels: rows of R, G, B, A bytes, the alpha always 255
 *
 * A picture for the screen or a file, never changed once made. A boxed type:
 * copying it is cheap, since the pixels are shared.
 */
typedef struct
{
  int     width;
  int     height;
  gsize   stride;
  GBytes *pixels;
} CwImage;

GType    cw_image_get_type (void);
CwImage *cw_image_new (int     width,
                       int     height,
                       gsize   stride,
                       GBytes *pixels);
CwImage *cw_image_copy (const CwImage *self);
void     cw_image_free (CwImage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwImage, cw_image_free)

G_END_DECLS

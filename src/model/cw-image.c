/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-image.h"

G_DEFINE_BOXED_TYPE (CwImage, cw_image, cw_image_copy, cw_image_free)

/**
 * cw_image_new:
 * @width: px, above 0
 * @height: px, above 0
 * @stride: bytes from one row to the next, at least 4 times @width
 * @pixels: (transfer none): the rows
 *
 * Returns: (transfer full): a picture that shares @pixels
 */
CwImage *
cw_image_new (int     width,
              int     height,
              gsize   stride,
              GBytes *pixels)
{
  CwImage *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (stride >= (gsize) width * 4, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) >= stride * (gsize) (height - 1) + (gsize) width * 4, NULL);

  self = g_new0 (CwImage, 1);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->pixels = g_bytes_ref (pixels);

  return self;
}

/**
 * cw_image_copy:
 * @self: a picture
 *
 * Returns: (transfer full): a picture that shares the pixels of @self
 */
CwImage *
cw_image_copy (const CwImage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return cw_image_new (self->width, self->height, self->stride, self->pixels);
}

void
cw_image_free (CwImage *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->pixels);
  g_free (self);
}

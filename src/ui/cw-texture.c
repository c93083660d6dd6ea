/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-texture.h"

/**
 * cw_texture_new_for_image:
 * @image: a picture
 *
 * Returns: (transfer full): @image for the screen; its pixels are shared, not copied
 */
GdkTexture *
cw_texture_new_for_image (const CwImage *image)
{
  g_return_val_if_fail (image != NULL, NULL);

  return gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_R8G8B8X8, image->pixels, image->stride);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-texture.h"

#include <math.h>

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

/**
 * cw_texture_fit:
 * @width: of a picture
 * @height: of a picture
 * @room_width: of the room for it
 * @room_height: of the room for it
 *
 * A picture fills its room, and is cropped where it has another shape. Upright ones
 * in a lying room are shown whole: of those, cropping would leave too little.
 *
 * Returns: how many times larger the picture is to be
 */
double
cw_texture_fit (double width,
                double height,
                double room_width,
                double room_height)
{
  if (width < height && room_width > room_height)
    return MIN (room_width / width, room_height / height);

  return MAX (room_width / width, room_height / height);
}

typedef struct
{
  int width;
  int height;
} Room;

static void
on_size_prepared (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         data)
{
  const Room *room = data;
  double      scale = cw_texture_fit (width, height, room->width, room->height);

  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, (int) ceil (width * scale), (int) ceil (height * scale));
}

/* With pixels as they are drawn, so that none has to be turned into another when it is. */
static GdkTexture *
make_drawable (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  g_autoptr (GBytes) pixels = NULL;
  gsize stride;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_DEFAULT);
  pixels = gdk_texture_downloader_download_bytes (downloader, &stride);

  return gdk_memory_texture_new (gdk_texture_get_width (texture), gdk_texture_get_height (texture), GDK_MEMORY_DEFAULT, pixels, stride);
}

/**
 * cw_texture_new_for_bytes:
 * @bytes: a picture, as JPEG, PNG and the like
 * @width: of the room it will be shown in, device px
 * @height: of that room, device px
 *
 * Decodes @bytes, no larger than it will be shown: that takes less memory, and a
 * picture is scaled once instead of in each frame. On any thread.
 *
 * Returns: (transfer full): the picture, or %NULL with an error of GdkPixbuf's
 */
GdkTexture *
cw_texture_new_for_bytes (GBytes  *bytes,
                          int      width,
                          int      height,
                          GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  Room     room = { width, height };
  gboolean written;

  g_return_val_if_fail (bytes != NULL, NULL);

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &room);
  written = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  /* It wants to be closed in any case, but the first error is the one to tell. */
  if (!gdk_pixbuf_loader_close (loader, written ? error : NULL) || !written)
    return NULL;

  return make_drawable (gdk_pixbuf_loader_get_pixbuf (loader));
}

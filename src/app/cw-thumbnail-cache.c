/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-thumbnail-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

/* A picture in a file: this, and then its rows of R, G, B, compressed. */
typedef struct
{
  char    magic[4];
  guint32 width;
  guint32 height;
} Header;

static const char magic[4] = { 'C', 'W', 'T', '1' };

/* The side of the largest picture that is taken for one. */
#define MOST_SIDE 2048

typedef struct
{
  char    *path;
  CwImage *image;
} Writing;

static CwImage *
unpack (const Header *header,
        GBytes       *rgb)
{
  guint32       width = GUINT32_FROM_LE (header->width);
  guint32       height = GUINT32_FROM_LE (header->height);
  const guchar *from = g_bytes_get_data (rgb, NULL);
  g_autoptr (GBytes) pixels = NULL;
  guchar *rgba;

  if (g_bytes_get_size (rgb) != (gsize) width * height * 3)
    return NULL;

  rgba = g_malloc ((gsize) width * height * 4);
  for (gsize i = 0; i < (gsize) width * height; i++)
    {
      memcpy (rgba + i * 4, from + i * 3, 3);
      rgba[i * 4 + 3] = 255;
    }

  pixels = g_bytes_new_take (rgba, (gsize) width * height * 4);
  return cw_image_new ((int) width, (int) height, (gsize) width * 4, pixels);
}

static CwImage *
read_image (const char *path)
{
  g_autoptr (GConverter) decompressor = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autofree char *content = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) rgb = NULL;
  Header header;
  gsize  length;

  if (!g_file_get_contents (path, &content, &length, NULL) || length < sizeof header)
    return NULL;

  memcpy (&header, content, sizeof header);
  if (memcmp (header.magic, magic, sizeof magic) != 0 || GUINT32_FROM_LE (header.width) - 1 >= MOST_SIDE || GUINT32_FROM_LE (header.height) - 1 >= MOST_SIDE)
    return NULL;

  packed = g_bytes_new_static (content + sizeof header, length - sizeof header);
  rgb = g_converter_convert_bytes (decompressor, packed, NULL);

  return rgb != NULL ? unpack (&header, rgb) : NULL;
}

static DexFuture *
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  CwImage *image = read_image (data);

  if (image == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, "No picture in the cache");

  /* What was looked at last is thrown away last. */
  g_utime (data, NULL);
  return dex_future_new_take_boxed (CW_TYPE_IMAGE, image);
}

/**
 * cw_thumbnail_cache_read:
 * @path: where cw_thumbnail_cache_write() has put a picture
 *
 * Returns: (transfer full): a future that resolves to a boxed #CwImage, or
 *   rejects with %CW_ERROR_MISSING where there is none that can be read
 */
DexFuture *
cw_thumbnail_cache_read (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (read_in_thread, g_strdup (path), g_free);
}

static GBytes *
pack (const CwImage *image)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 1));
  const guchar *from = g_bytes_get_data (image->pixels, NULL);
  gsize         row = (gsize) image->width * 3;
  guchar       *rgb = g_malloc (row * (gsize) image->height);
  g_autoptr (GBytes) bytes = g_bytes_new_take (rgb, row * (gsize) image->height);

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      memcpy (rgb + (gsize) y * row + (gsize) x * 3, from + (gsize) y * image->stride + (gsize) x * 4, 3);

  return g_converter_convert_bytes (compressor, bytes, NULL);
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->path);
  cw_image_free (writing->image);
  g_free (writing);
}

static DexFuture *
write_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Writing         *writing = data;
  g_autofree char *folder = g_path_get_dirname (writing->path);
  g_autoptr (GBytes) packed = pack (writing->image);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  Header header = { .width = GUINT32_TO_LE ((guint32) writing->image->width), .height = GUINT32_TO_LE ((guint32) writing->image->height) };

  memcpy (header.magic, magic, sizeof magic);
  g_byte_array_append (file, (const guint8 *) &header, sizeof header);
  g_byte_array_append (file, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (writing->path, (const char *) file->data, file->len, &error))
    return dex_future_new_for_error (cw_error_new_for_file (error, writing->path));

  return dex_future_new_true ();
}

/**
 * cw_thumbnail_cache_write:
 * @path: where to put it
 * @image: a picture
 *
 * Returns: (transfer full): a future that resolves once the file is there
 */
DexFuture *
cw_thumbnail_cache_write (const char    *path,
                          const CwImage *image)
{
  Writing *writing;

  dex_return_error_if_fail (path != NULL && image != NULL);

  writing = g_new0 (Writing, 1);
  writing->path = g_strdup (path);
  writing->image = cw_image_copy (image);

  return cw_run_in_thread (write_in_thread, writing, writing_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-thumbnail-cache.h"
#include "test-support.h"

#include <glib/gstdio.h>

static CwImage *
new_image (int width,
           int height)
{
  gsize   stride = (gsize) width * 4 + 12;
  guchar *pixels = g_malloc0 (stride * (gsize) height);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, stride * (gsize) height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guchar *pixel = pixels + (gsize) y * stride + (gsize) x * 4;

        pixel[0] = (guchar) x;
        pixel[1] = (guchar) y;
        pixel[2] = (guchar) (x * y);
        pixel[3] = 255;
      }

  return cw_image_new (width, height, stride, bytes);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
assert_same_picture (const CwImage *a,
                     const CwImage *b)
{
  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (int y = 0; y < a->height; y++)
    g_assert_cmpmem ((const guchar *) g_bytes_get_data (a->pixels, NULL) + (gsize) y * a->stride, (gsize) a->width * 4,
                     (const guchar *) g_bytes_get_data (b->pixels, NULL) + (gsize) y * b->stride, (gsize) b->width * 4);
}

static void
a_picture_comes_back (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "deeper", "a", NULL);
  g_autoptr (CwImage) image = new_image (47, 31);
  g_autoptr (CwImage) back = NULL;
  g_autoptr (GError) error = NULL;

  await (cw_thumbnail_cache_write (path, image));
  back = dex_await_boxed (cw_thumbnail_cache_read (path), &error);
  g_assert_no_error (error);
  assert_same_picture (image, back);
}

static void
what_is_broken_is_not_there (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "a", NULL);
  g_autoptr (CwImage) image = new_image (20, 10);
  g_autofree char *content = NULL;
  gsize            length;

  await (cw_thumbnail_cache_write (path, image));
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *broken = g_memdup2 (content, length);
      g_autoptr (CwImage) back = NULL;

      /* Cut off, and with a byte of its head changed. */
      test_write_file (path, content, (gssize) i);
      g_assert_null (dex_await_boxed (cw_thumbnail_cache_read (path), NULL));
      if (i >= 12)
        continue;

      broken[i] ^= 0x55;
      test_write_file (path, broken, (gssize) length);
      g_assert_null (dex_await_boxed (cw_thumbnail_cache_read (path), NULL));
    }

  g_unlink (path);
  g_assert_null (dex_await_boxed (cw_thumbnail_cache_read (path), NULL));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/thumbnail-cache/a-picture-comes-back", a_picture_comes_back);
  test_add_fiber ("/thumbnail-cache/what-is-broken-is-not-there", what_is_broken_is_not_there);
  return g_test_run ();
}

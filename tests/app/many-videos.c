/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "many-videos.h"

#include "test-media.h"
#include "test-support.h"

/**
 * many_videos_make:
 * @folder: where to put them
 * @n: how many, up to 100
 *
 * Makes files called "c00.mp4" and so on that look the same, and of which each is another
 * one for the library: it ends with a box that players leave out.
 *
 * Returns: (transfer full) (element-type filename): their paths
 */
GPtrArray *
many_videos_make (const char *folder,
                  guint       n)
{
  GPtrArray       *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = test_media_path ("h264-30");
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_cmpuint (n, <=, 100);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (guint8 i = 0; i < n; i++)
    {
      const guint8     box[] = { 0, 0, 0, 9, 'f', 'r', 'e', 'e', i };
      g_autofree char *copy = g_strdup_printf ("%s/c%02u.mp4", folder, i);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) content, (guint) length);
      g_byte_array_append (bytes, box, sizeof box);
      test_write_file (copy, (const char *) bytes->data, (gssize) bytes->len);
      g_ptr_array_add (paths, g_steal_pointer (&copy));
    }

  return paths;
}

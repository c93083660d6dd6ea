/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define LARGEST 2048

/* Half a picture is of one colour, half of the other, in a pattern: enough to
 * tell one from another by eye. */
static void
paint (GdkPixbuf *pixbuf,
       guint      hash)
{
  int     width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int     cell = MAX (height / (2 + (int) (hash % 7)), 1);
  guchar  colours[2][3];

  for (int i = 0; i < 3; i++)
    {
      colours[0][i] = (guchar) (hash >> (i * 8));
      colours[1][i] = (guchar) (255 - colours[0][i] / 2);
    }

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int place[] = { x / cell, y / cell, (x + y) / cell, x / cell + y / cell };

        memcpy (pixels + y * stride + x * 3, colours[place[hash >> 8 & 3] & 1], 3);
      }
}

/**
 * pictures_make:
 * @name: ends with "-WIDTHxHEIGHT.jpg" or ".png"
 *
 * Returns: (transfer full) (nullable): always the same picture for the same
 *   name, in any size, or %NULL for a name of no picture
 */
GBytes *
pictures_make (const char *name)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(.*)-([0-9]{1,4})x([0-9]{1,4})\\.(jpg|png)$", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;
  int   width, height;
  char *buffer;
  gsize size;

  if (!g_regex_match (regex, name, G_REGEX_MATCH_DEFAULT, &match))
    return NULL;

  parts = g_match_info_fetch_all (match);
  width = atoi (parts[2]);
  height = atoi (parts[3]);
  if (width < 1 || height < 1 || width > LARGEST || height > LARGEST)
    return NULL;

  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  paint (pixbuf, g_str_hash (parts[1]) * 2654435761u);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, g_str_equal (parts[4], "png") ? "png" : "jpeg", &error, NULL))
    g_error ("A picture cannot be made: %s", error->message);

  return g_bytes_new_take (buffer, size);
}

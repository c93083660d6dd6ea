/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-text-raster.h"

#include <math.h>
#include <pango/pangocairo.h>

/* The most of the canvas's width that a line takes before it is broken. */
#define MOST_WIDTH 0.9

/* The outline's width, as a share of a line's height. */
#define OUTLINE 0.14

/* Letters are this share of a line's height, the rest is the gap between lines. */
#define LETTERS 0.8

/**
 * CwTextRaster:
 *
 * A text drawn once for a canvas of one size, as planes that are multiplied by
 * how much they cover. Laying it over a frame touches only its rectangle.
 */
struct _CwTextRaster
{
  CwText *text;

  /* On the canvas, px, even and within it; nothing to see where width is 0. */
  int x;
  int y;
  int width;
  int height;

  guint8 *colour[3]; /* Y, U, V; the latter at half the size */
  guint8 *cover[2];  /* of a pixel, and of a chroma sample's four */
};

static void
set_colour (cairo_t *cairo,
            guint32  colour)
{
  cairo_set_source_rgba (cairo, (colour >> 24) / 255.0, (colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static PangoLayout *
lay_out (const CwText       *text,
         const GstVideoInfo *canvas,
         cairo_t            *cairo)
{
  PangoLayout          *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_weight (font, text->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, MAX (text->size * canvas->height * LETTERS, 1) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (canvas->width * MOST_WIDTH * PANGO_SCALE));
  pango_layout_set_text (layout, text->content, -1);
  pango_font_description_free (font);

  return layout;
}

/* What is drawn, and where its block's centre is, in the layout's own px. */
static void
measure (PangoLayout    *layout,
         double          margin,
         PangoRectangle *drawn,
         double         *centre_x,
         double         *centre_y)
{
  PangoRectangle block;

  pango_layout_get_pixel_extents (layout, drawn, &block);
  *centre_x = block.x + block.width / 2.0;
  *centre_y = block.y + block.height / 2.0;

  drawn->x -= (int) ceil (margin);
  drawn->y -= (int) ceil (margin);
  drawn->width += 2 * (int) ceil (margin);
  drawn->height += 2 * (int) ceil (margin);
}

static cairo_surface_t *
draw (CwTextRaster *self,
      PangoLayout  *layout,
      double        origin_x,
      double        origin_y,
      double        line)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  cairo_t         *cairo = cairo_create (surface);

  cairo_translate (cairo, origin_x - self->x, origin_y - self->y);

  if ((self->text->outline & 0xff) != 0)
    {
      set_colour (cairo, self->text->outline);
      cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_width (cairo, line);
      pango_cairo_layout_path (cairo, layout);
      cairo_stroke (cairo);
    }

  set_colour (cairo, self->text->colour);
  cairo_move_to (cairo, 0, 0);
  pango_cairo_show_layout (cairo, layout);

  cairo_destroy (cairo);
  cairo_surface_flush (surface);

  return surface;
}

static guint8
to_byte (double value)
{
  return (guint8) CLAMP (value + 0.5, 0, 255);
}

/* Y, U and V of COVER of a colour, from red, green and blue of 0 to 255 that are
 * multiplied by it already. */
static void
convert (const GstVideoInfo *canvas,
         const double        rgb[3],
         double              cover,
         double              yuv[3])
{
  int    offset[GST_VIDEO_MAX_COMPONENTS], scale[GST_VIDEO_MAX_COMPONENTS];
  double kr, kb, luma;

  if (!gst_video_color_matrix_get_Kr_Kb (canvas->colorimetry.matrix, &kr, &kb))
    gst_video_color_matrix_get_Kr_Kb (GST_VIDEO_COLOR_MATRIX_BT709, &kr, &kb);
  gst_video_color_range_offsets (canvas->colorimetry.range, canvas->finfo, offset, scale);

  luma = kr * rgb[0] + (1 - kr - kb) * rgb[1] + kb * rgb[2];
  yuv[0] = offset[0] * cover / 255 + scale[0] * luma / 255;
  yuv[1] = offset[1] * cover / 255 + scale[1] * (rgb[2] - luma) / (2 * (1 - kb)) / 255;
  yuv[2] = offset[2] * cover / 255 + scale[2] * (rgb[0] - luma) / (2 * (1 - kr)) / 255;
}

static void
read_pixel (const guint8 *pixels,
            int           stride,
            int           x,
            int           y,
            double        rgb[3],
            double       *cover)
{
  guint32 pixel = ((const guint32 *) (const void *) (pixels + (gsize) y * stride))[x];

  rgb[0] += pixel >> 16 & 0xff;
  rgb[1] += pixel >> 8 & 0xff;
  rgb[2] += pixel & 0xff;
  *cover += pixel >> 24;
}

static void
fill_planes (CwTextRaster       *self,
             const GstVideoInfo *canvas,
             cairo_surface_t    *surface)
{
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int           stride = cairo_image_surface_get_stride (surface);
  gsize         n = (gsize) self->width * self->height;
  double        yuv[3];

  for (guint plane = 0; plane < 3; plane++)
    self->colour[plane] = g_malloc (plane == 0 ? n : n / 4);
  self->cover[0] = g_malloc (n);
  self->cover[1] = g_malloc (n / 4);

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        double rgb[3] = { 0 }, cover = 0;

        read_pixel (pixels, stride, x, y, rgb, &cover);
        convert (canvas, rgb, cover, yuv);
        self->colour[0][(gsize) y * self->width + x] = to_byte (yuv[0]);
        self->cover[0][(gsize) y * self->width + x] = to_byte (cover);
      }

  for (int y = 0; y < self->height / 2; y++)
    for (int x = 0; x < self->width / 2; x++)
      {
        double rgb[3] = { 0 }, cover = 0;
        gsize  at = (gsize) y * (self->width / 2) + x;

        for (int i = 0; i < 4; i++)
          read_pixel (pixels, stride, 2 * x + (i & 1), 2 * y + (i >> 1), rgb, &cover);
        for (int i = 0; i < 3; i++)
          rgb[i] /= 4;
        convert (canvas, rgb, cover / 4, yuv);
        self->colour[1][at] = to_byte (yuv[1]);
        self->colour[2][at] = to_byte (yuv[2]);
        self->cover[1][at] = to_byte (cover / 4);
      }
}

/* The even part of the canvas that holds START..END of SIZE px. */
static void
place (double start,
       double end,
       int    size,
       int   *place_start,
       int   *place_length)
{
  int most = size & ~1;
  int from = CLAMP ((int) floor (CLAMP (start, -1e6, 1e6)), 0, most) & ~1;
  int to = CLAMP ((int) ceil (CLAMP (end, -1e6, 1e6)) + 1, 0, most) & ~1;

  *place_start = from;
  *place_length = MAX (to - from, 0);
}

/**
 * cw_text_raster_new:
 * @text: a text
 * @canvas: what it will be laid over: I420
 *
 * Returns: (transfer full): the drawn text
 */
CwTextRaster *
cw_text_raster_new (const CwText       *text,
                    const GstVideoInfo *canvas)
{
  CwTextRaster    *self = g_new0 (CwTextRaster, 1);
  cairo_surface_t *scrap = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t         *cairo = cairo_create (scrap);
  PangoLayout     *layout = lay_out (text, canvas, cairo);
  double           line = text->size * canvas->height * OUTLINE;
  double           centre_x, centre_y, origin_x, origin_y;
  PangoRectangle   drawn;

  self->text = cw_text_copy (text);

  measure (layout, line / 2 + 1, &drawn, &centre_x, &centre_y);
  origin_x = text->x * canvas->width - centre_x;
  origin_y = text->y * canvas->height - centre_y;
  place (origin_x + drawn.x, origin_x + drawn.x + drawn.width, canvas->width, &self->x, &self->width);
  place (origin_y + drawn.y, origin_y + drawn.y + drawn.height, canvas->height, &self->y, &self->height);

  if (self->width > 0 && self->height > 0)
    {
      cairo_surface_t *surface = draw (self, layout, origin_x, origin_y, line);

      if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
        fill_planes (self, canvas, surface);
      else
        self->width = 0;

      cairo_surface_destroy (surface);
    }

  g_object_unref (layout);
  cairo_destroy (cairo);
  cairo_surface_destroy (scrap);

  return self;
}

void
cw_text_raster_free (CwTextRaster *self)
{
  for (guint plane = 0; plane < 3; plane++)
    g_free (self->colour[plane]);
  g_free (self->cover[0]);
  g_free (self->cover[1]);
  cw_text_free (self->text);
  g_free (self);
}

const CwText *
cw_text_raster_get_text (CwTextRaster *self)
{
  return self->text;
}

static void
blend_plane (const guint8 *colour,
             const guint8 *cover,
             int           width,
             int           height,
             guint8       *target,
             gsize         stride)
{
  for (int y = 0; y < height; y++, colour += width, cover += width, target += stride)
    for (int x = 0; x < width; x++)
      {
        guint under = target[x] * (255u - cover[x]) + 127;
        guint sum = colour[x] + ((under + (under >> 8) + 1) >> 8);

        target[x] = (guint8) MIN (sum, 255);
      }
}

/**
 * cw_text_raster_blend:
 * @self: a drawn text
 * @canvas: a frame of the canvas it was drawn for, mapped for reading and writing
 */
void
cw_text_raster_blend (CwTextRaster  *self,
                      GstVideoFrame *canvas)
{
  if (self->width == 0 || self->height == 0)
    return;

  for (guint plane = 0; plane < 3; plane++)
    {
      int     shift = plane > 0 ? 1 : 0;
      gsize   stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (canvas, plane);
      guint8 *data = GST_VIDEO_FRAME_PLANE_DATA (canvas, plane);

      blend_plane (self->colour[plane], self->cover[shift], self->width >> shift, self->height >> shift,
                   data + (gsize) (self->y >> shift) * stride + (self->x >> shift), stride);
    }
}

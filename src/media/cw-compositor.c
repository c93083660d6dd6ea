/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-compositor.h"

#include "cw-blitter.h"
#include "cw-blur.h"
#include "cw-text-raster.h"

#include <math.h>

#define MOST_TEXTS 16

/* A blurred picture is drawn so small that the blur's radius is this many px:
 * that loses nothing that can be seen, and costs next to nothing. */
#define SMALL_RADIUS 4

/**
 * CwCompositor:
 *
 * Draws pictures and texts on a canvas. What comes out depends on what is given
 * and on nothing else.
 */
struct _CwCompositor
{
  GstVideoInfo   canvas;
  GstBufferPool *pool;
  CwBlitter     *blitter;
  GPtrArray     *texts; /* CwTextRaster, the one used last at the end */
};

/* A frame that is being read. */
typedef struct
{
  GstVideoFrame mapped;
  int           shown_width;
  int           shown_height;
} Picture;

/**
 * cw_compositor_new:
 * @canvas: what to draw: I420, even in width and height
 *
 * Returns: (transfer full): a compositor
 */
CwCompositor *
cw_compositor_new (const GstVideoInfo *canvas)
{
  CwCompositor *self;
  GstCaps      *caps;
  GstStructure *config;

  g_return_val_if_fail (canvas->finfo->format == GST_VIDEO_FORMAT_I420, NULL);
  g_return_val_if_fail (canvas->width % 2 == 0 && canvas->height % 2 == 0, NULL);

  self = g_new0 (CwCompositor, 1);
  self->canvas = *canvas;
  self->blitter = cw_blitter_new ();
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_text_raster_free);

  caps = gst_video_info_to_caps (canvas);
  self->pool = gst_video_buffer_pool_new ();
  config = gst_buffer_pool_get_config (self->pool);
  gst_buffer_pool_config_set_params (config, caps, (guint) canvas->size, 0, 0);
  gst_buffer_pool_set_config (self->pool, config);
  gst_buffer_pool_set_active (self->pool, TRUE);
  gst_caps_unref (caps);

  return self;
}

void
cw_compositor_free (CwCompositor *self)
{
  gst_buffer_pool_set_active (self->pool, FALSE);
  gst_object_unref (self->pool);
  cw_blitter_free (self->blitter);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

static void
fill (GstVideoFrame     *frame,
      const CwRectangle *part,
      const guint8       colour[3])
{
  for (guint plane = 0; plane < 3; plane++)
    {
      int     shift = plane > 0 ? 1 : 0;
      gsize   stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane);
      guint8 *data = (guint8 *) GST_VIDEO_FRAME_PLANE_DATA (frame, plane) + (gsize) (part->y >> shift) * stride + (part->x >> shift);

      for (int y = 0; y < part->height >> shift; y++, data += stride)
        memset (data, colour[plane], (gsize) (part->width >> shift));
    }
}

static void
fill_black (CwCompositor  *self,
            GstVideoFrame *frame)
{
  const guint8      black[3] = { self->canvas.colorimetry.range == GST_VIDEO_COLOR_RANGE_0_255 ? 0 : 16, 128, 128 };
  const CwRectangle all = { 0, 0, self->canvas.width, self->canvas.height };

  fill (frame, &all, black);
}

/* Whether LAYERS leave nothing of the canvas bare: rows of full width. */
static gboolean
covers (CwCompositor  *self,
        const CwLayer *layers,
        guint          n)
{
  int covered = 0;

  for (guint round = 0; round < n; round++)
    for (guint i = 0; i < n; i++)
      {
        const CwRectangle *part = &layers[i].destination;

        if (part->x == 0 && part->width == self->canvas.width && part->y <= covered)
          covered = MAX (covered, part->y + part->height);
      }

  return covered == self->canvas.height;
}

/* From px of the picture as shown to px as stored. */
static CwRectangle
to_stored (const Picture     *picture,
           const CwRectangle *shown)
{
  CwRectangle stored = *shown;
  int         width = picture->mapped.info.width;

  if (picture->shown_width != width)
    {
      double scale = (double) width / picture->shown_width;

      stored.x = CLAMP ((int) lround (shown->x * scale), 0, width - 1);
      stored.width = CLAMP ((int) lround (shown->width * scale), 1, width - stored.x);
    }

  return stored;
}

static void
draw_blurred (CwCompositor  *self,
              Picture       *picture,
              const CwLayer *layer,
              const CwLayer *above,
              GstVideoFrame *target)
{
  double        scale = MAX (layer->blur / SMALL_RADIUS, 1);
  int           width = MAX (2, (int) (layer->destination.width / scale / 2) * 2);
  int           height = MAX (2, (int) (layer->destination.height / scale / 2) * 2);
  CwRectangle   from = to_stored (picture, &layer->source);
  CwRectangle   all = { 0, 0, width, height };
  GstVideoInfo  info;
  GstVideoFrame small;
  GstBuffer    *buffer;

  gst_video_info_set_format (&info, GST_VIDEO_FORMAT_I420, (guint) width, (guint) height);
  info.colorimetry = self->canvas.colorimetry;
  info.chroma_site = self->canvas.chroma_site;
  buffer = gst_buffer_new_allocate (NULL, info.size, NULL);
  gst_video_frame_map (&small, &info, buffer, GST_MAP_READWRITE);

  cw_blitter_blit (self->blitter, &picture->mapped, &from, &small, &all, NULL, CW_BLIT_SOFT);
  for (guint plane = 0; plane < 3; plane++)
    cw_blur_plane (GST_VIDEO_FRAME_PLANE_DATA (&small, plane), (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (&small, plane),
                   plane > 0 ? width / 2 : width, plane > 0 ? height / 2 : height,
                   (int) lround (layer->blur / scale / (plane > 0 ? 2 : 1)));
  cw_blitter_blit (self->blitter, &small, &all, target, &layer->destination, above != NULL ? &above->destination : NULL, CW_BLIT_SOFT);

  gst_video_frame_unmap (&small);
  gst_buffer_unref (buffer);
}

static guint
resolve (CwCompositor  *self,
         const CwPiece *piece,
         CwLayer        layers[CW_LAYOUT_MOST_LAYERS])
{
  int width, height;

  cw_frame_get_shown_size (piece->frame, &width, &height);

  return cw_layout_resolve (piece->layout, width, height, self->canvas.width, self->canvas.height, layers);
}

static void
draw_picture (CwCompositor  *self,
              const CwPiece *piece,
              GstVideoFrame *target)
{
  CwLayer layers[CW_LAYOUT_MOST_LAYERS];
  guint   n = resolve (self, piece, layers);
  Picture picture;

  if (!gst_video_frame_map (&picture.mapped, &piece->frame->info, piece->frame->buffer, GST_MAP_READ))
    return;

  cw_frame_get_shown_size (piece->frame, &picture.shown_width, &picture.shown_height);

  for (guint i = 0; i < n; i++)
    {
      CwRectangle from = to_stored (&picture, &layers[i].source);

      if (layers[i].blur > 0)
        draw_blurred (self, &picture, &layers[i], i + 1 < n ? &layers[i + 1] : NULL, target);
      else
        cw_blitter_blit (self->blitter, &picture.mapped, &from, target, &layers[i].destination, NULL, CW_BLIT_SHARP);
    }

  gst_video_frame_unmap (&picture.mapped);
}

static void
draw_text (CwCompositor  *self,
           const CwText  *text,
           GstVideoFrame *target)
{
  CwTextRaster *raster = NULL;

  for (guint i = 0; i < self->texts->len && raster == NULL; i++)
    if (cw_text_equal (cw_text_raster_get_text (self->texts->pdata[i]), text))
      raster = g_ptr_array_steal_index (self->texts, i);

  if (raster == NULL)
    raster = cw_text_raster_new (text, &self->canvas);
  if (self->texts->len == MOST_TEXTS)
    g_ptr_array_remove_index (self->texts, 0);

  g_ptr_array_add (self->texts, raster);
  cw_text_raster_blend (raster, target);
}

static gboolean
fills_exactly (CwCompositor      *self,
               const CwRectangle *part)
{
  return part->x == 0 && part->y == 0 && part->width == self->canvas.width && part->height == self->canvas.height;
}

/* Whether the canvas would come out as the frame went in, pixel for pixel. */
static gboolean
passes_through (CwCompositor  *self,
                const CwPiece *piece)
{
  const GstVideoInfo *info = &piece->frame->info;
  CwLayer             layers[CW_LAYOUT_MOST_LAYERS];

  if (info->finfo->format != GST_VIDEO_FORMAT_I420 || info->width != self->canvas.width || info->height != self->canvas.height || info->par_n != info->par_d)
    return FALSE;
  if (!gst_video_colorimetry_is_equal (&info->colorimetry, &self->canvas.colorimetry) || info->chroma_site != self->canvas.chroma_site)
    return FALSE;

  return resolve (self, piece, layers) == 1 && layers[0].blur <= 0 && fills_exactly (self, &layers[0].source) && fills_exactly (self, &layers[0].destination);
}

/* Whether what is below PIECE does not show. */
static gboolean
hides_all (CwCompositor  *self,
           const CwPiece *piece)
{
  CwLayer layers[CW_LAYOUT_MOST_LAYERS];

  return piece->frame != NULL && covers (self, layers, resolve (self, piece, layers));
}

/**
 * cw_compositor_draw:
 * @self: a compositor
 * @pieces: what to draw, the lowest first
 * @n: how many
 *
 * What no piece covers is black. A single picture that is the canvas already is
 * given back as it is, without a copy.
 *
 * Returns: (nullable) (transfer full): the canvas, not to be written to, or
 *   %NULL where there is no memory for it
 */
GstBuffer *
cw_compositor_draw (CwCompositor  *self,
                    const CwPiece *pieces,
                    guint          n)
{
  GstBuffer    *buffer = NULL;
  GstVideoFrame target;
  guint         first = n;

  while (first > 0 && !hides_all (self, &pieces[first - 1]))
    first--;

  if (first > 0 && first == n && passes_through (self, &pieces[n - 1]))
    return gst_buffer_ref (pieces[n - 1].frame->buffer);

  if (gst_buffer_pool_acquire_buffer (self->pool, &buffer, NULL) != GST_FLOW_OK)
    return NULL;
  if (!gst_video_frame_map (&target, &self->canvas, buffer, GST_MAP_READWRITE))
    {
      gst_buffer_unref (buffer);
      return NULL;
    }

  if (first == 0)
    fill_black (self, &target);

  for (guint i = first > 0 ? first - 1 : 0; i < n; i++)
    if (pieces[i].frame != NULL)
      draw_picture (self, &pieces[i], &target);
    else if (pieces[i].text != NULL)
      draw_text (self, pieces[i].text, &target);

  gst_video_frame_unmap (&target);

  return buffer;
}

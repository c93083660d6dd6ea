/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-frame.h"

/* A square of this side is turned at once, so that both its rows and its
 * columns stay in the processor's cache. */
#define TILE 32

/* Where the pixel at the top left of the turned picture was, and how far to go
 * in the source for each step to the right and down. */
typedef struct
{
  const guint8 *origin;
  gssize        right;
  gssize        down;
} Walk;

/**
 * cw_frame_new:
 * @buffer: (transfer full): the picture
 * @info: what is in it
 * @time: ns
 *
 * Returns: (transfer full): a frame
 */
CwFrame *
cw_frame_new (GstBuffer          *buffer,
              const GstVideoInfo *info,
              gint64              time)
{
  CwFrame *self = g_atomic_rc_box_new0 (CwFrame);

  self->buffer = buffer;
  self->info = *info;
  self->time = time;

  return self;
}

CwFrame *
cw_frame_ref (CwFrame *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  gst_clear_buffer (&((CwFrame *) data)->buffer);
}

void
cw_frame_unref (CwFrame *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
swaps_sides (GstVideoOrientationMethod method)
{
  return method == GST_VIDEO_ORIENTATION_90R || method == GST_VIDEO_ORIENTATION_90L || method == GST_VIDEO_ORIENTATION_UL_LR || method == GST_VIDEO_ORIENTATION_UR_LL;
}

/* WIDTH and HEIGHT are the source's. */
static Walk
plan_walk (GstVideoOrientationMethod method,
           const guint8             *data,
           gssize                    pixel,
           gssize                    stride,
           int                       width,
           int                       height)
{
  const guint8 *last_column = data + (width - 1) * pixel;
  const guint8 *last_row = data + (height - 1) * stride;
  const guint8 *corner = last_row + (width - 1) * pixel;

  switch (method)
    {
    case GST_VIDEO_ORIENTATION_90R:
      return (Walk) { last_row, -stride, pixel };
    case GST_VIDEO_ORIENTATION_180:
      return (Walk) { corner, -pixel, -stride };
    case GST_VIDEO_ORIENTATION_90L:
      return (Walk) { last_column, stride, -pixel };
    case GST_VIDEO_ORIENTATION_HORIZ:
      return (Walk) { last_column, -pixel, stride };
    case GST_VIDEO_ORIENTATION_VERT:
      return (Walk) { last_row, pixel, -stride };
    case GST_VIDEO_ORIENTATION_UL_LR:
      return (Walk) { data, stride, pixel };
    case GST_VIDEO_ORIENTATION_UR_LL:
      return (Walk) { corner, -stride, -pixel };
    case GST_VIDEO_ORIENTATION_IDENTITY:
    case GST_VIDEO_ORIENTATION_AUTO:
    case GST_VIDEO_ORIENTATION_CUSTOM:
      break;
    }

  return (Walk) { data, pixel, stride };
}

static void
turn_tile (const Walk *walk,
           guint8     *data,
           gssize      stride,
           gssize      pixel,
           int         x0,
           int         x1,
           int         y0,
           int         y1)
{
  for (int y = y0; y < y1; y++)
    {
      const guint8 *from = walk->origin + x0 * walk->right + y * walk->down;
      guint8       *to = data + y * stride + x0 * pixel;

      if (pixel == 1)
        for (int x = x0; x < x1; x++, from += walk->right)
          *to++ = *from;
      else
        for (int x = x0; x < x1; x++, from += walk->right, to += 2)
          {
            to[0] = from[0];
            to[1] = from[1];
          }
    }
}

static void
turn_component (GstVideoFrame            *source,
                GstVideoFrame            *target,
                guint                     component,
                GstVideoOrientationMethod method)
{
  gssize  pixel = GST_VIDEO_FRAME_COMP_PSTRIDE (source, component);
  gssize  stride = GST_VIDEO_FRAME_COMP_STRIDE (target, component);
  int     width = GST_VIDEO_FRAME_COMP_WIDTH (target, component);
  int     height = GST_VIDEO_FRAME_COMP_HEIGHT (target, component);
  guint8 *data = GST_VIDEO_FRAME_COMP_DATA (target, component);
  Walk    walk = plan_walk (method, GST_VIDEO_FRAME_COMP_DATA (source, component), pixel,
                            GST_VIDEO_FRAME_COMP_STRIDE (source, component),
                            GST_VIDEO_FRAME_COMP_WIDTH (source, component),
                            GST_VIDEO_FRAME_COMP_HEIGHT (source, component));

  for (int y = 0; y < height; y += TILE)
    for (int x = 0; x < width; x += TILE)
      turn_tile (&walk, data, stride, pixel, x, MIN (x + TILE, width), y, MIN (y + TILE, height));
}

/**
 * cw_frame_turn:
 * @self: a frame
 * @method: how to turn or mirror it
 *
 * Returns: (transfer full): the turned frame, or @self where there is nothing to do
 */
CwFrame *
cw_frame_turn (CwFrame                  *self,
               GstVideoOrientationMethod method)
{
  const GstVideoInfo *info = &self->info;
  gboolean            swap = swaps_sides (method);
  GstVideoInfo        turned;
  GstVideoFrame       source, target;
  GstBuffer          *buffer;
  guint               n_parts;

  if (method == GST_VIDEO_ORIENTATION_IDENTITY || method == GST_VIDEO_ORIENTATION_AUTO || method == GST_VIDEO_ORIENTATION_CUSTOM)
    return cw_frame_ref (self);

  gst_video_info_set_format (&turned, info->finfo->format, (guint) (swap ? info->height : info->width), (guint) (swap ? info->width : info->height));
  turned.colorimetry = info->colorimetry;
  turned.chroma_site = info->chroma_site;
  turned.fps_n = info->fps_n;
  turned.fps_d = info->fps_d;
  turned.par_n = swap ? info->par_d : info->par_n;
  turned.par_d = swap ? info->par_n : info->par_d;

  if (!gst_video_frame_map (&source, info, self->buffer, GST_MAP_READ))
    return cw_frame_ref (self);

  buffer = gst_buffer_new_allocate (NULL, turned.size, NULL);
  gst_video_frame_map (&target, &turned, buffer, GST_MAP_WRITE);

  /* In NV12 the second and third component lie in pairs: the second takes both. */
  n_parts = GST_VIDEO_INFO_N_PLANES (info);
  for (guint part = 0; part < n_parts; part++)
    turn_component (&source, &target, part, method);

  gst_video_frame_unmap (&target);
  gst_video_frame_unmap (&source);

  return cw_frame_new (buffer, &turned, self->time);
}

/**
 * cw_frame_get_shown_size:
 * @self: a frame
 * @width: (out): px
 * @height: (out): px
 *
 * How large the picture is with square pixels, its height kept: what layouts and
 * CwMediaInfo mean by a source's size.
 */
void
cw_frame_get_shown_size (const CwFrame *self,
                         int           *width,
                         int           *height)
{
  int n = self->info.par_n, d = self->info.par_d;

  *width = self->info.width;
  *height = self->info.height;

  if (n > 0 && d > 0 && n != d)
    *width = MAX (1, (int) gst_util_uint64_scale_int_round ((guint64) self->info.width, n, d));
}

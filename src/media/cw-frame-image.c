/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-frame-image.h"

/* As large as fits into the box, never larger than the picture. */
static void
fit (const CwFrame *frame,
     int            max_width,
     int            max_height,
     int           *width,
     int           *height)
{
  int    shown_width, shown_height;
  double scale = 1;

  cw_frame_get_shown_size (frame, &shown_width, &shown_height);
  if (max_width > 0)
    scale = MIN (scale, (double) max_width / shown_width);
  if (max_height > 0)
    scale = MIN (scale, (double) max_height / shown_height);

  *width = MAX (1, (int) (shown_width * scale + 0.5));
  *height = MAX (1, (int) (shown_height * scale + 0.5));
}

/**
 * cw_frame_to_image:
 * @frame: an upright frame
 * @max_width: px of the box to fit into, 0 for any
 * @max_height: px of the box to fit into, 0 for any
 *
 * Scales a frame and turns it to the screen's colours.
 *
 * Returns: (transfer full) (nullable): a picture of square pixels, or %NULL
 *   where the frame's memory cannot be read
 */
CwImage *
cw_frame_to_image (const CwFrame *frame,
                   int            max_width,
                   int            max_height)
{
  GstVideoInfo       source_info = frame->info;
  GstVideoInfo       target_info;
  GstVideoFrame      source, target;
  GstVideoConverter *converter;
  g_autoptr (GstBuffer) buffer = NULL;
  g_autoptr (GBytes) pixels = NULL;
  GstMapInfo map;
  CwImage   *image;
  int        width, height;

  fit (frame, max_width, max_height, &width, &height);
  gst_video_info_set_format (&target_info, GST_VIDEO_FORMAT_RGBA, (guint) width, (guint) height);

  /* A converter refuses to change the rate. */
  source_info.fps_n = target_info.fps_n = 0;
  source_info.fps_d = target_info.fps_d = 1;

  buffer = gst_buffer_new_allocate (NULL, target_info.size, NULL);
  if (!gst_video_frame_map (&source, &frame->info, frame->buffer, GST_MAP_READ))
    return NULL;

  gst_video_frame_map (&target, &target_info, buffer, GST_MAP_WRITE);
  converter = gst_video_converter_new (&source_info, &target_info, gst_structure_new ("config", GST_VIDEO_CONVERTER_OPT_RESAMPLER_METHOD, GST_TYPE_VIDEO_RESAMPLER_METHOD, GST_VIDEO_RESAMPLER_METHOD_LINEAR, GST_VIDEO_CONVERTER_OPT_RESAMPLER_TAPS, G_TYPE_UINT, 0, NULL));
  gst_video_converter_frame (converter, &source, &target);
  gst_video_converter_free (converter);
  gst_video_frame_unmap (&target);
  gst_video_frame_unmap (&source);

  gst_buffer_map (buffer, &map, GST_MAP_READ);
  pixels = g_bytes_new (map.data, map.size);
  gst_buffer_unmap (buffer, &map);

  image = cw_image_new (width, height, (gsize) GST_VIDEO_INFO_PLANE_STRIDE (&target_info, 0), pixels);
  return image;
}

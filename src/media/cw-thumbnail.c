/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-thumbnail.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-frame-image.h"
#include "cw-media.h"
#include "cw-probe.h"
#include "cw-reader.h"
#include "cw-video-source.h"

#include <glib/gi18n.h>

/* Finer than any file: the frame that is on screen at a time is one. */
#define FINE_RATE ((CwRate) { 1000, 1 })

/* A picture that takes longer to encode than this never comes. */
#define PATIENCE (20 * GST_SECOND)

typedef struct
{
  char    *path;
  gint64   time;
  gboolean exact;
  guint    count;
  int      max_width;
  int      max_height;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->path);
  g_free (request);
}

static CwFrame *
frame_from_sample (GstSample *sample,
                   guint      orientation)
{
  GstVideoInfo      info;
  const GstSegment *segment = gst_sample_get_segment (sample);
  GstBuffer        *buffer = gst_sample_get_buffer (sample);
  g_autoptr (CwFrame) frame = NULL;
  guint64 time = 0;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return NULL;

  gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time);
  frame = cw_frame_new (gst_buffer_ref (buffer), &info, (gint64) time);

  return cw_frame_turn (frame, orientation);
}

static gboolean
open_pictures (CwReader     *reader,
               const char   *path,
               gint64        time,
               GCancellable *cancellable,
               GError      **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!cw_reader_open (reader, time, cancellable, error))
    return FALSE;

  if (cw_reader_has_stream (reader))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” has no picture"), name);
  return FALSE;
}

/* The next picture, or NULL without an error at the end of the file. */
static CwFrame *
pull_frame (CwReader     *reader,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GstSample) sample = cw_reader_pull (reader, cancellable, error);

  return sample != NULL ? frame_from_sample (sample, cw_reader_get_orientation (reader)) : NULL;
}

static CwFrame *
read_key_frame (Request      *request,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (CwReader) reader = cw_reader_new (request->path, CW_READER_VIDEO);
  CwFrame *frame;

  if (!open_pictures (reader, request->path, request->time, cancellable, error))
    return NULL;

  frame = pull_frame (reader, cancellable, error);
  if (frame != NULL || request->time == 0 || (error != NULL && *error != NULL))
    return frame;

  /* After the last one. */
  cw_reader_seek (reader, 0);
  return pull_frame (reader, cancellable, error);
}

static DexFuture *
fail (Request *request,
      GError  *error)
{
  g_autofree char *name = g_filename_display_basename (request->path);

  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is damaged: none of its pictures can be decoded"), name);
}

static DexFuture *
load_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Request *request = data;
  GError  *error = NULL;
  g_autoptr (CwFrame) frame = NULL;
  CwImage *image = NULL;

  if (request->exact)
    {
      g_autoptr (CwVideoSource) source = cw_video_source_new (request->path, FINE_RATE, request->time);

      frame = cw_video_source_read (source, request->time, cancellable, &error);
    }
  else
    {
      frame = read_key_frame (request, cancellable, &error);
    }

  if (frame != NULL)
    image = cw_frame_to_image (frame, request->max_width, request->max_height);

  return image != NULL ? dex_future_new_take_boxed (CW_TYPE_IMAGE, image) : fail (request, error);
}

/**
 * cw_thumbnail_load:
 * @path: a video
 * @time: ns
 * @exact: whether it has to be the very picture that is on screen at @time;
 *   otherwise it is the key frame before, which is quicker to find
 * @max_width: px of the box to fit into, 0 for any
 * @max_height: px of the box to fit into, 0 for any
 *
 * Loads one picture of a video, upright, never larger than it is.
 *
 * Returns: (transfer full): a future that resolves to a boxed #CwImage or
 *   rejects with the errors of cw_probe_blocking()
 */
DexFuture *
cw_thumbnail_load (const char *path,
                   gint64      time,
                   gboolean    exact,
                   int         max_width,
                   int         max_height)
{
  Request *request;

  dex_return_error_if_fail (path != NULL);

  request = g_new0 (Request, 1);
  request->path = g_strdup (path);
  request->time = MAX (time, 0);
  request->exact = exact;
  request->max_width = max_width;
  request->max_height = max_height;

  return cw_run_in_thread (load_in_thread, request, request_free);
}

/* The key frame before TIME; the last one again where that is the same. */
static CwImage *
load_strip_image (CwReader     *reader,
                  Request      *request,
                  gint64        time,
                  CwImage      *last,
                  gint64       *last_time,
                  GCancellable *cancellable,
                  GError      **error)
{
  g_autoptr (CwFrame) frame = NULL;

  cw_reader_seek (reader, time);
  frame = pull_frame (reader, cancellable, error);

  if (frame != NULL && (last == NULL || frame->time != *last_time))
    {
      *last_time = frame->time;
      return cw_frame_to_image (frame, 0, request->max_height);
    }

  return last != NULL ? cw_image_copy (last) : NULL;
}

static DexFuture *
load_strip_in_thread (gpointer      data,
                      GCancellable *cancellable)
{
  Request *request = data;
  GError  *error = NULL;
  g_autoptr (CwMediaInfo) info = cw_probe_blocking (request->path, cancellable, &error);
  g_autoptr (CwReader) reader = NULL;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_image_free);
  gint64 last_time = 0;

  if (info == NULL)
    return dex_future_new_for_error (error);

  reader = cw_reader_new (request->path, CW_READER_VIDEO);
  if (!open_pictures (reader, request->path, 0, cancellable, &error))
    return dex_future_new_for_error (error);

  for (guint i = 0; i < request->count; i++)
    {
      /* The middle of what the picture stands for. */
      gint64   time = info->duration / request->count * i + info->duration / request->count / 2;
      CwImage *last = i > 0 ? g_ptr_array_index (images, i - 1) : NULL;
      CwImage *image = load_strip_image (reader, request, time, last, &last_time, cancellable, &error);

      if (error != NULL || image == NULL)
        {
          g_clear_pointer (&image, cw_image_free);
          return fail (request, error);
        }

      g_ptr_array_add (images, image);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&images));
}

/**
 * cw_filmstrip_load:
 * @path: a video
 * @count: how many pictures, above 0
 * @height: px of each
 *
 * Loads pictures that lie evenly over a video, upright. They are key frames, so
 * that it is quick; where those are rare some pictures are the same.
 *
 * Returns: (transfer full): a future that resolves to a boxed #GPtrArray of
 *   #CwImage or rejects with the errors of cw_probe_blocking()
 */
DexFuture *
cw_filmstrip_load (const char *path,
                   guint       count,
                   int         height)
{
  Request *request;

  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (count > 0 && height > 0);

  request = g_new0 (Request, 1);
  request->path = g_strdup (path);
  request->count = count;
  request->max_height = height;

  return cw_run_in_thread (load_strip_in_thread, request, request_free);
}

static GstSample *
sample_from_image (const CwImage *image)
{
  GstVideoInfo info;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped_bytes (image->pixels);
  const gsize offset[GST_VIDEO_MAX_PLANES] = { 0 };
  const int   stride[GST_VIDEO_MAX_PLANES] = { (int) image->stride };

  gst_video_info_set_format (&info, GST_VIDEO_FORMAT_RGBx, (guint) image->width, (guint) image->height);
  info.fps_n = 1;
  caps = gst_video_info_to_caps (&info);
  gst_buffer_add_video_meta_full (buffer, GST_VIDEO_FRAME_FLAG_NONE, GST_VIDEO_FORMAT_RGBx, (guint) image->width, (guint) image->height, 1, offset, stride);

  return gst_sample_new (buffer, caps, NULL, NULL);
}

/**
 * cw_image_save:
 * @image: a picture
 * @path: where to; ".jpg" and ".jpeg" become a JPEG, ".png" a PNG
 * @error: %CW_ERROR_INVALID for another extension, and those of writing a file
 *
 * Writes a picture, replacing the file in one step. Blocks.
 *
 * Returns: whether it worked
 */
gboolean
cw_image_save (const CwImage *image,
               const char    *path,
               GError       **error)
{
  g_autofree char *name = NULL;
  g_autofree char *lower = NULL;
  g_autoptr (GstSample) raw = NULL;
  g_autoptr (GstSample) coded = NULL;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GError) problem = NULL;
  GstMapInfo map;
  gboolean   ok;

  g_return_val_if_fail (image != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  cw_media_init ();
  name = g_filename_display_basename (path);
  lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".png"))
    caps = gst_caps_new_empty_simple ("image/png");
  else if (g_str_has_suffix (lower, ".jpg") || g_str_has_suffix (lower, ".jpeg"))
    caps = gst_caps_new_empty_simple ("image/jpeg");
  else
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no name for a picture: end it with .png or .jpg"), name);
      return FALSE;
    }

  raw = sample_from_image (image);
  coded = gst_video_convert_sample (raw, caps, PATIENCE, &problem);
  if (coded == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_ENGINE, _ ("“%s” cannot be encoded: %s"), name, problem->message);
      return FALSE;
    }

  gst_buffer_map (gst_sample_get_buffer (coded), &map, GST_MAP_READ);
  ok = g_file_set_contents_full (path, (const char *) map.data, (gssize) map.size, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &problem);
  gst_buffer_unmap (gst_sample_get_buffer (coded), &map);

  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("“%s” cannot be written: there is no such folder"), name);
  else if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_ACCES) || g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_ROFS))
    g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("“%s” cannot be written: choose a folder that you may write to"), name);
  else if (problem != NULL)
    g_propagate_error (error, cw_error_new_for_file (problem, path));

  return ok;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-video-encoder.h"

#include "cw-error.h"
#include "cw-push-pipeline.h"
#include "cw-rate.h"

#include <glib/gi18n.h>
#include <gst/app/gstappsink.h>
#include <math.h>

/* How many pictures wait for the encoder. */
#define MOST_WAITING 6

/* Decoding begins before the first picture is shown, and buffers know no times
 * below 0: so running time 0 is this, ns. */
#define ORIGIN (3600 * GST_SECOND)

/**
 * CwVideoEncoder:
 *
 * Encodes a run of pictures, evenly spaced, as H.264. Runs that follow on each
 * other and have the same preset and canvas make one stream: each begins with a
 * key frame, refers to nothing outside, and is decoded when the one before ends.
 * One thread pushes.
 */
struct _CwVideoEncoder
{
  CwPushPipeline    *pipeline;
  GstAppSrc         *source; /* borrowed */
  CwRate             rate;
  gint64             next;
  CwVideoEncoderFunc on_packet;
  gpointer           data;
};

static GstClockTime
find_time (const GstSegment *segment,
           GstClockTime      time)
{
  guint64 running;
  int     sign = gst_segment_to_running_time_full (segment, GST_FORMAT_TIME, time, &running);

  if (sign == 0)
    return GST_CLOCK_TIME_NONE;

  return sign > 0 ? ORIGIN + running : ORIGIN - running;
}

/* A packet with times that are comparable to those of every other run. */
static GstSample *
make_packet (GstSample *sample)
{
  GstBuffer  *buffer = gst_buffer_copy (gst_sample_get_buffer (sample));
  GstSegment *given = gst_sample_get_segment (sample);
  GstSegment  segment;
  GstSample  *packet;

  GST_BUFFER_PTS (buffer) = find_time (given, GST_BUFFER_PTS (buffer));
  GST_BUFFER_DTS (buffer) = find_time (given, GST_BUFFER_DTS (buffer));
  gst_segment_init (&segment, GST_FORMAT_TIME);
  segment.start = ORIGIN;

  packet = gst_sample_new (buffer, gst_sample_get_caps (sample), &segment, NULL);
  gst_buffer_unref (buffer);

  return packet;
}

static GstFlowReturn
on_sample (GstAppSink *sink,
           gpointer    data)
{
  CwVideoEncoder *self = data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);

  if (sample != NULL)
    self->on_packet (make_packet (sample), self->data);

  return GST_FLOW_OK;
}

static void
set_up_x264 (GstElement     *x264,
             const CwPreset *preset,
             guint           n_threads)
{
  g_autofree char *options = NULL;
  char             quality[G_ASCII_DTOSTR_BUF_SIZE];

  gst_util_set_object_arg (G_OBJECT (x264), "speed-preset", preset->speed != NULL ? preset->speed : "veryfast");
  gst_util_set_object_arg (G_OBJECT (x264), "pass", "qual");

  /* Constant quality, without the limit of bits a second that the element would
   * add. The property takes only whole numbers. */
  g_ascii_formatd (quality, sizeof quality, "%.2f", CLAMP (preset->quality, 0, 50));
  options = g_strdup_printf ("crf=%s", quality);
  g_object_set (x264,
                "quantizer", (guint) lround (CLAMP (preset->quality, 0, 50)),
                "vbv-buf-capacity", 0,
                "key-int-max", (guint) MAX (preset->key_interval, 1),
                "threads", n_threads,
                "option-string", options,
                NULL);
}

static gboolean
make_pipeline (CwVideoEncoder     *self,
               const GstVideoInfo *canvas,
               const CwPreset     *preset,
               guint               n_threads,
               GError            **error)
{
  g_autoptr (GstCaps) pictures = gst_video_info_to_caps (canvas);
  g_autoptr (GstCaps) profile = gst_caps_from_string ("video/x-h264,profile=high");
  g_autoptr (GstCaps) packets = gst_caps_from_string ("video/x-h264,stream-format=avc,alignment=au");
  GstAppSinkCallbacks callbacks = { .new_sample = on_sample };
  GstElement         *x264, *parser, *sink;

  gst_caps_set_simple (pictures, "interlace-mode", G_TYPE_STRING, "progressive", NULL);
  if ((self->source = cw_push_pipeline_add_source (self->pipeline, pictures, error)) == NULL || (x264 = cw_push_pipeline_add (self->pipeline, "x264enc", error)) == NULL || (parser = cw_push_pipeline_add (self->pipeline, "h264parse", error)) == NULL || (sink = cw_push_pipeline_add (self->pipeline, "appsink", error)) == NULL)
    return FALSE;

  set_up_x264 (x264, preset, n_threads);
  g_object_set (sink, "sync", FALSE, "enable-last-sample", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);

  if (!gst_element_link (GST_ELEMENT (self->source), x264) || !gst_element_link_filtered (x264, parser, profile) || !gst_element_link_filtered (parser, sink, packets))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_ENGINE, _ ("The parts of the encoder do not fit together"));
      return FALSE;
    }

  return TRUE;
}

/**
 * cw_video_encoder_new:
 * @canvas: what the pictures are like
 * @preset: how to encode
 * @n_threads: how many threads to use, 0 for as many as fit the machine
 * @first: the number of the first picture
 * @output: what errors call the result
 * @on_packet: takes what is encoded, in the order of decoding, with running times
 * @data: for @on_packet
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer full): an encoder that waits for pictures
 */
CwVideoEncoder *
cw_video_encoder_new (const GstVideoInfo *canvas,
                      const CwPreset     *preset,
                      guint               n_threads,
                      gint64              first,
                      const char         *output,
                      CwVideoEncoderFunc  on_packet,
                      gpointer            data,
                      GError            **error)
{
  g_autoptr (CwVideoEncoder) self = g_new0 (CwVideoEncoder, 1);

  self->pipeline = cw_push_pipeline_new (output);
  self->rate = (CwRate) { canvas->fps_n, canvas->fps_d };
  self->next = first;
  self->on_packet = on_packet;
  self->data = data;

  if (!make_pipeline (self, canvas, preset, n_threads, error))
    return NULL;

  cw_push_pipeline_start (self->pipeline);

  return g_steal_pointer (&self);
}

/**
 * cw_video_encoder_free:
 * @self: an encoder
 *
 * Stops encoding; after it no packet comes any more.
 */
void
cw_video_encoder_free (CwVideoEncoder *self)
{
  cw_push_pipeline_free (self->pipeline);
  g_free (self);
}

/**
 * cw_video_encoder_push:
 * @self: an encoder
 * @picture: (transfer full): the next picture
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits while the encoder is busy with those before.
 *
 * Returns: whether it worked
 */
gboolean
cw_video_encoder_push (CwVideoEncoder *self,
                       GstBuffer      *picture,
                       GCancellable   *cancellable,
                       GError        **error)
{
  GstClockTime start = (GstClockTime) cw_rate_get_frame_time (self->rate, self->next);
  GstClockTime end = (GstClockTime) cw_rate_get_frame_time (self->rate, self->next + 1);

  if (!cw_push_pipeline_wait (self->pipeline, self->source, MOST_WAITING, cancellable, error))
    {
      gst_buffer_unref (picture);
      return FALSE;
    }

  picture = gst_buffer_make_writable (picture);
  GST_BUFFER_PTS (picture) = start;
  GST_BUFFER_DTS (picture) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (picture) = end - start;
  gst_app_src_push_buffer (self->source, picture);
  self->next++;

  return TRUE;
}

/**
 * cw_video_encoder_finish:
 * @self: an encoder
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits until everything is encoded and given to @on_packet.
 *
 * Returns: whether it worked
 */
gboolean
cw_video_encoder_finish (CwVideoEncoder *self,
                         GCancellable   *cancellable,
                         GError        **error)
{
  return cw_push_pipeline_finish (self->pipeline, cancellable, error);
}

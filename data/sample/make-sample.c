/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <gst/app/gstappsrc.h>
#include <gst/video/video.h>
#include <stdlib.h>
#include <string.h>

#define AAC_PACKET 1024

static GstElement *pipeline;

static void
fail (const char *what,
      const char *why)
{
  g_printerr ("make-sample: %s: %s\n", what, why);
  exit (1);
}

/* Whichever of these is installed. */
static const char *
choose (const char *const *descriptions)
{
  for (guint i = 0; descriptions[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (descriptions[i], strcspn (descriptions[i], " "));
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

      if (factory != NULL)
        return descriptions[i];
    }

  fail (descriptions[0], "this GStreamer element, or one like it, is needed to make the sample clip");
  return NULL;
}

/* The first packet of AAC is silence that nothing tells a player to skip. */
static GstPadProbeReturn
on_packet (GstPad          *pad,
           GstPadProbeInfo *info,
           gpointer         data)
{
  GstBuffer   *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GstClockTime packet = gst_util_uint64_scale (AAC_PACKET, GST_SECOND, SAMPLE_SOUND_RATE);

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (!GST_BUFFER_PTS_IS_VALID (buffer) || GST_BUFFER_PTS (buffer) < packet / 2)
    return GST_PAD_PROBE_DROP;

  GST_BUFFER_PTS (buffer) -= packet;
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  return GST_PAD_PROBE_OK;
}

static GstBusSyncReply
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR)
    return GST_BUS_PASS;

  /* Whoever pushes may be waiting for ever. */
  gst_message_parse_error (message, &error, NULL);
  fail (GST_MESSAGE_SRC_NAME (message), error->message);
  return GST_BUS_DROP;
}

static void
push_sound (GstAppSrc *source)
{
  gsize             n_frames;
  g_autofree float *sound = sound_make (&n_frames);

  for (gsize start = 0; start < n_frames; start += AAC_PACKET)
    {
      gsize      n = MIN (AAC_PACKET, n_frames - start);
      GstBuffer *buffer = gst_buffer_new_memdup (sound + 2 * start, n * 2 * sizeof (float));

      GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (start, GST_SECOND, SAMPLE_SOUND_RATE);
      GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (n, GST_SECOND, SAMPLE_SOUND_RATE);
      gst_app_src_push_buffer (source, buffer);
    }

  gst_app_src_end_of_stream (source);
}

static void
push_pictures (GstAppSrc *source)
{
  g_autoptr (GstCaps) caps = gst_app_src_get_caps (source);
  World             *world = world_new ();
  Camera            *camera = camera_new ();
  cairo_surface_t   *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SAMPLE_WIDTH, SAMPLE_HEIGHT);
  GstVideoInfo       drawn_info, info;
  GstVideoConverter *converter;
  GstVideoFrame      drawn, frame;
  GstBuffer         *wrapped;

  gst_video_info_from_caps (&info, caps);
  gst_video_info_set_format (&drawn_info, GST_VIDEO_FORMAT_BGRx, SAMPLE_WIDTH, SAMPLE_HEIGHT);
  drawn_info.fps_n = info.fps_n;
  converter = gst_video_converter_new (&drawn_info, &info, NULL);
  wrapped = gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY, cairo_image_surface_get_data (surface), drawn_info.size, 0, drawn_info.size, NULL, NULL);

  for (int number = 0; number < SAMPLE_FRAMES; number++)
    {
      cairo_t   *cr = cairo_create (surface);
      GstBuffer *buffer = gst_buffer_new_allocate (NULL, info.size, NULL);

      world_draw (world, cr, number);
      camera_draw (camera, cr, number);
      cairo_destroy (cr);
      cairo_surface_flush (surface);

      gst_video_frame_map (&drawn, &drawn_info, wrapped, GST_MAP_READ);
      gst_video_frame_map (&frame, &info, buffer, GST_MAP_WRITE);
      gst_video_converter_frame (converter, &drawn, &frame);
      gst_video_frame_unmap (&frame);
      gst_video_frame_unmap (&drawn);

      GST_BUFFER_PTS (buffer) = gst_util_uint64_scale (number, GST_SECOND, SAMPLE_RATE);
      GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale (number + 1, GST_SECOND, SAMPLE_RATE) - GST_BUFFER_PTS (buffer);
      gst_app_src_push_buffer (source, buffer);
    }

  gst_app_src_end_of_stream (source);
  gst_video_converter_free (converter);
  gst_buffer_unref (wrapped);
  cairo_surface_destroy (surface);
  camera_free (camera);
  world_free (world);
}

static void
encode (const char *path)
{
  static const char *const videos[] = { "x264enc speed-preset=veryfast pass=qual quantizer=25 vbv-buf-capacity=0 key-int-max=60", "openh264enc bitrate=2000000 gop-size=60", NULL };
  static const char *const sounds[] = { "avenc_aac bitrate=128000", "fdkaacenc bitrate=128000", "voaacenc bitrate=128000", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) video = NULL;
  g_autoptr (GstElement) sound = NULL;
  g_autoptr (GstElement) file = NULL;
  g_autoptr (GstElement) encoder = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  g_autofree char *text = g_strdup_printf (
      "appsrc name=video block=true max-bytes=30000000 format=time caps=video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1,colorimetry=bt709,interlace-mode=progressive,pixel-aspect-ratio=1/1 "
      "! %s ! h264parse ! queue ! mux.video_0 "
      "appsrc name=sound max-bytes=0 format=time caps=audio/x-raw,format=F32LE,layout=interleaved,rate=%d,channels=2,channel-mask=(bitmask)0x3 "
      "! audioconvert ! %s name=aac ! aacparse ! queue max-size-time=0 max-size-bytes=0 max-size-buffers=0 ! mux.audio_0 "
      "mp4mux name=mux faststart=true ! filesink name=file",
      SAMPLE_WIDTH, SAMPLE_HEIGHT, SAMPLE_RATE, choose (videos), SAMPLE_SOUND_RATE, choose (sounds));

  pipeline = gst_parse_launch (text, &error);
  if (error != NULL)
    fail ("the encoder cannot be made", error->message);

  video = gst_bin_get_by_name (GST_BIN (pipeline), "video");
  sound = gst_bin_get_by_name (GST_BIN (pipeline), "sound");
  file = gst_bin_get_by_name (GST_BIN (pipeline), "file");
  encoder = gst_bin_get_by_name (GST_BIN (pipeline), "aac");
  pad = gst_element_get_static_pad (encoder, "src");
  bus = gst_element_get_bus (pipeline);
  g_object_set (file, "location", path, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_packet, NULL, NULL);
  gst_bus_set_sync_handler (bus, on_message, NULL, NULL);

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_sound (GST_APP_SRC (sound));
  push_pictures (GST_APP_SRC (video));
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

/* One frame as a PNG, for looking at while drawing. */
static void
draw_one (const char *path,
          int         number)
{
  World           *world = world_new ();
  Camera          *camera = camera_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SAMPLE_WIDTH, SAMPLE_HEIGHT);
  cairo_t         *cr = cairo_create (surface);

  world_draw (world, cr, number);
  camera_draw (camera, cr, number);
  cairo_surface_write_to_png (surface, path);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  camera_free (camera);
  world_free (world);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3)
    {
      draw_one (argv[1], atoi (argv[2]));
      return 0;
    }

  if (argc != 2)
    fail ("wrong use", "make-sample FILE.mp4 | make-sample FILE.png FRAME");

  gst_init (NULL, NULL);
  encode (argv[1]);
  return 0;
}

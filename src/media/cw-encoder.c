/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-encoder.h"

#include "cw-error.h"
#include "cw-media-error.h"
#include "cw-media.h"
#include "cw-rate.h"
#include "cw-reader.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gst/app/gstappsrc.h>
#include <math.h>

/* How many pictures wait for the encoder. */
#define MOST_WAITING 6

/* How long to wait before looking whether somebody still wants the result. */
#define PATIENCE_US (20 * G_TIME_SPAN_MILLISECOND)

#define SAMPLE_RATE CW_READER_SAMPLE_RATE
#define FRAME_SIZE (2 * sizeof (float))

/* Samples in a packet of AAC, and what the encoder puts before the first. */
#define PACKET 1024

/**
 * CwEncoder:
 *
 * Writes pictures and sound to an MP4: H.264, AAC, the index in front. Pictures
 * are evenly spaced from 0, so how many there are is how long it is.
 */
struct _CwEncoder
{
  char       *path;
  char       *output;
  char       *scratch_path; /* what the muxer keeps the media in until the index is known */
  CwRate      rate;
  GstElement *pipeline;
  GstAppSrc  *pictures; /* borrowed */
  GstAppSrc  *sound;    /* borrowed */
  gint64      n_pictures;

  GMutex   lock;
  GCond    changed;
  guint    waiting;
  gboolean ended;
  GError  *error;
  char    *debug;
  gint64   n_samples; /* pushed */
  gint64   n_packets; /* that came out of the encoder */
};

static GstBusSyncReply
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  CwEncoder *self = data;

  g_mutex_lock (&self->lock);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR && self->error == NULL)
    {
      gst_message_parse_error (message, &self->error, &self->debug);
      g_debug ("%s: %s", self->error->message, self->debug);
    }
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    self->ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  gst_message_unref (message);
  return GST_BUS_DROP;
}

static GstPadProbeReturn
on_picture_taken (GstPad          *pad,
                  GstPadProbeInfo *info,
                  gpointer         data)
{
  CwEncoder *self = data;

  g_mutex_lock (&self->lock);
  self->waiting--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return GST_PAD_PROBE_OK;
}

/* The encoder begins with a packet of nothing that belongs before time 0. MP4
 * would say so with an edit list, which some platforms refuse; so it is dropped
 * and the rest moved to where it belongs. The last packet is as long as there is
 * sound. */
static GstPadProbeReturn
on_packet (GstPad          *pad,
           GstPadProbeInfo *info,
           gpointer         data)
{
  CwEncoder *self = data;
  GstBuffer *buffer;
  gint64     start, length;

  g_mutex_lock (&self->lock);
  start = (self->n_packets - 1) * PACKET;
  length = MIN (PACKET, self->n_samples - start);
  self->n_packets++;
  g_mutex_unlock (&self->lock);

  if (start < 0 || length <= 0)
    return GST_PAD_PROBE_DROP;

  buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale_round ((guint64) start, GST_SECOND, SAMPLE_RATE);
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale_round ((guint64) (start + length), GST_SECOND, SAMPLE_RATE) - GST_BUFFER_PTS (buffer);
  GST_PAD_PROBE_INFO_DATA (info) = buffer;

  return GST_PAD_PROBE_OK;
}

static GstElement *
make (CwEncoder  *self,
      const char *factory,
      GError    **error)
{
  GstElement *element = gst_element_factory_make (factory, NULL);

  if (element == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("Exporting needs the GStreamer element “%s”, which is not installed"), factory);
      return NULL;
    }

  gst_bin_add (GST_BIN (self->pipeline), element);
  return element;
}

static void
set_up_x264 (GstElement     *encoder,
             const CwPreset *preset)
{
  g_autofree char *options = NULL;
  char             quality[G_ASCII_DTOSTR_BUF_SIZE];

  gst_util_set_object_arg (G_OBJECT (encoder), "speed-preset", preset->speed != NULL ? preset->speed : "veryfast");
  gst_util_set_object_arg (G_OBJECT (encoder), "pass", "qual");

  /* Constant quality, without the limit of bits a second that the element would
   * add. The property takes only whole numbers. */
  g_ascii_formatd (quality, sizeof quality, "%.2f", CLAMP (preset->quality, 0, 50));
  options = g_strdup_printf ("crf=%s", quality);
  g_object_set (encoder,
                "quantizer", (guint) lround (CLAMP (preset->quality, 0, 50)),
                "vbv-buf-capacity", 0,
                "key-int-max", (guint) MAX (preset->key_interval, 1),
                "option-string", options,
                NULL);
}

static void
set_up_sources (CwEncoder          *self,
                const GstVideoInfo *canvas)
{
  g_autoptr (GstCaps) pictures = gst_video_info_to_caps (canvas);
  g_autoptr (GstCaps) sound = gst_caps_from_string (CW_READER_SOUND);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (GST_ELEMENT (self->pictures), "src");

  gst_caps_set_simple (pictures, "interlace-mode", G_TYPE_STRING, "progressive", NULL);
  g_object_set (self->pictures, "caps", pictures, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  g_object_set (self->sound, "caps", sound, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_picture_taken, self, NULL);
}

/* The muxer writes a quarter of a second of one stream before it turns to the
 * other; until then what is encoded of that one waits here, and not the encoder,
 * or nothing would come for the first any more. */
static GstElement *
make_queue (CwEncoder *self,
            GError   **error)
{
  GstElement *queue = make (self, "queue", error);

  if (queue != NULL)
    g_object_set (queue, "max-size-buffers", 0, "max-size-bytes", 0, "max-size-time", 3 * GST_SECOND, NULL);

  return queue;
}

static gboolean
make_pipeline (CwEncoder          *self,
               const GstVideoInfo *canvas,
               const CwPreset     *preset,
               GError            **error)
{
  GstElement *pictures, *x264, *parser, *sound, *convert, *aac, *muxer, *file;
  GstElement *packets, *sound_packets;
  g_autoptr (GstCaps) profile = gst_caps_from_string ("video/x-h264,profile=high");
  g_autoptr (GstPad) pad = NULL;

  if ((pictures = make (self, "appsrc", error)) == NULL || (x264 = make (self, "x264enc", error)) == NULL || (parser = make (self, "h264parse", error)) == NULL)
    return FALSE;
  if ((sound = make (self, "appsrc", error)) == NULL || (convert = make (self, "audioconvert", error)) == NULL || (aac = make (self, "avenc_aac", error)) == NULL)
    return FALSE;
  if ((packets = make_queue (self, error)) == NULL || (sound_packets = make_queue (self, error)) == NULL)
    return FALSE;
  if ((muxer = make (self, "mp4mux", error)) == NULL || (file = make (self, "filesink", error)) == NULL)
    return FALSE;

  self->pictures = GST_APP_SRC (pictures);
  self->sound = GST_APP_SRC (sound);
  set_up_sources (self, canvas);
  set_up_x264 (x264, preset);
  g_object_set (aac, "bitrate", MAX (preset->audio_bitrate, 32000), NULL);
  g_object_set (muxer, "faststart", TRUE, "faststart-file", self->scratch_path, NULL);
  g_object_set (file, "location", self->path, NULL);

  pad = gst_element_get_static_pad (aac, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_packet, self, NULL);

  /* The pads by name: the muxer takes either stream on any. */
  if (!gst_element_link (pictures, x264) || !gst_element_link_filtered (x264, parser, profile) || !gst_element_link (parser, packets) || !gst_element_link_pads (packets, "src", muxer, "video_0") || !gst_element_link_many (sound, convert, aac, sound_packets, NULL) || !gst_element_link_pads (sound_packets, "src", muxer, "audio_0") || !gst_element_link (muxer, file))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_ENGINE, _ ("The parts of the encoder do not fit together"));
      return FALSE;
    }

  return TRUE;
}

/* Under the lock. */
static gboolean
check (CwEncoder    *self,
       GCancellable *cancellable,
       GError      **error)
{
  if (self->error != NULL)
    g_propagate_error (error, cw_media_error_new_for_writing (self->error, self->debug, self->output));

  return self->error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * cw_encoder_new:
 * @path: the file to write; what is there is replaced
 * @output: what errors call it
 * @canvas: what the pictures are like
 * @preset: how to encode
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer full): an encoder that waits for pictures
 */
CwEncoder *
cw_encoder_new (const char         *path,
                const char         *output,
                const GstVideoInfo *canvas,
                const CwPreset     *preset,
                GError            **error)
{
  g_autoptr (CwEncoder) self = NULL;
  g_autoptr (GstBus) bus = NULL;

  cw_media_init ();

  self = g_new0 (CwEncoder, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->path = g_strdup (path);
  self->output = g_strdup (output);
  self->scratch_path = g_strconcat (path, ".media", NULL);
  self->rate = (CwRate) { canvas->fps_n, canvas->fps_d };
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));

  if (!make_pipeline (self, canvas, preset, error))
    return NULL;

  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  gst_bus_set_sync_handler (bus, on_message, self, NULL);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  return g_steal_pointer (&self);
}

/**
 * cw_encoder_free:
 * @self: an encoder
 *
 * Stops encoding. Unless cw_encoder_finish() has succeeded, the file is not whole
 * and the caller removes it.
 */
void
cw_encoder_free (CwEncoder *self)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
  gst_object_unref (self->pipeline);
  g_unlink (self->scratch_path);

  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->scratch_path);
  g_free (self->path);
  g_free (self->output);
  g_free (self->debug);
  g_free (self);
}

/**
 * cw_encoder_push_picture:
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
cw_encoder_push_picture (CwEncoder    *self,
                         GstBuffer    *picture,
                         GCancellable *cancellable,
                         GError      **error)
{
  GstClockTime start = (GstClockTime) cw_rate_get_frame_time (self->rate, self->n_pictures);
  GstClockTime end = (GstClockTime) cw_rate_get_frame_time (self->rate, self->n_pictures + 1);
  gboolean     good;

  g_mutex_lock (&self->lock);
  while (self->waiting >= MOST_WAITING && self->error == NULL && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + PATIENCE_US);
  good = check (self, cancellable, error);
  if (good)
    self->waiting++;
  g_mutex_unlock (&self->lock);

  if (!good)
    {
      gst_buffer_unref (picture);
      return FALSE;
    }

  picture = gst_buffer_make_writable (picture);
  GST_BUFFER_PTS (picture) = start;
  GST_BUFFER_DTS (picture) = GST_CLOCK_TIME_NONE;
  GST_BUFFER_DURATION (picture) = end - start;
  gst_app_src_push_buffer (self->pictures, picture);
  self->n_pictures++;

  return TRUE;
}

/**
 * cw_encoder_push_sound:
 * @self: an encoder
 * @stereo: pairs of samples at 48 kHz
 * @n: how many pairs
 *
 * Gives the sound that follows on what was given before. Push as much of it as
 * the pictures last, and they keep each other's pace.
 */
void
cw_encoder_push_sound (CwEncoder   *self,
                       const float *stereo,
                       gsize        n)
{
  GstBuffer   *buffer = gst_buffer_new_memdup (stereo, n * FRAME_SIZE);
  GstClockTime start, end;

  g_mutex_lock (&self->lock);
  start = gst_util_uint64_scale_round ((guint64) self->n_samples, GST_SECOND, SAMPLE_RATE);
  self->n_samples += (gint64) n;
  end = gst_util_uint64_scale_round ((guint64) self->n_samples, GST_SECOND, SAMPLE_RATE);
  g_mutex_unlock (&self->lock);

  GST_BUFFER_PTS (buffer) = start;
  GST_BUFFER_DURATION (buffer) = end - start;
  gst_app_src_push_buffer (self->sound, buffer);
}

/**
 * cw_encoder_finish:
 * @self: an encoder
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits until everything is encoded and written.
 *
 * Returns: whether the file is whole
 */
gboolean
cw_encoder_finish (CwEncoder    *self,
                   GCancellable *cancellable,
                   GError      **error)
{
  gboolean good;

  gst_app_src_end_of_stream (self->pictures);
  gst_app_src_end_of_stream (self->sound);

  g_mutex_lock (&self->lock);
  while (!self->ended && self->error == NULL && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + PATIENCE_US);
  good = check (self, cancellable, error);
  g_mutex_unlock (&self->lock);

  /* Closes the file. */
  gst_element_set_state (self->pipeline, GST_STATE_NULL);

  return good;
}

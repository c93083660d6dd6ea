/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-muxer.h"

#include "cw-error.h"
#include "cw-push-pipeline.h"
#include "cw-reader.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* How many packets wait to be written. The muxer writes a quarter of a second of
 * one stream before it turns to the other, so it has to be more than that. */
#define MOST_WAITING 256

#define SAMPLE_RATE CW_READER_SAMPLE_RATE
#define FRAME_SIZE (2 * sizeof (float))

/* Samples in a packet of AAC, and what the encoder puts before the first. */
#define PACKET 1024

/**
 * CwMuxer:
 *
 * Writes coded pictures, and sound that it encodes, to an MP4: H.264, AAC, the
 * index in front. One thread pushes.
 */
struct _CwMuxer
{
  char           *scratch_path; /* what is kept of the media until the index is known */
  CwPushPipeline *pipeline;
  GstAppSrc      *packets; /* borrowed */
  GstAppSrc      *sound;   /* borrowed */

  GMutex lock;
  gint64 n_samples; /* pushed */
  gint64 n_coded;   /* packets of sound that came out of the encoder */
};

/* The encoder begins with a packet of nothing that belongs before time 0. MP4
 * would say so with an edit list, which some platforms refuse; so it is dropped
 * and the rest moved to where it belongs. The last packet is as long as there is
 * sound. */
static GstPadProbeReturn
on_coded_sound (GstPad          *pad,
                GstPadProbeInfo *info,
                gpointer         data)
{
  CwMuxer   *self = data;
  GstBuffer *buffer;
  gint64     start, length;

  g_mutex_lock (&self->lock);
  start = (self->n_coded - 1) * PACKET;
  length = MIN (PACKET, self->n_samples - start);
  self->n_coded++;
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

static gboolean
make_pipeline (CwMuxer    *self,
               const char *path,
               int         audio_bitrate,
               GError    **error)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (CW_READER_SOUND);
  g_autoptr (GstPad) pad = NULL;
  GstElement *convert, *aac, *coded, *muxer, *file;

  if ((self->packets = cw_push_pipeline_add_source (self->pipeline, NULL, error)) == NULL || (self->sound = cw_push_pipeline_add_source (self->pipeline, caps, error)) == NULL || (convert = cw_push_pipeline_add (self->pipeline, "audioconvert", error)) == NULL || (aac = cw_push_pipeline_add (self->pipeline, "avenc_aac", error)) == NULL)
    return FALSE;
  if ((coded = cw_push_pipeline_add (self->pipeline, "queue", error)) == NULL || (muxer = cw_push_pipeline_add (self->pipeline, "mp4mux", error)) == NULL || (file = cw_push_pipeline_add (self->pipeline, "filesink", error)) == NULL)
    return FALSE;

  /* Sound may be far ahead of the pictures, and is small when it is coded. */
  g_object_set (coded, "max-size-buffers", 0, "max-size-bytes", 0, "max-size-time", G_GUINT64_CONSTANT (0), NULL);
  g_object_set (aac, "bitrate", MAX (audio_bitrate, 32000), NULL);
  g_object_set (muxer, "faststart", TRUE, "faststart-file", self->scratch_path, NULL);
  g_object_set (file, "location", path, NULL);
  pad = gst_element_get_static_pad (aac, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_coded_sound, self, NULL);

  /* The pads by name: the muxer takes either stream on any. */
  if (!gst_element_link_pads (GST_ELEMENT (self->packets), "src", muxer, "video_0") || !gst_element_link_many (GST_ELEMENT (self->sound), convert, aac, coded, NULL) || !gst_element_link_pads (coded, "src", muxer, "audio_0") || !gst_element_link (muxer, file))
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_ENGINE, _ ("The parts of the encoder do not fit together"));
      return FALSE;
    }

  return TRUE;
}

/**
 * cw_muxer_new:
 * @path: the file to write; what is there is replaced
 * @output: what errors call it
 * @audio_bitrate: bits a second of sound
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer full): a muxer that waits for packets and sound
 */
CwMuxer *
cw_muxer_new (const char *path,
              const char *output,
              int         audio_bitrate,
              GError    **error)
{
  g_autoptr (CwMuxer) self = g_new0 (CwMuxer, 1);

  g_mutex_init (&self->lock);
  self->scratch_path = g_strconcat (path, ".media", NULL);
  self->pipeline = cw_push_pipeline_new (output);

  if (!make_pipeline (self, path, audio_bitrate, error))
    return NULL;

  cw_push_pipeline_start (self->pipeline);

  return g_steal_pointer (&self);
}

/**
 * cw_muxer_free:
 * @self: a muxer
 *
 * Stops writing. Unless cw_muxer_finish() has succeeded, the file is not whole and
 * the caller removes it.
 */
void
cw_muxer_free (CwMuxer *self)
{
  cw_push_pipeline_free (self->pipeline);
  g_unlink (self->scratch_path);

  g_mutex_clear (&self->lock);
  g_free (self->scratch_path);
  g_free (self);
}

/**
 * cw_muxer_push_packet:
 * @self: a muxer
 * @packet: the next coded picture, in the order of decoding
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits while the disk is busy with those before. The sound until this picture is
 * to be pushed first: the muxer takes them in turn.
 *
 * Returns: whether it worked
 */
gboolean
cw_muxer_push_packet (CwMuxer      *self,
                      GstSample    *packet,
                      GCancellable *cancellable,
                      GError      **error)
{
  if (!cw_push_pipeline_wait (self->pipeline, self->packets, MOST_WAITING, cancellable, error))
    return FALSE;

  gst_app_src_push_sample (self->packets, packet);
  return TRUE;
}

/**
 * cw_muxer_push_sound:
 * @self: a muxer
 * @stereo: pairs of samples at 48 kHz
 * @n: how many pairs
 *
 * Gives the sound that follows on what was given before.
 */
void
cw_muxer_push_sound (CwMuxer     *self,
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
 * cw_muxer_finish:
 * @self: a muxer
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits until everything is encoded and written.
 *
 * Returns: whether the file is whole
 */
gboolean
cw_muxer_finish (CwMuxer      *self,
                 GCancellable *cancellable,
                 GError      **error)
{
  return cw_push_pipeline_finish (self->pipeline, cancellable, error);
}

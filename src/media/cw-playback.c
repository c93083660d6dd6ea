/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-playback.h"

#include "cw-error.h"
#include "cw-growing-source.h"
#include "cw-media.h"

#include <glib/gi18n.h>
#include <gst/video/video.h>

/* Containers round times, some to a millisecond. */
#define ROUNDING (1 * G_GINT64_CONSTANT (1000000))

/* playbin3's, which has no header. */
#define FLAG_VIDEO (1 << 0)
#define FLAG_AUDIO (1 << 1)
#define FLAG_SOFT_VOLUME (1 << 4)

static GstElement *
dup_video_sink (GstElement *playbin)
{
  GstElement *sink = NULL;

  g_object_get (playbin, "video-sink", &sink, NULL);
  return sink;
}

static GstElement *
make_audio_sink (void)
{
  const char *description = g_getenv ("CLIPWRIGHT_AUDIO_SINK");
  g_autoptr (GError) error = NULL;
  GstElement *sink;

  if (description == NULL || *description == '\0')
    return NULL;

  sink = gst_parse_bin_from_description (description, TRUE, &error);
  if (sink == NULL)
    g_warning ("CLIPWRIGHT_AUDIO_SINK: %s", error->message);

  return sink;
}

/* The sink takes pictures in memory, in GL textures and as DMA-BUFs, and asks
 * for what the decoder has; glsinkbin in front would only put software GL
 * between, which takes ten times as long as none. */
static GstElement *
make_playbin (const char *uri,
              GError    **error)
{
  GstElement *video_sink;
  GstElement *audio_sink;
  GstElement *tempo;
  GstElement *playbin;

  video_sink = gst_element_factory_make ("gtk4paintablesink", NULL);
  playbin = gst_element_factory_make ("playbin3", NULL);

  if (video_sink == NULL || playbin == NULL)
    {
      gst_clear_object (&video_sink);
      gst_clear_object (&playbin);
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("Videos cannot be shown: GStreamer’s “gtk4” and “playback” plugins are not installed"));
      return NULL;
    }

  g_object_ref_sink (playbin);
  g_object_set (playbin, "uri", uri, "video-sink", video_sink, "flags", FLAG_VIDEO | FLAG_AUDIO | FLAG_SOFT_VOLUME, NULL);

  audio_sink = make_audio_sink ();
  if (audio_sink != NULL)
    g_object_set (playbin, "audio-sink", audio_sink, NULL);

  /* Keeps the pitch at other speeds. */
  tempo = gst_element_factory_make ("scaletempo", NULL);
  if (tempo != NULL)
    g_object_set (playbin, "audio-filter", tempo, NULL);

  return playbin;
}

/**
 * cw_playback_new:
 * @path: a media file
 * @error: %CW_ERROR_UNSUPPORTED where a part of GStreamer is not installed
 *
 * Makes a pipeline that plays a file for watching: playbin3 into a
 * gtk4paintablesink, which this layer knows by name only, so it needs no GTK.
 *
 * Sound goes to the desktop's default; CLIPWRIGHT_AUDIO_SINK names another sink,
 * as gst-launch-1.0 would, for machines without sound: "fakesink sync=true".
 *
 * Returns: (transfer full): a playbin3 in its first state; to be given to
 *   cw_playback_stop()
 */
GstElement *
cw_playback_new (const char *path,
                 GError    **error)
{
  g_autofree char *uri = NULL;

  cw_media_init ();
  uri = gst_filename_to_uri (path, NULL);
  return make_playbin (uri, error);
}

static void
on_source (GstElement    *playbin,
           GstElement    *source,
           CwGrowingFile *file)
{
  if (CW_IS_GROWING_SOURCE (source))
    cw_growing_source_set_file (CW_GROWING_SOURCE (source), file);
}

/**
 * cw_playback_new_growing:
 * @file: a media file that is being downloaded
 * @error: as cw_playback_new()
 *
 * Like cw_playback_new(). While the pipeline waits for what is not there yet it says
 * so on its bus: see cw_growing_source_parse_waiting().
 *
 * Returns: (transfer full): as cw_playback_new()
 */
GstElement *
cw_playback_new_growing (CwGrowingFile *file,
                         GError       **error)
{
  GstElement *playbin;

  cw_media_init ();
  cw_growing_source_register ();
  playbin = make_playbin (CW_GROWING_SOURCE_URI, error);
  if (playbin != NULL)
    g_signal_connect_object (playbin, "source-setup", G_CALLBACK (on_source), file, 0);

  return playbin;
}

static gpointer
stop (gpointer data)
{
  gst_element_set_state (data, GST_STATE_NULL);

  /* Its last reference goes where the sink's paintable was made. */
  g_idle_add_once ((GSourceOnceFunc) gst_object_unref, data);
  return NULL;
}

/**
 * cw_playback_stop:
 * @playbin: (transfer full): what cw_playback_new() made
 *
 * Stops playing. That waits for the decoder's threads, so another thread does
 * it; but for the sink, which may only be stopped on this one.
 */
void
cw_playback_stop (GstElement *playbin)
{
  g_autoptr (GstElement) sink = dup_video_sink (playbin);

  gst_element_set_locked_state (sink, TRUE);
  gst_element_set_state (sink, GST_STATE_NULL);
  g_thread_unref (g_thread_new ("stop-player", stop, playbin));
}

/**
 * cw_playback_dup_paintable:
 * @playbin: what cw_playback_new() made
 *
 * Returns: (transfer full): the GdkPaintable that shows the picture
 */
GObject *
cw_playback_dup_paintable (GstElement *playbin)
{
  g_autoptr (GstElement) sink = dup_video_sink (playbin);
  GObject *paintable = NULL;

  g_object_get (sink, "paintable", &paintable, NULL);
  return paintable;
}

/**
 * cw_playback_get_frame_time:
 * @playbin: what cw_playback_new() made
 *
 * Returns: for how long one picture is on screen, in ns
 */
gint64
cw_playback_get_frame_time (GstElement *playbin)
{
  g_autoptr (GstElement) sink = dup_video_sink (playbin);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  GstVideoInfo info;

  if (caps != NULL && gst_video_info_from_caps (&info, caps) && info.fps_n > 0)
    return (gint64) gst_util_uint64_scale_int (GST_SECOND, info.fps_d, info.fps_n);

  return GST_SECOND / 60;
}

/**
 * cw_playback_query_picture:
 * @playbin: what cw_playback_new() made
 * @position: (out): when the picture on screen begins, in ns; after an exact
 *   seek or a step, what was sought. The pipeline's position is that of the
 *   sound too, which does not step
 *
 * Returns: whether there is a picture
 */
gboolean
cw_playback_query_picture (GstElement *playbin,
                           gint64     *position)
{
  g_autoptr (GstElement) sink = dup_video_sink (playbin);
  g_autoptr (GstSample) sample = NULL;
  GstBuffer *buffer;
  guint64    time;

  g_object_get (sink, "last-sample", &sample, NULL);
  buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;

  if (buffer == NULL || !GST_BUFFER_PTS_IS_VALID (buffer) || gst_segment_to_stream_time_full (gst_sample_get_segment (sample), GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time) != 1)
    return FALSE;

  *position = (gint64) time;
  return TRUE;
}

/**
 * cw_playback_seek:
 * @playbin: what cw_playback_new() made, with its first picture there
 * @speed: times real time, negative for backwards
 * @position: where to, in ns
 * @exact: whether to find that very picture, or a key frame near it
 *
 * Returns: whether it is on its way: ASYNC_DONE comes when it is there
 */
gboolean
cw_playback_seek (GstElement *playbin,
                  double      speed,
                  gint64      position,
                  gboolean    exact)
{
  GstSeekFlags flags = GST_SEEK_FLAG_FLUSH;

  flags |= exact ? GST_SEEK_FLAG_ACCURATE : GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_NEAREST;

  /* Sound backwards is noise. */
  if (speed < 0)
    return gst_element_seek (playbin, speed, GST_FORMAT_TIME, flags | GST_SEEK_FLAG_TRICKMODE_NO_AUDIO,
                             GST_SEEK_TYPE_SET, 0, GST_SEEK_TYPE_SET, MAX (position, 1));

  return gst_element_seek (playbin, speed, GST_FORMAT_TIME, flags, GST_SEEK_TYPE_SET, position, GST_SEEK_TYPE_NONE, 0);
}

/**
 * cw_playback_step_back:
 * @playbin: what cw_playback_new() made, with its first picture there
 * @speed: times real time, negative for backwards
 * @position: where it is, in ns
 * @cut: whether that is where it was sought: after an exact seek the decoder has cut
 *   off what of the picture is before it, so where it began is reckoned by the rate
 * @frames: how many pictures to go on, or back where negative
 * @target: (out): where it goes to
 *
 * Backwards there is no step, so it is a seek into the middle of that frame.
 *
 * Returns: whether it is on its way: ASYNC_DONE comes when it is there
 */
gboolean
cw_playback_step_back (GstElement *playbin,
                       double      speed,
                       gint64      position,
                       gboolean    cut,
                       int         frames,
                       gint64     *target)
{
  gint64 frame_time = cw_playback_get_frame_time (playbin);

  if (cut)
    position = (position + ROUNDING) / frame_time * frame_time;

  *target = MAX (0, position + frames * frame_time + frame_time / 2);
  return cw_playback_seek (playbin, speed, *target, TRUE);
}

/**
 * cw_playback_step:
 * @playbin: what cw_playback_new() made, paused
 * @frames: how many pictures to go on
 *
 * Steps forward, which needs no new decoding. The sound has to be sought before
 * playing on.
 *
 * Returns: whether it is on its way: ASYNC_DONE comes when it is there
 */
gboolean
cw_playback_step (GstElement *playbin,
                  guint       frames)
{
  g_autoptr (GstElement) sink = dup_video_sink (playbin);

  return gst_element_send_event (sink, gst_event_new_step (GST_FORMAT_BUFFERS, frames, 1, TRUE, FALSE));
}

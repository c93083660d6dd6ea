/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-reader.h"

#include "cw-coded-watch.h"
#include "cw-element-choice.h"
#include "cw-error.h"
#include "cw-media-error.h"
#include "cw-media.h"
#include "cw-nal.h"
#include "cw-picture-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <gst/app/gstappsink.h>
#include <gst/base/gsttypefindhelper.h>
#include <gst/pbutils/pbutils.h>
#include <gst/video/video.h>
#include <sys/stat.h>
#include <unistd.h>

/* How long to wait before looking whether somebody still wants the result. */
#define PATIENCE_US (20 * G_TIME_SPAN_MILLISECOND)

/* How many pictures are decoded ahead, and how many blocks of sound. */
#define MOST_PICTURES 3
#define MOST_BLOCKS 16

/**
 * CwReader:
 *
 * One file's picture or sound, decoded, from some time on: a pipeline that ends
 * in an appsink and never waits for a clock. It blocks, so it belongs on a
 * thread that may; one thread at a time.
 */
struct _CwReader
{
  GObject parent_instance;

  char        *path;
  CwReaderKind kind;
  guint        n_threads; /* of the decoder, 0 for what it chooses */
  GstElement  *pipeline;
  GstElement  *chain; /* borrowed: what the decoder is linked to */
  GstAppSink  *sink;  /* borrowed */

  /* What the pipeline's threads say, under the lock. */
  GMutex   lock;
  GCond    changed;
  gboolean ready;    /* the first picture or block is decoded */
  gboolean complete; /* no more streams will turn up */
  gboolean linked;
  gboolean others; /* there are streams of another kind */
  GError  *error;
  char    *missing;
  guint    orientation;

  CwCodedWatch *watch; /* of what goes into the video decoder */
};

G_DEFINE_FINAL_TYPE (CwReader, cw_reader, G_TYPE_OBJECT)

static GstPadProbeReturn
on_decoded_event (GstPad          *pad,
                  GstPadProbeInfo *info,
                  gpointer         data)
{
  CwReader                 *self = data;
  GstEvent                 *event = GST_PAD_PROBE_INFO_EVENT (info);
  GstTagList               *tags;
  GstVideoOrientationMethod method;

  if (GST_EVENT_TYPE (event) != GST_EVENT_TAG)
    return GST_PAD_PROBE_OK;

  gst_event_parse_tag (event, &tags);
  if (gst_video_orientation_from_tag (tags, &method))
    {
      g_mutex_lock (&self->lock);
      self->orientation = method;
      g_mutex_unlock (&self->lock);
    }

  return GST_PAD_PROBE_OK;
}

static void
set_missing (CwReader *self,
             char     *description)
{
  g_mutex_lock (&self->lock);
  if (self->missing == NULL)
    self->missing = g_steal_pointer (&description);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  g_free (description);
}

/* Adds ELEMENT behind PAD, without starting it. */
static gboolean
add_behind (CwReader   *self,
            GstPad     *pad,
            GstElement *element)
{
  g_autoptr (GstPad) sink = gst_element_get_static_pad (element, "sink");

  gst_bin_add (GST_BIN (self->pipeline), element);

  return gst_pad_link (pad, sink) == GST_PAD_LINK_OK;
}

/* Those of libav, libvpx and dav1d each have a word of their own for it. */
static void
limit_threads (GstElement *decoder,
               guint       n)
{
  static const char *const names[] = { "max-threads", "threads", "n-threads" };

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (names); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (decoder), names[i]) != NULL)
      g_object_set (decoder, names[i], n, NULL);
}

/* Puts a decoder for CAPS between PAD and the rest. */
static gboolean
link_decoder (CwReader *self,
              GstPad   *pad,
              GstCaps  *caps)
{
  g_autoptr (GstElement) decoder = NULL;
  g_autoptr (GstPad) sink = NULL;

  if (gst_structure_has_name (gst_caps_get_structure (caps, 0), self->kind == CW_READER_VIDEO ? "video/x-raw" : "audio/x-raw"))
    {
      sink = gst_element_get_static_pad (self->chain, "sink");
      return gst_pad_link (pad, sink) == GST_PAD_LINK_OK;
    }

  decoder = cw_element_choose (GST_ELEMENT_FACTORY_TYPE_DECODER, caps);
  if (decoder == NULL || !add_behind (self, pad, decoder) || !gst_element_link (decoder, self->chain))
    return FALSE;

  limit_threads (decoder, self->n_threads);
  sink = gst_element_get_static_pad (decoder, "sink");
  if (self->kind == CW_READER_VIDEO)
    cw_coded_watch_attach (self->watch, sink, cw_nal_is_readable (caps));

  return gst_element_sync_state_with_parent (decoder);
}

/* Only the parser's word is enough to choose a decoder by. */
static GstPadProbeReturn
on_parsed_event (GstPad          *pad,
                 GstPadProbeInfo *info,
                 gpointer         data)
{
  GstEvent *event = GST_PAD_PROBE_INFO_EVENT (info);
  GstCaps  *caps;

  if (GST_EVENT_TYPE (event) != GST_EVENT_CAPS)
    return GST_PAD_PROBE_OK;

  gst_event_parse_caps (event, &caps);
  if (!link_decoder (data, pad, caps))
    set_missing (data, gst_pb_utils_get_codec_description (caps));

  return GST_PAD_PROBE_REMOVE;
}

/* Puts a parser, where there is one, and a decoder between PAD and the rest. */
static gboolean
link_stream (CwReader *self,
             GstPad   *pad,
             GstCaps  *caps)
{
  g_autoptr (GstElement) parser = cw_element_choose (GST_ELEMENT_FACTORY_TYPE_PARSER, caps);
  g_autoptr (GstPad) parsed = NULL;
  GstElement *filter;

  if (parser == NULL)
    return link_decoder (self, pad, caps);

  /* It does nothing, but parsers ask what is behind them. */
  filter = gst_element_factory_make ("capsfilter", NULL);
  gst_bin_add (GST_BIN (self->pipeline), filter);
  parsed = gst_element_get_static_pad (filter, "src");
  gst_pad_add_probe (parsed, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_parsed_event, self, NULL);

  return add_behind (self, pad, parser) && gst_element_link (parser, filter) && gst_element_sync_state_with_parent (filter) && gst_element_sync_state_with_parent (parser);
}

static void on_pad_added (GstElement *demuxer,
                          GstPad     *pad,
                          gpointer    data);

static void
on_no_more_pads (GstElement *demuxer,
                 gpointer    data)
{
  CwReader *self = data;

  g_mutex_lock (&self->lock);
  self->complete = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Takes what comes out of PAD apart. */
static gboolean
link_demuxer (CwReader *self,
              GstPad   *pad,
              GstCaps  *caps)
{
  g_autoptr (GstElement) demuxer = cw_element_choose (GST_ELEMENT_FACTORY_TYPE_DEMUXER, caps);

  if (demuxer == NULL)
    return FALSE;

  g_signal_connect (demuxer, "pad-added", G_CALLBACK (on_pad_added), self);
  g_signal_connect (demuxer, "no-more-pads", G_CALLBACK (on_no_more_pads), self);

  return add_behind (self, pad, demuxer) && gst_element_sync_state_with_parent (demuxer);
}

/* The first stream of our kind is decoded; a container within one, such as the
 * tags before an MP3, is opened; anything else is left alone. */
static void
take_pad (CwReader *self,
          GstPad   *pad,
          GstCaps  *caps)
{
  const char *name = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  gboolean    ours = self->kind == CW_READER_AUDIO ? g_str_has_prefix (name, "audio/") : g_str_has_prefix (name, "video/") || g_str_has_prefix (name, "image/");

  if (g_str_has_prefix (name, "application/") && link_demuxer (self, pad, caps))
    return;

  g_mutex_lock (&self->lock);
  ours = ours && !self->linked;
  self->linked = self->linked || ours;
  self->others = self->others || !ours;
  g_mutex_unlock (&self->lock);

  if (ours && !link_stream (self, pad, caps))
    set_missing (self, gst_pb_utils_get_codec_description (caps));
}

static void
on_pad_added (GstElement *demuxer,
              GstPad     *pad,
              gpointer    data)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);

  if (caps == NULL)
    caps = gst_pad_query_caps (pad, NULL);

  if (!gst_caps_is_empty (caps) && !gst_caps_is_any (caps))
    take_pad (data, pad, caps);
}

/* Nobody reads the bus: what matters is kept here, the rest dropped. */
static GstBusSyncReply
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  CwReader *self = data;

  if (gst_is_missing_plugin_message (message))
    set_missing (self, gst_missing_plugin_message_get_description (message));

  g_mutex_lock (&self->lock);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR && self->error == NULL)
    gst_message_parse_error (message, &self->error, NULL);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE)
    self->ready = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  gst_message_unref (message);
  return GST_BUS_DROP;
}

/* Without the meta decoders copy each picture into one without padding. Without
 * a pool libav's does so all the same where more rows are coded than shown, as
 * with 1080. */
static gboolean
on_propose_allocation (GstAppSink *sink,
                       GstQuery   *query,
                       gpointer    data)
{
  g_autoptr (GstBufferPool) pool = NULL;
  GstCaps     *caps;
  GstVideoInfo info;

  gst_query_parse_allocation (query, &caps, NULL);
  if (caps == NULL || !gst_video_info_from_caps (&info, caps))
    return FALSE;

  pool = cw_picture_pool_new (caps);
  gst_query_add_allocation_pool (query, pool, (guint) info.size, 0, 0);
  gst_query_add_allocation_meta (query, GST_VIDEO_META_API_TYPE, NULL);

  return TRUE;
}

static GstElement *
make_chain (CwReader *self)
{
  GstElement *convert = gst_element_factory_make (self->kind == CW_READER_VIDEO ? "videoconvert" : "audioconvert", NULL);
  GstElement *resample;

  gst_bin_add (GST_BIN (self->pipeline), convert);
  if (self->kind == CW_READER_VIDEO)
    {
      gst_element_link (convert, GST_ELEMENT (self->sink));
      return convert;
    }

  resample = gst_element_factory_make ("audioresample", NULL);
  gst_bin_add (GST_BIN (self->pipeline), resample);
  gst_element_link_many (convert, resample, self->sink, NULL);
  return convert;
}

/* For gst_type_find_helper_get_range(), which wants an object to read from. */
static GstFlowReturn
read_range (GstObject  *object,
            GstObject  *parent,
            guint64     offset,
            guint       length,
            GstBuffer **buffer)
{
  int                file = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (object), "file"));
  g_autofree guint8 *data = g_malloc (length);
  gssize             n = pread (file, data, length, (off_t) offset);

  if (n <= 0)
    return n < 0 ? GST_FLOW_ERROR : GST_FLOW_EOS;

  *buffer = gst_buffer_new_wrapped (g_steal_pointer (&data), (gsize) n);
  return GST_FLOW_OK;
}

static GstCaps *
find_type (CwReader *self,
           int       file,
           guint64   size)
{
  g_autofree char *name = g_path_get_basename (self->path);
  const char      *dot = strrchr (name, '.');

  g_object_set_data (G_OBJECT (self->pipeline), "file", GINT_TO_POINTER (file));

  return gst_type_find_helper_get_range (GST_OBJECT (self->pipeline), NULL, read_range, size, dot != NULL ? dot + 1 : NULL, NULL);
}

static void
make_pipeline (CwReader *self)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (self->kind == CW_READER_VIDEO ? "video/x-raw,format={I420,NV12}" : CW_READER_SOUND);
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstPad) pad = NULL;
  GstAppSinkCallbacks callbacks = { .propose_allocation = on_propose_allocation };

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  self->sink = GST_APP_SINK (gst_element_factory_make ("appsink", NULL));
  g_object_set (self->sink, "sync", FALSE, "caps", caps, "max-buffers", self->kind == CW_READER_VIDEO ? MOST_PICTURES : MOST_BLOCKS, "enable-last-sample", FALSE, NULL);

  gst_bin_add (GST_BIN (self->pipeline), GST_ELEMENT (self->sink));
  self->chain = make_chain (self);

  if (self->kind == CW_READER_VIDEO)
    {
      gst_app_sink_set_callbacks (self->sink, &callbacks, NULL, NULL);
      pad = gst_element_get_static_pad (GST_ELEMENT (self->sink), "sink");
      gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, on_decoded_event, self, NULL);
    }

  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  gst_bus_set_sync_handler (bus, on_message, self, NULL);
}

/* Puts the file in front: through a demuxer, or, where it is one stream with
 * nothing around it, straight to the decoder. */
static gboolean
link_file (CwReader *self,
           GstCaps  *caps)
{
  GstElement *source = gst_element_factory_make ("filesrc", NULL);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (source, "src");

  g_object_set (source, "location", self->path, NULL);
  gst_bin_add (GST_BIN (self->pipeline), source);

  if (link_demuxer (self, pad, caps))
    return TRUE;

  take_pad (self, pad, caps);
  return self->linked;
}

/* Under the lock. */
static GError *
make_error (CwReader *self)
{
  const GError fallback = { GST_STREAM_ERROR, GST_STREAM_ERROR_CODEC_NOT_FOUND, (char *) "" };

  return cw_media_error_new_for_reading (self->error != NULL ? self->error : &fallback, self->path, self->missing);
}

/* Opens the file and puts together what its content needs. What is wrong with a
 * file as such is found here, for GStreamer's words for it are poor. */
static gboolean
build (CwReader *self,
       GError  **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autoptr (GstCaps) caps = NULL;
  struct stat about = { 0 };
  int         file = open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (file < 0)
    {
      g_autoptr (GError) cause = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));

      g_propagate_error (error, cw_error_new_for_file (cause, self->path));
      return FALSE;
    }

  make_pipeline (self);
  if (fstat (file, &about) == 0 && S_ISREG (about.st_mode) && about.st_size > 0)
    caps = find_type (self, file, (guint64) about.st_size);
  close (file);

  if (!S_ISREG (about.st_mode))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no file"), name);
  else if (about.st_size == 0)
    g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is empty"), name);
  else if (caps == NULL || !link_file (self, caps))
    g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is no video, or damaged"), name);
  else
    return TRUE;

  return FALSE;
}

/* Whether the file has streams, but none of this kind. When nothing takes them
 * the demuxer calls that an error. Under the lock. */
static gboolean
lacks_stream (CwReader *self)
{
  return !self->linked && self->others && (self->complete || self->error != NULL);
}

/* Until the first picture or block is there, or it is clear that there is none. */
static gboolean
wait_until_ready (CwReader     *self,
                  GCancellable *cancellable,
                  GError      **error)
{
  gboolean good;

  g_mutex_lock (&self->lock);

  while (!self->ready && self->error == NULL && self->missing == NULL && !lacks_stream (self) && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + PATIENCE_US);

  good = self->ready || lacks_stream (self) || (self->error == NULL && self->missing == NULL);
  if (!good)
    g_propagate_error (error, make_error (self));

  g_mutex_unlock (&self->lock);

  return good && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * cw_reader_open:
 * @self: a reader, not opened before
 * @time: where to begin, ns
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Opens the file and begins to decode. A file without a stream of this kind is
 * no error: cw_reader_has_stream() tells.
 *
 * Returns: whether it worked
 */
gboolean
cw_reader_open (CwReader     *self,
                gint64        time,
                GCancellable *cancellable,
                GError      **error)
{
  g_return_val_if_fail (CW_IS_READER (self), FALSE);
  g_return_val_if_fail (self->pipeline == NULL, FALSE);

  if (!build (self, error))
    return FALSE;

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (!wait_until_ready (self, cancellable, error))
    return FALSE;

  if (!cw_reader_has_stream (self))
    return TRUE;

  if (time > 0)
    cw_reader_seek (self, time);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  return TRUE;
}

/**
 * cw_reader_has_stream:
 * @self: an open reader
 *
 * Returns: whether the file has a stream of this reader's kind
 */
gboolean
cw_reader_has_stream (CwReader *self)
{
  gboolean linked;

  g_return_val_if_fail (CW_IS_READER (self), FALSE);

  g_mutex_lock (&self->lock);
  linked = self->linked;
  g_mutex_unlock (&self->lock);

  return linked;
}

/**
 * cw_reader_seek:
 * @self: an open reader with a stream
 * @time: ns
 *
 * Goes on somewhere else: for pictures from the key frame at or before @time,
 * for sound from @time itself. Not every container can do that exactly, so
 * look at what comes.
 */
void
cw_reader_seek (CwReader *self,
                gint64    time)
{
  GstSeekFlags flags = GST_SEEK_FLAG_FLUSH;

  g_return_if_fail (CW_IS_READER (self));
  g_return_if_fail (self->pipeline != NULL);

  flags |= self->kind == CW_READER_VIDEO ? GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_BEFORE : GST_SEEK_FLAG_ACCURATE;
  if (!gst_element_seek_simple (self->pipeline, GST_FORMAT_TIME, flags, MAX (time, 0)))
    g_debug ("%s cannot be sought in", self->path);
}

/**
 * cw_reader_pull:
 * @self: an open reader with a stream
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits for what comes next.
 *
 * Returns: (nullable) (transfer full): a sample, or %NULL at the end, without
 *   @error being set, or on an error
 */
GstSample *
cw_reader_pull (CwReader     *self,
                GCancellable *cancellable,
                GError      **error)
{
  g_return_val_if_fail (CW_IS_READER (self), NULL);
  g_return_val_if_fail (self->pipeline != NULL, NULL);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      GstSample *sample = gst_app_sink_try_pull_sample (self->sink, PATIENCE_US * GST_USECOND);
      gboolean   failed;

      if (sample != NULL)
        return sample;

      g_mutex_lock (&self->lock);
      failed = self->error != NULL;
      if (failed)
        g_propagate_error (error, make_error (self));
      g_mutex_unlock (&self->lock);

      if (failed || gst_app_sink_is_eos (self->sink))
        return NULL;
    }

  return NULL;
}

/**
 * cw_reader_get_orientation:
 * @self: an open reader
 *
 * Returns: how to turn the pictures to see them upright, a #GstVideoOrientationMethod
 */
guint
cw_reader_get_orientation (CwReader *self)
{
  guint orientation;

  g_return_val_if_fail (CW_IS_READER (self), 0);

  g_mutex_lock (&self->lock);
  orientation = self->orientation;
  g_mutex_unlock (&self->lock);

  return orientation;
}

/**
 * cw_reader_set_threads:
 * @self: a reader, not opened yet
 * @n: how many threads to decode with, 0 for as many as the decoder likes
 */
void
cw_reader_set_threads (CwReader *self,
                       guint     n)
{
  g_return_if_fail (CW_IS_READER (self));
  g_return_if_fail (self->pipeline == NULL);

  self->n_threads = n;
}

/**
 * cw_reader_set_skip:
 * @self: an open reader of pictures
 * @before: ns, or 0 to decode everything
 *
 * Leaves pictures that end before @before undecoded where nothing refers to
 * them. What comes before @before has holes then.
 */
void
cw_reader_set_skip (CwReader *self,
                    gint64    before)
{
  g_return_if_fail (CW_IS_READER (self));

  cw_coded_watch_set_skip (self->watch, before);
}

/**
 * cw_reader_get_latest:
 * @self: an open reader of pictures
 * @time: ns, not less than the last time
 *
 * By this one can tell whether a picture was left out, or got lost, as happens to
 * frame-threaded decoders after a seek.
 *
 * Returns: when the last picture begins that is to be shown at or before @time
 *   and has gone to the decoder since a seek, or -1
 */
gint64
cw_reader_get_latest (CwReader *self,
                      gint64    time)
{
  g_return_val_if_fail (CW_IS_READER (self), -1);

  return cw_coded_watch_get_latest (self->watch, time);
}

/**
 * cw_reader_new:
 * @path: a file
 * @kind: what of it to read
 *
 * Returns: (transfer full): a reader, not opened yet
 */
CwReader *
cw_reader_new (const char  *path,
               CwReaderKind kind)
{
  CwReader *self;

  g_return_val_if_fail (path != NULL, NULL);

  cw_media_init ();

  self = g_object_new (CW_TYPE_READER, NULL);
  self->path = g_strdup (path);
  self->kind = kind;

  return self;
}

static void
cw_reader_finalize (GObject *object)
{
  CwReader *self = CW_READER (object);

  if (self->pipeline != NULL)
    {
      g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));

      /* Ends and joins the pipeline's threads. */
      gst_element_set_state (self->pipeline, GST_STATE_NULL);
      gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
      gst_object_unref (self->pipeline);
    }

  g_clear_error (&self->error);
  cw_coded_watch_free (self->watch);
  g_free (self->missing);
  g_free (self->path);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (cw_reader_parent_class)->finalize (object);
}

static void
cw_reader_class_init (CwReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_reader_finalize;
}

static void
cw_reader_init (CwReader *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->watch = cw_coded_watch_new ();
}

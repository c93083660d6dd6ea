/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-frame-times.h"
#include "cw-media.h"
#include "cw-packet-scan.h"

#include <gst/video/video.h>

/* How many pictures tell the frame rate, at the start and in the middle. */
#define FIRST_FRAMES 240
#define MIDDLE_FRAMES 120
#define AUDIO_PACKETS 100

/* In a file shorter than this the start and the end are all there is. */
#define LONG (20 * GST_SECOND)
#define TAIL (2 * GST_SECOND)

/* A disk that sleeps takes its time to wake. But once something came, a file of
 * which nobody reads on is one whose streams make no sense to their parsers; and
 * one of which much is read and no packet comes leads its demuxer in a circle. */
#define PATIENCE_AT_FIRST (15 * G_USEC_PER_SEC)
#define PATIENCE_TO_READ (2 * G_USEC_PER_SEC)
#define PATIENCE_FOR_PACKETS (5 * G_USEC_PER_SEC)
#define PATIENCE_IN_ALL (90 * G_USEC_PER_SEC)
#define SLICE (50 * GST_MSECOND)

#define PART_READ "cw-part-read"

/* One stream's sink. Its packets count once those from before the seek are gone. */
typedef struct
{
  struct _Scan *scan;
  gboolean      is_video;
  gboolean      active;
  gboolean      ended;
  guint64       bytes;
  GstClockTime  span;
  GstClockTime  first;
  GstClockTime  last;
} Stream;

/* Shared by the one who asks and GStreamer's threads, under LOCK. */
typedef struct _Scan
{
  GMutex        lock;
  GstElement   *pipeline;
  CwPacketScan *found;
  GPtrArray    *streams;
  Stream       *video;
  Stream       *audio;
  GstPad       *seek_pad;
  GArray       *times;
  guint         part;
  guint         wanted;
  guint         count;
  gboolean      read;
  gint64        began_at;
  gint64        read_at;
  gint64        packet_at;
} Scan;

static void
scan_clear (gpointer data)
{
  Scan *self = data;

  g_clear_pointer (&self->found, cw_packet_scan_free);
  g_clear_pointer (&self->streams, g_ptr_array_unref);
  g_clear_pointer (&self->times, g_array_unref);
  gst_clear_object (&self->seek_pad);
  g_mutex_clear (&self->lock);
}

static void
scan_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, scan_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_unref)

static void
unref_closure (gpointer  data,
               GClosure *closure)
{
  scan_unref (data);
}

/* With the lock held. Tells the one who asks when the part is read. All streams
 * are there before the first packet comes. */
static void
check_part (Scan *self)
{
  guint    wanted = self->video != NULL || self->wanted == G_MAXUINT ? self->wanted : AUDIO_PACKETS;
  gboolean at_end = self->streams->len > 0;

  for (guint i = 0; i < self->streams->len; i++)
    at_end = at_end && ((Stream *) g_ptr_array_index (self->streams, i))->ended;

  if (self->read || (!at_end && self->count < wanted))
    return;

  self->read = TRUE;
  gst_element_post_message (self->pipeline,
                            gst_message_new_application (GST_OBJECT (self->pipeline),
                                                         gst_structure_new (PART_READ, "part", G_TYPE_UINT, self->part, "at-end", G_TYPE_BOOLEAN, at_end, NULL)));
}

/* With the lock held. */
static void
add_packet (Scan      *self,
            Stream    *stream,
            GstPad    *pad,
            GstBuffer *buffer)
{
  g_autoptr (GstEvent) event = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  const GstSegment *segment;
  guint64           time;
  gint64            end;

  self->packet_at = g_get_monotonic_time ();
  if (!stream->active || event == NULL || !GST_BUFFER_PTS_IS_VALID (buffer) || GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DECODE_ONLY))
    return;

  gst_event_parse_segment (event, &segment);
  if (gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time) != 1)
    return;

  end = (gint64) time + (GST_BUFFER_DURATION_IS_VALID (buffer) ? (gint64) GST_BUFFER_DURATION (buffer) : 0);
  if (stream == self->video)
    {
      self->found->last_start = MAX (self->found->last_start, (gint64) time);
      self->found->video_end = MAX (self->found->video_end, end);
    }
  else if (stream == self->audio)
    self->found->audio_end = MAX (self->found->audio_end, end);

  stream->bytes += gst_buffer_get_size (buffer);
  stream->first = MIN (stream->first, time);
  stream->last = MAX (stream->last, time);

  if (stream->is_video && self->times->len < FIRST_FRAMES)
    {
      gint64 value = (gint64) time;

      g_array_append_val (self->times, value);
    }

  if (stream == self->video || (self->video == NULL && stream == self->audio))
    self->count++;

  check_part (self);
}

/* With the lock held. */
static void
take_event (Scan     *self,
            Stream   *stream,
            GstEvent *event)
{
  GstTagList *tags;
  GstCaps    *caps;

  if (GST_EVENT_TYPE (event) == GST_EVENT_FLUSH_STOP)
    {
      stream->active = TRUE;
    }
  else if (GST_EVENT_TYPE (event) == GST_EVENT_CAPS)
    {
      /* Those that the pad came with may lack what the parser finds. */
      gst_event_parse_caps (event, &caps);
      if (stream == self->video)
        gst_caps_replace (&self->found->video, caps);
      else if (stream == self->audio)
        gst_caps_replace (&self->found->audio, caps);
    }
  else if (GST_EVENT_TYPE (event) == GST_EVENT_EOS && stream->active)
    {
      stream->ended = TRUE;
      check_part (self);
    }
  else if (GST_EVENT_TYPE (event) == GST_EVENT_TAG && stream->is_video && self->found->orientation == NULL)
    {
      gst_event_parse_tag (event, &tags);
      gst_tag_list_get_string (tags, GST_TAG_IMAGE_ORIENTATION, &self->found->orientation);
    }
}

static GstPadProbeReturn
on_packet (GstPad          *pad,
           GstPadProbeInfo *info,
           gpointer         data)
{
  Stream *stream = data;
  Scan   *self = stream->scan;

  g_mutex_lock (&self->lock);
  if (info->type & GST_PAD_PROBE_TYPE_BUFFER)
    add_packet (self, stream, pad, GST_PAD_PROBE_INFO_BUFFER (info));
  else
    take_event (self, stream, GST_PAD_PROBE_INFO_EVENT (info));
  g_mutex_unlock (&self->lock);

  return GST_PAD_PROBE_OK;
}

static Stream *
add_stream (Scan    *self,
            GstPad  *sink_pad,
            GstCaps *caps)
{
  Stream     *stream = g_new0 (Stream, 1);
  const char *media_type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  stream->scan = self;
  stream->active = TRUE;
  stream->first = G_MAXUINT64;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->streams, stream);

  /* In a file of sound alone it is the packets of sound that are counted. */
  if (self->video == NULL && (g_str_has_prefix (media_type, "video/") || g_str_has_prefix (media_type, "image/")))
    {
      stream->is_video = TRUE;
      self->video = stream;
      self->found->video = gst_caps_ref (caps);
      g_set_object (&self->seek_pad, sink_pad);
    }
  else if (self->audio == NULL && g_str_has_prefix (media_type, "audio/"))
    {
      self->audio = stream;
      self->found->audio = gst_caps_ref (caps);
      if (self->seek_pad == NULL)
        g_set_object (&self->seek_pad, sink_pad);
    }
  g_mutex_unlock (&self->lock);

  return stream;
}

static void
on_pad_added (GstElement *parse,
              GstPad     *pad,
              Scan       *self)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autoptr (GstPad) sink_pad = NULL;
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  if (caps == NULL)
    caps = gst_pad_query_caps (pad, NULL);

  g_object_set (sink, "sync", FALSE, "async", FALSE, "enable-last-sample", FALSE, NULL);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  sink_pad = gst_element_get_static_pad (sink, "sink");

  if (gst_caps_get_size (caps) > 0)
    gst_pad_add_probe (sink_pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM | GST_PAD_PROBE_TYPE_EVENT_FLUSH,
                       on_packet, add_stream (self, sink_pad, caps), NULL);

  gst_element_sync_state_with_parent (sink);
  gst_pad_link (pad, sink_pad);
}

static void
on_unknown_type (GstElement *parse,
                 GstPad     *pad,
                 GstCaps    *caps,
                 Scan       *self)
{
  const char *media_type = gst_structure_get_name (gst_caps_get_structure (caps, 0));

  /* Subtitles, chapters and the like are no loss. */
  if (!g_str_has_prefix (media_type, "video/") && !g_str_has_prefix (media_type, "audio/") && !g_str_has_prefix (media_type, "application/x-cenc"))
    return;

  g_mutex_lock (&self->lock);
  if (self->found->unknown == NULL || g_str_has_prefix (media_type, "video/"))
    gst_caps_replace (&self->found->unknown, caps);
  g_mutex_unlock (&self->lock);
}

static GstPadProbeReturn
on_read (GstPad          *pad,
         GstPadProbeInfo *info,
         gpointer         data)
{
  Scan *self = data;

  g_mutex_lock (&self->lock);
  self->read_at = g_get_monotonic_time ();
  if (self->packet_at == 0)
    self->packet_at = self->read_at;
  g_mutex_unlock (&self->lock);

  return GST_PAD_PROBE_OK;
}

static void
on_have_type (GstElement *typefind,
              guint       probability,
              GstCaps    *caps,
              Scan       *self)
{
  g_mutex_lock (&self->lock);
  gst_caps_replace (&self->found->container, caps);
  g_mutex_unlock (&self->lock);
}

static void
connect (Scan       *self,
         GstElement *element,
         const char *signal,
         GCallback   callback)
{
  g_signal_connect_data (element, signal, callback, g_atomic_rc_box_acquire (self), unref_closure, 0);
}

static CwPacketScan *
found_new (void)
{
  CwPacketScan *found = g_new0 (CwPacketScan, 1);

  found->gaps = g_array_new (FALSE, FALSE, sizeof (gint64));
  return found;
}

static Scan *
scan_new (const char *path)
{
  Scan       *self = g_atomic_rc_box_new0 (Scan);
  GstElement *source = gst_element_factory_make ("filesrc", NULL);
  GstElement *parse = gst_element_factory_make ("parsebin", NULL);
  g_autoptr (GstElement) typefind = gst_bin_get_by_name (GST_BIN (parse), "typefind");
  g_autoptr (GstPad) source_pad = gst_element_get_static_pad (source, "src");

  g_mutex_init (&self->lock);
  self->found = found_new ();
  self->streams = g_ptr_array_new_with_free_func (g_free);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = FIRST_FRAMES;
  self->began_at = g_get_monotonic_time ();
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));

  g_object_set (source, "location", path, NULL);
  gst_bin_add_many (GST_BIN (self->pipeline), source, parse, NULL);
  gst_element_link (source, parse);

  gst_pad_add_probe (source_pad, GST_PAD_PROBE_TYPE_BUFFER, on_read, g_atomic_rc_box_acquire (self), scan_unref);
  if (typefind != NULL)
    connect (self, typefind, "have-type", G_CALLBACK (on_have_type));
  connect (self, parse, "pad-added", G_CALLBACK (on_pad_added));
  connect (self, parse, "unknown-type", G_CALLBACK (on_unknown_type));

  return self;
}

static gpointer
stop (gpointer data)
{
  g_autoptr (Scan) self = data;

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->pipeline);
  return NULL;
}

/* Takes SELF away. A demuxer that hangs would hang the one who stops it too. */
static void
dispose (Scan    *self,
         gboolean hangs)
{
  if (hangs)
    g_thread_unref (g_thread_new ("stop-probe", stop, self));
  else
    stop (self);
}

/* Whether MESSAGE ends the part that is read now. */
static gboolean
ends_part (Scan       *self,
           GstMessage *message,
           gboolean   *at_end)
{
  const GstStructure *structure = gst_message_get_structure (message);
  guint               part;

  /* Without a stream there is nobody but the pipeline to tell. */
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return *at_end = self->seek_pad == NULL;

  return gst_structure_get (structure, "part", G_TYPE_UINT, &part, "at-end", G_TYPE_BOOLEAN, at_end, NULL) && part == self->part;
}

static gboolean
is_patient (Scan    *self,
            GError **error)
{
  gint64   now = g_get_monotonic_time ();
  gboolean patient;
  gboolean started;

  g_mutex_lock (&self->lock);
  started = self->read_at != 0;
  if (!started)
    patient = now - self->began_at <= PATIENCE_AT_FIRST;
  else
    patient = now - self->read_at <= PATIENCE_TO_READ && now - self->packet_at <= PATIENCE_FOR_PACKETS && now - self->began_at <= PATIENCE_IN_ALL;
  g_mutex_unlock (&self->lock);

  if (patient)
    return TRUE;

  /* The second also where parsebin has swallowed the demuxer's own error, which
   * it does with those that come too soon. */
  if (!started)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the disk does not answer");
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the file leads nowhere");

  return FALSE;
}

/* Reads until enough is known or the file ends. */
static gboolean
read_part (Scan         *self,
           GCancellable *cancellable,
           gboolean     *at_end,
           GError      **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  for (;;)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, SLICE, GST_MESSAGE_ERROR | GST_MESSAGE_EOS | GST_MESSAGE_APPLICATION);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (message == NULL)
        {
          if (!is_patient (self, error))
            return FALSE;

          continue;
        }

      if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
        {
          gst_message_parse_error (message, error, NULL);
          return FALSE;
        }

      if (ends_part (self, message, at_end))
        return TRUE;
    }
}

/* With the lock held. */
static void
end_part (Scan *self)
{
  cw_frame_times_add (self->found->gaps, self->times);
  g_array_set_size (self->times, 0);

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      if (stream->last > stream->first)
        stream->span += stream->last - stream->first;

      stream->first = G_MAXUINT64;
      stream->last = 0;
    }
}

/* Reads on elsewhere. Returns FALSE where the file cannot do that. */
static gboolean
seek_part (Scan        *self,
           GstClockTime time,
           guint        wanted)
{
  g_mutex_lock (&self->lock);
  end_part (self);
  self->part++;
  self->wanted = wanted;
  self->count = 0;
  self->read = FALSE;
  self->found->last_start = 0;
  self->found->video_end = 0;
  self->found->audio_end = 0;
  self->read_at = self->packet_at = g_get_monotonic_time ();

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);

      stream->active = FALSE;
      stream->ended = FALSE;
    }
  g_mutex_unlock (&self->lock);

  return gst_pad_push_event (self->seek_pad, gst_event_new_seek (1, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_BEFORE,
                                                                 GST_SEEK_TYPE_SET, (gint64) time, GST_SEEK_TYPE_NONE, 0));
}

/* Goes on with the same part to the end of the file. */
static void
read_on (Scan *self)
{
  g_mutex_lock (&self->lock);
  self->part++;
  self->wanted = G_MAXUINT;
  self->read = FALSE;
  check_part (self);
  g_mutex_unlock (&self->lock);
}

static guint
get_bitrate (const Stream *stream)
{
  /* Over less than this the size of one key frame decides. */
  if (stream == NULL || stream->span < GST_SECOND / 2)
    return 0;

  return (guint) gst_util_uint64_scale (stream->bytes, 8 * GST_SECOND, stream->span);
}

/* Reads the middle of a long file, and its end. */
static gboolean
read_rest (Scan         *self,
           GCancellable *cancellable,
           GError      **error)
{
  gint64   duration = self->found->duration;
  gboolean at_end;

  if (duration <= 0)
    {
      read_on (self);
      return read_part (self, cancellable, &at_end, error);
    }

  if (duration > (gint64) LONG && seek_part (self, (GstClockTime) duration / 2, MIDDLE_FRAMES) && !read_part (self, cancellable, &at_end, error))
    return FALSE;

  if (!seek_part (self, (GstClockTime) MAX (0, duration - (gint64) TAIL), G_MAXUINT))
    {
      self->found->measured = FALSE;
      return TRUE;
    }

  return read_part (self, cancellable, &at_end, error);
}

/**
 * cw_packet_scan:
 * @path: a file
 * @cancellable: (nullable): fires when nobody wants to know any more
 *
 * Reads the packets of some parts of a file, without decoding. Blocks.
 *
 * Returns: (transfer full): what was found until the end or the problem
 */
CwPacketScan *
cw_packet_scan (const char   *path,
                GCancellable *cancellable)
{
  Scan         *self;
  gboolean      at_end = FALSE;
  gboolean      hangs;
  CwPacketScan *found;
  GError       *problem = NULL;

  cw_media_init ();
  self = scan_new (path);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  if (read_part (self, cancellable, &at_end, &problem) && self->seek_pad != NULL)
    {
      gst_pad_peer_query_duration (self->seek_pad, GST_FORMAT_TIME, &self->found->duration);

      self->found->measured = TRUE;

      /* An error in the rest only means that the file ends where it was met. */
      if (!at_end && !read_rest (self, cancellable, &problem) && problem->domain != G_IO_ERROR)
        g_clear_error (&problem);
    }

  g_mutex_lock (&self->lock);
  end_part (self);
  found = self->found;
  found->problem = problem;
  found->video_bitrate = get_bitrate (self->video);
  found->audio_bitrate = get_bitrate (self->audio);
  self->found = found_new ();
  g_mutex_unlock (&self->lock);

  hangs = problem != NULL && problem->domain == G_IO_ERROR;
  dispose (self, hangs);

  return found;
}

void
cw_packet_scan_free (CwPacketScan *self)
{
  g_clear_error (&self->problem);
  gst_clear_caps (&self->container);
  gst_clear_caps (&self->video);
  gst_clear_caps (&self->audio);
  gst_clear_caps (&self->unknown);
  g_free (self->orientation);
  g_clear_pointer (&self->gaps, g_array_unref);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-video-source.h"

#include "cw-error.h"
#include "cw-reader.h"

#include <glib/gi18n.h>

/* Up to this far ahead, decoding on is quicker than seeking. */
#define FORWARD (2 * GST_SECOND)

/* How far back to look first where a seek came out too late. */
#define STEP_BACK GST_SECOND

/* Pictures nothing refers to are left out when they begin this long before the
 * one that is asked for. */
#define SKIP_MARGIN (100 * GST_MSECOND)

/* How often to decode again where a picture got lost. */
#define MOST_TRIES 3

/* Two times of the same picture differ by less: containers' times are rounded. */
#define SLACK (GST_MSECOND / 2)

/**
 * CwVideoSource:
 *
 * One file's pictures by time: whatever is asked for, the picture that is on
 * screen then, the last one to the end of time and the first one before it.
 * Quick when asked in order, and not bad otherwise.
 *
 * It opens on a thread of its own as soon as it is made, so make it a little
 * before it is needed. Otherwise one thread at a time, which may block.
 */
struct _CwVideoSource
{
  GObject parent_instance;

  char  *path;
  CwRate rate;  /* of those who ask */
  gint64 first; /* ns: where it opened */

  CwReader     *reader;
  GThread      *opener;
  GCancellable *closing;
  GError       *failure; /* why it could not be opened */

  gint64   tolerance; /* ns */
  gint64   from;      /* where decoding began, ns */
  CwFrame *current;   /* nullable: the last decoded one that is due */
  CwFrame *next;      /* nullable: the one after it */
  CwFrame *upright;   /* nullable: what was last given, and from what */
  CwFrame *upright_of;
  gboolean ended;
  gboolean lossy; /* some of its pictures cannot be decoded */
};

G_DEFINE_FINAL_TYPE (CwVideoSource, cw_video_source, G_TYPE_OBJECT)

static gint64
gcd (gint64 a,
     gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }

  return a;
}

/* How much later than asked a picture may begin and still be the one: half of
 * the smallest distance between times of the two rates, so that neither the
 * rounding of time stamps nor an in-point between two frames makes one frame
 * appear twice and another never. */
static gint64
find_tolerance (CwRate asked,
                CwRate source)
{
  double asked_rate = cw_rate_to_double (asked);
  gint64 a = (gint64) asked.d * source.n;
  gint64 b = (gint64) source.d * asked.n;

  if (source.n <= 0 || source.d <= 0 || ABS (cw_rate_to_double (source) / asked_rate - 1) < 0.002)
    return (gint64) (GST_SECOND / asked_rate / 2);

  return (gint64) (GST_SECOND * (double) gcd (a, b) / ((double) asked.n * source.n) / 2);
}

static gpointer
open_reader (gpointer data)
{
  CwVideoSource *self = data;

  if (cw_reader_open (self->reader, self->first, self->closing, &self->failure) && !cw_reader_has_stream (self->reader))
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      self->failure = g_error_new (CW_ERROR, CW_ERROR_INVALID, _ ("There is no picture in “%s”"), name);
    }

  return NULL;
}

static gboolean
ensure_open (CwVideoSource *self,
             GError       **error)
{
  g_clear_pointer (&self->opener, g_thread_join);

  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));

  return self->failure == NULL;
}

/* What a file does not say is as players take it: by the picture's height. */
static void
complete_colours (GstVideoInfo *info)
{
  if (info->colorimetry.matrix == GST_VIDEO_COLOR_MATRIX_UNKNOWN)
    info->colorimetry.matrix = info->height > 576 ? GST_VIDEO_COLOR_MATRIX_BT709 : GST_VIDEO_COLOR_MATRIX_BT601;
  if (info->colorimetry.range == GST_VIDEO_COLOR_RANGE_UNKNOWN)
    info->colorimetry.range = GST_VIDEO_COLOR_RANGE_16_235;
  if (info->chroma_site == GST_VIDEO_CHROMA_SITE_UNKNOWN)
    info->chroma_site = GST_VIDEO_CHROMA_SITE_MPEG2;
}

static CwFrame *
frame_from_sample (CwVideoSource *self,
                   GstSample     *sample)
{
  GstBuffer   *buffer = gst_sample_get_buffer (sample);
  GstSegment  *segment = gst_sample_get_segment (sample);
  GstVideoInfo info;
  guint64      time;
  int          sign;

  if (buffer == NULL || !GST_BUFFER_PTS_IS_VALID (buffer) || !gst_video_info_from_caps (&info, gst_sample_get_caps (sample)))
    return NULL;

  /* Before the file's beginning, as an edit list sees it, times are negative. */
  sign = gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time);
  if (sign == 0)
    return NULL;

  complete_colours (&info);
  return cw_frame_new (gst_buffer_ref (buffer), &info, sign * (gint64) time);
}

/* Decodes one more into self->next, or notes the end. */
static gboolean
advance (CwVideoSource *self,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GError) failure = NULL;

  g_clear_pointer (&self->next, cw_frame_unref);

  while (self->next == NULL)
    {
      g_autoptr (GstSample) sample = cw_reader_pull (self->reader, cancellable, &failure);

      if (sample == NULL)
        break;

      self->next = frame_from_sample (self, sample);
    }

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (self->next == NULL)
    self->ended = TRUE;
  else
    self->tolerance = find_tolerance (self->rate, (CwRate) { self->next->info.fps_n, self->next->info.fps_d });

  return TRUE;
}

static void
forget (CwVideoSource *self)
{
  g_clear_pointer (&self->current, cw_frame_unref);
  g_clear_pointer (&self->next, cw_frame_unref);
  self->ended = FALSE;
}

static void
seek (CwVideoSource *self,
      gint64         time,
      gint64         skip_before)
{
  forget (self);
  self->from = MAX (time, 0);
  cw_reader_set_skip (self->reader, skip_before);
  cw_reader_seek (self->reader, self->from);
}

/* Whether the picture at TIME can be had by decoding on. */
static gboolean
lies_ahead (CwVideoSource *self,
            gint64         time)
{
  gint64 due = time + self->tolerance;

  if (self->current == NULL && self->next == NULL && !self->ended)
    return due >= self->from && time - self->from < (gint64) FORWARD;

  if (self->current == NULL)
    return self->from == 0;

  return due >= self->current->time && (self->ended || time - self->current->time < (gint64) FORWARD || (self->next != NULL && self->next->time > due));
}

/* Decodes on until self->current is on screen at TIME. */
static gboolean
decode_until (CwVideoSource *self,
              gint64         time,
              GCancellable  *cancellable,
              GError       **error)
{
  while (!self->ended && (self->next == NULL || self->next->time <= time + self->tolerance))
    {
      if (self->next != NULL)
        {
          g_clear_pointer (&self->current, cw_frame_unref);
          self->current = g_steal_pointer (&self->next);
        }

      if (!advance (self, cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether there was a picture between self->current and TIME that was left out,
 * or that the decoder lost. */
static gboolean
missed (CwVideoSource *self,
        gint64         time)
{
  return self->current != NULL && !self->lossy && cw_reader_get_latest (self->reader, time + self->tolerance) > self->current->time + (gint64) SLACK;
}

static gboolean
seek_and_decode (CwVideoSource *self,
                 gint64         from,
                 gint64         time,
                 GCancellable  *cancellable,
                 GError       **error)
{
  seek (self, from, 0);

  return decode_until (self, time, cancellable, error);
}

static gboolean
find (CwVideoSource *self,
      gint64         time,
      GCancellable  *cancellable,
      GError       **error)
{
  gint64 back = STEP_BACK;

  if (!lies_ahead (self, time))
    seek (self, time + self->tolerance, time - (gint64) SKIP_MARGIN);
  else if (self->current != NULL && time - self->current->time > 2 * (gint64) SKIP_MARGIN)
    cw_reader_set_skip (self->reader, time - (gint64) SKIP_MARGIN);

  if (!decode_until (self, time, cancellable, error))
    return FALSE;

  /* Once more without leaving any out; and then from further back, for what
   * follows an HEVC key frame with pictures before it gets lost after a seek. */
  for (int i = 0; i < MOST_TRIES && missed (self, time); i++)
    if (!seek_and_decode (self, time + self->tolerance - i * (gint64) STEP_BACK, time, cancellable, error))
      return FALSE;

  /* Then it is the file, and looking again each time would only take time. */
  if (missed (self, time))
    self->lossy = TRUE;

  /* Some containers seek to after what was asked; and at the end, to nothing. */
  for (; self->current == NULL && self->from > 0; back *= 2)
    if (!seek_and_decode (self, self->from - back, time, cancellable, error))
      return FALSE;

  return TRUE;
}

/**
 * cw_video_source_read:
 * @self: a source
 * @time: ns of the file's time
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer full): the picture on screen at @time, upright
 */
CwFrame *
cw_video_source_read (CwVideoSource *self,
                      gint64         time,
                      GCancellable  *cancellable,
                      GError       **error)
{
  CwFrame *frame;

  g_return_val_if_fail (CW_IS_VIDEO_SOURCE (self), NULL);

  if (!ensure_open (self, error) || !find (self, time, cancellable, error))
    return NULL;

  frame = self->current != NULL ? self->current : self->next;
  if (frame == NULL)
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("No picture of “%s” can be decoded: it is damaged"), name);
      return NULL;
    }

  if (frame != self->upright_of)
    {
      g_clear_pointer (&self->upright, cw_frame_unref);
      g_clear_pointer (&self->upright_of, cw_frame_unref);
      self->upright_of = cw_frame_ref (frame);
      self->upright = cw_frame_turn (frame, cw_reader_get_orientation (self->reader));
    }

  return cw_frame_ref (self->upright);
}

/**
 * cw_video_source_new:
 * @path: a file
 * @rate: how often it will be asked
 * @time: what it will be asked for first, ns
 *
 * Begins to open @path. Whether that works is told by cw_video_source_read().
 *
 * Returns: (transfer full): a source
 */
CwVideoSource *
cw_video_source_new (const char *path,
                     CwRate      rate,
                     gint64      time)
{
  return cw_video_source_new_full (path, rate, time, 0);
}

/**
 * cw_video_source_new_full:
 * @path: a file
 * @rate: how often it will be asked
 * @time: what it will be asked for first, ns
 * @n_threads: how many threads to decode with, 0 for as many as the decoder likes
 *
 * As cw_video_source_new(), for who knows better what else the machine is doing.
 *
 * Returns: (transfer full): a source
 */
CwVideoSource *
cw_video_source_new_full (const char *path,
                          CwRate      rate,
                          gint64      time,
                          guint       n_threads)
{
  CwVideoSource *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (rate.n > 0 && rate.d > 0, NULL);

  self = g_object_new (CW_TYPE_VIDEO_SOURCE, NULL);
  self->path = g_strdup (path);
  self->rate = rate;
  self->tolerance = find_tolerance (rate, rate);
  self->first = time > 0 ? time + self->tolerance : 0;
  self->from = self->first;
  self->reader = cw_reader_new (path, CW_READER_VIDEO);
  cw_reader_set_threads (self->reader, n_threads);
  cw_reader_set_skip (self->reader, time - (gint64) SKIP_MARGIN);
  self->opener = g_thread_new ("clipwright-open", open_reader, self);

  return self;
}

static void
cw_video_source_finalize (GObject *object)
{
  CwVideoSource *self = CW_VIDEO_SOURCE (object);

  g_cancellable_cancel (self->closing);
  g_clear_pointer (&self->opener, g_thread_join);
  forget (self);
  g_clear_pointer (&self->upright, cw_frame_unref);
  g_clear_pointer (&self->upright_of, cw_frame_unref);
  g_clear_object (&self->reader);
  g_clear_object (&self->closing);
  g_clear_error (&self->failure);
  g_free (self->path);

  G_OBJECT_CLASS (cw_video_source_parent_class)->finalize (object);
}

static void
cw_video_source_class_init (CwVideoSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_video_source_finalize;
}

static void
cw_video_source_init (CwVideoSource *self)
{
  self->closing = g_cancellable_new ();
}

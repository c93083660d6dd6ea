/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-coded-watch.h"

#include "cw-nal.h"

/* How many coded pictures may come before the key frame that was sought. */
#define MOST_STRAYS 4

/**
 * CwCodedWatch:
 *
 * Stands before a video decoder: keeps away from it what it cannot or need not
 * decode, and knows what has gone in, so that one can tell when a picture does
 * not come out. Its functions may be called from any thread.
 */
struct _CwCodedWatch
{
  GMutex  lock;
  gint64  skip_before;
  GArray *coded; /* gint64: when the pictures are shown that went in since a seek */

  /* Only the thread that feeds the decoder uses these. */
  guint    strays;
  gboolean skippable; /* the pictures are as cw_nal_is_disposable() wants them */
};

/**
 * cw_coded_watch_new:
 *
 * Returns: (transfer full): a watch that stands nowhere yet
 */
CwCodedWatch *
cw_coded_watch_new (void)
{
  CwCodedWatch *self = g_new0 (CwCodedWatch, 1);

  g_mutex_init (&self->lock);
  self->coded = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

/**
 * cw_coded_watch_free:
 * @self: a watch before a decoder that has stopped
 */
void
cw_coded_watch_free (CwCodedWatch *self)
{
  g_array_unref (self->coded);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gint64
get_stream_time (GstEvent  *segment_event,
                 GstBuffer *buffer)
{
  const GstSegment *segment;
  guint64           time;

  if (segment_event == NULL || !GST_BUFFER_PTS_IS_VALID (buffer))
    return -1;

  gst_event_parse_segment (segment_event, &segment);
  if (segment->format != GST_FORMAT_TIME || gst_segment_to_stream_time_full (segment, GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time) != 1)
    return -1;

  return (gint64) time;
}

/* Notes what goes to the decoder. Returns whether it need not: nothing refers to
 * it, and it is over well before the time that is asked for. */
static gboolean
note_coded (CwCodedWatch *self,
            GstPad       *pad,
            GstBuffer    *buffer)
{
  g_autoptr (GstEvent) segment = gst_pad_get_sticky_event (pad, GST_EVENT_SEGMENT, 0);
  gint64   time = get_stream_time (segment, buffer);
  gboolean early;

  if (time < 0)
    return FALSE;

  g_mutex_lock (&self->lock);
  g_array_append_val (self->coded, time);
  early = time < self->skip_before;
  g_mutex_unlock (&self->lock);

  return early && self->skippable && cw_nal_is_disposable (buffer);
}

/* Watches what goes into the video decoder. After a seek qtdemux may begin with
 * pictures from before the key frame, which cannot be decoded. */
static GstPadProbeReturn
on_coded (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         data)
{
  CwCodedWatch *self = data;
  GstBuffer    *buffer;

  if (info->type & GST_PAD_PROBE_TYPE_EVENT_FLUSH)
    {
      if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_FLUSH_STOP)
        {
          self->strays = MOST_STRAYS;
          g_mutex_lock (&self->lock);
          g_array_set_size (self->coded, 0);
          g_mutex_unlock (&self->lock);
        }
      return GST_PAD_PROBE_OK;
    }

  buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  if (!GST_BUFFER_FLAG_IS_SET (buffer, GST_BUFFER_FLAG_DELTA_UNIT))
    self->strays = 0;

  if (self->strays > 0)
    {
      self->strays--;
      return GST_PAD_PROBE_DROP;
    }

  return note_coded (self, pad, buffer) ? GST_PAD_PROBE_DROP : GST_PAD_PROBE_OK;
}

/**
 * cw_coded_watch_attach:
 * @self: a watch
 * @pad: where the decoder takes pictures in
 * @skippable: whether cw_nal_is_disposable() can read them
 */
void
cw_coded_watch_attach (CwCodedWatch *self,
                       GstPad       *pad,
                       gboolean      skippable)
{
  self->skippable = skippable;
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_FLUSH, on_coded, self, NULL);
}

/**
 * cw_coded_watch_set_skip:
 * @self: a watch
 * @before: ns: pictures before it that nothing refers to are kept from the decoder
 */
void
cw_coded_watch_set_skip (CwCodedWatch *self,
                         gint64        before)
{
  g_mutex_lock (&self->lock);
  self->skip_before = before;
  g_mutex_unlock (&self->lock);
}

/**
 * cw_coded_watch_get_latest:
 * @self: a watch
 * @time: ns, not less than the last time
 *
 * Returns: when the last picture begins that is to be shown at or before @time
 *   and has come here since a seek, or -1
 */
gint64
cw_coded_watch_get_latest (CwCodedWatch *self,
                           gint64        time)
{
  gint64 latest = -1;

  g_mutex_lock (&self->lock);

  for (guint i = 0; i < self->coded->len; i++)
    if (g_array_index (self->coded, gint64, i) <= time)
      latest = MAX (latest, g_array_index (self->coded, gint64, i));

  for (guint i = self->coded->len; i > 0; i--)
    if (g_array_index (self->coded, gint64, i - 1) < latest)
      g_array_remove_index_fast (self->coded, i - 1);

  g_mutex_unlock (&self->lock);

  return latest;
}

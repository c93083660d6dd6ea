/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-audio-source.h"

#include "cw-reader.h"

#define CHANNELS 2
#define FRAME_SIZE (CHANNELS * sizeof (float))

/* Up to this far ahead, decoding on is quicker than seeking. */
#define FORWARD (2 * CW_READER_SAMPLE_RATE)

/* A codec's first block after a seek lacks what came before it: AAC one block,
 * Opus 80 ms. */
#define LEAD (CW_READER_SAMPLE_RATE / 10)

/* Time stamps of some containers are rounded to the millisecond, and wrong by
 * more when the recorder was busy; a step smaller than this is not one. */
#define JITTER (CW_READER_SAMPLE_RATE / 50)

/**
 * CwAudioSource:
 *
 * One file's sound by sample, as interleaved stereo at 48 kHz, silent where there
 * is none. Opens on a thread of its own as soon as it is made; otherwise one
 * thread at a time, which may block.
 */
struct _CwAudioSource
{
  GObject parent_instance;

  gint64 first;

  CwReader     *reader;
  GThread      *opener;
  GCancellable *closing;
  GError       *failure;

  gint64     expected; /* where the next block begins if it follows the last, -1 after a seek */
  gint64     position; /* what is read next if it is read in order */
  GstBuffer *block;    /* nullable: decoded, and not all used */
  gint64     block_start;
  gboolean   ended;
};

G_DEFINE_FINAL_TYPE (CwAudioSource, cw_audio_source, G_TYPE_OBJECT)

static gint64
sample_to_time (gint64 sample)
{
  return (gint64) gst_util_uint64_scale_round ((guint64) sample, GST_SECOND, CW_READER_SAMPLE_RATE);
}

static gint64
time_to_sample (gint64 time)
{
  gint64 sample = (gint64) gst_util_uint64_scale_round ((guint64) ABS (time), CW_READER_SAMPLE_RATE, GST_SECOND);

  return time < 0 ? -sample : sample;
}

static gpointer
open_reader (gpointer data)
{
  CwAudioSource *self = data;

  cw_reader_open (self->reader, sample_to_time (MAX (self->first - LEAD, 0)), self->closing, &self->failure);

  return NULL;
}

static gboolean
ensure_open (CwAudioSource *self,
             GError       **error)
{
  if (self->opener != NULL)
    {
      g_clear_pointer (&self->opener, g_thread_join);
      self->ended = self->failure == NULL && !cw_reader_has_stream (self->reader);
    }

  if (self->failure != NULL)
    g_propagate_error (error, g_error_copy (self->failure));

  return self->failure == NULL;
}

static void
seek (CwAudioSource *self,
      gint64         sample)
{
  gst_clear_buffer (&self->block);
  self->expected = -1;
  self->ended = FALSE;
  self->position = sample;
  cw_reader_seek (self->reader, sample_to_time (MAX (sample - LEAD, 0)));
}

static gint64
block_length (CwAudioSource *self)
{
  return (gint64) (gst_buffer_get_size (self->block) / FRAME_SIZE);
}

/* Decodes the next block, or notes the end. */
static gboolean
advance (CwAudioSource *self,
         GCancellable  *cancellable,
         GError       **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GstSample) sample = cw_reader_pull (self->reader, cancellable, &failure);
  GstBuffer *buffer;
  guint64    time = 0;
  int        sign;

  gst_clear_buffer (&self->block);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  self->ended = sample == NULL;
  if (self->ended)
    return TRUE;

  buffer = gst_sample_get_buffer (sample);
  self->block = gst_buffer_ref (buffer);
  self->block_start = MAX (self->expected, 0);

  sign = gst_segment_to_stream_time_full (gst_sample_get_segment (sample), GST_FORMAT_TIME, GST_BUFFER_PTS (buffer), &time);
  if (GST_BUFFER_PTS_IS_VALID (buffer) && sign != 0)
    {
      gint64 stamped = time_to_sample (sign * (gint64) time);

      if (self->expected < 0 || ABS (stamped - self->expected) > JITTER)
        self->block_start = stamped;
    }

  self->expected = self->block_start + block_length (self);
  return TRUE;
}

/* Copies what the block has for SAMPLE, up to N; silence up to where it begins. */
static gsize
take (CwAudioSource *self,
      gint64         sample,
      float         *stereo,
      gsize          n)
{
  gint64 offset = sample - self->block_start;
  gsize  length;

  if (offset < 0)
    {
      length = MIN (n, (gsize) -offset);
      memset (stereo, 0, length * FRAME_SIZE);
      return length;
    }

  if (offset >= block_length (self))
    {
      gst_clear_buffer (&self->block);
      return 0;
    }

  length = MIN (n, (gsize) (block_length (self) - offset));
  gst_buffer_extract (self->block, (gsize) offset * FRAME_SIZE, stereo, length * FRAME_SIZE);
  return length;
}

/**
 * cw_audio_source_read:
 * @self: a source
 * @sample: which to begin with, at 48 kHz from the file's beginning
 * @stereo: (out): room for @n pairs
 * @n: how many to read
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Returns: whether it worked
 */
gboolean
cw_audio_source_read (CwAudioSource *self,
                      gint64         sample,
                      float         *stereo,
                      gsize          n,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_return_val_if_fail (CW_IS_AUDIO_SOURCE (self), FALSE);

  if (!ensure_open (self, error))
    return FALSE;

  if (cw_reader_has_stream (self->reader) && (sample < self->position || sample - self->position > FORWARD))
    seek (self, sample);

  while (n > 0)
    {
      gsize taken;

      while (self->block == NULL && !self->ended)
        if (!advance (self, cancellable, error))
          return FALSE;

      if (self->block == NULL)
        {
          memset (stereo, 0, n * FRAME_SIZE);
          taken = n;
        }
      else
        taken = take (self, sample, stereo, n);

      stereo += taken * CHANNELS;
      sample += (gint64) taken;
      n -= taken;
    }

  self->position = sample;
  return TRUE;
}

/**
 * cw_audio_source_new:
 * @path: a file
 * @sample: what it will be asked for first, at 48 kHz
 *
 * Begins to open @path. Whether that works is told by cw_audio_source_read().
 *
 * Returns: (transfer full): a source
 */
CwAudioSource *
cw_audio_source_new (const char *path,
                     gint64      sample)
{
  CwAudioSource *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (CW_TYPE_AUDIO_SOURCE, NULL);
  self->first = MAX (sample, 0);
  self->position = self->first;
  self->reader = cw_reader_new (path, CW_READER_AUDIO);
  self->opener = g_thread_new ("clipwright-open", open_reader, self);

  return self;
}

static void
cw_audio_source_finalize (GObject *object)
{
  CwAudioSource *self = CW_AUDIO_SOURCE (object);

  g_cancellable_cancel (self->closing);
  g_clear_pointer (&self->opener, g_thread_join);
  gst_clear_buffer (&self->block);
  g_clear_object (&self->reader);
  g_clear_object (&self->closing);
  g_clear_error (&self->failure);

  G_OBJECT_CLASS (cw_audio_source_parent_class)->finalize (object);
}

static void
cw_audio_source_class_init (CwAudioSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_audio_source_finalize;
}

static void
cw_audio_source_init (CwAudioSource *self)
{
  self->closing = g_cancellable_new ();
  self->expected = -1;
}

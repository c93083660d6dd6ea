/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-speaker.h"

#include "cw-media.h"
#include "cw-mixer.h"
#include "cw-reader.h"

#include <gst/app/gstappsrc.h>

/* How much sound is mixed at once, and how much waits for the device. */
#define BLOCK 1024
#define AHEAD (200 * GST_MSECOND)

/* How many files that are not heard stay open, for going back and forth. */
#define KEEP 2

/**
 * CwSpeaker:
 *
 * Plays a project's sound, and so is the clock of whoever plays the picture. It
 * mixes on a thread of its own. Not on the main thread: opening the sound device
 * takes its time.
 */
struct _CwSpeaker
{
  GMutex        lock;
  CwProject    *project; /* nullable, under the lock */
  gboolean      changed; /* under the lock: the mixer has an older one */
  GstElement   *pipeline;
  GstAppSrc    *source;
  CwMixer      *mixer; /* the thread's while there is one */
  GThread      *thread;
  GCancellable *stopping;
  gint64        start;
  gint64        last; /* the time that was told last */

  /* Without a device the time goes on all the same, from when that was noticed. */
  gboolean failed; /* under the lock */
  gint64   failed_at;
};

/* CLIPWRIGHT_AUDIO_SINK is for machines without a device: "fakesink sync=true". */
static GstElement *
make_sink (void)
{
  const char *description = g_getenv ("CLIPWRIGHT_AUDIO_SINK");
  GstElement *sink = NULL;

  if (description != NULL && *description != '\0')
    sink = gst_parse_bin_from_description (description, TRUE, NULL);
  if (sink == NULL)
    sink = gst_element_factory_make ("autoaudiosink", NULL);
  if (sink == NULL)
    {
      sink = gst_element_factory_make ("fakesink", NULL);
      g_object_set (sink, "sync", TRUE, NULL);
    }

  return sink;
}

static GstBusSyncReply
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  CwSpeaker *self = data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      g_autoptr (GError) error = NULL;

      gst_message_parse_error (message, &error, NULL);
      g_message ("There is no sound: %s", error->message);

      g_mutex_lock (&self->lock);
      self->failed = TRUE;
      g_mutex_unlock (&self->lock);
    }

  gst_message_unref (message);
  return GST_BUS_DROP;
}

/**
 * cw_speaker_new:
 *
 * Returns: (transfer full): a speaker that is silent
 */
CwSpeaker *
cw_speaker_new (void)
{
  CwSpeaker  *self;
  GstElement *convert, *resample, *sink;
  g_autoptr (GstCaps) caps = NULL;
  g_autoptr (GstBus) bus = NULL;

  cw_media_init ();

  self = g_new0 (CwSpeaker, 1);
  g_mutex_init (&self->lock);

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  self->source = GST_APP_SRC (gst_element_factory_make ("appsrc", NULL));
  convert = gst_element_factory_make ("audioconvert", NULL);
  resample = gst_element_factory_make ("audioresample", NULL);
  sink = make_sink ();
  caps = gst_caps_from_string (CW_READER_SOUND);
  g_object_set (self->source, "caps", caps, "format", GST_FORMAT_TIME, "block", TRUE,
                "max-bytes", G_GUINT64_CONSTANT (0), "max-time", (guint64) AHEAD, NULL);

  gst_bin_add_many (GST_BIN (self->pipeline), GST_ELEMENT (self->source), convert, resample, sink, NULL);
  gst_element_link_many (GST_ELEMENT (self->source), convert, resample, sink, NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  gst_bus_set_sync_handler (bus, on_message, self, NULL);

  return self;
}

/**
 * cw_speaker_set_project:
 * @self: a speaker
 * @project: what to play, which nobody changes any more
 *
 * Goes on with @project where it is.
 */
void
cw_speaker_set_project (CwSpeaker *self,
                        CwProject *project)
{
  g_mutex_lock (&self->lock);
  if (g_set_object (&self->project, project))
    self->changed = TRUE;
  g_mutex_unlock (&self->lock);
}

/* Brings the mixer up to date; and tells how long the project is. */
static gint64
update_mixer (CwSpeaker *self)
{
  g_autoptr (CwProject) project = NULL;
  gint64 duration;

  g_mutex_lock (&self->lock);
  duration = self->project != NULL ? cw_project_get_duration (self->project) : 0;
  if (self->changed)
    project = g_object_ref (self->project);
  self->changed = FALSE;
  g_mutex_unlock (&self->lock);

  if (project != NULL && self->mixer != NULL)
    cw_mixer_set_project (self->mixer, project);
  else if (project != NULL)
    self->mixer = cw_mixer_new (project, KEEP);

  return duration;
}

static gpointer
feed (gpointer data)
{
  CwSpeaker    *self = data;
  gint64        first = cw_mixer_get_sample_at (self->start);
  gint64        sample = first;
  GstFlowReturn flow = GST_FLOW_OK;

  while (flow == GST_FLOW_OK && sample < cw_mixer_get_sample_at (update_mixer (self)))
    {
      GstBuffer *buffer = gst_buffer_new_allocate (NULL, BLOCK * 2 * sizeof (float), NULL);
      g_autoptr (GError) error = NULL;
      GstMapInfo map;

      gst_buffer_map (buffer, &map, GST_MAP_WRITE);

      /* The picture's thread tells what is wrong with a file; here it is silent. */
      if (!cw_mixer_mix (self->mixer, sample, (float *) (void *) map.data, BLOCK, self->stopping, &error))
        memset (map.data, 0, map.size);
      gst_buffer_unmap (buffer, &map);

      GST_BUFFER_PTS (buffer) = gst_util_uint64_scale_round ((guint64) (sample - first), GST_SECOND, CW_MIXER_RATE);
      GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale_round (BLOCK, GST_SECOND, CW_MIXER_RATE);
      flow = gst_app_src_push_buffer (self->source, buffer);
      sample += BLOCK;
    }

  if (flow == GST_FLOW_OK)
    gst_app_src_end_of_stream (self->source);

  return NULL;
}

/**
 * cw_speaker_start:
 * @self: a speaker that has a project
 * @time: where to begin, ns
 */
void
cw_speaker_start (CwSpeaker *self,
                  gint64     time)
{
  cw_speaker_stop (self);

  self->start = time;
  self->last = time;
  self->failed = FALSE;
  self->failed_at = -1;
  self->stopping = g_cancellable_new ();
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  self->thread = g_thread_new ("clipwright-sound", feed, self);
}

/**
 * cw_speaker_stop:
 * @self: a speaker
 *
 * Falls silent at once. The device stays open.
 */
void
cw_speaker_stop (CwSpeaker *self)
{
  if (self->thread == NULL)
    return;

  /* Lets the thread go, wherever it waits. */
  g_cancellable_cancel (self->stopping);
  gst_element_set_state (self->pipeline, GST_STATE_READY);
  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_object (&self->stopping);
}

/**
 * cw_speaker_get_time:
 * @self: a speaker that was started
 *
 * Returns: what is heard now, ns; never less than before
 */
gint64
cw_speaker_get_time (CwSpeaker *self)
{
  gint64   position;
  gboolean failed;

  g_mutex_lock (&self->lock);
  failed = self->failed;
  g_mutex_unlock (&self->lock);

  if (failed)
    {
      gint64 now = g_get_monotonic_time () * 1000;

      if (self->failed_at < 0)
        self->failed_at = now - self->last;
      self->last = MAX (self->last, now - self->failed_at);
    }
  else if (gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position) && position >= 0)
    self->last = MAX (self->last, self->start + position);

  return self->last;
}

void
cw_speaker_free (CwSpeaker *self)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));

  cw_speaker_stop (self);
  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
  gst_object_unref (self->pipeline);
  g_clear_pointer (&self->mixer, cw_mixer_free);
  g_clear_object (&self->project);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-playback-watch.h"

#include "cw-growing-source.h"
#include "cw-media-error.h"

#include <glib/gi18n.h>
#include <gst/pbutils/pbutils.h>

/* A sink or a decoder that has shown nothing after this never will. */
#define PATIENCE_S 10

/**
 * CwPlaybackWatch:
 *
 * Listens to what cw_playback_new() made, and puts what goes wrong into a sentence.
 */
struct _CwPlaybackWatch
{
  const CwPlaybackEvents *events;
  gpointer                data;
  char                   *path;
  CwGrowingFile          *file;    /* nullable */
  char                   *missing; /* nullable: what is not installed */
  gboolean                waiting;
  guint                   watch;
  guint                   watchdog;
};

static char *
explain (CwPlaybackWatch *self,
         GstMessage      *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) sentence = self->file != NULL ? cw_growing_file_dup_error (self->file) : NULL;
  g_autofree char *details = NULL;

  gst_message_parse_error (message, &error, &details);
  g_debug ("%s: %s (%s)", self->path, error->message, details);
  if (sentence == NULL)
    sentence = cw_media_error_new_for_reading (error, self->path, self->missing);

  return g_strdup (sentence->message);
}

static gboolean
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  CwPlaybackWatch *self = data;

  if (gst_is_missing_plugin_message (message))
    {
      g_free (self->missing);
      self->missing = gst_missing_plugin_message_get_description (message);
      return G_SOURCE_CONTINUE;
    }

  if (cw_growing_source_parse_waiting (message, &self->waiting))
    {
      self->events->waiting (self->data, self->waiting);
      return G_SOURCE_CONTINUE;
    }

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE)
    g_clear_handle_id (&self->watchdog, g_source_remove);

  /* It may be gone after any of these. */
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    self->events->failed (self->data, explain (self, message));
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    self->events->ended (self->data);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ASYNC_DONE)
    self->events->settled (self->data);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_DURATION_CHANGED)
    self->events->lengthened (self->data);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_nothing_shown (gpointer data)
{
  CwPlaybackWatch *self = data;
  g_autofree char *name = g_filename_display_basename (self->path);

  if (self->waiting)
    return G_SOURCE_CONTINUE;

  self->watchdog = 0;
  self->events->failed (self->data, g_strdup_printf (_ ("“%s” does not start to play: it may be damaged"), name));
  return G_SOURCE_REMOVE;
}

/**
 * cw_playback_watch_new:
 * @playbin: a pipeline that has not been started
 * @path: what it plays, for sentences
 * @file: (nullable): the same, where it is being downloaded
 * @events: (transfer none): whom to tell; static
 * @data: given to them
 *
 * Returns: (transfer full): a watch, until it is freed
 */
CwPlaybackWatch *
cw_playback_watch_new (GstElement             *playbin,
                       const char             *path,
                       CwGrowingFile          *file,
                       const CwPlaybackEvents *events,
                       gpointer                data)
{
  CwPlaybackWatch *self = g_new0 (CwPlaybackWatch, 1);
  g_autoptr (GstBus) bus = gst_element_get_bus (playbin);

  self->events = events;
  self->data = data;
  self->path = g_strdup (path);
  g_set_object (&self->file, file);
  self->watch = gst_bus_add_watch (bus, on_message, self);
  self->watchdog = g_timeout_add_seconds (PATIENCE_S, on_nothing_shown, self);

  return self;
}

void
cw_playback_watch_free (CwPlaybackWatch *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->watchdog, g_source_remove);
  g_clear_object (&self->file);
  g_free (self->path);
  g_free (self->missing);
  g_free (self);
}

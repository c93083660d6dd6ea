/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-push-pipeline.h"

#include "cw-error.h"
#include "cw-media-error.h"
#include "cw-media.h"

#include <glib/gi18n.h>

/* How long to wait before looking whether somebody still wants the result. */
#define PATIENCE_US (20 * G_TIME_SPAN_MILLISECOND)

/**
 * CwPushPipeline:
 *
 * A pipeline that works as fast as it can on what is pushed into its sources,
 * and has whoever pushes wait while it has enough. One thread pushes.
 */
struct _CwPushPipeline
{
  GstElement *pipeline;
  GPtrArray  *sources; /* borrowed: #GstAppSrc */
  char       *output;  /* what errors call the result */

  GMutex   lock;
  GCond    changed;
  gboolean ended;
  GError  *error;
  char    *debug;
};

static GstBusSyncReply
on_message (GstBus     *bus,
            GstMessage *message,
            gpointer    data)
{
  CwPushPipeline *self = data;

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

/**
 * cw_push_pipeline_new:
 * @output: what errors call the result
 *
 * Returns: (transfer full): a pipeline without elements
 */
CwPushPipeline *
cw_push_pipeline_new (const char *output)
{
  CwPushPipeline *self = g_new0 (CwPushPipeline, 1);
  g_autoptr (GstBus) bus = NULL;

  cw_media_init ();

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->output = g_strdup (output);
  self->sources = g_ptr_array_new ();
  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), NULL);
  bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));
  gst_bus_set_sync_handler (bus, on_message, self, NULL);

  return self;
}

/**
 * cw_push_pipeline_free:
 * @self: a pipeline
 *
 * Ends and joins its threads.
 */
void
cw_push_pipeline_free (CwPushPipeline *self)
{
  g_autoptr (GstBus) bus = gst_pipeline_get_bus (GST_PIPELINE (self->pipeline));

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_bus_set_sync_handler (bus, NULL, NULL, NULL);
  gst_object_unref (self->pipeline);

  g_ptr_array_unref (self->sources);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->output);
  g_free (self->debug);
  g_free (self);
}

/**
 * cw_push_pipeline_add:
 * @self: a pipeline that has not been started
 * @factory: what element
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer none): a new element in the pipeline, to be linked
 */
GstElement *
cw_push_pipeline_add (CwPushPipeline *self,
                      const char     *factory,
                      GError        **error)
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

static GstPadProbeReturn
on_taken (GstPad          *pad,
          GstPadProbeInfo *info,
          gpointer         data)
{
  CwPushPipeline *self = data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  return GST_PAD_PROBE_OK;
}

/**
 * cw_push_pipeline_add_source:
 * @self: a pipeline that has not been started
 * @caps: (nullable): what will be pushed, unless each sample says
 * @error: place for an error of the #CwError domain
 *
 * Returns: (nullable) (transfer none): a source, to be linked, which takes whatever
 *   is pushed into it
 */
GstAppSrc *
cw_push_pipeline_add_source (CwPushPipeline *self,
                             GstCaps        *caps,
                             GError        **error)
{
  GstElement *source = cw_push_pipeline_add (self, "appsrc", error);
  g_autoptr (GstPad) pad = NULL;

  if (source == NULL)
    return NULL;

  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), "handle-segment-change", caps == NULL, NULL);
  pad = gst_element_get_static_pad (source, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, on_taken, self, NULL);
  g_ptr_array_add (self->sources, source);

  return GST_APP_SRC (source);
}

/**
 * cw_push_pipeline_start:
 * @self: a pipeline whose elements are linked
 *
 * Has it work on what is pushed from now on. What goes wrong is told by
 * cw_push_pipeline_wait() and cw_push_pipeline_finish().
 */
void
cw_push_pipeline_start (CwPushPipeline *self)
{
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
}

/* Under the lock. */
static gboolean
check (CwPushPipeline *self,
       GCancellable   *cancellable,
       GError        **error)
{
  if (self->error != NULL)
    g_propagate_error (error, cw_media_error_new_for_writing (self->error, self->debug, self->output));

  return self->error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Until something changes, and not for long. Under the lock. */
static gboolean
is_waiting (CwPushPipeline *self,
            GCancellable   *cancellable)
{
  if (self->error != NULL || g_cancellable_is_cancelled (cancellable))
    return FALSE;

  g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + PATIENCE_US);
  return TRUE;
}

/**
 * cw_push_pipeline_wait:
 * @self: a started pipeline
 * @source: one of its sources
 * @most: how many buffers may be in it
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Waits while @source has that many and more.
 *
 * Returns: whether the pipeline still works
 */
gboolean
cw_push_pipeline_wait (CwPushPipeline *self,
                       GstAppSrc      *source,
                       guint           most,
                       GCancellable   *cancellable,
                       GError        **error)
{
  gboolean good;

  g_mutex_lock (&self->lock);
  while (gst_app_src_get_current_level_buffers (source) >= most && is_waiting (self, cancellable))
    ;
  good = check (self, cancellable, error);
  g_mutex_unlock (&self->lock);

  return good;
}

/**
 * cw_push_pipeline_finish:
 * @self: a started pipeline
 * @cancellable: (nullable): gives up
 * @error: place for an error of the #CwError domain
 *
 * Says that nothing more will be pushed, waits until the end of all that was, and
 * stops, which closes files.
 *
 * Returns: whether all went well
 */
gboolean
cw_push_pipeline_finish (CwPushPipeline *self,
                         GCancellable   *cancellable,
                         GError        **error)
{
  gboolean good;

  for (guint i = 0; i < self->sources->len; i++)
    gst_app_src_end_of_stream (self->sources->pdata[i]);

  g_mutex_lock (&self->lock);
  while (!self->ended && is_waiting (self, cancellable))
    ;
  good = check (self, cancellable, error);
  g_mutex_unlock (&self->lock);

  gst_element_set_state (self->pipeline, GST_STATE_NULL);

  return good;
}

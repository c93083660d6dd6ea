/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-render-worker.h"

#include "cw-composer.h"
#include "cw-video-encoder.h"

/**
 * CwRenderWorker:
 *
 * A thread that composes and encodes segments of a rendering, with its own
 * decoders and encoder, until there are none left.
 */
struct _CwRenderWorker
{
  CwRenderPlan *plan;
  CwProject    *project;
  CwPreset     *preset;
  guint         n_threads;
  char         *output;
  GCancellable *cancellable; /* borrowed from the plan */
  GThread      *thread;

  CwComposer      *composer;
  CwRenderSegment *segment; /* borrowed */
};

static void
on_packet (GstSample *packet,
           gpointer   data)
{
  CwRenderWorker *self = data;

  cw_render_plan_push (self->plan, self->segment, packet);
}

static gboolean
encode_frames (CwRenderWorker *self,
               CwVideoEncoder *encoder,
               CwRate          rate,
               GError        **error)
{
  gint64 frame;

  while (cw_render_plan_next (self->plan, self->segment, &frame))
    {
      GstBuffer *picture = cw_composer_compose (self->composer, cw_rate_get_frame_time (rate, frame), self->cancellable, error);

      if (picture == NULL || !cw_video_encoder_push (encoder, picture, self->cancellable, error))
        return FALSE;
    }

  return cw_video_encoder_finish (encoder, self->cancellable, error);
}

static gboolean
encode_segment (CwRenderWorker *self,
                GError        **error)
{
  const GstVideoInfo *canvas = cw_composer_get_canvas (self->composer, self->cancellable, error);
  g_autoptr (CwVideoEncoder) encoder = NULL;

  if (canvas == NULL)
    return FALSE;

  encoder = cw_video_encoder_new (canvas, self->preset, self->n_threads, cw_render_plan_get_start (self->segment), self->output, on_packet, self, error);
  if (encoder == NULL || !encode_frames (self, encoder, cw_project_get_rate (self->project), error))
    return FALSE;

  cw_render_plan_end (self->plan, self->segment);
  return TRUE;
}

static gpointer
work (gpointer data)
{
  CwRenderWorker *self = data;
  GError         *error = NULL;

  self->composer = cw_composer_new (self->project, cw_project_get_width (self->project), cw_project_get_height (self->project), 0);
  cw_composer_set_threads (self->composer, self->n_threads);

  while (error == NULL && (self->segment = cw_render_plan_take (self->plan)) != NULL)
    if (!encode_segment (self, &error))
      cw_render_plan_fail (self->plan, g_error_copy (error));

  g_clear_error (&error);
  cw_composer_free (self->composer);

  return NULL;
}

/**
 * cw_render_worker_start:
 * @plan: what to take segments from; it outlives the worker
 * @project: a project that nobody changes any more
 * @preset: how to encode
 * @n_threads: how many threads the encoder and each decoder use, 0 for as many as
 *   fit the machine
 * @output: what errors call the result
 *
 * Begins to work. How it goes is told to @plan.
 *
 * Returns: (transfer full): a worker
 */
CwRenderWorker *
cw_render_worker_start (CwRenderPlan   *plan,
                        CwProject      *project,
                        const CwPreset *preset,
                        guint           n_threads,
                        const char     *output)
{
  CwRenderWorker *self = g_new0 (CwRenderWorker, 1);

  self->plan = plan;
  self->project = g_object_ref (project);
  self->preset = cw_preset_copy (preset);
  self->n_threads = n_threads;
  self->output = g_strdup (output);
  self->cancellable = cw_render_plan_get_cancellable (plan);
  self->thread = g_thread_new ("clipwright-render", work, self);

  return self;
}

/**
 * cw_render_worker_free:
 * @self: a worker
 *
 * Waits until it has ended, as it does when the plan is done or stopped.
 */
void
cw_render_worker_free (CwRenderWorker *self)
{
  g_thread_join (self->thread);

  g_object_unref (self->project);
  cw_preset_free (self->preset);
  g_free (self->output);
  g_free (self);
}

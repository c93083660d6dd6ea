/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-render.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-mixer.h"
#include "cw-mp4-timing.h"
#include "cw-muxer.h"
#include "cw-render-plan.h"
#include "cw-render-worker.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* How often progress is told, and from how much of it the speed is known. */
#define TELL_INTERVAL (G_TIME_SPAN_SECOND / 10)
#define LEAST_ELAPSED (G_TIME_SPAN_SECOND / 2)

/* More workers than this take more memory than they gain time; then each has
 * more threads. */
#define MOST_WORKERS 8

/* What a worker holds of decoded and composed pictures, and how much of the
 * machine's memory all of them may. */
#define PICTURES_HELD 64
#define MEMORY_SHARE 4

/* A worker has to have this many key intervals to do, or it is not worth it. */
#define LEAST_INTERVALS 2

/**
 * CwRender:
 *
 * Composes every frame of a project and encodes it. Frame n is what is on screen
 * at n / rate, so there are exactly as many as the duration has. Workers do the
 * pictures, a worker a processor; the thread of the rendering does the sound and
 * writes the file.
 */
struct _CwRender
{
  GObject parent_instance;

  CwProject    *project;
  CwPreset     *preset;
  char         *output;
  guint         n_workers; /* 0: as fits the machine */
  GMainContext *context;   /* where properties are notified */

  /* What the worker said last, under the lock; and whether telling is under way. */
  GMutex   lock;
  double   told_progress;
  double   told_speed;
  gint64   told_eta;
  gboolean telling;

  double progress;
  double speed;
  gint64 eta;
};

typedef enum
{
  PROP_PROGRESS = 1,
  PROP_SPEED,
  PROP_ETA,
} CwRenderProperty;

static GParamSpec *properties[PROP_ETA + 1];

G_DEFINE_FINAL_TYPE (CwRender, cw_render, G_TYPE_OBJECT)

/* What the worker thread works with. */
typedef struct
{
  CwRender     *render;
  GCancellable *cancellable;
  CwRenderPlan *plan;
  CwMixer      *mixer;
  CwMuxer      *muxer;
  CwRate        rate;
  gint64        n_frames;
  gint64        n_sounded; /* frames whose sound is encoded */
  float        *sound;
  gint64        began;
  gint64        told;
} Work;

static gboolean
on_told (gpointer data)
{
  CwRender *self = data;
  GObject  *object = G_OBJECT (self);

  g_mutex_lock (&self->lock);
  self->telling = FALSE;
  self->progress = self->told_progress;
  self->speed = self->told_speed;
  self->eta = self->told_eta;
  g_mutex_unlock (&self->lock);

  g_object_notify_by_pspec (object, properties[PROP_PROGRESS]);
  g_object_notify_by_pspec (object, properties[PROP_SPEED]);
  g_object_notify_by_pspec (object, properties[PROP_ETA]);

  return G_SOURCE_REMOVE;
}

static void
tell (CwRender *self,
      double    progress,
      double    speed,
      gint64    eta)
{
  gboolean telling;

  g_mutex_lock (&self->lock);
  telling = self->telling;
  self->telling = TRUE;
  self->told_progress = progress;
  self->told_speed = speed;
  self->told_eta = eta;
  g_mutex_unlock (&self->lock);

  if (!telling)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, on_told, g_object_ref (self), g_object_unref);
      g_source_attach (source, self->context);
    }
}

static void
tell_progress (Work  *work,
               gint64 n_done)
{
  gint64 now = g_get_monotonic_time ();
  gint64 elapsed = now - work->began;
  double done = (double) n_done / (double) work->n_frames;

  if (now - work->told < TELL_INTERVAL)
    return;

  work->told = now;
  if (elapsed < LEAST_ELAPSED || n_done == 0)
    tell (work->render, done, 0, -1);
  else
    tell (work->render, done,
          (double) cw_rate_get_frame_time (work->rate, n_done) / 1000 / (double) elapsed,
          (gint64) ((double) elapsed * (1 - done) / done / G_TIME_SPAN_SECOND + 0.5));
}

/* Sound up to where picture number FRAME begins. */
static gboolean
encode_sound (Work    *work,
              gint64   frame,
              GError **error)
{
  for (; work->n_sounded < frame; work->n_sounded++)
    {
      gint64 from = cw_mixer_get_sample_at (cw_rate_get_frame_time (work->rate, work->n_sounded));
      gint64 to = cw_mixer_get_sample_at (cw_rate_get_frame_time (work->rate, work->n_sounded + 1));
      gsize  n = (gsize) (to - from);

      if (!cw_mixer_mix (work->mixer, from, work->sound, n, work->cancellable, error))
        return FALSE;

      cw_muxer_push_sound (work->muxer, work->sound, n);
    }

  return TRUE;
}

/* Writes what the workers encode. Sound keeps their pace, so that none is left
 * for the end, when there would be nothing else to do. */
static gboolean
write_file (Work    *work,
            GError **error)
{
  while (!cw_render_plan_is_over (work->plan))
    {
      g_autoptr (GstSample) packet = NULL;
      gint64 n_begun;

      if (!cw_render_plan_pull (work->plan, &packet, &n_begun, work->cancellable, error) || !encode_sound (work, n_begun, error))
        return FALSE;
      if (packet != NULL && !cw_muxer_push_packet (work->muxer, packet, work->cancellable, error))
        return FALSE;

      tell_progress (work, n_begun);
    }

  return cw_muxer_finish (work->muxer, work->cancellable, error);
}

static guint64
find_memory (void)
{
  long pages = sysconf (_SC_PHYS_PAGES), size = sysconf (_SC_PAGESIZE);

  return pages > 0 && size > 0 ? (guint64) pages * (guint64) size : G_MAXUINT64;
}

/* As many as there are processors and pictures for, and memory. */
static guint
find_n_workers (Work *work)
{
  CwRender  *self = work->render;
  CwProject *project = self->project;
  guint64    picture = (guint64) cw_project_get_width (project) * (guint64) cw_project_get_height (project) * 3 / 2;
  guint64    by_memory = find_memory () / MEMORY_SHARE / (picture * PICTURES_HELD);
  guint64    by_length = (guint64) work->n_frames / (LEAST_INTERVALS * (guint64) MAX (self->preset->key_interval, 1));
  guint64    by_processors = MIN (g_get_num_processors (), MOST_WORKERS);

  if (self->n_workers > 0)
    return self->n_workers;

  return (guint) MAX (MIN (by_processors, MIN (by_memory, by_length)), 1);
}

static gboolean
encode (Work       *work,
        const char *path,
        GError    **error)
{
  CwRender *self = work->render;
  guint     n_workers = find_n_workers (work);
  guint     n_threads = n_workers > 1 ? (g_get_num_processors () + n_workers - 1) / n_workers : 0;
  g_autoptr (GPtrArray) workers = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_render_worker_free);
  gboolean good;

  work->muxer = cw_muxer_new (path, self->output, self->preset->audio_bitrate, error);
  if (work->muxer == NULL)
    return FALSE;

  work->plan = cw_render_plan_new (work->n_frames, MAX (self->preset->key_interval, 1), n_workers);
  work->mixer = cw_mixer_new (self->project, 0);
  work->sound = g_new (float, 2 * (CW_MIXER_RATE * (gsize) work->rate.d / (gsize) work->rate.n + 2));
  for (guint i = 0; i < n_workers; i++)
    g_ptr_array_add (workers, cw_render_worker_start (work->plan, self->project, self->preset, n_threads, self->output));

  good = write_file (work, error);

  cw_render_plan_stop (work->plan);
  g_ptr_array_set_size (workers, 0);
  g_clear_pointer (&work->plan, cw_render_plan_free);
  g_clear_pointer (&work->muxer, cw_muxer_free);
  g_clear_pointer (&work->mixer, cw_mixer_free);
  g_clear_pointer (&work->sound, g_free);

  return good;
}

/* So that the new name is there after a power cut, too. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int              file = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (file >= 0)
    {
      fsync (file);
      close (file);
    }
}

static gboolean
put_in_place (const char *part,
              const char *output,
              GError    **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_rename (part, output) == 0)
    {
      sync_folder (output);
      return TRUE;
    }

  cause = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));
  g_propagate_error (error, cw_error_new_for_file (cause, output));
  return FALSE;
}

/* GIO has better words than the encoder for why a file cannot be made. */
static gboolean
claim (const char *part,
       const char *output,
       GError    **error)
{
  int file = open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

  if (file < 0)
    {
      g_autofree char *folder = g_path_get_dirname (output);
      g_autofree char *shown = g_filename_display_name (folder);

      switch (errno)
        {
        case ENOENT:
        case ENOTDIR:
          g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("There is no folder “%s” to export to"), shown);
          break;
        case ENOSPC:
        case EDQUOT:
          g_set_error (error, CW_ERROR, CW_ERROR_NO_SPACE, _ ("There is no space left on the disk in “%s”: make some, or choose another folder"), shown);
          break;
        case EACCES:
        case EPERM:
        case EROFS:
          g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("You may not write to the folder “%s”: choose another"), shown);
          break;
        default:
          g_set_error (error, CW_ERROR, CW_ERROR_STORAGE, _ ("Nothing can be written to the folder “%s”: %s"), shown, g_strerror (errno));
          break;
        }
      return FALSE;
    }

  close (file);
  return TRUE;
}

static gboolean
check (Work    *work,
       GError **error)
{
  CwProject *project = work->render->project;

  if (work->n_frames < 1)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, _ ("There is nothing to export: the project is empty"));
  else if (cw_project_get_width (project) < 16 || cw_project_get_height (project) < 16)
    g_set_error_literal (error, CW_ERROR, CW_ERROR_INVALID, _ ("The picture is too small to export: make it at least 16 by 16 pixels"));
  else
    return TRUE;

  return FALSE;
}

static DexFuture *
render (gpointer      data,
        GCancellable *cancellable)
{
  CwRender        *self = data;
  g_autofree char *part = g_strconcat (self->output, ".part", NULL);
  g_autoptr (GError) error = NULL;
  Work work = { .render = self, .cancellable = cancellable };

  work.rate = cw_project_get_rate (self->project);
  work.n_frames = cw_rate_get_frame_count (work.rate, cw_project_get_duration (self->project));
  work.began = g_get_monotonic_time ();

  if (check (&work, &error) && claim (part, self->output, &error) && encode (&work, part, &error) && cw_mp4_timing_tidy_file (part, &error) && !g_cancellable_set_error_if_cancelled (cancellable, &error) && put_in_place (part, self->output, &error))
    {
      tell (self, 1, (double) cw_rate_get_frame_time (work.rate, work.n_frames) / 1000 / (double) MAX (g_get_monotonic_time () - work.began, 1), 0);
      return dex_future_new_for_int64 (work.n_frames);
    }

  g_unlink (part);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_render_run:
 * @self: a rendering, not run before
 *
 * Writes beside the output and renames at the end, so there is never half a file
 * under that name. Dropping the future cancels and removes what was written.
 *
 * Returns: (transfer full): a future of the number of frames (int64); rejected
 *   with %CW_ERROR_MISSING where a source is gone, %CW_ERROR_NO_SPACE where the
 *   disk is full, and others of the #CwError domain
 */
DexFuture *
cw_render_run (CwRender *self)
{
  dex_return_error_if_fail (CW_IS_RENDER (self));

  return cw_run_in_thread (render, g_object_ref (self), g_object_unref);
}

/**
 * cw_render_set_workers:
 * @self: a rendering, not run yet
 * @n: how many parts to encode at the same time, 0 for as many as fit the machine
 */
void
cw_render_set_workers (CwRender *self,
                       guint     n)
{
  g_return_if_fail (CW_IS_RENDER (self));

  self->n_workers = n;
}

double
cw_render_get_progress (CwRender *self)
{
  g_return_val_if_fail (CW_IS_RENDER (self), 0);

  return self->progress;
}

double
cw_render_get_speed (CwRender *self)
{
  g_return_val_if_fail (CW_IS_RENDER (self), 0);

  return self->speed;
}

gint64
cw_render_get_eta (CwRender *self)
{
  g_return_val_if_fail (CW_IS_RENDER (self), -1);

  return self->eta;
}

/**
 * cw_render_new:
 * @project: what to render; it is copied, so later edits do not matter
 * @preset: how to encode; size and rate are the project's
 * @output: the path of the file to write; what is there is replaced at the end
 *
 * Its properties are notified on the thread that makes it.
 *
 * Returns: (transfer full): a rendering, not run yet
 */
CwRender *
cw_render_new (CwProject      *project,
               const CwPreset *preset,
               const char     *output)
{
  CwRender *self;

  g_return_val_if_fail (CW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (preset != NULL, NULL);
  g_return_val_if_fail (output != NULL, NULL);

  self = g_object_new (CW_TYPE_RENDER, NULL);
  self->project = cw_project_copy (project);
  self->preset = cw_preset_copy (preset);
  self->output = g_strdup (output);

  return self;
}

static void
cw_render_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CwRender *self = CW_RENDER (object);

  switch ((CwRenderProperty) id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;

    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;

    case PROP_ETA:
      g_value_set_int64 (value, self->eta);
      break;
    }
}

static void
cw_render_finalize (GObject *object)
{
  CwRender *self = CW_RENDER (object);

  g_object_unref (self->project);
  cw_preset_free (self->preset);
  g_free (self->output);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (cw_render_parent_class)->finalize (object);
}

static void
cw_render_class_init (CwRenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_render_finalize;
  object_class->get_property = cw_render_get_property;

  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ETA] = g_param_spec_int64 ("eta", NULL, NULL, -1, G_MAXINT64, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_render_init (CwRender *self)
{
  g_mutex_init (&self->lock);
  self->context = g_main_context_ref_thread_default ();
  self->eta = -1;
}

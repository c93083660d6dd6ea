/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-preview-worker.h"

#include "cw-composer.h"
#include "cw-error.h"
#include "cw-speaker.h"

#include <gio/gio.h>

/* How many files that are not on screen stay open, for going back and forth. */
#define KEEP 3

/* A picture this late is left out, and the one that is due drawn instead. */
#define MOST_LATE (20 * GST_MSECOND)

/**
 * CwPreviewWorker:
 *
 * Draws the pictures of a preview on a thread of its own. Others only leave word
 * of what they want, and the last word counts; what is under way is finished, so
 * that something is seen while a slider is dragged faster than can be drawn.
 */
struct _CwPreviewWorker
{
  GThread       *thread;
  CwPreviewTell  tell;
  gpointer       data;
  GDestroyNotify data_free;
  GCancellable  *stopping;

  /* What is wanted, under the lock. */
  GMutex     lock;
  GCond      changed;
  CwProject *project;
  int        max_width;
  int        max_height;
  gint64     time;
  gboolean   playing;
  guint      serial;  /* of the last ask */
  gboolean   pending; /* something is asked that was not begun */

  CwPreviewNews news;

  /* The thread's own. */
  CwComposer        *composer;
  CwSpeaker         *speaker;
  GstVideoConverter *converter;
  GstVideoInfo       canvas;
  GstVideoInfo       screen;
};

/* What the thread does next. */
typedef struct
{
  CwProject *project;
  int        width;
  int        height;
  gint64     time;
  gboolean   playing;
  guint      serial;
} Ask;

static void
news_clear (CwPreviewNews *news)
{
  g_clear_pointer (&news->image, cw_image_free);
  g_clear_pointer (&news->error, g_free);
}

/* Fits the canvas into the box, never larger than it is. */
static void
fit (CwProject *project,
     int        max_width,
     int        max_height,
     int       *width,
     int       *height)
{
  int    canvas_width = MAX (cw_project_get_width (project), 4);
  int    canvas_height = MAX (cw_project_get_height (project), 4);
  double scale = MIN (1, MIN ((double) max_width / canvas_width, (double) max_height / canvas_height));

  *width = MAX (16, (int) (canvas_width * scale + 0.5)) & ~1;
  *height = MAX (16, (int) (canvas_height * scale + 0.5)) & ~1;
}

/* Waits for something to do. */
static gboolean
wait_for_ask (CwPreviewWorker *self,
              Ask             *ask)
{
  g_mutex_lock (&self->lock);

  while (!g_cancellable_is_cancelled (self->stopping) && !(self->pending && self->project != NULL))
    g_cond_wait (&self->changed, &self->lock);

  self->pending = FALSE;
  *ask = (Ask) { .time = self->time, .playing = self->playing, .serial = self->serial };
  if (self->project != NULL)
    {
      ask->project = g_object_ref (self->project);
      fit (self->project, self->max_width, self->max_height, &ask->width, &ask->height);
    }

  g_mutex_unlock (&self->lock);

  return !g_cancellable_is_cancelled (self->stopping);
}

/* Waits for at most DURATION ns, less where something new is asked. */
static gboolean
wait_unless_asked (CwPreviewWorker *self,
                   gint64           duration)
{
  gint64   until = g_get_monotonic_time () + duration / 1000;
  gboolean asked;

  g_mutex_lock (&self->lock);
  while (!self->pending && !g_cancellable_is_cancelled (self->stopping) && duration > 0)
    if (!g_cond_wait_until (&self->changed, &self->lock, until))
      break;
  asked = self->pending || g_cancellable_is_cancelled (self->stopping);
  g_mutex_unlock (&self->lock);

  return !asked;
}

static CwImage *
to_image (CwPreviewWorker *self,
          GstBuffer       *picture)
{
  const GstVideoInfo *canvas = cw_composer_get_canvas (self->composer, NULL, NULL);
  GstVideoFrame       source, target;
  GstBuffer          *buffer;
  gpointer            pixels;
  gsize               size;

  if (self->converter == NULL || !gst_video_info_is_equal (canvas, &self->canvas))
    {
      g_clear_pointer (&self->converter, gst_video_converter_free);
      self->canvas = *canvas;
      gst_video_info_set_format (&self->screen, GST_VIDEO_FORMAT_RGBA, (guint) canvas->width, (guint) canvas->height);
      self->screen.fps_n = canvas->fps_n;
      self->screen.fps_d = canvas->fps_d;
      self->converter = gst_video_converter_new (&self->canvas, &self->screen, NULL);
    }

  size = self->screen.size;
  pixels = g_malloc (size);
  buffer = gst_buffer_new_wrapped_full (0, pixels, size, 0, size, NULL, NULL);
  gst_video_frame_map (&source, &self->canvas, picture, GST_MAP_READ);
  gst_video_frame_map (&target, &self->screen, buffer, GST_MAP_WRITE);
  gst_video_converter_frame (self->converter, &source, &target);
  gst_video_frame_unmap (&target);
  gst_video_frame_unmap (&source);
  gst_buffer_unref (buffer);

  {
    g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, size);

    return cw_image_new (self->screen.width, self->screen.height, (gsize) GST_VIDEO_INFO_PLANE_STRIDE (&self->screen, 0), bytes);
  }
}

/* IMAGE and ERROR are taken. */
static void
publish (CwPreviewWorker *self,
         CwImage         *image,
         char            *error,
         gint64           time,
         guint            serial,
         gboolean         ended)
{
  g_mutex_lock (&self->lock);
  if (image != NULL || error != NULL)
    {
      news_clear (&self->news);
      self->news.image = image;
      self->news.error = error;
    }
  self->news.time = time;
  self->news.serial = serial;
  self->news.ended = ended;

  /* Where to go on if only the project or the size is changed. */
  if (serial == self->serial)
    {
      self->time = time;
      self->playing = self->playing && !ended;
    }
  g_mutex_unlock (&self->lock);

  self->tell (self->data);
}

static CwImage *
draw (CwPreviewWorker *self,
      gint64           time,
      char           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GstBuffer) picture = cw_composer_compose (self->composer, time, self->stopping, &failure);

  if (picture != NULL)
    return to_image (self, picture);

  if (!cw_error_is_cancelled (failure))
    *error = g_strdup (failure->message);
  return NULL;
}

/* The picture nearest to TIME, and, past the end, the last. */
static gint64
to_frame (CwProject *project,
          gint64     time)
{
  CwRate rate = cw_project_get_rate (project);
  gint64 count = cw_rate_get_frame_count (rate, cw_project_get_duration (project));

  return CLAMP (cw_rate_get_frame_at (rate, MAX (time, 0)), 0, MAX (count - 1, 0));
}

static void
show_one (CwPreviewWorker *self,
          const Ask       *ask)
{
  gint64   frame = to_frame (ask->project, ask->time);
  char    *error = NULL;
  CwImage *image = draw (self, cw_rate_get_frame_time (cw_project_get_rate (ask->project), frame), &error);

  if (image != NULL || error != NULL)
    publish (self, image, error, ask->time, ask->serial, FALSE);
}

static void
use_project (CwPreviewWorker *self,
             const Ask       *ask)
{
  if (self->composer == NULL)
    self->composer = cw_composer_new (ask->project, ask->width, ask->height, KEEP);
  else
    cw_composer_set_project (self->composer, ask->project, ask->width, ask->height);

  if (self->speaker != NULL)
    cw_speaker_set_project (self->speaker, ask->project);
}

/* Whether to go on playing: also where only the project or the size has changed,
 * which it then goes on with. */
static gboolean
goes_on (CwPreviewWorker *self,
         Ask             *ask)
{
  gboolean changed, same;

  g_mutex_lock (&self->lock);
  changed = self->pending;
  same = self->serial == ask->serial && !g_cancellable_is_cancelled (self->stopping);
  if (changed && same)
    {
      self->pending = FALSE;
      g_set_object (&ask->project, self->project);
      fit (ask->project, self->max_width, self->max_height, &ask->width, &ask->height);
    }
  g_mutex_unlock (&self->lock);

  if (changed && same)
    use_project (self, ask);

  return same;
}

static void
start_speaker (CwPreviewWorker *self,
               const Ask       *ask)
{
  if (self->speaker == NULL)
    self->speaker = cw_speaker_new ();

  cw_speaker_set_project (self->speaker, ask->project);
  cw_speaker_start (self->speaker, ask->time);
}

/* The picture to draw after FRAME: the one that is due, if there is no time for
 * the next. */
static gint64
find_next (CwPreviewWorker *self,
           CwRate           rate,
           gint64           frame)
{
  gint64 now = cw_speaker_get_time (self->speaker);

  if (cw_rate_get_frame_time (rate, frame + 1) + (gint64) MOST_LATE < now)
    return cw_rate_get_frame_at (rate, now);

  return frame + 1;
}

/* Shows each picture when its sound is heard, until something else is asked. */
static void
play (CwPreviewWorker *self,
      Ask             *ask)
{
  gint64   frame = to_frame (ask->project, ask->time);
  gboolean started = FALSE, going = TRUE;

  while (going)
    {
      CwRate   rate = cw_project_get_rate (ask->project);
      gint64   due = cw_rate_get_frame_time (rate, frame);
      gint64   duration = cw_project_get_duration (ask->project);
      char    *error = NULL;
      CwImage *image = NULL;

      if (due >= duration)
        {
          if (started && !wait_unless_asked (self, duration - cw_speaker_get_time (self->speaker)))
            going = goes_on (self, ask);
          break;
        }

      image = draw (self, due, &error);

      /* Not before the first picture is there, or the sound would run ahead. */
      if (!started)
        start_speaker (self, ask);
      started = TRUE;

      if (image != NULL && !wait_unless_asked (self, due - cw_speaker_get_time (self->speaker)))
        going = goes_on (self, ask);

      if (image != NULL || error != NULL)
        publish (self, image, error, due, ask->serial, error != NULL);
      if (image == NULL)
        going = FALSE;

      if (going)
        frame = find_next (self, rate, frame);
    }

  if (started)
    cw_speaker_stop (self->speaker);
  if (going)
    publish (self, NULL, NULL, cw_project_get_duration (ask->project), ask->serial, TRUE);
}

static gpointer
work (gpointer data)
{
  CwPreviewWorker *self = data;
  Ask              ask = { 0 };

  while (wait_for_ask (self, &ask))
    {
      use_project (self, &ask);

      if (ask.playing)
        play (self, &ask);
      else
        show_one (self, &ask);

      g_clear_object (&ask.project);
    }

  g_clear_object (&ask.project);
  g_clear_pointer (&self->composer, cw_composer_free);
  g_clear_pointer (&self->speaker, cw_speaker_free);
  g_clear_pointer (&self->converter, gst_video_converter_free);

  return NULL;
}

/**
 * cw_preview_worker_new:
 * @tell: called when there is news
 * @data: given to @tell
 * @data_free: (nullable): frees @data
 *
 * Returns: (transfer full): a worker that has nothing to do yet
 */
CwPreviewWorker *
cw_preview_worker_new (CwPreviewTell  tell,
                       gpointer       data,
                       GDestroyNotify data_free)
{
  CwPreviewWorker *self = g_new0 (CwPreviewWorker, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->tell = tell;
  self->data = data;
  self->data_free = data_free;
  self->stopping = g_cancellable_new ();
  self->max_width = 640;
  self->max_height = 640;
  self->thread = g_thread_new ("clipwright-preview", work, self);

  return self;
}

/**
 * cw_preview_worker_stop:
 * @self: (transfer full): a worker
 *
 * Ends it, which takes as long as closing files and the sound device does: not
 * for the main thread.
 */
void
cw_preview_worker_stop (CwPreviewWorker *self)
{
  g_mutex_lock (&self->lock);
  g_cancellable_cancel (self->stopping);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  g_thread_join (self->thread);
  if (self->data_free != NULL)
    self->data_free (self->data);

  news_clear (&self->news);
  g_clear_object (&self->project);
  g_clear_object (&self->stopping);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static void
ask (CwPreviewWorker *self)
{
  self->pending = TRUE;
  g_cond_broadcast (&self->changed);
}

/**
 * cw_preview_worker_set_project:
 * @self: a worker
 * @project: what to show, which nobody changes any more
 */
void
cw_preview_worker_set_project (CwPreviewWorker *self,
                               CwProject       *project)
{
  g_mutex_lock (&self->lock);
  g_set_object (&self->project, project);
  ask (self);
  g_mutex_unlock (&self->lock);
}

/**
 * cw_preview_worker_set_size:
 * @self: a worker
 * @max_width: px that the picture has to fit into
 * @max_height: px
 */
void
cw_preview_worker_set_size (CwPreviewWorker *self,
                            int              max_width,
                            int              max_height)
{
  g_mutex_lock (&self->lock);
  if (self->max_width != max_width || self->max_height != max_height)
    {
      self->max_width = max_width;
      self->max_height = max_height;
      ask (self);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * cw_preview_worker_show:
 * @self: a worker
 * @time: what to show, ns
 * @playing: whether to go on from there
 *
 * Returns: the number of this ask, by which to know its news
 */
guint
cw_preview_worker_show (CwPreviewWorker *self,
                        gint64           time,
                        gboolean         playing)
{
  guint serial;

  g_mutex_lock (&self->lock);
  self->time = time;
  self->playing = playing;
  serial = ++self->serial;
  ask (self);
  g_mutex_unlock (&self->lock);

  return serial;
}

/**
 * cw_preview_worker_take_news:
 * @self: a worker
 *
 * Returns: what there is to tell since the last time; its image and error are
 *   the caller's to free
 */
CwPreviewNews
cw_preview_worker_take_news (CwPreviewWorker *self)
{
  CwPreviewNews news;

  g_mutex_lock (&self->lock);
  news = self->news;
  self->news.image = NULL;
  self->news.error = NULL;
  g_mutex_unlock (&self->lock);

  return news;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-preview.h"

#include "cw-async.h"
#include "cw-preview-worker.h"

/* What the worker's thread knows of the preview: nothing but whom to wake, and
 * that one may be gone. */
typedef struct
{
  GWeakRef      preview;
  GMainContext *context;
  gint          telling; /* atomic: whether news is on its way */
} Link;

/**
 * CwPreview:
 *
 * What the export will look and sound like, by the same composer and mixer at
 * the screen's size. Use on one thread, usually the main one; it works on others.
 */
struct _CwPreview
{
  GObject parent_instance;

  CwPreviewWorker *worker;
  Link            *link; /* owned by the worker */

  CwProject *project; /* nullable: a copy of our own */
  CwImage   *image;
  gint64     position;
  gboolean   playing;
  char      *error;
  guint      serial; /* of the last ask; older news does not move the position */
};

typedef enum
{
  PROP_IMAGE = 1,
  PROP_POSITION,
  PROP_PLAYING,
  PROP_ERROR,
} CwPreviewProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (CwPreview, cw_preview, G_TYPE_OBJECT)

static void
notify (CwPreview        *self,
        CwPreviewProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_position (CwPreview *self,
              gint64     position)
{
  if (self->position == position)
    return;

  self->position = position;
  notify (self, PROP_POSITION);
}

static void
set_playing (CwPreview *self,
             gboolean   playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  notify (self, PROP_PLAYING);
}

static void
set_error (CwPreview  *self,
           const char *error)
{
  if (g_set_str (&self->error, error))
    notify (self, PROP_ERROR);
}

static gboolean
on_news (gpointer data)
{
  CwPreview       *self = data;
  CwPreviewNews    news;
  g_autofree char *error = NULL;
  gboolean         current;

  g_atomic_int_set (&self->link->telling, FALSE);
  news = cw_preview_worker_take_news (self->worker);
  error = news.error;
  current = news.serial == self->serial;

  if (news.image != NULL)
    {
      g_clear_pointer (&self->image, cw_image_free);
      self->image = news.image;
      notify (self, PROP_IMAGE);
      set_error (self, NULL);
    }
  if (error != NULL)
    set_error (self, error);

  if (current && self->playing)
    {
      set_position (self, news.time);
      if (news.ended)
        set_playing (self, FALSE);
    }

  return G_SOURCE_REMOVE;
}

/* On the worker's thread. */
static void
tell (gpointer data)
{
  Link      *link = data;
  CwPreview *preview;

  if (!g_atomic_int_compare_and_exchange (&link->telling, FALSE, TRUE))
    return;

  /* The reference goes with the source, so that the last is never dropped here. */
  preview = g_weak_ref_get (&link->preview);
  if (preview != NULL)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "clipwright-preview");
      g_source_set_callback (source, on_news, preview, g_object_unref);
      g_source_attach (source, link->context);
    }
}

static void
link_free (gpointer data)
{
  Link *link = data;

  g_weak_ref_clear (&link->preview);
  g_main_context_unref (link->context);
  g_free (link);
}

/**
 * cw_preview_new:
 *
 * Returns: (transfer full): a preview of nothing yet
 */
CwPreview *
cw_preview_new (void)
{
  return g_object_new (CW_TYPE_PREVIEW, NULL);
}

/**
 * cw_preview_set_project:
 * @self: a preview
 * @project: what to show; it is copied
 *
 * Shows @project from now on, at the same position, and goes on playing.
 */
void
cw_preview_set_project (CwPreview *self,
                        CwProject *project)
{
  g_return_if_fail (CW_IS_PREVIEW (self));
  g_return_if_fail (CW_IS_PROJECT (project));

  g_clear_object (&self->project);
  self->project = cw_project_copy (project);
  cw_preview_worker_set_project (self->worker, self->project);
}

/**
 * cw_preview_set_size:
 * @self: a preview
 * @max_width: px of the screen that the picture has to fit into
 * @max_height: px
 *
 * The picture keeps the canvas's shape and is never larger than it.
 */
void
cw_preview_set_size (CwPreview *self,
                     int        max_width,
                     int        max_height)
{
  g_return_if_fail (CW_IS_PREVIEW (self));
  g_return_if_fail (max_width > 0 && max_height > 0);

  cw_preview_worker_set_size (self->worker, max_width, max_height);
}

/**
 * cw_preview_get_image:
 * @self: a preview
 *
 * Returns: (nullable) (transfer none): the newest picture
 */
const CwImage *
cw_preview_get_image (CwPreview *self)
{
  g_return_val_if_fail (CW_IS_PREVIEW (self), NULL);

  return self->image;
}

gint64
cw_preview_get_position (CwPreview *self)
{
  g_return_val_if_fail (CW_IS_PREVIEW (self), 0);

  return self->position;
}

static gint64
get_duration (CwPreview *self)
{
  return self->project != NULL ? cw_project_get_duration (self->project) : 0;
}

/**
 * cw_preview_seek:
 * @self: a preview
 * @position: ns, moved to within the project
 *
 * Shows what is there, and goes on playing from there if it plays. The position
 * changes at once, the picture as soon as it is drawn. Of several asks that come
 * quicker than that only the newest counts.
 */
void
cw_preview_seek (CwPreview *self,
                 gint64     position)
{
  g_return_if_fail (CW_IS_PREVIEW (self));

  position = CLAMP (position, 0, get_duration (self));
  self->serial = cw_preview_worker_show (self->worker, position, self->playing);
  set_position (self, position);
}

gboolean
cw_preview_get_playing (CwPreview *self)
{
  g_return_val_if_fail (CW_IS_PREVIEW (self), FALSE);

  return self->playing;
}

/**
 * cw_preview_set_playing:
 * @self: a preview
 * @playing: whether to play
 *
 * Playing begins at the position, or at the start where that is the end.
 */
void
cw_preview_set_playing (CwPreview *self,
                        gboolean   playing)
{
  gint64 position;

  g_return_if_fail (CW_IS_PREVIEW (self));

  playing = playing && get_duration (self) > 0;
  if (self->playing == playing)
    return;

  position = playing && self->position >= get_duration (self) ? 0 : self->position;
  self->serial = cw_preview_worker_show (self->worker, position, playing);
  set_position (self, position);
  set_playing (self, playing);
}

static void
cw_preview_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwPreview *self = CW_PREVIEW (object);

  switch ((CwPreviewProperty) id)
    {
    case PROP_IMAGE:
      g_value_set_boxed (value, self->image);
      break;

    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;

    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;

    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    }
}

static void
cw_preview_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  CwPreview *self = CW_PREVIEW (object);

  switch ((CwPreviewProperty) id)
    {
    case PROP_PLAYING:
      cw_preview_set_playing (self, g_value_get_boolean (value));
      break;

    case PROP_IMAGE:
    case PROP_POSITION:
    case PROP_ERROR:
      break;
    }
}

static DexFuture *
stop_worker (gpointer      data,
             GCancellable *cancellable)
{
  cw_preview_worker_stop (data);

  return dex_future_new_true ();
}

static void
cw_preview_finalize (GObject *object)
{
  CwPreview *self = CW_PREVIEW (object);

  /* Closing files and the sound device takes too long for the main thread. */
  cw_detach (cw_run_in_thread (stop_worker, self->worker, NULL), "Closing a preview");

  g_clear_object (&self->project);
  g_clear_pointer (&self->image, cw_image_free);
  g_free (self->error);

  G_OBJECT_CLASS (cw_preview_parent_class)->finalize (object);
}

static void
cw_preview_class_init (CwPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_preview_finalize;
  object_class->get_property = cw_preview_get_property;
  object_class->set_property = cw_preview_set_property;

  properties[PROP_IMAGE] = g_param_spec_boxed ("image", NULL, NULL, CW_TYPE_IMAGE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_preview_init (CwPreview *self)
{
  self->link = g_new0 (Link, 1);
  g_weak_ref_init (&self->link->preview, self);
  self->link->context = g_main_context_ref_thread_default ();
  self->worker = cw_preview_worker_new (tell, self->link, link_free);
}

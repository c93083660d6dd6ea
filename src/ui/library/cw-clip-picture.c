/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-picture.h"

#include "cw-image.h"

#include "cw-async.h"

#define LEAST_WIDTH 140
#define NATURAL_WIDTH 240

/**
 * CwClipPicture:
 *
 * Holds a texture only while it has a clip: a grid that takes the clip away
 * from cells that are out of sight needs no more memory for ten thousand clips
 * than for fifty. The library keeps the files.
 */
struct _CwClipPicture
{
  GtkWidget parent_instance;

  CwLibrary  *library;
  CwClip     *clip;
  GdkTexture *texture;
  DexFuture  *loading;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
} CwClipPictureProperty;

static GParamSpec *properties[PROP_CLIP + 1];

G_DEFINE_FINAL_TYPE (CwClipPicture, cw_clip_picture, GTK_TYPE_WIDGET)

static void
set_texture (CwClipPicture *self,
             const CwImage *image)
{
  g_clear_object (&self->texture);
  self->texture = gdk_memory_texture_new (image->width, image->height, GDK_MEMORY_R8G8B8X8, image->pixels, image->stride);
  gtk_widget_add_css_class (GTK_WIDGET (self), "loaded");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_busy (CwClipPicture *self,
          gboolean       busy)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

/* A picture that cannot be made leaves the plain card: the player says why. */
static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL && G_VALUE_HOLDS (value, CW_TYPE_IMAGE))
    set_texture (data, g_value_get_boxed (value));
  set_busy (data, FALSE);

  return dex_future_new_true ();
}

static void
load (CwClipPicture *self)
{
  dex_clear (&self->loading);
  g_clear_object (&self->texture);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "loaded");
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (self->library == NULL || self->clip == NULL)
    return;

  /* Dropping the future takes the callback with it, so @self outlives it. */
  set_busy (self, TRUE);
  self->loading = dex_future_finally (cw_library_load_thumbnail (self->library, self->clip), on_loaded, self, NULL);
}

static void
set_clip (CwClipPicture *self,
          CwClip        *clip)
{
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, load, self);

  if (!g_set_object (&self->clip, clip))
    return;

  if (clip != NULL)
    g_signal_connect_object (clip, "notify::path", G_CALLBACK (load), self, G_CONNECT_SWAPPED);

  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
}

static GtkSizeRequestMode
cw_clip_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_clip_picture_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = (for_size < 0 ? LEAST_WIDTH : for_size) * 9 / 16;
      *natural = (for_size < 0 ? NATURAL_WIDTH : for_size) * 9 / 16;
    }
}

static void
cw_clip_picture_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CwClipPicture *self = CW_CLIP_PICTURE (widget);
  float          width = gtk_widget_get_width (widget);
  float          height = gtk_widget_get_height (widget);
  float          texture_width, texture_height, scale;

  if (self->texture == NULL)
    return;

  texture_width = gdk_texture_get_width (self->texture);
  texture_height = gdk_texture_get_height (self->texture);

  /* Upright ones are shown whole: of those, cropping would leave too little. */
  if (texture_width < texture_height)
    scale = MIN (width / texture_width, height / texture_height);
  else
    scale = MAX (width / texture_width, height / texture_height);

  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
                                      &GRAPHENE_RECT_INIT ((width - texture_width * scale) / 2,
                                                           (height - texture_height * scale) / 2,
                                                           texture_width * scale,
                                                           texture_height * scale));
}

static void
cw_clip_picture_dispose (GObject *object)
{
  CwClipPicture *self = CW_CLIP_PICTURE (object);

  dex_clear (&self->loading);
  g_clear_object (&self->texture);
  g_clear_object (&self->clip);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_clip_picture_parent_class)->dispose (object);
}

static void
cw_clip_picture_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwClipPicture *self = CW_CLIP_PICTURE (object);

  switch ((CwClipPictureProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;
    }
}

static void
cw_clip_picture_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwClipPicture *self = CW_CLIP_PICTURE (object);

  switch ((CwClipPictureProperty) id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        load (self);
      break;

    case PROP_CLIP:
      set_clip (self, g_value_get_object (value));
      break;
    }
}

static void
cw_clip_picture_class_init (CwClipPictureClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_clip_picture_dispose;
  object_class->get_property = cw_clip_picture_get_property;
  object_class->set_property = cw_clip_picture_set_property;
  widget_class->get_request_mode = cw_clip_picture_get_request_mode;
  widget_class->measure = cw_clip_picture_measure;
  widget_class->snapshot = cw_clip_picture_snapshot;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "clippicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_clip_picture_init (CwClipPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

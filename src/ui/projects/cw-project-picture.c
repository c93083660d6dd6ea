/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-project-picture.h"
#include "cw-texture.h"

#include "cw-thumbnail.h"

#include "cw-async.h"

#define LEAST_WIDTH 140
#define NATURAL_WIDTH 240

/* Enough for the widest card on a screen with twice the pixels. */
#define WIDTH 640
#define HEIGHT 360

/**
 * CwProjectPicture:
 *
 * Holds a texture only while it has a path: a grid that takes it away from
 * cells out of sight needs no more memory for many projects than for few.
 */
struct _CwProjectPicture
{
  GtkWidget parent_instance;

  char       *path;
  GdkTexture *texture;
  DexFuture  *loading;
};

typedef enum
{
  PROP_PATH = 1,
} CwProjectPictureProperty;

static GParamSpec *properties[PROP_PATH + 1];

G_DEFINE_FINAL_TYPE (CwProjectPicture, cw_project_picture, GTK_TYPE_WIDGET)

/* Without a picture the card stays plain: the editor says what is wrong. */
static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  CwProjectPicture *self = data;
  const GValue     *value = dex_future_get_value (future, NULL);

  if (value == NULL || !G_VALUE_HOLDS (value, CW_TYPE_IMAGE))
    return dex_future_new_false ();

  g_clear_object (&self->texture);
  self->texture = cw_texture_new_for_image (g_value_get_boxed (value));
  gtk_widget_add_css_class (GTK_WIDGET (self), "loaded");
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return dex_future_new_true ();
}

static void
set_path (CwProjectPicture *self,
          const char       *path)
{
  if (!g_set_str (&self->path, path))
    return;

  dex_clear (&self->loading);
  g_clear_object (&self->texture);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "loaded");
  gtk_widget_queue_draw (GTK_WIDGET (self));

  /* Dropping the future takes the callback with it, so @self outlives it. */
  if (path != NULL)
    self->loading = dex_future_finally (cw_thumbnail_load (path, 0, FALSE, WIDTH, HEIGHT), on_loaded, self, NULL);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

static GtkSizeRequestMode
cw_project_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_project_picture_measure (GtkWidget     *widget,
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
cw_project_picture_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  CwProjectPicture *self = CW_PROJECT_PICTURE (widget);
  float             width = (float) gtk_widget_get_width (widget);
  float             height = (float) gtk_widget_get_height (widget);
  float             scale;
  float             x;
  float             y;

  if (self->texture == NULL)
    return;

  x = (float) gdk_texture_get_width (self->texture);
  y = (float) gdk_texture_get_height (self->texture);
  scale = x < y ? MIN (width / x, height / y) : MAX (width / x, height / y);

  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
                                      &GRAPHENE_RECT_INIT ((width - x * scale) / 2, (height - y * scale) / 2,
                                                           x * scale, y * scale));
}

static void
cw_project_picture_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((CwProjectPictureProperty) id)
    {
    case PROP_PATH:
      g_value_set_string (value, CW_PROJECT_PICTURE (object)->path);
      break;
    }
}

static void
cw_project_picture_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch ((CwProjectPictureProperty) id)
    {
    case PROP_PATH:
      set_path (CW_PROJECT_PICTURE (object), g_value_get_string (value));
      break;
    }
}

static void
cw_project_picture_dispose (GObject *object)
{
  CwProjectPicture *self = CW_PROJECT_PICTURE (object);

  dex_clear (&self->loading);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (cw_project_picture_parent_class)->dispose (object);
}

static void
cw_project_picture_finalize (GObject *object)
{
  g_free (CW_PROJECT_PICTURE (object)->path);

  G_OBJECT_CLASS (cw_project_picture_parent_class)->finalize (object);
}

static void
cw_project_picture_class_init (CwProjectPictureClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_project_picture_dispose;
  object_class->finalize = cw_project_picture_finalize;
  object_class->get_property = cw_project_picture_get_property;
  object_class->set_property = cw_project_picture_set_property;
  widget_class->get_request_mode = cw_project_picture_get_request_mode;
  widget_class->measure = cw_project_picture_measure;
  widget_class->snapshot = cw_project_picture_snapshot;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* Looks as a clip's does. */
  gtk_widget_class_set_css_name (widget_class, "clippicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_project_picture_init (CwProjectPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

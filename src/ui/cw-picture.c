/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-picture.h"
#include "cw-texture.h"

#include <math.h>

#define LEAST_WIDTH 140
#define NATURAL_WIDTH 240
#define RATIO (16.0 / 9)

/**
 * CwPicture:
 *
 * A picture that comes later, and goes when it is taken away: a grid that does so
 * for cells that are out of sight needs no more memory for ten thousand pictures
 * than for fifty. It has the height that its width asks for.
 */
typedef struct
{
  GdkTexture *texture;
  DexFuture  *loading;
  double      ratio;
  int         least_width;
  int         natural_width;
  gboolean    fills;
} CwPicturePrivate;

typedef enum
{
  PROP_RATIO = 1,
  PROP_LEAST_WIDTH,
  PROP_NATURAL_WIDTH,
  PROP_FILLS,
} CwPictureProperty;

static GParamSpec *properties[PROP_FILLS + 1];

G_DEFINE_TYPE_WITH_PRIVATE (CwPicture, cw_picture, GTK_TYPE_WIDGET)

static CwPicturePrivate *
get_private (gpointer self)
{
  return cw_picture_get_instance_private (self);
}

static void
set_busy (CwPicture *self,
          gboolean   busy)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

/* What cannot be had leaves the plain card. */
static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  CwPicturePrivate *private = get_private (data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL && G_VALUE_HOLDS (value, CW_TYPE_IMAGE))
  private->texture = cw_texture_new_for_image (g_value_get_boxed (value));
  else if (value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE)) private->texture = g_value_dup_object (value);

  if (private->texture != NULL)
    gtk_widget_add_css_class (data, "loaded");
  gtk_widget_queue_draw (data);
  set_busy (data, FALSE);

  return dex_future_new_true ();
}

/**
 * cw_picture_load:
 * @self: a picture
 * @picture: (nullable) (transfer full): a future of a #GdkTexture or a boxed
 *   #CwImage; dropped when another one is wanted; %NULL for no picture
 */
void
cw_picture_load (CwPicture *self,
                 DexFuture *picture)
{
  CwPicturePrivate *private;

  g_return_if_fail (CW_IS_PICTURE (self));

  private = get_private (self);
  dex_clear (&private->loading);
  g_clear_object (&private->texture);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "loaded");
  gtk_widget_queue_draw (GTK_WIDGET (self));
  set_busy (self, picture != NULL);

  /* Dropping the future takes the callback with it, so @self outlives it. */
  if (picture != NULL)
  private->loading = dex_future_finally (picture, on_loaded, self, NULL);
}

/**
 * cw_picture_get_ratio:
 * @self: a picture
 *
 * Returns: how much wider than high it is
 */
double
cw_picture_get_ratio (CwPicture *self)
{
  g_return_val_if_fail (CW_IS_PICTURE (self), RATIO);

  return get_private (self)->ratio;
}

static GtkSizeRequestMode
cw_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cw_picture_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  CwPicturePrivate *private = get_private (widget);

  /* One that does not grow is as high as it is wide, whatever it is offered. */
  if (private->fills)
    for_size = -1;
  else if (private->least_width == private->natural_width)
    for_size = private->natural_width;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = private->least_width;
      *natural = private->natural_width;
    }
  else
    {
      *minimum = (int) ((for_size < 0 ? private->least_width : for_size) / private->ratio);
      *natural = (int) ((for_size < 0 ? private->natural_width : for_size) / private->ratio);
    }
}

static void
cw_picture_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  CwPicturePrivate *private = get_private (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float texture_width, texture_height, scale;

  if (private->texture == NULL)
    return;

  texture_width = (float) gdk_texture_get_width (private->texture);
  texture_height = (float) gdk_texture_get_height (private->texture);

  if (private->fills)
    scale = MIN (width / texture_width, height / texture_height);
  else
    scale = (float) cw_texture_fit (texture_width, texture_height, width, height);

  gtk_snapshot_append_scaled_texture (snapshot, private->texture, GSK_SCALING_FILTER_TRILINEAR,
                                      &GRAPHENE_RECT_INIT (ceilf ((width - texture_width * scale) / 2),
                                                           ceilf ((height - texture_height * scale) / 2),
                                                           texture_width * scale,
                                                           texture_height * scale));
}

static void
cw_picture_dispose (GObject *object)
{
  CwPicturePrivate *private = get_private (object);

  dex_clear (&private->loading);
  g_clear_object (&private->texture);

  G_OBJECT_CLASS (cw_picture_parent_class)->dispose (object);
}

static void
cw_picture_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwPicturePrivate *private = get_private (object);

  switch ((CwPictureProperty) id)
    {
    case PROP_RATIO:
      g_value_set_double (value, private->ratio);
      break;

    case PROP_LEAST_WIDTH:
      g_value_set_int (value, private->least_width);
      break;

    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, private->natural_width);
      break;

    case PROP_FILLS:
      g_value_set_boolean (value, private->fills);
      break;
    }
}

static void
cw_picture_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  CwPicturePrivate *private = get_private (object);

  switch ((CwPictureProperty) id)
    {
    case PROP_RATIO:
      private
      ->ratio = g_value_get_double (value);
      break;

    case PROP_LEAST_WIDTH:
      private
      ->least_width = g_value_get_int (value);
      break;

    case PROP_NATURAL_WIDTH:
      private
      ->natural_width = g_value_get_int (value);
      break;

    case PROP_FILLS:
      private
      ->fills = g_value_get_boolean (value);
      break;
    }

  gtk_widget_queue_resize (GTK_WIDGET (object));
}

static void
cw_picture_class_init (CwPictureClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cw_picture_dispose;
  object_class->get_property = cw_picture_get_property;
  object_class->set_property = cw_picture_set_property;
  widget_class->get_request_mode = cw_picture_get_request_mode;
  widget_class->measure = cw_picture_measure;
  widget_class->snapshot = cw_picture_snapshot;

  properties[PROP_RATIO] = g_param_spec_double ("ratio", NULL, NULL, 0.1, 10, RATIO, flags);
  properties[PROP_LEAST_WIDTH] = g_param_spec_int ("least-width", NULL, NULL, 1, G_MAXINT, LEAST_WIDTH, flags);
  properties[PROP_NATURAL_WIDTH] = g_param_spec_int ("natural-width", NULL, NULL, 1, G_MAXINT, NATURAL_WIDTH, flags);
  properties[PROP_FILLS] = g_param_spec_boolean ("fills", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "clippicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_picture_init (CwPicture *self)
{
  CwPicturePrivate *private = get_private (self);

  private->ratio = RATIO;
  private->least_width = LEAST_WIDTH;
  private->natural_width = NATURAL_WIDTH;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-frame-view.h"
#include "cw-texture.h"

#include <math.h>

#define LEAST_SIZE 96
#define NATURAL_SIZE 240
#define RADIUS 9

/**
 * CwFrameView:
 *
 * Shows what a #CwPreview composes, as large as it fits, and tells the preview
 * how many pixels that is on this screen.
 */
struct _CwFrameView
{
  GtkWidget parent_instance;

  CwPreview  *preview;
  double      shape;
  GdkTexture *texture;
  int         asked_width;
  int         asked_height;
};

typedef enum
{
  PROP_PREVIEW = 1,
  PROP_SHAPE,
} CwFrameViewProperty;

static GParamSpec *properties[PROP_SHAPE + 1];

G_DEFINE_FINAL_TYPE (CwFrameView, cw_frame_view, GTK_TYPE_WIDGET)

static void
update_texture (CwFrameView *self)
{
  const CwImage *image = self->preview != NULL ? cw_preview_get_image (self->preview) : NULL;

  g_clear_object (&self->texture);
  if (image != NULL)
    self->texture = cw_texture_new_for_image (image);

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* A preview renders anew for every size it is told, so only news are told. */
static void
ask_for_pixels (CwFrameView *self)
{
  GtkNative      *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface     *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  graphene_rect_t area;
  double          scale = 1;
  int             width;
  int             height;

  if (self->preview == NULL)
    return;

  if (surface != NULL)
    scale = gdk_surface_get_scale (surface);

  cw_frame_view_get_area (self, &area);
  width = (int) ceil (area.size.width * scale);
  height = (int) ceil (area.size.height * scale);

  if (width < 2 || height < 2 || (width == self->asked_width && height == self->asked_height))
    return;

  self->asked_width = width;
  self->asked_height = height;
  cw_preview_set_size (self->preview, width, height);
}

/**
 * cw_frame_view_get_area:
 * @self: a frame view
 * @area: (out): where the picture is, in @self's coordinates
 */
void
cw_frame_view_get_area (CwFrameView     *self,
                        graphene_rect_t *area)
{
  double width;
  double height;
  double by_width;

  g_return_if_fail (CW_IS_FRAME_VIEW (self));

  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  by_width = MIN (width, height * self->shape);

  /* On whole pixels, so its edges are crisp. */
  graphene_rect_init (area,
                      (float) round ((width - by_width) / 2),
                      (float) round ((height - by_width / self->shape) / 2),
                      (float) round (by_width),
                      (float) round (by_width / self->shape));
}

CwPreview *
cw_frame_view_get_preview (CwFrameView *self)
{
  g_return_val_if_fail (CW_IS_FRAME_VIEW (self), NULL);

  return self->preview;
}

void
cw_frame_view_set_preview (CwFrameView *self,
                           CwPreview   *preview)
{
  g_return_if_fail (CW_IS_FRAME_VIEW (self));
  g_return_if_fail (preview == NULL || CW_IS_PREVIEW (preview));

  if (self->preview == preview)
    return;

  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_func (self->preview, update_texture, self);

  g_set_object (&self->preview, preview);
  self->asked_width = self->asked_height = 0;

  if (preview != NULL)
    g_signal_connect_object (preview, "notify::image", G_CALLBACK (update_texture), self, G_CONNECT_SWAPPED);

  update_texture (self);
  ask_for_pixels (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREVIEW]);
}

double
cw_frame_view_get_shape (CwFrameView *self)
{
  g_return_val_if_fail (CW_IS_FRAME_VIEW (self), 1);

  return self->shape;
}

/**
 * cw_frame_view_set_shape:
 * @self: a frame view
 * @shape: the picture's width over its height
 */
void
cw_frame_view_set_shape (CwFrameView *self,
                         double       shape)
{
  g_return_if_fail (CW_IS_FRAME_VIEW (self));
  g_return_if_fail (shape > 0);

  if (G_APPROX_VALUE (self->shape, shape, 1e-9))
    return;

  self->shape = shape;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHAPE]);
}

static void
cw_frame_view_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = LEAST_SIZE;
  *natural = NATURAL_SIZE;
}

static void
cw_frame_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  ask_for_pixels (CW_FRAME_VIEW (widget));
}

static void
cw_frame_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  CwFrameView    *self = CW_FRAME_VIEW (widget);
  graphene_rect_t area;
  GskRoundedRect  outline;

  cw_frame_view_get_area (self, &area);
  if (area.size.width < 1 || area.size.height < 1)
    return;

  gsk_rounded_rect_init_from_rect (&outline, &area, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);

  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_LINEAR, &area);
  else
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.85f }, &area);

  gtk_snapshot_pop (snapshot);
}

static void
on_scale_changed (CwFrameView *self)
{
  ask_for_pixels (self);
}

static void
cw_frame_view_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwFrameView *self = CW_FRAME_VIEW (object);

  switch ((CwFrameViewProperty) id)
    {
    case PROP_PREVIEW:
      g_value_set_object (value, self->preview);
      break;

    case PROP_SHAPE:
      g_value_set_double (value, self->shape);
      break;
    }
}

static void
cw_frame_view_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CwFrameView *self = CW_FRAME_VIEW (object);

  switch ((CwFrameViewProperty) id)
    {
    case PROP_PREVIEW:
      cw_frame_view_set_preview (self, g_value_get_object (value));
      break;

    case PROP_SHAPE:
      cw_frame_view_set_shape (self, g_value_get_double (value));
      break;
    }
}

static void
cw_frame_view_dispose (GObject *object)
{
  CwFrameView *self = CW_FRAME_VIEW (object);

  g_clear_object (&self->preview);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (cw_frame_view_parent_class)->dispose (object);
}

static void
cw_frame_view_class_init (CwFrameViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_frame_view_dispose;
  object_class->get_property = cw_frame_view_get_property;
  object_class->set_property = cw_frame_view_set_property;

  widget_class->measure = cw_frame_view_measure;
  widget_class->size_allocate = cw_frame_view_size_allocate;
  widget_class->snapshot = cw_frame_view_snapshot;

  properties[PROP_PREVIEW] = g_param_spec_object ("preview", NULL, NULL, CW_TYPE_PREVIEW,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHAPE] = g_param_spec_double ("shape", NULL, NULL, 0.01, 100, 16.0 / 9,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "frameview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cw_frame_view_init (CwFrameView *self)
{
  self->shape = 16.0 / 9;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (on_scale_changed), NULL);
}

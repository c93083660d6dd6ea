/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-progress-ring.h"

#include <math.h>

#define SIZE 16
#define WIDTH 2.5f
#define TRACK_ALPHA 0.25f

/**
 * CwProgressRing:
 *
 * How far something is, as small as an icon and in its colour.
 */
struct _CwProgressRing
{
  GtkWidget parent_instance;

  double fraction;
};

typedef enum
{
  PROP_FRACTION = 1,
} CwProgressRingProperty;

static GParamSpec *properties[PROP_FRACTION + 1];

G_DEFINE_FINAL_TYPE (CwProgressRing, cw_progress_ring, GTK_TYPE_WIDGET)

static void
draw (GtkSnapshot   *snapshot,
      GskPath       *path,
      const GdkRGBA *color)
{
  GskStroke *stroke = gsk_stroke_new (WIDTH);

  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gsk_stroke_free (stroke);
}

/* From the top, clockwise. */
static GskPath *
build_arc (float  x,
           float  y,
           float  radius,
           double fraction)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  double          angle = 2 * G_PI * fraction;

  gsk_path_builder_move_to (builder, x, y - radius);
  gsk_path_builder_svg_arc_to (builder, radius, radius, 0, fraction > 0.5, TRUE, x + radius * (float) sin (angle), y - radius * (float) cos (angle));

  return gsk_path_builder_free_to_path (builder);
}

static GskPath *
build_circle (float x,
              float y,
              float radius)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x, y), radius);
  return gsk_path_builder_free_to_path (builder);
}

static void
cw_progress_ring_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  CwProgressRing *self = CW_PROGRESS_RING (widget);
  float           x = (float) gtk_widget_get_width (widget) / 2;
  float           y = (float) gtk_widget_get_height (widget) / 2;
  float           radius = (SIZE - WIDTH) / 2;
  g_autoptr (GskPath) circle = build_circle (x, y, radius);
  GdkRGBA color, track;

  gtk_widget_get_color (widget, &color);
  track = color;
  track.alpha *= TRACK_ALPHA;
  draw (snapshot, circle, &track);

  if (self->fraction >= 0.995)
    {
      draw (snapshot, circle, &color);
    }
  else if (self->fraction > 0.005)
    {
      g_autoptr (GskPath) arc = build_arc (x, y, radius, self->fraction);

      draw (snapshot, arc, &color);
    }
}

static void
cw_progress_ring_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  *minimum = SIZE;
  *natural = SIZE;
}

static void
cw_progress_ring_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((CwProgressRingProperty) id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, CW_PROGRESS_RING (object)->fraction);
      break;
    }
}

static void
cw_progress_ring_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CwProgressRing *self = CW_PROGRESS_RING (object);

  switch ((CwProgressRingProperty) id)
    {
    case PROP_FRACTION:
      if (fabs (self->fraction - g_value_get_double (value)) < 1e-6)
        return;
      self->fraction = g_value_get_double (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, properties[PROP_FRACTION]);
      break;
    }
}

static void
cw_progress_ring_class_init (CwProgressRingClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cw_progress_ring_get_property;
  object_class->set_property = cw_progress_ring_set_property;
  widget_class->measure = cw_progress_ring_measure;
  widget_class->snapshot = cw_progress_ring_snapshot;

  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_progress_ring_init (CwProgressRing *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crop-box.h"
#include "cw-crop-outline.h"

#include <glib/gi18n.h>
#include <math.h>

#define GRIP 16

/**
 * CwCropBox:
 *
 * A box on a picture that can be moved and resized by pointer, touch and keys.
 * It only tells what the user does; its parent decides where it goes then.
 */
struct _CwCropBox
{
  GtkWidget parent_instance;

  char       *title;
  GdkRGBA     colour;
  double      left;
  gboolean    resizable;
  CwCropEdges edges;
  gboolean    held;
  gboolean    held_by_key;

  /* Where the drag began, in the parent's px. */
  graphene_point_t start;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_RESIZABLE,
} CwCropBoxProperty;

typedef enum
{
  SIGNAL_GRABBED,
  SIGNAL_DRAGGED,
  SIGNAL_NUDGED,
  SIGNAL_SCALED,
  SIGNAL_RELEASED,
} CwCropBoxSignal;

static GParamSpec *properties[PROP_RESIZABLE + 1];
static guint       signals[SIGNAL_RELEASED + 1];

static void range_init (GtkAccessibleRangeInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwCropBox, cw_crop_box, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, range_init))

static void
grab (CwCropBox *self)
{
  if (self->held)
    return;

  self->held = TRUE;
  g_signal_emit (self, signals[SIGNAL_GRABBED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
release (CwCropBox *self)
{
  if (!self->held)
    return;

  self->held = FALSE;
  self->held_by_key = FALSE;
  g_signal_emit (self, signals[SIGNAL_RELEASED], 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static CwCropEdges
find_edges (CwCropBox *self,
            double     x,
            double     y)
{
  if (!self->resizable)
    return CW_CROP_INSIDE;

  return cw_crop_find_edges (x - CW_CROP_BOX_MARGIN, y - CW_CROP_BOX_MARGIN,
                             gtk_widget_get_width (GTK_WIDGET (self)) - 2 * CW_CROP_BOX_MARGIN,
                             gtk_widget_get_height (GTK_WIDGET (self)) - 2 * CW_CROP_BOX_MARGIN,
                             GRIP);
}

static const char *
get_cursor_name (CwCropEdges edges,
                 gboolean    held)
{
  /* Any combination may come, so this is no switch. */
  if (edges == (CW_CROP_LEFT | CW_CROP_TOP))
    return "nw-resize";
  if (edges == (CW_CROP_RIGHT | CW_CROP_TOP))
    return "ne-resize";
  if (edges == (CW_CROP_LEFT | CW_CROP_BOTTOM))
    return "sw-resize";
  if (edges == (CW_CROP_RIGHT | CW_CROP_BOTTOM))
    return "se-resize";
  if (edges & (CW_CROP_LEFT | CW_CROP_RIGHT))
    return "ew-resize";
  if (edges & (CW_CROP_TOP | CW_CROP_BOTTOM))
    return "ns-resize";

  return held ? "grabbing" : "grab";
}

static void
on_motion (CwCropBox *self,
           double     x,
           double     y)
{
  if (!self->held)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor_name (find_edges (self, x, y), FALSE));
}

/* The gesture measures within this widget, which moves with the pointer; its
 * parent stays where it is. */
static gboolean
find_in_parent (CwCropBox        *self,
                double            x,
                double            y,
                graphene_point_t *point)
{
  return gtk_widget_compute_point (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)),
                                   &GRAPHENE_POINT_INIT ((float) x, (float) y), point);
}

static void
on_drag_begin (CwCropBox      *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  self->edges = find_edges (self, x, y);

  if (self->edges == CW_CROP_NONE)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  if (!find_in_parent (self, x, y, &self->start))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  grab (self);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor_name (self->edges, TRUE));
}

static void
on_drag_update (CwCropBox      *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double           x = 0;
  double           y = 0;
  graphene_point_t now;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!self->held || !find_in_parent (self, x + offset_x, y + offset_y, &now))
    return;

  g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, (int) self->edges,
                 (double) (now.x - self->start.x), (double) (now.y - self->start.y));
}

static void
on_drag_end (CwCropBox *self)
{
  release (self);
}

static gboolean
find_step (guint   key,
           double *dx,
           double *dy)
{
  *dx = *dy = 0;

  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    *dx = -1;
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    *dx = 1;
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    *dy = -1;
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    *dy = 1;

  return *dx != 0 || *dy != 0;
}

static int
find_growth (guint key)
{
  if (key == GDK_KEY_plus || key == GDK_KEY_equal || key == GDK_KEY_KP_Add)
    return 1;
  if (key == GDK_KEY_minus || key == GDK_KEY_underscore || key == GDK_KEY_KP_Subtract)
    return -1;

  return 0;
}

static gboolean
on_key_pressed (CwCropBox      *self,
                guint           key,
                guint           code,
                GdkModifierType state)
{
  double   dx;
  double   dy;
  int      growth = self->resizable ? find_growth (key) : 0;
  double   step = state & GDK_SHIFT_MASK ? 0.1 : 1;
  gboolean moves = find_step (key, &dx, &dy);

  if ((!moves && growth == 0) || (state & (GDK_ALT_MASK | GDK_CONTROL_MASK | GDK_SUPER_MASK)))
    return GDK_EVENT_PROPAGATE;

  /* What a key does while it is held is one step of undo. */
  grab (self);
  self->held_by_key = TRUE;

  if (moves)
    g_signal_emit (self, signals[SIGNAL_NUDGED], 0, dx * step, dy * step);
  else
    g_signal_emit (self, signals[SIGNAL_SCALED], 0, growth * 2 * step);

  return GDK_EVENT_STOP;
}

static void
on_key_let_go (CwCropBox *self)
{
  if (self->held_by_key)
    release (self);
}

/* Assistive technologies set one number: how far from the left, in per cent. */
static gboolean
set_current_value (GtkAccessibleRange *range,
                   double              value)
{
  CwCropBox *self = CW_CROP_BOX (range);

  grab (self);
  g_signal_emit (self, signals[SIGNAL_NUDGED], 0, value - self->left, 0.0);
  release (self);

  return TRUE;
}

static void
range_init (GtkAccessibleRangeInterface *interface)
{
  interface->set_current_value = set_current_value;
}

static void
cw_crop_box_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  CwCropBox *self = CW_CROP_BOX (widget);
  g_autoptr (PangoLayout) title = gtk_widget_create_pango_layout (widget, self->title);
  graphene_rect_t box = GRAPHENE_RECT_INIT (CW_CROP_BOX_MARGIN, CW_CROP_BOX_MARGIN,
                                            (float) gtk_widget_get_width (widget) - 2 * CW_CROP_BOX_MARGIN,
                                            (float) gtk_widget_get_height (widget) - 2 * CW_CROP_BOX_MARGIN);
  CwCropOutline   outline = {
      .box = box,
      .colour = self->colour,
      .title = title,
      .knobs = self->resizable,
      .thirds = self->held,
      .focused = gtk_widget_has_visible_focus (widget),
  };

  cw_crop_outline_append (&outline, snapshot);
}

void
cw_crop_box_set_title (CwCropBox  *self,
                       const char *title)
{
  g_return_if_fail (CW_IS_CROP_BOX (self));

  if (!g_set_str (&self->title, title))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
cw_crop_box_set_resizable (CwCropBox *self,
                           gboolean   resizable)
{
  g_return_if_fail (CW_IS_CROP_BOX (self));

  if (self->resizable == resizable)
    return;

  self->resizable = resizable;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESIZABLE]);
}

/**
 * cw_crop_box_set_colour:
 * @self: a crop box
 * @colour: what its lines are drawn in
 */
void
cw_crop_box_set_colour (CwCropBox     *self,
                        const GdkRGBA *colour)
{
  g_return_if_fail (CW_IS_CROP_BOX (self));

  self->colour = *colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * cw_crop_box_set_region:
 * @self: a crop box
 * @region: where it is, for those who cannot see it
 */
void
cw_crop_box_set_region (CwCropBox *self,
                        CwRegion   region)
{
  g_autofree char *text = NULL;

  g_return_if_fail (CW_IS_CROP_BOX (self));

  self->left = region.x * 100;

  /* Translators: where a box is on a picture, in per cent of the picture */
  text = g_strdup_printf (_ ("%.1f %% from the left, %.1f %% from the top, %.1f %% wide, %.1f %% high"),
                          region.x * 100, region.y * 100, region.width * 100, region.height * 100);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, region.x * 100,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static void
cw_crop_box_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CwCropBox *self = CW_CROP_BOX (object);

  switch ((CwCropBoxProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_RESIZABLE:
      g_value_set_boolean (value, self->resizable);
      break;
    }
}

static void
cw_crop_box_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CwCropBox *self = CW_CROP_BOX (object);

  switch ((CwCropBoxProperty) id)
    {
    case PROP_TITLE:
      cw_crop_box_set_title (self, g_value_get_string (value));
      break;

    case PROP_RESIZABLE:
      cw_crop_box_set_resizable (self, g_value_get_boolean (value));
      break;
    }
}

static void
cw_crop_box_finalize (GObject *object)
{
  g_free (CW_CROP_BOX (object)->title);

  G_OBJECT_CLASS (cw_crop_box_parent_class)->finalize (object);
}

static void
install_signals (CwCropBoxClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[SIGNAL_GRABBED] = g_signal_new ("grabbed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The CwCropEdges that are grabbed, and how far the pointer has gone since, in px. */
  signals[SIGNAL_DRAGGED] = g_signal_new ("dragged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  /* How far to move, in per cent of the picture. */
  signals[SIGNAL_NUDGED] = g_signal_new ("nudged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  /* How much to grow, in per cent of the box. */
  signals[SIGNAL_SCALED] = g_signal_new ("scaled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_RELEASED] = g_signal_new ("released", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cw_crop_box_class_init (CwCropBoxClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = cw_crop_box_finalize;
  object_class->get_property = cw_crop_box_get_property;
  object_class->set_property = cw_crop_box_set_property;
  widget_class->snapshot = cw_crop_box_snapshot;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RESIZABLE] = g_param_spec_boolean ("resizable", NULL, NULL, TRUE,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_signals (klass);

  gtk_widget_class_set_css_name (widget_class, "cropbox");
  /* Of all roles a slider's is the one whose value is read out as it changes. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
cw_crop_box_init (CwCropBox *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->resizable = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), TRUE);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (key, "key-released", G_CALLBACK (on_key_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_key_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

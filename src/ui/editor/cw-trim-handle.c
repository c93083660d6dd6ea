/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trim-handle.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define RADIUS 6

/**
 * CwTrimHandle:
 *
 * One of the things on a filmstrip that can be moved along it, by pointer,
 * touch or keys. It only tells what the user does.
 */
struct _CwTrimHandle
{
  GtkWidget parent_instance;

  CwTrimHandleKind kind;
  gboolean         held;
  gboolean         held_by_key;
  double           start;
};

typedef enum
{
  SIGNAL_GRABBED,
  SIGNAL_DRAGGED,
  SIGNAL_STEPPED,
  SIGNAL_JUMPED,
  SIGNAL_PLACED,
  SIGNAL_RELEASED,
} CwTrimHandleSignal;

static guint signals[SIGNAL_RELEASED + 1];

static void range_init (GtkAccessibleRangeInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwTrimHandle, cw_trim_handle, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, range_init))

static void
grab (CwTrimHandle *self)
{
  if (self->held)
    return;

  self->held = TRUE;
  g_signal_emit (self, signals[SIGNAL_GRABBED], 0);
}

static void
release (CwTrimHandle *self)
{
  if (!self->held)
    return;

  self->held = FALSE;
  self->held_by_key = FALSE;
  g_signal_emit (self, signals[SIGNAL_RELEASED], 0);
}

/* The handle moves with the pointer, so what counts is where that is in the parent. */
static double
find_in_parent (CwTrimHandle *self,
                double        x)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, 0);

  if (!gtk_widget_compute_point (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)), &point, &point))
    return x;

  return point.x;
}

static void
on_drag_begin (CwTrimHandle   *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->start = find_in_parent (self, x);
  grab (self);
}

static void
on_drag_update (CwTrimHandle   *self,
                double          offset_x,
                double          offset_y,
                GtkGestureDrag *gesture)
{
  double x = 0;
  double y = 0;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->held)
    g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, find_in_parent (self, x + offset_x) - self->start);
}

static void
on_drag_end (CwTrimHandle *self)
{
  release (self);
}

/* What a key does while it is held is one step of undo. */
static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwTrimHandle *self = CW_TRIM_HANDLE (widget);
  int           direction;
  gboolean      far;

  g_variant_get (parameter, "(ib)", &direction, &far);

  grab (self);
  self->held_by_key = TRUE;
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0, direction, far);
}

static void
jump (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwTrimHandle *self = CW_TRIM_HANDLE (widget);

  grab (self);
  self->held_by_key = TRUE;
  g_signal_emit (self, signals[SIGNAL_JUMPED], 0, g_variant_get_int32 (parameter));
}

static void
on_key_let_go (CwTrimHandle *self)
{
  if (self->held_by_key)
    release (self);
}

/* What assistive technologies set is in seconds. */
static gboolean
set_current_value (GtkAccessibleRange *range,
                   double              value)
{
  CwTrimHandle *self = CW_TRIM_HANDLE (range);

  grab (self);
  g_signal_emit (self, signals[SIGNAL_PLACED], 0, (gint64) llround (value * SECOND));
  release (self);

  return TRUE;
}

static void
range_init (GtkAccessibleRangeInterface *interface)
{
  interface->set_current_value = set_current_value;
}

static void
append_grip (GtkSnapshot   *snapshot,
             const GdkRGBA *colour,
             float          x,
             float          y)
{
  graphene_rect_t line = GRAPHENE_RECT_INIT (x - 1, y - 8, 2, 16);
  GskRoundedRect  rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &line, 1);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, colour, &line);
  gtk_snapshot_pop (snapshot);
}

static void
append_end (CwTrimHandle *self,
            GtkSnapshot  *snapshot,
            float         width,
            float         height)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  gboolean        left = self->kind == CW_TRIM_IN;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, width, height);
  graphene_size_t round = GRAPHENE_SIZE_INIT (RADIUS, RADIUS);
  graphene_size_t sharp = GRAPHENE_SIZE_INIT (0, 0);
  GskRoundedRect  outline;

  gsk_rounded_rect_init (&outline, &rect, left ? &round : &sharp, left ? &sharp : &round,
                         left ? &sharp : &round, left ? &round : &sharp);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, accent, &rect);
  gtk_snapshot_pop (snapshot);
  append_grip (snapshot, &(GdkRGBA) { 1, 1, 1, 0.9f }, width / 2, height / 2);
}

static void
append_playhead (GtkSnapshot *snapshot,
                 float        width,
                 float        height)
{
  GdkRGBA         white = { 1, 1, 1, 1 };
  graphene_rect_t line = GRAPHENE_RECT_INIT (width / 2 - 1, 0, 2, height);
  graphene_rect_t head = GRAPHENE_RECT_INIT (width / 2 - 5, 0, 10, 10);
  GskRoundedRect  outline;

  gsk_rounded_rect_init_from_rect (&outline, &line, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, 0.6f }, 0, 0, 1, 2);
  gtk_snapshot_append_color (snapshot, &white, &line);

  gsk_rounded_rect_init_from_rect (&outline, &head, 5);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, 0.6f }, 0, 0, 1, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &white, &head);
  gtk_snapshot_pop (snapshot);
}

static void
cw_trim_handle_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  CwTrimHandle *self = CW_TRIM_HANDLE (widget);
  float         width = (float) gtk_widget_get_width (widget);
  float         height = (float) gtk_widget_get_height (widget);

  switch (self->kind)
    {
    case CW_TRIM_IN:
    case CW_TRIM_OUT:
      append_end (self, snapshot, width, height);
      break;

    case CW_TRIM_PLAYHEAD:
      append_playhead (snapshot, width, height);
      break;
    }
}

CwTrimHandleKind
cw_trim_handle_get_kind (CwTrimHandle *self)
{
  g_return_val_if_fail (CW_IS_TRIM_HANDLE (self), CW_TRIM_IN);

  return self->kind;
}

/**
 * cw_trim_handle_set_value:
 * @self: a handle
 * @value: the time it is at, ns
 * @duration: the last time it can be at, ns
 *
 * Says where the handle is to those who cannot see it.
 */
void
cw_trim_handle_set_value (CwTrimHandle *self,
                          gint64        value,
                          gint64        duration)
{
  g_autofree char *text = cw_timecode_format (value);

  g_return_if_fail (CW_IS_TRIM_HANDLE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) duration / SECOND,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) value / SECOND,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  const struct
  {
    guint key;
    int   direction;
  } arrows[] = {
    { GDK_KEY_Left, -1 },
    { GDK_KEY_KP_Left, -1 },
    { GDK_KEY_Right, 1 },
    { GDK_KEY_KP_Right, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, arrows[i].key, 0, "handle.step", "(ib)", arrows[i].direction, FALSE);
      gtk_widget_class_add_binding_action (widget_class, arrows[i].key, GDK_CONTROL_MASK, "handle.step", "(ib)", arrows[i].direction, TRUE);
    }

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "handle.jump", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "handle.jump", "i", 1);
}

static void
cw_trim_handle_class_init (CwTrimHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  widget_class->snapshot = cw_trim_handle_snapshot;

  signals[SIGNAL_GRABBED] = g_signal_new ("grabbed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* How far the pointer has gone since, in px. */
  signals[SIGNAL_DRAGGED] = g_signal_new ("dragged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  /* -1 or 1, and whether it is a second rather than a frame. */
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BOOLEAN);
  /* -1 to the start, 1 to the end. */
  signals[SIGNAL_JUMPED] = g_signal_new ("jumped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT);
  /* The time it is to be at, ns. */
  signals[SIGNAL_PLACED] = g_signal_new ("placed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_RELEASED] = g_signal_new ("released", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "handle.step", "(ib)", step);
  gtk_widget_class_install_action (widget_class, "handle.jump", "i", jump);
  add_keys (widget_class);

  gtk_widget_class_set_css_name (widget_class, "trimhandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
cw_trim_handle_init (CwTrimHandle *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_swapped (key, "key-released", G_CALLBACK (on_key_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_key_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

CwTrimHandle *
cw_trim_handle_new (CwTrimHandleKind kind)
{
  const char   *names[] = { _ ("Start of the cut"), _ ("End of the cut"), _ ("Playhead") };
  const char   *classes[] = { "in", "out", "playhead" };
  CwTrimHandle *self = g_object_new (CW_TYPE_TRIM_HANDLE, NULL);

  self->kind = kind;
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[kind]);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), kind == CW_TRIM_PLAYHEAD ? "grab" : "ew-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, names[kind], -1);

  return self;
}

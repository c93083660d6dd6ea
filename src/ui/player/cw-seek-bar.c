/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-seek-bar.h"

#include "cw-timecode.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define HEIGHT 24
#define TROUGH 6
#define KNOB 14
#define MARK_WIDTH 3
#define MARK_HEIGHT 18
#define MS_TO_TELL 100
#define SECOND G_GINT64_CONSTANT (1000000000)

struct _CwSeekBar
{
  GtkWidget parent_instance;

  gint64 duration;
  gint64 position;
  gint64 in;
  gint64 out;

  double   drag_start;
  gboolean dragging;
  guint    tell_source;
};

typedef enum
{
  PROP_DURATION = 1,
  PROP_POSITION,
  PROP_IN,
  PROP_OUT,
} CwSeekBarProperty;

static GParamSpec *properties[PROP_OUT + 1];

enum
{
  SIGNAL_SEEK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
set_current_value (GtkAccessibleRange *range,
                   double              value)
{
  CwSeekBar *self = CW_SEEK_BAR (range);

  g_signal_emit (self, signals[SIGNAL_SEEK], 0, CLAMP ((gint64) (value * SECOND), 0, self->duration), TRUE);
  return TRUE;
}

static void
init_range (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = set_current_value;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CwSeekBar, cw_seek_bar, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, init_range))

/* --- places and times ---------------------------------------------------- */

static float
x_of (CwSeekBar *self,
      gint64     time)
{
  float    room = gtk_widget_get_width (GTK_WIDGET (self)) - KNOB;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float    share = self->duration > 0 ? CLAMP (time / (double) self->duration, 0, 1) : 0;

  return KNOB / 2.0f + room * (mirrored ? 1 - share : share);
}

static gint64
time_at (CwSeekBar *self,
         double     x)
{
  double   room = gtk_widget_get_width (GTK_WIDGET (self)) - KNOB;
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double   share = room > 0 ? CLAMP ((x - KNOB / 2.0) / room, 0, 1) : 0;

  return (gint64) ((mirrored ? 1 - share : share) * self->duration);
}

/* --- for assistive technologies ------------------------------------------ */

static void
tell_value (gpointer data)
{
  CwSeekBar       *self = data;
  g_autofree char *position = cw_timecode_format_short (self->position);
  g_autofree char *duration = cw_timecode_format_short (self->duration);
  g_autofree char *text = g_strdup_printf (_ ("%s of %s"), position, duration);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->duration / (double) SECOND,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->position / (double) SECOND,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
  self->tell_source = 0;
}

/* Thirty times a second is for the eye; a screen reader wants less. */
static void
tell_value_soon (CwSeekBar *self)
{
  if (self->tell_source == 0)
    self->tell_source = g_timeout_add_once (MS_TO_TELL, tell_value, self);
}

static void
set_position (CwSeekBar *self,
              gint64     position)
{
  gint64 old = self->position;

  if (old == position)
    return;

  self->position = position;

  tell_value_soon (self);
  if ((int) (x_of (self, old) * 2) != (int) (x_of (self, position) * 2))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- drawing ------------------------------------------------------------- */

static void
draw_bar (GtkSnapshot   *snapshot,
          const GdkRGBA *colour,
          float          from,
          float          to,
          float          middle,
          float          height,
          float          radius)
{
  GskRoundedRect  shape;
  graphene_rect_t area = GRAPHENE_RECT_INIT (MIN (from, to), middle - height / 2, ABS (to - from), height);

  gsk_rounded_rect_init_from_rect (&shape, &area, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, &area);
  gtk_snapshot_pop (snapshot);
}

static void
draw_mark (CwSeekBar     *self,
           GtkSnapshot   *snapshot,
           const GdkRGBA *colour,
           gint64         time,
           float          middle)
{
  float x = x_of (self, time);

  if (time >= 0)
    draw_bar (snapshot, colour, x - MARK_WIDTH / 2.0f, x + MARK_WIDTH / 2.0f, middle, MARK_HEIGHT, MARK_WIDTH / 2.0f);
}

static void
cw_seek_bar_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  CwSeekBar *self = CW_SEEK_BAR (widget);
  float      middle = gtk_widget_get_height (widget) / 2.0f;
  float      start = x_of (self, 0);
  float      now = x_of (self, self->position);
  GdkRGBA    colour, faint, marked;

  gtk_widget_get_color (widget, &colour);
  faint = colour;
  faint.alpha *= 0.25f;
  /* It always lies on a dark ground. */
  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), TRUE, &marked);

  draw_bar (snapshot, &faint, start, x_of (self, self->duration), middle, TROUGH, TROUGH / 2.0f);
  draw_bar (snapshot, &colour, start, now, middle, TROUGH, TROUGH / 2.0f);

  if (self->in >= 0 || self->out >= 0)
    draw_bar (snapshot, &marked, x_of (self, MAX (self->in, 0)),
              x_of (self, self->out >= 0 ? self->out : self->duration), middle, TROUGH, TROUGH / 2.0f);

  draw_mark (self, snapshot, &marked, self->in, middle);
  draw_mark (self, snapshot, &marked, self->out, middle);
  draw_bar (snapshot, &colour, now - KNOB / 2.0f, now + KNOB / 2.0f, middle, KNOB, KNOB / 2.0f);
}

static void
cw_seek_bar_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 60 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : HEIGHT;
}

/* --- pointer ------------------------------------------------------------- */

static void
seek_to (CwSeekBar *self,
         double     x,
         gboolean   exact)
{
  gint64 position = time_at (self, x);

  set_position (self, position);
  g_signal_emit (self, signals[SIGNAL_SEEK], 0, position, exact);
}

static void
on_drag_begin (CwSeekBar *self,
               double     x,
               double     y)
{
  self->dragging = TRUE;
  self->drag_start = x;
  seek_to (self, x, FALSE);
}

static void
on_drag_update (CwSeekBar *self,
                double     x,
                double     y)
{
  seek_to (self, self->drag_start + x, FALSE);
}

static void
on_drag_end (CwSeekBar *self,
             double     x,
             double     y)
{
  self->dragging = FALSE;
  seek_to (self, self->drag_start + x, TRUE);
}

static gboolean
cw_seek_bar_query_tooltip (GtkWidget  *widget,
                           int         x,
                           int         y,
                           gboolean    keyboard,
                           GtkTooltip *tooltip)
{
  CwSeekBar       *self = CW_SEEK_BAR (widget);
  g_autofree char *text = cw_timecode_format (time_at (self, x));

  if (keyboard || self->duration == 0)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { x, 0, 1, gtk_widget_get_height (widget) });
  return TRUE;
}

/* --- the widget itself --------------------------------------------------- */

static void
cw_seek_bar_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CwSeekBar *self = CW_SEEK_BAR (object);

  switch ((CwSeekBarProperty) id)
    {
    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;

    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;

    case PROP_IN:
      g_value_set_int64 (value, self->in);
      break;

    case PROP_OUT:
      g_value_set_int64 (value, self->out);
      break;
    }
}

static void
cw_seek_bar_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CwSeekBar *self = CW_SEEK_BAR (object);

  switch ((CwSeekBarProperty) id)
    {
    case PROP_DURATION:
      self->duration = g_value_get_int64 (value);
      tell_value_soon (self);
      break;

    case PROP_POSITION:
      /* What is played lags behind the hand. */
      if (!self->dragging)
        set_position (self, g_value_get_int64 (value));
      return;

    case PROP_IN:
      self->in = g_value_get_int64 (value);
      break;

    case PROP_OUT:
      self->out = g_value_get_int64 (value);
      break;
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cw_seek_bar_dispose (GObject *object)
{
  g_clear_handle_id (&CW_SEEK_BAR (object)->tell_source, g_source_remove);

  G_OBJECT_CLASS (cw_seek_bar_parent_class)->dispose (object);
}

static void
cw_seek_bar_class_init (CwSeekBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_seek_bar_dispose;
  object_class->get_property = cw_seek_bar_get_property;
  object_class->set_property = cw_seek_bar_set_property;
  widget_class->measure = cw_seek_bar_measure;
  widget_class->snapshot = cw_seek_bar_snapshot;
  widget_class->query_tooltip = cw_seek_bar_query_tooltip;

  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IN] = g_param_spec_int64 ("in", NULL, NULL, -1, G_MAXINT64, -1,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OUT] = g_param_spec_int64 ("out", NULL, NULL, -1, G_MAXINT64, -1,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SEEK] = g_signal_new ("seek", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "seekbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
cw_seek_bar_init (CwSeekBar *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->in = -1;
  self->out = -1;

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Position"), -1);
}

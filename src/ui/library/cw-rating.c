/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-rating.h"

#include <glib/gi18n.h>

#define MOST 5

struct _CwRating
{
  GtkWidget parent_instance;

  int      rating;
  int      hovered; /* 0 where the pointer is elsewhere */
  gboolean mixed;

  GtkWidget *stars[MOST];
};

typedef enum
{
  PROP_RATING = 1,
  PROP_MIXED,
} CwRatingProperty;

static GParamSpec *properties[PROP_MIXED + 1];

enum
{
  RATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void rate (CwRating *self,
                  int       rating);

static gboolean
set_current_value (GtkAccessibleRange *range,
                   double              value)
{
  rate (CW_RATING (range), (int) CLAMP (value + 0.5, 0, MOST));
  return TRUE;
}

static void
init_range (GtkAccessibleRangeInterface *iface)
{
  iface->set_current_value = set_current_value;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CwRating, cw_rating, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, init_range))

/* --- what is shown ------------------------------------------------------- */

static char *
format (CwRating *self)
{
  if (self->mixed)
    return g_strdup (_ ("Rated differently"));
  if (self->rating == 0)
    return g_strdup (_ ("Not rated"));

  return g_strdup_printf (ngettext ("%d star", "%d stars", (gulong) self->rating), self->rating);
}

static void
update (CwRating *self)
{
  int              lit = self->hovered > 0 ? self->hovered : self->rating;
  g_autofree char *text = format (self);

  for (int i = 0; i < MOST; i++)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (self->stars[i]), i < lit ? "starred-symbolic" : "non-starred-symbolic");
      if (i < lit)
        gtk_widget_add_css_class (self->stars[i], "lit");
      else
        gtk_widget_remove_css_class (self->stars[i], "lit");
    }

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) MOST,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->rating,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static void
set_rating (CwRating *self,
            int       rating)
{
  if (self->rating == rating)
    return;

  self->rating = rating;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}

static void
set_mixed (CwRating *self,
           gboolean  mixed)
{
  if (self->mixed == mixed)
    return;

  self->mixed = mixed;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIXED]);
}

/* --- choosing ------------------------------------------------------------ */

static void
rate (CwRating *self,
      int       rating)
{
  rating = CLAMP (rating, 0, MOST);
  if (rating == self->rating && !self->mixed)
    return;

  set_mixed (self, FALSE);
  set_rating (self, rating);
  g_signal_emit (self, signals[RATED], 0, rating);
}

static gboolean
on_step (GtkWidget *widget,
         GVariant  *parameter,
         gpointer   data)
{
  CwRating *self = CW_RATING (widget);

  rate (self, self->rating + g_variant_get_int32 (parameter));
  return TRUE;
}

/* To where the text goes on. */
static gboolean
on_step_aside (GtkWidget *widget,
               GVariant  *parameter,
               gpointer   data)
{
  CwRating *self = CW_RATING (widget);
  int       step = g_variant_get_int32 (parameter);

  rate (self, self->rating + (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -step : step));
  return TRUE;
}

static gboolean
on_digit (GtkWidget *widget,
          GVariant  *parameter,
          gpointer   data)
{
  rate (CW_RATING (widget), g_variant_get_int32 (parameter));
  return TRUE;
}

/* 0 where there is no star. */
static int
find_star (CwRating *self,
           double    x)
{
  for (int i = 0; i < MOST; i++)
    {
      graphene_rect_t area;

      if (gtk_widget_compute_bounds (self->stars[i], GTK_WIDGET (self), &area) && x >= area.origin.x && x < area.origin.x + area.size.width)
        return i + 1;
    }

  return 0;
}

static void
on_motion (CwRating *self,
           double    x,
           double    y)
{
  self->hovered = find_star (self, x);
  update (self);
}

static void
on_leave (CwRating *self)
{
  self->hovered = 0;
  update (self);
}

static void
on_pressed (CwRating   *self,
            int         n_press,
            double      x,
            double      y,
            GtkGesture *gesture)
{
  int star = find_star (self, x);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (star == 0)
    return;

  self->hovered = 0;
  rate (self, star == self->rating && !self->mixed ? 0 : star);
  update (self);
}

/* --- the widget itself --------------------------------------------------- */

static void
cw_rating_dispose (GObject *object)
{
  CwRating *self = CW_RATING (object);

  for (int i = 0; i < MOST; i++)
    g_clear_pointer (&self->stars[i], gtk_widget_unparent);

  G_OBJECT_CLASS (cw_rating_parent_class)->dispose (object);
}

static void
cw_rating_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CwRating *self = CW_RATING (object);

  switch ((CwRatingProperty) id)
    {
    case PROP_RATING:
      g_value_set_int (value, self->rating);
      break;

    case PROP_MIXED:
      g_value_set_boolean (value, self->mixed);
      break;
    }
}

static void
cw_rating_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  CwRating *self = CW_RATING (object);

  switch ((CwRatingProperty) id)
    {
    case PROP_RATING:
      set_rating (self, g_value_get_int (value));
      break;

    case PROP_MIXED:
      set_mixed (self, g_value_get_boolean (value));
      break;
    }
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_NO_MODIFIER_MASK, on_step_aside, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, GDK_NO_MODIFIER_MASK, on_step_aside, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_NO_MODIFIER_MASK, on_step_aside, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, GDK_NO_MODIFIER_MASK, on_step_aside, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_NO_MODIFIER_MASK, on_step, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_minus, GDK_NO_MODIFIER_MASK, on_step, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, GDK_NO_MODIFIER_MASK, on_digit, "i", 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, GDK_NO_MODIFIER_MASK, on_digit, "i", MOST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, on_digit, "i", 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, GDK_NO_MODIFIER_MASK, on_digit, "i", 0);
  for (int i = 0; i <= MOST; i++)
    {
      gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + (guint) i, GDK_NO_MODIFIER_MASK, on_digit, "i", i);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_0 + (guint) i, GDK_NO_MODIFIER_MASK, on_digit, "i", i);
    }
}

static void
cw_rating_class_init (CwRatingClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_rating_dispose;
  object_class->get_property = cw_rating_get_property;
  object_class->set_property = cw_rating_set_property;

  properties[PROP_RATING] = g_param_spec_int ("rating", NULL, NULL, 0, MOST, 0,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MIXED] = g_param_spec_boolean ("mixed", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[RATED] = g_signal_new ("rated", CW_TYPE_RATING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "rating");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
cw_rating_init (CwRating *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  for (int i = 0; i < MOST; i++)
    {
      self->stars[i] = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_widget_set_parent (self->stars[i], GTK_WIDGET (self));
    }

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Rating"), -1);
  update (self);
}

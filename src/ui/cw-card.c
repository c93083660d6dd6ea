/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-card.h"

typedef struct
{
  GMenuModel *menu;    /* nullable */
  GtkWidget  *popover; /* nullable: made when it is needed, since there are many cards */
} CwCardPrivate;

typedef enum
{
  PROP_MENU = 1,
} CwCardProperty;

static GParamSpec *properties[PROP_MENU + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwCard, cw_card, ADW_TYPE_BIN)

static CwCardPrivate *
get_private (gpointer self)
{
  return cw_card_get_instance_private (self);
}

static GtkWidget *
get_popover (CwCard *self)
{
  CwCardPrivate *private = get_private (self);

  if (private->popover == NULL)
    {
      private->popover = gtk_popover_menu_new_from_model (private->menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (private->popover), FALSE);
      gtk_widget_set_halign (private->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (private->popover, GTK_WIDGET (self));
    }

  return private->popover;
}

static void
popup_at (CwCard *self,
          double  x,
          double  y)
{
  GtkWidget *popover;

  if (get_private (self)->menu == NULL)
    return;

  if (CW_CARD_GET_CLASS (self)->opening != NULL)
    CW_CARD_GET_CLASS (self)->opening (self);
  popover = get_popover (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
show_menu (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  popup_at (CW_CARD (widget), gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

static void
on_secondary_click (CwCard     *self,
                    int         n_press,
                    double      x,
                    double      y,
                    GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, x, y);
}

static void
on_long_press (CwCard     *self,
               double      x,
               double      y,
               GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, x, y);
}

static void
set_menu (CwCard     *self,
          GMenuModel *menu)
{
  CwCardPrivate *private = get_private (self);

  if (!g_set_object (&private->menu, menu))
    return;

  g_clear_pointer (&private->popover, gtk_widget_unparent);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MENU]);
}

static void
cw_card_dispose (GObject *object)
{
  CwCardPrivate *private = get_private (object);

  g_clear_pointer (&private->popover, gtk_widget_unparent);
  g_clear_object (&private->menu);

  G_OBJECT_CLASS (cw_card_parent_class)->dispose (object);
}

static void
cw_card_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  switch ((CwCardProperty) id)
    {
    case PROP_MENU:
      g_value_set_object (value, get_private (object)->menu);
      break;
    }
}

static void
cw_card_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  switch ((CwCardProperty) id)
    {
    case PROP_MENU:
      set_menu (CW_CARD (object), g_value_get_object (value));
      break;
    }
}

static void
cw_card_class_init (CwCardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_card_dispose;
  object_class->get_property = cw_card_get_property;
  object_class->set_property = cw_card_set_property;

  properties[PROP_MENU] = g_param_spec_object ("menu", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "card.menu", NULL, show_menu);
  gtk_widget_class_set_css_name (widget_class, "clipcard");
}

static void
cw_card_init (CwCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_press), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-drop-area.h"

struct _CwDropArea
{
  AdwBin parent_instance;

  GtkWidget *content;

  GtkOverlay  *overlay;
  GtkRevealer *revealer;
};

typedef enum
{
  PROP_CONTENT = 1,
} CwDropAreaProperty;

static GParamSpec *properties[PROP_CONTENT + 1];

enum
{
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwDropArea, cw_drop_area, ADW_TYPE_BIN)

/* What is dragged from this window is in the library already. */
static GdkDragAction
on_enter (CwDropArea    *self,
          double         x,
          double         y,
          GtkDropTarget *target)
{
  if (gdk_drop_get_drag (gtk_drop_target_get_current_drop (target)) != NULL)
    {
      gtk_drop_target_reject (target);
      return 0;
    }

  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  return GDK_ACTION_COPY;
}

static void
on_leave (CwDropArea *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static gboolean
on_drop (CwDropArea   *self,
         const GValue *value,
         double        x,
         double        y)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *list = g_value_get_boxed (value); list != NULL; list = list->next)
    g_list_store_append (files, list->data);

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, files);
  return TRUE;
}

static void
set_content (CwDropArea *self,
             GtkWidget  *content)
{
  self->content = content;
  gtk_overlay_set_child (self->overlay, content);
}

static void
cw_drop_area_dispose (GObject *object)
{
  CW_DROP_AREA (object)->content = NULL;
  /* Else disposing of the template takes away the child that AdwBin points to. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_DROP_AREA);

  G_OBJECT_CLASS (cw_drop_area_parent_class)->dispose (object);
}

static void
cw_drop_area_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch ((CwDropAreaProperty) id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, CW_DROP_AREA (object)->content);
      break;
    }
}

static void
cw_drop_area_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch ((CwDropAreaProperty) id)
    {
    case PROP_CONTENT:
      set_content (CW_DROP_AREA (object), g_value_get_object (value));
      break;
    }
}

static void
cw_drop_area_class_init (CwDropAreaClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_drop_area_dispose;
  object_class->get_property = cw_drop_area_get_property;
  object_class->set_property = cw_drop_area_set_property;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_LIST_MODEL);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/window/cw-drop-area.ui");
  gtk_widget_class_bind_template_child (widget_class, CwDropArea, overlay);
  gtk_widget_class_bind_template_child (widget_class, CwDropArea, revealer);
}

static void
cw_drop_area_init (CwDropArea *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_enter), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

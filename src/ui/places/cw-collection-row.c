/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collection-row.h"

#include "cw-clip-drag.h"

#include <glib/gi18n.h>

struct _CwCollectionRow
{
  GtkListBoxRow parent_instance;

  CwCollection *collection;
  GtkWidget    *popover; /* nullable: made when it is needed */
  GMenuModel   *row_menu;
};

typedef enum
{
  PROP_COLLECTION = 1,
} CwCollectionRowProperty;

static GParamSpec *properties[PROP_COLLECTION + 1];

G_DEFINE_FINAL_TYPE (CwCollectionRow, cw_collection_row, GTK_TYPE_LIST_BOX_ROW)

/* What is asked of the places, with the collection's id. */
static const struct
{
  const char *own;
  const char *asked;
} forwarded[] = {
  { "row.rename", "places.edit" },
  { "row.edit", "places.edit" },
  { "row.delete", "places.delete" },
};

static void
forward (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwCollectionRow *self = CW_COLLECTION_ROW (widget);

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    if (g_str_equal (forwarded[i].own, action))
      gtk_widget_activate_action (widget, forwarded[i].asked, "s", cw_collection_get_id (self->collection));
}

static void
open_page (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_autofree char *page = cw_collection_row_dup_page (CW_COLLECTION_ROW (widget)->collection);

  gtk_widget_activate_action (widget, "win.page", "s", page);
}

/* --- its menu ------------------------------------------------------------- */

static void
popup_at (CwCollectionRow *self,
          double           x,
          double           y)
{
  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->row_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
show_menu (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  popup_at (CW_COLLECTION_ROW (widget), gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

static void
on_secondary_click (CwCollectionRow *self,
                    int              n_press,
                    double           x,
                    double           y,
                    GtkGesture      *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, x, y);
}

static void
on_long_press (CwCollectionRow *self,
               double           x,
               double           y,
               GtkGesture      *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, x, y);
}

/* --- clips that are dropped on it ------------------------------------------- */

static gboolean
on_drop (CwCollectionRow *self,
         const GValue    *value)
{
  GPtrArray      *clips = g_value_get_boxed (value);
  GVariantBuilder numbers;

  g_variant_builder_init (&numbers, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < clips->len; i++)
    g_variant_builder_add (&numbers, "x", cw_clip_get_number (clips->pdata[i]));

  return gtk_widget_activate_action (GTK_WIDGET (self), "places.add", "(sax)", cw_collection_get_id (self->collection), &numbers);
}

static void
take_drops (CwCollectionRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (CW_TYPE_CLIP_SELECTION, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- what it shows --------------------------------------------------------- */

static char *
get_icon (CwCollectionRow *self,
          const char      *query)
{
  return g_strdup (query != NULL ? "folder-saved-search-symbolic" : "folder-symbolic");
}

static char *
format_count (CwCollectionRow *self,
              gint64           n)
{
  return n >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : g_strdup ("");
}

static void
update (CwCollectionRow *self)
{
  gboolean         smart = cw_collection_is_smart (self->collection);
  gint64           n = MAX (cw_collection_get_n (self->collection), 0);
  g_autofree char *count = g_strdup_printf (ngettext ("%d clip", "%d clips", (gulong) n), (int) n);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.rename", !smart);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.edit", smart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, cw_collection_get_title (self->collection),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, count,
                                  -1);
}

/**
 * cw_collection_row_dup_page:
 * @collection: a collection
 *
 * Returns: (transfer full): the name of its page in the window
 */
char *
cw_collection_row_dup_page (CwCollection *collection)
{
  return g_strconcat ("collection:", cw_collection_get_id (collection), NULL);
}

/**
 * cw_collection_row_get_collection:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
CwCollection *
cw_collection_row_get_collection (CwCollectionRow *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION_ROW (self), NULL);

  return self->collection;
}

/**
 * cw_collection_row_new:
 * @collection: what it shows
 *
 * Returns: (transfer floating): a row that opens its page
 */
CwCollectionRow *
cw_collection_row_new (CwCollection *collection)
{
  return g_object_new (CW_TYPE_COLLECTION_ROW, "collection", collection, NULL);
}

static void
cw_collection_row_constructed (GObject *object)
{
  CwCollectionRow *self = CW_COLLECTION_ROW (object);
  g_autofree char *page = cw_collection_row_dup_page (self->collection);

  G_OBJECT_CLASS (cw_collection_row_parent_class)->constructed (object);

  gtk_widget_set_name (GTK_WIDGET (self), page);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", page);
  if (!cw_collection_is_smart (self->collection))
    take_drops (self);
  g_signal_connect_object (self->collection, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
cw_collection_row_dispose (GObject *object)
{
  CwCollectionRow *self = CW_COLLECTION_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_COLLECTION_ROW);
  g_clear_object (&self->collection);

  G_OBJECT_CLASS (cw_collection_row_parent_class)->dispose (object);
}

static void
cw_collection_row_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((CwCollectionRowProperty) id)
    {
    case PROP_COLLECTION:
      g_value_set_object (value, CW_COLLECTION_ROW (object)->collection);
      break;
    }
}

static void
cw_collection_row_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch ((CwCollectionRowProperty) id)
    {
    case PROP_COLLECTION:
      CW_COLLECTION_ROW (object)->collection = g_value_dup_object (value);
      break;
    }
}

static void
cw_collection_row_class_init (CwCollectionRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_collection_row_constructed;
  object_class->dispose = cw_collection_row_dispose;
  object_class->get_property = cw_collection_row_get_property;
  object_class->set_property = cw_collection_row_set_property;

  properties[PROP_COLLECTION] = g_param_spec_object ("collection", NULL, NULL, CW_TYPE_COLLECTION, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, show_menu);
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i].own, NULL, forward);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, GDK_NO_MODIFIER_MASK, "row.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, GDK_NO_MODIFIER_MASK, "row.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, "row.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, "row.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/places/cw-collection-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCollectionRow, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, format_count);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
}

static void
cw_collection_row_init (CwCollectionRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_secondary_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_long_press), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-groups-dialog.h"

struct _CwGroupsDialog
{
  AdwDialog parent_instance;

  CwServices   *services;
  CwClipGroups *groups; /* nullable */

  AdwStatusPage  *failed_page;
  GtkListView    *list;
  GtkStack       *stack;
  AdwToggleGroup *toggles;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwGroupsDialog, cw_groups_dialog, ADW_TYPE_DIALOG)

static void
update (CwGroupsDialog *self)
{
  g_autoptr (GError) failure = NULL;
  gboolean loading;

  g_object_get (self->groups, "loading", &loading, "failure", &failure, NULL);
  adw_status_page_set_description (self->failed_page, failure != NULL ? failure->message : NULL);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->groups)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (loading)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    gtk_stack_set_visible_child_name (self->stack, failure != NULL ? "failed" : "empty");
}

static void
on_grouping (CwGroupsDialog *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  CwGrouping grouping;

  if (self->services == NULL || !cw_grouping_from_nick (adw_toggle_group_get_active_name (self->toggles), &grouping))
    return;

  if (self->groups != NULL)
    g_signal_handlers_disconnect_by_func (self->groups, update, self);
  g_clear_object (&self->groups);
  self->groups = cw_services_make_groups (self->services, grouping);
  g_signal_connect_object (self->groups, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->groups))));
  gtk_list_view_set_model (self->list, selection);
  update (self);
}

static void
on_activate (CwGroupsDialog *self,
             guint           position)
{
  g_autoptr (CwClipGroup) group = g_list_model_get_item (G_LIST_MODEL (self->groups), position);

  g_signal_emit (self, signals[CHOSEN], 0, cw_clip_group_get_query (group));
  adw_dialog_close (ADW_DIALOG (self));
}

/**
 * cw_groups_dialog_new:
 * @services: have the library
 *
 * Returns: (transfer floating): the dialog
 */
CwGroupsDialog *
cw_groups_dialog_new (CwServices *services)
{
  CwGroupsDialog *self = g_object_new (CW_TYPE_GROUPS_DIALOG, NULL);

  self->services = g_object_ref (services);
  on_grouping (self);

  return self;
}

static void
cw_groups_dialog_dispose (GObject *object)
{
  CwGroupsDialog *self = CW_GROUPS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_GROUPS_DIALOG);
  g_clear_object (&self->groups);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (cw_groups_dialog_parent_class)->dispose (object);
}

static void
cw_groups_dialog_class_init (CwGroupsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_groups_dialog_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", CW_TYPE_GROUPS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (CW_TYPE_CLIP_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/places/cw-groups-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwGroupsDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CwGroupsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CwGroupsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CwGroupsDialog, toggles);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_grouping);
}

static void
cw_groups_dialog_init (CwGroupsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watched-dialog.h"

#include "cw-toast.h"

#include <glib/gi18n.h>

/**
 * CwWatchedDialog:
 *
 * Which channels are watched for new clips.
 */
struct _CwWatchedDialog
{
  AdwDialog parent_instance;

  CwClipWatch *watch;

  GtkListBox *list;
  GtkStack   *stack;
};

G_DEFINE_FINAL_TYPE (CwWatchedDialog, cw_watched_dialog, ADW_TYPE_DIALOG)

static void
stop_watching (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CwWatchedDialog *self = CW_WATCHED_DIALOG (widget);

  cw_toast_watch (GTK_WIDGET (self->stack), cw_clip_watch_remove (self->watch, g_variant_get_string (parameter, NULL)));
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  CwChannel       *channel = item;
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Stop watching %s"), cw_channel_get_name (channel));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cw_channel_get_name (channel));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Stop Watching"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "watched.stop");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", cw_channel_get_id (channel));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
update (CwWatchedDialog *self)
{
  gboolean watches = g_list_model_get_n_items (cw_clip_watch_get_channels (self->watch)) > 0;

  gtk_stack_set_visible_child_name (self->stack, watches ? "list" : "empty");
}

/**
 * cw_watched_dialog_new:
 * @watch: what looks for new clips
 *
 * Returns: (transfer floating): a dialog
 */
CwWatchedDialog *
cw_watched_dialog_new (CwClipWatch *watch)
{
  CwWatchedDialog *self = g_object_new (CW_TYPE_WATCHED_DIALOG, NULL);
  GListModel      *channels = cw_clip_watch_get_channels (watch);

  self->watch = g_object_ref (watch);
  gtk_list_box_bind_model (self->list, channels, make_row, NULL, NULL);
  g_signal_connect_object (channels, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return self;
}

static void
cw_watched_dialog_dispose (GObject *object)
{
  CwWatchedDialog *self = CW_WATCHED_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_WATCHED_DIALOG);
  g_clear_object (&self->watch);

  G_OBJECT_CLASS (cw_watched_dialog_parent_class)->dispose (object);
}

static void
cw_watched_dialog_class_init (CwWatchedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_watched_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "watched.stop", "s", stop_watching);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-watched-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWatchedDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CwWatchedDialog, stack);
}

static void
cw_watched_dialog_init (CwWatchedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

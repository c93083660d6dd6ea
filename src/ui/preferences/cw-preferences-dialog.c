/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-preferences-dialog.h"

#include "cw-export-folder.h"
#include "cw-folders-group.h"

#include <glib/gi18n.h>

struct _CwPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  GSettings    *settings;
  GCancellable *choosing;

  CwFoldersGroup *folders_group;

  AdwComboRow  *scheme_row;
  AdwSwitchRow *repeat_row;
  AdwActionRow *folder_row;
  AdwEntryRow  *client_id_row;
  AdwSwitchRow *public_row;
  AdwSwitchRow *metered_row;
  AdwSpinRow   *at_once_row;
  AdwSpinRow   *rate_row;
};

G_DEFINE_FINAL_TYPE (CwPreferencesDialog, cw_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* In the order of the row's model. */
static const char *const schemes[] = { "system", "light", "dark" };

static gboolean
scheme_to_position (GValue   *value,
                    GVariant *variant,
                    gpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (g_str_equal (schemes[i], g_variant_get_string (variant, NULL)))
        g_value_set_uint (value, i);
    }

  return TRUE;
}

static GVariant *
position_to_scheme (const GValue       *value,
                    const GVariantType *type,
                    gpointer            data)
{
  guint position = g_value_get_uint (value);

  return g_variant_new_string (schemes[MIN (position, G_N_ELEMENTS (schemes) - 1)]);
}

static gboolean
rate_to_kilobytes (GValue   *value,
                   GVariant *variant,
                   gpointer  data)
{
  g_value_set_double (value, (double) g_variant_get_uint64 (variant) / 1000);
  return TRUE;
}

static GVariant *
kilobytes_to_rate (const GValue       *value,
                   const GVariantType *type,
                   gpointer            data)
{
  return g_variant_new_uint64 ((guint64) (g_value_get_double (value) * 1000));
}

static void
show_folder (CwPreferencesDialog *self)
{
  g_autofree char *path = cw_export_folder_dup (self->settings);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *chosen = g_settings_get_string (self->settings, "export-folder");

  adw_action_row_set_subtitle (self->folder_row, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preferences.reset-folder", *chosen != '\0');
}

static void
on_folder_chosen (GObject      *object,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (CwPreferencesDialog) self = data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder != NULL && self->settings != NULL && g_file_peek_path (folder) != NULL)
    g_settings_set_string (self->settings, "export-folder", g_file_peek_path (folder));
}

static void
choose_folder (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CwPreferencesDialog *self = CW_PREFERENCES_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *path = cw_export_folder_dup (self->settings);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  gtk_file_dialog_set_title (dialog, _ ("Export Folder"));
  if (g_file_query_exists (folder, NULL))
    gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->choosing,
                                 on_folder_chosen, g_object_ref (self));
}

static void
reset_folder (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  g_settings_reset (CW_PREFERENCES_DIALOG (widget)->settings, "export-folder");
}

/**
 * cw_preferences_dialog_new:
 * @settings: what it shows and changes
 * @care: of which library
 *
 * Returns: (transfer floating): the dialog
 */
CwPreferencesDialog *
cw_preferences_dialog_new (GSettings     *settings,
                           CwLibraryCare *care)
{
  CwPreferencesDialog *self = g_object_new (CW_TYPE_PREFERENCES_DIALOG, NULL);

  self->settings = g_object_ref (settings);
  cw_folders_group_set_care (self->folders_group, care, settings);
  g_settings_bind (settings, "twitch-client-id", self->client_id_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "watch-public-clips", self->public_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "download-when-metered", self->metered_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "downloads-at-once", self->at_once_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "download-rate", self->rate_row, "value", G_SETTINGS_BIND_DEFAULT,
                                rate_to_kilobytes, kilobytes_to_rate, NULL, NULL);
  g_settings_bind (settings, "repeat", self->repeat_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "color-scheme", self->scheme_row, "selected", G_SETTINGS_BIND_DEFAULT,
                                scheme_to_position, position_to_scheme, NULL, NULL);
  g_signal_connect_object (settings, "changed::export-folder", G_CALLBACK (show_folder), self, G_CONNECT_SWAPPED);
  show_folder (self);

  return self;
}

static void
cw_preferences_dialog_dispose (GObject *object)
{
  CwPreferencesDialog *self = CW_PREFERENCES_DIALOG (object);

  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_preferences_dialog_parent_class)->dispose (object);
}

static void
cw_preferences_dialog_class_init (CwPreferencesDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_preferences_dialog_dispose;

  gtk_widget_class_install_action (widget_class, "preferences.choose-folder", NULL, choose_folder);
  gtk_widget_class_install_action (widget_class, "preferences.reset-folder", NULL, reset_folder);

  g_type_ensure (CW_TYPE_FOLDERS_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/preferences/cw-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, at_once_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, folders_group);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, metered_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, public_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, rate_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, CwPreferencesDialog, scheme_row);
}

static void
cw_preferences_dialog_init (CwPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choosing = g_cancellable_new ();
}

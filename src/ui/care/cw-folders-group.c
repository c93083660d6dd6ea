/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folders-group.h"

#include "cw-task-dialog.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/**
 * CwFoldersGroup:
 *
 * In Preferences: where the library keeps its clips, and the folder that it watches.
 */
struct _CwFoldersGroup
{
  AdwPreferencesGroup parent_instance;

  CwLibraryCare *care;
  GSettings     *settings;
  GCancellable  *choosing;

  AdwSpinner   *busy_spinner;
  AdwActionRow *library_row;
  AdwSwitchRow *watch_row;
  AdwActionRow *watched_row;
};

G_DEFINE_FINAL_TYPE (CwFoldersGroup, cw_folders_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_subtitle (AdwActionRow *row,
              const char   *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (row, escaped);
}

/* --- where clips are kept ------------------------------------------------------------------ */

static void
show_library (CwFoldersGroup *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (cw_library_care_get_media_folder (self->care));
  g_autofree char *name = g_file_get_parse_name (folder);
  g_autofree char *chosen = g_settings_get_string (self->settings, "library-folder");

  set_subtitle (self->library_row, name);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "folders.reset-library", *chosen != '\0');
}

static DexFuture *
move_fiber (CwTaskDialog  *dialog,
            CwLibraryCare *care,
            const char    *path,
            CwProgress    *progress)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!dex_await (cw_library_care_move (care, path, progress), &error))
    {
      cw_task_dialog_fail (dialog, _ ("The Library Was Not Moved"), error);
      return dex_future_new_true ();
    }

  sentence = g_strdup_printf (_ ("Clips that you keep are in %s now."), cw_library_care_get_media_folder (care));
  cw_task_dialog_finish (dialog, _ ("Library Moved"), sentence, NULL);
  return dex_future_new_true ();
}

static void
move (CwFoldersGroup *self,
      const char     *path)
{
  g_autoptr (CwProgress) progress = cw_progress_new ();
  CwTaskDialog *dialog = cw_task_dialog_new (_ ("Move Library"), _ ("The clips that you keep go to another folder. Until all of them are there the library stays where it is."), G_OBJECT (progress));

  cw_task_dialog_take (dialog, cw_spawn (G_CALLBACK (move_fiber), 4, CW_TYPE_TASK_DIALOG, dialog, CW_TYPE_LIBRARY_CARE, self->care, G_TYPE_STRING, path, CW_TYPE_PROGRESS, progress));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_library_chosen (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (CwFoldersGroup) self = data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder != NULL && self->care != NULL && g_file_peek_path (folder) != NULL)
    move (self, g_file_peek_path (folder));
}

static void
choose (CwFoldersGroup     *self,
        const char         *title,
        GAsyncReadyCallback callback)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->choosing, callback, g_object_ref (self));
}

static void
choose_library (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  choose (CW_FOLDERS_GROUP (widget), _ ("Folder for Kept Clips"), on_library_chosen);
}

static void
reset_library (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  move (CW_FOLDERS_GROUP (widget), NULL);
}

/* --- the watched folder ----------------------------------------------------------------------- */

static char *
describe_watch (CwFoldersGroup *self,
                gboolean       *busy)
{
  g_autofree char *error = NULL;
  gboolean         active;
  guint            taken;

  g_object_get (cw_library_care_get_watch (self->care), "active", &active, "busy", busy, "taken", &taken, "error", &error, NULL);
  if (!active)
    return NULL;
  if (error != NULL)
    return g_steal_pointer (&error);
  if (taken > 0)
    return g_strdup_printf (ngettext ("%u clip came since the start", "%u clips came since the start", taken), taken);

  return g_strdup (_ ("Nothing new so far"));
}

static void
show_watched (CwFoldersGroup *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "watched-folder");
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autofree char *name = *path != '\0' ? g_file_get_parse_name (folder) : g_strdup (_ ("None chosen yet"));
  gboolean         busy = FALSE;
  g_autofree char *state = describe_watch (self, &busy);
  g_autofree char *text = state != NULL ? g_strconcat (name, "\n", state, NULL) : g_strdup (name);

  set_subtitle (self->watched_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->busy_spinner), busy);
}

static void
on_watched_chosen (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (CwFoldersGroup) self = data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folder != NULL && self->settings != NULL && g_file_peek_path (folder) != NULL)
    g_settings_set_string (self->settings, "watched-folder", g_file_peek_path (folder));
}

static void
choose_watched (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  choose (CW_FOLDERS_GROUP (widget), _ ("Watched Folder"), on_watched_chosen);
}

/**
 * cw_folders_group_set_care:
 * @self: the group
 * @care: of which library; once
 * @settings: what it shows and changes
 */
void
cw_folders_group_set_care (CwFoldersGroup *self,
                           CwLibraryCare  *care,
                           GSettings      *settings)
{
  g_return_if_fail (CW_IS_FOLDERS_GROUP (self) && self->care == NULL);
  g_return_if_fail (CW_IS_LIBRARY_CARE (care) && G_IS_SETTINGS (settings));

  self->care = g_object_ref (care);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "watch-folder", self->watch_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::watched-folder", G_CALLBACK (show_watched), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::library-folder", G_CALLBACK (show_library), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (care, "notify::media-folder", G_CALLBACK (show_library), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cw_library_care_get_watch (care), "notify", G_CALLBACK (show_watched), self, G_CONNECT_SWAPPED);
  show_library (self);
  show_watched (self);
}

static void
cw_folders_group_dispose (GObject *object)
{
  CwFoldersGroup *self = CW_FOLDERS_GROUP (object);

  g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_FOLDERS_GROUP);
  g_clear_object (&self->care);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_folders_group_parent_class)->dispose (object);
}

static void
cw_folders_group_class_init (CwFoldersGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_folders_group_dispose;

  gtk_widget_class_install_action (widget_class, "folders.choose-library", NULL, choose_library);
  gtk_widget_class_install_action (widget_class, "folders.reset-library", NULL, reset_library);
  gtk_widget_class_install_action (widget_class, "folders.choose-watched", NULL, choose_watched);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/care/cw-folders-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFoldersGroup, busy_spinner);
  gtk_widget_class_bind_template_child (widget_class, CwFoldersGroup, library_row);
  gtk_widget_class_bind_template_child (widget_class, CwFoldersGroup, watch_row);
  gtk_widget_class_bind_template_child (widget_class, CwFoldersGroup, watched_row);
}

static void
cw_folders_group_init (CwFoldersGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choosing = g_cancellable_new ();
}

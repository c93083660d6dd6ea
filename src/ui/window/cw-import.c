/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-import.h"

#include "cw-toast.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

static gboolean
is_project (const char *path)
{
  return g_str_has_suffix (path, ".otio");
}

/* Starts all of them: how many are worked on at once is the library's matter. */
static GPtrArray *
begin (CwLibrary     *library,
       CwProjectList *projects,
       GListModel    *files)
{
  GPtrArray *futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      const char      *path = g_file_peek_path (file);
      g_autofree char *uri = path == NULL ? g_file_get_uri (file) : NULL;

      if (path == NULL)
        g_ptr_array_add (futures, dex_future_new_reject (CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("“%s” is not on this computer: save it here first, and add that"), uri));
      else if (is_project (path))
        g_ptr_array_add (futures, cw_project_list_import (projects, path));
      else
        g_ptr_array_add (futures, cw_library_import (library, path));
    }

  return futures;
}

static void
on_details (AdwToast  *toast,
            GtkWidget *widget)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Files That Could Not Be Added"), g_object_get_data (G_OBJECT (toast), "details"));

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, widget);
}

static void
show_errors (GtkWidget *widget,
             GPtrArray *errors)
{
  g_autofree char *title = NULL;
  AdwToast        *toast;

  if (errors->len == 0)
    return;

  if (errors->len == 1)
    {
      toast = adw_toast_new (errors->pdata[0]);
      adw_toast_set_timeout (toast, 10);
      adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
      cw_toast_add (widget, toast);
      return;
    }

  title = g_strdup_printf (ngettext ("%u file could not be added", "%u files could not be added", errors->len), errors->len);
  toast = adw_toast_new (title);
  g_ptr_array_add (errors, NULL);
  g_object_set_data_full (G_OBJECT (toast), "details", g_strjoinv ("\n\n", (char **) errors->pdata), g_free);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _ ("_Details"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_details), widget, G_CONNECT_DEFAULT);
  cw_toast_add (widget, toast);
}

static DexFuture *
import_fiber (GtkWidget     *widget,
              CwLibrary     *library,
              CwProjectList *projects,
              GListModel    *files)
{
  g_autoptr (GPtrArray) futures = begin (library, projects, files);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GObject) last = NULL;
  guint count = 0;

  for (guint i = 0; i < futures->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GObject) object = dex_await_object (dex_ref (futures->pdata[i]), &error);

      if (object != NULL)
        {
          g_set_object (&last, object);
          count++;
        }
      else if (cw_error_is_cancelled (error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      else
        g_ptr_array_add (errors, g_strdup (error->message));
    }

  show_errors (widget, errors);

  if (futures->len == 1 && last != NULL)
    return dex_future_new_take_object (g_steal_pointer (&last));

  return dex_future_new_reject (CW_ERROR, count > 0 ? CW_ERROR_MISSING : CW_ERROR_INVALID, "There is no single one to show");
}

/**
 * cw_import:
 * @widget: where to say what came of it
 * @library: takes videos
 * @projects: takes projects (.otio)
 * @files: a list of #GFile
 *
 * Takes @files in, and tells the user what could not be.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip or #CwProject
 *   where there was a single file, and is rejected with %CW_ERROR_MISSING where
 *   there were several, with %CW_ERROR_INVALID where none could be taken
 */
DexFuture *
cw_import (GtkWidget     *widget,
           CwLibrary     *library,
           CwProjectList *projects,
           GListModel    *files)
{
  dex_return_error_if_fail (GTK_IS_WIDGET (widget));
  dex_return_error_if_fail (CW_IS_LIBRARY (library));
  dex_return_error_if_fail (CW_IS_PROJECT_LIST (projects));
  dex_return_error_if_fail (G_IS_LIST_MODEL (files));

  return cw_spawn (G_CALLBACK (import_fiber), 4, GTK_TYPE_WIDGET, widget, CW_TYPE_LIBRARY, library,
                   CW_TYPE_PROJECT_LIST, projects, G_TYPE_LIST_MODEL, files);
}

/**
 * cw_import_dialog_new:
 * @title: what the files are chosen for
 *
 * Returns: (transfer full): a dialog that chooses among videos
 */
GtkFileDialog *
cw_import_dialog_new (const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) videos = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_VIDEOS);

  gtk_file_filter_set_name (videos, _ ("Videos"));
  gtk_file_filter_add_mime_type (videos, "video/*");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, videos);
  g_list_store_append (filters, all);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  if (folder != NULL)
    {
      g_autoptr (GFile) start = g_file_new_for_path (folder);

      gtk_file_dialog_set_initial_folder (dialog, start);
    }

  return dialog;
}

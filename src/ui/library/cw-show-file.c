/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-show-file.h"

#include "cw-toast.h"

#include <glib/gi18n.h>

static void
on_shown (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GtkWidget) widget = data;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (object), result, NULL))
    cw_toast_show (widget, _ ("There is no program that can show the folder"));
}

/**
 * cw_show_file:
 * @widget: where the user asked for it
 * @path: a file
 *
 * Shows @path among the user's files, or says that nothing can.
 */
void
cw_show_file (GtkWidget  *widget,
              const char *path)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GtkFileLauncher) launcher = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (path != NULL);

  file = g_file_new_for_path (path);
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_shown, g_object_ref (widget));
}

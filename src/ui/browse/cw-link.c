/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-link.h"

#include "cw-toast.h"

#include <glib/gi18n.h>

static void
on_opened (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (object), result, &error) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    cw_toast_show (widget, _ ("There is no program that can open the link"));
}

/**
 * cw_link_open:
 * @widget: where the user asked for it
 * @url: an address
 *
 * Opens @url in the user's browser, or says that there is none.
 */
void
cw_link_open (GtkWidget  *widget,
              const char *url)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (url != NULL);

  launcher = gtk_uri_launcher_new (url);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_opened, g_object_ref (widget));
}

/**
 * cw_link_copy:
 * @widget: where the user asked for it
 * @url: an address
 *
 * Puts @url on the clipboard, and says so.
 */
void
cw_link_copy (GtkWidget  *widget,
              const char *url)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (url != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), url);
  cw_toast_show (widget, _ ("Link copied"));
}

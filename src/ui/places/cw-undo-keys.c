/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-undo-keys.h"

#include "cw-toast.h"

#include "cw-async.h"
#include "cw-command-text.h"

#include <glib/gi18n.h>

static DexFuture *
undo_fiber (GtkWidget *page,
            CwLibrary *library,
            gboolean   again)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCommand) command = NULL;
  g_autofree char *text = NULL;

  g_object_get (library, again ? "redo" : "undo", &command, NULL);
  if (command == NULL)
    return dex_future_new_false ();
  if (!dex_await (again ? cw_library_redo (library) : cw_library_undo (library), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  text = cw_command_text (command);
  if (*text != '\0')
    cw_toast_show (page, again ? _ ("Redone: %s") : _ ("Undone: %s"), text);

  return dex_future_new_true ();
}

/* Only on the page that is seen, wherever in the window the focus is; but text has its own. */
static gboolean
on_key (GtkWidget *page,
        GVariant  *again,
        gpointer   data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  if (!gtk_widget_get_mapped (page) || GTK_IS_EDITABLE (focus))
    return FALSE;

  cw_toast_watch (page, cw_spawn (G_CALLBACK (undo_fiber), 3, GTK_TYPE_WIDGET, page, CW_TYPE_LIBRARY, data, G_TYPE_BOOLEAN, g_variant_get_boolean (again)));
  return TRUE;
}

/**
 * cw_undo_keys_attach:
 * @page: a page on which the library is changed
 * @library: the library
 *
 * Has Ctrl+Z undo, and Ctrl+Shift+Z and Ctrl+Y do again, what the user did last.
 */
void
cw_undo_keys_attach (GtkWidget *page,
                     CwLibrary *library)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    gboolean        again;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, FALSE },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, TRUE },
    { GDK_KEY_y, GDK_CONTROL_MASK, TRUE },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (CW_IS_LIBRARY (library));

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers), gtk_callback_action_new (on_key, g_object_ref (library), g_object_unref));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_boolean (keys[i].again));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (page, controller);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-undo-keys.h"

#include "cw-undo-toast.h"

/* Only on the page that is seen, wherever in the window the focus is; but text has its own. */
static gboolean
on_key (GtkWidget *page,
        GVariant  *again,
        gpointer   data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  if (!gtk_widget_get_mapped (page) || GTK_IS_EDITABLE (focus))
    return FALSE;

  cw_undo_toast_undo (page, data, g_variant_get_boolean (again));
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

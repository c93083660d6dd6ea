/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-shortcuts-dialog.h"

#include <glib/gi18n.h>

/**
 * CwShortcutsDialog:
 *
 * Every key that does something. GtkShortcutsWindow is deprecated at our floor
 * and AdwShortcutsDialog not there yet.
 */
struct _CwShortcutsDialog
{
  AdwDialog parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (CwShortcutsDialog, cw_shortcuts_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  const char *title;   /* of a group, where there are no keys */
  const char *keys[3]; /* as for gtk_accelerator_parse() */
} Entry;

static const Entry entries[] = {
  { N_ ("General"), { NULL } },
  { N_ ("Add videos"), { "<Control>o" } },
  { N_ ("Home"), { "<Alt>1" } },
  { N_ ("Search Twitch"), { "<Alt>2" } },
  { N_ ("Categories"), { "<Alt>3" } },
  { N_ ("New clips"), { "<Alt>4" } },
  { N_ ("Library"), { "<Alt>5" } },
  { N_ ("Projects"), { "<Alt>6" } },
  { N_ ("Exports"), { "<Alt>7" } },
  { N_ ("Trash"), { "<Alt>8" } },
  { N_ ("Main menu"), { "F10" } },
  { N_ ("Preferences"), { "<Control>comma" } },
  { N_ ("Keyboard shortcuts"), { "<Control>question", "F1" } },
  { N_ ("Close the window"), { "<Control>w" } },
  { N_ ("Quit"), { "<Control>q" } },
  { N_ ("Library"), { NULL } },
  { N_ ("Search"), { "<Control>f" } },
  { N_ ("Play"), { "Return" } },
  { N_ ("Quick look"), { "space" } },
  { N_ ("Details"), { "F9" } },
  { N_ ("Edit"), { "<Control>Return" } },
  { N_ ("Rename"), { "F2" } },
  { N_ ("Add or remove a favourite"), { "<Control>d" } },
  { N_ ("Add a tag"), { "<Control>t" } },
  { N_ ("Move to the trash"), { "Delete" } },
  { N_ ("Undo"), { "<Control>z" } },
  { N_ ("Redo"), { "<Control><Shift>z", "<Control>y" } },
  { N_ ("Browse by group"), { "<Control>g" } },
  { N_ ("Save search as collection"), { "<Control>s" } },
  { N_ ("Move up or down in a collection"), { "<Alt>Up", "<Alt>Down" } },
  { N_ ("Select all"), { "<Control>a" } },
  { N_ ("Select nothing"), { "Escape" } },
  { N_ ("Menu of a clip"), { "Menu", "<Shift>F10" } },
  { N_ ("Player"), { NULL } },
  { N_ ("Play or pause"), { "space", "k" } },
  { N_ ("Back 5 seconds"), { "Left" } },
  { N_ ("Forward 5 seconds"), { "Right" } },
  { N_ ("One frame back"), { "comma" } },
  { N_ ("One frame forward"), { "period" } },
  { N_ ("Play backwards, then faster"), { "j" } },
  { N_ ("Play forwards, then faster"), { "l" } },
  { N_ ("To the beginning"), { "Home" } },
  { N_ ("To the end"), { "End" } },
  { N_ ("Mark the beginning of the cut"), { "bracketleft" } },
  { N_ ("Mark the end of the cut"), { "bracketright" } },
  { N_ ("Edit"), { "e" } },
  { N_ ("Full screen"), { "f", "F11" } },
  { N_ ("Louder"), { "Up" } },
  { N_ ("Quieter"), { "Down" } },
  { N_ ("Mute"), { "m" } },
  { N_ ("Leave"), { "Escape" } },
  { N_ ("Editor"), { NULL } },
  { N_ ("Undo"), { "<Control>z" } },
  { N_ ("Redo"), { "<Control><Shift>z", "<Control>y" } },
  { N_ ("Play or pause"), { "space" } },
  { N_ ("Play"), { "l" } },
  { N_ ("Pause"), { "k" } },
  { N_ ("Back 1 second"), { "j" } },
  { N_ ("One frame back"), { "comma" } },
  { N_ ("One frame forward"), { "period" } },
  { N_ ("To the start of the cut"), { "Home" } },
  { N_ ("To the end of the cut"), { "End" } },
  { N_ ("Start the cut here"), { "bracketleft" } },
  { N_ ("End the cut here"), { "bracketright" } },
  { N_ ("Move a handle by a frame"), { "Left", "Right" } },
  { N_ ("Move a handle by a second"), { "<Control>Left", "<Control>Right" } },
  { N_ ("Move a box"), { "Left", "Right" } },
  { N_ ("Move a box a little"), { "<Shift>Left", "<Shift>Right" } },
  { N_ ("Grow or shrink a box"), { "plus", "minus" } },
  { N_ ("Export"), { "<Control>e" } },
};

static GtkWidget *
new_keys (const char *accelerator)
{
  GtkWidget       *label;
  g_autofree char *text = NULL;
  guint            key;
  GdkModifierType  modifiers;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_assert_not_reached ();

  text = gtk_accelerator_get_label (key, modifiers);
  label = gtk_label_new (text);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "keycap");

  return label;
}

static void
add_row (AdwPreferencesGroup *group,
         const Entry         *entry)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_dgettext (GETTEXT_PACKAGE, entry->title));
  for (guint i = 0; i < G_N_ELEMENTS (entry->keys) && entry->keys[i] != NULL; i++)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_keys (entry->keys[i]));
  adw_preferences_group_add (group, row);
}

static void
fill (CwShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      if (entries[i].keys[0] != NULL)
        {
          add_row (group, &entries[i]);
          continue;
        }

      group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (group, g_dgettext (GETTEXT_PACKAGE, entries[i].title));
      adw_preferences_page_add (self->page, group);
    }
}

/**
 * cw_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): the dialog
 */
CwShortcutsDialog *
cw_shortcuts_dialog_new (void)
{
  return g_object_new (CW_TYPE_SHORTCUTS_DIALOG, NULL);
}

static void
cw_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (cw_shortcuts_dialog_parent_class)->dispose (object);
}

static void
cw_shortcuts_dialog_class_init (CwShortcutsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/preferences/cw-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwShortcutsDialog, page);
}

static void
cw_shortcuts_dialog_init (CwShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

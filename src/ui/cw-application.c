/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-application.h"

#include "cw-care-actions.h"
#include "cw-clear-history.h"
#include "cw-preferences-dialog.h"
#include "cw-shortcuts-dialog.h"
#include "cw-window.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwApplication:
 *
 * One process for the user: a second `clipwright FILE…` hands its files to the
 * first.
 */
struct _CwApplication
{
  AdwApplication parent_instance;

  GSettings  *settings;
  CwServices *services;
  DexFuture  *opening;
  gboolean    again;
};

G_DEFINE_FINAL_TYPE (CwApplication, cw_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question", "F1" } },
  { "window.close", { "<Control>w" } },
  { "win.import", { "<Control>o" } },
  { "win.search", { "<Control>f" } },
  { "places.groups", { "<Control>g" } },
  { "win.export", { "<Control>e" } },
  { "win.page::home", { "<Alt>1" } },
  { "win.page::search", { "<Alt>2" } },
  { "win.page::categories", { "<Alt>3" } },
  { "win.page::new-clips", { "<Alt>4" } },
  { "win.page::library", { "<Alt>5" } },
  { "win.page::projects", { "<Alt>6" } },
  { "win.page::exports", { "<Alt>7" } },
  { "win.page::trash", { "<Alt>8" } },
};

CwApplication *
cw_application_new (void)
{
  return g_object_new (CW_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCE_PATH,
                       NULL);
}

/**
 * cw_application_get_again:
 * @self: the application, after it has run
 *
 * Returns: whether it is to be started again
 */
gboolean
cw_application_get_again (CwApplication *self)
{
  g_return_val_if_fail (CW_IS_APPLICATION (self), FALSE);

  return self->again;
}

static CwWindow *
find_window (CwApplication *self)
{
  for (GList *list = gtk_application_get_windows (GTK_APPLICATION (self)); list != NULL; list = list->next)
    {
      if (CW_IS_WINDOW (list->data))
        return list->data;
    }

  return cw_window_new (ADW_APPLICATION (self), self->services);
}

static void show_open_error (CwApplication *self,
                             const GError  *error);

/* The question comes back under what is chosen now: there still is no library. */
static void
on_error_response (AdwAlertDialog *dialog,
                   const char     *response,
                   gpointer        data)
{
  CwApplication *self = data;

  if (g_str_equal (response, "quit"))
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }

  show_open_error (self, g_object_get_data (G_OBJECT (dialog), "error"));
  gtk_widget_activate_action (GTK_WIDGET (find_window (self)), "win.restore-backup", NULL);
}

/* What is of a newer program is sound, and nothing to put a backup in the place of. */
static void
show_open_error (CwApplication *self,
                 const GError  *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Your Library Cannot Be Opened"), error->message);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "quit", _ ("_Quit"));
  if (g_error_matches (error, CW_ERROR, CW_ERROR_MALFORMED))
    adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "restore", _ ("_Restore from Backup…"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "quit");
  g_object_set_data_full (G_OBJECT (dialog), "error", g_error_copy (error), (GDestroyNotify) g_error_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_error_response), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (find_window (self)));
}

static DexFuture *
open_fiber (CwApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_services_open (self->services), &error))
    show_open_error (self, error);
  else
    cw_care_actions_tell (GTK_WIDGET (find_window (self)), cw_services_get_care (self->services));

  return dex_future_new_true ();
}

static void
set_scheme (CwApplication *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, "color-scheme");
  AdwColorScheme   scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (name, "light"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (name, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  /* Not g_application_quit: the window may have to ask first. */
  cw_window_close (find_window (data));
}

/* Where the user is asked first and says no, it does not come to that. */
static void
on_restart (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  CwApplication *self = data;

  cw_window_close (find_window (self));
  self->again = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  CwApplication *self = data;

  adw_dialog_present (ADW_DIALOG (cw_preferences_dialog_new (self->settings, cw_services_get_care (self->services))), GTK_WIDGET (find_window (self)));
}

static void
on_clear_history (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  CwApplication *self = data;

  cw_clear_history (ADW_APPLICATION_WINDOW (find_window (self)), cw_services_get_library (self->services));
}

static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  adw_dialog_present (ADW_DIALOG (cw_shortcuts_dialog_new ()), GTK_WIDGET (find_window (data)));
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", _ ("Clipwright"),
                "application-icon", APP_ID,
                "version", VERSION,
                "developer-name", _ ("The Clipwright authors"),
                "license-type", GTK_LICENSE_GPL_3_0,
                "comments", _ ("Make vertical videos of your clips, on your own machine.\n\n"
                               "Clipwright is not a Twitch product, and is neither made nor endorsed by Twitch."),
                "translator-credits", _ ("translator-credits"),
                NULL);
  adw_dialog_present (dialog, GTK_WIDGET (find_window (data)));
}

/* From a notification. */
static void
on_new_clips (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  CwWindow *window = find_window (data);

  g_object_set (window, "page", "new-clips", NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry actions[] = {
  { "quit", on_quit },
  { "restart", on_restart },
  { "new-clips", on_new_clips },
  { "clear-history", on_clear_history },
  { "preferences", on_preferences },
  { "shortcuts", on_shortcuts },
  { "about", on_about },
};

static void
cw_application_startup (GApplication *application)
{
  CwApplication *self = CW_APPLICATION (application);

  G_APPLICATION_CLASS (cw_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action, accelerators[i].keys);

  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (set_scheme), self, G_CONNECT_SWAPPED);
  set_scheme (self);

  self->services = cw_services_new (NULL);
  self->opening = cw_spawn (G_CALLBACK (open_fiber), 1, CW_TYPE_APPLICATION, self);
}

static void
cw_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (find_window (CW_APPLICATION (application))));
}

static DexFuture *
open_files_fiber (CwApplication *self,
                  GListModel    *files)
{
  if (dex_await (dex_ref (self->opening), NULL))
    cw_window_open_files (find_window (self), files);

  return dex_future_new_true ();
}

static void
cw_application_open (GApplication *application,
                     GFile       **files,
                     int           n_files,
                     const char   *hint)
{
  CwApplication *self = CW_APPLICATION (application);
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);

  g_application_activate (application);
  cw_detach (cw_spawn (G_CALLBACK (open_files_fiber), 2, CW_TYPE_APPLICATION, self, G_TYPE_LIST_MODEL, list),
             "opening files");
}

static void
cw_application_shutdown (GApplication *application)
{
  CwApplication *self = CW_APPLICATION (application);

  dex_clear (&self->opening);
  g_clear_object (&self->services);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (cw_application_parent_class)->shutdown (application);
}

static void
cw_application_class_init (CwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = cw_application_startup;
  application_class->activate = cw_application_activate;
  application_class->open = cw_application_open;
  application_class->shutdown = cw_application_shutdown;
}

static void
cw_application_init (CwApplication *self)
{
  g_application_set_version (G_APPLICATION (self), VERSION);
}

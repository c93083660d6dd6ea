/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-window.h"

#include "cw-account-button.h"
#include "cw-care-actions.h"
#include "cw-categories-page.h"
#include "cw-drop-area.h"
#include "cw-editor-page.h"
#include "cw-export-notifier.h"
#include "cw-exports-page.h"
#include "cw-home-page.h"
#include "cw-import.h"
#include "cw-jobs-button.h"
#include "cw-library-page.h"
#include "cw-new-clips-notifier.h"
#include "cw-new-clips-page.h"
#include "cw-places.h"
#include "cw-player-page.h"
#include "cw-projects-page.h"
#include "cw-search-page.h"
#include "cw-sign-in-dialog.h"
#include "cw-toast.h"
#include "cw-twitch-pages.h"

#include "cw-editor.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-export-job.h"

#include <glib/gi18n.h>

struct _CwWindow
{
  AdwApplicationWindow parent_instance;

  GSettings     *settings;
  CwLibrary     *library;
  CwProjectList *projects;
  CwJobQueue    *jobs;
  CwTwitch      *twitch;
  CwPlaces      *places;
  char          *page;

  /* What is under way for this window; dropped with it. */
  DexFuture *opening;
  DexFuture *importing;

  GHashTable *pages; /* by name */
  gboolean    closing;

  AdwBanner              *away_banner;
  AdwBanner              *ended_banner;
  AdwNavigationView      *navigation;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *library_page;
  GtkListBox             *sidebar;
  GtkLabel               *unseen_label;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_PROJECTS,
  PROP_JOBS,
  PROP_TWITCH,
  PROP_PAGE,
} CwWindowProperty;

static GParamSpec *properties[PROP_PAGE + 1];

G_DEFINE_FINAL_TYPE (CwWindow, cw_window, ADW_TYPE_APPLICATION_WINDOW)

/* Downloads go on where they were, but an export begins again. */
static gboolean
is_exporting (CwWindow *self)
{
  return self->jobs != NULL && cw_job_queue_count_active (self->jobs, CW_EXPORT_JOB_KIND) > 0;
}

/* --- pages --------------------------------------------------------------- */

static void
select_row (CwWindow *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, i);

      if (row == NULL)
        return;

      if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), self->page))
        gtk_list_box_select_row (self->sidebar, row);
    }
}

static void
set_page (CwWindow   *self,
          const char *name)
{
  AdwNavigationPage *page = name != NULL ? g_hash_table_lookup (self->pages, name) : NULL;

  if (page == NULL && name != NULL)
    page = cw_places_find_page (self->places, name);
  if (page == NULL)
    return;

  if (g_set_str (&self->page, name))
    {
      adw_navigation_split_view_set_content (self->split_view, page);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
    }

  select_row (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  adw_navigation_view_pop_to_tag (self->navigation, "browse");
}

/* The page follows the keys; with one column it would take them away. */
static void
on_row_selected (CwWindow      *self,
                 GtkListBoxRow *row)
{
  const char *name = row != NULL ? gtk_widget_get_name (GTK_WIDGET (row)) : NULL;

  if (name != NULL && !g_str_equal (name, self->page) && !adw_navigation_split_view_get_collapsed (self->split_view))
    set_page (self, name);
}

/* Over the browse page, in place of whatever is there. */
static void
show_over (CwWindow          *self,
           AdwNavigationPage *page)
{
  AdwNavigationPage *pages[] = { adw_navigation_view_find_page (self->navigation, "browse"), page };

  if (adw_navigation_view_get_visible_page (self->navigation) == pages[0])
    adw_navigation_view_push (self->navigation, page);
  else
    adw_navigation_view_replace (self->navigation, pages, G_N_ELEMENTS (pages));
}

/* It may be anywhere in the library, so it is not at hand. */
static CwClip *
load_clip (CwWindow   *self,
           const char *id)
{
  g_autoptr (GError) error = NULL;
  CwClip *clip = dex_await_object (cw_library_load_clip (self->library, id), &error);

  if (clip == NULL && !cw_error_is_cancelled (error))
    cw_toast_show (GTK_WIDGET (self->navigation), "%s", error->message);

  return clip;
}

static DexFuture *
open_clip_fiber (CwWindow   *self,
                 const char *id)
{
  g_autoptr (CwClip) clip = load_clip (self, id);

  if (clip != NULL)
    show_over (self, ADW_NAVIGATION_PAGE (cw_player_page_new (self->library, clip)));

  return dex_future_new_true ();
}

static void
open_clip (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwWindow *self = CW_WINDOW (widget);

  dex_clear (&self->opening);
  self->opening = cw_spawn (G_CALLBACK (open_clip_fiber), 2, CW_TYPE_WINDOW, self, G_TYPE_STRING, g_variant_get_string (parameter, NULL));
}

/* By what it is called on Twitch. */
static void
open_kept (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwWindow   *self = CW_WINDOW (widget);
  const char *id = cw_clip_origins_find (cw_twitch_get_origins (self->twitch), g_variant_get_string (parameter, NULL));

  if (id != NULL)
    gtk_widget_activate_action (widget, "win.open-clip", "s", id);
  else
    cw_toast_show (GTK_WIDGET (self->navigation), _ ("This clip is not in the library any more"));
}

/* Where Twitch is looked at, Twitch is searched, and else the library. */
static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwWindow *self = CW_WINDOW (widget);

  if (CW_IS_BROWSE_PAGE (g_hash_table_lookup (self->pages, self->page)))
    {
      set_page (self, "search");
      gtk_widget_activate_action (g_hash_table_lookup (self->pages, "search"), "search.focus", NULL);
      return;
    }

  set_page (self, "library");
  gtk_widget_activate_action (GTK_WIDGET (self->library_page), "library.search", NULL);
}

/* --- Twitch -------------------------------------------------------------- */

static void
on_signed_in (CwWindow  *self,
              CwAccount *account)
{
  gboolean persistent = cw_twitch_session_get_persistent (cw_twitch_get_session (self->twitch));

  if (persistent)
    cw_toast_show (GTK_WIDGET (self->navigation), _ ("Signed in as %s"), cw_account_get_name (account));
  else
    cw_toast_show (GTK_WIDGET (self->navigation), _ ("Signed in as %s until Clipwright ends: there is no keyring"), cw_account_get_name (account));
}

/* What had the focus before may have gone meanwhile, and the clip play. */
static void
on_sign_in_closed (CwWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->navigation);

  if (CW_IS_PLAYER_BASE (page))
    cw_player_base_take_focus (CW_PLAYER_BASE (page));
}

static void
sign_in (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwWindow       *self = CW_WINDOW (widget);
  const char     *need = g_variant_get_string (parameter, NULL);
  CwSignInDialog *dialog = cw_sign_in_dialog_new (self->twitch, cw_twitch_need_from_nick (need), g_str_equal (need, "another"));

  g_signal_connect_object (dialog, "signed-in", G_CALLBACK (on_signed_in), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_sign_in_closed), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_ended (CwWindow *self)
{
  adw_banner_set_revealed (self->ended_banner, cw_twitch_session_get_ended (cw_twitch_get_session (self->twitch)));
}

/* --- editing ------------------------------------------------------------- */

static void
show_editor (CwWindow *self,
             CwEditor *editor)
{
  show_over (self, ADW_NAVIGATION_PAGE (cw_editor_page_new (editor, self->jobs)));
}

static DexFuture *
edit_fiber (CwWindow   *self,
            const char *id,
            gint64      in,
            gint64      out)
{
  g_autoptr (CwClip) clip = load_clip (self, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;
  g_autoptr (CwEditor) editor = NULL;

  if (clip == NULL)
    return dex_future_new_false ();

  project = dex_await_object (cw_project_list_create (self->projects, clip), &error);

  if (project == NULL)
    {
      if (!cw_error_is_cancelled (error))
        cw_toast_show (GTK_WIDGET (self->navigation), "%s", error->message);
      return dex_future_new_false ();
    }

  editor = cw_editor_new (self->projects, project);
  if (out > in)
    cw_editor_set_range (editor, in, out);
  show_editor (self, editor);

  return dex_future_new_true ();
}

static void
begin_edit (CwWindow   *self,
            const char *id,
            gint64      in,
            gint64      out)
{
  dex_clear (&self->opening);
  self->opening = cw_spawn (G_CALLBACK (edit_fiber), 4, CW_TYPE_WINDOW, self, G_TYPE_STRING, id, G_TYPE_INT64, in, G_TYPE_INT64, out);
}

static void
edit_clip (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  begin_edit (CW_WINDOW (widget), g_variant_get_string (parameter, NULL), 0, 0);
}

static void
edit_range (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  const char *id;
  gint64      in;
  gint64      out;

  g_variant_get (parameter, "(&sxx)", &id, &in, &out);
  begin_edit (CW_WINDOW (widget), id, in, out);
}

static DexFuture *
open_project_fiber (CwWindow   *self,
                    const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = dex_await_object (cw_project_list_open (self->projects, id), &error);
  g_autoptr (CwEditor) editor = NULL;

  if (project == NULL)
    {
      if (!cw_error_is_cancelled (error))
        cw_toast_show (GTK_WIDGET (self->navigation), "%s", error->message);
      return dex_future_new_false ();
    }

  editor = cw_editor_new (self->projects, project);
  show_editor (self, editor);

  return dex_future_new_true ();
}

static void
open_project (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CwWindow *self = CW_WINDOW (widget);

  dex_clear (&self->opening);
  self->opening = cw_spawn (G_CALLBACK (open_project_fiber), 2, CW_TYPE_WINDOW, self,
                            G_TYPE_STRING, g_variant_get_string (parameter, NULL));
}

static void
export_page (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (CW_WINDOW (widget)->navigation);

  if (CW_IS_EDITOR_PAGE (page))
    gtk_widget_activate_action (GTK_WIDGET (page), "editor.export", NULL);
}

/* --- importing ----------------------------------------------------------- */

static DexFuture *
import_fiber (CwWindow   *self,
              GListModel *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) opened = dex_await_object (cw_import (GTK_WIDGET (self->navigation), self->library, self->projects, files), &error);

  if (CW_IS_CLIP (opened))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "s", cw_clip_get_id (CW_CLIP (opened)));
  else if (CW_IS_PROJECT (opened))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-project", "s", cw_project_get_id (CW_PROJECT (opened)));
  else if (g_error_matches (error, CW_ERROR, CW_ERROR_MISSING))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "library");

  return dex_future_new_true ();
}

/**
 * cw_window_open_files:
 * @self: the window
 * @files: a list of #GFile: videos or projects
 *
 * Takes @files in. A single one is shown at once; of several the library is.
 */
void
cw_window_open_files (CwWindow   *self,
                      GListModel *files)
{
  DexFuture *next;

  g_return_if_fail (CW_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  next = cw_spawn (G_CALLBACK (import_fiber), 2, CW_TYPE_WINDOW, self, G_TYPE_LIST_MODEL, files);

  /* Files that are still being imported go on beside the new ones. */
  if (self->importing != NULL && dex_future_is_pending (self->importing))
    next = dex_future_all (self->importing, next, NULL);
  else
    dex_clear (&self->importing);

  self->importing = next;
}

static void
on_files_chosen (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (CwWindow) self = data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (files != NULL && !self->closing)
    cw_window_open_files (self, files);
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = cw_import_dialog_new (_ ("Add Videos"));

  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (widget), NULL, on_files_chosen, g_object_ref (widget));
}

static void
try_sample (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  const char      *folder = g_getenv ("CLIPWRIGHT_DATA_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : PKGDATADIR, "sample.mp4", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  g_list_store_append (files, file);
  cw_window_open_files (CW_WINDOW (widget), G_LIST_MODEL (files));
}

/* --- the window itself --------------------------------------------------- */

static void
on_close_response (AdwAlertDialog *dialog,
                   const char     *response,
                   gpointer        data)
{
  CwWindow *self = data;

  if (!g_str_equal (response, "stop"))
    return;

  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
cw_window_close_request (GtkWindow *window)
{
  CwWindow *self = CW_WINDOW (window);

  if (!self->closing && is_exporting (self))
    {
      AdwDialog *dialog = adw_alert_dialog_new (_ ("Stop Exporting?"),
                                                _ ("A video is still being exported. It begins again when you start Clipwright the next time."));

      adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Keep Exporting"), "stop", _ ("_Stop and Quit"), NULL);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
      adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
      g_signal_connect_object (dialog, "response", G_CALLBACK (on_close_response), self, G_CONNECT_DEFAULT);
      adw_dialog_present (dialog, GTK_WIDGET (self));
      return TRUE;
    }

  self->closing = TRUE;
  return GTK_WINDOW_CLASS (cw_window_parent_class)->close_request (window);
}

/**
 * cw_window_close:
 * @self: the window
 *
 * Closes the window with whatever dialog is open over it, unless the user is
 * asked and says no.
 */
void
cw_window_close (CwWindow *self)
{
  g_autoptr (GListModel) dialogs = NULL;

  g_return_if_fail (CW_IS_WINDOW (self));

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (self));
  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      adw_dialog_force_close (dialog);
    }

  gtk_window_close (GTK_WINDOW (self));
}

/**
 * cw_window_new:
 * @application: the application it belongs to
 * @services: what it hands on to its pages
 *
 * Returns: (transfer none): the window, owned by GTK
 */
CwWindow *
cw_window_new (AdwApplication *application,
               CwServices     *services)
{
  CwWindow *self = g_object_new (CW_TYPE_WINDOW,
                                 "application", application,
                                 "library", cw_services_get_library (services),
                                 "projects", cw_services_get_projects (services),
                                 "jobs", cw_services_get_jobs (services),
                                 "twitch", cw_services_get_twitch (services),
                                 NULL);

  cw_care_actions_add (ADW_APPLICATION_WINDOW (self), cw_services_get_care (services), self->away_banner);
  self->places = cw_places_new (GTK_WIDGET (self), self->sidebar, services);
  cw_places_extend_menu (self->places, cw_library_page_get_view (CW_LIBRARY_PAGE (self->library_page)));
  return self;
}

static void
add_page (CwWindow   *self,
          const char *name,
          gpointer    page)
{
  g_hash_table_insert (self->pages, (gpointer) name, g_object_ref_sink (page));
}

static void
add_twitch_page (CwWindow   *self,
                 const char *name,
                 GType       type)
{
  CwBrowsePage *page = g_object_new (type, "twitch", self->twitch, NULL);

  cw_twitch_pages_watch (ADW_NAVIGATION_PAGE (page), self->twitch, self->navigation);
  add_page (self, name, page);
}

static void
cw_window_constructed (GObject *object)
{
  CwWindow *self = CW_WINDOW (object);

  G_OBJECT_CLASS (cw_window_parent_class)->constructed (object);

  add_page (self, "library", self->library_page);
  add_page (self, "projects", g_object_new (CW_TYPE_PROJECTS_PAGE, "projects", self->projects, NULL));
  add_page (self, "exports", g_object_new (CW_TYPE_EXPORTS_PAGE, "jobs", self->jobs, NULL));
  add_twitch_page (self, "home", CW_TYPE_HOME_PAGE);
  add_twitch_page (self, "search", CW_TYPE_SEARCH_PAGE);
  add_twitch_page (self, "categories", CW_TYPE_CATEGORIES_PAGE);
  add_twitch_page (self, "new-clips", CW_TYPE_NEW_CLIPS_PAGE);
  cw_export_notifier_watch (GTK_WINDOW (self), self->jobs);
  cw_new_clips_notifier_watch (GTK_WINDOW (self), cw_twitch_get_watch (self->twitch));
  g_object_bind_property (cw_twitch_get_watch (self->twitch), "unseen", self->unseen_label, "visible", G_BINDING_SYNC_CREATE);
  g_object_bind_property (cw_twitch_get_watch (self->twitch), "unseen", self->unseen_label, "label", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (cw_twitch_get_session (self->twitch), "notify::ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  on_ended (self);

  select_row (self);
}

static void
cw_window_dispose (GObject *object)
{
  CwWindow *self = CW_WINDOW (object);

  self->closing = TRUE;
  dex_clear (&self->opening);
  dex_clear (&self->importing);
  g_clear_object (&self->places);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_WINDOW);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_object (&self->library);
  g_clear_object (&self->projects);
  g_clear_object (&self->jobs);
  g_clear_object (&self->twitch);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_window_parent_class)->dispose (object);
}

static void
cw_window_finalize (GObject *object)
{
  g_free (CW_WINDOW (object)->page);

  G_OBJECT_CLASS (cw_window_parent_class)->finalize (object);
}

static void
cw_window_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  CwWindow *self = CW_WINDOW (object);

  switch ((CwWindowProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_PROJECTS:
      g_value_set_object (value, self->projects);
      break;

    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;

    case PROP_TWITCH:
      g_value_set_object (value, self->twitch);
      break;

    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    }
}

static void
cw_window_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  CwWindow *self = CW_WINDOW (object);

  switch ((CwWindowProperty) id)
    {
    case PROP_LIBRARY:
      self->library = g_value_dup_object (value);
      break;

    case PROP_PROJECTS:
      self->projects = g_value_dup_object (value);
      break;

    case PROP_JOBS:
      self->jobs = g_value_dup_object (value);
      break;

    case PROP_TWITCH:
      self->twitch = g_value_dup_object (value);
      break;

    case PROP_PAGE:
      set_page (self, g_value_get_string (value));
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROJECTS] = g_param_spec_object ("projects", NULL, NULL, CW_TYPE_PROJECT_LIST,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, CW_TYPE_JOB_QUEUE,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TWITCH] = g_param_spec_object ("twitch", NULL, NULL, CW_TYPE_TWITCH,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "win.page", "page");
  gtk_widget_class_install_action (widget_class, "win.open-clip", "s", open_clip);
  gtk_widget_class_install_action (widget_class, "win.open-kept", "s", open_kept);
  gtk_widget_class_install_action (widget_class, "win.edit-clip", "s", edit_clip);
  gtk_widget_class_install_action (widget_class, "win.edit-range", "(sxx)", edit_range);
  gtk_widget_class_install_action (widget_class, "win.open-project", "s", open_project);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_page);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.sign-in", "s", sign_in);
  gtk_widget_class_install_action (widget_class, "win.try-sample", NULL, try_sample);
}

static void
cw_window_class_init (CwWindowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_window_constructed;
  object_class->dispose = cw_window_dispose;
  object_class->finalize = cw_window_finalize;
  object_class->get_property = cw_window_get_property;
  object_class->set_property = cw_window_set_property;
  GTK_WINDOW_CLASS (klass)->close_request = cw_window_close_request;

  install_properties (object_class);
  install_actions (widget_class);

  g_type_ensure (CW_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (CW_TYPE_DROP_AREA);
  g_type_ensure (CW_TYPE_JOBS_BUTTON);
  g_type_ensure (CW_TYPE_LIBRARY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/window/cw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CwWindow, away_banner);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, ended_banner);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, library_page);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, navigation);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, CwWindow, unseen_label);
  gtk_widget_class_bind_template_callback (widget_class, cw_window_open_files);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
}

/* Between what is at Twitch, what is in the library, and what is made of it. */
static void
add_separator (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       data)
{
  const char *name = gtk_widget_get_name (GTK_WIDGET (row));

  if ((g_str_equal (name, "library") || g_str_equal (name, "projects")) && gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static void
cw_window_init (CwWindow *self)
{
  self->page = g_strdup ("library");
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->sidebar, add_separator, NULL, NULL);

  if (g_str_equal (PROFILE, "development"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

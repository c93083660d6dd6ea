/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-projects-page.h"
#include "cw-project-card.h"
#include "cw-rename-dialog.h"
#include "cw-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

struct _CwProjectsPage
{
  AdwNavigationPage parent_instance;

  CwProjectList *projects;

  /* What was removed last, while that can be undone, and how it is offered. */
  char     *removed;
  AdwToast *undo_toast;

  GtkGridView *grid;
  GtkStack    *stack;
};

typedef enum
{
  PROP_PROJECTS = 1,
} CwProjectsPageProperty;

static GParamSpec *properties[PROP_PROJECTS + 1];

G_DEFINE_FINAL_TYPE (CwProjectsPage, cw_projects_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what is shown ------------------------------------------------------- */

static void
update (CwProjectsPage *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->projects)) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "grid");
}

static void
set_projects (CwProjectsPage *self,
              CwProjectList  *projects)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (!g_set_object (&self->projects, projects) || projects == NULL)
    return;

  g_signal_connect_object (projects, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (projects)));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
  update (self);
}

static void
on_setup (CwProjectsPage *self,
          GtkListItem    *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (cw_project_card_new ()));
}

static void
on_bind (CwProjectsPage *self,
         GtkListItem    *item)
{
  GObject *entry = gtk_list_item_get_item (item);

  cw_project_card_set_entry (CW_PROJECT_CARD (gtk_list_item_get_child (item)), entry);
  g_object_set_data (G_OBJECT (item), "label",
                     g_object_bind_property (entry, "title", item, "accessible-label", G_BINDING_SYNC_CREATE));
}

static void
on_unbind (CwProjectsPage *self,
           GtkListItem    *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "label"));
  cw_project_card_set_entry (CW_PROJECT_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate (CwProjectsPage *self,
             guint           position)
{
  g_autoptr (GObject) entry = g_list_model_get_item (G_LIST_MODEL (self->projects), position);
  g_autofree char *id = NULL;

  g_object_get (entry, "id", &id, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-project", "s", id);
}

static char *
dup_title (CwProjectsPage *self,
           const char     *id)
{
  guint n_entries = g_list_model_get_n_items (G_LIST_MODEL (self->projects));

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (G_LIST_MODEL (self->projects), i);
      g_autofree char *entry_id = NULL;
      char            *title = NULL;

      g_object_get (entry, "id", &entry_id, NULL);
      if (g_strcmp0 (entry_id, id) != 0)
        continue;

      g_object_get (entry, "title", &title, NULL);
      return title;
    }

  return NULL;
}

/* --- changing ------------------------------------------------------------ */

static void
set_removed (CwProjectsPage *self,
             const char     *id)
{
  g_set_str (&self->removed, id);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "projects.undo-remove", id != NULL);
}

static void
on_undo_dismissed (CwProjectsPage *self,
                   AdwToast       *toast)
{
  if (toast != self->undo_toast)
    return;

  g_clear_weak_pointer (&self->undo_toast);
  set_removed (self, NULL);
}

static void
on_undo_clicked (CwProjectsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "projects.undo-remove", NULL);
}

static void
offer_undo (CwProjectsPage *self,
            const char     *id,
            const char     *title)
{
  g_autofree char *message = g_strdup_printf (_ ("“%s” removed"), title);
  AdwToast        *toast = adw_toast_new (message);

  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);

  set_removed (self, id);
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_undo_dismissed), self, G_CONNECT_SWAPPED);
  cw_toast_add (GTK_WIDGET (self), toast);
}

static DexFuture *
remove_fiber (CwProjectsPage *self,
              const char     *id)
{
  g_autofree char *title = dup_title (self, id);
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_project_list_remove (self->projects, id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  offer_undo (self, id, title != NULL ? title : _ ("Project"));
  return dex_future_new_true ();
}

static void
remove_project (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (widget);

  cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_PROJECTS_PAGE, self,
                                               G_TYPE_STRING, g_variant_get_string (parameter, NULL)));
}

static void
undo_remove (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwProjectsPage  *self = CW_PROJECTS_PAGE (widget);
  g_autofree char *id = g_steal_pointer (&self->removed);

  set_removed (self, NULL);
  cw_toast_watch (GTK_WIDGET (self), cw_project_list_restore (self->projects, id));
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

static DexFuture *
rename_fiber (CwProjectsPage *self,
              const char     *id,
              const char     *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = dex_await_object (cw_project_list_open (self->projects, id), &error);

  if (project == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_project_set_title (project, title);
  return cw_project_list_save (self->projects, project);
}

static void
on_rename_response (CwProjectsPage *self,
                    const char     *response,
                    CwRenameDialog *dialog)
{
  if (g_str_equal (response, "rename"))
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (rename_fiber), 3, CW_TYPE_PROJECTS_PAGE, self,
                                                 G_TYPE_STRING, cw_rename_dialog_get_id (dialog),
                                                 G_TYPE_STRING, cw_rename_dialog_get_title (dialog)));
}

static void
rename_project (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CwProjectsPage  *self = CW_PROJECTS_PAGE (widget);
  const char      *id = g_variant_get_string (parameter, NULL);
  g_autofree char *title = dup_title (self, id);
  CwRenameDialog  *dialog;

  if (title == NULL)
    return;

  dialog = cw_rename_dialog_new (id, title);
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (dialog), _ ("Rename Project"));
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), _ ("Videos you exported keep their names."));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- project files ------------------------------------------------------- */

static DexFuture *
import_fiber (CwProjectsPage *self,
              const char     *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = dex_await_object (cw_project_list_import (self->projects, path), &error);

  if (project == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-project", "s", cw_project_get_id (project));
  return dex_future_new_true ();
}

static void
on_file_chosen (GObject      *object,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (CwProjectsPage) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    cw_toast_show (GTK_WIDGET (self), _ ("That file is not on this computer: save it here first"));
  else
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (import_fiber), 2, CW_TYPE_PROJECTS_PAGE, self,
                                                 G_TYPE_STRING, g_file_peek_path (file)));
}

static void
import (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("OpenTimelineIO projects"));
  gtk_file_filter_add_suffix (filter, "otio");
  g_list_store_append (filters, filter);

  gtk_file_dialog_set_title (dialog, _ ("Open a Project File"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, g_object_ref (widget));
}

/* --- keys ---------------------------------------------------------------- */

/* A key goes to the grid's focused cell, which is around the card. */
static gboolean
on_card_key (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (widget);
  GtkWidget      *cell = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));
  GtkWidget      *card = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return CW_IS_PROJECT_CARD (card) && gtk_widget_activate_action_variant (card, g_variant_get_string (parameter, NULL), NULL);
}

static void
add_card_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, GDK_NO_MODIFIER_MASK, on_card_key, "s", "card.rename");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, on_card_key, "s", "card.remove");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, on_card_key, "s", "card.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_card_key, "s", "card.menu");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "projects.undo-remove", NULL);
}

/* --- the page itself ----------------------------------------------------- */

static void
cw_projects_page_dispose (GObject *object)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (object);

  g_clear_weak_pointer (&self->undo_toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PROJECTS_PAGE);
  if (self->projects != NULL)
    g_signal_handlers_disconnect_by_data (self->projects, self);
  g_clear_object (&self->projects);

  G_OBJECT_CLASS (cw_projects_page_parent_class)->dispose (object);
}

static void
cw_projects_page_finalize (GObject *object)
{
  g_free (CW_PROJECTS_PAGE (object)->removed);

  G_OBJECT_CLASS (cw_projects_page_parent_class)->finalize (object);
}

static void
cw_projects_page_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (object);

  switch ((CwProjectsPageProperty) id)
    {
    case PROP_PROJECTS:
      g_value_set_object (value, self->projects);
      break;
    }
}

static void
cw_projects_page_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (object);

  switch ((CwProjectsPageProperty) id)
    {
    case PROP_PROJECTS:
      set_projects (self, g_value_get_object (value));
      break;
    }
}

static void
cw_projects_page_class_init (CwProjectsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_projects_page_dispose;
  object_class->finalize = cw_projects_page_finalize;
  object_class->get_property = cw_projects_page_get_property;
  object_class->set_property = cw_projects_page_set_property;

  properties[PROP_PROJECTS] = g_param_spec_object ("projects", NULL, NULL, CW_TYPE_PROJECT_LIST,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "projects.rename", "s", rename_project);
  gtk_widget_class_install_action (widget_class, "projects.remove", "s", remove_project);
  gtk_widget_class_install_action (widget_class, "projects.undo-remove", NULL, undo_remove);
  gtk_widget_class_install_action (widget_class, "projects.import", NULL, import);
  add_card_keys (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/projects/cw-projects-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwProjectsPage, grid);
  gtk_widget_class_bind_template_child (widget_class, CwProjectsPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
cw_projects_page_init (CwProjectsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "projects.undo-remove", FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-page.h"

#include "cw-clip-view.h"
#include "cw-library-details.h"
#include "cw-query-entry.h"
#include "cw-query-popover.h"
#include "cw-quick-look.h"
#include "cw-undo-toast.h"

#include "cw-command-text.h"

#include <glib/gi18n.h>

struct _CwLibraryPage
{
  AdwNavigationPage parent_instance;

  GSettings *settings;
  CwLibrary *library;
  gboolean   importing;
  gboolean   searchable;

  CwQueryEntry        *entry;
  AdwStatusPage       *failure_page;
  CwQueryPopover      *popover;
  GtkSearchBar        *search_bar;
  AdwOverlaySplitView *split;
  GtkStack            *stack;
  GMenu               *undo_menu;
  CwClipView          *view;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIPS,
  PROP_IMPORTING,
  PROP_SEARCHABLE,
  PROP_DETAILS,
} CwLibraryPageProperty;

static GParamSpec *properties[PROP_DETAILS + 1];

G_DEFINE_FINAL_TYPE (CwLibraryPage, cw_library_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what is shown ------------------------------------------------------- */

static CwClipList *
get_clips (CwLibraryPage *self)
{
  return self->library != NULL ? cw_library_get_clips (self->library) : NULL;
}

static guint
count (CwLibraryPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_clips (self)));
}

static void
set_searchable (CwLibraryPage *self,
                gboolean       searchable)
{
  if (self->searchable == searchable)
    return;

  self->searchable = searchable;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.search", searchable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.select", searchable);
  gtk_search_bar_set_key_capture_widget (self->search_bar, searchable ? GTK_WIDGET (self) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHABLE]);
}

static void
update (CwLibraryPage *self)
{
  gboolean loading = TRUE;
  gboolean empty = FALSE;
  GError  *failure;

  if (self->library == NULL)
    return;

  g_object_get (self->library, "loading", &loading, "empty", &empty, NULL);
  failure = cw_clip_list_get_failure (get_clips (self));
  if (failure != NULL)
    adw_status_page_set_description (self->failure_page, failure->message);

  if (failure != NULL)
    gtk_stack_set_visible_child_name (self->stack, "failed");
  else if (count (self) > 0)
    gtk_stack_set_visible_child_name (self->stack, "clips");
  else if (loading)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (empty)
    gtk_stack_set_visible_child_name (self->stack, "welcome");
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing-found");

  set_searchable (self, count (self) > 0 || (!loading && !empty));
}

static void
update_importing (CwLibraryPage *self)
{
  guint n = 0;

  g_object_get (self->library, "importing", &n, NULL);

  if (self->importing != (n > 0))
    {
      self->importing = n > 0;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMPORTING]);

      /* The view keeps what it showed in sight, and what is new is above that. */
      if (n == 0)
        cw_clip_view_scroll_to (self->view, 0, GTK_LIST_SCROLL_NONE);
    }
}

static char *
format_importing (CwLibraryPage *self,
                  guint          n)
{
  return g_strdup_printf (ngettext ("Adding %u video…", "Adding %u videos…", n), n);
}

static void
on_details_shown (CwLibraryPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAILS]);
}

static void
on_quick_look (CwLibraryPage *self,
               guint          position)
{
  adw_dialog_present (ADW_DIALOG (cw_quick_look_new (self->library, G_LIST_MODEL (get_clips (self)), position)), GTK_WIDGET (self));
}

static void
select_clips (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  g_object_set (CW_LIBRARY_PAGE (widget)->view, "selecting", TRUE, NULL);
  cw_clip_view_take_focus (CW_LIBRARY_PAGE (widget)->view);
}

/* --- searching ----------------------------------------------------------- */

static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (cw_query_entry_get_editable (self->entry)));
}

/* What was searched for otherwise, such as with the popover, is seen. */
static void
on_query_changed (CwLibraryPage *self)
{
  gboolean searching = *cw_clip_list_get_query (get_clips (self)) != '\0';

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.save-search", searching);
  if (searching)
    gtk_search_bar_set_search_mode (self->search_bar, TRUE);
}

static void
save_search (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "places.save-search", "s", cw_clip_list_get_query (get_clips (CW_LIBRARY_PAGE (widget))));
}

static void
clear_search (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);

  cw_clip_list_set_query (get_clips (self), NULL);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  cw_clip_view_take_focus (self->view);
}

/* From the entry into what was found. */
static void
on_search_activate (CwLibraryPage *self)
{
  cw_clip_view_take_focus (self->view);
}

/* --- undoing ------------------------------------------------------------- */

/* The menu says what would be undone. */
static void
update_undo (CwLibraryPage *self)
{
  g_autoptr (CwCommand) undo = NULL;
  g_autoptr (CwCommand) redo = NULL;
  g_autofree char *undo_label = NULL;
  g_autofree char *redo_label = NULL;

  g_object_get (self->library, "undo", &undo, "redo", &redo, NULL);
  undo_label = cw_command_text_undo (undo);
  redo_label = cw_command_text_redo (redo);

  g_menu_remove_all (self->undo_menu);
  g_menu_append (self->undo_menu, undo_label, "library.undo");
  g_menu_append (self->undo_menu, redo_label, "library.redo");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.redo", redo != NULL);
}

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  cw_undo_toast_undo (widget, CW_LIBRARY_PAGE (widget)->library, g_str_equal (action, "library.redo"));
}

/* --- the page itself ----------------------------------------------------- */

static void
set_library (CwLibraryPage *self,
             CwLibrary     *library)
{
  if (!g_set_object (&self->library, library) || library == NULL)
    return;

  g_signal_connect_object (get_clips (self), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_clips (self), "notify::failure", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_clips (self), "notify::query", G_CALLBACK (on_query_changed), self, G_CONNECT_SWAPPED);
  g_object_bind_property (get_clips (self), "query", self->popover, "query", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (library, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::empty", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::importing", G_CALLBACK (update_importing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::undo", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::redo", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIPS]);
  update (self);
  update_undo (self);
}

/**
 * cw_library_page_get_view:
 * @self: the page
 *
 * Returns: (transfer none): where its clips are
 */
CwClipView *
cw_library_page_get_view (CwLibraryPage *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_PAGE (self), NULL);

  return self->view;
}

static void
cw_library_page_dispose (GObject *object)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_library_page_parent_class)->dispose (object);
}

static void
cw_library_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  switch ((CwLibraryPageProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIPS:
      g_value_set_object (value, get_clips (self));
      break;

    case PROP_IMPORTING:
      g_value_set_boolean (value, self->importing);
      break;

    case PROP_SEARCHABLE:
      g_value_set_boolean (value, self->searchable);
      break;

    case PROP_DETAILS:
      g_value_set_boolean (value, self->split != NULL && adw_overlay_split_view_get_show_sidebar (self->split));
      break;
    }
}

static void
cw_library_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  switch ((CwLibraryPageProperty) id)
    {
    case PROP_LIBRARY:
      set_library (self, g_value_get_object (value));
      break;

    case PROP_DETAILS:
      adw_overlay_split_view_set_show_sidebar (self->split, g_value_get_boolean (value));
      break;

    case PROP_CLIPS:
    case PROP_IMPORTING:
    case PROP_SEARCHABLE:
      g_assert_not_reached ();
      break;
    }
}

static void
cw_library_page_class_init (CwLibraryPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_library_page_dispose;
  object_class->get_property = cw_library_page_get_property;
  object_class->set_property = cw_library_page_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIPS] = g_param_spec_object ("clips", NULL, NULL, CW_TYPE_CLIP_LIST, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IMPORTING] = g_param_spec_boolean ("importing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCHABLE] = g_param_spec_boolean ("searchable", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAILS] = g_param_spec_boolean ("details", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_property_action (widget_class, "library.details", "details");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, GDK_NO_MODIFIER_MASK, "library.details", NULL);
  gtk_widget_class_install_action (widget_class, "library.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "library.clear-search", NULL, clear_search);
  gtk_widget_class_install_action (widget_class, "library.save-search", NULL, save_search);
  gtk_widget_class_install_action (widget_class, "library.select", NULL, select_clips);
  gtk_widget_class_install_action (widget_class, "library.undo", NULL, undo);
  gtk_widget_class_install_action (widget_class, "library.redo", NULL, undo);

  g_type_ensure (CW_TYPE_CLIP_VIEW);
  g_type_ensure (CW_TYPE_LIBRARY_DETAILS);
  g_type_ensure (CW_TYPE_QUERY_ENTRY);
  g_type_ensure (CW_TYPE_QUERY_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, entry);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, failure_page);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, popover);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, split);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, undo_menu);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, view);
  gtk_widget_class_bind_template_callback (widget_class, format_importing);
  gtk_widget_class_bind_template_callback (widget_class, on_details_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_quick_look);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
}

static gboolean
on_key (GtkWidget *widget,
        GVariant  *parameter,
        gpointer   data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action_variant (widget, data, NULL);
}

/* Also while nothing in the page has the focus, such as when all clips have gone. */
static void
add_keys (CwLibraryPage *self)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "library.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "library.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "library.redo" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "library.save-search" },
    { GDK_KEY_F9, GDK_NO_MODIFIER_MASK, "library.details" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                            gtk_callback_action_new (on_key, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_settings (CwLibraryPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GAction) layout = NULL;

  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  layout = g_settings_create_action (self->settings, "library-layout");
  g_action_map_add_action (G_ACTION_MAP (group), layout);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "shown", G_ACTION_GROUP (group));
  g_settings_bind (self->settings, "library-layout", self->view, "layout", G_SETTINGS_BIND_DEFAULT);
}

static void
cw_library_page_init (CwLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, cw_query_entry_get_editable (self->entry));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.search", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.save-search", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.select", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.redo", FALSE);
  add_settings (self);
  add_keys (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-page.h"

#include "cw-clip-card.h"
#include "cw-locate.h"
#include "cw-rename-dialog.h"
#include "cw-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

struct _CwLibraryPage
{
  AdwNavigationPage parent_instance;

  CwLibrary *library;
  gboolean   importing;
  gboolean   searchable;

  /* What was removed last, while that can be undone, and how it is offered. */
  CwClip   *removed;
  AdwToast *undo_toast;

  GtkStack       *stack;
  GtkGridView    *grid;
  GtkSearchBar   *search_bar;
  GtkSearchEntry *search_entry;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_IMPORTING,
  PROP_SEARCHABLE,
} CwLibraryPageProperty;

static GParamSpec *properties[PROP_SEARCHABLE + 1];

G_DEFINE_FINAL_TYPE (CwLibraryPage, cw_library_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what is shown ------------------------------------------------------- */

static GListModel *
get_clips (CwLibraryPage *self)
{
  return G_LIST_MODEL (cw_library_get_clips (self->library));
}

static void
set_searchable (CwLibraryPage *self,
                gboolean       searchable)
{
  if (self->searchable == searchable)
    return;

  self->searchable = searchable;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.search", searchable);
  gtk_search_bar_set_key_capture_widget (self->search_bar, searchable ? GTK_WIDGET (self) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHABLE]);
}

static void
update (CwLibraryPage *self)
{
  gboolean loading = TRUE;
  gboolean empty = FALSE;
  guint    n_clips = 0;

  if (self->library == NULL)
    return;

  g_object_get (self->library, "loading", &loading, "empty", &empty, NULL);
  n_clips = g_list_model_get_n_items (get_clips (self));

  if (n_clips > 0)
    gtk_stack_set_visible_child_name (self->stack, "grid");
  else if (loading)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (empty)
    gtk_stack_set_visible_child_name (self->stack, "welcome");
  else
    gtk_stack_set_visible_child_name (self->stack, "nothing-found");

  set_searchable (self, n_clips > 0 || (!loading && !empty));
}

static void
update_importing (CwLibraryPage *self)
{
  guint count = 0;

  g_object_get (self->library, "importing", &count, NULL);

  if (self->importing != (count > 0))
    {
      self->importing = count > 0;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMPORTING]);

      /* The grid keeps what it showed in sight, and what is new is above that. */
      if (count == 0 && g_list_model_get_n_items (get_clips (self)) > 0)
        gtk_grid_view_scroll_to (self->grid, 0, GTK_LIST_SCROLL_NONE, NULL);
    }
}

static void
set_library (CwLibraryPage *self,
             CwLibrary     *library)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (!g_set_object (&self->library, library) || library == NULL)
    return;

  g_signal_connect_object (get_clips (self), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::loading", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::empty", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::importing", G_CALLBACK (update_importing), self, G_CONNECT_SWAPPED);

  selection = gtk_no_selection_new (g_object_ref (get_clips (self)));
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
  update (self);
}

static void
on_setup (CwLibraryPage *self,
          GtkListItem   *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (cw_clip_card_new (self->library)));
}

static void
on_bind (CwLibraryPage *self,
         GtkListItem   *item)
{
  CwClip *clip = gtk_list_item_get_item (item);

  cw_clip_card_set_clip (CW_CLIP_CARD (gtk_list_item_get_child (item)), clip);
  g_object_set_data (G_OBJECT (item), "label",
                     g_object_bind_property (clip, "title", item, "accessible-label", G_BINDING_SYNC_CREATE));
}

static void
on_unbind (CwLibraryPage *self,
           GtkListItem   *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "label"));
  cw_clip_card_set_clip (CW_CLIP_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate (CwLibraryPage *self,
             guint          position)
{
  g_autoptr (CwClip) clip = g_list_model_get_item (get_clips (self), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-clip", "s", cw_clip_get_id (clip));
}

static char *
format_importing (CwLibraryPage *self,
                  guint          count)
{
  return g_strdup_printf (ngettext ("Adding %u video…", "Adding %u videos…", count), count);
}

/* --- searching ----------------------------------------------------------- */

static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_search_changed (CwLibraryPage *self)
{
  if (self->library != NULL)
    g_object_set (get_clips (self), "query", gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), NULL);
}

/* From the entry into what was found. */
static void
on_search_activate (CwLibraryPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* --- changing ------------------------------------------------------------ */

static CwClip *
find (CwLibraryPage *self,
      GVariant      *parameter)
{
  return cw_library_find (self->library, g_variant_get_string (parameter, NULL));
}

static void
set_removed (CwLibraryPage *self,
             CwClip        *clip)
{
  g_set_object (&self->removed, clip);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.undo-remove", clip != NULL);
}

static void
on_undo_dismissed (CwLibraryPage *self,
                   AdwToast      *toast)
{
  if (toast != self->undo_toast)
    return;

  g_clear_weak_pointer (&self->undo_toast);
  set_removed (self, NULL);
}

static void
on_undo_clicked (CwLibraryPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "library.undo-remove", NULL);
}

static void
offer_undo (CwLibraryPage *self,
            CwClip        *clip)
{
  g_autofree char *title = g_strdup_printf (_ ("“%s” removed from the library"), cw_clip_get_title (clip));
  AdwToast        *toast = adw_toast_new (title);

  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);

  set_removed (self, clip);
  g_set_weak_pointer (&self->undo_toast, toast);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_undo_dismissed), self, G_CONNECT_SWAPPED);
  cw_toast_add (GTK_WIDGET (self), toast);
}

static DexFuture *
remove_fiber (CwLibraryPage *self,
              CwClip        *clip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  g_ptr_array_add (clips, clip);
  if (!dex_await (cw_library_remove (self->library, clips), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  offer_undo (self, clip);
  return dex_future_new_true ();
}

static void
remove_clip (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);
  CwClip        *clip = find (self, parameter);

  if (clip != NULL)
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_LIBRARY_PAGE, self, CW_TYPE_CLIP, clip));
}

static void
undo_remove (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);
  g_autoptr (CwClip) clip = g_steal_pointer (&self->removed);

  set_removed (self, NULL);
  cw_toast_watch (GTK_WIDGET (self), cw_library_undo (self->library));
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
}

static void
on_rename_response (CwLibraryPage  *self,
                    const char     *response,
                    CwRenameDialog *dialog)
{
  CwClip     *clip = cw_library_find (self->library, cw_rename_dialog_get_id (dialog));
  const char *title = cw_rename_dialog_get_title (dialog);

  if (clip != NULL && g_str_equal (response, "rename") && !g_str_equal (title, cw_clip_get_title (clip)))
    cw_toast_watch (GTK_WIDGET (self), cw_library_rename (self->library, clip, title));
}

static void
rename_clip (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  CwLibraryPage  *self = CW_LIBRARY_PAGE (widget);
  CwClip         *clip = find (self, parameter);
  CwRenameDialog *dialog;

  if (clip == NULL)
    return;

  dialog = cw_rename_dialog_new (cw_clip_get_id (clip), cw_clip_get_title (clip));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- files --------------------------------------------------------------- */

static void
on_folder_shown (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (CwLibraryPage) self = data;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (object), result, NULL))
    cw_toast_show (GTK_WIDGET (self), _ ("There is no program that can show the folder"));
}

static void
show_in_folder (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);
  CwClip        *clip = find (self, parameter);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (clip == NULL)
    return;

  file = g_file_new_for_path (cw_clip_get_path (clip));
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                                            on_folder_shown, g_object_ref (self));
}

static DexFuture *
locate_fiber (CwLibraryPage *self,
              CwClip        *clip)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_locate (window, self->library, clip), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_toast_show (GTK_WIDGET (self), _ ("“%s” can be played again"), cw_clip_get_title (clip));
  return dex_future_new_true ();
}

static void
locate (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);
  CwClip        *clip = find (self, parameter);

  if (clip != NULL)
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (locate_fiber), 2, CW_TYPE_LIBRARY_PAGE, self, CW_TYPE_CLIP, clip));
}

/* --- keys ---------------------------------------------------------------- */

/* A key goes to the grid's focused cell, which is around the card. */
static gboolean
on_card_key (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (widget);
  GtkWidget     *cell = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));
  GtkWidget     *card = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return CW_IS_CLIP_CARD (card) && gtk_widget_activate_action_variant (card, g_variant_get_string (parameter, NULL), NULL);
}

static void
add_card_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, GDK_NO_MODIFIER_MASK, on_card_key, "s", "card.rename");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, on_card_key, "s", "card.remove");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_card_key, "s", "card.edit");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, on_card_key, "s", "card.menu");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_card_key, "s", "card.menu");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "library.undo-remove", NULL);
}

/* --- the page itself ----------------------------------------------------- */

static void
cw_library_page_dispose (GObject *object)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  g_clear_weak_pointer (&self->undo_toast);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->removed);
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

    case PROP_IMPORTING:
      g_value_set_boolean (value, self->importing);
      break;

    case PROP_SEARCHABLE:
      g_value_set_boolean (value, self->searchable);
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

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IMPORTING] = g_param_spec_boolean ("importing", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCHABLE] = g_param_spec_boolean ("searchable", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "library.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "library.rename", "s", rename_clip);
  gtk_widget_class_install_action (widget_class, "library.remove", "s", remove_clip);
  gtk_widget_class_install_action (widget_class, "library.undo-remove", NULL, undo_remove);
  gtk_widget_class_install_action (widget_class, "library.show-in-folder", "s", show_in_folder);
  gtk_widget_class_install_action (widget_class, "library.locate", "s", locate);
  add_card_keys (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, grid);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, CwLibraryPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, format_importing);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
cw_library_page_init (CwLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.search", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.undo-remove", FALSE);
}

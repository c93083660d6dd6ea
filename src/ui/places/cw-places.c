/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-places.h"

#include "cw-collection-dialog.h"
#include "cw-collection-page.h"
#include "cw-collection-row.h"
#include "cw-groups-dialog.h"
#include "cw-toast.h"
#include "cw-trash-page.h"
#include "cw-undo-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/* The row of the sidebar that new collections come before. */
#define NEW_ROW "new-collection"

struct _CwPlaces
{
  GObject parent_instance;

  GtkWidget      *window; /* weak: it has this */
  GtkListBox     *sidebar;
  CwServices     *services;
  CwCollections  *collections;
  CwLibraryTrash *trash;
  GHashTable     *pages; /* by name */
  GMenu          *menu;  /* of those that are filled by hand */
};

G_DEFINE_FINAL_TYPE (CwPlaces, cw_places, G_TYPE_OBJECT)

/* --- rows ----------------------------------------------------------------- */

static int
find_row (CwPlaces   *self,
          const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_str_equal (gtk_widget_get_name (GTK_WIDGET (row)), name))
      return i;

  return -1;
}

/* Rows that were put in anew are not selected any more; and a page whose collection
 * is gone is left. */
static void
follow_page (CwPlaces *self)
{
  g_autofree char *page = NULL;
  int              index;

  g_object_get (self->window, "page", &page, NULL);
  index = find_row (self, page);
  if (index >= 0)
    gtk_list_box_select_row (self->sidebar, gtk_list_box_get_row_at_index (self->sidebar, index));
  else if (g_str_has_prefix (page, "collection:"))
    gtk_widget_activate_action (self->window, "win.page", "s", "library");
}

static void
forget_pages (CwPlaces *self)
{
  GHashTableIter iter;
  gpointer       name;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "collection:") && cw_collections_find (self->collections, (char *) name + strlen ("collection:")) == NULL)
      g_hash_table_iter_remove (&iter);
}

/* In a menu's label. */
static char *
escape_mnemonic (const char *title)
{
  GString *label = g_string_new (title);

  g_string_replace (label, "_", "__", 0);
  return g_string_free_and_steal (label);
}

/* The menu of those that clips can be put into. */
static void
update_menu (CwPlaces *self)
{
  g_autoptr (GMenu) filled = g_menu_new ();
  g_autoptr (GMenu) made = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->collections)); i++)
    {
      g_autoptr (CwCollection) collection = g_list_model_get_item (G_LIST_MODEL (self->collections), i);
      g_autoptr (GMenuItem) item = NULL;
      g_autofree char *label = NULL;

      if (cw_collection_is_smart (collection))
        continue;

      label = escape_mnemonic (cw_collection_get_title (collection));
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "collect.into", "s", cw_collection_get_id (collection));
      g_menu_append_item (filled, item);
    }

  g_menu_append (made, _ ("_New Collection…"), "collect.into::");
  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (filled));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (made));
}

static void
on_items_changed (CwPlaces *self,
                  guint     position,
                  guint     removed,
                  guint     added)
{
  int start;

  if (self->window == NULL)
    return;

  start = find_row (self, NEW_ROW) - (int) (g_list_model_get_n_items (G_LIST_MODEL (self->collections)) - added + removed);

  for (guint i = 0; i < removed; i++)
    gtk_list_box_remove (self->sidebar, GTK_WIDGET (gtk_list_box_get_row_at_index (self->sidebar, start + (int) position)));

  for (guint i = 0; i < added; i++)
    {
      g_autoptr (CwCollection) collection = g_list_model_get_item (G_LIST_MODEL (self->collections), position + i);

      g_signal_connect_object (collection, "notify::title", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
      gtk_list_box_insert (self->sidebar, GTK_WIDGET (cw_collection_row_new (collection)), start + (int) (position + i));
    }

  update_menu (self);
  follow_page (self);
  forget_pages (self);
}

static void
on_collect (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  CwClipView *view = data;
  g_autoptr (GArray) numbers = cw_clip_marks_dup_numbers (cw_clip_view_get_marks (view));

  gtk_widget_activate_action (GTK_WIDGET (view), "places.add", "(s@ax)", g_variant_get_string (parameter, NULL),
                              g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, numbers->data, numbers->len, sizeof (gint64)));
}

/**
 * cw_places_extend_menu:
 * @self: the places
 * @view: clips somewhere in the window
 *
 * Has them be put into collections by their menu, before its last section.
 */
void
cw_places_extend_menu (CwPlaces   *self,
                       CwClipView *view)
{
  g_autoptr (GMenuModel) usual = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  static const GActionEntry collect[] = { { "into", on_collect, "s" } };
  int                       n;

  g_return_if_fail (CW_IS_PLACES (self));
  g_return_if_fail (CW_IS_CLIP_VIEW (view));

  g_object_get (view, "menu", &usual, NULL);
  n = g_menu_model_get_n_items (usual);
  g_menu_append_submenu (section, _ ("Add to _Collection"), G_MENU_MODEL (self->menu));
  for (int i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new_from_model (usual, i);

      if (i == n - 1)
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      g_menu_append_item (menu, item);
    }

  g_action_map_add_action_entries (G_ACTION_MAP (group), collect, G_N_ELEMENTS (collect), view);
  gtk_widget_insert_action_group (GTK_WIDGET (view), "collect", G_ACTION_GROUP (group));
  g_object_set (view, "menu", menu, NULL);
}

/**
 * cw_places_find_page:
 * @self: the places
 * @name: "collection:" and an id, or "trash"
 *
 * Returns: (transfer none) (nullable): the page, which is made when it is first shown
 */
AdwNavigationPage *
cw_places_find_page (CwPlaces   *self,
                     const char *name)
{
  CwCollection      *collection;
  AdwNavigationPage *page;

  g_return_val_if_fail (CW_IS_PLACES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  page = g_hash_table_lookup (self->pages, name);
  if (page != NULL)
    return page;

  collection = g_str_has_prefix (name, "collection:") ? cw_collections_find (self->collections, name + strlen ("collection:")) : NULL;
  if (collection != NULL)
    {
      page = ADW_NAVIGATION_PAGE (cw_collection_page_new (self->collections, collection));
      cw_places_extend_menu (self, cw_collection_page_get_view (CW_COLLECTION_PAGE (page)));
    }
  else if (g_str_equal (name, "trash"))
    page = ADW_NAVIGATION_PAGE (cw_trash_page_new (self->trash));
  if (page != NULL)
    g_hash_table_insert (self->pages, g_strdup (name), g_object_ref_sink (page));

  return page;
}

/* --- making and changing collections ------------------------------------- */

static DexFuture *
create_fiber (CwPlaces   *self,
              const char *title,
              const char *query,
              GPtrArray  *clips)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwCollection) made = dex_await_object (cw_collections_create (self->collections, title, query, clips), &error);
  g_autofree char *page = NULL;

  if (made == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Who puts clips into it goes on where they are. */
  if (clips != NULL)
    {
      g_autofree char *done = g_strdup_printf (ngettext ("%u clip added to “%s”", "%u clips added to “%s”", clips->len), clips->len, title);

      cw_undo_toast_show (GTK_WIDGET (self->sidebar), cw_collections_get_library (self->collections), done);
      return dex_future_new_true ();
    }

  page = cw_collection_row_dup_page (made);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "win.page", "s", page);
  return dex_future_new_true ();
}

static DexFuture *
edit_fiber (CwPlaces     *self,
            CwCollection *collection,
            const char   *title,
            const char   *query)
{
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (title, cw_collection_get_title (collection)))
    dex_await (cw_collections_rename (self->collections, collection, title), &error);
  if (error == NULL && query != NULL && g_strcmp0 (query, cw_collection_get_query (collection)) != 0)
    dex_await (cw_collections_set_query (self->collections, collection, query), &error);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
on_response (CwPlaces           *self,
             const char         *response,
             CwCollectionDialog *dialog)
{
  CwCollection *collection = cw_collection_dialog_get_collection (dialog);
  const char   *title = cw_collection_dialog_get_title (dialog);
  const char   *query = cw_collection_dialog_get_query (dialog);
  DexFuture    *change;

  if (!g_str_equal (response, "save"))
    return;

  if (collection != NULL)
    change = cw_spawn (G_CALLBACK (edit_fiber), 4, CW_TYPE_PLACES, self, CW_TYPE_COLLECTION, collection, G_TYPE_STRING, title, G_TYPE_STRING, query);
  else
    change = cw_spawn (G_CALLBACK (create_fiber), 4, CW_TYPE_PLACES, self, G_TYPE_STRING, title, G_TYPE_STRING, query, G_TYPE_PTR_ARRAY, g_object_get_data (G_OBJECT (dialog), "clips"));
  cw_toast_watch (GTK_WIDGET (self->sidebar), change);
}

static void
ask (CwPlaces     *self,
     CwCollection *collection,
     const char   *query,
     GPtrArray    *clips)
{
  CwCollectionDialog *dialog;

  if (self->window == NULL)
    return;

  dialog = cw_collection_dialog_new (self->collections, collection, query);
  if (clips != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "clips", g_ptr_array_ref (clips), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static void
on_new (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  ask (data, NULL, NULL, NULL);
}

static void
on_save_search (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  ask (data, NULL, g_variant_get_string (parameter, NULL), NULL);
}

static void
on_edit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  CwPlaces     *self = data;
  CwCollection *collection = cw_collections_find (self->collections, g_variant_get_string (parameter, NULL));

  if (collection != NULL)
    ask (self, collection, cw_collection_get_query (collection), NULL);
}

static DexFuture *
delete_fiber (CwPlaces     *self,
              CwCollection *collection)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = g_strdup_printf (_ ("“%s” deleted; its clips stay in the library"), cw_collection_get_title (collection));

  if (!dex_await (cw_collections_delete (self->collections, collection), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_undo_toast_show (GTK_WIDGET (self->sidebar), cw_collections_get_library (self->collections), done);
  return dex_future_new_true ();
}

static void
on_delete (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  CwPlaces     *self = data;
  CwCollection *collection = cw_collections_find (self->collections, g_variant_get_string (parameter, NULL));

  if (collection != NULL)
    cw_toast_watch (GTK_WIDGET (self->sidebar), cw_spawn (G_CALLBACK (delete_fiber), 2, CW_TYPE_PLACES, self, CW_TYPE_COLLECTION, collection));
}

/* --- their clips ------------------------------------------------------------ */

static DexFuture *
add_fiber (CwPlaces     *self,
           CwCollection *collection,
           GPtrArray    *clips)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  int              n = dex_await_int (cw_collections_add (self->collections, collection, clips), &error);
  const char      *title = cw_collection_get_title (collection);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (n == 0)
    {
      cw_toast_show (GTK_WIDGET (self->sidebar), ngettext ("The clip is in “%s” already", "The clips are in “%s” already", clips->len), title);
      return dex_future_new_true ();
    }

  done = g_strdup_printf (ngettext ("%d clip added to “%s”", "%d clips added to “%s”", (gulong) n), n, title);
  cw_undo_toast_show (GTK_WIDGET (self->sidebar), cw_collections_get_library (self->collections), done);
  return dex_future_new_true ();
}

/* Only their numbers count. */
static GPtrArray *
make_clips (GVariant *numbers)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < g_variant_n_children (numbers); i++)
    {
      gint64 number;

      g_variant_get_child (numbers, i, "x", &number);
      g_ptr_array_add (clips, cw_clip_new_unloaded (number));
    }
  return clips;
}

static void
on_add (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  CwPlaces *self = data;
  g_autoptr (GVariant) numbers = g_variant_get_child_value (parameter, 1);
  g_autoptr (GPtrArray) clips = make_clips (numbers);
  CwCollection *collection;
  const char   *id;

  g_variant_get_child (parameter, 0, "&s", &id);
  collection = cw_collections_find (self->collections, id);
  if (collection != NULL)
    cw_toast_watch (GTK_WIDGET (self->sidebar), cw_spawn (G_CALLBACK (add_fiber), 3, CW_TYPE_PLACES, self, CW_TYPE_COLLECTION, collection, G_TYPE_PTR_ARRAY, clips));
  else if (*id == '\0')
    ask (self, NULL, NULL, clips);
}

/* --- groups ------------------------------------------------------------------- */

static void
on_chosen (CwPlaces   *self,
           const char *query)
{
  cw_clip_list_set_query (cw_library_get_clips (cw_collections_get_library (self->collections)), query);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar), "win.page", "s", "library");
}

static void
on_groups (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  CwPlaces       *self = data;
  CwGroupsDialog *dialog;

  if (self->window == NULL)
    return;

  dialog = cw_groups_dialog_new (self->services);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static const GActionEntry actions[] = {
  { "new", on_new },
  { "save-search", on_save_search, "s" },
  { "edit", on_edit, "s" },
  { "delete", on_delete, "s" },
  { "add", on_add, "(sax)" },
  { "groups", on_groups },
};

/**
 * cw_places_new:
 * @window: the window, with a property “page” and an action “win.page”; it has to drop
 *   this before it goes
 * @sidebar: its rows; collections come before the one named "new-collection"
 * @services: have what is shown
 *
 * Returns: (transfer full): the places
 */
CwPlaces *
cw_places_new (GtkWidget  *window,
               GtkListBox *sidebar,
               CwServices *services)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  CwPlaces *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (GTK_IS_LIST_BOX (sidebar), NULL);
  g_return_val_if_fail (CW_IS_SERVICES (services), NULL);

  self = g_object_new (CW_TYPE_PLACES, NULL);
  g_set_weak_pointer (&self->window, window);
  self->sidebar = g_object_ref (sidebar);
  self->services = g_object_ref (services);
  self->collections = g_object_ref (cw_services_get_collections (services));
  self->trash = g_object_ref (cw_services_get_trash (services));

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (window, "places", G_ACTION_GROUP (group));
  g_signal_connect_object (self->collections, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->collections)));

  return self;
}

static void
cw_places_dispose (GObject *object)
{
  CwPlaces *self = CW_PLACES (object);

  g_clear_weak_pointer (&self->window);
  g_hash_table_remove_all (self->pages);

  G_OBJECT_CLASS (cw_places_parent_class)->dispose (object);
}

static void
cw_places_finalize (GObject *object)
{
  CwPlaces *self = CW_PLACES (object);

  g_hash_table_unref (self->pages);
  g_clear_object (&self->menu);
  g_clear_object (&self->sidebar);
  g_clear_object (&self->collections);
  g_clear_object (&self->trash);
  g_clear_object (&self->services);

  G_OBJECT_CLASS (cw_places_parent_class)->finalize (object);
}

static void
cw_places_class_init (CwPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_places_dispose;
  object_class->finalize = cw_places_finalize;
}

static void
cw_places_init (CwPlaces *self)
{
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->menu = g_menu_new ();
}

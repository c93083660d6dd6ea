/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collection-page.h"

#include "cw-clip-reorder.h"
#include "cw-toast.h"
#include "cw-undo-keys.h"
#include "cw-undo-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

struct _CwCollectionPage
{
  AdwNavigationPage parent_instance;

  CwCollections *collections;
  CwCollection  *collection;
  CwClipList    *clips;

  AdwStatusPage *failed_page;
  GMenuModel    *order_menu;
  GtkStack      *stack;
  CwClipView    *view;
};

typedef enum
{
  PROP_COLLECTIONS = 1,
  PROP_COLLECTION,
  PROP_LIBRARY,
  PROP_FILLED,
} CwCollectionPageProperty;

static GParamSpec *properties[PROP_FILLED + 1];

G_DEFINE_FINAL_TYPE (CwCollectionPage, cw_collection_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what is shown ---------------------------------------------------------- */

static guint
count (CwCollectionPage *self)
{
  return self->clips != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->clips)) : 0;
}

static void
update (CwCollectionPage *self)
{
  GError *failure = cw_clip_list_get_failure (self->clips);

  if (count (self) > 0)
    gtk_stack_set_visible_child_name (self->stack, "clips");
  else if (failure != NULL)
    gtk_stack_set_visible_child_name (self->stack, "failed");
  else if (cw_clip_list_is_loading (self->clips))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    gtk_stack_set_visible_child_name (self->stack, cw_collection_is_smart (self->collection) ? "nothing-found" : "empty");

  adw_status_page_set_description (self->failed_page, failure != NULL ? failure->message : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLED]);
}

/* It is found by its name. */
static void
update_query (CwCollectionPage *self)
{
  g_autofree char *query = cw_collection_dup_shown (self->collection);

  cw_clip_list_set_query (self->clips, query);
}

static void
update_selected (CwCollectionPage *self)
{
  gboolean ordered = cw_clip_marks_count (cw_clip_view_get_marks (self->view)) > 0 && !cw_collection_is_smart (self->collection);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collection.move-up", ordered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collection.move-down", ordered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collection.take-out", ordered);
}

/* --- the order ----------------------------------------------------------------- */

static DexFuture *
move_fiber (CwCollectionPage *self,
            GPtrArray        *clips,
            CwClip           *before)
{
  g_autoptr (GError) error = NULL;
  gint64  first = cw_clip_get_number (clips->pdata[0]);
  GArray *numbers;

  dex_await_int (cw_collections_move (self->collections, self->collection, clips, before), &error);
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What moved is another cell now. */
  numbers = cw_clip_list_get_numbers (self->clips);
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, gint64, i) == first)
      {
        cw_clip_view_scroll_to (self->view, i, GTK_LIST_SCROLL_FOCUS);
        break;
      }

  return dex_future_new_true ();
}

/* The first that is not moved itself, from BEFORE on. */
static CwClip *
find_before (CwCollectionPage *self,
             GPtrArray        *clips,
             guint             before)
{
  GArray *numbers = cw_clip_list_get_numbers (self->clips);
  g_autoptr (GHashTable) moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < clips->len; i++)
    {
      gint64 number = cw_clip_get_number (clips->pdata[i]);

      g_hash_table_add (moved, g_memdup2 (&number, sizeof number));
    }

  while (before < numbers->len && g_hash_table_contains (moved, &g_array_index (numbers, gint64, before)))
    before++;

  return g_list_model_get_item (G_LIST_MODEL (self->clips), before);
}

static void
move_clips (GPtrArray *clips,
            guint      before,
            gpointer   data)
{
  CwCollectionPage *self = data;
  g_autoptr (CwClip) next = find_before (self, clips, before);

  if (clips->len > 0 && !cw_collection_is_smart (self->collection))
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (move_fiber), 3, CW_TYPE_COLLECTION_PAGE, self, G_TYPE_PTR_ARRAY, clips, CW_TYPE_CLIP, next));
}

static void
move_up (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (widget);
  CwClipMarks      *marks = cw_clip_view_get_marks (self->view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (marks));
  g_autoptr (GPtrArray) clips = cw_clip_marks_dup_clips (marks);
  guint first = gtk_bitset_get_minimum (selected);

  move_clips (clips, first > 0 && first != G_MAXUINT ? first - 1 : 0, self);
}

static void
move_down (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (widget);
  CwClipMarks      *marks = cw_clip_view_get_marks (self->view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (marks));
  g_autoptr (GPtrArray) clips = cw_clip_marks_dup_clips (marks);

  move_clips (clips, gtk_bitset_get_maximum (selected) + 2, self);
}

static DexFuture *
take_out_fiber (CwCollectionPage *self,
                GPtrArray        *clips)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  int              n = dex_await_int (cw_collections_remove (self->collections, self->collection, clips), &error);

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  title = g_strdup_printf (ngettext ("%d clip taken out of “%s”", "%d clips taken out of “%s”", (gulong) n), n, cw_collection_get_title (self->collection));
  cw_undo_toast_show (GTK_WIDGET (self), cw_collections_get_library (self->collections), title);
  return dex_future_new_true ();
}

static void
take_out (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (widget);
  g_autoptr (GPtrArray) clips = cw_clip_marks_dup_clips (cw_clip_view_get_marks (self->view));

  if (clips->len > 0)
    cw_toast_watch (widget, cw_spawn (G_CALLBACK (take_out_fiber), 2, CW_TYPE_COLLECTION_PAGE, self, G_TYPE_PTR_ARRAY, clips));
}

/* --- the collection itself --------------------------------------------------------- */

static void
forward (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (widget);

  gtk_widget_activate_action (widget, g_str_equal (action, "collection.delete") ? "places.delete" : "places.edit", "s", cw_collection_get_id (self->collection));
}

/**
 * cw_collection_page_new:
 * @collections: all collections
 * @collection: what it shows
 *
 * Returns: (transfer floating): a page
 */
CwCollectionPage *
cw_collection_page_new (CwCollections *collections,
                        CwCollection  *collection)
{
  return g_object_new (CW_TYPE_COLLECTION_PAGE, "collections", collections, "collection", collection, NULL);
}

/**
 * cw_collection_page_get_view:
 * @self: a page
 *
 * Returns: (transfer none): where its clips are
 */
CwClipView *
cw_collection_page_get_view (CwCollectionPage *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION_PAGE (self), NULL);

  return self->view;
}

/* What can be done with clips here comes before what can be done everywhere. */
static void
extend_menu (CwCollectionPage *self)
{
  g_autoptr (GMenuModel) usual = NULL;
  g_autoptr (GMenu) menu = g_menu_new ();

  g_object_get (self->view, "menu", &usual, NULL);
  g_menu_append_section (menu, NULL, self->order_menu);
  g_menu_append_section (menu, NULL, usual);
  g_object_set (self->view, "menu", menu, NULL);
}

static void
cw_collection_page_constructed (GObject *object)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (object);
  gboolean          smart = cw_collection_is_smart (self->collection);
  g_autofree char  *query = cw_collection_dup_shown (self->collection);

  G_OBJECT_CLASS (cw_collection_page_parent_class)->constructed (object);

  self->clips = cw_library_make_list (cw_collections_get_library (self->collections), query, FALSE);
  cw_clip_view_set_clips (self->view, self->clips);
  if (!smart)
    {
      extend_menu (self);
      cw_clip_reorder_attach (self->view, move_clips, self);
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collection.rename", !smart);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "collection.edit", smart);
  g_signal_connect_object (self->clips, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clips, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-selected", G_CALLBACK (update_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->collection, "notify::title", G_CALLBACK (update_query), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->collection, "notify::query", G_CALLBACK (update_query), self, G_CONNECT_SWAPPED);
  cw_undo_keys_attach (GTK_WIDGET (self), cw_collections_get_library (self->collections));
  update (self);
  update_selected (self);
}

static void
cw_collection_page_dispose (GObject *object)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_COLLECTION_PAGE);
  g_clear_object (&self->clips);
  g_clear_object (&self->collection);
  g_clear_object (&self->collections);

  G_OBJECT_CLASS (cw_collection_page_parent_class)->dispose (object);
}

static void
cw_collection_page_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (object);

  switch ((CwCollectionPageProperty) id)
    {
    case PROP_COLLECTIONS:
      g_value_set_object (value, self->collections);
      break;
    case PROP_COLLECTION:
      g_value_set_object (value, self->collection);
      break;
    case PROP_LIBRARY:
      g_value_set_object (value, self->collections != NULL ? cw_collections_get_library (self->collections) : NULL);
      break;
    case PROP_FILLED:
      g_value_set_boolean (value, count (self) > 0);
      break;
    }
}

static void
cw_collection_page_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CwCollectionPage *self = CW_COLLECTION_PAGE (object);

  switch ((CwCollectionPageProperty) id)
    {
    case PROP_COLLECTIONS:
      self->collections = g_value_dup_object (value);
      g_object_notify_by_pspec (object, properties[PROP_LIBRARY]);
      break;
    case PROP_COLLECTION:
      self->collection = g_value_dup_object (value);
      break;
    case PROP_LIBRARY:
    case PROP_FILLED:
      g_assert_not_reached ();
    }
}

static void
cw_collection_page_class_init (CwCollectionPageClass *klass)
{
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags told = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass   *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_collection_page_constructed;
  object_class->dispose = cw_collection_page_dispose;
  object_class->get_property = cw_collection_page_get_property;
  object_class->set_property = cw_collection_page_set_property;

  properties[PROP_COLLECTIONS] = g_param_spec_object ("collections", NULL, NULL, CW_TYPE_COLLECTIONS, given);
  properties[PROP_COLLECTION] = g_param_spec_object ("collection", NULL, NULL, CW_TYPE_COLLECTION, given);
  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY, told);
  properties[PROP_FILLED] = g_param_spec_boolean ("filled", NULL, NULL, FALSE, told);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "collection.rename", NULL, forward);
  gtk_widget_class_install_action (widget_class, "collection.edit", NULL, forward);
  gtk_widget_class_install_action (widget_class, "collection.delete", NULL, forward);
  gtk_widget_class_install_action (widget_class, "collection.move-up", NULL, move_up);
  gtk_widget_class_install_action (widget_class, "collection.move-down", NULL, move_down);
  gtk_widget_class_install_action (widget_class, "collection.take-out", NULL, take_out);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "collection.move-up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "collection.move-down", NULL);

  g_type_ensure (CW_TYPE_CLIP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/places/cw-collection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCollectionPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CwCollectionPage, order_menu);
  gtk_widget_class_bind_template_child (widget_class, CwCollectionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwCollectionPage, view);
}

static void
cw_collection_page_init (CwCollectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trash-page.h"

#include "cw-toast.h"
#include "cw-trash-row.h"
#include "cw-undo-keys.h"
#include "cw-undo-toast.h"

#include "cw-async.h"

#include <glib/gi18n.h>

struct _CwTrashPage
{
  AdwNavigationPage parent_instance;

  CwLibraryTrash    *trash;
  GtkSelectionModel *selection;
  guint              selected;

  AdwStatusPage *failed_page;
  GtkListView   *list;
  GtkStack      *stack;
};

typedef enum
{
  PROP_TRASH = 1,
  PROP_FILLED,
  PROP_SELECTED,
  PROP_SELECTING,
} CwTrashPageProperty;

static GParamSpec *properties[PROP_SELECTING + 1];

G_DEFINE_FINAL_TYPE (CwTrashPage, cw_trash_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what is shown --------------------------------------------------------- */

static guint
count (CwTrashPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (cw_library_trash_get_clips (self->trash)));
}

static void
update (CwTrashPage *self)
{
  GError *failure = cw_clip_list_get_failure (cw_library_trash_get_clips (self->trash));

  if (count (self) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (failure != NULL)
    gtk_stack_set_visible_child_name (self->stack, "failed");
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");

  adw_status_page_set_description (self->failed_page, failure != NULL ? failure->message : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLED]);
}

static void
update_selected (CwTrashPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  self->selected = (guint) gtk_bitset_get_size (selected);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.restore-selected", self->selected > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trash.delete-selected", self->selected > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

static void
on_setup (CwTrashPage *self,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (cw_trash_row_new (cw_library_trash_get_library (self->trash))));
}

static void
on_bind (CwTrashPage *self,
         GtkListItem *item)
{
  CwClip *clip = gtk_list_item_get_item (item);

  g_object_set (gtk_list_item_get_child (item), "clip", clip, NULL);
  g_object_set_data (G_OBJECT (item), "label",
                     g_object_bind_property (clip, "title", item, "accessible-label", G_BINDING_SYNC_CREATE));
}

static void
on_unbind (CwTrashPage *self,
           GtkListItem *item)
{
  g_binding_unbind (g_object_steal_data (G_OBJECT (item), "label"));
  g_object_set (gtk_list_item_get_child (item), "clip", NULL, NULL);
}

static char *
format_selected (CwTrashPage *self,
                 guint        n)
{
  return g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
}

/* --- restoring --------------------------------------------------------------- */

static GPtrArray *
pick_one (CwTrashPage *self,
          const char  *id)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);
  CwClip    *clip = cw_library_find (cw_library_trash_get_library (self->trash), id);

  if (clip != NULL)
    g_ptr_array_add (clips, g_object_ref (clip));

  return clips;
}

static GPtrArray *
pick_selected (CwTrashPage *self)
{
  GPtrArray *clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);

  for (guint i = 0; i < gtk_bitset_get_size (selected); i++)
    g_ptr_array_add (clips, g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (selected, i)));

  return clips;
}

static DexFuture *
restore_fiber (CwTrashPage *self,
               GPtrArray   *clips)
{
  CwLibrary *library = cw_library_trash_get_library (self->trash);
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;

  if (!dex_await (cw_library_restore (library, clips), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (clips->len == 1)
    done = g_strdup_printf (_ ("“%s” is back in the library"), cw_clip_get_title (clips->pdata[0]));
  else
    done = g_strdup_printf (ngettext ("%u clip is back in the library", "%u clips are back in the library", clips->len), clips->len);
  cw_undo_toast_show (GTK_WIDGET (self), library, done);
  return dex_future_new_true ();
}

static void
restore_clips (CwTrashPage *self,
               GPtrArray   *clips)
{
  if (clips->len > 0)
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (restore_fiber), 2, CW_TYPE_TRASH_PAGE, self, G_TYPE_PTR_ARRAY, clips));
}

static void
restore (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwTrashPage *self = CW_TRASH_PAGE (widget);
  g_autoptr (GPtrArray) clips = pick_one (self, g_variant_get_string (parameter, NULL));

  restore_clips (self, clips);
}

static void
restore_selected (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  CwTrashPage *self = CW_TRASH_PAGE (widget);
  g_autoptr (GPtrArray) clips = pick_selected (self);

  restore_clips (self, clips);
}

/* --- deleting ---------------------------------------------------------------- */

/* CLIPS is NULL for all there are. */
static DexFuture *
delete_fiber (CwTrashPage *self,
              GPtrArray   *clips)
{
  g_autoptr (GError) error = NULL;
  gint64           freed = dex_await_int64 (clips != NULL ? cw_library_trash_delete (self->trash, clips) : cw_library_trash_empty (self->trash), &error);
  g_autofree char *size = g_format_size ((guint64) MAX (freed, 0));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (freed > 0)
    cw_toast_show (GTK_WIDGET (self), _ ("%s are free again"), size);
  return dex_future_new_true ();
}

static void
on_response (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        data)
{
  CwTrashPage *self = data;
  GPtrArray   *clips = g_object_get_data (G_OBJECT (dialog), "clips");

  if (g_str_equal (response, "delete"))
    cw_toast_watch (GTK_WIDGET (self), cw_spawn (G_CALLBACK (delete_fiber), 2, CW_TYPE_TRASH_PAGE, self, G_TYPE_PTR_ARRAY, clips));
}

static void
ask (CwTrashPage *self,
     const char  *heading,
     const char  *verb,
     GPtrArray   *clips)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, _ ("There is no way back. Files that are not in the library's own folder stay where they are."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete", verb, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  if (clips != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "clips", g_ptr_array_ref (clips), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
delete_clips (CwTrashPage *self,
              GPtrArray   *clips)
{
  g_autofree char *heading = NULL;

  if (clips->len == 0)
    return;

  if (clips->len == 1)
    heading = g_strdup_printf (_ ("Delete “%s” for Ever?"), cw_clip_get_title (clips->pdata[0]));
  else
    heading = g_strdup_printf (ngettext ("Delete %u Clip for Ever?", "Delete %u Clips for Ever?", clips->len), clips->len);
  ask (self, heading, _ ("_Delete"), clips);
}

static void
delete_one (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CwTrashPage *self = CW_TRASH_PAGE (widget);
  g_autoptr (GPtrArray) clips = pick_one (self, g_variant_get_string (parameter, NULL));

  delete_clips (self, clips);
}

static void
delete_selected (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CwTrashPage *self = CW_TRASH_PAGE (widget);
  g_autoptr (GPtrArray) clips = pick_selected (self);

  delete_clips (self, clips);
}

static void
empty (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwTrashPage     *self = CW_TRASH_PAGE (widget);
  guint            n = count (self);
  g_autofree char *heading = g_strdup_printf (ngettext ("Delete %u Clip for Ever?", "Delete %u Clips for Ever?", n), n);

  if (n > 0)
    ask (self, heading, _ ("_Empty Trash"), NULL);
}

/* --- the page itself ---------------------------------------------------------- */

/**
 * cw_trash_page_new:
 * @trash: what it shows
 *
 * Returns: (transfer floating): a page
 */
CwTrashPage *
cw_trash_page_new (CwLibraryTrash *trash)
{
  return g_object_new (CW_TYPE_TRASH_PAGE, "trash", trash, NULL);
}

static void
cw_trash_page_constructed (GObject *object)
{
  CwTrashPage *self = CW_TRASH_PAGE (object);
  CwClipList  *clips = cw_library_trash_get_clips (self->trash);

  G_OBJECT_CLASS (cw_trash_page_parent_class)->constructed (object);

  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (clips))));
  g_signal_connect_object (clips, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clips, "notify::failure", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (update_selected), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (self->list, self->selection);
  cw_undo_keys_attach (GTK_WIDGET (self), cw_library_trash_get_library (self->trash));
  update (self);
  update_selected (self);
}

static void
cw_trash_page_dispose (GObject *object)
{
  CwTrashPage *self = CW_TRASH_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_TRASH_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->trash);

  G_OBJECT_CLASS (cw_trash_page_parent_class)->dispose (object);
}

static void
cw_trash_page_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwTrashPage *self = CW_TRASH_PAGE (object);

  switch ((CwTrashPageProperty) id)
    {
    case PROP_TRASH:
      g_value_set_object (value, self->trash);
      break;
    case PROP_FILLED:
      g_value_set_boolean (value, self->trash != NULL && count (self) > 0);
      break;
    case PROP_SELECTED:
      g_value_set_uint (value, self->selected);
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selected > 0);
      break;
    }
}

static void
cw_trash_page_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch ((CwTrashPageProperty) id)
    {
    case PROP_TRASH:
      CW_TRASH_PAGE (object)->trash = g_value_dup_object (value);
      break;
    case PROP_FILLED:
    case PROP_SELECTED:
    case PROP_SELECTING:
      g_assert_not_reached ();
    }
}

static void
cw_trash_page_class_init (CwTrashPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_trash_page_constructed;
  object_class->dispose = cw_trash_page_dispose;
  object_class->get_property = cw_trash_page_get_property;
  object_class->set_property = cw_trash_page_set_property;

  properties[PROP_TRASH] = g_param_spec_object ("trash", NULL, NULL, CW_TYPE_LIBRARY_TRASH, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FILLED] = g_param_spec_boolean ("filled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED] = g_param_spec_uint ("selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "trash.restore", "s", restore);
  gtk_widget_class_install_action (widget_class, "trash.restore-selected", NULL, restore_selected);
  gtk_widget_class_install_action (widget_class, "trash.delete", "s", delete_one);
  gtk_widget_class_install_action (widget_class, "trash.delete-selected", NULL, delete_selected);
  gtk_widget_class_install_action (widget_class, "trash.empty", NULL, empty);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, GDK_NO_MODIFIER_MASK, "trash.delete-selected", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/places/cw-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwTrashPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CwTrashPage, list);
  gtk_widget_class_bind_template_child (widget_class, CwTrashPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, format_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
cw_trash_page_init (CwTrashPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

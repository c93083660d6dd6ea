/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collection-dialog.h"

#include "cw-query.h"

#include <glib/gi18n.h>

struct _CwCollectionDialog
{
  AdwAlertDialog parent_instance;

  CwCollections *collections;
  CwCollection  *collection; /* nullable: one that is to be made */
  char          *title;

  GtkLabel    *problem_label;
  GtkEditable *title_row;
  GtkEditable *query_row;
};

G_DEFINE_FINAL_TYPE (CwCollectionDialog, cw_collection_dialog, ADW_TYPE_ALERT_DIALOG)

static gboolean
is_taken (CwCollectionDialog *self)
{
  g_autofree char *title = g_utf8_casefold (self->title, -1);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->collections)); i++)
    {
      g_autoptr (CwCollection) other = g_list_model_get_item (G_LIST_MODEL (self->collections), i);
      g_autofree char *folded = g_utf8_casefold (cw_collection_get_title (other), -1);

      if (other != self->collection && g_str_equal (folded, title))
        return TRUE;
    }

  return FALSE;
}

/* What stands in the way; %NULL for nothing, "" for what need not be said. */
static char *
find_problem (CwCollectionDialog *self)
{
  const char *text = cw_collection_dialog_get_query (self);
  g_autoptr (CwQuery) query = text != NULL ? cw_query_new_now (text) : NULL;

  if (*self->title == '\0')
    return g_strdup ("");
  if (is_taken (self))
    return g_strdup_printf (_ ("There is a collection “%s” already"), self->title);
  if (query != NULL && cw_query_get_n_problems (query) > 0)
    return g_strdup (cw_query_get_problem (query, 0)->message);
  if (query != NULL && cw_query_is_empty (query))
    return g_strdup ("");

  return NULL;
}

static void
check (CwCollectionDialog *self)
{
  g_autofree char *problem = NULL;

  if (self->collections == NULL)
    return;

  g_free (self->title);
  self->title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));
  problem = find_problem (self);
  gtk_label_set_label (self->problem_label, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), problem != NULL && *problem != '\0');
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "save", problem == NULL);
}

/**
 * cw_collection_dialog_new:
 * @collections: what there is already
 * @collection: (nullable): the one to change; %NULL for a new one
 * @query: (nullable): what it shows; %NULL where it is filled by hand
 *
 * Returns: (transfer floating): the dialog
 */
CwCollectionDialog *
cw_collection_dialog_new (CwCollections *collections,
                          CwCollection  *collection,
                          const char    *query)
{
  CwCollectionDialog *self = g_object_new (CW_TYPE_COLLECTION_DIALOG, NULL);

  g_set_object (&self->collections, collections);
  g_set_object (&self->collection, collection);
  if (collection != NULL)
    {
      adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), query != NULL ? _ ("Edit Collection") : _ ("Rename Collection"));
      gtk_editable_set_text (self->title_row, cw_collection_get_title (collection));
      gtk_editable_select_region (self->title_row, 0, -1);
    }
  else
    {
      adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), query != NULL ? _ ("Save Search as Collection") : _ ("New Collection"));
      adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), query != NULL ? _ ("It always shows the clips that the search finds.") : _ ("Put clips into it, and in the order you like."));
      adw_alert_dialog_set_response_label (ADW_ALERT_DIALOG (self), "save", query != NULL ? _ ("_Save") : _ ("Cre_ate"));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->query_row), query != NULL);
  if (query != NULL)
    gtk_editable_set_text (self->query_row, query);
  check (self);

  return self;
}

/**
 * cw_collection_dialog_get_collection:
 * @self: the dialog
 *
 * Returns: (transfer none) (nullable): the one to change, %NULL for a new one
 */
CwCollection *
cw_collection_dialog_get_collection (CwCollectionDialog *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION_DIALOG (self), NULL);

  return self->collection;
}

/**
 * cw_collection_dialog_get_title:
 * @self: the dialog
 *
 * Returns: the name that was written, without spaces around it
 */
const char *
cw_collection_dialog_get_title (CwCollectionDialog *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION_DIALOG (self), NULL);

  return self->title;
}

/**
 * cw_collection_dialog_get_query:
 * @self: the dialog
 *
 * Returns: (nullable): the search that was written; %NULL where it is filled by hand
 */
const char *
cw_collection_dialog_get_query (CwCollectionDialog *self)
{
  g_return_val_if_fail (CW_IS_COLLECTION_DIALOG (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->query_row)) ? gtk_editable_get_text (self->query_row) : NULL;
}

static void
cw_collection_dialog_dispose (GObject *object)
{
  CwCollectionDialog *self = CW_COLLECTION_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_COLLECTION_DIALOG);
  g_clear_object (&self->collection);
  g_clear_object (&self->collections);

  G_OBJECT_CLASS (cw_collection_dialog_parent_class)->dispose (object);
}

static void
cw_collection_dialog_finalize (GObject *object)
{
  g_free (CW_COLLECTION_DIALOG (object)->title);

  G_OBJECT_CLASS (cw_collection_dialog_parent_class)->finalize (object);
}

static void
cw_collection_dialog_class_init (CwCollectionDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_collection_dialog_dispose;
  object_class->finalize = cw_collection_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/places/cw-collection-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCollectionDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, CwCollectionDialog, query_row);
  gtk_widget_class_bind_template_child (widget_class, CwCollectionDialog, title_row);
  gtk_widget_class_bind_template_callback (widget_class, check);
}

static void
cw_collection_dialog_init (CwCollectionDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

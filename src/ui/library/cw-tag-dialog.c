/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-tag-dialog.h"

#include "cw-search-result.h"

#include <glib/gi18n.h>
#include <libdex.h>

/* The most used ones. */
#define MOST_TAGS 12

struct _CwTagDialog
{
  AdwAlertDialog parent_instance;

  char      *tag;
  DexFuture *loading;

  AdwWrapBox  *chips;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (CwTagDialog, cw_tag_dialog, ADW_TYPE_ALERT_DIALOG)

static void
on_changed (CwTagDialog *self)
{
  g_free (self->tag);
  self->tag = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "tag", *self->tag != '\0');
}

static void
on_chip_clicked (CwTagDialog *self,
                 GtkButton   *chip)
{
  gtk_editable_set_text (self->entry, gtk_button_get_label (chip));
  gtk_editable_set_position (self->entry, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Without them one writes. */
static DexFuture *
on_tags (DexFuture *future,
         gpointer   data)
{
  CwTagDialog  *self = data;
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray    *tags = value != NULL ? g_value_get_boxed (value) : NULL;

  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      CwCompletion *completion = tags->pdata[i];
      GtkWidget    *chip = gtk_button_new_with_label (completion->value);

      gtk_widget_add_css_class (chip, "chip");
      g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->chips, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), tags != NULL && tags->len > 0);

  return dex_future_new_true ();
}

/**
 * cw_tag_dialog_new:
 * @clips: has the tags that there are
 * @n: how many clips are to be tagged
 *
 * Returns: (transfer floating): the dialog
 */
CwTagDialog *
cw_tag_dialog_new (CwClipList *clips,
                   guint       n)
{
  CwTagDialog     *self = g_object_new (CW_TYPE_TAG_DIALOG, NULL);
  g_autofree char *body = g_strdup_printf (ngettext ("%u clip gets this tag.", "%u clips get this tag.", n), n);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), body);
  /* Dropping the future takes the callback with it, so the dialog outlives it. */
  self->loading = dex_future_finally (cw_clip_list_complete (clips, CW_QUERY_FIELD_TAG, "", MOST_TAGS), on_tags, self, NULL);

  return self;
}

/**
 * cw_tag_dialog_get_tag:
 * @self: the dialog
 *
 * Returns: what was written, without spaces around it
 */
const char *
cw_tag_dialog_get_tag (CwTagDialog *self)
{
  g_return_val_if_fail (CW_IS_TAG_DIALOG (self), NULL);

  return self->tag;
}

static void
cw_tag_dialog_dispose (GObject *object)
{
  dex_clear (&CW_TAG_DIALOG (object)->loading);
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_TAG_DIALOG);

  G_OBJECT_CLASS (cw_tag_dialog_parent_class)->dispose (object);
}

static void
cw_tag_dialog_finalize (GObject *object)
{
  g_free (CW_TAG_DIALOG (object)->tag);

  G_OBJECT_CLASS (cw_tag_dialog_parent_class)->finalize (object);
}

static void
cw_tag_dialog_class_init (CwTagDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_tag_dialog_dispose;
  object_class->finalize = cw_tag_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-tag-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwTagDialog, chips);
  gtk_widget_class_bind_template_child (widget_class, CwTagDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cw_tag_dialog_init (CwTagDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-rename-dialog.h"

struct _CwRenameDialog
{
  AdwAlertDialog parent_instance;

  char *id;
  char *title;

  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (CwRenameDialog, cw_rename_dialog, ADW_TYPE_ALERT_DIALOG)

static void
on_changed (CwRenameDialog *self)
{
  g_free (self->title);
  self->title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "rename", *self->title != '\0');
}

/**
 * cw_rename_dialog_new:
 * @id: what is to be renamed
 * @title: what it is called now
 *
 * Returns: (transfer floating): the dialog
 */
CwRenameDialog *
cw_rename_dialog_new (const char *id,
                      const char *title)
{
  CwRenameDialog *self = g_object_new (CW_TYPE_RENAME_DIALOG, NULL);

  self->id = g_strdup (id);
  gtk_editable_set_text (self->entry, title);
  gtk_editable_select_region (self->entry, 0, -1);

  return self;
}

/**
 * cw_rename_dialog_get_id:
 * @self: the dialog
 *
 * Returns: what it was made for
 */
const char *
cw_rename_dialog_get_id (CwRenameDialog *self)
{
  g_return_val_if_fail (CW_IS_RENAME_DIALOG (self), NULL);

  return self->id;
}

/**
 * cw_rename_dialog_get_title:
 * @self: the dialog
 *
 * Returns: what was written, without spaces around it
 */
const char *
cw_rename_dialog_get_title (CwRenameDialog *self)
{
  g_return_val_if_fail (CW_IS_RENAME_DIALOG (self), NULL);

  return self->title;
}

static void
cw_rename_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_RENAME_DIALOG);

  G_OBJECT_CLASS (cw_rename_dialog_parent_class)->dispose (object);
}

static void
cw_rename_dialog_finalize (GObject *object)
{
  CwRenameDialog *self = CW_RENAME_DIALOG (object);

  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (cw_rename_dialog_parent_class)->finalize (object);
}

static void
cw_rename_dialog_class_init (CwRenameDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_rename_dialog_dispose;
  object_class->finalize = cw_rename_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-rename-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwRenameDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
}

static void
cw_rename_dialog_init (CwRenameDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

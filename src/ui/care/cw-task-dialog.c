/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-task-dialog.h"

#include "cw-error.h"
#include "cw-progress.h"
#include "cw-step-progress.h"

#include <glib/gi18n.h>

/* How often to show how far it is, ms. */
#define INTERVAL 100

/**
 * CwTaskDialog:
 *
 * Something that takes long and that the user waits for: how far it is, a button that ends
 * it, and then how it went.
 */
struct _CwTaskDialog
{
  AdwDialog parent_instance;

  GObject   *progress; /* nullable: a CwProgress or a CwStepProgress */
  DexFuture *work;
  guint      source;
  char      *next; /* nullable: an action of the window */

  GtkProgressBar *bar;
  GtkLabel       *description;
  GtkLabel       *detail;
  GtkButton      *cancel_button;
  GtkButton      *next_button;
  GtkStack       *stack;
  AdwStatusPage  *status;
  GtkLabel       *told;
};

G_DEFINE_FINAL_TYPE (CwTaskDialog, cw_task_dialog, ADW_TYPE_DIALOG)

static void
show_bytes (CwTaskDialog *self,
            CwProgress   *progress)
{
  gint64 total = cw_progress_get_total (progress);

  if (total > 0)
    {
      g_autofree char *done_text = g_format_size ((guint64) cw_progress_get_done (progress));
      g_autofree char *total_text = g_format_size ((guint64) total);
      /* Translators: how much of how much, such as “3 MB of 20 MB” */
      g_autofree char *text = g_strdup_printf (_ ("%s of %s"), done_text, total_text);

      gtk_progress_bar_set_fraction (self->bar, cw_progress_get_fraction (progress));
      gtk_label_set_label (self->detail, text);
    }
  else
    {
      gtk_progress_bar_pulse (self->bar);
    }
}

static void
show_steps (CwTaskDialog   *self,
            CwStepProgress *progress)
{
  guint total = cw_step_progress_get_total (progress);

  if (total > 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("%u of %u"), cw_step_progress_get_done (progress), total);

      gtk_progress_bar_set_fraction (self->bar, cw_step_progress_get_fraction (progress));
      gtk_label_set_label (self->detail, text);
    }
  else
    {
      gtk_progress_bar_pulse (self->bar);
    }
}

static gboolean
on_interval (gpointer data)
{
  CwTaskDialog *self = data;

  if (CW_IS_PROGRESS (self->progress))
    show_bytes (self, CW_PROGRESS (self->progress));
  else if (CW_IS_STEP_PROGRESS (self->progress))
    show_steps (self, CW_STEP_PROGRESS (self->progress));
  else
    gtk_progress_bar_pulse (self->bar);

  return G_SOURCE_CONTINUE;
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* Whoever works for it keeps the dialog, so this ends it and not the other way round. */
static void
cw_task_dialog_closed (AdwDialog *dialog)
{
  CwTaskDialog *self = CW_TASK_DIALOG (dialog);

  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->work);
}

/* What comes next is not this dialog's any more. */
static void
on_next (CwTaskDialog *self)
{
  GtkWidget       *window = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *action = g_steal_pointer (&self->next);

  adw_dialog_close (ADW_DIALOG (self));
  if (window != NULL && action != NULL)
    gtk_widget_activate_action (window, action, NULL);
}

/**
 * cw_task_dialog_take:
 * @self: a dialog
 * @work: (transfer full): what is done; dropped when the dialog is closed
 */
void
cw_task_dialog_take (CwTaskDialog *self,
                     DexFuture    *work)
{
  g_return_if_fail (CW_IS_TASK_DIALOG (self));

  dex_clear (&self->work);
  self->work = work;
}

/**
 * cw_task_dialog_finish:
 * @self: a dialog
 * @heading: how it went, in a few words
 * @sentence: (nullable): more of it
 * @told: (nullable): what else there is to say, a line each
 *
 * Says that the work is done.
 */
void
cw_task_dialog_finish (CwTaskDialog *self,
                       const char   *heading,
                       const char   *sentence,
                       const char   *told)
{
  g_autofree char *escaped = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;

  g_return_if_fail (CW_IS_TASK_DIALOG (self));

  g_clear_handle_id (&self->source, g_source_remove);
  adw_status_page_set_title (self->status, heading);
  adw_status_page_set_description (self->status, escaped);
  gtk_label_set_label (self->told, told != NULL ? told : "");
  gtk_widget_set_visible (GTK_WIDGET (self->told), told != NULL && *told != '\0');
  gtk_stack_set_visible_child_name (self->stack, "done");
}

/**
 * cw_task_dialog_fail:
 * @self: a dialog
 * @heading: what did not work, in a few words
 * @error: why
 *
 * Says that it failed; that it was cancelled the user knows.
 */
void
cw_task_dialog_fail (CwTaskDialog *self,
                     const char   *heading,
                     const GError *error)
{
  g_return_if_fail (CW_IS_TASK_DIALOG (self));

  if (cw_error_is_cancelled (error))
    return;

  adw_status_page_set_icon_name (self->status, "dialog-warning-symbolic");
  cw_task_dialog_finish (self, heading, error->message, NULL);
}

/**
 * cw_task_dialog_offer:
 * @self: a dialog that has finished
 * @label: what the button says
 * @action: what it does
 *
 * Offers what may come next.
 */
void
cw_task_dialog_offer (CwTaskDialog *self,
                      const char   *label,
                      const char   *action)
{
  g_return_if_fail (CW_IS_TASK_DIALOG (self));

  gtk_button_set_label (self->next_button, label);
  g_set_str (&self->next, action);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), TRUE);
}

/**
 * cw_task_dialog_new:
 * @title: what is done
 * @description: the same as a sentence
 * @progress: (nullable): a #CwProgress or a #CwStepProgress
 *
 * Returns: (transfer floating): the dialog
 */
CwTaskDialog *
cw_task_dialog_new (const char *title,
                    const char *description,
                    GObject    *progress)
{
  CwTaskDialog *self = g_object_new (CW_TYPE_TASK_DIALOG, "title", title, NULL);

  g_set_object (&self->progress, progress);
  gtk_label_set_label (self->description, description);
  self->source = g_timeout_add (INTERVAL, on_interval, self);

  return self;
}

static void
cw_task_dialog_dispose (GObject *object)
{
  CwTaskDialog *self = CW_TASK_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->work);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_TASK_DIALOG);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->next, g_free);

  G_OBJECT_CLASS (cw_task_dialog_parent_class)->dispose (object);
}

static void
cw_task_dialog_class_init (CwTaskDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_task_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cw_task_dialog_closed;

  gtk_widget_class_install_action (widget_class, "task.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "task.close", NULL, cancel);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/care/cw-task-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, description);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, detail);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, status);
  gtk_widget_class_bind_template_child (widget_class, CwTaskDialog, told);
}

static void
cw_task_dialog_init (CwTaskDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->next_button, "clicked", G_CALLBACK (on_next), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-copy.h"

#include "cw-toast.h"

#include "cw-async.h"
#include "cw-clip-description.h"
#include "cw-selection-export.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Taking clips out of the library into a folder, with what is known of them. */

static void
on_chosen (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GFile *folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, &error);

  if (folder != NULL)
    dex_promise_resolve_object (promise, folder);
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message));
}

static DexFuture *
choose (GtkWidget *widget)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Export Clips To"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export Here"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), dex_promise_get_cancellable (promise), on_chosen, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static CwSelection *
select_clips (GPtrArray *clips)
{
  CwSelection *selection = cw_selection_new ();

  for (guint i = 0; i < clips->len; i++)
    {
      g_autoptr (CwClipMetadata) metadata = cw_clip_description_make (clips->pdata[i]);

      cw_selection_add (selection, cw_clip_get_path (clips->pdata[i]), metadata);
    }

  return selection;
}

/* --- while it goes on ---------------------------------------------------------------- */

static void
on_response (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        data)
{
  if (g_str_equal (response, "cancel") && dex_future_is_pending (data))
    dex_promise_reject (data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user has had enough"));
}

static void
on_promise_gone (gpointer  data,
                 GClosure *closure)
{
  dex_unref (data);
}

static AdwDialog *
show_progress (GtkWidget      *widget,
               CwStepProgress *progress,
               DexPromise     *stopped)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Exporting Clips"), NULL);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
  g_object_bind_property (progress, "fraction", bar, "fraction", G_BINDING_SYNC_CREATE);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), bar);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"));
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), dex_ref (stopped), on_promise_gone, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);

  return dialog;
}

static void
show_warnings (GtkWidget *widget,
               GStrv      warnings)
{
  g_autofree char *text = g_strjoinv ("\n", warnings);
  AdwDialog       *dialog = adw_alert_dialog_new (_ ("Not All Clips Were Exported"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, widget);
}

static DexFuture *
copy_fiber (GtkWidget  *widget,
            CwClipList *list,
            GArray     *numbers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (CwSelection) selection = NULL;
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  g_autoptr (DexPromise) stopped = dex_promise_new ();
  g_auto (GStrv) warnings = NULL;
  g_autoptr (AdwDialog) dialog = NULL;

  folder = dex_await_object (choose (widget), &error);
  if (folder == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_file_peek_path (folder) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("That folder is not on this computer"));

  clips = dex_await_boxed (cw_clip_list_load (list, numbers), &error);
  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  selection = select_clips (clips);
  dialog = g_object_ref (show_progress (widget, progress, stopped));
  warnings = dex_await_boxed (dex_future_first (cw_selection_export (selection, g_file_peek_path (folder), TRUE, CW_SELECTION_JSON, progress), dex_ref (stopped), NULL), &error);
  if (gtk_widget_get_root (GTK_WIDGET (dialog)) != NULL)
    adw_dialog_force_close (dialog);
  if (warnings == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (warnings[0] != NULL)
    show_warnings (widget, warnings);
  else
    cw_toast_show (widget, ngettext ("%u clip exported", "%u clips exported", clips->len), clips->len);

  return dex_future_new_true ();
}

/**
 * cw_clip_copy:
 * @widget: where that was asked for, in a window
 * @list: has the clips
 * @numbers: (element-type gint64): their numbers
 *
 * Asks for a folder and copies the clips' files there, each with what is known of it,
 * and a list of all. The user sees how far it is, and may end it.
 */
void
cw_clip_copy (GtkWidget  *widget,
              CwClipList *list,
              GArray     *numbers)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CW_IS_CLIP_LIST (list));
  g_return_if_fail (numbers != NULL);

  cw_toast_watch (widget, cw_spawn (G_CALLBACK (copy_fiber), 3, GTK_TYPE_WIDGET, widget, CW_TYPE_CLIP_LIST, list, G_TYPE_ARRAY, numbers));
}

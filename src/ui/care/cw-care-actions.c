/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-care-actions.h"

#include "cw-check-dialog.h"
#include "cw-storage-dialog.h"
#include "cw-task-dialog.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/* What the main menu has for the library as a whole. */

#define CARE "cw-library-care"
#define READY "cw-ready"
#define ENDING ".clipwright.tar"

static CwLibraryCare *
get_care (gpointer window)
{
  return g_object_get_data (G_OBJECT (window), CARE);
}

static void
present (CwTaskDialog *dialog,
         gpointer      window,
         DexFuture    *work)
{
  cw_task_dialog_take (dialog, work);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
}

/* --- backing up ----------------------------------------------------------------------------- */

static DexFuture *
back_up_fiber (CwTaskDialog  *dialog,
               CwLibraryCare *care,
               const char    *path,
               CwProgress    *progress)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *told = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lost = dex_await_boxed (cw_library_care_back_up (care, path, TRUE, progress), &error);

  if (lost == NULL)
    {
      cw_task_dialog_fail (dialog, _ ("The Library Was Not Backed Up"), error);
      return dex_future_new_true ();
    }

  told = g_strjoinv ("\n", lost);
  if (*lost != NULL)
    sentence = g_strdup_printf (_ ("The library is in “%s”. These files are missing or damaged in it, as they are in the library:"), name);
  else
    sentence = g_strdup_printf (_ ("The whole library is in “%s”."), name);
  cw_task_dialog_finish (dialog, _ ("Library Backed Up"), sentence, told);
  return dex_future_new_true ();
}

static void
on_backup_chosen (GObject      *object,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr (CwProgress) progress = NULL;
  CwTaskDialog *dialog;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;

  progress = cw_progress_new ();
  dialog = cw_task_dialog_new (_ ("Back Up"), _ ("Everything in the library is put into one file. You can go on working meanwhile."), G_OBJECT (progress));
  present (dialog, window, cw_spawn (G_CALLBACK (back_up_fiber), 4, CW_TYPE_TASK_DIALOG, dialog, CW_TYPE_LIBRARY_CARE, get_care (window), G_TYPE_STRING, g_file_peek_path (file), CW_TYPE_PROGRESS, progress));
}

static void
on_back_up (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "%F" ENDING);

  gtk_file_dialog_set_title (dialog, _ ("Back Up the Library"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Back Up"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (window), NULL, on_backup_chosen, g_object_ref (window));
}

/* --- restoring -------------------------------------------------------------------------------- */

static DexFuture *
restore_fiber (CwTaskDialog  *dialog,
               CwLibraryCare *care,
               const char    *path,
               CwProgress    *progress)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *sentence = g_strdup_printf (_ ("All of “%s” is sound. It becomes your library when Clipwright starts the next time; what you have now is kept beside it."), name);
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_library_care_stage_restore (care, path, progress), &error))
    {
      /* One that waited before still does. */
      g_object_set_data (G_OBJECT (dialog), READY, care);
      cw_task_dialog_fail (dialog, _ ("The Backup Cannot Be Restored"), error);
      return dex_future_new_true ();
    }

  g_object_set_data (G_OBJECT (dialog), READY, care);
  cw_task_dialog_finish (dialog, _ ("Ready to Restore"), sentence, NULL);
  cw_task_dialog_offer (dialog, _ ("_Restart Now"), "app.restart");
  return dex_future_new_true ();
}

static gboolean
on_cancelled (gpointer care)
{
  cw_detach (cw_library_care_discard_restore (care), "Leaving the library as it is");

  return G_SOURCE_REMOVE;
}

/* It may have come to wait in the moment when the user cancelled it; not before whoever
 * works for it has been told. */
static void
on_restore_closed (CwTaskDialog  *dialog,
                   CwLibraryCare *care)
{
  if (g_object_get_data (G_OBJECT (dialog), READY) == NULL)
    g_idle_add_full (G_PRIORITY_LOW, on_cancelled, g_object_ref (care), g_object_unref);
}

static void
on_restore_chosen (GObject      *object,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr (CwProgress) progress = NULL;
  CwTaskDialog *dialog;

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;

  progress = cw_progress_new ();
  dialog = cw_task_dialog_new (_ ("Restore from Backup"), _ ("The backup is read and checked. Nothing happens to your library until Clipwright starts again."), G_OBJECT (progress));
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_restore_closed), get_care (window), G_CONNECT_DEFAULT);
  present (dialog, window, cw_spawn (G_CALLBACK (restore_fiber), 4, CW_TYPE_TASK_DIALOG, dialog, CW_TYPE_LIBRARY_CARE, get_care (window), G_TYPE_STRING, g_file_peek_path (file), CW_TYPE_PROGRESS, progress));
}

static void
on_restore (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Backups"));
  gtk_file_filter_add_suffix (filter, "tar");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Restore from Backup"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (window), NULL, on_restore_chosen, g_object_ref (window));
}

/* --- a folder of clips --------------------------------------------------------------------------- */

static DexFuture *
import_fiber (CwTaskDialog   *dialog,
              CwLibraryCare  *care,
              const char     *path,
              CwStepProgress *progress)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  g_auto (GStrv) lines = dex_await_boxed (cw_library_care_import_folder (care, path, progress), &error);

  if (lines == NULL)
    {
      cw_task_dialog_fail (dialog, _ ("The Folder Was Not Added"), error);
      return dex_future_new_true ();
    }

  told = g_strjoinv ("\n", lines + 1);
  cw_task_dialog_finish (dialog, lines[1] == NULL ? _ ("Folder Added") : _ ("Folder Added in Part"), lines[0], told);
  return dex_future_new_true ();
}

static void
on_folder_chosen (GObject      *object,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (GtkWidget) window = data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr (CwStepProgress) progress = NULL;
  CwTaskDialog *dialog;

  if (folder == NULL || g_file_peek_path (folder) == NULL)
    return;

  progress = cw_step_progress_new ();
  dialog = cw_task_dialog_new (_ ("Add Folder"), _ ("The videos in the folder are added, with what other programs wrote of them. They stay where they are."), G_OBJECT (progress));
  present (dialog, window, cw_spawn (G_CALLBACK (import_fiber), 4, CW_TYPE_TASK_DIALOG, dialog, CW_TYPE_LIBRARY_CARE, get_care (window), G_TYPE_STRING, g_file_peek_path (folder), CW_TYPE_STEP_PROGRESS, progress));
}

static void
on_import_folder (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       window)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Add a Folder of Videos"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (window), NULL, on_folder_chosen, g_object_ref (window));
}

/* --- all of them ----------------------------------------------------------------------------------- */

/* --- a folder that is away ------------------------------------------------------------------ */

static void
on_away_changed (CwLibraryCare *care,
                 GParamSpec    *pspec,
                 AdwBanner     *banner)
{
  const char *away = cw_library_care_get_away (care);

  if (away != NULL)
    adw_banner_set_title (banner, away);
  adw_banner_set_revealed (banner, away != NULL);
}

static void
on_look (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  cw_detach (cw_library_care_look (get_care (window)), "Looking for the library's folder");
}

/* --- more than a question ------------------------------------------------------------------- */

static void
on_check (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       window)
{
  adw_dialog_present (ADW_DIALOG (cw_check_dialog_new (get_care (window))), GTK_WIDGET (window));
}

static void
on_storage (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  adw_dialog_present (ADW_DIALOG (cw_storage_dialog_new (get_care (window))), GTK_WIDGET (window));
}

static const GActionEntry entries[] = {
  { "look-for-library", on_look },
  { "storage", on_storage },
  { "check-library", on_check },
  { "back-up", on_back_up },
  { "restore-backup", on_restore },
  { "import-folder", on_import_folder },
};

/**
 * cw_care_actions_add:
 * @window: the window
 * @care: what it shows the library of
 * @away: a banner, which tells when the library's folder is away
 *
 * Adds the actions for the library as a whole to @window.
 */
void
cw_care_actions_add (AdwApplicationWindow *window,
                     CwLibraryCare        *care,
                     AdwBanner            *away)
{
  g_return_if_fail (ADW_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (CW_IS_LIBRARY_CARE (care));
  g_return_if_fail (ADW_IS_BANNER (away));

  g_object_set_data_full (G_OBJECT (window), CARE, g_object_ref (care), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect_object (care, "notify::away", G_CALLBACK (on_away_changed), away, G_CONNECT_DEFAULT);
  on_away_changed (care, NULL, away);
}

/**
 * cw_care_actions_tell:
 * @window: the window
 * @care: what the library was opened with
 *
 * After the start: tells whether a backup has become the library, or why it did not.
 */
void
cw_care_actions_tell (GtkWidget     *window,
                      CwLibraryCare *care)
{
  const char      *restored = cw_library_care_get_restored (care);
  const char      *problem = cw_library_care_get_problem (care);
  g_autofree char *sentence = NULL;
  AdwDialog       *dialog;

  g_return_if_fail (GTK_IS_WIDGET (window));

  if (restored == NULL && problem == NULL)
    return;

  if (restored != NULL)
    sentence = g_strdup_printf (_ ("Your library is that of the backup “%s”. The one that you had before is kept until you delete it in Storage."), restored);
  else
    sentence = g_strdup_printf (_ ("The backup waits, and your library is as it was. %s."), problem);

  dialog = adw_alert_dialog_new (restored != NULL ? _ ("Library Restored") : _ ("The Library Was Not Restored"), sentence);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, window);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-check-dialog.h"

#include "cw-finding-text.h"
#include "cw-toast.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/* How often to show how far it is, ms; and how many rows of a kind: more are a report. */
#define INTERVAL 100
#define MOST_ROWS 50

/**
 * CwCheckDialog:
 *
 * Whether all is well with the library, and what can be done where it is not.
 */
struct _CwCheckDialog
{
  AdwDialog parent_instance;

  CwLibraryCare *care;
  CwProgress    *progress; /* nullable */
  GPtrArray     *findings; /* by kind */
  DexFuture     *work;
  guint          source;

  GtkActionBar   *action_bar;
  GtkProgressBar *bar;
  AdwStatusPage  *failed_page;
  AdwBin         *findings_bin;
  GtkButton      *quick_button;
  GtkStack       *stack;
  AdwStatusPage  *well_page;
  GtkLabel       *working_label;
};

G_DEFINE_FINAL_TYPE (CwCheckDialog, cw_check_dialog, ADW_TYPE_DIALOG)

static gboolean
can_repair (CwFinding *finding)
{
  const char *repair = cw_finding_get_repair (finding);

  return repair != NULL && *repair != '\0';
}

static void
show (CwCheckDialog *self,
      const char    *page)
{
  gboolean working = g_str_equal (page, "working");
  gboolean repairable = FALSE;

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    repairable = repairable || can_repair (self->findings->pdata[i]);

  if (!working)
    g_clear_handle_id (&self->source, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_action_bar_set_revealed (self->action_bar, g_str_equal (page, "findings"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "check.repair-all", repairable);
}

/* --- what was found ------------------------------------------------------------------------- */

static GtkWidget *
make_button (const char *label,
             const char *action,
             guint       position)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", position);
  return button;
}

static GtkWidget *
make_row (CwFinding *finding,
          guint      position)
{
  CwFindingKind kind = cw_finding_get_kind (finding);
  gboolean      deletes = kind == CW_FINDING_UNUSED || kind == CW_FINDING_UNFINISHED;
  GtkWidget    *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cw_finding_get_sentence (finding));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (!can_repair (finding))
    return row;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), cw_finding_get_repair (finding));
  if (kind == CW_FINDING_UNUSED)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (_ ("Take Back"), "check.take-back", position));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (deletes ? _ ("Delete") : _ ("Repair"), "check.repair", position));
  return row;
}

static void
end_group (AdwPreferencesGroup *group,
           guint                n)
{
  g_autofree char *more = NULL;
  GtkWidget       *row;

  if (group == NULL || n <= MOST_ROWS)
    return;

  more = g_strdup_printf (ngettext ("And %u more, which is in the report", "And %u more, which are in the report", n - MOST_ROWS), n - MOST_ROWS);
  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), more);
  adw_preferences_group_add (group, row);
}

static void
show_findings (CwCheckDialog *self)
{
  AdwPreferencesPage  *page;
  AdwPreferencesGroup *group = NULL;
  guint                n = 0;

  if (self->findings->len == 0)
    {
      show (self, "well");
      return;
    }

  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  for (guint i = 0; i < self->findings->len; i++)
    {
      CwFindingKind kind = cw_finding_get_kind (self->findings->pdata[i]);

      if (i == 0 || cw_finding_get_kind (self->findings->pdata[i - 1]) != kind)
        {
          end_group (group, n);
          n = 0;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, cw_finding_text_get_heading (kind));
          if (!can_repair (self->findings->pdata[i]))
            adw_preferences_group_set_description (group, cw_finding_text_get_advice (kind));
          adw_preferences_page_add (page, group);
        }

      if (n++ < MOST_ROWS)
        adw_preferences_group_add (group, make_row (self->findings->pdata[i], i));
    }
  end_group (group, n);

  adw_bin_set_child (self->findings_bin, GTK_WIDGET (page));
  show (self, "findings");
}

/* --- checking ---------------------------------------------------------------------------------- */

static int
compare_kinds (gconstpointer a,
               gconstpointer b)
{
  return (int) cw_finding_get_kind (CW_FINDING ((gpointer) a)) - (int) cw_finding_get_kind (CW_FINDING ((gpointer) b));
}

static gboolean
on_interval (gpointer data)
{
  CwCheckDialog *self = data;

  if (self->progress != NULL && cw_progress_get_total (self->progress) > 0)
    gtk_progress_bar_set_fraction (self->bar, cw_progress_get_fraction (self->progress));
  else
    gtk_progress_bar_pulse (self->bar);

  return G_SOURCE_CONTINUE;
}

static void
begin (CwCheckDialog *self,
       const char    *label,
       CwProgress    *progress)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_set_object (&self->progress, progress);
  gtk_label_set_label (self->working_label, label);
  gtk_progress_bar_set_fraction (self->bar, 0);
  self->source = g_timeout_add (INTERVAL, on_interval, self);
  show (self, "working");
}

static DexFuture *
run_fiber (CwCheckDialog *self,
           gboolean       read_all)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = dex_await_boxed (cw_library_care_check (self->care, read_all, self->progress), &error);

  if (findings != NULL)
    {
      g_ptr_array_sort_values (findings, compare_kinds);
      g_clear_pointer (&self->findings, g_ptr_array_unref);
      self->findings = g_steal_pointer (&findings);
      adw_status_page_set_description (self->well_page, read_all ? _ ("All files were read, and all of them are as they were.") : _ ("All files are there, and none looks changed."));
      show_findings (self);
    }
  else if (!cw_error_is_cancelled (error))
    {
      g_autofree char *escaped = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->failed_page, escaped);
      show (self, "failed");
    }

  return dex_future_new_true ();
}

static void
run (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  CwCheckDialog *self = CW_CHECK_DIALOG (widget);
  gboolean       read_all = g_variant_get_boolean (parameter);
  g_autoptr (CwProgress) progress = cw_progress_new ();

  dex_clear (&self->work);
  begin (self, read_all ? _ ("Reading all files…") : _ ("Looking at everything…"), progress);
  self->work = cw_spawn (G_CALLBACK (run_fiber), 2, CW_TYPE_CHECK_DIALOG, self, G_TYPE_BOOLEAN, read_all);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwCheckDialog *self = CW_CHECK_DIALOG (widget);

  dex_clear (&self->work);
  if (self->findings != NULL)
    show_findings (self);
  else
    show (self, "start");
  gtk_widget_grab_focus (GTK_WIDGET (self->quick_button));
}

/* --- repairing ----------------------------------------------------------------------------------- */

static gboolean
repair_one (CwCheckDialog  *self,
            CwFinding      *finding,
            CwLibraryRepair how,
            GError        **error)
{
  if (!dex_await (cw_library_care_repair (self->care, finding, how), error))
    return FALSE;

  g_ptr_array_remove (self->findings, finding);
  return TRUE;
}

static DexFuture *
repair_fiber (CwCheckDialog *self,
              CwFinding     *finding,
              int            how)
{
  g_autoptr (GError) error = NULL;
  gboolean done = repair_one (self, finding, (CwLibraryRepair) how, &error);

  show_findings (self);
  if (!done && !cw_error_is_cancelled (error))
    cw_toast_show (GTK_WIDGET (self->stack), "%s", error->message);

  return dex_future_new_true ();
}

static DexFuture *
repair_all_fiber (CwCheckDialog *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy (self->findings, (GCopyFunc) g_object_ref, NULL);
  g_autoptr (GError) first = NULL;

  g_ptr_array_set_free_func (all, g_object_unref);
  cw_progress_add_total (self->progress, all->len);
  for (guint i = 0; i < all->len && !cw_error_is_cancelled (first); i++)
    {
      g_autoptr (GError) error = NULL;

      if (can_repair (all->pdata[i]) && !repair_one (self, all->pdata[i], CW_LIBRARY_REPAIR_USUAL, &error) && first == NULL)
        first = g_steal_pointer (&error);
      cw_progress_add (self->progress, 1);
    }

  show_findings (self);
  if (first != NULL && !cw_error_is_cancelled (first))
    cw_toast_show (GTK_WIDGET (self->stack), "%s", first->message);

  return dex_future_new_true ();
}

static void
start_repair (CwCheckDialog  *self,
              GVariant       *parameter,
              CwLibraryRepair how)
{
  guint position = g_variant_get_uint32 (parameter);

  if (self->findings == NULL || position >= self->findings->len)
    return;

  dex_clear (&self->work);
  self->work = cw_spawn (G_CALLBACK (repair_fiber), 3, CW_TYPE_CHECK_DIALOG, self, CW_TYPE_FINDING, self->findings->pdata[position], G_TYPE_INT, (int) how);
}

static void
repair (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  start_repair (CW_CHECK_DIALOG (widget), parameter, CW_LIBRARY_REPAIR_USUAL);
}

static void
take_back (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  start_repair (CW_CHECK_DIALOG (widget), parameter, CW_LIBRARY_REPAIR_TAKE_BACK);
}

static void
on_repair_all (AdwAlertDialog *question,
               const char     *response,
               gpointer        data)
{
  CwCheckDialog *self = data;
  g_autoptr (CwProgress) progress = NULL;

  if (!g_str_equal (response, "repair"))
    return;

  progress = cw_progress_new ();
  dex_clear (&self->work);
  begin (self, _ ("Repairing…"), progress);
  self->work = cw_spawn (G_CALLBACK (repair_all_fiber), 1, CW_TYPE_CHECK_DIALOG, self);
}

/* Some of it deletes files. */
static void
repair_all (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  AdwDialog *question = adw_alert_dialog_new (_ ("Repair Everything?"), _ ("What is said below each finding is done. Files that no clip has are deleted for good."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "cancel", _ ("_Cancel"), "repair", _ ("_Repair"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (question), "repair", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_repair_all), widget, G_CONNECT_DEFAULT);
  adw_dialog_present (question, widget);
}

/* --- the report ------------------------------------------------------------------------------------ */

static void
on_written (GObject      *file,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (CwCheckDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    cw_toast_show (GTK_WIDGET (self->stack), _ ("Report saved"));
  else
    cw_toast_show (GTK_WIDGET (self->stack), "%s", error->message);
}

static void
on_report_chosen (GObject      *object,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (CwCheckDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, NULL);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (file == NULL || self->findings == NULL)
    return;

  text = cw_finding_text_build_report (self->findings);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, on_written, g_object_ref (self));
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save Report"));
  gtk_file_dialog_set_initial_name (dialog, _ ("Clipwright Report.txt"));
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_report_chosen, g_object_ref (widget));
}

/* --- the dialog itself ------------------------------------------------------------------------------- */

static void
close_dialog (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* Whoever works for it keeps it. */
static void
cw_check_dialog_closed (AdwDialog *dialog)
{
  CwCheckDialog *self = CW_CHECK_DIALOG (dialog);

  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->work);
}

/**
 * cw_check_dialog_new:
 * @care: of which library
 *
 * Returns: (transfer floating): the dialog
 */
CwCheckDialog *
cw_check_dialog_new (CwLibraryCare *care)
{
  CwCheckDialog *self = g_object_new (CW_TYPE_CHECK_DIALOG, NULL);

  self->care = g_object_ref (care);
  return self;
}

static void
cw_check_dialog_dispose (GObject *object)
{
  CwCheckDialog *self = CW_CHECK_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->work);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CHECK_DIALOG);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->progress);
  g_clear_object (&self->care);

  G_OBJECT_CLASS (cw_check_dialog_parent_class)->dispose (object);
}

static void
cw_check_dialog_class_init (CwCheckDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_check_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = cw_check_dialog_closed;

  gtk_widget_class_install_action (widget_class, "check.run", "b", run);
  gtk_widget_class_install_action (widget_class, "check.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "check.repair", "u", repair);
  gtk_widget_class_install_action (widget_class, "check.take-back", "u", take_back);
  gtk_widget_class_install_action (widget_class, "check.repair-all", NULL, repair_all);
  gtk_widget_class_install_action (widget_class, "check.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "check.close", NULL, close_dialog);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/care/cw-check-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, action_bar);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, findings_bin);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, quick_button);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, well_page);
  gtk_widget_class_bind_template_child (widget_class, CwCheckDialog, working_label);
}

static void
cw_check_dialog_init (CwCheckDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

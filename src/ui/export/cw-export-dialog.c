/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export-dialog.h"
#include "cw-export-folder.h"
#include "cw-export-name.h"

#include "cw-preset-list.h"

#include "cw-project-builder.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <math.h>

/* More than anybody has of one name. */
#define MOST_NUMBERS 1000

/**
 * CwExportDialog:
 *
 * Asks for a preset, a name and a folder. It exports a copy of the project: what
 * is chosen here changes nothing in the editor.
 */
struct _CwExportDialog
{
  AdwDialog parent_instance;

  CwEditor   *editor;
  CwJobQueue *jobs;
  GSettings  *settings;
  char       *preset;
  char       *folder;
  char       *error;
  gboolean    busy;

  /* Dropped when the dialog closes. */
  DexFuture *naming;
  DexFuture *exporting;

  AdwPreferencesGroup *preset_group;
  AdwEntryRow         *name_row;
};

typedef enum
{
  PROP_PRESET = 1,
  PROP_FOLDER,
  PROP_SUMMARY,
  PROP_PROBLEM,
  PROP_BUSY,
} CwExportDialogProperty;

typedef enum
{
  SIGNAL_EXPORTED,
} CwExportDialogSignal;

static GParamSpec *properties[PROP_BUSY + 1];
static guint       signals[SIGNAL_EXPORTED + 1];

G_DEFINE_FINAL_TYPE (CwExportDialog, cw_export_dialog, ADW_TYPE_DIALOG)

static const char *
get_name (CwExportDialog *self)
{
  /* The template asks before it is whole. */
  return self->name_row != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->name_row)) : "";
}

static char *
build_path (CwExportDialog *self,
            const char     *name)
{
  g_autofree char *file = cw_export_name_to_file (name);

  return g_build_filename (self->folder, file, NULL);
}

/* What there will be: the project as the chosen preset makes it. */
static CwProject *
make_project (CwExportDialog *self)
{
  CwProject      *project = cw_project_copy (cw_editor_get_project (self->editor));
  const CwPreset *preset = cw_preset_list_find (self->preset);

  if (preset != NULL)
    cw_project_apply_preset (project, preset);

  return project;
}

static char *
format_rate (CwRate rate)
{
  double value = cw_rate_to_double (rate);

  if (fabs (value - round (value)) < 0.005)
    return g_strdup_printf (_ ("%d fps"), (int) round (value));

  return g_strdup_printf (_ ("%.2f fps"), value);
}

static char *
summarise (CwExportDialog *self)
{
  g_autoptr (CwProject) project = make_project (self);
  g_autofree char *rate = format_rate (cw_project_get_rate (project));
  g_autofree char *duration = cw_timecode_format (cw_project_get_duration (project));
  gint64           frames = cw_rate_get_frame_count (cw_project_get_rate (project), cw_project_get_duration (project));
  g_autofree char *count = g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " frame", "%" G_GINT64_FORMAT " frames", (gulong) frames), frames);

  return g_strdup_printf ("%d × %d · %s · %s · %s",
                          cw_project_get_width (project), cw_project_get_height (project), rate, duration, count);
}

/* What the user can mend comes first. */
static const char *
find_problem (CwExportDialog *self)
{
  const char *problem = cw_export_name_find_problem (get_name (self));

  return problem != NULL ? problem : self->error;
}

static void
update (CwExportDialog *self)
{
  gboolean bad_name = cw_export_name_find_problem (get_name (self)) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.start", !bad_name && !self->busy);
  if (bad_name)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->name_row),
                               GTK_ACCESSIBLE_STATE_INVALID, bad_name ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_error (CwExportDialog *self,
           const char     *error)
{
  g_set_str (&self->error, error);
  update (self);
}

static void
set_busy (CwExportDialog *self,
          gboolean        busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  update (self);
}

/* --- names that are taken ------------------------------------------------ */

/* Also one that is only going to be written. */
static gboolean
is_queued (CwExportDialog *self,
           const char     *path)
{
  guint n_jobs = g_list_model_get_n_items (G_LIST_MODEL (self->jobs));

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);
      CwJobState state = cw_job_get_state (job);

      if ((state == CW_JOB_QUEUED || state == CW_JOB_RUNNING) && g_strcmp0 (cw_job_get_output (job), path) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Resolves to a boolean. */
static DexFuture *
is_taken (CwExportDialog *self,
          const char     *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  if (is_queued (self, path))
    return dex_future_new_true ();

  return dex_file_query_exists (file);
}

/* Resolves to the first of NAME, NAME (2) and so on that is free. */
static DexFuture *
find_free_fiber (CwExportDialog *self,
                 const char     *name)
{
  for (guint number = 1; number < MOST_NUMBERS; number++)
    {
      g_autofree char *candidate = cw_export_name_number (name, number);
      g_autofree char *path = build_path (self, candidate);

      if (!dex_await_boolean (is_taken (self, path), NULL))
        return dex_future_new_take_string (g_steal_pointer (&candidate));
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("There are too many files of this name: write another one"));
}

static DexFuture *
find_free (CwExportDialog *self,
           const char     *name)
{
  return cw_spawn (G_CALLBACK (find_free_fiber), 2, CW_TYPE_EXPORT_DIALOG, self, G_TYPE_STRING, name);
}

static DexFuture *
suggest_fiber (CwExportDialog *self)
{
  g_autofree char *wished = g_strdup (get_name (self));
  g_autofree char *name = dex_await_string (find_free (self, wished), NULL);

  /* Unless the user began to write meanwhile. */
  if (name != NULL && g_str_equal (wished, get_name (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);

  return dex_future_new_true ();
}

static void
on_answered (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (DexPromise) promise = data;

  dex_promise_resolve_string (promise, g_strdup (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result)));
}

/* Resolves to "cancel", "rename" or "replace". */
static DexFuture *
ask (CwExportDialog *self,
     const char     *path,
     const char     *free_name)
{
  DexPromise      *promise = dex_promise_new_cancellable ();
  AdwAlertDialog  *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Replace File?"), NULL));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *free_file = cw_export_name_to_file (free_name);
  g_autofree char *folder = g_path_get_basename (self->folder);
  g_autofree char *rename = g_strdup_printf (_ ("_Keep Both (“%s”)"), free_file);

  if (is_queued (self, path))
    adw_alert_dialog_format_body (dialog, _ ("Another export is going to write “%s” in “%s”."), name, folder);
  else
    adw_alert_dialog_format_body (dialog, _ ("“%s” is in “%s” already. Replacing it cannot be undone."), name, folder);

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"), "rename", rename, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (dialog, "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rename");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), dex_promise_get_cancellable (promise), on_answered, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* Resolves to the path to write to, asking where that is taken; rejected with
 * %G_IO_ERROR_CANCELLED where the user would rather think again. */
static DexFuture *
settle_path_fiber (CwExportDialog *self)
{
  g_autofree char *path = build_path (self, get_name (self));
  g_autofree char *free_name = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await_boolean (is_taken (self, path), NULL))
    return dex_future_new_take_string (g_steal_pointer (&path));

  free_name = dex_await_string (find_free (self, get_name (self)), &error);
  if (free_name == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  answer = dex_await_string (ask (self, path, free_name), &error);
  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (g_str_equal (answer, "replace"))
    return dex_future_new_take_string (g_steal_pointer (&path));

  if (g_str_equal (answer, "rename"))
    return dex_future_new_take_string (build_path (self, free_name));

  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user went back");
}

/* --- exporting ----------------------------------------------------------- */

static DexFuture *
make_folder (gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr (GError) problem = NULL;
  int number;

  if (g_mkdir_with_parents (data, 0777) == 0)
    return dex_future_new_true ();

  number = errno;
  problem = g_error_new_literal (G_IO_ERROR, (int) g_io_error_from_errno (number), g_strerror (number));

  return dex_future_new_for_error (cw_error_new_for_file (problem, data));
}

static DexFuture *
queue_fiber (CwExportDialog *self)
{
  g_autoptr (CwProject) project = make_project (self);
  g_autoptr (CwJob) job = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (!dex_await (cw_run_in_thread (make_folder, g_strdup (self->folder), g_free), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  path = dex_await_string (cw_spawn (G_CALLBACK (settle_path_fiber), 1, CW_TYPE_EXPORT_DIALOG, self), &error);
  if (path == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_job_queue_export (self->jobs, project, self->preset, path);
}

static DexFuture *
export_fiber (CwExportDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwJob) job = dex_await_object (cw_spawn (G_CALLBACK (queue_fiber), 1, CW_TYPE_EXPORT_DIALOG, self), &error);

  set_busy (self, FALSE);

  if (job != NULL)
    {
      g_settings_set_string (self->settings, "export-preset", self->preset);
      g_signal_emit (self, signals[SIGNAL_EXPORTED], 0, job);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else if (!cw_error_is_cancelled (error))
    {
      set_error (self, error->message);
    }

  return dex_future_new_true ();
}

static void
start (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (widget);

  set_error (self, NULL);
  set_busy (self, TRUE);
  dex_clear (&self->naming);
  dex_clear (&self->exporting);
  self->exporting = cw_spawn (G_CALLBACK (export_fiber), 1, CW_TYPE_EXPORT_DIALOG, self);
}

/* --- choosing ------------------------------------------------------------ */

static void
on_folder_chosen (GObject      *object,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (CwExportDialog) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (file == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    {
      set_error (self, _ ("Videos can only be written to a folder on this computer."));
      return;
    }

  g_set_str (&self->folder, g_file_peek_path (file));
  g_settings_set_string (self->settings, "export-folder", self->folder);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER]);
  set_error (self, NULL);
}

static void
choose_folder (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  gtk_file_dialog_set_title (dialog, _ ("Folder for the Video"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                                 on_folder_chosen, g_object_ref (widget));
}

static void
on_name_changed (CwExportDialog *self)
{
  set_error (self, NULL);
}

static void
set_preset (CwExportDialog *self,
            const char     *preset)
{
  if (preset == NULL || !g_set_str (&self->preset, preset))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESET]);
  update (self);
}

static void
add_preset (CwExportDialog  *self,
            const CwPreset  *preset,
            GtkCheckButton **group)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkCheckButton  *button = GTK_CHECK_BUTTON (gtk_check_button_new ());
  g_autofree char *size = NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), preset->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), preset->description);

  if (preset->width > 0)
    {
      GtkWidget *label;

      size = g_strdup_printf ("%d × %d", preset->width, preset->height);
      label = gtk_label_new (size);
      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  gtk_check_button_set_group (button, *group);
  *group = button;
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, preset->title, -1);
  gtk_widget_set_valign (GTK_WIDGET (button), GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "export.preset");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", preset->id);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (button));
  adw_preferences_group_add (self->preset_group, row);
}

/* --- the dialog itself --------------------------------------------------- */

/* A banner cannot do without a title, even where it is not shown. */
static char *
or_empty (CwExportDialog *self,
          const char     *text)
{
  return g_strdup (text != NULL ? text : "");
}

static gboolean
is_set (CwExportDialog *self,
        const char     *text)
{
  return text != NULL && *text != '\0';
}

static char *
format_folder (CwExportDialog *self,
               const char     *folder)
{
  const char *home = g_get_home_dir ();

  if (folder != NULL && g_str_has_prefix (folder, home) && folder[strlen (home)] == '/')
    return g_strconcat ("~", folder + strlen (home), NULL);

  return g_strdup (folder);
}

/**
 * cw_export_dialog_new:
 * @editor: what to export
 * @jobs: where the work is queued
 *
 * Returns: (transfer floating): the dialog
 */
CwExportDialog *
cw_export_dialog_new (CwEditor   *editor,
                      CwJobQueue *jobs)
{
  CwExportDialog  *self = g_object_new (CW_TYPE_EXPORT_DIALOG, NULL);
  CwProject       *project = cw_editor_get_project (editor);
  const char      *preset = cw_project_get_preset_id (project);
  g_autofree char *name = cw_export_name_suggest (cw_project_get_title (project));
  GPtrArray       *presets = cw_preset_list_get ();
  GtkCheckButton  *group = NULL;

  self->editor = g_object_ref (editor);
  self->jobs = g_object_ref (jobs);
  for (guint i = 0; i < presets->len; i++)
    add_preset (self, g_ptr_array_index (presets, i), &group);

  set_preset (self, cw_preset_list_find (preset) != NULL ? preset : "shorts");
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  self->naming = cw_spawn (G_CALLBACK (suggest_fiber), 1, CW_TYPE_EXPORT_DIALOG, self);

  return self;
}

static void
cw_export_dialog_closed (AdwDialog *dialog)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (dialog);

  /* Fibers hold the dialog, so this cannot wait for dispose. One that has just
   * closed it has nothing left to do. */
  dex_clear (&self->naming);
  dex_clear (&self->exporting);
}

static void
cw_export_dialog_dispose (GObject *object)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (object);

  dex_clear (&self->naming);
  dex_clear (&self->exporting);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->editor);
  g_clear_object (&self->jobs);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_export_dialog_parent_class)->dispose (object);
}

static void
cw_export_dialog_finalize (GObject *object)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (object);

  g_free (self->preset);
  g_free (self->folder);
  g_free (self->error);

  G_OBJECT_CLASS (cw_export_dialog_parent_class)->finalize (object);
}

static void
cw_export_dialog_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (object);

  switch ((CwExportDialogProperty) id)
    {
    case PROP_PRESET:
      g_value_set_string (value, self->preset);
      break;

    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;

    case PROP_SUMMARY:
      g_value_take_string (value, self->editor != NULL ? summarise (self) : NULL);
      break;

    case PROP_PROBLEM:
      g_value_set_string (value, find_problem (self));
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    }
}

static void
cw_export_dialog_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CwExportDialog *self = CW_EXPORT_DIALOG (object);

  switch ((CwExportDialogProperty) id)
    {
    case PROP_PRESET:
      set_preset (self, g_value_get_string (value));
      break;

    case PROP_FOLDER:
    case PROP_SUMMARY:
    case PROP_PROBLEM:
    case PROP_BUSY:
      g_assert_not_reached ();
    }
}

static void
cw_export_dialog_class_init (CwExportDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_export_dialog_dispose;
  object_class->finalize = cw_export_dialog_finalize;
  object_class->get_property = cw_export_dialog_get_property;
  object_class->set_property = cw_export_dialog_set_property;
  ADW_DIALOG_CLASS (klass)->closed = cw_export_dialog_closed;

  properties[PROP_PRESET] = g_param_spec_string ("preset", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, CW_TYPE_JOB);

  gtk_widget_class_install_property_action (widget_class, "export.preset", "preset");
  gtk_widget_class_install_action (widget_class, "export.start", NULL, start);
  gtk_widget_class_install_action (widget_class, "export.choose-folder", NULL, choose_folder);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/export/cw-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CwExportDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CwExportDialog, preset_group);
  gtk_widget_class_bind_template_callback (widget_class, format_folder);
  gtk_widget_class_bind_template_callback (widget_class, is_set);
  gtk_widget_class_bind_template_callback (widget_class, or_empty);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
}

static void
cw_export_dialog_init (CwExportDialog *self)
{
  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  self->folder = cw_export_folder_dup (self->settings);

  gtk_widget_init_template (GTK_WIDGET (self));
}

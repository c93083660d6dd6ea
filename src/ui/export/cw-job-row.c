/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-row.h"
#include "cw-relative-time.h"
#include "cw-toast.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/**
 * CwJobRow:
 *
 * One export: how far it is, what came of it, and what can be done about it.
 */
struct _CwJobRow
{
  GtkListBoxRow parent_instance;

  CwJobQueue *jobs;
  CwJob      *job;
};

typedef enum
{
  PROP_JOBS = 1,
  PROP_JOB,
  PROP_STATUS,
  PROP_ICON,
  PROP_ACTIVE,
  PROP_SUCCEEDED,
  PROP_RETRIABLE,
  PROP_ENDED,
} CwJobRowProperty;

static GParamSpec *properties[PROP_ENDED + 1];

G_DEFINE_FINAL_TYPE (CwJobRow, cw_job_row, GTK_TYPE_LIST_BOX_ROW)

/* --- what it says -------------------------------------------------------- */

static char *
format_running (CwJob *job)
{
  g_autofree char *percent = g_strdup_printf (_ ("%d %%"), (int) floor (cw_job_get_progress (job) * 100));
  g_autofree char *left = NULL;

  if (cw_job_get_speed (job) <= 0 || cw_job_get_eta (job) < 0)
    return g_steal_pointer (&percent);

  left = cw_timecode_format_short (cw_job_get_eta (job) * SECOND);

  /* Translators: per cent done, times as fast as the video plays, time left */
  return g_strdup_printf (_ ("%s · %.1f× · %s left"), percent, cw_job_get_speed (job), left);
}

static char *
format_status (CwJob *job)
{
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *ended = NULL;

  switch (cw_job_get_state (job))
    {
    case CW_JOB_QUEUED:
      return g_strdup (cw_job_get_message (job) != NULL ? cw_job_get_message (job) : _ ("Waiting"));

    case CW_JOB_PAUSED:
      return g_strdup (_ ("Paused"));

    case CW_JOB_RUNNING:
      return format_running (job);

    case CW_JOB_SUCCEEDED:
      now = g_date_time_new_now_local ();
      ended = cw_relative_time_format (cw_job_get_finished (job), now);
      /* Translators: when an export ended: Finished · 5 minutes ago */
      return g_strdup_printf (_ ("Finished · %s"), ended);

    case CW_JOB_FAILED:
      return g_strdup (cw_job_get_message (job) != NULL ? cw_job_get_message (job) : _ ("The export failed"));

    case CW_JOB_CANCELLED:
      return g_strdup (_ ("Cancelled"));
    }

  g_assert_not_reached ();
}

static const char *
get_icon (CwJobState state)
{
  switch (state)
    {
    case CW_JOB_QUEUED:
    case CW_JOB_RUNNING:
    case CW_JOB_PAUSED:
      return "export-symbolic";

    case CW_JOB_SUCCEEDED:
      return "object-select-symbolic";

    case CW_JOB_FAILED:
      return "dialog-error-symbolic";

    case CW_JOB_CANCELLED:
      return "process-stop-symbolic";
    }

  g_assert_not_reached ();
}

static gboolean
is_active (CwJobRow *self)
{
  CwJobState state = cw_job_get_state (self->job);

  return state == CW_JOB_QUEUED || state == CW_JOB_RUNNING;
}

static gboolean
is_retriable (CwJobRow *self)
{
  CwJobState state = cw_job_get_state (self->job);

  return state == CW_JOB_FAILED || state == CW_JOB_CANCELLED;
}

static void
update_progress (CwJobRow *self)
{
  g_autofree char *status = format_status (self->job);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, cw_job_get_title (self->job),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, status,
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

static void
set_class (CwJobRow   *self,
           const char *name,
           gboolean    wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
update_state (CwJobRow *self)
{
  CwJobState state = cw_job_get_state (self->job);
  gboolean   succeeded = state == CW_JOB_SUCCEEDED;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel", is_active (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.retry", is_retriable (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.open", succeeded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.show-in-folder", succeeded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.remove", !is_active (self));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), succeeded);
  set_class (self, "failed", state == CW_JOB_FAILED);
  set_class (self, "succeeded", succeeded);

  update_progress (self);
  for (CwJobRowProperty id = PROP_STATUS; id <= PROP_ENDED; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

/* --- what can be done ---------------------------------------------------- */

static void
change (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwJobRow *self = CW_JOB_ROW (widget);

  if (g_str_equal (action, "job.cancel"))
    cw_toast_watch (GTK_WIDGET (self), cw_job_queue_cancel (self->jobs, self->job));
  else if (g_str_equal (action, "job.retry"))
    cw_toast_watch (GTK_WIDGET (self), cw_job_queue_retry (self->jobs, self->job));
  else
    cw_toast_watch (GTK_WIDGET (self), cw_job_queue_remove (self->jobs, self->job));
}

static GtkFileLauncher *
make_launcher (CwJobRow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (cw_job_get_output (self->job));

  return gtk_file_launcher_new (file);
}

static void
on_opened (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (CwJobRow) self = data;
  g_autofree char *name = g_path_get_basename (cw_job_get_output (self->job));
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (object), result, &error) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    cw_toast_show (GTK_WIDGET (self), _ ("“%s” cannot be opened: was it moved, or is there no program for videos?"), name);
}

static void
open_file (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwJobRow *self = CW_JOB_ROW (widget);
  g_autoptr (GtkFileLauncher) launcher = make_launcher (self);

  gtk_file_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_opened, g_object_ref (self));
}

static void
on_folder_shown (GObject      *object,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (CwJobRow) self = data;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (object), result, NULL))
    cw_toast_show (GTK_WIDGET (self), _ ("There is no program that can show the folder"));
}

static void
show_in_folder (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CwJobRow *self = CW_JOB_ROW (widget);
  g_autoptr (GtkFileLauncher) launcher = make_launcher (self);

  gtk_file_launcher_open_containing_folder (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL,
                                            on_folder_shown, g_object_ref (self));
}

/* --- the row itself ------------------------------------------------------ */

static char *
format_output (CwJobRow   *self,
               const char *output)
{
  return output != NULL ? g_filename_display_basename (output) : NULL;
}

/**
 * cw_job_row_new:
 * @jobs: the queue that has @job
 * @job: what to show
 *
 * Returns: (transfer floating): a row for a list
 */
CwJobRow *
cw_job_row_new (CwJobQueue *jobs,
                CwJob      *job)
{
  return g_object_new (CW_TYPE_JOB_ROW, "jobs", jobs, "job", job, NULL);
}

static void
cw_job_row_constructed (GObject *object)
{
  CwJobRow *self = CW_JOB_ROW (object);

  G_OBJECT_CLASS (cw_job_row_parent_class)->constructed (object);

  g_signal_connect_object (self->job, "notify::state", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::progress", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::speed", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::eta", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  update_state (self);
}

/* What was “just now” when it was last looked at may be long ago. */
static void
cw_job_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_job_row_parent_class)->map (widget);
  update_progress (CW_JOB_ROW (widget));
}

static void
cw_job_row_dispose (GObject *object)
{
  CwJobRow *self = CW_JOB_ROW (object);

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_JOB_ROW);

  G_OBJECT_CLASS (cw_job_row_parent_class)->dispose (object);
}

static void
cw_job_row_finalize (GObject *object)
{
  CwJobRow *self = CW_JOB_ROW (object);

  g_clear_object (&self->jobs);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (cw_job_row_parent_class)->finalize (object);
}

static void
cw_job_row_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwJobRow *self = CW_JOB_ROW (object);

  /* The template looks before the job has been set. */
  if (self->job == NULL)
    return;

  switch ((CwJobRowProperty) id)
    {
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;

    case PROP_JOB:
      g_value_set_object (value, self->job);
      break;

    case PROP_STATUS:
      g_value_take_string (value, format_status (self->job));
      break;

    case PROP_ICON:
      g_value_set_static_string (value, get_icon (cw_job_get_state (self->job)));
      break;

    case PROP_ACTIVE:
      g_value_set_boolean (value, is_active (self));
      break;

    case PROP_SUCCEEDED:
      g_value_set_boolean (value, cw_job_get_state (self->job) == CW_JOB_SUCCEEDED);
      break;

    case PROP_RETRIABLE:
      g_value_set_boolean (value, is_retriable (self));
      break;

    case PROP_ENDED:
      g_value_set_boolean (value, !is_active (self));
      break;
    }
}

static void
cw_job_row_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  CwJobRow *self = CW_JOB_ROW (object);

  switch ((CwJobRowProperty) id)
    {
    case PROP_JOBS:
      g_set_object (&self->jobs, g_value_get_object (value));
      break;

    case PROP_JOB:
      g_set_object (&self->job, g_value_get_object (value));
      break;

    case PROP_STATUS:
    case PROP_ICON:
    case PROP_ACTIVE:
    case PROP_SUCCEEDED:
    case PROP_RETRIABLE:
    case PROP_ENDED:
      g_assert_not_reached ();
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags found = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, CW_TYPE_JOB_QUEUE, given);
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, CW_TYPE_JOB, given);
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, found);
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, found);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, found);
  properties[PROP_SUCCEEDED] = g_param_spec_boolean ("succeeded", NULL, NULL, FALSE, found);
  properties[PROP_RETRIABLE] = g_param_spec_boolean ("retriable", NULL, NULL, FALSE, found);
  properties[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, found);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_job_row_class_init (CwJobRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_job_row_constructed;
  object_class->dispose = cw_job_row_dispose;
  object_class->finalize = cw_job_row_finalize;
  object_class->get_property = cw_job_row_get_property;
  object_class->set_property = cw_job_row_set_property;
  widget_class->map = cw_job_row_map;

  install_properties (object_class);

  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.retry", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.remove", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "job.show-in-folder", NULL, show_in_folder);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "job.remove", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/export/cw-job-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_output);
}

static void
cw_job_row_init (CwJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

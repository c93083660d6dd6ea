/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-job-row.h"
#include "cw-relative-time.h"
#include "cw-toast.h"

#include "cw-download-job.h"
#include "cw-export-job.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/**
 * CwJobRow:
 *
 * One job: how far it is, what came of it, and what can be done about it.
 */
struct _CwJobRow
{
  GtkListBoxRow parent_instance;

  CwJobQueue *jobs;
  CwJob      *job;
  char       *channel; /* nullable: whose clip is downloaded */
};

typedef enum
{
  PROP_JOBS = 1,
  PROP_JOB,
  PROP_STATUS,
  PROP_ICON,
  PROP_DETAIL,
  PROP_UNFINISHED,
  PROP_PAUSABLE,
  PROP_PAUSED,
  PROP_EXPORTED,
  PROP_DOWNLOADED,
  PROP_RETRIABLE,
  PROP_ENDED,
} CwJobRowProperty;

static GParamSpec *properties[PROP_ENDED + 1];

G_DEFINE_FINAL_TYPE (CwJobRow, cw_job_row, GTK_TYPE_LIST_BOX_ROW)

/* --- what it says -------------------------------------------------------- */

static gboolean
is_download (CwJob *job)
{
  return g_str_equal (cw_job_get_kind (job), CW_DOWNLOAD_JOB_KIND);
}

/* How much of it there is, where that is known. */
static char *
format_amount (CwJob *job)
{
  g_autofree char *received = g_format_size ((guint64) cw_job_get_received (job));
  g_autofree char *total = g_format_size ((guint64) cw_job_get_total (job));

  if (cw_job_get_total (job) == 0)
    return NULL;

  /* Translators: how much is there: 1.2 MB of 5.4 MB */
  return g_strdup_printf (_ ("%s of %s"), received, total);
}

static char *
format_running (CwJob *job)
{
  g_autofree char *percent = g_strdup_printf (_ ("%d %%"), (int) floor (cw_job_get_progress (job) * 100));
  g_autofree char *amount = format_amount (job);
  g_autofree char *left = NULL;

  if (amount != NULL)
    return g_strdup_printf ("%s · %s", percent, amount);
  if (cw_job_get_speed (job) <= 0 || cw_job_get_eta (job) < 0)
    return g_steal_pointer (&percent);

  left = cw_timecode_format_short (cw_job_get_eta (job) * SECOND);

  /* Translators: per cent done, times as fast as the video plays, time left */
  return g_strdup_printf (_ ("%s · %.1f× · %s left"), percent, cw_job_get_speed (job), left);
}

static char *
format_paused (CwJob *job)
{
  g_autofree char *amount = format_amount (job);

  /* Translators: followed by how much is there: Paused · 1.2 MB of 5.4 MB */
  return amount != NULL ? g_strdup_printf (_ ("Paused · %s"), amount) : g_strdup (_ ("Paused"));
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
      return format_paused (job);

    case CW_JOB_RUNNING:
      return format_running (job);

    case CW_JOB_SUCCEEDED:
      now = g_date_time_new_now_local ();
      ended = cw_relative_time_format (cw_job_get_finished (job), now);
      /* Translators: when a job ended: Finished · 5 minutes ago */
      return g_strdup_printf (_ ("Finished · %s"), ended);

    case CW_JOB_FAILED:
      return g_strdup (cw_job_get_message (job) != NULL ? cw_job_get_message (job) : _ ("It failed"));

    case CW_JOB_CANCELLED:
      return g_strdup (_ ("Cancelled"));
    }

  g_assert_not_reached ();
}

static const char *
get_icon (CwJob *job)
{
  switch (cw_job_get_state (job))
    {
    case CW_JOB_QUEUED:
    case CW_JOB_RUNNING:
    case CW_JOB_PAUSED:
      return is_download (job) ? "folder-download-symbolic" : "export-symbolic";

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
  gboolean   ended = cw_job_has_ended (self->job);
  gboolean   exported = succeeded && !is_download (self->job);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.cancel", !ended);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.pause", cw_job_queue_may_pause (self->jobs, self->job));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.resume", state == CW_JOB_PAUSED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.retry", is_retriable (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.open", exported);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.show-in-folder", exported);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.show", succeeded && !exported);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "job.remove", ended);
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
  else if (g_str_equal (action, "job.pause"))
    cw_toast_watch (GTK_WIDGET (self), cw_job_queue_pause (self->jobs, self->job));
  else if (g_str_equal (action, "job.resume"))
    cw_toast_watch (GTK_WIDGET (self), cw_job_queue_resume (self->jobs, self->job));
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

/* The clip in the library. */
static void
show (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.open-kept", "s", cw_job_get_subject (CW_JOB_ROW (widget)->job));
}

/**
 * cw_job_row_activate_main:
 * @self: a row
 *
 * Does what one most likely wants of a job that is done: shows what came of it.
 */
void
cw_job_row_activate_main (CwJobRow *self)
{
  g_return_if_fail (CW_IS_JOB_ROW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), is_download (self->job) ? "job.show" : "job.open", NULL);
}

static char *
format_detail (CwJobRow *self)
{
  const char *output = cw_job_get_output (self->job);

  if (is_download (self->job))
    return g_strdup (self->channel);

  return output != NULL ? g_filename_display_basename (output) : NULL;
}

static gboolean
is_set (CwJobRow   *self,
        const char *text)
{
  return text != NULL && *text != '\0';
}

static void
find_channel (CwJobRow *self)
{
  g_autoptr (CwTwitchClip) clip = is_download (self->job) ? cw_download_job_dup_clip (self->job) : NULL;

  if (clip != NULL)
    self->channel = g_strdup (cw_twitch_clip_get_channel_name (clip));
}

static void
on_output (CwJobRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
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

  find_channel (self);
  on_output (self);
  g_signal_connect_object (self->job, "notify::output", G_CALLBACK (on_output), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::message", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::received", G_CALLBACK (update_progress), self, G_CONNECT_SWAPPED);
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
  g_free (self->channel);

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
      g_value_set_static_string (value, get_icon (self->job));
      break;

    case PROP_DETAIL:
      g_value_take_string (value, format_detail (self));
      break;

    case PROP_UNFINISHED:
      g_value_set_boolean (value, !cw_job_has_ended (self->job));
      break;

    case PROP_PAUSABLE:
      g_value_set_boolean (value, cw_job_queue_may_pause (self->jobs, self->job));
      break;

    case PROP_PAUSED:
      g_value_set_boolean (value, cw_job_get_state (self->job) == CW_JOB_PAUSED);
      break;

    case PROP_EXPORTED:
      g_value_set_boolean (value, cw_job_get_state (self->job) == CW_JOB_SUCCEEDED && !is_download (self->job));
      break;

    case PROP_DOWNLOADED:
      g_value_set_boolean (value, cw_job_get_state (self->job) == CW_JOB_SUCCEEDED && is_download (self->job));
      break;

    case PROP_RETRIABLE:
      g_value_set_boolean (value, is_retriable (self));
      break;

    case PROP_ENDED:
      g_value_set_boolean (value, cw_job_has_ended (self->job));
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
    case PROP_DETAIL:
    case PROP_UNFINISHED:
    case PROP_PAUSABLE:
    case PROP_PAUSED:
    case PROP_EXPORTED:
    case PROP_DOWNLOADED:
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
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, found);
  properties[PROP_UNFINISHED] = g_param_spec_boolean ("unfinished", NULL, NULL, FALSE, found);
  properties[PROP_PAUSABLE] = g_param_spec_boolean ("pausable", NULL, NULL, FALSE, found);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, found);
  properties[PROP_EXPORTED] = g_param_spec_boolean ("exported", NULL, NULL, FALSE, found);
  properties[PROP_DOWNLOADED] = g_param_spec_boolean ("downloaded", NULL, NULL, FALSE, found);
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
  gtk_widget_class_install_action (widget_class, "job.pause", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.resume", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.show", NULL, show);
  gtk_widget_class_install_action (widget_class, "job.retry", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.remove", NULL, change);
  gtk_widget_class_install_action (widget_class, "job.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "job.show-in-folder", NULL, show_in_folder);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "job.remove", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/jobs/cw-job-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, is_set);
}

static void
cw_job_row_init (CwJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

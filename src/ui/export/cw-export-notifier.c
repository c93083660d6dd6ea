/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export-notifier.h"

#include "cw-export-job.h"

#include <glib/gi18n.h>

static GNotification *
make_notification (CwJob *job)
{
  g_autoptr (GNotification) notification = NULL;
  const char      *output = cw_job_get_output (job);
  g_autofree char *name = g_filename_display_basename (output != NULL ? output : cw_job_get_title (job));

  switch (cw_job_get_state (job))
    {
    case CW_JOB_SUCCEEDED:
      notification = g_notification_new (_ ("Video Exported"));
      g_notification_set_body (notification, name);
      break;

    case CW_JOB_FAILED:
      notification = g_notification_new (_ ("Export Failed"));
      g_notification_set_body (notification, cw_job_get_message (job) != NULL ? cw_job_get_message (job) : name);
      g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
      break;

    case CW_JOB_QUEUED:
    case CW_JOB_RUNNING:
    case CW_JOB_PAUSED:
    case CW_JOB_CANCELLED:
      break;
    }

  return g_steal_pointer (&notification);
}

/* Who looks at the window sees it there. */
static void
on_job_finished (GtkWindow *window,
                 CwJob     *job)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));
  g_autoptr (GNotification) notification = NULL;

  if (application == NULL || gtk_window_is_active (window) || !g_str_equal (cw_job_get_kind (job), CW_EXPORT_JOB_KIND))
    return;

  notification = make_notification (job);
  if (notification != NULL)
    g_application_send_notification (application, cw_job_get_id (job), notification);
}

/**
 * cw_export_notifier_watch:
 * @window: the window
 * @jobs: the exports
 *
 * Tells the user of every export that ends while they look elsewhere, as long
 * as @window is there.
 */
void
cw_export_notifier_watch (GtkWindow  *window,
                          CwJobQueue *jobs)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (CW_IS_JOB_QUEUE (jobs));

  g_signal_connect_object (jobs, "job-finished", G_CALLBACK (on_job_finished), window, G_CONNECT_SWAPPED);
}

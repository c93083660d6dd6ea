/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-jobs-button.h"

#include "cw-job-row.h"
#include "cw-progress-ring.h"
#include "cw-toast.h"

#include "cw-job-batch.h"

#include <glib/gi18n.h>

/**
 * CwJobsButton:
 *
 * All that takes long, behind a button in the header bar: how many there are, how far
 * they are together, and a list of them. Hidden as long as there is none.
 */
struct _CwJobsButton
{
  AdwBin parent_instance;

  CwJobQueue *jobs;

  GtkMenuButton  *button;
  GtkLabel       *count;
  GtkImage       *icon;
  GtkListBox     *list;
  GtkWidget      *pause_button;
  GtkWidget      *resume_button;
  CwProgressRing *ring;
};

typedef enum
{
  PROP_JOBS = 1,
} CwJobsButtonProperty;

static GParamSpec *properties[PROP_JOBS + 1];

G_DEFINE_FINAL_TYPE (CwJobsButton, cw_jobs_button, ADW_TYPE_BIN)

typedef struct
{
  guint n;
  guint active;
  guint paused;
  guint pausable;
  guint failed;
} Counts;

static Counts
count (CwJobsButton *self)
{
  Counts counts = { .n = g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) };

  for (guint i = 0; i < counts.n; i++)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      counts.active += cw_job_is_active (job);
      counts.paused += cw_job_get_state (job) == CW_JOB_PAUSED;
      counts.pausable += cw_job_queue_may_pause (self->jobs, job);
      counts.failed += cw_job_get_state (job) == CW_JOB_FAILED;
    }

  return counts;
}

static char *
describe (const Counts *counts)
{
  if (counts->active > 0)
    return g_strdup_printf (ngettext ("%u download or export is under way", "%u downloads and exports are under way", counts->active), counts->active);
  if (counts->paused > 0)
    return g_strdup_printf (ngettext ("%u download or export is paused", "%u downloads and exports are paused", counts->paused), counts->paused);
  if (counts->failed > 0)
    return g_strdup_printf (ngettext ("%u download or export failed", "%u downloads and exports failed", counts->failed), counts->failed);

  return g_strdup (_ ("All is done"));
}

static const char *
choose_icon (const Counts *counts)
{
  if (counts->paused > 0)
    return "media-playback-pause-symbolic";

  return counts->failed > 0 ? "dialog-warning-symbolic" : "folder-download-symbolic";
}

static void
update (CwJobsButton *self)
{
  Counts           counts = count (self);
  g_autofree char *number = g_strdup_printf ("%u", counts.active);
  g_autofree char *text = describe (&counts);

  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), counts.active > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->ring), counts.active > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), counts.active == 0);
  gtk_image_set_from_icon_name (self->icon, choose_icon (&counts));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_set_visible (self->pause_button, counts.pausable > 0);
  gtk_widget_set_visible (self->resume_button, counts.paused > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "jobs.pause-all", counts.pausable > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "jobs.resume-all", counts.paused > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "jobs.clear", counts.n > counts.active + counts.paused);

  if (counts.n == 0)
    gtk_menu_button_popdown (self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), counts.n > 0);
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  return GTK_WIDGET (cw_job_row_new (CW_JOBS_BUTTON (data)->jobs, item));
}

static void
on_row_activated (CwJobsButton *self,
                  GtkWidget    *row)
{
  gtk_menu_button_popdown (self->button);
  cw_job_row_activate_main (CW_JOB_ROW (row));
}

static void
change_all (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CwJobsButton *self = CW_JOBS_BUTTON (widget);

  if (g_str_equal (action, "jobs.pause-all"))
    cw_toast_watch (widget, cw_job_batch_pause (self->jobs));
  else if (g_str_equal (action, "jobs.resume-all"))
    cw_toast_watch (widget, cw_job_batch_resume (self->jobs));
  else
    cw_toast_watch (widget, cw_job_batch_remove_ended (self->jobs));
}

static void
set_jobs (CwJobsButton *self,
          CwJobQueue   *jobs)
{
  if (!g_set_object (&self->jobs, jobs) || jobs == NULL)
    return;

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (jobs), create_row, self, NULL);
  g_object_bind_property (jobs, "progress", self->ring, "fraction", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
cw_jobs_button_dispose (GObject *object)
{
  CwJobsButton *self = CW_JOBS_BUTTON (object);

  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_data (self->jobs, self);
  /* The bin does not notice that the template takes its child away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_JOBS_BUTTON);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (cw_jobs_button_parent_class)->dispose (object);
}

static void
cw_jobs_button_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((CwJobsButtonProperty) id)
    {
    case PROP_JOBS:
      g_value_set_object (value, CW_JOBS_BUTTON (object)->jobs);
      break;
    }
}

static void
cw_jobs_button_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((CwJobsButtonProperty) id)
    {
    case PROP_JOBS:
      set_jobs (CW_JOBS_BUTTON (object), g_value_get_object (value));
      break;
    }
}

static void
cw_jobs_button_class_init (CwJobsButtonClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_jobs_button_dispose;
  object_class->get_property = cw_jobs_button_get_property;
  object_class->set_property = cw_jobs_button_set_property;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, CW_TYPE_JOB_QUEUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "jobs.pause-all", NULL, change_all);
  gtk_widget_class_install_action (widget_class, "jobs.resume-all", NULL, change_all);
  gtk_widget_class_install_action (widget_class, "jobs.clear", NULL, change_all);

  g_type_ensure (CW_TYPE_PROGRESS_RING);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/jobs/cw-jobs-button.ui");
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, button);
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, count);
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, icon);
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, list);
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, pause_button);
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, resume_button);
  gtk_widget_class_bind_template_child (widget_class, CwJobsButton, ring);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
cw_jobs_button_init (CwJobsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

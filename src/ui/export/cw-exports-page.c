/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-exports-page.h"
#include "cw-job-row.h"
#include "cw-toast.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-export-job.h"

#include <glib/gi18n.h>

struct _CwExportsPage
{
  AdwNavigationPage parent_instance;

  CwJobQueue *jobs;
  GListModel *exports; /* those of jobs */

  GtkListBox *list;
  GtkStack   *stack;
};

typedef enum
{
  PROP_JOBS = 1,
} CwExportsPageProperty;

static GParamSpec *properties[PROP_JOBS + 1];

G_DEFINE_FINAL_TYPE (CwExportsPage, cw_exports_page, ADW_TYPE_NAVIGATION_PAGE)

static CwJob *
find_ended (CwExportsPage *self)
{
  guint n_jobs = g_list_model_get_n_items (self->exports);

  for (guint i = 0; i < n_jobs; i++)
    {
      g_autoptr (CwJob) job = g_list_model_get_item (self->exports, i);

      if (cw_job_has_ended (job))
        return g_steal_pointer (&job);
    }

  return NULL;
}

static void
update (CwExportsPage *self)
{
  g_autoptr (CwJob) ended = find_ended (self);
  gboolean empty = g_list_model_get_n_items (self->exports) == 0;

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exports.clear", ended != NULL);
}

static DexFuture *
clear_fiber (CwExportsPage *self)
{
  CwJob *job;

  /* The list changes at each of these, so it is searched anew. */
  while ((job = find_ended (self)) != NULL)
    {
      g_autoptr (CwJob) ended = job;
      g_autoptr (GError) error = NULL;

      if (!dex_await (cw_job_queue_remove (self->jobs, ended), &error))
        {
          cw_toast_show (GTK_WIDGET (self), "%s", error->message);
          break;
        }
    }

  return dex_future_new_true ();
}

static void
clear (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  cw_detach (cw_spawn (G_CALLBACK (clear_fiber), 1, CW_TYPE_EXPORTS_PAGE, widget), "clearing the exports");
}

static GtkWidget *
create_row (gpointer item,
            gpointer data)
{
  CwExportsPage *self = data;

  return GTK_WIDGET (cw_job_row_new (self->jobs, item));
}

static void
on_row_activated (CwExportsPage *self,
                  GtkWidget     *row)
{
  cw_job_row_activate_main (CW_JOB_ROW (row));
}

static gboolean
is_export (gpointer item,
           gpointer data)
{
  return g_str_equal (cw_job_get_kind (item), CW_EXPORT_JOB_KIND);
}

static void
set_jobs (CwExportsPage *self,
          CwJobQueue    *jobs)
{
  GtkCustomFilter *filter;

  if (!g_set_object (&self->jobs, jobs) || jobs == NULL)
    return;

  filter = gtk_custom_filter_new (is_export, NULL, NULL);
  self->exports = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (jobs)), GTK_FILTER (filter)));
  gtk_list_box_bind_model (self->list, self->exports, create_row, self, NULL);
  g_signal_connect_object (self->exports, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "notify::active", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
cw_exports_page_dispose (GObject *object)
{
  CwExportsPage *self = CW_EXPORTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EXPORTS_PAGE);
  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_data (self->jobs, self);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (cw_exports_page_parent_class)->dispose (object);
}

static void
cw_exports_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwExportsPage *self = CW_EXPORTS_PAGE (object);

  switch ((CwExportsPageProperty) id)
    {
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    }
}

static void
cw_exports_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwExportsPage *self = CW_EXPORTS_PAGE (object);

  switch ((CwExportsPageProperty) id)
    {
    case PROP_JOBS:
      set_jobs (self, g_value_get_object (value));
      break;
    }
}

static void
cw_exports_page_class_init (CwExportsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_exports_page_dispose;
  object_class->get_property = cw_exports_page_get_property;
  object_class->set_property = cw_exports_page_set_property;

  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, CW_TYPE_JOB_QUEUE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "exports.clear", NULL, clear);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/export/cw-exports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwExportsPage, list);
  gtk_widget_class_bind_template_child (widget_class, CwExportsPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
cw_exports_page_init (CwExportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "exports.clear", FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-exports-page.h"

struct _CwExportsPage
{
  AdwNavigationPage parent_instance;

  CwJobQueue *jobs;
};

typedef enum
{
  PROP_JOBS = 1,
} CwExportsPageProperty;

static GParamSpec *properties[PROP_JOBS + 1];

G_DEFINE_FINAL_TYPE (CwExportsPage, cw_exports_page, ADW_TYPE_NAVIGATION_PAGE)

static void
cw_exports_page_dispose (GObject *object)
{
  CwExportsPage *self = CW_EXPORTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EXPORTS_PAGE);
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
      if (g_set_object (&self->jobs, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
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
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/export/cw-exports-page.ui");
}

static void
cw_exports_page_init (CwExportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

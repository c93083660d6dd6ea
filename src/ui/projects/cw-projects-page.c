/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-projects-page.h"

struct _CwProjectsPage
{
  AdwNavigationPage parent_instance;

  CwProjectList *projects;
};

typedef enum
{
  PROP_PROJECTS = 1,
} CwProjectsPageProperty;

static GParamSpec *properties[PROP_PROJECTS + 1];

G_DEFINE_FINAL_TYPE (CwProjectsPage, cw_projects_page, ADW_TYPE_NAVIGATION_PAGE)

static void
cw_projects_page_dispose (GObject *object)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PROJECTS_PAGE);
  g_clear_object (&self->projects);

  G_OBJECT_CLASS (cw_projects_page_parent_class)->dispose (object);
}

static void
cw_projects_page_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (object);

  switch ((CwProjectsPageProperty) id)
    {
    case PROP_PROJECTS:
      g_value_set_object (value, self->projects);
      break;
    }
}

static void
cw_projects_page_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  CwProjectsPage *self = CW_PROJECTS_PAGE (object);

  switch ((CwProjectsPageProperty) id)
    {
    case PROP_PROJECTS:
      if (g_set_object (&self->projects, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
cw_projects_page_class_init (CwProjectsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_projects_page_dispose;
  object_class->get_property = cw_projects_page_get_property;
  object_class->set_property = cw_projects_page_set_property;

  properties[PROP_PROJECTS] = g_param_spec_object ("projects", NULL, NULL, CW_TYPE_PROJECT_LIST,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/projects/cw-projects-page.ui");
}

static void
cw_projects_page_init (CwProjectsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-editor-page.h"

struct _CwEditorPage
{
  AdwNavigationPage parent_instance;

  CwEditor   *editor;
  CwJobQueue *jobs;
};

typedef enum
{
  PROP_EDITOR = 1,
  PROP_JOBS,
} CwEditorPageProperty;

static GParamSpec *properties[PROP_JOBS + 1];

G_DEFINE_FINAL_TYPE (CwEditorPage, cw_editor_page, ADW_TYPE_NAVIGATION_PAGE)

/**
 * cw_editor_page_new:
 * @editor: the open project
 * @jobs: where its exports go
 *
 * Returns: (transfer floating): a page that edits @editor's project
 */
CwEditorPage *
cw_editor_page_new (CwEditor   *editor,
                    CwJobQueue *jobs)
{
  return g_object_new (CW_TYPE_EDITOR_PAGE, "editor", editor, "jobs", jobs, NULL);
}

static void
cw_editor_page_dispose (GObject *object)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EDITOR_PAGE);
  g_clear_object (&self->editor);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (cw_editor_page_parent_class)->dispose (object);
}

static void
cw_editor_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  switch ((CwEditorPageProperty) id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    }
}

static void
cw_editor_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CwEditorPage *self = CW_EDITOR_PAGE (object);

  switch ((CwEditorPageProperty) id)
    {
    case PROP_EDITOR:
      g_set_object (&self->editor, g_value_get_object (value));
      break;

    case PROP_JOBS:
      g_set_object (&self->jobs, g_value_get_object (value));
      break;
    }
}

static void
cw_editor_page_class_init (CwEditorPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_editor_page_dispose;
  object_class->get_property = cw_editor_page_get_property;
  object_class->set_property = cw_editor_page_set_property;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CW_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, CW_TYPE_JOB_QUEUE,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/editor/cw-editor-page.ui");
}

static void
cw_editor_page_init (CwEditorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

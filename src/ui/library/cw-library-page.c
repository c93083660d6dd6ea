/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-page.h"

struct _CwLibraryPage
{
  AdwNavigationPage parent_instance;

  CwLibrary *library;
};

typedef enum
{
  PROP_LIBRARY = 1,
} CwLibraryPageProperty;

static GParamSpec *properties[PROP_LIBRARY + 1];

G_DEFINE_FINAL_TYPE (CwLibraryPage, cw_library_page, ADW_TYPE_NAVIGATION_PAGE)

static void
cw_library_page_dispose (GObject *object)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_library_page_parent_class)->dispose (object);
}

static void
cw_library_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  switch ((CwLibraryPageProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    }
}

static void
cw_library_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwLibraryPage *self = CW_LIBRARY_PAGE (object);

  switch ((CwLibraryPageProperty) id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
cw_library_page_class_init (CwLibraryPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_library_page_dispose;
  object_class->get_property = cw_library_page_get_property;
  object_class->set_property = cw_library_page_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-library-page.ui");
}

static void
cw_library_page_init (CwLibraryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

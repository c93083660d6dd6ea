/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-project-picture.h"

#include "cw-thumbnail.h"

/* Enough for the widest card on a screen with twice the pixels. */
#define WIDTH 640
#define HEIGHT 360

/**
 * CwProjectPicture:
 *
 * What the first clip of a project looks like; plain where it cannot be had: the
 * editor says what is wrong.
 */
struct _CwProjectPicture
{
  CwPicture parent_instance;

  char *path;
};

typedef enum
{
  PROP_PATH = 1,
} CwProjectPictureProperty;

static GParamSpec *properties[PROP_PATH + 1];

G_DEFINE_FINAL_TYPE (CwProjectPicture, cw_project_picture, CW_TYPE_PICTURE)

static void
set_path (CwProjectPicture *self,
          const char       *path)
{
  if (!g_set_str (&self->path, path))
    return;

  cw_picture_load (CW_PICTURE (self), path != NULL ? cw_thumbnail_load (path, 0, FALSE, WIDTH, HEIGHT) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

static void
cw_project_picture_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((CwProjectPictureProperty) id)
    {
    case PROP_PATH:
      g_value_set_string (value, CW_PROJECT_PICTURE (object)->path);
      break;
    }
}

static void
cw_project_picture_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch ((CwProjectPictureProperty) id)
    {
    case PROP_PATH:
      set_path (CW_PROJECT_PICTURE (object), g_value_get_string (value));
      break;
    }
}

static void
cw_project_picture_finalize (GObject *object)
{
  g_free (CW_PROJECT_PICTURE (object)->path);

  G_OBJECT_CLASS (cw_project_picture_parent_class)->finalize (object);
}

static void
cw_project_picture_class_init (CwProjectPictureClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = cw_project_picture_finalize;
  object_class->get_property = cw_project_picture_get_property;
  object_class->set_property = cw_project_picture_set_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_project_picture_init (CwProjectPicture *self)
{
}

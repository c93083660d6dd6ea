/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-picture.h"

/**
 * CwClipPicture:
 *
 * What a clip of the library looks like. The library keeps the files.
 */
struct _CwClipPicture
{
  CwPicture parent_instance;

  CwLibrary *library;
  CwClip    *clip;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
} CwClipPictureProperty;

static GParamSpec *properties[PROP_CLIP + 1];

G_DEFINE_FINAL_TYPE (CwClipPicture, cw_clip_picture, CW_TYPE_PICTURE)

static void
load (CwClipPicture *self)
{
  gboolean wanted = self->library != NULL && self->clip != NULL && cw_clip_get_loaded (self->clip);

  cw_picture_load (CW_PICTURE (self), wanted ? cw_library_load_thumbnail (self->library, self->clip) : NULL);
}

static void
set_clip (CwClipPicture *self,
          CwClip        *clip)
{
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, load, self);

  if (!g_set_object (&self->clip, clip))
    return;

  if (clip != NULL)
    g_signal_connect_object (clip, "notify::info", G_CALLBACK (load), self, G_CONNECT_SWAPPED);

  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
}

static void
cw_clip_picture_dispose (GObject *object)
{
  CwClipPicture *self = CW_CLIP_PICTURE (object);

  g_clear_object (&self->clip);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_clip_picture_parent_class)->dispose (object);
}

static void
cw_clip_picture_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwClipPicture *self = CW_CLIP_PICTURE (object);

  switch ((CwClipPictureProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;
    }
}

static void
cw_clip_picture_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwClipPicture *self = CW_CLIP_PICTURE (object);

  switch ((CwClipPictureProperty) id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        load (self);
      break;

    case PROP_CLIP:
      set_clip (self, g_value_get_object (value));
      break;
    }
}

static void
cw_clip_picture_class_init (CwClipPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_clip_picture_dispose;
  object_class->get_property = cw_clip_picture_get_property;
  object_class->set_property = cw_clip_picture_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_picture_init (CwClipPicture *self)
{
}

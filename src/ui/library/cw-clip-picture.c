/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-picture.h"

#include <adwaita.h>

#define LINE_HEIGHT 4

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
  gboolean   shows_watched;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
  PROP_SHOWS_WATCHED,
} CwClipPictureProperty;

static GParamSpec *properties[PROP_SHOWS_WATCHED + 1];

G_DEFINE_FINAL_TYPE (CwClipPicture, cw_clip_picture, CW_TYPE_PICTURE)

static void
load (CwClipPicture *self)
{
  gboolean wanted = self->library != NULL && self->clip != NULL && cw_clip_get_loaded (self->clip);

  cw_picture_load (CW_PICTURE (self), wanted ? cw_library_load_thumbnail (self->library, self->clip) : NULL);
}

/* Along the lower edge, how much of the clip was watched. */
static void
cw_clip_picture_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  CwClipPicture *self = CW_CLIP_PICTURE (widget);
  float          width = (float) gtk_widget_get_width (widget);
  float          top = (float) gtk_widget_get_height (widget) - LINE_HEIGHT;
  gboolean       mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float          share = 0;
  GdkRGBA        colour;

  GTK_WIDGET_CLASS (cw_clip_picture_parent_class)->snapshot (widget, snapshot);

  if (self->clip != NULL && cw_clip_get_loaded (self->clip) && cw_clip_get_duration (self->clip) > 0)
    share = CLAMP (cw_clip_get_position (self->clip) / (float) cw_clip_get_duration (self->clip), 0, 1);
  if (share <= 0 || !self->shows_watched)
    return;

  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &colour);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.6f }, &GRAPHENE_RECT_INIT (0, top, width, LINE_HEIGHT));
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (mirrored ? width * (1 - share) : 0, top, width * share, LINE_HEIGHT));
}

static void
set_clip (CwClipPicture *self,
          CwClip        *clip)
{
  if (self->clip != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->clip, load, self);
      g_signal_handlers_disconnect_by_func (self->clip, gtk_widget_queue_draw, self);
    }

  if (!g_set_object (&self->clip, clip))
    return;

  if (clip != NULL)
    {
      g_signal_connect_object (clip, "notify::info", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (clip, "notify::position", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
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

    case PROP_SHOWS_WATCHED:
      g_value_set_boolean (value, self->shows_watched);
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

    case PROP_SHOWS_WATCHED:
      self->shows_watched = g_value_get_boolean (value);
      gtk_widget_queue_draw (GTK_WIDGET (self));
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
  GTK_WIDGET_CLASS (klass)->snapshot = cw_clip_picture_snapshot;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_WATCHED] = g_param_spec_boolean ("shows-watched", NULL, NULL, TRUE,
                                                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_picture_init (CwClipPicture *self)
{
  self->shows_watched = TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip.h"

/**
 * CwClip:
 *
 * A media file in the library.
 *
 * Its id, what it holds and when it was added never change; its title is the
 * user's to edit, and its file may be moved.
 */
struct _CwClip
{
  GObject parent_instance;

  char        *id;
  char        *title;
  char        *path;
  CwMediaInfo *info;
  gint64       added;
  gboolean     missing;
};

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_PATH,
  PROP_INFO,
  PROP_DURATION,
  PROP_ADDED,
  PROP_MISSING,
} CwClipProperty;

static GParamSpec *properties[PROP_MISSING + 1];

G_DEFINE_FINAL_TYPE (CwClip, cw_clip, G_TYPE_OBJECT)

/**
 * cw_clip_new:
 * @id: a UUID
 * @title: what the user calls it
 * @path: absolute path of the file
 * @info: what the file is
 * @added: when it was added, us UTC
 *
 * Returns: (transfer full): a clip whose file is taken to be there
 */
CwClip *
cw_clip_new (const char        *id,
             const char        *title,
             const char        *path,
             const CwMediaInfo *info,
             gint64             added)
{
  g_return_val_if_fail (id != NULL && title != NULL && path != NULL && info != NULL, NULL);

  return g_object_new (CW_TYPE_CLIP,
                       "id", id,
                       "title", title,
                       "path", path,
                       "info", info,
                       "added", added,
                       NULL);
}

const char *
cw_clip_get_id (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->id;
}

const char *
cw_clip_get_title (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->title;
}

void
cw_clip_set_title (CwClip     *self,
                   const char *title)
{
  g_return_if_fail (CW_IS_CLIP (self));

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
cw_clip_get_path (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->path;
}

void
cw_clip_set_path (CwClip     *self,
                  const char *path)
{
  g_return_if_fail (CW_IS_CLIP (self));

  if (g_set_str (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/**
 * cw_clip_get_info:
 * @self: a clip
 *
 * Returns: (transfer none): what its file holds
 */
const CwMediaInfo *
cw_clip_get_info (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->info;
}

/**
 * cw_clip_get_duration:
 * @self: a clip
 *
 * Returns: how long its file is, in ns
 */
gint64
cw_clip_get_duration (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->info != NULL ? self->info->duration : 0;
}

gint64
cw_clip_get_added (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->added;
}

gboolean
cw_clip_get_missing (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), FALSE);

  return self->missing;
}

void
cw_clip_set_missing (CwClip  *self,
                     gboolean missing)
{
  g_return_if_fail (CW_IS_CLIP (self));

  if (self->missing == !!missing)
    return;

  self->missing = !!missing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISSING]);
}

static void
cw_clip_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  CwClip *self = CW_CLIP (object);

  switch ((CwClipProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;

    case PROP_INFO:
      g_value_set_boxed (value, self->info);
      break;

    case PROP_DURATION:
      g_value_set_int64 (value, cw_clip_get_duration (self));
      break;

    case PROP_ADDED:
      g_value_set_int64 (value, self->added);
      break;

    case PROP_MISSING:
      g_value_set_boolean (value, self->missing);
      break;
    }
}

static void
cw_clip_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  CwClip *self = CW_CLIP (object);

  switch ((CwClipProperty) id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;

    case PROP_TITLE:
      cw_clip_set_title (self, g_value_get_string (value));
      break;

    case PROP_PATH:
      cw_clip_set_path (self, g_value_get_string (value));
      break;

    case PROP_INFO:
      self->info = g_value_dup_boxed (value);
      break;

    case PROP_ADDED:
      self->added = g_value_get_int64 (value);
      break;

    case PROP_MISSING:
      cw_clip_set_missing (self, g_value_get_boolean (value));
      break;

    case PROP_DURATION:
      g_assert_not_reached ();
    }
}

static void
cw_clip_finalize (GObject *object)
{
  CwClip *self = CW_CLIP (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->path);
  g_clear_pointer (&self->info, cw_media_info_free);

  G_OBJECT_CLASS (cw_clip_parent_class)->finalize (object);
}

static void
cw_clip_class_init (CwClipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_clip_finalize;
  object_class->get_property = cw_clip_get_property;
  object_class->set_property = cw_clip_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, CW_TYPE_MEDIA_INFO,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADDED] = g_param_spec_int64 ("added", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MISSING] = g_param_spec_boolean ("missing", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_init (CwClip *self)
{
}

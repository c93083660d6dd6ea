/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip.h"

/**
 * CwClip:
 *
 * A clip in the library. It stands for what the library has under a number, and says
 * something else once that is read again.
 */
struct _CwClip
{
  CwRecord parent_instance;

  gint64   number;
  char    *id;
  gint64   removed;
  gint64   added;
  gint64   created;
  gint64   views;
  gint64   rating;
  gboolean favourite;
  char    *title;
  char    *note;
  char    *tags;
  char    *source;
  char    *rights;
  char    *channel_id;
  char    *channel_name;
  char    *category_id;
  char    *category_name;
  char    *creator_name;
  char    *language;
  char    *vod_id;
  gint64   vod_offset;
  char    *twitch_id;
  char    *url;
  char    *uri;
  gint64   position;
  gint64   watched;

  char        *path;
  CwMediaInfo *info; /* nullable */
  gboolean     missing;
  gboolean     loaded;
};

static const CwRecordField fields[] = {
  { "number", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, number) },
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, id) },
  { "removed", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, removed) },
  { "added", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, added) },
  { "created", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, created) },
  { "views", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, views) },
  { "rating", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, rating) },
  { "favourite", G_TYPE_BOOLEAN, G_STRUCT_OFFSET (CwClip, favourite) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, title) },
  { "note", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, note) },
  { "tags", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, tags) },
  { "source", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, source) },
  { "rights", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, rights) },
  { "channel-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, channel_id) },
  { "channel-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, channel_name) },
  { "category-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, category_id) },
  { "category-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, category_name) },
  { "creator-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, creator_name) },
  { "language", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, language) },
  { "vod-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, vod_id) },
  { "vod-offset", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, vod_offset) },
  { "twitch-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, twitch_id) },
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, url) },
  { "uri", G_TYPE_STRING, G_STRUCT_OFFSET (CwClip, uri) },
  { "position", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, position) },
  { "watched", G_TYPE_INT64, G_STRUCT_OFFSET (CwClip, watched) },
};

/* After those of the fields. */
typedef enum
{
  PROP_PATH = G_N_ELEMENTS (fields) + 1,
  PROP_INFO,
  PROP_DURATION,
  PROP_MISSING,
  PROP_LOADED,
} CwClipProperty;

static GParamSpec *properties[PROP_LOADED + 1];

/* What a record does for its fields. */
static void (*get_field) (GObject *, guint, GValue *, GParamSpec *);

G_DEFINE_FINAL_TYPE (CwClip, cw_clip, CW_TYPE_RECORD)

/**
 * cw_clip_new:
 * @id: a UUID
 * @title: what the user calls it
 * @path: absolute path of the file
 * @info: what the file is
 * @added: when it was added, us UTC
 *
 * Returns: (transfer full): a clip that is not in the library yet, whose file is taken
 *   to be there
 */
CwClip *
cw_clip_new (const char        *id,
             const char        *title,
             const char        *path,
             const CwMediaInfo *info,
             gint64             added)
{
  CwClip *self;

  g_return_val_if_fail (id != NULL && title != NULL && path != NULL && info != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP,
                       "id", id,
                       "title", title,
                       "added", added,
                       "created", added,
                       "vod-offset", G_GINT64_CONSTANT (-1),
                       NULL);
  cw_clip_set_file (self, path, info);

  return self;
}

/**
 * cw_clip_new_unloaded:
 * @number: a clip's number in the library
 *
 * Returns: (transfer full): a clip of which nothing else is known yet
 */
CwClip *
cw_clip_new_unloaded (gint64 number)
{
  return g_object_new (CW_TYPE_CLIP, "number", number, NULL);
}

/**
 * cw_clip_set_file:
 * @self: a clip
 * @path: absolute path of its file
 * @info: what is in it
 *
 * Makes @self known, or known to have another file.
 */
void
cw_clip_set_file (CwClip            *self,
                  const char        *path,
                  const CwMediaInfo *info)
{
  g_return_if_fail (CW_IS_CLIP (self));
  g_return_if_fail (path != NULL && info != NULL);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  if (self->info == NULL || !cw_media_info_equal (self->info, info))
    {
      g_clear_pointer (&self->info, cw_media_info_free);
      self->info = cw_media_info_copy (info);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INFO]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
    }
  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cw_clip_assign:
 * @self: a clip
 * @other: the same clip as the library has it now
 *
 * Makes @self say what @other says, and notifies of what is different.
 */
void
cw_clip_assign (CwClip *self,
                CwClip *other)
{
  g_return_if_fail (CW_IS_CLIP (self));
  g_return_if_fail (CW_IS_CLIP (other) && other->loaded);

  g_object_freeze_notify (G_OBJECT (self));
  cw_record_assign (CW_RECORD (self), CW_RECORD (other));
  cw_clip_set_file (self, other->path, other->info);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
cw_clip_get_loaded (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), FALSE);

  return self->loaded;
}

/**
 * cw_clip_dup_tags:
 * @self: a clip
 *
 * Returns: (transfer full): its tags, in their order
 */
char **
cw_clip_dup_tags (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return g_strsplit (self->tags, "\n", *self->tags != '\0' ? -1 : 0);
}

gint64
cw_clip_get_number (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->number;
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

const char *
cw_clip_get_note (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->note;
}

int
cw_clip_get_rating (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return (int) self->rating;
}

gboolean
cw_clip_get_favourite (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), FALSE);

  return self->favourite;
}

gint64
cw_clip_get_added (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->added;
}

gint64
cw_clip_get_created (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->created;
}

gint64
cw_clip_get_removed (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->removed;
}

gint64
cw_clip_get_views (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->views;
}

gint64
cw_clip_get_position (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->position;
}

gint64
cw_clip_get_watched (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), 0);

  return self->watched;
}

const char *
cw_clip_get_channel_name (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->channel_name;
}

const char *
cw_clip_get_category_name (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->category_name;
}

const char *
cw_clip_get_creator_name (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->creator_name;
}

const char *
cw_clip_get_twitch_id (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->twitch_id;
}

const char *
cw_clip_get_url (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->url;
}

const char *
cw_clip_get_uri (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->uri;
}

/**
 * cw_clip_get_path:
 * @self: a clip
 *
 * Returns: (nullable): where its file is, %NULL while it is not loaded
 */
const char *
cw_clip_get_path (CwClip *self)
{
  g_return_val_if_fail (CW_IS_CLIP (self), NULL);

  return self->path;
}

/**
 * cw_clip_get_info:
 * @self: a clip
 *
 * Returns: (transfer none) (nullable): what its file holds, %NULL while it is not loaded
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

  if (id <= G_N_ELEMENTS (fields))
    {
      get_field (object, id, value, pspec);
      return;
    }

  switch ((CwClipProperty) id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_INFO:
      g_value_set_boxed (value, self->info);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, cw_clip_get_duration (self));
      break;
    case PROP_MISSING:
      g_value_set_boolean (value, self->missing);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    }
}

/**
 * cw_clip_dup_numbers:
 * @clips: (nullable) (element-type CwClip): clips, loaded or not
 *
 * Returns: (transfer full) (element-type gint64): their numbers, in the same order
 */
GArray *
cw_clip_dup_numbers (GPtrArray *clips)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; clips != NULL && i < clips->len; i++)
    {
      gint64 number = cw_clip_get_number (clips->pdata[i]);

      g_array_append_val (numbers, number);
    }

  return numbers;
}

static void
cw_clip_finalize (GObject *object)
{
  CwClip *self = CW_CLIP (object);

  g_free (self->path);
  g_clear_pointer (&self->info, cw_media_info_free);

  G_OBJECT_CLASS (cw_clip_parent_class)->finalize (object);
}

static void
cw_clip_class_init (CwClipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
  get_field = object_class->get_property;
  object_class->finalize = cw_clip_finalize;
  object_class->get_property = cw_clip_get_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, CW_TYPE_MEDIA_INFO, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MISSING] = g_param_spec_boolean ("missing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  for (guint id = PROP_PATH; id <= PROP_LOADED; id++)
    g_object_class_install_property (object_class, id, properties[id]);
}

static void
cw_clip_init (CwClip *self)
{
}

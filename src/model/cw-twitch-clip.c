/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-clip.h"

/**
 * CwTwitchClip:
 *
 * A clip as Twitch tells of it: a moment of a broadcast that somebody cut out.
 */
struct _CwTwitchClip
{
  CwRecord parent_instance;

  char    *id;
  char    *url;
  char    *title;
  char    *channel_id;
  char    *channel_name;
  char    *creator_id;
  char    *creator_name;
  char    *vod_id;
  gint64   vod_offset;
  char    *category_id;
  char    *language;
  gint64   views;
  gint64   created;
  gint64   duration;
  char    *thumbnail;
  gboolean featured;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, id) },
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, url) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, title) },
  { "channel-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, channel_id) },
  { "channel-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, channel_name) },
  { "creator-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, creator_id) },
  { "creator-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, creator_name) },
  { "vod-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, vod_id) },
  { "vod-offset", G_TYPE_INT64, G_STRUCT_OFFSET (CwTwitchClip, vod_offset) },
  { "category-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, category_id) },
  { "language", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, language) },
  { "views", G_TYPE_INT64, G_STRUCT_OFFSET (CwTwitchClip, views) },
  { "created", G_TYPE_INT64, G_STRUCT_OFFSET (CwTwitchClip, created) },
  { "duration", G_TYPE_INT64, G_STRUCT_OFFSET (CwTwitchClip, duration) },
  { "thumbnail", G_TYPE_STRING, G_STRUCT_OFFSET (CwTwitchClip, thumbnail) },
  { "featured", G_TYPE_BOOLEAN, G_STRUCT_OFFSET (CwTwitchClip, featured) },
};

G_DEFINE_FINAL_TYPE (CwTwitchClip, cw_twitch_clip, CW_TYPE_RECORD)

const char *
cw_twitch_clip_get_id (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->id;
}

const char *
cw_twitch_clip_get_url (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->url;
}

const char *
cw_twitch_clip_get_title (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->title;
}

const char *
cw_twitch_clip_get_channel_id (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->channel_id;
}

const char *
cw_twitch_clip_get_channel_name (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->channel_name;
}

const char *
cw_twitch_clip_get_creator_name (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->creator_name;
}

const char *
cw_twitch_clip_get_vod_id (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->vod_id;
}

gint64
cw_twitch_clip_get_vod_offset (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), 0);

  return self->vod_offset;
}

const char *
cw_twitch_clip_get_category_id (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->category_id;
}

const char *
cw_twitch_clip_get_language (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->language;
}

gint64
cw_twitch_clip_get_views (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), 0);

  return self->views;
}

gint64
cw_twitch_clip_get_created (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), 0);

  return self->created;
}

gint64
cw_twitch_clip_get_duration (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), 0);

  return self->duration;
}

const char *
cw_twitch_clip_get_thumbnail (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), NULL);

  return self->thumbnail;
}

gboolean
cw_twitch_clip_get_featured (CwTwitchClip *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (self), FALSE);

  return self->featured;
}

static void
cw_twitch_clip_class_init (CwTwitchClipClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_twitch_clip_init (CwTwitchClip *self)
{
}

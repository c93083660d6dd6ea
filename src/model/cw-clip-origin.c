/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-origin.h"

/**
 * CwClipOrigin:
 *
 * Which clip of Twitch's a clip of the library is.
 */
struct _CwClipOrigin
{
  CwRecord parent_instance;

  char  *clip_id;
  char  *twitch_id;
  char  *url;
  char  *title;
  char  *channel_id;
  char  *channel_name;
  char  *creator_name;
  char  *category_id;
  char  *category_name;
  gint64 created;
  gint64 duration;
};

static const CwRecordField fields[] = {
  { "clip-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, clip_id) },
  { "twitch-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, twitch_id) },
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, url) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, title) },
  { "channel-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, channel_id) },
  { "channel-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, channel_name) },
  { "creator-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, creator_name) },
  { "category-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, category_id) },
  { "category-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipOrigin, category_name) },
  { "created", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipOrigin, created) },
  { "duration", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipOrigin, duration) },
};

G_DEFINE_FINAL_TYPE (CwClipOrigin, cw_clip_origin, CW_TYPE_RECORD)

/**
 * cw_clip_origin_new:
 * @clip: a clip of Twitch's
 *
 * Returns: (transfer full): that it is that clip, for one of the library that is still
 *   to be named
 */
CwClipOrigin *
cw_clip_origin_new (CwTwitchClip *clip)
{
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  return g_object_new (CW_TYPE_CLIP_ORIGIN,
                       "twitch-id", cw_twitch_clip_get_id (clip),
                       "url", cw_twitch_clip_get_url (clip),
                       "title", cw_twitch_clip_get_title (clip),
                       "channel-id", cw_twitch_clip_get_channel_id (clip),
                       "channel-name", cw_twitch_clip_get_channel_name (clip),
                       "creator-name", cw_twitch_clip_get_creator_name (clip),
                       "category-id", cw_twitch_clip_get_category_id (clip),
                       "created", cw_twitch_clip_get_created (clip),
                       "duration", cw_twitch_clip_get_duration (clip),
                       NULL);
}

const char *
cw_clip_origin_get_clip_id (CwClipOrigin *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGIN (self), NULL);

  return self->clip_id;
}

const char *
cw_clip_origin_get_twitch_id (CwClipOrigin *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGIN (self), NULL);

  return self->twitch_id;
}

const char *
cw_clip_origin_get_url (CwClipOrigin *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGIN (self), NULL);

  return self->url;
}

const char *
cw_clip_origin_get_channel_id (CwClipOrigin *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGIN (self), NULL);

  return self->channel_id;
}

const char *
cw_clip_origin_get_channel_name (CwClipOrigin *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGIN (self), NULL);

  return self->channel_name;
}

const char *
cw_clip_origin_get_category_name (CwClipOrigin *self)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGIN (self), NULL);

  return self->category_name;
}

static void
cw_clip_origin_class_init (CwClipOriginClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_clip_origin_init (CwClipOrigin *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-metadata.h"

/**
 * CwClipMetadata:
 *
 * What somebody wrote of a clip beside its file: a download tool, or we when it was
 * exported. Any of it may be unknown. CwClipMetadataBuilder makes them.
 */
struct _CwClipMetadata
{
  CwRecord parent_instance;

  char    *title;
  char    *channel_id;
  char    *channel_name;
  char    *creator_id;
  char    *creator_name;
  char    *category_id;
  char    *category_name;
  char    *language;
  char    *url;
  char    *twitch_id;
  char    *vod_id;
  gint64   vod_offset;
  gint64   created;
  gint64   duration;
  gint64   views;
  gint64   rating;
  gboolean favourite;
  char   **tags;
  char    *note;
  char    *transcript;
  char    *file;
};

static const CwRecordField fields[] = {
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, title) },
  { "channel-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, channel_id) },
  { "channel-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, channel_name) },
  { "creator-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, creator_id) },
  { "creator-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, creator_name) },
  { "category-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, category_id) },
  { "category-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, category_name) },
  { "language", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, language) },
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, url) },
  { "twitch-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, twitch_id) },
  { "vod-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, vod_id) },
  { "vod-offset", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipMetadata, vod_offset) },
  { "created", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipMetadata, created) },
  { "duration", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipMetadata, duration) },
  { "views", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipMetadata, views) },
  { "rating", G_TYPE_INT64, G_STRUCT_OFFSET (CwClipMetadata, rating) },
  { "favourite", G_TYPE_BOOLEAN, G_STRUCT_OFFSET (CwClipMetadata, favourite) },
  { "tags", G_TYPE_BOXED, G_STRUCT_OFFSET (CwClipMetadata, tags) },
  { "note", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, note) },
  { "transcript", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, transcript) },
  { "file", G_TYPE_STRING, G_STRUCT_OFFSET (CwClipMetadata, file) },
};

G_DEFINE_FINAL_TYPE (CwClipMetadata, cw_clip_metadata, CW_TYPE_RECORD)

const char *
cw_clip_metadata_get_title (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->title;
}

const char *
cw_clip_metadata_get_channel_id (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->channel_id;
}

const char *
cw_clip_metadata_get_channel_name (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->channel_name;
}

const char *
cw_clip_metadata_get_creator_id (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->creator_id;
}

const char *
cw_clip_metadata_get_creator_name (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->creator_name;
}

const char *
cw_clip_metadata_get_category_id (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->category_id;
}

const char *
cw_clip_metadata_get_category_name (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->category_name;
}

const char *
cw_clip_metadata_get_language (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->language;
}

const char *
cw_clip_metadata_get_url (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->url;
}

const char *
cw_clip_metadata_get_twitch_id (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->twitch_id;
}

const char *
cw_clip_metadata_get_vod_id (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->vod_id;
}

gint64
cw_clip_metadata_get_vod_offset (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), 0);

  return self->vod_offset;
}

gint64
cw_clip_metadata_get_created (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), 0);

  return self->created;
}

gint64
cw_clip_metadata_get_duration (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), 0);

  return self->duration;
}

gint64
cw_clip_metadata_get_views (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), 0);

  return self->views;
}

gint64
cw_clip_metadata_get_rating (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), 0);

  return self->rating;
}

gboolean
cw_clip_metadata_get_favourite (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), FALSE);

  return self->favourite;
}

const char *const *
cw_clip_metadata_get_tags (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return (const char *const *) self->tags;
}

const char *
cw_clip_metadata_get_note (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->note;
}

const char *
cw_clip_metadata_get_transcript (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->transcript;
}

const char *
cw_clip_metadata_get_file (CwClipMetadata *self)
{
  g_return_val_if_fail (CW_IS_CLIP_METADATA (self), NULL);

  return self->file;
}

static void
cw_clip_metadata_class_init (CwClipMetadataClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_clip_metadata_init (CwClipMetadata *self)
{
}

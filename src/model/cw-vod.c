/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-vod.h"

/**
 * CwVod:
 *
 * A broadcast that is over and can be watched again.
 */
struct _CwVod
{
  CwRecord parent_instance;

  char  *id;
  char  *stream_id;
  char  *channel_id;
  char  *channel_login;
  char  *channel_name;
  char  *title;
  gint64 created;
  char  *url;
  char  *thumbnail;
  gint64 views;
  char  *language;
  char  *kind;
  gint64 duration;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, id) },
  { "stream-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, stream_id) },
  { "channel-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, channel_id) },
  { "channel-login", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, channel_login) },
  { "channel-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, channel_name) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, title) },
  { "created", G_TYPE_INT64, G_STRUCT_OFFSET (CwVod, created) },
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, url) },
  { "thumbnail", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, thumbnail) },
  { "views", G_TYPE_INT64, G_STRUCT_OFFSET (CwVod, views) },
  { "language", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, language) },
  { "kind", G_TYPE_STRING, G_STRUCT_OFFSET (CwVod, kind) },
  { "duration", G_TYPE_INT64, G_STRUCT_OFFSET (CwVod, duration) },
};

G_DEFINE_FINAL_TYPE (CwVod, cw_vod, CW_TYPE_RECORD)

const char *
cw_vod_get_id (CwVod *self)
{
  g_return_val_if_fail (CW_IS_VOD (self), NULL);

  return self->id;
}

const char *
cw_vod_get_channel_id (CwVod *self)
{
  g_return_val_if_fail (CW_IS_VOD (self), NULL);

  return self->channel_id;
}

const char *
cw_vod_get_title (CwVod *self)
{
  g_return_val_if_fail (CW_IS_VOD (self), NULL);

  return self->title;
}

gint64
cw_vod_get_created (CwVod *self)
{
  g_return_val_if_fail (CW_IS_VOD (self), 0);

  return self->created;
}

const char *
cw_vod_get_thumbnail (CwVod *self)
{
  g_return_val_if_fail (CW_IS_VOD (self), NULL);

  return self->thumbnail;
}

gint64
cw_vod_get_duration (CwVod *self)
{
  g_return_val_if_fail (CW_IS_VOD (self), 0);

  return self->duration;
}

static void
cw_vod_class_init (CwVodClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_vod_init (CwVod *self)
{
}

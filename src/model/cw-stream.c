/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-stream.h"

/**
 * CwStream:
 *
 * A broadcast that is on now.
 */
struct _CwStream
{
  CwRecord parent_instance;

  char  *id;
  char  *channel_id;
  char  *channel_login;
  char  *channel_name;
  char  *category_id;
  char  *category_name;
  char  *title;
  gint64 viewers;
  gint64 started;
  char  *language;
  char  *thumbnail;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, id) },
  { "channel-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, channel_id) },
  { "channel-login", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, channel_login) },
  { "channel-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, channel_name) },
  { "category-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, category_id) },
  { "category-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, category_name) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, title) },
  { "viewers", G_TYPE_INT64, G_STRUCT_OFFSET (CwStream, viewers) },
  { "started", G_TYPE_INT64, G_STRUCT_OFFSET (CwStream, started) },
  { "language", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, language) },
  { "thumbnail", G_TYPE_STRING, G_STRUCT_OFFSET (CwStream, thumbnail) },
};

G_DEFINE_FINAL_TYPE (CwStream, cw_stream, CW_TYPE_RECORD)

const char *
cw_stream_get_id (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), NULL);

  return self->id;
}

const char *
cw_stream_get_channel_id (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), NULL);

  return self->channel_id;
}

const char *
cw_stream_get_channel_login (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), NULL);

  return self->channel_login;
}

const char *
cw_stream_get_channel_name (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), NULL);

  return self->channel_name;
}

const char *
cw_stream_get_title (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), NULL);

  return self->title;
}

gint64
cw_stream_get_viewers (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), 0);

  return self->viewers;
}

gint64
cw_stream_get_started (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), 0);

  return self->started;
}

const char *
cw_stream_get_thumbnail (CwStream *self)
{
  g_return_val_if_fail (CW_IS_STREAM (self), NULL);

  return self->thumbnail;
}

static void
cw_stream_class_init (CwStreamClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_stream_init (CwStream *self)
{
}

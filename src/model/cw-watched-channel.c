/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watched-channel.h"

/**
 * CwWatchedChannel:
 *
 * A channel of which the user wants to know every new clip.
 */
struct _CwWatchedChannel
{
  CwRecord parent_instance;

  char  *id;
  char  *login;
  char  *name;
  char  *picture;
  gint64 since;
  gint64 checked;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwWatchedChannel, id) },
  { "login", G_TYPE_STRING, G_STRUCT_OFFSET (CwWatchedChannel, login) },
  { "name", G_TYPE_STRING, G_STRUCT_OFFSET (CwWatchedChannel, name) },
  { "picture", G_TYPE_STRING, G_STRUCT_OFFSET (CwWatchedChannel, picture) },
  { "since", G_TYPE_INT64, G_STRUCT_OFFSET (CwWatchedChannel, since) },
  { "checked", G_TYPE_INT64, G_STRUCT_OFFSET (CwWatchedChannel, checked) },
};

G_DEFINE_FINAL_TYPE (CwWatchedChannel, cw_watched_channel, CW_TYPE_RECORD)

const char *
cw_watched_channel_get_id (CwWatchedChannel *self)
{
  g_return_val_if_fail (CW_IS_WATCHED_CHANNEL (self), NULL);

  return self->id;
}

const char *
cw_watched_channel_get_login (CwWatchedChannel *self)
{
  g_return_val_if_fail (CW_IS_WATCHED_CHANNEL (self), NULL);

  return self->login;
}

const char *
cw_watched_channel_get_name (CwWatchedChannel *self)
{
  g_return_val_if_fail (CW_IS_WATCHED_CHANNEL (self), NULL);

  return self->name;
}

const char *
cw_watched_channel_get_picture (CwWatchedChannel *self)
{
  g_return_val_if_fail (CW_IS_WATCHED_CHANNEL (self), NULL);

  return self->picture;
}

gint64
cw_watched_channel_get_since (CwWatchedChannel *self)
{
  g_return_val_if_fail (CW_IS_WATCHED_CHANNEL (self), 0);

  return self->since;
}

gint64
cw_watched_channel_get_checked (CwWatchedChannel *self)
{
  g_return_val_if_fail (CW_IS_WATCHED_CHANNEL (self), 0);

  return self->checked;
}

static void
cw_watched_channel_class_init (CwWatchedChannelClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_watched_channel_init (CwWatchedChannel *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-channel.h"

/**
 * CwChannel:
 *
 * A channel: somebody who broadcasts. What is on it now is known where it was
 * asked for.
 */
struct _CwChannel
{
  CwRecord parent_instance;

  char    *id;
  char    *login;
  char    *name;
  char    *description;
  char    *picture;
  char    *kind;
  gint64   created;
  gboolean live;
  char    *title;
  char    *category_id;
  char    *category_name;
  char    *language;
  gint64   started;
  gint64   followed;
};

static const CwRecordField fields[] = {
  { "id", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, id) },
  { "login", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, login) },
  { "name", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, name) },
  { "description", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, description) },
  { "picture", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, picture) },
  { "kind", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, kind) },
  { "created", G_TYPE_INT64, G_STRUCT_OFFSET (CwChannel, created) },
  { "live", G_TYPE_BOOLEAN, G_STRUCT_OFFSET (CwChannel, live) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, title) },
  { "category-id", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, category_id) },
  { "category-name", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, category_name) },
  { "language", G_TYPE_STRING, G_STRUCT_OFFSET (CwChannel, language) },
  { "started", G_TYPE_INT64, G_STRUCT_OFFSET (CwChannel, started) },
  { "followed", G_TYPE_INT64, G_STRUCT_OFFSET (CwChannel, followed) },
};

G_DEFINE_FINAL_TYPE (CwChannel, cw_channel, CW_TYPE_RECORD)

const char *
cw_channel_get_id (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), NULL);

  return self->id;
}

const char *
cw_channel_get_login (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), NULL);

  return self->login;
}

const char *
cw_channel_get_name (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), NULL);

  return self->name;
}

const char *
cw_channel_get_picture (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), NULL);

  return self->picture;
}

gboolean
cw_channel_get_live (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), FALSE);

  return self->live;
}

const char *
cw_channel_get_title (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), NULL);

  return self->title;
}

const char *
cw_channel_get_category_name (CwChannel *self)
{
  g_return_val_if_fail (CW_IS_CHANNEL (self), NULL);

  return self->category_name;
}

static void
cw_channel_class_init (CwChannelClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_channel_init (CwChannel *self)
{
}

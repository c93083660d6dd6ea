/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watched-channels.h"

#include "cw-channel.h"

/**
 * CwWatchedChannels:
 *
 * The channels that are watched: as a list for views, and until when each was checked.
 */
struct _CwWatchedChannels
{
  GListStore *list;    /* of CwChannel */
  GHashTable *records; /* by id: CwWatchedChannel */
};

/* The length of the list where it is not there. */
static guint
find_position (CwWatchedChannels *self,
               const char        *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwChannel) channel = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_str_equal (cw_channel_get_id (channel), id))
        return i;
    }

  return n;
}

static CwWatchedChannel *
make_record (CwWatchedChannel *texts,
             gint64            since,
             gint64            checked)
{
  return g_object_new (CW_TYPE_WATCHED_CHANNEL,
                       "id", cw_watched_channel_get_id (texts),
                       "login", cw_watched_channel_get_login (texts),
                       "name", cw_watched_channel_get_name (texts),
                       "picture", cw_watched_channel_get_picture (texts),
                       "since", since,
                       "checked", checked,
                       NULL);
}

static void
set_record (CwWatchedChannels *self,
            CwWatchedChannel  *record)
{
  g_hash_table_replace (self->records, g_strdup (cw_watched_channel_get_id (record)), record);
}

/**
 * cw_watched_channels_put:
 * @self: the channels
 * @record: a channel; one that is there already keeps its times
 */
void
cw_watched_channels_put (CwWatchedChannels *self,
                         CwWatchedChannel  *record)
{
  const char       *id = cw_watched_channel_get_id (record);
  CwWatchedChannel *before = cw_watched_channels_find (self, id);
  CwWatchedChannel *times = before != NULL ? before : record;
  guint             at = find_position (self, id);
  g_autoptr (CwChannel) channel = g_object_new (CW_TYPE_CHANNEL,
                                                "id", id,
                                                "login", cw_watched_channel_get_login (record),
                                                "name", cw_watched_channel_get_name (record),
                                                "picture", cw_watched_channel_get_picture (record),
                                                NULL);

  set_record (self, make_record (record, cw_watched_channel_get_since (times), cw_watched_channel_get_checked (times)));
  g_list_store_splice (self->list, at, before != NULL ? 1 : 0, (gpointer *) &channel, 1);
}

/**
 * cw_watched_channels_set_checked:
 * @self: the channels
 * @id: the id of one of them
 * @checked: until when Twitch was asked, us UTC
 */
void
cw_watched_channels_set_checked (CwWatchedChannels *self,
                                 const char        *id,
                                 gint64             checked)
{
  CwWatchedChannel *before = cw_watched_channels_find (self, id);

  g_return_if_fail (before != NULL);

  set_record (self, make_record (before, cw_watched_channel_get_since (before), checked));
}

void
cw_watched_channels_remove (CwWatchedChannels *self,
                            const char        *id)
{
  guint at = find_position (self, id);

  g_hash_table_remove (self->records, id);
  if (at < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    g_list_store_remove (self->list, at);
}

void
cw_watched_channels_clear (CwWatchedChannels *self)
{
  g_hash_table_remove_all (self->records);
  g_list_store_remove_all (self->list);
}

/**
 * cw_watched_channels_find:
 * @self: the channels
 * @id: a channel's id
 *
 * Returns: (nullable) (transfer none): it, where it is watched
 */
CwWatchedChannel *
cw_watched_channels_find (CwWatchedChannels *self,
                          const char        *id)
{
  return g_hash_table_lookup (self->records, id);
}

/**
 * cw_watched_channels_get_list:
 * @self: the channels
 *
 * Returns: (transfer none): a list of #CwChannel
 */
GListModel *
cw_watched_channels_get_list (CwWatchedChannels *self)
{
  return G_LIST_MODEL (self->list);
}

/**
 * cw_watched_channels_dup_ids:
 * @self: the channels
 *
 * Returns: (transfer full): their ids, in the order of the list
 */
char **
cw_watched_channels_dup_ids (CwWatchedChannels *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (CwChannel) channel = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      g_strv_builder_add (ids, cw_channel_get_id (channel));
    }

  return g_strv_builder_end (ids);
}

/**
 * cw_watched_channels_new:
 *
 * Returns: (transfer full): no channels yet
 */
CwWatchedChannels *
cw_watched_channels_new (void)
{
  CwWatchedChannels *self = g_new0 (CwWatchedChannels, 1);

  self->list = g_list_store_new (CW_TYPE_CHANNEL);
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

void
cw_watched_channels_free (CwWatchedChannels *self)
{
  g_object_unref (self->list);
  g_hash_table_unref (self->records);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-new-clips.h"

/**
 * CwNewClips:
 *
 * The new clips of watched channels: a #GListModel of #CwTwitchClip, the newest
 * first, that knows which the user has seen.
 */
struct _CwNewClips
{
  GObject parent_instance;

  GPtrArray  *clips;
  GHashTable *known;  /* ids, the clips' own */
  GHashTable *unseen; /* ids */
};

static void cw_new_clips_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwNewClips, cw_new_clips, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cw_new_clips_list_model_init))

static int
compare (CwTwitchClip *a,
         CwTwitchClip *b)
{
  gint64 first = cw_twitch_clip_get_created (a);
  gint64 second = cw_twitch_clip_get_created (b);

  if (first != second)
    return first > second ? -1 : 1;

  return g_strcmp0 (cw_twitch_clip_get_id (a), cw_twitch_clip_get_id (b));
}

static void
insert (CwNewClips   *self,
        CwTwitchClip *clip)
{
  guint low = 0, high = self->clips->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (self->clips->pdata[middle], clip) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  g_ptr_array_insert (self->clips, (int) low, g_object_ref (clip));
  g_hash_table_add (self->known, (gpointer) cw_twitch_clip_get_id (clip));
  g_list_model_items_changed (G_LIST_MODEL (self), low, 0, 1);
}

static void
remove_at (CwNewClips *self,
           guint       at)
{
  g_hash_table_remove (self->unseen, cw_twitch_clip_get_id (self->clips->pdata[at]));
  g_hash_table_remove (self->known, cw_twitch_clip_get_id (self->clips->pdata[at]));
  g_ptr_array_remove_index (self->clips, at);
  g_list_model_items_changed (G_LIST_MODEL (self), at, 1, 0);
}

/**
 * cw_new_clips_set:
 * @self: a list
 * @clips: (element-type CwTwitchClip): all there are, the newest first
 * @unseen: the ids of those that the user has not seen
 */
void
cw_new_clips_set (CwNewClips        *self,
                  GPtrArray         *clips,
                  const char *const *unseen)
{
  guint before;

  g_return_if_fail (CW_IS_NEW_CLIPS (self));
  g_return_if_fail (clips != NULL && unseen != NULL);

  before = self->clips->len;
  g_hash_table_remove_all (self->unseen);
  for (guint i = 0; unseen[i] != NULL; i++)
    g_hash_table_add (self->unseen, g_strdup (unseen[i]));
  g_hash_table_remove_all (self->known);
  g_ptr_array_set_size (self->clips, 0);
  g_ptr_array_extend (self->clips, clips, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  for (guint i = 0; i < clips->len; i++)
    g_hash_table_add (self->known, (gpointer) cw_twitch_clip_get_id (clips->pdata[i]));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->clips->len);
}

/**
 * cw_new_clips_add:
 * @self: a list
 * @clips: (element-type CwTwitchClip): clips in any order, of which those that are
 *   not in the list yet were not seen by the user
 */
void
cw_new_clips_add (CwNewClips *self,
                  GPtrArray  *clips)
{
  g_return_if_fail (CW_IS_NEW_CLIPS (self));
  g_return_if_fail (clips != NULL);

  for (guint i = 0; i < clips->len; i++)
    {
      if (g_hash_table_contains (self->known, cw_twitch_clip_get_id (clips->pdata[i])))
        continue;

      g_hash_table_add (self->unseen, g_strdup (cw_twitch_clip_get_id (clips->pdata[i])));
      insert (self, clips->pdata[i]);
    }
}

/**
 * cw_new_clips_remove:
 * @self: a list
 * @ids: the ids of clips
 */
void
cw_new_clips_remove (CwNewClips        *self,
                     const char *const *ids)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_if_fail (CW_IS_NEW_CLIPS (self));
  g_return_if_fail (ids != NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (gone, (gpointer) ids[i]);

  for (guint i = self->clips->len; i > 0; i--)
    if (g_hash_table_contains (gone, cw_twitch_clip_get_id (self->clips->pdata[i - 1])))
      remove_at (self, i - 1);
}

/**
 * cw_new_clips_remove_channel:
 * @self: a list
 * @channel_id: whose clips
 */
void
cw_new_clips_remove_channel (CwNewClips *self,
                             const char *channel_id)
{
  g_return_if_fail (CW_IS_NEW_CLIPS (self));
  g_return_if_fail (channel_id != NULL);

  for (guint i = self->clips->len; i > 0; i--)
    if (g_str_equal (cw_twitch_clip_get_channel_id (self->clips->pdata[i - 1]), channel_id))
      remove_at (self, i - 1);
}

/**
 * cw_new_clips_mark_seen:
 * @self: a list
 * @id: (nullable): a clip's id; %NULL for all
 */
void
cw_new_clips_mark_seen (CwNewClips *self,
                        const char *id)
{
  g_return_if_fail (CW_IS_NEW_CLIPS (self));

  if (id != NULL)
    g_hash_table_remove (self->unseen, id);
  else
    g_hash_table_remove_all (self->unseen);
}

gboolean
cw_new_clips_is_seen (CwNewClips *self,
                      const char *id)
{
  g_return_val_if_fail (CW_IS_NEW_CLIPS (self), TRUE);

  return !g_hash_table_contains (self->unseen, id);
}

guint
cw_new_clips_get_unseen (CwNewClips *self)
{
  g_return_val_if_fail (CW_IS_NEW_CLIPS (self), 0);

  return g_hash_table_size (self->unseen);
}

/**
 * cw_new_clips_new:
 *
 * Returns: (transfer full): an empty list
 */
CwNewClips *
cw_new_clips_new (void)
{
  return g_object_new (CW_TYPE_NEW_CLIPS, NULL);
}

static GType
cw_new_clips_get_item_type (GListModel *model)
{
  return CW_TYPE_TWITCH_CLIP;
}

static guint
cw_new_clips_get_n_items (GListModel *model)
{
  return CW_NEW_CLIPS (model)->clips->len;
}

static gpointer
cw_new_clips_get_item (GListModel *model,
                       guint       position)
{
  CwNewClips *self = CW_NEW_CLIPS (model);

  return position < self->clips->len ? g_object_ref (self->clips->pdata[position]) : NULL;
}

static void
cw_new_clips_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cw_new_clips_get_item_type;
  iface->get_n_items = cw_new_clips_get_n_items;
  iface->get_item = cw_new_clips_get_item;
}

static void
cw_new_clips_finalize (GObject *object)
{
  CwNewClips *self = CW_NEW_CLIPS (object);

  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->clips);
  g_hash_table_unref (self->unseen);

  G_OBJECT_CLASS (cw_new_clips_parent_class)->finalize (object);
}

static void
cw_new_clips_class_init (CwNewClipsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_new_clips_finalize;
}

static void
cw_new_clips_init (CwNewClips *self)
{
  self->clips = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  self->unseen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

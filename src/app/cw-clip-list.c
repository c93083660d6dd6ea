/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-list.h"

#include <string.h>

/**
 * CwClipList:
 *
 * Clips, the newest first: a #GListModel of those whose title has every word of
 * a query.
 */
struct _CwClipList
{
  GObject parent_instance;

  GPtrArray *clips;
  GPtrArray *shown;
  char      *query;
  char     **words;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwClipList, cw_clip_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Without regard to case and accents' coding. */
static char *
fold (const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normalized != NULL ? normalized : text, -1);
}

/* What a title was folded to, as long as it is the title. */
typedef struct
{
  char *title;
  char *folded;
} Folded;

static void
folded_free (gpointer data)
{
  Folded *folded = data;

  g_free (folded->title);
  g_free (folded->folded);
  g_free (folded);
}

/* Kept at the clip, since every letter of a query asks for all of them. */
static const char *
get_folded_title (CwClip *clip)
{
  static GQuark quark;
  Folded       *folded;

  if (quark == 0)
    quark = g_quark_from_static_string ("cw-clip-list-folded");

  folded = g_object_get_qdata (G_OBJECT (clip), quark);
  if (folded == NULL || !g_str_equal (folded->title, cw_clip_get_title (clip)))
    {
      folded = g_new (Folded, 1);
      folded->title = g_strdup (cw_clip_get_title (clip));
      folded->folded = fold (folded->title);
      g_object_set_qdata_full (G_OBJECT (clip), quark, folded, folded_free);
    }

  return folded->folded;
}

static gboolean
matches (CwClipList *self,
         CwClip     *clip)
{
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (strstr (get_folded_title (clip), self->words[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * cw_clip_list_update:
 * @self: a list
 *
 * Shows what matches now, such as after a title has changed, and says only where
 * that differs from before.
 */
void
cw_clip_list_update (CwClipList *self)
{
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) before = NULL;
  guint head = 0;
  guint tail = 0;

  g_return_if_fail (CW_IS_CLIP_LIST (self));

  before = g_steal_pointer (&self->shown);
  for (guint i = 0; i < self->clips->len; i++)
    if (matches (self, g_ptr_array_index (self->clips, i)))
      g_ptr_array_add (now, g_object_ref (g_ptr_array_index (self->clips, i)));

  while (head < MIN (before->len, now->len) && before->pdata[head] == now->pdata[head])
    head++;
  while (tail < MIN (before->len, now->len) - head && before->pdata[before->len - 1 - tail] == now->pdata[now->len - 1 - tail])
    tail++;

  self->shown = g_ptr_array_ref (now);
  if (before->len - head - tail > 0 || now->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, now->len - head - tail);
}

static guint
find_position (CwClipList *self,
               const char *id)
{
  guint i = 0;

  while (i < self->clips->len && !g_str_equal (cw_clip_get_id (g_ptr_array_index (self->clips, i)), id))
    i++;

  return i;
}

CwClipList *
cw_clip_list_new (void)
{
  return g_object_new (CW_TYPE_CLIP_LIST, NULL);
}

const char *
cw_clip_list_get_query (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->query;
}

/**
 * cw_clip_list_set_query:
 * @self: a list
 * @query: (nullable): words that a title has to have; none for all clips
 *
 * Returns: whether the query is another one than before
 */
gboolean
cw_clip_list_set_query (CwClipList *self,
                        const char *query)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (CW_IS_CLIP_LIST (self), FALSE);

  if (!g_set_str (&self->query, query != NULL ? query : ""))
    return FALSE;

  folded = g_strstrip (fold (self->query));
  g_clear_pointer (&self->words, g_strfreev);
  if (*folded != '\0')
    self->words = g_strsplit_set (folded, " \t", -1);
  cw_clip_list_update (self);

  return TRUE;
}

/**
 * cw_clip_list_get_clips:
 * @self: a list
 *
 * Returns: (transfer none) (element-type CwClip): all clips, shown or not
 */
GPtrArray *
cw_clip_list_get_clips (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->clips;
}

/**
 * cw_clip_list_set_clips:
 * @self: a list
 * @clips: (transfer none) (element-type CwClip): all clips, the newest first
 */
void
cw_clip_list_set_clips (CwClipList *self,
                        GPtrArray  *clips)
{
  g_return_if_fail (CW_IS_CLIP_LIST (self));

  g_ptr_array_set_size (self->clips, 0);
  g_ptr_array_extend (self->clips, clips, (GCopyFunc) (GCallback) g_object_ref, NULL);
  cw_clip_list_update (self);
}

/**
 * cw_clip_list_find:
 * @self: a list
 * @id: a clip's id
 *
 * Returns: (transfer none) (nullable): the clip, shown or not
 */
CwClip *
cw_clip_list_find (CwClipList *self,
                   const char *id)
{
  guint position;

  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  position = find_position (self, id);
  return position < self->clips->len ? g_ptr_array_index (self->clips, position) : NULL;
}

/**
 * cw_clip_list_put:
 * @self: a list
 * @clip: a clip
 *
 * Puts @clip in the place of the one with its id, or else where its time says.
 */
void
cw_clip_list_put (CwClipList *self,
                  CwClip     *clip)
{
  guint position;

  g_return_if_fail (CW_IS_CLIP_LIST (self));
  g_return_if_fail (CW_IS_CLIP (clip));

  position = find_position (self, cw_clip_get_id (clip));
  if (position < self->clips->len)
    {
      g_ptr_array_remove_index (self->clips, position);
    }
  else
    {
      position = 0;
      while (position < self->clips->len && cw_clip_get_added (g_ptr_array_index (self->clips, position)) > cw_clip_get_added (clip))
        position++;
    }

  g_ptr_array_insert (self->clips, (int) position, g_object_ref (clip));
  cw_clip_list_update (self);
}

void
cw_clip_list_remove (CwClipList *self,
                     const char *id)
{
  guint position;

  g_return_if_fail (CW_IS_CLIP_LIST (self));

  position = find_position (self, id);
  if (position == self->clips->len)
    return;

  g_ptr_array_remove_index (self->clips, position);
  cw_clip_list_update (self);
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_CLIP;
}

static guint
get_n_items (GListModel *model)
{
  return CW_CLIP_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *shown = CW_CLIP_LIST (model)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_clip_list_finalize (GObject *object)
{
  CwClipList *self = CW_CLIP_LIST (object);

  g_ptr_array_unref (self->clips);
  g_ptr_array_unref (self->shown);
  g_free (self->query);
  g_strfreev (self->words);

  G_OBJECT_CLASS (cw_clip_list_parent_class)->finalize (object);
}

static void
cw_clip_list_class_init (CwClipListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_list_finalize;
}

static void
cw_clip_list_init (CwClipList *self)
{
  self->clips = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->query = g_strdup ("");
}

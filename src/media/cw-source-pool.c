/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-source-pool.h"

/**
 * CwSourcePool:
 *
 * The open sources of a project's items. In each round, which is a time that is
 * asked for, the items that are needed then or soon take theirs; after it the
 * others are closed, so a long montage holds no more than what is on screen.
 */
struct _CwSourcePool
{
  CwSourceOpen open;
  gpointer     data;
  GPtrArray   *entries; /* the one used last at the end */
  guint64      round;
};

typedef struct
{
  GObject *source;
  char    *path;
  CwItem  *item; /* only compared */
  guint64  round;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->source);
  g_free (entry->path);
  g_free (entry);
}

CwSourcePool *
cw_source_pool_new (CwSourceOpen open,
                    gpointer     data)
{
  CwSourcePool *self = g_new0 (CwSourcePool, 1);

  self->open = open;
  self->data = data;
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->round = 1;

  return self;
}

void
cw_source_pool_free (CwSourcePool *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* The item's own, or else one of the same file that nobody needs now. */
static Entry *
find (CwSourcePool *self,
      CwItem       *item,
      const char   *path)
{
  Entry *other = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (g_strcmp0 (entry->path, path) != 0)
        continue;
      if (entry->item == item)
        return entry;
      if (entry->round < self->round)
        other = entry;
    }

  return other;
}

/**
 * cw_source_pool_take:
 * @self: a pool
 * @item: an item of media; those on screen before those that will be
 * @time: what of its file will be asked for, ns
 *
 * Returns: (transfer none): the source to ask, until the next round
 */
GObject *
cw_source_pool_take (CwSourcePool *self,
                     CwItem       *item,
                     gint64        time)
{
  const char *path = cw_item_get_path (item);
  Entry      *entry = find (self, item, path);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->path = g_strdup (path);
      entry->source = self->open (path, time, self->data);
      g_ptr_array_add (self->entries, entry);
    }

  entry->item = item;
  entry->round = self->round;

  return entry->source;
}

/**
 * cw_source_pool_end_round:
 * @self: a pool
 * @keep: how many that were not needed to leave open
 *
 * Closes what was not taken since the last round, the longest unused first.
 */
void
cw_source_pool_end_round (CwSourcePool *self,
                          guint         keep)
{
  guint idle = 0;

  for (guint i = 0; i < self->entries->len; i++)
    idle += ((Entry *) self->entries->pdata[i])->round < self->round;

  while (idle > keep)
    {
      guint oldest = 0;

      for (guint i = 1; i < self->entries->len; i++)
        if (((Entry *) self->entries->pdata[i])->round < ((Entry *) self->entries->pdata[oldest])->round)
          oldest = i;

      g_ptr_array_remove_index (self->entries, oldest);
      idle--;
    }

  self->round++;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-lists.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-search-store.h"

/**
 * CwClipLists:
 *
 * All lists of the library's clips that somebody looks at, kept up to date together.
 */
struct _CwClipLists
{
  GObject parent_instance;

  CwClipPool    *pool;
  CwSearchStore *search;
  GPtrArray     *lists;   /* of GWeakRef */
  DexFuture     *refresh; /* nullable */
  gboolean       refreshing;
  gboolean       stale; /* while it is being refreshed */
};

G_DEFINE_FINAL_TYPE (CwClipLists, cw_clip_lists, G_TYPE_OBJECT)

/* Those that are still there. */
static GPtrArray *
collect (CwClipLists *self)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->lists->len; i > 0; i--)
    {
      CwClipList *list = g_weak_ref_get (self->lists->pdata[i - 1]);

      if (list != NULL)
        g_ptr_array_add (lists, list);
      else
        g_ptr_array_remove_index_fast (self->lists, i - 1);
    }

  return lists;
}

static gboolean
refresh_once (CwClipLists *self,
              GError     **error)
{
  g_autoptr (GPtrArray) lists = collect (self);

  for (guint i = 0; i < lists->len; i++)
    {
      g_autoptr (GError) problem = NULL;

      /* Another query has come in between, which will find what is new. */
      if (!dex_await (cw_clip_list_refresh (lists->pdata[i]), &problem) && !cw_error_is_cancelled (problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }

  return dex_await (cw_clip_pool_reload (self->pool), error);
}

static DexFuture *
refresh_fiber (CwClipLists *self)
{
  g_autoptr (GError) error = NULL;

  do
    {
      self->stale = FALSE;
      g_clear_error (&error);
      refresh_once (self, &error);
    }
  while (self->stale);

  self->refreshing = FALSE;
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

/**
 * cw_clip_lists_refresh:
 * @self: the lists
 *
 * Has all lists, and the clips in them, be as the database says. Asked again while that
 * is under way, it is done once more.
 *
 * Returns: (transfer full): a future that resolves once they are
 */
DexFuture *
cw_clip_lists_refresh (CwClipLists *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_LISTS (self));

  self->stale = TRUE;
  if (!self->refreshing)
    {
      self->refreshing = TRUE;
      dex_clear (&self->refresh);
      self->refresh = cw_spawn (G_CALLBACK (refresh_fiber), 1, CW_TYPE_CLIP_LISTS, self);
    }

  return cw_follow (dex_ref (self->refresh));
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * cw_clip_lists_make:
 * @self: the lists
 * @query: (nullable): what to show
 * @trash: whether of what is in the trash
 *
 * Returns: (transfer full): one list more; with a query it is filled soon, and else
 *   with the next cw_clip_lists_refresh()
 */
CwClipList *
cw_clip_lists_make (CwClipLists *self,
                    const char  *query,
                    gboolean     trash)
{
  CwClipList *list;
  GWeakRef   *weak;

  g_return_val_if_fail (CW_IS_CLIP_LISTS (self), NULL);

  list = cw_clip_list_new (self->pool, self->search, trash);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, list);
  g_ptr_array_add (self->lists, weak);
  cw_clip_list_set_query (list, query);

  return list;
}

/**
 * cw_clip_lists_new:
 * @pool: gives the clips
 * @search: finds their numbers
 *
 * Returns: (transfer full): no lists yet
 */
CwClipLists *
cw_clip_lists_new (CwClipPool    *pool,
                   CwSearchStore *search)
{
  CwClipLists *self;

  g_return_val_if_fail (CW_IS_CLIP_POOL (pool), NULL);
  g_return_val_if_fail (search != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP_LISTS, NULL);
  self->pool = g_object_ref (pool);
  self->search = g_object_ref (search);

  return self;
}

static void
cw_clip_lists_dispose (GObject *object)
{
  dex_clear (&CW_CLIP_LISTS (object)->refresh);

  G_OBJECT_CLASS (cw_clip_lists_parent_class)->dispose (object);
}

static void
cw_clip_lists_finalize (GObject *object)
{
  CwClipLists *self = CW_CLIP_LISTS (object);

  g_ptr_array_unref (self->lists);
  g_clear_object (&self->pool);
  g_clear_object (&self->search);

  G_OBJECT_CLASS (cw_clip_lists_parent_class)->finalize (object);
}

static void
cw_clip_lists_class_init (CwClipListsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_clip_lists_dispose;
  object_class->finalize = cw_clip_lists_finalize;
}

static void
cw_clip_lists_init (CwClipLists *self)
{
  self->lists = g_ptr_array_new_with_free_func (weak_free);
}

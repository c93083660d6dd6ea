/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-page-feed.h"

#include "cw-async.h"

/**
 * CwPageFeed:
 *
 * A feed of pages as they come. Twitch's lists reorder themselves while one turns
 * the pages, so what is there already is left out.
 */
struct _CwPageFeed
{
  CwFeed parent_instance;

  CwPageFunc     func;
  gpointer       source;
  GDestroyNotify source_free;
  char          *next;  /* nullable */
  GHashTable    *known; /* ids */
  gboolean       stale; /* what is there goes when the first page comes */
};

G_DEFINE_FINAL_TYPE (CwPageFeed, cw_page_feed, CW_TYPE_FEED)

/* Those of PAGE that are new. */
static GPtrArray *
pick_new (CwPageFeed *self,
          CwPage     *page)
{
  GPtrArray *items = cw_page_get_items (page);
  GPtrArray *fresh = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      char *id = NULL;

      g_object_get (items->pdata[i], "id", &id, NULL);
      if (g_hash_table_add (self->known, id))
        g_ptr_array_add (fresh, g_object_ref (items->pdata[i]));
    }

  return fresh;
}

static void
add (CwPageFeed *self,
     CwPage     *page)
{
  CwFeed *feed = CW_FEED (self);
  guint   there = cw_feed_get_items (feed)->len;
  g_autoptr (GPtrArray) fresh = pick_new (self, page);
  gboolean stale = self->stale;

  self->stale = FALSE;
  cw_feed_tell (feed, page);
  g_set_str (&self->next, cw_page_get_next (page));
  cw_feed_set_complete (feed, self->next == NULL);
  cw_feed_splice (feed, stale ? 0 : there, stale ? there : 0, fresh);
}

/* A page may be all old; then the next one is asked for as well. */
static DexFuture *
load_fiber (CwPageFeed *self,
            guint       run)
{
  guint n_before = g_hash_table_size (self->known);

  do
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *cursor = g_strdup (self->next);
      g_autoptr (CwPage) page = dex_await_object (self->func (self->source, cursor), &error);

      if (page == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      if (!cw_feed_is_wanted (CW_FEED (self), run))
        return dex_future_new_true ();

      /* A cursor that leads to itself would never end. */
      add (self, page);
      if (cursor != NULL && g_strcmp0 (cursor, self->next) == 0)
        cw_feed_set_complete (CW_FEED (self), TRUE);
    }
  while (g_hash_table_size (self->known) == n_before && !cw_feed_is_complete (CW_FEED (self)));

  return dex_future_new_true ();
}

static DexFuture *
cw_page_feed_load (CwFeed *feed,
                   guint   run)
{
  return cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_PAGE_FEED, feed, G_TYPE_UINT, run);
}

static void
cw_page_feed_reset (CwFeed *feed)
{
  CwPageFeed *self = CW_PAGE_FEED (feed);

  g_clear_pointer (&self->next, g_free);
  g_hash_table_remove_all (self->known);
  self->stale = TRUE;
}

/**
 * cw_page_feed_new:
 * @func: asks for a page of things that have a property “id”
 * @source: given to @func
 * @source_free: (nullable): frees @source
 *
 * Returns: (transfer full): an empty feed
 */
CwPageFeed *
cw_page_feed_new (CwPageFunc     func,
                  gpointer       source,
                  GDestroyNotify source_free)
{
  CwPageFeed *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (CW_TYPE_PAGE_FEED, NULL);
  self->func = func;
  self->source = source;
  self->source_free = source_free;

  return self;
}

static void
cw_page_feed_finalize (GObject *object)
{
  CwPageFeed *self = CW_PAGE_FEED (object);

  if (self->source_free != NULL)
    self->source_free (self->source);
  g_free (self->next);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (cw_page_feed_parent_class)->finalize (object);
}

static void
cw_page_feed_class_init (CwPageFeedClass *klass)
{
  CwFeedClass *feed_class = CW_FEED_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_page_feed_finalize;
  feed_class->load = cw_page_feed_load;
  feed_class->reset = cw_page_feed_reset;
}

static void
cw_page_feed_init (CwPageFeed *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-saved-crawl.h"

#include "cw-async.h"
#include "cw-crawl-store.h"
#include "cw-error.h"

/* How often to save how far it got, ms. */
#define SAVE_MS 2000

/**
 * CwSavedCrawl:
 *
 * A #CwClipCrawl that goes on where it was when the program is started again: what
 * it finds is remembered, and how far it got as well.
 */
struct _CwSavedCrawl
{
  GObject parent_instance;

  CwCrawlStore *store;
  CwSeen       *seen;
  CwClipCrawl  *crawl;
  char         *channel_id;
  char         *category_id;
  gint64        from;
  gint64        to;
};

G_DEFINE_FINAL_TYPE (CwSavedCrawl, cw_saved_crawl, G_TYPE_OBJECT)

static CwCrawlKey
get_key (CwSavedCrawl *self)
{
  return (CwCrawlKey) { self->channel_id, self->category_id, self->from, self->to };
}

/* What was found is written first, so that nothing is taken for done that is not. */
static void
save (CwSavedCrawl *self)
{
  CwCrawlKey key = get_key (self);
  g_autoptr (GVariant) state = cw_clip_crawl_dup_state (self->crawl);
  g_autofree char *text = g_variant_print (state, TRUE);

  cw_detach (cw_seen_flush (self->seen), "Remembering what was seen of Twitch");
  cw_detach (cw_crawl_store_save (self->store, &key, text, g_get_real_time ()), "Saving how far a crawl got");
}

static gboolean
on_save (gpointer data)
{
  save (data);

  return G_SOURCE_CONTINUE;
}

static DexFuture *
load_fiber (CwSavedCrawl *self)
{
  CwCrawlKey key = get_key (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dex_await_string (cw_crawl_store_find (self->store, &key, g_get_real_time ()), &error);
  g_autoptr (GVariant) state = text != NULL ? g_variant_parse (G_VARIANT_TYPE ("(xxa(xx))"), text, NULL, NULL, NULL) : NULL;

  if (text == NULL && !g_error_matches (error, CW_ERROR, CW_ERROR_MISSING))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (state != NULL)
    cw_clip_crawl_restore (self->crawl, state);
  else
    cw_clip_crawl_add (self->crawl, self->from, self->to);

  return dex_future_new_for_boolean (state != NULL);
}

/**
 * cw_saved_crawl_load:
 * @self: a crawl; call this once, before it is run
 *
 * Finds out how far it got before. What was found then is told by
 * cw_seen_list_clips(), and may be told of again.
 *
 * Returns: (transfer full): a future of whether it goes on where it was, and does not
 *   begin anew
 */
DexFuture *
cw_saved_crawl_load (CwSavedCrawl *self)
{
  dex_return_error_if_fail (CW_IS_SAVED_CRAWL (self));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_SAVED_CRAWL, self);
}

static DexFuture *
run_fiber (CwSavedCrawl *self)
{
  CwCrawlKey key = get_key (self);
  guint      saving = g_timeout_add (SAVE_MS, on_save, self);
  g_autoptr (GError) error = NULL;
  gboolean complete = dex_await_boolean (cw_clip_crawl_run (self->crawl), &error);

  g_source_remove (saving);
  if (!complete)
    {
      save (self);
      return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_false ();
    }

  if (!dex_await (cw_seen_flush (self->seen), &error) || !dex_await (cw_crawl_store_remove (self->store, &key), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_saved_crawl_run:
 * @self: a crawl that was loaded
 *
 * Looks at all that is left. When this fails or is dropped, how far it got is kept.
 *
 * Returns: (transfer full): a future of a boolean: %TRUE when every clip was told of
 *   and remembered, %FALSE where the crawl was stopped before
 */
DexFuture *
cw_saved_crawl_run (CwSavedCrawl *self)
{
  dex_return_error_if_fail (CW_IS_SAVED_CRAWL (self));

  return cw_spawn (G_CALLBACK (run_fiber), 1, CW_TYPE_SAVED_CRAWL, self);
}

/**
 * cw_saved_crawl_get_crawl:
 * @self: a crawl
 *
 * Returns: (transfer none): what tells of clips and of progress; not to be run itself
 */
CwClipCrawl *
cw_saved_crawl_get_crawl (CwSavedCrawl *self)
{
  g_return_val_if_fail (CW_IS_SAVED_CRAWL (self), NULL);

  return self->crawl;
}

static void
on_found (CwSavedCrawl *self,
          CwPage       *page)
{
  cw_seen_remember (self->seen, cw_page_get_items (page));
}

/**
 * cw_saved_crawl_new:
 * @database: where to keep how far it got
 * @helix: whom to ask
 * @seen: what remembers the clips
 * @channel_id: (nullable): whose clips
 * @category_id: (nullable): or of what
 * @from: us UTC
 * @to: us UTC, later. To go on where another was, it has to be the same
 *
 * Returns: (transfer full): a crawl to be loaded and then run
 */
CwSavedCrawl *
cw_saved_crawl_new (CwDatabase *database,
                    CwHelix    *helix,
                    CwSeen     *seen,
                    const char *channel_id,
                    const char *category_id,
                    gint64      from,
                    gint64      to)
{
  CwSavedCrawl *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_SEEN (seen), NULL);
  g_return_val_if_fail ((channel_id == NULL) != (category_id == NULL), NULL);
  g_return_val_if_fail (from < to, NULL);

  self = g_object_new (CW_TYPE_SAVED_CRAWL, NULL);
  self->store = cw_crawl_store_new (database);
  self->seen = g_object_ref (seen);
  self->crawl = cw_clip_crawl_new (helix, channel_id, category_id);
  self->channel_id = g_strdup (channel_id);
  self->category_id = g_strdup (category_id);
  self->from = from;
  self->to = to;
  g_signal_connect_object (self->crawl, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);

  return self;
}

static void
cw_saved_crawl_finalize (GObject *object)
{
  CwSavedCrawl *self = CW_SAVED_CRAWL (object);

  g_object_unref (self->store);
  g_object_unref (self->seen);
  g_object_unref (self->crawl);
  g_free (self->channel_id);
  g_free (self->category_id);

  G_OBJECT_CLASS (cw_saved_crawl_parent_class)->finalize (object);
}

static void
cw_saved_crawl_class_init (CwSavedCrawlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_saved_crawl_finalize;
}

static void
cw_saved_crawl_init (CwSavedCrawl *self)
{
}

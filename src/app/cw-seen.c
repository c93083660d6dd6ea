/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-seen.h"

#include "cw-account.h"
#include "cw-async.h"
#include "cw-crawl-store.h"
#include "cw-seen-store.h"

/* How long to gather what is to be written, ms; and how much is written at once, so
 * that a crawl neither waits for the disk a thousand times nor keeps others from the
 * database. */
#define GATHER_MS 300
#define MOST_AT_ONCE 500

/* How often to forget what is too old, s. */
#define PRUNE_S (60 * 60)

/* How many of each kind a search shows. */
#define MOST_CLIPS 100
#define MOST_NAMES 12

/**
 * CwSeen:
 *
 * What was seen of Twitch, to be found again at once and without the network. It
 * is forgotten after a day, but for the clips of those who are signed in. On the
 * main thread.
 */
struct _CwSeen
{
  GObject parent_instance;

  CwSeenStore  *store;
  CwCrawlStore *crawls;
  GListModel   *accounts;
  GPtrArray    *gathered; /* to be written */
  guint         gather_source;
  guint         prune_source;
};

G_DEFINE_FINAL_TYPE (CwSeen, cw_seen, G_TYPE_OBJECT)

/* --- remembering ------------------------------------------------------------- */

/* The database takes what it is given in order, so that only the last has to be
 * waited for. */
static DexFuture *
write_gathered (CwSeen *self)
{
  g_autoptr (GPtrArray) items = g_steal_pointer (&self->gathered);
  g_autoptr (GPtrArray) writes = g_ptr_array_new_with_free_func (dex_unref);

  self->gathered = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_handle_id (&self->gather_source, g_source_remove);

  for (guint i = 0; i < items->len; i += MOST_AT_ONCE)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint j = i; j < MIN (i + MOST_AT_ONCE, items->len); j++)
        g_ptr_array_add (some, g_object_ref (items->pdata[j]));
      g_ptr_array_add (writes, cw_seen_store_remember (self->store, some, g_get_real_time ()));
    }

  if (writes->len == 0)
    return dex_future_new_true ();

  return dex_future_all_racev ((DexFuture *const *) writes->pdata, writes->len);
}

static gboolean
on_gathered (gpointer data)
{
  CwSeen *self = data;

  self->gather_source = 0;
  cw_detach (write_gathered (self), "Remembering what was seen of Twitch");

  return G_SOURCE_REMOVE;
}

/**
 * cw_seen_remember:
 * @self: what was seen
 * @items: (element-type GObject): #CwTwitchClip, #CwChannel and #CwCategory that
 *   Twitch has just told of, in any order; anything else is left out
 *
 * Keeps them, a moment later and many at once: call it as often as something comes.
 */
void
cw_seen_remember (CwSeen    *self,
                  GPtrArray *items)
{
  g_return_if_fail (CW_IS_SEEN (self));
  g_return_if_fail (items != NULL);

  g_ptr_array_extend (self->gathered, items, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  if (self->gathered->len > 0 && self->gather_source == 0)
    self->gather_source = g_timeout_add (GATHER_MS, on_gathered, self);
}

/**
 * cw_seen_flush:
 * @self: what was seen
 *
 * Writes at once what was given to cw_seen_remember(), also when nobody waits for it.
 *
 * Returns: (transfer full): a future that resolves once all of it can be found
 */
DexFuture *
cw_seen_flush (CwSeen *self)
{
  DexFuture *written;

  dex_return_error_if_fail (CW_IS_SEEN (self));

  written = write_gathered (self);
  dex_future_disown (dex_ref (written));
  return cw_follow (written);
}

/* --- finding ----------------------------------------------------------------- */

static DexFuture *
search_fiber (CwSeen *self,
              char   *words)
{
  g_autoptr (DexFuture) clips_search = cw_seen_store_search_clips (self->store, words, MOST_CLIPS, 0);
  g_autoptr (DexFuture) channels_search = cw_seen_store_search_channels (self->store, words, MOST_NAMES, 0);
  g_autoptr (DexFuture) categories_search = cw_seen_store_search_categories (self->store, words, MOST_NAMES, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (dex_ref (clips_search), &error);
  g_autoptr (GPtrArray) channels = clips != NULL ? dex_await_boxed (dex_ref (channels_search), &error) : NULL;
  g_autoptr (GPtrArray) categories = channels != NULL ? dex_await_boxed (dex_ref (categories_search), &error) : NULL;

  if (categories == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (cw_seen_results_new (clips, channels, categories));
}

/**
 * cw_seen_search:
 * @self: what was seen
 * @words: what the user typed; anything
 *
 * Finds what has every word, each as the beginning of one.
 *
 * Returns: (transfer full): a future of #CwSeenResults, with nothing in them where
 *   there is no word
 */
DexFuture *
cw_seen_search (CwSeen     *self,
                const char *words)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));
  dex_return_error_if_fail (words != NULL);

  return cw_spawn (G_CALLBACK (search_fiber), 2, CW_TYPE_SEEN, self, G_TYPE_STRING, words);
}

/**
 * cw_seen_search_clips:
 * @self: what was seen
 * @words: as for cw_seen_search()
 * @limit: how many at the most
 * @offset: how many to leave out
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwTwitchClip
 */
DexFuture *
cw_seen_search_clips (CwSeen     *self,
                      const char *words,
                      guint       limit,
                      guint       offset)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));

  return cw_seen_store_search_clips (self->store, words, limit, offset);
}

/**
 * cw_seen_list_clips:
 * @self: what was seen
 * @channel_id: (nullable): whose
 * @category_id: (nullable): or of what
 * @from: us UTC
 * @to: us UTC
 * @limit: how many at the most
 * @offset: how many to leave out
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwTwitchClip that were
 *   made in that time, the most watched first
 */
DexFuture *
cw_seen_list_clips (CwSeen     *self,
                    const char *channel_id,
                    const char *category_id,
                    gint64      from,
                    gint64      to,
                    guint       limit,
                    guint       offset)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));

  return cw_seen_store_list_clips (self->store, channel_id, category_id, from, to, limit, offset);
}

/**
 * cw_seen_find_clip:
 * @self: what was seen
 * @id: a clip's slug
 *
 * Returns: (transfer full): a future of the #CwTwitchClip; rejected with
 *   %CW_ERROR_MISSING where it was not seen lately
 */
DexFuture *
cw_seen_find_clip (CwSeen     *self,
                   const char *id)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));

  return cw_seen_store_find_clip (self->store, id);
}

/**
 * cw_seen_find_channel:
 * @self: what was seen
 * @id: a channel's id
 *
 * Returns: (transfer full): a future of the #CwChannel; rejected with
 *   %CW_ERROR_MISSING where it was not seen lately
 */
DexFuture *
cw_seen_find_channel (CwSeen     *self,
                      const char *id)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));

  return cw_seen_store_find_channel (self->store, id);
}

/* --- forgetting -------------------------------------------------------------- */

/**
 * cw_seen_prune:
 * @self: what was seen
 *
 * Forgets what is older than a day, but for what is of those who are signed in. It
 * does so by itself, at the start and every hour.
 *
 * Returns: (transfer full): a future that resolves once that is done
 */
DexFuture *
cw_seen_prune (CwSeen *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) own = NULL;

  dex_return_error_if_fail (CW_IS_SEEN (self));

  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr (CwAccount) account = g_list_model_get_item (self->accounts, i);

      g_strv_builder_add (builder, cw_account_get_id (account));
    }
  own = g_strv_builder_end (builder);

  return cw_seen_store_prune (self->store, (const char *const *) own, g_get_real_time ());
}

static void
drop_gathered (CwSeen *self)
{
  g_ptr_array_set_size (self->gathered, 0);
  g_clear_handle_id (&self->gather_source, g_source_remove);
}

/**
 * cw_seen_forget:
 * @self: what was seen
 *
 * Forgets everything, also what is still to be written, and how far looking for all
 * clips got.
 *
 * Returns: (transfer full): a future that resolves once nothing is left
 */
DexFuture *
cw_seen_forget (CwSeen *self)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));

  drop_gathered (self);
  return dex_future_all_race (cw_seen_store_forget (self->store), cw_crawl_store_forget (self->crawls), NULL);
}

/**
 * cw_seen_forget_channel:
 * @self: what was seen
 * @id: a channel's id
 *
 * Forgets a channel and its clips.
 *
 * Returns: (transfer full): a future that resolves once nothing of it is left
 */
DexFuture *
cw_seen_forget_channel (CwSeen     *self,
                        const char *id)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));
  dex_return_error_if_fail (id != NULL);

  cw_detach (write_gathered (self), "Remembering what was seen of Twitch");
  return dex_future_all_race (cw_seen_store_forget_channel (self->store, id), cw_crawl_store_forget_channel (self->crawls, id), NULL);
}

static gboolean
on_hour (gpointer data)
{
  cw_detach (cw_seen_prune (data), "Forgetting what was seen of Twitch");

  return G_SOURCE_CONTINUE;
}

/**
 * cw_seen_load:
 * @self: what was seen
 *
 * Forgets what is too old, and sees to that every hour from now on. Call it once
 * the database is open and it is known who is signed in.
 *
 * Returns: (transfer full): a future that resolves once that is done
 */
DexFuture *
cw_seen_load (CwSeen *self)
{
  dex_return_error_if_fail (CW_IS_SEEN (self));

  if (self->prune_source == 0)
    self->prune_source = g_timeout_add_seconds (PRUNE_S, on_hour, self);

  return cw_seen_prune (self);
}

/**
 * cw_seen_new:
 * @database: a database, which need not be open yet
 * @accounts: the #CwAccount that are signed in, such as a #CwTwitchSession
 *
 * Returns: (transfer full): what was seen of Twitch
 */
CwSeen *
cw_seen_new (CwDatabase *database,
             GListModel *accounts)
{
  CwSeen *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (accounts), NULL);

  self = g_object_new (CW_TYPE_SEEN, NULL);
  self->store = cw_seen_store_new (database);
  self->crawls = cw_crawl_store_new (database);
  self->accounts = g_object_ref (accounts);

  return self;
}

/* What was gathered is still written: a database ends only when it has done all. */
static void
cw_seen_dispose (GObject *object)
{
  CwSeen *self = CW_SEEN (object);

  g_clear_handle_id (&self->prune_source, g_source_remove);
  if (self->gathered->len > 0)
    cw_detach (write_gathered (self), "Remembering what was seen of Twitch");

  G_OBJECT_CLASS (cw_seen_parent_class)->dispose (object);
}

static void
cw_seen_finalize (GObject *object)
{
  CwSeen *self = CW_SEEN (object);

  g_object_unref (self->store);
  g_object_unref (self->crawls);
  g_object_unref (self->accounts);
  g_ptr_array_unref (self->gathered);

  G_OBJECT_CLASS (cw_seen_parent_class)->finalize (object);
}

static void
cw_seen_class_init (CwSeenClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_seen_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_seen_finalize;
}

static void
cw_seen_init (CwSeen *self)
{
  self->gathered = g_ptr_array_new_with_free_func (g_object_unref);
}

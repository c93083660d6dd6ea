/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-followed-clips.h"
#include "cw-helix-broadcasts.h"
#include "cw-helix-categories.h"
#include "cw-helix-channels.h"
#include "cw-helix-clips.h"
#include "cw-http.h"
#include "cw-model-feed.h"
#include "cw-twitch-finder.h"
#include "cw-twitch-link.h"

#include <glib/gi18n.h>

/**
 * CwTwitch:
 *
 * The one thing of Twitch that views see: feeds to browse, and what to find.
 */
struct _CwTwitch
{
  GObject parent_instance;

  CwTwitchParts parts;
};

G_DEFINE_FINAL_TYPE (CwTwitch, cw_twitch, G_TYPE_OBJECT)

/* What a page function is told of what to list. */
typedef struct
{
  CwTwitch *twitch;
  char     *about; /* nullable: an id, or words */
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_object_unref (source->twitch);
  g_free (source->about);
  g_free (source);
}

/* What was seen can be found again by its words. */
static void
on_found (CwTwitch *self,
          CwPage   *page)
{
  cw_seen_remember (self->parts.seen, cw_page_get_items (page));
}

static CwFeed *
watch (CwTwitch *self,
       CwFeed   *feed)
{
  g_signal_connect_object (feed, "found", G_CALLBACK (on_found), self, G_CONNECT_SWAPPED);
  return feed;
}

static CwFeed *
make_feed (CwTwitch   *self,
           CwPageFunc  func,
           const char *about)
{
  Source *source = g_new0 (Source, 1);

  source->twitch = g_object_ref (self);
  source->about = g_strdup (about);

  return watch (self, CW_FEED (cw_page_feed_new (func, source, source_free)));
}

static const char *
get_account_id (CwTwitch *self)
{
  CwAccount *account = cw_twitch_session_get_account (self->parts.session);

  return account != NULL ? cw_account_get_id (account) : NULL;
}

static DexFuture *
reject_signed_out (void)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("You are not signed in to Twitch"));
}

/* --- lists ----------------------------------------------------------------- */

static DexFuture *
ask_live (gpointer    data,
          const char *cursor)
{
  Source     *source = data;
  const char *account_id = get_account_id (source->twitch);

  return account_id != NULL ? cw_helix_list_followed_streams (source->twitch->parts.helix, account_id, cursor) : reject_signed_out ();
}

/**
 * cw_twitch_list_live:
 * @self: Twitch
 *
 * Returns: (transfer full): a feed of the #CwStream of followed channels
 */
CwFeed *
cw_twitch_list_live (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return make_feed (self, ask_live, NULL);
}

static DexFuture *
ask_recent (gpointer    data,
            const char *cursor)
{
  Source     *source = data;
  const char *account_id = get_account_id (source->twitch);

  return account_id != NULL ? cw_followed_clips_list (source->twitch->parts.helix, account_id, cursor) : reject_signed_out ();
}

/**
 * cw_twitch_list_recent:
 * @self: Twitch
 *
 * Returns: (transfer full): a feed of each new #CwTwitchClip of followed channels
 */
CwFeed *
cw_twitch_list_recent (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return make_feed (self, ask_recent, NULL);
}

static DexFuture *
ask_categories (gpointer    data,
                const char *cursor)
{
  Source *source = data;

  return cw_helix_list_categories (source->twitch->parts.helix, cursor);
}

/**
 * cw_twitch_list_categories:
 * @self: Twitch
 *
 * Returns: (transfer full): a feed of each #CwCategory, the most watched first
 */
CwFeed *
cw_twitch_list_categories (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return make_feed (self, ask_categories, NULL);
}

static DexFuture *
ask_streams (gpointer    data,
             const char *cursor)
{
  Source *source = data;

  return cw_helix_list_streams (source->twitch->parts.helix, source->about, cursor);
}

/**
 * cw_twitch_list_streams:
 * @self: Twitch
 * @category_id: a category
 *
 * Returns: (transfer full): a feed of each #CwStream of it
 */
CwFeed *
cw_twitch_list_streams (CwTwitch   *self,
                        const char *category_id)
{
  g_return_val_if_fail (CW_IS_TWITCH (self) && category_id != NULL, NULL);

  return make_feed (self, ask_streams, category_id);
}

static DexFuture *
ask_vods (gpointer    data,
          const char *cursor)
{
  Source *source = data;

  return cw_helix_list_vods (source->twitch->parts.helix, source->about, cursor);
}

/**
 * cw_twitch_list_vods:
 * @self: Twitch
 * @channel_id: a channel
 *
 * Returns: (transfer full): a feed of each #CwVod of it, the newest first
 */
CwFeed *
cw_twitch_list_vods (CwTwitch   *self,
                     const char *channel_id)
{
  g_return_val_if_fail (CW_IS_TWITCH (self) && channel_id != NULL, NULL);

  return make_feed (self, ask_vods, channel_id);
}

static DexFuture *
ask_found_channels (gpointer    data,
                    const char *cursor)
{
  Source *source = data;

  return cw_helix_search_channels (source->twitch->parts.helix, source->about, FALSE, cursor);
}

/**
 * cw_twitch_search_channels:
 * @self: Twitch
 * @words: the beginning of a name
 *
 * Returns: (transfer full): a feed of each #CwChannel that is called so
 */
CwFeed *
cw_twitch_search_channels (CwTwitch   *self,
                           const char *words)
{
  g_return_val_if_fail (CW_IS_TWITCH (self) && words != NULL, NULL);

  return make_feed (self, ask_found_channels, words);
}

/* What is found has pictures as large as a stamp, so the same ones are asked for by
 * their ids, which gives better ones. */
static DexFuture *
search_categories_fiber (CwHelix    *helix,
                         const char *words,
                         const char *cursor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) found = dex_await_object (cw_helix_search_categories (helix, words, cursor), &error);
  g_autoptr (CwPage) better = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (found == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (cw_page_get_items (found)->len == 0)
    return dex_future_new_take_object (g_steal_pointer (&found));

  for (guint i = 0; i < cw_page_get_items (found)->len; i++)
    g_strv_builder_add (builder, cw_category_get_id (cw_page_get_items (found)->pdata[i]));
  ids = g_strv_builder_end (builder);

  better = dex_await_object (cw_helix_find_categories (helix, (const char *const *) ids), NULL);
  if (better == NULL || cw_page_get_items (better)->len == 0)
    return dex_future_new_take_object (g_steal_pointer (&found));

  return dex_future_new_take_object (cw_page_new (cw_page_get_items (better), cw_page_get_next (found)));
}

static DexFuture *
ask_found_categories (gpointer    data,
                      const char *cursor)
{
  Source *source = data;

  return cw_spawn (G_CALLBACK (search_categories_fiber), 3, CW_TYPE_HELIX, source->twitch->parts.helix, G_TYPE_STRING, source->about, G_TYPE_STRING, cursor);
}

/**
 * cw_twitch_search_categories:
 * @self: Twitch
 * @words: words of a name
 *
 * Returns: (transfer full): a feed of each #CwCategory that is called so
 */
CwFeed *
cw_twitch_search_categories (CwTwitch   *self,
                             const char *words)
{
  g_return_val_if_fail (CW_IS_TWITCH (self) && words != NULL, NULL);

  return make_feed (self, ask_found_categories, words);
}

/* How many clips of those that were seen are on a page. */
#define SEEN_A_PAGE 60

static DexFuture *
search_seen_fiber (CwSeen     *seen,
                   const char *words,
                   guint       offset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_seen_search_clips (seen, words, SEEN_A_PAGE, offset), &error);
  g_autofree char *next = NULL;

  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (clips->len == SEEN_A_PAGE)
    next = g_strdup_printf ("%u", offset + SEEN_A_PAGE);
  return dex_future_new_take_object (cw_page_new (clips, next));
}

static DexFuture *
ask_seen (gpointer    data,
          const char *cursor)
{
  Source *source = data;
  guint   offset = cursor != NULL ? (guint) g_ascii_strtoull (cursor, NULL, 10) : 0;

  return cw_spawn (G_CALLBACK (search_seen_fiber), 3, CW_TYPE_SEEN, source->twitch->parts.seen, G_TYPE_STRING, source->about, G_TYPE_UINT, offset);
}

/**
 * cw_twitch_search_seen:
 * @self: Twitch
 * @words: the beginnings of words of a title, or of who is in it
 *
 * Twitch has no search for clips, so this finds what was seen before, also without
 * the network.
 *
 * Returns: (transfer full): a feed of each #CwTwitchClip that has all of them
 */
CwFeed *
cw_twitch_search_seen (CwTwitch   *self,
                       const char *words)
{
  Source *source;

  g_return_val_if_fail (CW_IS_TWITCH (self) && words != NULL, NULL);

  source = g_new0 (Source, 1);
  source->twitch = g_object_ref (self);
  source->about = g_strdup (words);

  /* Not watched: being found does not make it any fresher. */
  return CW_FEED (cw_page_feed_new (ask_seen, source, source_free));
}

/**
 * cw_twitch_list_new:
 * @self: Twitch
 *
 * Returns: (transfer full): a feed of the new clips of watched channels, the
 *   newest first, that follows what the watch finds
 */
CwFeed *
cw_twitch_list_new (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return CW_FEED (cw_model_feed_new (G_LIST_MODEL (self->parts.watch)));
}

/**
 * cw_twitch_list_channel_clips:
 * @self: Twitch
 * @channel_id: a channel
 *
 * Returns: (transfer full): a feed of its clips
 */
CwClipFeed *
cw_twitch_list_channel_clips (CwTwitch   *self,
                              const char *channel_id)
{
  CwClipFeed *feed;

  g_return_val_if_fail (CW_IS_TWITCH (self) && channel_id != NULL, NULL);

  feed = cw_clip_feed_new (self->parts.helix, channel_id, NULL);
  cw_clip_feed_set_memory (feed, self->parts.database, self->parts.seen);

  return CW_CLIP_FEED (watch (self, CW_FEED (feed)));
}

/* How far before and after a clip others are related to it, us. */
#define AROUND (3 * G_TIME_SPAN_DAY)

/**
 * cw_twitch_list_related:
 * @self: Twitch
 * @clip: a clip
 *
 * Returns: (transfer full): a feed of what else was clipped on its channel around
 *   that time, the most watched first; it may have @clip
 */
CwFeed *
cw_twitch_list_related (CwTwitch     *self,
                        CwTwitchClip *clip)
{
  CwClipFeed *feed;
  gint64      created;

  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  feed = cw_twitch_list_channel_clips (self, cw_twitch_clip_get_channel_id (clip));
  created = cw_twitch_clip_get_created (clip);
  if (created > 0)
    cw_clip_feed_set_period (feed, created - AROUND, created + AROUND);

  return CW_FEED (feed);
}

/**
 * cw_twitch_list_category_clips:
 * @self: Twitch
 * @category_id: a category
 *
 * Returns: (transfer full): a feed of its most watched clips
 */
CwClipFeed *
cw_twitch_list_category_clips (CwTwitch   *self,
                               const char *category_id)
{
  g_return_val_if_fail (CW_IS_TWITCH (self) && category_id != NULL, NULL);

  return CW_CLIP_FEED (watch (self, CW_FEED (cw_clip_feed_new (self->parts.helix, NULL, category_id))));
}

/* --- single things --------------------------------------------------------- */

static DexFuture *
first_or_missing (DexFuture *future,
                  gpointer   data)
{
  CwPage *page = g_value_get_object (dex_future_get_value (future, NULL));

  if (cw_page_get_first (page) == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, "%s", (const char *) data);

  return dex_future_new_take_object (g_object_ref (cw_page_get_first (page)));
}

/**
 * cw_twitch_find_channel:
 * @self: Twitch
 * @id: a channel's id
 *
 * Returns: (transfer full): a future of the #CwChannel; rejected with
 *   %CW_ERROR_MISSING where it is gone
 */
DexFuture *
cw_twitch_find_channel (CwTwitch   *self,
                        const char *id)
{
  dex_return_error_if_fail (CW_IS_TWITCH (self));
  dex_return_error_if_fail (id != NULL);

  return dex_future_then (cw_helix_find_channels (self->parts.helix, (const char *const[]) { id, NULL }), first_or_missing, (gpointer) _ ("This channel is not on Twitch any more, or is banned"), NULL);
}

/**
 * cw_twitch_find_category:
 * @self: Twitch
 * @id: a category's id
 *
 * Returns: (transfer full): a future of the #CwCategory; rejected with
 *   %CW_ERROR_MISSING where it is gone
 */
DexFuture *
cw_twitch_find_category (CwTwitch   *self,
                         const char *id)
{
  dex_return_error_if_fail (CW_IS_TWITCH (self));
  dex_return_error_if_fail (id != NULL);

  return dex_future_then (cw_helix_find_categories (self->parts.helix, (const char *const[]) { id, NULL }), first_or_missing, (gpointer) _ ("This category is not on Twitch any more"), NULL);
}

/**
 * cw_twitch_find_stream:
 * @self: Twitch
 * @channel_id: a channel
 *
 * Returns: (transfer full): a future of its #CwStream; rejected with
 *   %CW_ERROR_MISSING where it is not live
 */
DexFuture *
cw_twitch_find_stream (CwTwitch   *self,
                       const char *channel_id)
{
  dex_return_error_if_fail (CW_IS_TWITCH (self));
  dex_return_error_if_fail (channel_id != NULL);

  return dex_future_then (cw_helix_find_streams (self->parts.helix, (const char *const[]) { channel_id, NULL }), first_or_missing, (gpointer) _ ("The channel is not live"), NULL);
}

/**
 * cw_twitch_find_link:
 * @self: Twitch
 * @text: a link to Twitch
 *
 * Returns: (transfer full): a future of what it leads to: a #CwTwitchClip, a
 *   #CwVod or a #CwChannel; rejected with %CW_ERROR_INVALID where @text is no
 *   such link, %CW_ERROR_MISSING where it leads nowhere
 */
DexFuture *
cw_twitch_find_link (CwTwitch   *self,
                     const char *text)
{
  g_autofree char *id = NULL;

  dex_return_error_if_fail (CW_IS_TWITCH (self));
  dex_return_error_if_fail (text != NULL);

  switch (cw_twitch_link_parse (text, &id))
    {
    case CW_TWITCH_LINK_CLIP:
      return cw_twitch_finder_find_clip (self->parts.helix, text);

    case CW_TWITCH_LINK_CHANNEL:
      return cw_twitch_finder_find_channel (self->parts.helix, text);

    case CW_TWITCH_LINK_VOD:
      return dex_future_then (cw_helix_find_vods (self->parts.helix, (const char *const[]) { id, NULL }), first_or_missing, (gpointer) _ ("This video is not on Twitch any more"), NULL);

    case CW_TWITCH_LINK_NONE:
      break;
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no link to Twitch"), text);
}

/* --- signing in ------------------------------------------------------------ */

/**
 * cw_twitch_need_from_nick:
 * @nick: "create", "own", "edited"; anything else are the basics
 *
 * Returns: what to ask the user for
 */
CwTwitchNeed
cw_twitch_need_from_nick (const char *nick)
{
  static const char *const nicks[] = { "basics", "create", "own", "edited" };

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (CwTwitchNeed) i;

  return CW_TWITCH_NEED_BASICS;
}

/**
 * cw_twitch_sign_in:
 * @self: Twitch
 * @need: what for
 * @another: whether as somebody else than now
 *
 * Returns: (transfer full): a sign-in that asks for no more than that
 */
CwSignIn *
cw_twitch_sign_in (CwTwitch    *self,
                   CwTwitchNeed need,
                   gboolean     another)
{
  static const char *const needs[][3] = {
    [CW_TWITCH_NEED_BASICS] = { "user:read:follows" },
    [CW_TWITCH_NEED_CREATE] = { "user:read:follows", "clips:edit" },
    [CW_TWITCH_NEED_OWN] = { "user:read:follows", "channel:manage:clips" },
    [CW_TWITCH_NEED_EDITED] = { "user:read:follows", "editor:manage:clips" },
  };

  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);
  g_return_val_if_fail (need < G_N_ELEMENTS (needs), NULL);

  return cw_sign_in_new (self->parts.session, self->parts.helix, needs[need], another);
}

/**
 * cw_twitch_refresh:
 * @self: Twitch
 *
 * For when the user wants to know how it is now: what was answered before is asked
 * again.
 */
void
cw_twitch_refresh (CwTwitch *self)
{
  g_return_if_fail (CW_IS_TWITCH (self));

  cw_helix_forget_answers (self->parts.helix);
  cw_twitch_try_again (self);
}

/**
 * cw_twitch_try_again:
 * @self: Twitch
 *
 * For when the user tries once more what failed: servers that are left alone since
 * they did not answer are asked again at once.
 */
void
cw_twitch_try_again (CwTwitch *self)
{
  g_return_if_fail (CW_IS_TWITCH (self));

  cw_http_forget_failures (self->parts.http);
}

/**
 * cw_twitch_make_clip:
 * @self: Twitch
 *
 * Returns: (transfer full): what makes a new clip
 */
CwClipMaker *
cw_twitch_make_clip (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return cw_clip_maker_new (self->parts.helix);
}

/**
 * cw_twitch_watch_clip:
 * @self: Twitch
 * @clip: a clip
 *
 * Returns: (transfer full): what is needed to play it
 */
CwClipMedia *
cw_twitch_watch_clip (CwTwitch     *self,
                      CwTwitchClip *clip)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);
  g_return_val_if_fail (CW_IS_TWITCH_CLIP (clip), NULL);

  return cw_clip_media_new (self->parts.http, self->parts.sources, self->parts.cache, clip);
}

/**
 * cw_twitch_forget:
 * @self: Twitch
 *
 * Deletes what is remembered of Twitch on this machine. The library stays, which
 * is the user's own.
 *
 * Returns: (transfer full): a future that resolves once nothing is left
 */
DexFuture *
cw_twitch_forget (CwTwitch *self)
{
  dex_return_error_if_fail (CW_IS_TWITCH (self));

  return dex_future_all_race (cw_seen_forget (self->parts.seen), cw_clip_watch_forget (self->parts.watch), cw_picture_store_clear (self->parts.pictures), cw_watch_cache_clear (self->parts.cache), NULL);
}

CwTwitchSession *
cw_twitch_get_session (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return self->parts.session;
}

CwPictureStore *
cw_twitch_get_pictures (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return self->parts.pictures;
}

CwClipOrigins *
cw_twitch_get_origins (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return self->parts.origins;
}

CwClipWatch *
cw_twitch_get_watch (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return self->parts.watch;
}

CwClipKeeper *
cw_twitch_get_keeper (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return self->parts.keeper;
}

CwClipSources *
cw_twitch_get_sources (CwTwitch *self)
{
  g_return_val_if_fail (CW_IS_TWITCH (self), NULL);

  return self->parts.sources;
}

/**
 * cw_twitch_new:
 * @parts: what it is made of
 *
 * Returns: (transfer full): Twitch, for views
 */
CwTwitch *
cw_twitch_new (const CwTwitchParts *parts)
{
  CwTwitch *self;

  g_return_val_if_fail (parts != NULL, NULL);

  self = g_object_new (CW_TYPE_TWITCH, NULL);
  self->parts = *parts;
  g_object_ref (parts->database);
  g_object_ref (parts->http);
  g_object_ref (parts->helix);
  g_object_ref (parts->session);
  g_object_ref (parts->pictures);
  g_object_ref (parts->seen);
  g_object_ref (parts->origins);
  g_object_ref (parts->watch);
  g_object_ref (parts->sources);
  g_object_ref (parts->cache);
  g_object_ref (parts->keeper);

  return self;
}

static void
cw_twitch_finalize (GObject *object)
{
  CwTwitchParts *parts = &CW_TWITCH (object)->parts;

  g_clear_object (&parts->database);
  g_clear_object (&parts->http);
  g_clear_object (&parts->helix);
  g_clear_object (&parts->session);
  g_clear_object (&parts->pictures);
  g_clear_object (&parts->seen);
  g_clear_object (&parts->origins);
  g_clear_object (&parts->watch);
  g_clear_object (&parts->sources);
  g_clear_object (&parts->cache);
  g_clear_object (&parts->keeper);

  G_OBJECT_CLASS (cw_twitch_parent_class)->finalize (object);
}

static void
cw_twitch_class_init (CwTwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_twitch_finalize;
}

static void
cw_twitch_init (CwTwitch *self)
{
}

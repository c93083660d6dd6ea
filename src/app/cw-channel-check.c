/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-channel-check.h"

#include "cw-async.h"
#include "cw-clip-crawl.h"

/* Twitch tells of a clip some minutes after it was made, and may count in units of
 * ten minutes, so each time is asked for more than once. */
#define OVERLAP (30 * G_TIME_SPAN_MINUTE)

/* How far to look back at the most, us: as long as what was found is kept, or it would
 * be told of again. */
#define LONGEST G_TIME_SPAN_DAY

/* What a crawl finds that is not older than EARLIEST. */
typedef struct
{
  GPtrArray *clips;
  gint64     earliest;
} Found;

static void
on_found (CwClipCrawl *crawl,
          CwPage      *page,
          Found       *found)
{
  GPtrArray *items = cw_page_get_items (page);

  for (guint i = 0; i < items->len; i++)
    if (cw_twitch_clip_get_created (items->pdata[i]) >= found->earliest)
      g_ptr_array_add (found->clips, g_object_ref (items->pdata[i]));
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  gint64 first = cw_twitch_clip_get_created (*(CwTwitchClip *const *) a);
  gint64 second = cw_twitch_clip_get_created (*(CwTwitchClip *const *) b);

  if (first == second)
    return 0;

  return first < second ? 1 : -1;
}

static DexFuture *
run_fiber (CwHelix          *helix,
           CwWatchedChannel *channel,
           gint64            now)
{
  /* A clock that was put back must not make it wait. */
  gint64 from = MAX (MIN (cw_watched_channel_get_checked (channel), now) - OVERLAP, now - LONGEST);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CwClipCrawl) crawl = cw_clip_crawl_new (helix, cw_watched_channel_get_id (channel), NULL);
  g_autoptr (GError) error = NULL;
  Found    found = { .clips = clips, .earliest = MAX (from, cw_watched_channel_get_since (channel)) };
  gboolean good;

  g_signal_connect (crawl, "found", G_CALLBACK (on_found), &found);
  cw_clip_crawl_add (crawl, from, now);
  good = dex_await (cw_clip_crawl_run (crawl), &error);
  /* It may not have heard yet that it was cancelled. */
  g_signal_handlers_disconnect_by_data (crawl, &found);
  if (!good)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_sort (clips, compare_newest);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

/**
 * cw_channel_check_run:
 * @helix: whom to ask
 * @channel: a channel
 * @now: us UTC
 *
 * Finds the clips of @channel since it was checked last and some time before, but for
 * those from before it was watched. All of them, also after a day.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwTwitchClip, the newest
 *   first, of which some may be known already
 */
DexFuture *
cw_channel_check_run (CwHelix          *helix,
                      CwWatchedChannel *channel,
                      gint64            now)
{
  dex_return_error_if_fail (CW_IS_WATCHED_CHANNEL (channel));

  return cw_spawn (G_CALLBACK (run_fiber), 3, G_TYPE_OBJECT, helix, CW_TYPE_WATCHED_CHANNEL, channel, G_TYPE_INT64, now);
}

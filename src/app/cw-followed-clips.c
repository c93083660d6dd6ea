/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-followed-clips.h"

#include "cw-async.h"
#include "cw-clip-filter.h"
#include "cw-helix-channels.h"
#include "cw-helix-clips.h"

/* Twitch has no list of them, so each channel is asked: as many a page as leave
 * enough of what one may ask a minute for the rest of the app. */
#define CHANNELS_A_PAGE 20

/* How old a clip may be to be recent, us; short enough for Twitch to leave none out. */
#define RECENT (3 * G_TIME_SPAN_DAY)

/* How many of a channel are taken. */
#define MOST_OF_A_CHANNEL 12

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return cw_clip_sort_compare (CW_CLIP_SORT_NEWEST, *(CwTwitchClip *const *) a, *(CwTwitchClip *const *) b);
}

/* A cursor of ours is the page of followed channels, and the first of them that
 * was not asked yet. */
static char *
make_cursor (const char *page_cursor,
             CwPage     *followed,
             guint       next)
{
  if (next < cw_page_get_items (followed)->len)
    return g_strdup_printf ("%u:%s", next, page_cursor != NULL ? page_cursor : "");
  if (cw_page_get_next (followed) != NULL)
    return g_strdup_printf ("0:%s", cw_page_get_next (followed));

  return NULL;
}

static void
take (GPtrArray *clips,
      CwPage    *page)
{
  GPtrArray *items = cw_page_get_items (page);

  for (guint i = 0; i < items->len && i < MOST_OF_A_CHANNEL; i++)
    g_ptr_array_add (clips, g_object_ref (items->pdata[i]));
}

static DexFuture *
list_fiber (CwHelix    *helix,
            const char *account_id,
            const char *cursor)
{
  guint64     first = cursor != NULL ? g_ascii_strtoull (cursor, NULL, 10) : 0;
  const char *colon = cursor != NULL ? strchr (cursor, ':') : NULL;
  const char *page_cursor = colon != NULL && colon[1] != '\0' ? colon + 1 : NULL;
  gint64      now = g_get_real_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) followed = dex_await_object (cw_helix_list_followed (helix, account_id, page_cursor), &error);
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *next = NULL;
  GPtrArray       *channels;
  guint            last;

  if (followed == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  channels = cw_page_get_items (followed);
  last = (guint) MIN (first + CHANNELS_A_PAGE, channels->len);
  for (guint i = (guint) MIN (first, last); i < last; i++)
    {
      CwClipQuery query = { .channel_id = cw_channel_get_id (channels->pdata[i]), .from = now - RECENT, .to = now };

      g_ptr_array_add (asked, cw_helix_list_clips (helix, &query, NULL));
    }

  for (guint i = 0; i < asked->len; i++)
    {
      g_autoptr (CwPage) page = dex_await_object (dex_ref (asked->pdata[i]), error == NULL ? &error : NULL);

      if (page != NULL)
        take (clips, page);
    }

  /* What one channel does not tell does not keep the others' from being shown. */
  if (clips->len == 0 && error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_ptr_array_sort (clips, compare);
  next = make_cursor (page_cursor, followed, last);
  return dex_future_new_take_object (cw_page_new (clips, next));
}

/**
 * cw_followed_clips_list:
 * @helix: whom to ask
 * @account_id: who follows
 * @cursor: (nullable): what the page before told
 *
 * Returns: (transfer full): a future of a #CwPage of the newest clips of the last
 *   days of some of the channels that are followed, the newest first; the next
 *   page has those of other channels
 */
DexFuture *
cw_followed_clips_list (CwHelix    *helix,
                        const char *account_id,
                        const char *cursor)
{
  dex_return_error_if_fail (CW_IS_HELIX (helix));
  dex_return_error_if_fail (account_id != NULL);

  return cw_spawn (G_CALLBACK (list_fiber), 3, CW_TYPE_HELIX, helix, G_TYPE_STRING, account_id, G_TYPE_STRING, cursor);
}

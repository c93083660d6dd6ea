/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-pages.h"

#include "cw-category-page.h"
#include "cw-channel-page.h"
#include "cw-make-clip-dialog.h"

#include "cw-stream.h"

/* The page of a thing of Twitch, floating; NULL where it has none. */
static CwBrowsePage *
make_page (CwTwitch *twitch,
           GObject  *item)
{
  if (CW_IS_CHANNEL (item))
    return CW_BROWSE_PAGE (cw_channel_page_new (twitch, cw_channel_get_id (CW_CHANNEL (item)), cw_channel_get_name (CW_CHANNEL (item))));
  if (CW_IS_STREAM (item))
    return CW_BROWSE_PAGE (cw_channel_page_new (twitch, cw_stream_get_channel_id (CW_STREAM (item)), cw_stream_get_channel_name (CW_STREAM (item))));
  if (CW_IS_CATEGORY (item))
    return CW_BROWSE_PAGE (cw_category_page_new (twitch, CW_CATEGORY (item)));

  return NULL;
}

static void
on_made (CwBrowsePage *page,
         CwTwitchClip *clip)
{
  cw_browse_page_open (page, G_OBJECT (clip));
}

/* Of a past broadcast there is no page: what can be done with it is to clip it. */
static void
show_vod (CwBrowsePage *page,
          CwVod        *vod)
{
  CwMakeClipDialog *dialog = cw_make_clip_dialog_new_vod (cw_browse_page_get_twitch (page), vod);

  g_signal_connect_object (dialog, "made", G_CALLBACK (on_made), page, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (page));
}

static void
on_open (CwBrowsePage      *page,
         GObject           *item,
         AdwNavigationView *navigation)
{
  CwBrowsePage *next = make_page (cw_browse_page_get_twitch (page), item);

  if (CW_IS_VOD (item))
    show_vod (page, CW_VOD (item));
  if (next == NULL)
    return;

  cw_twitch_pages_watch (next, navigation);
  adw_navigation_view_push (navigation, ADW_NAVIGATION_PAGE (next));
}

/**
 * cw_twitch_pages_watch:
 * @page: a page
 * @navigation: where pages are pushed
 *
 * Pushes the page of whatever the user opens on @page, and so on. A page that was
 * left keeps its place, to be found again on the way back.
 */
void
cw_twitch_pages_watch (CwBrowsePage      *page,
                       AdwNavigationView *navigation)
{
  g_return_if_fail (CW_IS_BROWSE_PAGE (page));
  g_return_if_fail (ADW_IS_NAVIGATION_VIEW (navigation));

  g_signal_connect_object (page, "open", G_CALLBACK (on_open), navigation, G_CONNECT_DEFAULT);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-pages.h"

#include "cw-category-page.h"
#include "cw-channel-page.h"
#include "cw-clip-page.h"
#include "cw-make-clip-dialog.h"

#include "cw-stream.h"

/* What opens things of Twitch, and where. */
typedef struct
{
  CwTwitch          *twitch;
  AdwNavigationView *navigation;
} Way;

static void
way_free (gpointer  data,
          GClosure *closure)
{
  Way *way = data;

  g_object_unref (way->twitch);
  g_object_unref (way->navigation);
  g_free (way);
}

/* The page of a thing of Twitch, floating; NULL where it has none. */
static AdwNavigationPage *
make_page (CwTwitch *twitch,
           GObject  *item)
{
  if (CW_IS_TWITCH_CLIP (item))
    return ADW_NAVIGATION_PAGE (cw_clip_page_new (twitch, CW_TWITCH_CLIP (item)));
  if (CW_IS_CHANNEL (item))
    return ADW_NAVIGATION_PAGE (cw_channel_page_new (twitch, cw_channel_get_id (CW_CHANNEL (item)), cw_channel_get_name (CW_CHANNEL (item))));
  if (CW_IS_STREAM (item))
    return ADW_NAVIGATION_PAGE (cw_channel_page_new (twitch, cw_stream_get_channel_id (CW_STREAM (item)), cw_stream_get_channel_name (CW_STREAM (item))));
  if (CW_IS_CATEGORY (item))
    return ADW_NAVIGATION_PAGE (cw_category_page_new (twitch, CW_CATEGORY (item)));

  return NULL;
}

static void
open_item (Way     *way,
           GObject *item)
{
  AdwNavigationPage *next = make_page (way->twitch, item);

  if (next == NULL)
    return;

  cw_twitch_pages_watch (next, way->twitch, way->navigation);
  adw_navigation_view_push (way->navigation, next);
}

static void
on_made (AdwDialog    *dialog,
         CwTwitchClip *clip,
         gpointer      data)
{
  open_item (data, G_OBJECT (clip));
}

/* Of a past broadcast there is no page: what can be done with it is to clip it. */
static void
show_vod (Way   *way,
          CwVod *vod)
{
  CwMakeClipDialog *dialog = cw_make_clip_dialog_new_vod (way->twitch, vod);
  Way              *own = g_new0 (Way, 1);

  own->twitch = g_object_ref (way->twitch);
  own->navigation = g_object_ref (way->navigation);
  g_signal_connect_data (dialog, "made", G_CALLBACK (on_made), own, way_free, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (way->navigation));
}

static void
on_open (AdwNavigationPage *page,
         GObject           *item,
         gpointer           data)
{
  if (CW_IS_VOD (item))
    show_vod (data, CW_VOD (item));
  else
    open_item (data, item);
}

/**
 * cw_twitch_pages_watch:
 * @page: a page that has a signal “open”
 * @twitch: where what it opens comes from
 * @navigation: where pages are pushed
 *
 * Pushes the page of whatever the user opens on @page, and so on. A page that was
 * left keeps its place, to be found again on the way back.
 */
void
cw_twitch_pages_watch (AdwNavigationPage *page,
                       CwTwitch          *twitch,
                       AdwNavigationView *navigation)
{
  Way *way;

  g_return_if_fail (ADW_IS_NAVIGATION_PAGE (page));
  g_return_if_fail (CW_IS_TWITCH (twitch));
  g_return_if_fail (ADW_IS_NAVIGATION_VIEW (navigation));

  way = g_new0 (Way, 1);
  way->twitch = g_object_ref (twitch);
  way->navigation = g_object_ref (navigation);
  g_signal_connect_data (page, "open", G_CALLBACK (on_open), way, way_free, G_CONNECT_DEFAULT);
}

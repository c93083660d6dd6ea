/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_FEED_VIEW (cw_feed_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwFeedView, cw_feed_view, CW, FEED_VIEW, AdwBin)

/* What a grid and a shelf of a feed have in common: cards, and which of its pages
 * to show. Signal: open (GObject): a thing was activated. Actions: feed.retry,
 * feed.open (s: a thing's id). */

/**
 * CwFeedViewClass:
 * @update: shows what the feed is like now
 */
struct _CwFeedViewClass
{
  AdwBinClass parent_class;

  void (*update) (CwFeedView *self);
};

/**
 * CwFeedViewState:
 * @CW_FEED_VIEW_BLANK: nothing has come yet
 * @CW_FEED_VIEW_FAILED: nothing came, since it failed
 * @CW_FEED_VIEW_EMPTY: there is nothing
 * @CW_FEED_VIEW_FULL: there is something
 */
typedef enum
{
  CW_FEED_VIEW_BLANK,
  CW_FEED_VIEW_FAILED,
  CW_FEED_VIEW_EMPTY,
  CW_FEED_VIEW_FULL,
} CwFeedViewState;

void            cw_feed_view_set_feed (CwFeedView *self,
                                       CwTwitch   *twitch,
                                       CwFeed     *feed);
CwFeed         *cw_feed_view_get_feed (CwFeedView *self);
CwTwitch       *cw_feed_view_get_twitch (CwFeedView *self);
CwFeedViewState cw_feed_view_get_state (CwFeedView *self);
void            cw_feed_view_load_more (CwFeedView *self);
void            cw_feed_view_open (CwFeedView *self,
                                   guint       position);
void            cw_feed_view_setup (CwFeedView  *self,
                                    GtkListItem *item);
void            cw_feed_view_bind (CwFeedView  *self,
                                   GtkListItem *item);
void            cw_feed_view_unbind (CwFeedView  *self,
                                     GtkListItem *item);

G_END_DECLS

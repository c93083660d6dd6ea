/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-feed-view.h"
#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_BROWSER (cw_clip_browser_get_type ())
G_DECLARE_FINAL_TYPE (CwClipBrowser, cw_clip_browser, CW, CLIP_BROWSER, AdwBin)

/* The clips of a channel or a category: of when, in what order, and which. */

void        cw_clip_browser_set_feed (CwClipBrowser *self,
                                      CwTwitch      *twitch,
                                      CwClipFeed    *feed);
CwFeedView *cw_clip_browser_get_view (CwClipBrowser *self);

G_END_DECLS

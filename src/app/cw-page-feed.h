/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-feed.h"

G_BEGIN_DECLS

/**
 * CwPageFunc:
 * @source: what was given to cw_page_feed_new()
 * @cursor: (nullable): the page to ask for; the first with %NULL
 *
 * Returns: (transfer full): a future of a #CwPage
 */
typedef DexFuture *(*CwPageFunc) (gpointer    source,
                                  const char *cursor);

#define CW_TYPE_PAGE_FEED (cw_page_feed_get_type ())
G_DECLARE_FINAL_TYPE (CwPageFeed, cw_page_feed, CW, PAGE_FEED, CwFeed)

CwPageFeed *cw_page_feed_new (CwPageFunc     func,
                              gpointer       source,
                              GDestroyNotify source_free);

G_END_DECLS

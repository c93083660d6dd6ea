/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-feed-view.h"

G_BEGIN_DECLS

#define CW_TYPE_FEED_SHELF (cw_feed_shelf_get_type ())
G_DECLARE_FINAL_TYPE (CwFeedShelf, cw_feed_shelf, CW, FEED_SHELF, CwFeedView)

/* A row of cards that goes on to the side, with a title. Properties: title,
 * empty-text (what to say where there is nothing), card-width (int: px). */

G_END_DECLS

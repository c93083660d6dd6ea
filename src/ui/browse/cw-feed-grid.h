/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-feed-view.h"

G_BEGIN_DECLS

#define CW_TYPE_FEED_GRID (cw_feed_grid_get_type ())
G_DECLARE_FINAL_TYPE (CwFeedGrid, cw_feed_grid, CW, FEED_GRID, CwFeedView)

/* A grid that asks for more at its edge. Properties: card-width (int: px, how wide
 * a card is at least where there is room for several), empty-icon, empty-title,
 * empty-text (what to say where there is nothing), label (of the grid, for
 * assistive technologies). */

void cw_feed_grid_scroll_to_top (CwFeedGrid *self);

G_END_DECLS

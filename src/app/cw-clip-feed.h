/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-filter.h"
#include "cw-feed.h"
#include "cw-seen.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

#define CW_TYPE_CLIP_FEED (cw_clip_feed_get_type ())
G_DECLARE_FINAL_TYPE (CwClipFeed, cw_clip_feed, CW, CLIP_FEED, CwFeed)

CwClipFeed         *cw_clip_feed_new (CwHelix    *helix,
                                      const char *channel_id,
                                      const char *category_id);
void                cw_clip_feed_set_memory (CwClipFeed *self,
                                             CwDatabase *database,
                                             CwSeen     *seen);
void                cw_clip_feed_set_period (CwClipFeed *self,
                                             gint64      from,
                                             gint64      to);
CwClipSort          cw_clip_feed_get_sort (CwClipFeed *self);
void                cw_clip_feed_set_sort (CwClipFeed *self,
                                           CwClipSort  sort);
const CwClipFilter *cw_clip_feed_get_filter (CwClipFeed *self);
void                cw_clip_feed_set_filter (CwClipFeed         *self,
                                             const CwClipFilter *filter);
gboolean            cw_clip_feed_may_lack (CwClipFeed *self);
void                cw_clip_feed_look_closer (CwClipFeed *self);
guint               cw_clip_feed_get_n_found (CwClipFeed *self);

G_END_DECLS

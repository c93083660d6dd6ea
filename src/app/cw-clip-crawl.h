/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-page.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

#define CW_TYPE_CLIP_CRAWL (cw_clip_crawl_get_type ())
G_DECLARE_FINAL_TYPE (CwClipCrawl, cw_clip_crawl, CW, CLIP_CRAWL, GObject)

/* The signal “found” (CwPage) tells of clips that were not told of before; the
 * property “progress” (0 to 1) is how much of the time has been looked at. */

CwClipCrawl *cw_clip_crawl_new (CwHelix    *helix,
                                const char *channel_id,
                                const char *category_id);
void         cw_clip_crawl_add (CwClipCrawl *self,
                                gint64       from,
                                gint64       to);
void         cw_clip_crawl_restore (CwClipCrawl *self,
                                    GVariant    *state);
GVariant    *cw_clip_crawl_dup_state (CwClipCrawl *self);
DexFuture   *cw_clip_crawl_run (CwClipCrawl *self) G_GNUC_WARN_UNUSED_RESULT;
void         cw_clip_crawl_stop (CwClipCrawl *self);
double       cw_clip_crawl_get_progress (CwClipCrawl *self);

G_END_DECLS

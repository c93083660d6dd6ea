/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-crawl.h"
#include "cw-database.h"
#include "cw-seen.h"

G_BEGIN_DECLS

#define CW_TYPE_SAVED_CRAWL (cw_saved_crawl_get_type ())
G_DECLARE_FINAL_TYPE (CwSavedCrawl, cw_saved_crawl, CW, SAVED_CRAWL, GObject)

CwSavedCrawl *cw_saved_crawl_new (CwDatabase *database,
                                  CwHelix    *helix,
                                  CwSeen     *seen,
                                  const char *channel_id,
                                  const char *category_id,
                                  gint64      from,
                                  gint64      to);
DexFuture    *cw_saved_crawl_load (CwSavedCrawl *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_saved_crawl_run (CwSavedCrawl *self) G_GNUC_WARN_UNUSED_RESULT;
CwClipCrawl  *cw_saved_crawl_get_crawl (CwSavedCrawl *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

/**
 * CwCrawlKey:
 * @channel_id: (nullable): whose clips
 * @category_id: (nullable): or of what
 * @from: us UTC
 * @to: us UTC
 *
 * Which clips are looked for.
 */
typedef struct
{
  const char *channel_id;
  const char *category_id;
  gint64      from;
  gint64      to;
} CwCrawlKey;

#define CW_TYPE_CRAWL_STORE (cw_crawl_store_get_type ())
G_DECLARE_FINAL_TYPE (CwCrawlStore, cw_crawl_store, CW, CRAWL_STORE, GObject)

CwCrawlStore *cw_crawl_store_new (CwDatabase *database);
DexFuture    *cw_crawl_store_save (CwCrawlStore     *self,
                                   const CwCrawlKey *key,
                                   const char       *state,
                                   gint64            now) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_crawl_store_find (CwCrawlStore     *self,
                                   const CwCrawlKey *key,
                                   gint64            now) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_crawl_store_remove (CwCrawlStore     *self,
                                     const CwCrawlKey *key) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_crawl_store_forget (CwCrawlStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_crawl_store_forget_channel (CwCrawlStore *self,
                                             const char   *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-category.h"
#include "cw-channel.h"
#include "cw-database.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

#define CW_TYPE_SEEN_STORE (cw_seen_store_get_type ())
G_DECLARE_FINAL_TYPE (CwSeenStore, cw_seen_store, CW, SEEN_STORE, GObject)

CwSeenStore *cw_seen_store_new (CwDatabase *database);
DexFuture   *cw_seen_store_remember (CwSeenStore *self,
                                     GPtrArray   *items,
                                     gint64       now) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_search_clips (CwSeenStore *self,
                                         const char  *words,
                                         guint        limit,
                                         guint        offset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_search_channels (CwSeenStore *self,
                                            const char  *words,
                                            guint        limit,
                                            guint        offset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_search_categories (CwSeenStore *self,
                                              const char  *words,
                                              guint        limit,
                                              guint        offset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_list_clips (CwSeenStore *self,
                                       const char  *channel_id,
                                       const char  *category_id,
                                       gint64       from,
                                       gint64       to,
                                       guint        limit,
                                       guint        offset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_find_clip (CwSeenStore *self,
                                      const char  *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_find_channel (CwSeenStore *self,
                                         const char  *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_prune (CwSeenStore       *self,
                                  const char *const *own,
                                  gint64             now) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_forget (CwSeenStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_seen_store_forget_channel (CwSeenStore *self,
                                           const char  *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

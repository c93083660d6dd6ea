/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"
#include "cw-twitch-clip.h"
#include "cw-watched-channel.h"

G_BEGIN_DECLS

#define CW_TYPE_WATCH_STORE (cw_watch_store_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchStore, cw_watch_store, CW, WATCH_STORE, GObject)

CwWatchStore *cw_watch_store_new (CwDatabase *database);
DexFuture    *cw_watch_store_list_channels (CwWatchStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_add_channel (CwWatchStore     *self,
                                          CwWatchedChannel *channel) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_remove_channel (CwWatchStore *self,
                                             const char   *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_list_clips (CwWatchStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_list_unseen (CwWatchStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_add_clips (CwWatchStore *self,
                                        const char   *channel_id,
                                        GPtrArray    *clips,
                                        gint64        checked) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_mark_seen (CwWatchStore *self,
                                        const char   *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_prune (CwWatchStore *self,
                                    gint64        now) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_store_forget (CwWatchStore *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

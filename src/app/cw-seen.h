/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-database.h"
#include "cw-seen-results.h"

G_BEGIN_DECLS

#define CW_TYPE_SEEN (cw_seen_get_type ())
G_DECLARE_FINAL_TYPE (CwSeen, cw_seen, CW, SEEN, GObject)

CwSeen    *cw_seen_new (CwDatabase *database,
                        GListModel *accounts);
DexFuture *cw_seen_load (CwSeen *self) G_GNUC_WARN_UNUSED_RESULT;
void       cw_seen_remember (CwSeen    *self,
                             GPtrArray *items);
DexFuture *cw_seen_flush (CwSeen *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_search (CwSeen     *self,
                           const char *words) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_search_clips (CwSeen     *self,
                                 const char *words,
                                 guint       limit,
                                 guint       offset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_list_clips (CwSeen     *self,
                               const char *channel_id,
                               const char *category_id,
                               gint64      from,
                               gint64      to,
                               guint       limit,
                               guint       offset) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_find_clip (CwSeen     *self,
                              const char *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_find_channel (CwSeen     *self,
                                 const char *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_prune (CwSeen *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_forget (CwSeen *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_seen_forget_channel (CwSeen     *self,
                                   const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

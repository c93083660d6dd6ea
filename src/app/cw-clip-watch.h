/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-channel.h"
#include "cw-database.h"
#include "cw-page.h"
#include "cw-seen.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

#define CW_TYPE_CLIP_WATCH (cw_clip_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwClipWatch, cw_clip_watch, CW, CLIP_WATCH, GObject)

/* A GListModel of CwTwitchClip: the new clips of the watched channels, the newest
 * first. Properties: unseen (uint: how many the user has not seen), checking
 * (boolean: whether Twitch is being asked), error (nullable GError: what went wrong the
 * last time). The signal “found” (CwPage) tells of new clips of one channel, the newest
 * first. */

CwClipWatch *cw_clip_watch_new (CwDatabase *database,
                                CwHelix    *helix,
                                GListModel *accounts,
                                CwSeen     *seen);
DexFuture   *cw_clip_watch_load (CwClipWatch *self) G_GNUC_WARN_UNUSED_RESULT;
void         cw_clip_watch_start (CwClipWatch *self);
void         cw_clip_watch_stop (CwClipWatch *self);
DexFuture   *cw_clip_watch_check (CwClipWatch *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_watch_add (CwClipWatch *self,
                                CwChannel   *channel) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_watch_remove (CwClipWatch *self,
                                   const char  *id) G_GNUC_WARN_UNUSED_RESULT;
GListModel  *cw_clip_watch_get_channels (CwClipWatch *self);
gboolean     cw_clip_watch_is_watched (CwClipWatch *self,
                                       const char  *id);
DexFuture   *cw_clip_watch_mark_seen (CwClipWatch *self,
                                      const char  *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean     cw_clip_watch_is_seen (CwClipWatch *self,
                                    const char  *id);
guint        cw_clip_watch_get_unseen (CwClipWatch *self);
gboolean     cw_clip_watch_get_checking (CwClipWatch *self);
DexFuture   *cw_clip_watch_forget (CwClipWatch *self) G_GNUC_WARN_UNUSED_RESULT;

guint cw_clip_watch_find_interval (guint n_channels,
                                   guint failures);

G_END_DECLS

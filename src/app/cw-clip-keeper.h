/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-sources.h"
#include "cw-keeping.h"
#include "cw-library.h"
#include "cw-watch-cache.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_KEEPER (cw_clip_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CwClipKeeper, cw_clip_keeper, CW, CLIP_KEEPER, GObject)

/* A GListModel of CwKeeping: what is on its way into the library, and how it went.
 * Signal: kept (CwTwitchClip, CwClip), for each file that is in the library now. */

CwClipKeeper *cw_clip_keeper_new (CwHttp        *http,
                                  CwClipSources *sources,
                                  CwWatchCache  *cache,
                                  CwLibrary     *library,
                                  const char    *folder,
                                  const char    *state);
DexFuture    *cw_clip_keeper_load (CwClipKeeper *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_clip_keeper_keep (CwClipKeeper *self,
                                   CwTwitchClip *clip,
                                   gboolean      permitted) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_clip_keeper_retry (CwClipKeeper *self,
                                    CwKeeping    *keeping) G_GNUC_WARN_UNUSED_RESULT;
void          cw_clip_keeper_cancel (CwClipKeeper *self,
                                     CwKeeping    *keeping);
void          cw_clip_keeper_remove (CwClipKeeper *self,
                                     CwKeeping    *keeping);

G_END_DECLS

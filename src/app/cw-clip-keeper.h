/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-origins.h"
#include "cw-download-kind.h"
#include "cw-job-queue.h"
#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_KEEPER (cw_clip_keeper_get_type ())
G_DECLARE_FINAL_TYPE (CwClipKeeper, cw_clip_keeper, CW, CLIP_KEEPER, GObject)

CwClipKeeper *cw_clip_keeper_new (CwJobQueue     *jobs,
                                  CwDownloadKind *downloads,
                                  CwLibrary      *library,
                                  CwClipOrigins  *origins);
DexFuture    *cw_clip_keeper_load (CwClipKeeper *self,
                                   const char   *old) G_GNUC_WARN_UNUSED_RESULT;
void          cw_clip_keeper_start (CwClipKeeper *self);
CwJobQueue   *cw_clip_keeper_get_jobs (CwClipKeeper *self);
CwJob        *cw_clip_keeper_find (CwClipKeeper *self,
                                   CwTwitchClip *clip);
DexFuture    *cw_clip_keeper_keep (CwClipKeeper *self,
                                   CwTwitchClip *clip,
                                   gboolean      permitted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-pool.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_PRESENCE (cw_clip_presence_get_type ())
G_DECLARE_FINAL_TYPE (CwClipPresence, cw_clip_presence, CW, CLIP_PRESENCE, GObject)

CwClipPresence *cw_clip_presence_new (CwClipPool *pool);
void            cw_clip_presence_start (CwClipPresence *self);
DexFuture      *cw_clip_presence_check (CwClipPresence *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_CLIP_THUMBNAILS (cw_clip_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (CwClipThumbnails, cw_clip_thumbnails, CW, CLIP_THUMBNAILS, GObject)

CwClipThumbnails *cw_clip_thumbnails_new (void);
DexFuture        *cw_clip_thumbnails_prune (CwClipThumbnails *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture        *cw_clip_thumbnails_load (CwClipThumbnails *self,
                                           CwClip           *clip) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

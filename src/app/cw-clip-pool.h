/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip.h"

G_BEGIN_DECLS

typedef struct _CwClipStore CwClipStore;

#define CW_TYPE_CLIP_POOL (cw_clip_pool_get_type ())
G_DECLARE_FINAL_TYPE (CwClipPool, cw_clip_pool, CW, CLIP_POOL, GObject)

/* The signal “loaded” (GPtrArray of CwClip) tells that clips were read; “failed”
 * (GError) that they could not be. */

CwClipPool *cw_clip_pool_new (CwClipStore *store);
CwClip     *cw_clip_pool_get (CwClipPool *self,
                              gint64      number);
CwClip     *cw_clip_pool_adopt (CwClipPool *self,
                                CwClip     *clip);
CwClip     *cw_clip_pool_find (CwClipPool *self,
                               const char *id);
DexFuture  *cw_clip_pool_load (CwClipPool *self,
                               GArray     *numbers) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *cw_clip_pool_list (CwClipPool *self);
DexFuture  *cw_clip_pool_reload (CwClipPool *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

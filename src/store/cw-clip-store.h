/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"
#include "cw-database.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_STORE (cw_clip_store_get_type ())
G_DECLARE_FINAL_TYPE (CwClipStore, cw_clip_store, CW, CLIP_STORE, GObject)

CwClipStore *cw_clip_store_new (CwDatabase *database);
DexFuture   *cw_clip_store_list (CwClipStore *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_insert (CwClipStore *self,
                                   CwClip      *clip,
                                   const char  *digest) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_rename (CwClipStore *self,
                                   const char  *id,
                                   const char  *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_move (CwClipStore *self,
                                 const char  *id,
                                 const char  *path,
                                 const char  *digest) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_remove (CwClipStore *self,
                                   const char  *id,
                                   gint64       removed) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_store_restore (CwClipStore *self,
                                    const char  *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

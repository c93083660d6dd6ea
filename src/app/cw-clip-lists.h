/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-list.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_LISTS (cw_clip_lists_get_type ())
G_DECLARE_FINAL_TYPE (CwClipLists, cw_clip_lists, CW, CLIP_LISTS, GObject)

CwClipLists *cw_clip_lists_new (CwClipPool    *pool,
                                CwSearchStore *search);
CwClipList  *cw_clip_lists_make (CwClipLists *self,
                                 const char  *query,
                                 gboolean     trash);
DexFuture   *cw_clip_lists_refresh (CwClipLists *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

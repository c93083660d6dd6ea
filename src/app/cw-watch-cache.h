/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-rendition.h"

G_BEGIN_DECLS

#define CW_TYPE_WATCH_CACHE (cw_watch_cache_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchCache, cw_watch_cache, CW, WATCH_CACHE, GObject)

CwWatchCache *cw_watch_cache_new (const char *folder,
                                  goffset     budget);
char         *cw_watch_cache_dup_path (CwWatchCache *self,
                                       const char   *id,
                                       CwRendition  *rendition);
DexFuture    *cw_watch_cache_find (CwWatchCache *self,
                                   const char   *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_cache_copy (CwWatchCache *self,
                                   const char   *id,
                                   CwRendition  *rendition,
                                   const char   *target) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_cache_prune (CwWatchCache *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_watch_cache_clear (CwWatchCache *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-http.h"
#include "cw-rendition.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_RESOLVER (cw_clip_resolver_get_type ())
G_DECLARE_FINAL_TYPE (CwClipResolver, cw_clip_resolver, CW, CLIP_RESOLVER, GObject)

CwClipResolver *cw_clip_resolver_new (CwHttp *http);
DexFuture      *cw_clip_resolver_find (CwClipResolver *self,
                                       const char     *slug) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

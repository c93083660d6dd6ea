/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"
#include "cw-query.h"
#include "cw-search-result.h"

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

#define CW_TYPE_CLIP_LOOKUP (cw_clip_lookup_get_type ())
G_DECLARE_FINAL_TYPE (CwClipLookup, cw_clip_lookup, CW, CLIP_LOOKUP, GObject)

/* Answers once what a list of the window would be kept up to date about. */

CwClipLookup *cw_clip_lookup_new (CwMediaStore *media);
DexFuture    *cw_clip_lookup_search (CwClipLookup *self,
                                     CwQuery      *query,
                                     gboolean      trash,
                                     guint         limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_clip_lookup_load (CwClipLookup *self,
                                   GArray       *numbers) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_clip_lookup_find (CwClipLookup *self,
                                   const char   *prefix) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_clip_lookup_complete (CwClipLookup *self,
                                       CwQueryField  field,
                                       const char   *prefix,
                                       guint         limit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *cw_clip_lookup_list_commands (CwClipLookup *self,
                                            guint         limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

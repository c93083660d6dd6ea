/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-clip-pool.h"
#include "cw-query.h"
#include "cw-search-result.h"

G_BEGIN_DECLS

typedef struct _CwSearchStore CwSearchStore;

#define CW_TYPE_CLIP_LIST (cw_clip_list_get_type ())
G_DECLARE_FINAL_TYPE (CwClipList, cw_clip_list, CW, CLIP_LIST, GObject)

/* The clips of the library that a query finds, in its order: a GListModel of CwClip,
 * which may be loaded only once they are looked at. Properties: query (string), loading
 * (boolean: whether the whole list is still to come), failure (boxed GError, nullable:
 * why it did not come). */

CwClipList *cw_clip_list_new (CwClipPool    *pool,
                              CwSearchStore *search,
                              gboolean       trash);
const char *cw_clip_list_get_query (CwClipList *self);
void        cw_clip_list_set_query (CwClipList *self,
                                    const char *query);
gboolean    cw_clip_list_is_loading (CwClipList *self);
GError     *cw_clip_list_get_failure (CwClipList *self);
GArray     *cw_clip_list_get_numbers (CwClipList *self);
GPtrArray  *cw_clip_list_get_replaced (CwClipList *self);
CwQuery    *cw_clip_list_get_parsed (CwClipList *self);
DexFuture  *cw_clip_list_refresh (CwClipList *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_clip_list_load (CwClipList *self,
                               GArray     *numbers) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_clip_list_complete (CwClipList  *self,
                                   CwQueryField field,
                                   const char  *prefix,
                                   guint        limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

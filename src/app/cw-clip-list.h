/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_CLIP_LIST (cw_clip_list_get_type ())
G_DECLARE_FINAL_TYPE (CwClipList, cw_clip_list, CW, CLIP_LIST, GObject)

CwClipList *cw_clip_list_new (void);
const char *cw_clip_list_get_query (CwClipList *self);
gboolean    cw_clip_list_set_query (CwClipList *self,
                                    const char *query);
GPtrArray  *cw_clip_list_get_clips (CwClipList *self);
void        cw_clip_list_set_clips (CwClipList *self,
                                    GPtrArray  *clips);
CwClip     *cw_clip_list_find (CwClipList *self,
                               const char *id);
void        cw_clip_list_put (CwClipList *self,
                              CwClip     *clip);
void        cw_clip_list_remove (CwClipList *self,
                                 const char *id);
void        cw_clip_list_update (CwClipList *self);

G_END_DECLS

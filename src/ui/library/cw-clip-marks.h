/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-clip-list.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_MARKS (cw_clip_marks_get_type ())
G_DECLARE_FINAL_TYPE (CwClipMarks, cw_clip_marks, CW, CLIP_MARKS, GObject)

/* Which clips of a list are selected: a GtkSelectionModel of CwClip. Property:
 * n-selected (uint). */

CwClipMarks *cw_clip_marks_new (CwClipList *list);
CwClipList  *cw_clip_marks_get_list (CwClipMarks *self);
guint        cw_clip_marks_count (CwClipMarks *self);
GArray      *cw_clip_marks_dup_numbers (CwClipMarks *self);
GPtrArray   *cw_clip_marks_dup_clips (CwClipMarks *self);
void         cw_clip_marks_set_gradual (CwClipMarks *self);
gboolean     cw_clip_marks_is_growing (CwClipMarks *self);
void         cw_clip_marks_grow (CwClipMarks *self,
                                 gboolean     all);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-clip-marks.h"

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_VIEW (cw_clip_view_get_type ())
G_DECLARE_FINAL_TYPE (CwClipView, cw_clip_view, CW, CLIP_VIEW, AdwBin)

/* Clips, as a grid or a list. Properties: library (CwLibrary), clips (CwClipList,
 * nullable), marks (CwClipMarks, nullable: which of them are selected), layout ("grid"
 * or "list"), selecting (boolean: whether a click selects), n-selected (uint), trash
 * (boolean: whether these are in the trash), menu (GMenuModel of what can be done with
 * what is selected). The signal “quick-look” (uint, the position) is for the space bar.
 *
 * Its actions are about what is selected: clips.open, .quick-look, .edit, .favourite,
 * .unfavourite, .rating (string, "0" to "5"), .tag, .rename, .show-in-folder, .locate,
 * .export, .remove, .restore, .select-none; clips.take (uint) first selects the clip at a
 * position, unless it is selected. */

CwClipView  *cw_clip_view_new (CwLibrary  *library,
                               CwClipList *clips);
CwClipList  *cw_clip_view_get_clips (CwClipView *self);
void         cw_clip_view_set_clips (CwClipView *self,
                                     CwClipList *clips);
CwClipMarks *cw_clip_view_get_marks (CwClipView *self);
void         cw_clip_view_take_focus (CwClipView *self);
void         cw_clip_view_scroll_to (CwClipView        *self,
                                     guint              position,
                                     GtkListScrollFlags flags);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cw-clip-list.h"

G_BEGIN_DECLS

/**
 * CwClipSelection:
 *
 * Clips on their way from one place in the window to another: a #GPtrArray of #CwClip,
 * of which some may not be loaded; all have their numbers. Who takes them is a
 * #GtkDropTarget for %CW_TYPE_CLIP_SELECTION, with %GDK_ACTION_COPY.
 */
typedef GPtrArray CwClipSelection;

#define CW_TYPE_CLIP_SELECTION (cw_clip_selection_get_type ())

GType cw_clip_selection_get_type (void);

#define CW_TYPE_CLIP_DRAG (cw_clip_drag_get_type ())
G_DECLARE_FINAL_TYPE (CwClipDrag, cw_clip_drag, CW, CLIP_DRAG, GdkContentProvider)

/* What is dragged where clips are: their files for other programs, and themselves for
 * this one. */

GdkContentProvider *cw_clip_drag_new (CwClipList *list,
                                      GPtrArray  *clips);
void                cw_clip_drag_set_icon (GdkDrag   *drag,
                                           GtkWidget *picture,
                                           guint      n);

G_END_DECLS

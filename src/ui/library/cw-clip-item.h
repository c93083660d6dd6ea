/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-card.h"

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_ITEM (cw_clip_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwClipItem, cw_clip_item, CW, CLIP_ITEM, CwCard)

/* A clip in a CwClipView. Properties: library (CwLibrary), clip (CwClip, nullable),
 * position (uint, in the view's list), selected (boolean), selecting (boolean: whether
 * a click selects), picture (GtkWidget: what it looks like). */

struct _CwClipItemClass
{
  CwCardClass parent_class;
};

CwClip    *cw_clip_item_get_clip (CwClipItem *self);
void       cw_clip_item_set_clip (CwClipItem *self,
                                  CwClip     *clip);
guint      cw_clip_item_get_position (CwClipItem *self);
gboolean   cw_clip_item_get_selecting (CwClipItem *self);
GtkWidget *cw_clip_item_get_picture (CwClipItem *self);
gboolean   cw_clip_item_query_tooltip (GtkLabel   *title,
                                       int         x,
                                       int         y,
                                       gboolean    keyboard,
                                       GtkTooltip *tooltip);

G_END_DECLS

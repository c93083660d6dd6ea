/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-layout.h"

G_BEGIN_DECLS

/**
 * CwCropEdges:
 * @CW_CROP_NONE: no edge: nothing is grabbed
 * @CW_CROP_LEFT: the left edge
 * @CW_CROP_RIGHT: the right edge
 * @CW_CROP_TOP: the top edge
 * @CW_CROP_BOTTOM: the bottom edge
 * @CW_CROP_INSIDE: no edge, the whole box
 *
 * What of a crop box is grabbed: two edges that meet are a corner.
 */
typedef enum
{
  CW_CROP_NONE = 0,
  CW_CROP_LEFT = 1 << 0,
  CW_CROP_RIGHT = 1 << 1,
  CW_CROP_TOP = 1 << 2,
  CW_CROP_BOTTOM = 1 << 3,
  CW_CROP_INSIDE = 1 << 4,
} CwCropEdges;

/* The geometry of crop boxes. Regions are in shares of the picture, and so are
 * distances; an aspect is a region's width over its height in those shares, 0
 * for any. What comes back lies within the picture. */

CwCropEdges cw_crop_find_edges (double x,
                                double y,
                                double width,
                                double height,
                                double grip);
double      cw_crop_get_aspect (double shape,
                                double picture_shape);
CwRegion    cw_crop_fit (CwRegion region,
                         double   aspect);
CwRegion    cw_crop_move (CwRegion region,
                          double   dx,
                          double   dy);
CwRegion    cw_crop_resize (CwRegion    region,
                            CwCropEdges edges,
                            double      dx,
                            double      dy,
                            double      aspect,
                            double      least);
CwRegion    cw_crop_scale (CwRegion region,
                           double   factor,
                           double   least);
CwRegion    cw_crop_from_focus (double focus_x,
                                double focus_y,
                                double aspect);
void        cw_crop_to_focus (CwRegion region,
                              double  *focus_x,
                              double  *focus_y);

G_END_DECLS

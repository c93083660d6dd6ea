/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crop.h"

/* Where what is cut off on both sides is nothing, any focus is as good. */
#define NOTHING_CUT 1e-6

/* Which end of a line of LENGTH is grabbed at POSITION: -1 the start, 1 the
 * end. Short lines keep a third in the middle free, to be moved by. */
static int
find_end (double position,
          double length,
          double grip)
{
  double inner = MIN (grip, length / 3);

  if (position < inner)
    return -1;
  if (position > length - inner)
    return 1;

  return 0;
}

/**
 * cw_crop_find_edges:
 * @x: px from the box's left edge, negative outside
 * @y: px from the box's top edge
 * @width: the box's width, px
 * @height: the box's height, px
 * @grip: how far from an edge it can be grabbed, px
 *
 * Returns: what a pointer there grabs
 */
CwCropEdges
cw_crop_find_edges (double x,
                    double y,
                    double width,
                    double height,
                    double grip)
{
  CwCropEdges edges = CW_CROP_NONE;
  int         column = find_end (x, width, grip);
  int         row = find_end (y, height, grip);

  if (x < -grip || y < -grip || x > width + grip || y > height + grip)
    return CW_CROP_NONE;

  if (column != 0)
    edges |= column < 0 ? CW_CROP_LEFT : CW_CROP_RIGHT;
  if (row != 0)
    edges |= row < 0 ? CW_CROP_TOP : CW_CROP_BOTTOM;

  return edges == CW_CROP_NONE ? CW_CROP_INSIDE : edges;
}

/**
 * cw_crop_get_aspect:
 * @shape: width over height in px that the cut-out shall have
 * @picture_shape: width over height in px of the picture
 *
 * Returns: the aspect of the cut-out in shares of the picture
 */
double
cw_crop_get_aspect (double shape,
                    double picture_shape)
{
  g_return_val_if_fail (picture_shape > 0, 0);

  return shape / picture_shape;
}

/* A box of WIDTH by HEIGHT, as near to one centred on X, Y as the picture lets. */
static CwRegion
place (double x,
       double y,
       double width,
       double height)
{
  return (CwRegion) {
    .x = CLAMP (x - width / 2, 0, MAX (1 - width, 0)),
    .y = CLAMP (y - height / 2, 0, MAX (1 - height, 0)),
    .width = width,
    .height = height,
  };
}

/**
 * cw_crop_fit:
 * @region: a region
 * @aspect: the aspect to have
 *
 * Returns: the largest region of @aspect in the middle of @region
 */
CwRegion
cw_crop_fit (CwRegion region,
             double   aspect)
{
  double width = MIN (region.width, 1);
  double height = MIN (region.height, 1);
  double x = region.x + region.width / 2;
  double y = region.y + region.height / 2;

  if (aspect > 0 && width > height * aspect)
    width = height * aspect;
  else if (aspect > 0)
    height = width / aspect;

  return place (x, y, width, height);
}

CwRegion
cw_crop_move (CwRegion region,
              double   dx,
              double   dy)
{
  return place (region.x + region.width / 2 + dx, region.y + region.height / 2 + dy,
                region.width, region.height);
}

/* One direction of a resize without an aspect. */
static void
move_ends (double  *start,
           double  *length,
           gboolean first,
           gboolean last,
           double   distance,
           double   least)
{
  double end = *start + *length;

  if (first)
    *start = CLAMP (*start + distance, 0, MAX (end - least, 0));
  if (last)
    end = CLAMP (end + distance, MIN (*start + least, 1), 1);

  *length = end - *start;
}

/* How wide a box of ASPECT can get when it grows away from the edge that stays.
 * Where no edge of a direction is grabbed the whole picture is free in it. */
static double
find_most_width (CwRegion    region,
                 CwCropEdges edges,
                 double      aspect)
{
  double width = 1;
  double height = 1;

  if (edges & CW_CROP_LEFT)
    width = region.x + region.width;
  if (edges & CW_CROP_RIGHT)
    width = 1 - region.x;
  if (edges & CW_CROP_TOP)
    height = region.y + region.height;
  if (edges & CW_CROP_BOTTOM)
    height = 1 - region.y;

  return MIN (width, height * aspect);
}

static double
find_wished_width (CwRegion    region,
                   CwCropEdges edges,
                   double      dx,
                   double      dy,
                   double      aspect)
{
  double by_x = region.width + (edges & CW_CROP_LEFT ? -dx : dx);
  double by_y = (region.height + (edges & CW_CROP_TOP ? -dy : dy)) * aspect;

  if (!(edges & (CW_CROP_TOP | CW_CROP_BOTTOM)))
    return by_x;
  if (!(edges & (CW_CROP_LEFT | CW_CROP_RIGHT)))
    return by_y;

  /* At a corner the pointer's nearest point on the diagonal. */
  return (by_x + by_y) / 2;
}

static CwRegion
resize_with_aspect (CwRegion    region,
                    CwCropEdges edges,
                    double      dx,
                    double      dy,
                    double      aspect,
                    double      least)
{
  double most = find_most_width (region, edges, aspect);
  double smallest = MIN (MAX (least, least * aspect), most);
  double width = CLAMP (find_wished_width (region, edges, dx, dy, aspect), smallest, most);
  double height = width / aspect;
  double x = region.x + region.width / 2;
  double y = region.y + region.height / 2;

  if (edges & CW_CROP_LEFT)
    x = region.x + region.width - width / 2;
  if (edges & CW_CROP_RIGHT)
    x = region.x + width / 2;
  if (edges & CW_CROP_TOP)
    y = region.y + region.height - height / 2;
  if (edges & CW_CROP_BOTTOM)
    y = region.y + height / 2;

  return place (x, y, width, height);
}

/**
 * cw_crop_resize:
 * @region: the region as it was when the drag began
 * @edges: the edges that follow the pointer; the others stay
 * @dx: how far the pointer has gone to the right
 * @dy: how far it has gone down
 * @aspect: the aspect to keep, or 0
 * @least: the least width and height
 *
 * With an aspect, an edge grabbed alone keeps the box's middle where it is in
 * the other direction, as far as the picture lets it.
 *
 * Returns: the region now
 */
CwRegion
cw_crop_resize (CwRegion    region,
                CwCropEdges edges,
                double      dx,
                double      dy,
                double      aspect,
                double      least)
{
  if (edges & CW_CROP_INSIDE)
    return cw_crop_move (region, dx, dy);

  if (edges == CW_CROP_NONE)
    return region;

  if (aspect > 0)
    return resize_with_aspect (region, edges, dx, dy, aspect, least);

  move_ends (&region.x, &region.width, edges & CW_CROP_LEFT, edges & CW_CROP_RIGHT, dx, least);
  move_ends (&region.y, &region.height, edges & CW_CROP_TOP, edges & CW_CROP_BOTTOM, dy, least);

  return region;
}

/**
 * cw_crop_scale:
 * @region: a region
 * @factor: how many times as wide and high
 * @least: the least width and height
 *
 * Returns: @region grown or shrunk about its middle, its aspect as it was
 */
CwRegion
cw_crop_scale (CwRegion region,
               double   factor,
               double   least)
{
  double most = MIN (1 / region.width, 1 / region.height);
  double smallest = MIN (MAX (least / region.width, least / region.height), most);
  double by = CLAMP (factor, smallest, most);

  return place (region.x + region.width / 2, region.y + region.height / 2,
                region.width * by, region.height * by);
}

/**
 * cw_crop_from_focus:
 * @focus_x: the share of what is cut off that is on the left
 * @focus_y: the share of what is cut off that is at the top
 * @aspect: the aspect of what stays
 *
 * Returns: what of the picture stays
 */
CwRegion
cw_crop_from_focus (double focus_x,
                    double focus_y,
                    double aspect)
{
  double width = MIN (aspect, 1);
  double height = MIN (1 / aspect, 1);

  return (CwRegion) {
    .x = CLAMP (focus_x, 0, 1) * (1 - width),
    .y = CLAMP (focus_y, 0, 1) * (1 - height),
    .width = width,
    .height = height,
  };
}

/**
 * cw_crop_to_focus:
 * @region: what of the picture stays
 * @focus_x: (inout): the share of what is cut off that is on the left; kept where nothing is cut off there
 * @focus_y: (inout): the same from the top
 */
void
cw_crop_to_focus (CwRegion region,
                  double  *focus_x,
                  double  *focus_y)
{
  if (1 - region.width > NOTHING_CUT)
    *focus_x = CLAMP (region.x / (1 - region.width), 0, 1);
  if (1 - region.height > NOTHING_CUT)
    *focus_y = CLAMP (region.y / (1 - region.height), 0, 1);
}

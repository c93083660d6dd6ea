/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crop.h"

#define NEAR 1e-9
#define LEAST 0.05

static void
assert_region (CwRegion region,
               double   x,
               double   y,
               double   width,
               double   height)
{
  g_assert_cmpfloat_with_epsilon (region.x, x, NEAR);
  g_assert_cmpfloat_with_epsilon (region.y, y, NEAR);
  g_assert_cmpfloat_with_epsilon (region.width, width, NEAR);
  g_assert_cmpfloat_with_epsilon (region.height, height, NEAR);
}

static void
assert_within_picture (CwRegion region)
{
  g_assert_cmpfloat (region.x, >=, -NEAR);
  g_assert_cmpfloat (region.y, >=, -NEAR);
  g_assert_cmpfloat (region.x + region.width, <=, 1 + NEAR);
  g_assert_cmpfloat (region.y + region.height, <=, 1 + NEAR);
}

static void
a_pointer_grabs_what_is_near (void)
{
  g_assert_cmpint (cw_crop_find_edges (1, 1, 100, 80, 12), ==, CW_CROP_LEFT | CW_CROP_TOP);
  g_assert_cmpint (cw_crop_find_edges (99, 40, 100, 80, 12), ==, CW_CROP_RIGHT);
  g_assert_cmpint (cw_crop_find_edges (50, 79, 100, 80, 12), ==, CW_CROP_BOTTOM);
  g_assert_cmpint (cw_crop_find_edges (50, 40, 100, 80, 12), ==, CW_CROP_INSIDE);
  g_assert_cmpint (cw_crop_find_edges (-8, 40, 100, 80, 12), ==, CW_CROP_LEFT);
  g_assert_cmpint (cw_crop_find_edges (-13, 40, 100, 80, 12), ==, CW_CROP_NONE);
  g_assert_cmpint (cw_crop_find_edges (50, 93, 100, 80, 12), ==, CW_CROP_NONE);
}

static void
a_small_box_can_still_be_moved_by_its_middle (void)
{
  g_assert_cmpint (cw_crop_find_edges (9, 9, 18, 18, 12), ==, CW_CROP_INSIDE);
  g_assert_cmpint (cw_crop_find_edges (3, 9, 18, 18, 12), ==, CW_CROP_LEFT);
}

static void
an_aspect_counts_the_pictures_shape (void)
{
  /* A square cut out of 16:9 is narrower in shares than it is high. */
  g_assert_cmpfloat_with_epsilon (cw_crop_get_aspect (1, 16.0 / 9), 9.0 / 16, NEAR);
  g_assert_cmpfloat_with_epsilon (cw_crop_get_aspect (16.0 / 9, 16.0 / 9), 1, NEAR);
}

static void
fitting_takes_the_largest_in_the_middle (void)
{
  assert_region (cw_crop_fit ((CwRegion) { 0.2, 0.2, 0.6, 0.2 }, 1), 0.4, 0.2, 0.2, 0.2);
  assert_region (cw_crop_fit ((CwRegion) { 0.2, 0.2, 0.2, 0.6 }, 1), 0.2, 0.4, 0.2, 0.2);
  assert_region (cw_crop_fit ((CwRegion) { 0, 0, 1, 1 }, 0.5), 0.25, 0, 0.5, 1);
}

static void
moving_stops_at_the_pictures_edges (void)
{
  CwRegion start = { 0.4, 0.4, 0.2, 0.3 };

  assert_region (cw_crop_move (start, 0.1, -0.2), 0.5, 0.2, 0.2, 0.3);
  assert_region (cw_crop_move (start, 9, 9), 0.8, 0.7, 0.2, 0.3);
  assert_region (cw_crop_move (start, -9, -9), 0, 0, 0.2, 0.3);
}

static void
a_corner_keeps_the_opposite_one (void)
{
  CwRegion start = { 0.2, 0.2, 0.4, 0.4 };

  assert_region (cw_crop_resize (start, CW_CROP_RIGHT | CW_CROP_BOTTOM, 0.1, 0.1, 1, LEAST), 0.2, 0.2, 0.5, 0.5);
  assert_region (cw_crop_resize (start, CW_CROP_LEFT | CW_CROP_TOP, 0.1, 0.1, 1, LEAST), 0.3, 0.3, 0.3, 0.3);
  assert_region (cw_crop_resize (start, CW_CROP_RIGHT | CW_CROP_TOP, 0.1, -0.1, 1, LEAST), 0.2, 0.1, 0.5, 0.5);
  assert_region (cw_crop_resize (start, CW_CROP_LEFT | CW_CROP_BOTTOM, -0.1, 0.1, 1, LEAST), 0.1, 0.2, 0.5, 0.5);
}

static void
a_corner_stops_where_either_direction_ends (void)
{
  /* To the right there is 0.8 of room, downwards 0.4. */
  assert_region (cw_crop_resize ((CwRegion) { 0.2, 0.6, 0.2, 0.2 }, CW_CROP_RIGHT | CW_CROP_BOTTOM, 5, 5, 1, LEAST),
                 0.2, 0.6, 0.4, 0.4);
}

static void
an_edge_keeps_the_opposite_one_and_the_middle (void)
{
  CwRegion start = { 0.2, 0.3, 0.4, 0.4 };

  assert_region (cw_crop_resize (start, CW_CROP_RIGHT, 0.2, 9, 1, LEAST), 0.2, 0.2, 0.6, 0.6);
  assert_region (cw_crop_resize (start, CW_CROP_LEFT, 0.2, 9, 1, LEAST), 0.4, 0.4, 0.2, 0.2);
  assert_region (cw_crop_resize (start, CW_CROP_BOTTOM, 9, 0.2, 1, LEAST), 0.1, 0.3, 0.6, 0.6);
  assert_region (cw_crop_resize (start, CW_CROP_TOP, 9, -0.2, 1, LEAST), 0.1, 0.1, 0.6, 0.6);
}

static void
an_edge_moves_the_box_in_where_its_middle_has_no_room (void)
{
  assert_region (cw_crop_resize ((CwRegion) { 0.1, 0.7, 0.3, 0.3 }, CW_CROP_RIGHT, 0.3, 0, 1, LEAST),
                 0.1, 0.4, 0.6, 0.6);
}

static void
without_an_aspect_sides_move_alone (void)
{
  CwRegion start = { 0.2, 0.3, 0.4, 0.4 };

  assert_region (cw_crop_resize (start, CW_CROP_RIGHT, 0.1, 0.3, 0, LEAST), 0.2, 0.3, 0.5, 0.4);
  assert_region (cw_crop_resize (start, CW_CROP_LEFT | CW_CROP_BOTTOM, -9, 9, 0, LEAST), 0, 0.3, 0.6, 0.7);
  assert_region (cw_crop_resize (start, CW_CROP_RIGHT, -9, 0, 0, LEAST), 0.2, 0.3, LEAST, 0.4);
  assert_region (cw_crop_resize (start, CW_CROP_LEFT, 9, 0, 0, LEAST), 0.6 - LEAST, 0.3, LEAST, 0.4);
}

static void
a_box_does_not_get_smaller_than_the_least (void)
{
  CwRegion wide = cw_crop_resize ((CwRegion) { 0.2, 0.2, 0.4, 0.2 }, CW_CROP_RIGHT | CW_CROP_BOTTOM, -9, -9, 2, LEAST);
  CwRegion tall = cw_crop_resize ((CwRegion) { 0.2, 0.2, 0.2, 0.4 }, CW_CROP_RIGHT | CW_CROP_BOTTOM, -9, -9, 0.5, LEAST);

  assert_region (wide, 0.2, 0.2, 2 * LEAST, LEAST);
  assert_region (tall, 0.2, 0.2, LEAST, 2 * LEAST);
}

static void
no_drag_leaves_the_picture_or_loses_the_aspect (void)
{
  static const CwCropEdges all[] = {
    CW_CROP_LEFT, CW_CROP_RIGHT, CW_CROP_TOP, CW_CROP_BOTTOM,
    CW_CROP_LEFT | CW_CROP_TOP, CW_CROP_RIGHT | CW_CROP_TOP,
    CW_CROP_LEFT | CW_CROP_BOTTOM, CW_CROP_RIGHT | CW_CROP_BOTTOM
  };

  for (int i = 0; i < 20000; i++)
    {
      double   aspect = g_test_rand_double_range (0.2, 3);
      CwRegion start = cw_crop_fit ((CwRegion) { g_test_rand_double_range (0, 0.8), g_test_rand_double_range (0, 0.8), 0.2, 0.2 }, aspect);
      CwRegion end = cw_crop_resize (start, all[g_test_rand_int_range (0, G_N_ELEMENTS (all))],
                                     g_test_rand_double_range (-1.5, 1.5), g_test_rand_double_range (-1.5, 1.5), aspect, LEAST);

      assert_within_picture (end);
      g_assert_cmpfloat_with_epsilon (end.width / end.height, aspect, 1e-6);
    }
}

static void
scaling_keeps_the_middle_and_the_aspect (void)
{
  assert_region (cw_crop_scale ((CwRegion) { 0.4, 0.4, 0.2, 0.1 }, 2, LEAST), 0.3, 0.35, 0.4, 0.2);
  assert_region (cw_crop_scale ((CwRegion) { 0.4, 0.4, 0.2, 0.1 }, 99, LEAST), 0, 0.2, 1, 0.5);
  assert_region (cw_crop_scale ((CwRegion) { 0.4, 0.4, 0.2, 0.1 }, 0.01, LEAST), 0.45, 0.425, 0.1, 0.05);
}

static void
a_focus_is_the_share_of_what_is_cut_off (void)
{
  double   x = 0.5;
  double   y = 0.25;
  CwRegion region = cw_crop_from_focus (x, y, 0.4);

  assert_region (region, 0.3, 0, 0.4, 1);

  cw_crop_to_focus (cw_crop_move (region, 9, 9), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 1, NEAR);
  /* Nothing is cut off at the top, so that stays what it was. */
  g_assert_cmpfloat (y, ==, 0.25);

  assert_region (cw_crop_from_focus (0.5, 1, 2), 0, 0.5, 1, 0.5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crop/a-pointer-grabs-what-is-near", a_pointer_grabs_what_is_near);
  g_test_add_func ("/crop/a-small-box-can-still-be-moved-by-its-middle", a_small_box_can_still_be_moved_by_its_middle);
  g_test_add_func ("/crop/an-aspect-counts-the-pictures-shape", an_aspect_counts_the_pictures_shape);
  g_test_add_func ("/crop/fitting-takes-the-largest-in-the-middle", fitting_takes_the_largest_in_the_middle);
  g_test_add_func ("/crop/moving-stops-at-the-pictures-edges", moving_stops_at_the_pictures_edges);
  g_test_add_func ("/crop/a-corner-keeps-the-opposite-one", a_corner_keeps_the_opposite_one);
  g_test_add_func ("/crop/a-corner-stops-where-either-direction-ends", a_corner_stops_where_either_direction_ends);
  g_test_add_func ("/crop/an-edge-keeps-the-opposite-one-and-the-middle", an_edge_keeps_the_opposite_one_and_the_middle);
  g_test_add_func ("/crop/an-edge-moves-the-box-in-where-its-middle-has-no-room", an_edge_moves_the_box_in_where_its_middle_has_no_room);
  g_test_add_func ("/crop/without-an-aspect-sides-move-alone", without_an_aspect_sides_move_alone);
  g_test_add_func ("/crop/a-box-does-not-get-smaller-than-the-least", a_box_does_not_get_smaller_than_the_least);
  g_test_add_func ("/crop/no-drag-leaves-the-picture-or-loses-the-aspect", no_drag_leaves_the_picture_or_loses_the_aspect);
  g_test_add_func ("/crop/scaling-keeps-the-middle-and-the-aspect", scaling_keeps_the_middle_and_the_aspect);
  g_test_add_func ("/crop/a-focus-is-the-share-of-what-is-cut-off", a_focus_is_the_share_of_what_is_cut_off);

  return g_test_run ();
}

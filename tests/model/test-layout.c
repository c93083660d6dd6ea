/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-layout.h"
#include "test-support.h"

#include <math.h>

static void
assert_rectangle (CwRectangle rectangle,
                  int         x,
                  int         y,
                  int         width,
                  int         height)
{
  g_assert_cmpint (rectangle.x, ==, x);
  g_assert_cmpint (rectangle.y, ==, y);
  g_assert_cmpint (rectangle.width, ==, width);
  g_assert_cmpint (rectangle.height, ==, height);
}

static void
assert_within (CwRectangle rectangle,
               int         width,
               int         height)
{
  g_assert_cmpint (rectangle.x, >=, 0);
  g_assert_cmpint (rectangle.y, >=, 0);
  g_assert_cmpint (rectangle.width, >, 0);
  g_assert_cmpint (rectangle.height, >, 0);
  g_assert_cmpint (rectangle.x + rectangle.width, <=, width);
  g_assert_cmpint (rectangle.y + rectangle.height, <=, height);
}

static void
assert_even (CwRectangle rectangle)
{
  g_assert_cmpint ((rectangle.x | rectangle.y | rectangle.width | rectangle.height) & 1, ==, 0);
}

/* Any number that a file or a careless caller may bring, most of them sensible. */
static double
any_number (void)
{
  const double strange[] = { NAN, INFINITY, -INFINITY, -1, 0, 1, 2, 1e300, -1e300, 1e-300 };

  if (g_test_rand_int_range (0, 10) == 0)
    return strange[g_test_rand_int_range (0, G_N_ELEMENTS (strange))];

  return g_test_rand_double_range (-0.2, 1.2);
}

static CwLayout
any_layout (void)
{
  return (CwLayout) {
    .kind = (CwLayoutKind) g_test_rand_int_range (0, 4),
    .focus_x = any_number (),
    .focus_y = any_number (),
    .camera = { any_number (), any_number (), any_number (), any_number () },
    .gameplay = { any_number (), any_number (), any_number (), any_number () },
    .camera_share = any_number (),
  };
}

static int
any_size (int least)
{
  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return g_test_rand_int_range (least, least + 8);
    case 1:
      return g_test_rand_int_range (least, 10000);
    default:
      return g_test_rand_int_range (least + 100, 2200);
    }
}

static void
stays_within_source_and_canvas_for_any_numbers (void)
{
  for (int i = 0; i < 200000; i++)
    {
      CwLayout layout = any_layout ();
      CwLayer  layers[CW_LAYOUT_MOST_LAYERS];
      int      source_width = any_size (1);
      int      source_height = any_size (1);
      int      canvas_width = any_size (4);
      int      canvas_height = any_size (4);
      guint    n = cw_layout_resolve (&layout, source_width, source_height, canvas_width, canvas_height, layers);

      g_assert_cmpuint (n, >=, 1);
      g_assert_cmpuint (n, <=, CW_LAYOUT_MOST_LAYERS);

      for (guint j = 0; j < n; j++)
        {
          assert_within (layers[j].source, source_width, source_height);
          assert_within (layers[j].destination, canvas_width, canvas_height);
          assert_even (layers[j].destination);
          g_assert_cmpint (layers[j].source.x & 1, ==, 0);
          g_assert_cmpint (layers[j].source.y & 1, ==, 0);
          g_assert_true (layers[j].source.width % 2 == 0 || layers[j].source.width == source_width);
          g_assert_true (layers[j].source.height % 2 == 0 || layers[j].source.height == source_height);
          g_assert_true (isfinite (layers[j].blur) && layers[j].blur >= 0);
        }
    }
}

static void
keeps_the_pictures_proportions (void)
{
  for (int i = 0; i < 100000; i++)
    {
      CwLayout layout = any_layout ();
      CwLayer  layers[CW_LAYOUT_MOST_LAYERS];
      int      source_width = g_test_rand_int_range (640, 4097);
      int      source_height = g_test_rand_int_range (480, 2161);
      int      canvas_width = g_test_rand_int_range (360, 2000) * 2;
      int      canvas_height = g_test_rand_int_range (360, 2000) * 2;
      guint    n = cw_layout_resolve (&layout, source_width, source_height, canvas_width, canvas_height, layers);

      for (guint j = 0; j < n; j++)
        {
          double across = (double) layers[j].destination.width / layers[j].source.width;
          double down = (double) layers[j].destination.height / layers[j].source.height;
          /* A side may be a px off for being whole, and one more for being even. */
          double tolerance = 2.01 / MIN (layers[j].source.width, layers[j].source.height) + 2.01 / MIN (layers[j].destination.width, layers[j].destination.height);

          /* Of a region a few px high no shape can be kept: two are the least. */
          if (layers[j].source.width > 8 && layers[j].source.height > 8)
            g_assert_cmpfloat (fabs (across / down - 1), <=, tolerance + tolerance * tolerance);
        }
    }
}

static void
original_shows_all_of_it_in_the_middle (void)
{
  CwLayout layout = cw_layout_default (CW_LAYOUT_ORIGINAL);
  CwLayer  layers[CW_LAYOUT_MOST_LAYERS];

  g_assert_cmpuint (cw_layout_resolve (&layout, 1920, 1080, 1080, 1920, layers), ==, 1);
  assert_rectangle (layers[0].source, 0, 0, 1920, 1080);
  assert_rectangle (layers[0].destination, 0, 656, 1080, 608);
  g_assert_cmpfloat (layers[0].blur, ==, 0);

  g_assert_cmpuint (cw_layout_resolve (&layout, 1080, 1920, 1920, 1080, layers), ==, 1);
  assert_rectangle (layers[0].destination, 656, 0, 608, 1080);

  g_assert_cmpuint (cw_layout_resolve (&layout, 1280, 720, 1920, 1080, layers), ==, 1);
  assert_rectangle (layers[0].destination, 0, 0, 1920, 1080);

  /* An odd source on the canvas made for it is cropped by a row, not scaled. */
  g_assert_cmpuint (cw_layout_resolve (&layout, 853, 481, 852, 480, layers), ==, 1);
  assert_rectangle (layers[0].source, 0, 0, 852, 480);
  assert_rectangle (layers[0].destination, 0, 0, 852, 480);

  for (int i = 0; i < 20000; i++)
    {
      int source_width = any_size (1);
      int source_height = any_size (1);
      int canvas_width = any_size (4) & ~1;
      int canvas_height = any_size (4) & ~1;
      int right, bottom;

      cw_layout_resolve (&layout, source_width, source_height, canvas_width, canvas_height, layers);
      right = canvas_width - layers[0].destination.width - layers[0].destination.x;
      bottom = canvas_height - layers[0].destination.height - layers[0].destination.y;

      g_assert_cmpint (ABS (right - layers[0].destination.x), <=, 2);
      g_assert_cmpint (ABS (bottom - layers[0].destination.y), <=, 2);
      g_assert_true (layers[0].destination.width == canvas_width || layers[0].destination.height == canvas_height);
    }
}

static void
fill_covers_the_canvas_around_the_focus (void)
{
  CwLayout layout = cw_layout_default (CW_LAYOUT_FILL);
  CwLayer  layers[CW_LAYOUT_MOST_LAYERS];

  g_assert_cmpuint (cw_layout_resolve (&layout, 1920, 1080, 1080, 1920, layers), ==, 1);
  assert_rectangle (layers[0].source, 656, 0, 608, 1080);
  assert_rectangle (layers[0].destination, 0, 0, 1080, 1920);

  layout.focus_x = 0;
  cw_layout_resolve (&layout, 1920, 1080, 1080, 1920, layers);
  assert_rectangle (layers[0].source, 0, 0, 608, 1080);

  layout.focus_x = 1;
  cw_layout_resolve (&layout, 1920, 1080, 1080, 1920, layers);
  assert_rectangle (layers[0].source, 1312, 0, 608, 1080);

  layout.focus_y = 1;
  cw_layout_resolve (&layout, 1080, 1920, 1080, 1080, layers);
  assert_rectangle (layers[0].source, 0, 840, 1080, 1080);

  /* The same shape is never cropped, even or odd. */
  cw_layout_resolve (&layout, 1280, 720, 1920, 1080, layers);
  assert_rectangle (layers[0].source, 0, 0, 1280, 720);
  cw_layout_resolve (&layout, 853, 480, 1920, 1080, layers);
  assert_rectangle (layers[0].source, 0, 0, 853, 480);
}

static void
blurred_lays_the_picture_over_a_blurred_copy (void)
{
  CwLayout layout = cw_layout_default (CW_LAYOUT_BLURRED);
  CwLayer  layers[CW_LAYOUT_MOST_LAYERS];

  g_assert_cmpuint (cw_layout_resolve (&layout, 1920, 1080, 1080, 1920, layers), ==, 2);
  assert_rectangle (layers[0].source, 656, 0, 608, 1080);
  assert_rectangle (layers[0].destination, 0, 0, 1080, 1920);
  g_assert_cmpfloat (layers[0].blur, >, 10);
  assert_rectangle (layers[1].source, 0, 0, 1920, 1080);
  assert_rectangle (layers[1].destination, 0, 656, 1080, 608);
  g_assert_cmpfloat (layers[1].blur, ==, 0);

  /* A background that nobody would see is not drawn. */
  g_assert_cmpuint (cw_layout_resolve (&layout, 720, 1280, 1080, 1920, layers), ==, 1);
  assert_rectangle (layers[0].destination, 0, 0, 1080, 1920);
  g_assert_cmpfloat (layers[0].blur, ==, 0);
}

static void
facecam_puts_the_camera_above_the_game (void)
{
  CwLayout layout = cw_layout_default (CW_LAYOUT_FACECAM);
  CwLayer  layers[CW_LAYOUT_MOST_LAYERS];

  g_assert_cmpuint (cw_layout_resolve (&layout, 1920, 1080, 1080, 1920, layers), ==, 2);
  assert_rectangle (layers[0].source, 0, 780, 480, 298);
  assert_rectangle (layers[0].destination, 0, 0, 1080, 672);
  assert_rectangle (layers[1].source, 492, 0, 934, 1080);
  assert_rectangle (layers[1].destination, 0, 672, 1080, 1248);

  for (int i = 0; i < 20000; i++)
    {
      int canvas_width = any_size (4) & ~1;
      int canvas_height = any_size (4) & ~1;

      layout = any_layout ();
      layout.kind = CW_LAYOUT_FACECAM;
      g_assert_cmpuint (cw_layout_resolve (&layout, any_size (1), any_size (1), canvas_width, canvas_height, layers), ==, 2);

      assert_rectangle (layers[0].destination, 0, 0, canvas_width, layers[1].destination.y);
      assert_rectangle (layers[1].destination, 0, layers[0].destination.height, canvas_width, canvas_height - layers[0].destination.height);
    }
}

static void
facecam_crops_lie_within_their_regions (void)
{
  for (int i = 0; i < 20000; i++)
    {
      CwLayout layout = any_layout ();
      CwLayer  layers[CW_LAYOUT_MOST_LAYERS];
      int      width = g_test_rand_int_range (320, 4000);
      int      height = g_test_rand_int_range (240, 3000);

      layout.kind = CW_LAYOUT_FACECAM;
      layout = cw_layout_clamp (&layout);
      cw_layout_resolve (&layout, width, height, 1080, 1920, layers);

      /* Within the px that evenness costs. */
      g_assert_cmpfloat (layers[0].source.x, >=, layout.camera.x * width - 2);
      g_assert_cmpfloat (layers[0].source.y, >=, layout.camera.y * height - 2);
      g_assert_cmpfloat (layers[0].source.x + layers[0].source.width, <=, (layout.camera.x + layout.camera.width) * width + 3);
      g_assert_cmpfloat (layers[0].source.y + layers[0].source.height, <=, (layout.camera.y + layout.camera.height) * height + 3);
    }
}

static void
clamping_is_done_once_for_all (void)
{
  for (int i = 0; i < 20000; i++)
    {
      CwLayout layout = any_layout ();
      CwLayout once = cw_layout_clamp (&layout);
      CwLayout twice = cw_layout_clamp (&once);

      g_assert_true (cw_layout_equal (&once, &twice));
    }

  for (int kind = CW_LAYOUT_ORIGINAL; kind <= CW_LAYOUT_FACECAM; kind++)
    {
      CwLayout layout = cw_layout_default ((CwLayoutKind) kind);
      CwLayout clamped = cw_layout_clamp (&layout);

      g_assert_true (cw_layout_equal (&layout, &clamped));
    }
}

static void
copies_and_compares (void)
{
  CwLayout layout = cw_layout_default (CW_LAYOUT_FACECAM);
  g_autoptr (CwLayout) copy = cw_layout_copy (&layout);

  g_assert_true (cw_layout_equal (&layout, copy));
  copy->gameplay.height = 0.9;
  g_assert_false (cw_layout_equal (&layout, copy));
}

static void
kinds_have_names (void)
{
  for (int kind = CW_LAYOUT_ORIGINAL; kind <= CW_LAYOUT_FACECAM; kind++)
    {
      CwLayoutKind found;

      g_assert_true (cw_layout_kind_from_nick (cw_layout_kind_get_nick ((CwLayoutKind) kind), &found));
      g_assert_cmpint (found, ==, kind);
    }

  for (int i = 0; i < 4; i++)
    {
      const char  *wrong[] = { "", "Fill", "facecams", NULL };
      CwLayoutKind found;

      g_assert_false (cw_layout_kind_from_nick (wrong[i], &found));
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/layout/stays-within-source-and-canvas-for-any-numbers", stays_within_source_and_canvas_for_any_numbers);
  g_test_add_func ("/layout/keeps-the-pictures-proportions", keeps_the_pictures_proportions);
  g_test_add_func ("/layout/original-shows-all-of-it-in-the-middle", original_shows_all_of_it_in_the_middle);
  g_test_add_func ("/layout/fill-covers-the-canvas-around-the-focus", fill_covers_the_canvas_around_the_focus);
  g_test_add_func ("/layout/blurred-lays-the-picture-over-a-blurred-copy", blurred_lays_the_picture_over_a_blurred_copy);
  g_test_add_func ("/layout/facecam-puts-the-camera-above-the-game", facecam_puts_the_camera_above_the_game);
  g_test_add_func ("/layout/facecam-crops-lie-within-their-regions", facecam_crops_lie_within_their_regions);
  g_test_add_func ("/layout/clamping-is-done-once-for-all", clamping_is_done_once_for_all);
  g_test_add_func ("/layout/copies-and-compares", copies_and_compares);
  g_test_add_func ("/layout/kinds-have-names", kinds_have_names);
  return g_test_run ();
}

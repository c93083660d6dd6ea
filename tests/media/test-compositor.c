/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-compositor.h"
#include "cw-media.h"
#include "test-support.h"

typedef struct
{
  int y;
  int u;
  int v;
} Colour;

static const Colour red = { 63, 102, 240 };
static const Colour green = { 173, 42, 26 };
static const Colour blue = { 32, 240, 118 };
static const Colour black = { 16, 128, 128 };

static GstVideoInfo
make_info (int            width,
           int            height,
           GstVideoFormat format)
{
  GstVideoInfo info;

  gst_video_info_set_format (&info, format, (guint) width, (guint) height);
  gst_video_colorimetry_from_string (&info.colorimetry, GST_VIDEO_COLORIMETRY_BT709);
  info.chroma_site = GST_VIDEO_CHROMA_SITE_MPEG2;

  return info;
}

static void
paint (GstVideoFrame *frame,
       int            x0,
       int            x1,
       Colour         colour)
{
  const int values[3] = { colour.y, colour.u, colour.v };

  for (guint component = 0; component < 3; component++)
    {
      int     shift = component > 0 ? 1 : 0;
      int     step = GST_VIDEO_FRAME_COMP_PSTRIDE (frame, component);
      guint8 *data = GST_VIDEO_FRAME_COMP_DATA (frame, component);

      for (int y = 0; y < GST_VIDEO_FRAME_COMP_HEIGHT (frame, component); y++)
        for (int x = x0 >> shift; x < x1 >> shift; x++)
          data[y * GST_VIDEO_FRAME_COMP_STRIDE (frame, component) + x * step] = (guint8) values[component];
    }
}

/* Red in the left third, green in the middle, blue on the right. */
static CwFrame *
make_frame (int            width,
            int            height,
            GstVideoFormat format)
{
  GstVideoInfo  info = make_info (width, height, format);
  GstBuffer    *buffer = gst_buffer_new_allocate (NULL, info.size, NULL);
  GstVideoFrame frame;

  g_assert_true (gst_video_frame_map (&frame, &info, buffer, GST_MAP_WRITE));
  paint (&frame, 0, width / 3 & ~1, red);
  paint (&frame, width / 3 & ~1, width * 2 / 3 & ~1, green);
  paint (&frame, width * 2 / 3 & ~1, width, blue);
  gst_video_frame_unmap (&frame);

  return cw_frame_new (buffer, &info, 0);
}

static GstBuffer *
draw (int            width,
      int            height,
      const CwPiece *pieces,
      guint          n)
{
  GstVideoInfo canvas = make_info (width, height, GST_VIDEO_FORMAT_I420);
  g_autoptr (CwCompositor) compositor = cw_compositor_new (&canvas);

  return cw_compositor_draw (compositor, pieces, n);
}

static GstBuffer *
draw_frame (int          width,
            int          height,
            CwFrame     *frame,
            CwLayoutKind kind)
{
  CwLayout layout = cw_layout_default (kind);
  CwPiece  piece = { .frame = frame, .layout = &layout };

  return draw (width, height, &piece, 1);
}

static Colour
get_colour (GstBuffer *buffer,
            int        width,
            int        height,
            int        x,
            int        y)
{
  GstVideoInfo  info = make_info (width, height, GST_VIDEO_FORMAT_I420);
  GstVideoFrame frame;
  Colour        colour;
  int          *values[3] = { &colour.y, &colour.u, &colour.v };

  g_assert_true (gst_video_frame_map (&frame, &info, buffer, GST_MAP_READ));
  for (guint plane = 0; plane < 3; plane++)
    {
      int shift = plane > 0 ? 1 : 0;

      *values[plane] = ((guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&frame, plane))[(y >> shift) * GST_VIDEO_FRAME_PLANE_STRIDE (&frame, plane) + (x >> shift)];
    }
  gst_video_frame_unmap (&frame);

  return colour;
}

static void
assert_colour (GstBuffer *buffer,
               int        width,
               int        height,
               int        x,
               int        y,
               Colour     expected)
{
  Colour found = get_colour (buffer, width, height, x, y);

  g_assert_cmpint (ABS (found.y - expected.y), <=, 1);
  g_assert_cmpint (ABS (found.u - expected.u), <=, 1);
  g_assert_cmpint (ABS (found.v - expected.v), <=, 1);
}

static void
passes_a_frame_through_that_is_the_canvas (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (GstBuffer) original = draw_frame (192, 108, frame, CW_LAYOUT_ORIGINAL);
  g_autoptr (GstBuffer) fill = draw_frame (192, 108, frame, CW_LAYOUT_FILL);

  g_assert_true (original == frame->buffer);
  g_assert_true (fill == frame->buffer);
}

static void
puts_bars_around_another_shape (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (GstBuffer) buffer = draw_frame (108, 192, frame, CW_LAYOUT_ORIGINAL);

  /* 108 x 60, from 66 to 126. */
  assert_colour (buffer, 108, 192, 54, 10, black);
  assert_colour (buffer, 108, 192, 54, 62, black);
  assert_colour (buffer, 108, 192, 15, 96, red);
  assert_colour (buffer, 108, 192, 54, 96, green);
  assert_colour (buffer, 108, 192, 95, 96, blue);
  assert_colour (buffer, 108, 192, 54, 130, black);
}

static void
fills_the_canvas_with_the_middle (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (GstBuffer) buffer = draw_frame (108, 192, frame, CW_LAYOUT_FILL);

  for (int y = 0; y < 192; y += 20)
    for (int x = 4; x < 108; x += 20)
      assert_colour (buffer, 108, 192, x, y, green);
}

static void
fills_the_canvas_around_the_focus (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  CwLayout layout = cw_layout_default (CW_LAYOUT_FILL);
  CwPiece  piece = { .frame = frame, .layout = &layout };
  g_autoptr (GstBuffer) buffer = NULL;

  layout.focus_x = 1;
  buffer = draw (108, 192, &piece, 1);
  assert_colour (buffer, 108, 192, 20, 96, blue);
  assert_colour (buffer, 108, 192, 100, 96, blue);
}

static void
blurs_only_the_background (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (GstBuffer) buffer = draw_frame (108, 192, frame, CW_LAYOUT_BLURRED);

  assert_colour (buffer, 108, 192, 54, 10, green);
  assert_colour (buffer, 108, 192, 54, 180, green);
  assert_colour (buffer, 108, 192, 15, 96, red);
  assert_colour (buffer, 108, 192, 54, 96, green);
  assert_colour (buffer, 108, 192, 95, 96, blue);
}

static void
stacks_the_camera_over_the_gameplay (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  CwLayout layout = cw_layout_default (CW_LAYOUT_FACECAM);
  CwPiece  piece = { .frame = frame, .layout = &layout };
  g_autoptr (GstBuffer) buffer = NULL;

  layout.camera = (CwRegion) { 0, 0, 0.25, 0.25 };
  layout.gameplay = (CwRegion) { 0.75, 0, 0.25, 1 };
  layout.camera_share = 0.5;
  buffer = draw (108, 192, &piece, 1);

  assert_colour (buffer, 108, 192, 54, 4, red);
  assert_colour (buffer, 108, 192, 54, 90, red);
  assert_colour (buffer, 108, 192, 54, 100, blue);
  assert_colour (buffer, 108, 192, 54, 188, blue);
}

static void
shows_upper_tracks_over_lower_ones (void)
{
  g_autoptr (CwFrame) whole = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (CwFrame) tall = make_frame (36, 108, GST_VIDEO_FORMAT_I420);
  CwLayout layout = cw_layout_default (CW_LAYOUT_ORIGINAL);
  CwPiece  pieces[2] = { { .frame = whole, .layout = &layout }, { .frame = tall, .layout = &layout } };
  g_autoptr (GstBuffer) buffer = draw (192, 108, pieces, 2);

  assert_colour (buffer, 192, 108, 30, 50, red);
  assert_colour (buffer, 192, 108, 83, 50, red);
  assert_colour (buffer, 192, 108, 96, 50, green);
  assert_colour (buffer, 192, 108, 109, 50, blue);
  assert_colour (buffer, 192, 108, 160, 50, blue);

  /* Neither frame was drawn into. */
  assert_colour (whole->buffer, 192, 108, 83, 50, green);
}

static void
is_black_where_there_is_nothing (void)
{
  g_autoptr (GstBuffer) buffer = draw (64, 64, NULL, 0);

  assert_colour (buffer, 64, 64, 0, 0, black);
  assert_colour (buffer, 64, 64, 63, 63, black);
}

static void
takes_other_formats_sizes_and_colours (void)
{
  g_autoptr (CwFrame) semiplanar = make_frame (192, 108, GST_VIDEO_FORMAT_NV12);
  g_autoptr (CwFrame) odd = make_frame (191, 107, GST_VIDEO_FORMAT_I420);
  g_autoptr (CwFrame) full = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (GstBuffer) first = draw_frame (108, 192, semiplanar, CW_LAYOUT_FILL);
  g_autoptr (GstBuffer) second = draw_frame (108, 192, odd, CW_LAYOUT_FILL);
  g_autoptr (GstBuffer) third = NULL;
  Colour colour;

  assert_colour (first, 108, 192, 54, 96, green);
  assert_colour (second, 108, 192, 54, 96, green);

  /* The same samples in full range are less of a green in the canvas's. */
  full->info.colorimetry.range = GST_VIDEO_COLOR_RANGE_0_255;
  third = draw_frame (108, 192, full, CW_LAYOUT_FILL);
  colour = get_colour (third, 108, 192, 54, 96);
  g_assert_cmpint (ABS (colour.y - (16 + 173 * 219 / 255)), <=, 2);
}

static void
knows_pixels_that_are_not_square (void)
{
  g_autoptr (CwFrame) frame = make_frame (96, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (GstBuffer) buffer = NULL;

  frame->info.par_n = 2;
  buffer = draw_frame (192, 108, frame, CW_LAYOUT_ORIGINAL);

  assert_colour (buffer, 192, 108, 4, 50, red);
  assert_colour (buffer, 192, 108, 96, 50, green);
  assert_colour (buffer, 192, 108, 188, 50, blue);
}

static void
writes_text_where_it_belongs (void)
{
  g_autoptr (CwText) text = cw_text_new ("▇▇▇");
  CwPiece piece = { .text = text };
  g_autoptr (GstBuffer) buffer = NULL;
  int written = 0;

  text->x = 0.5;
  text->y = 0.25;
  text->size = 0.2;
  text->colour = 0xff0000ff;
  text->outline = 0;
  buffer = draw (400, 400, &piece, 1);

  for (int y = 0; y < 400; y += 2)
    for (int x = 0; x < 400; x += 2)
      {
        Colour colour = get_colour (buffer, 400, 400, x, y);

        if (y < 40 || y > 160 || x < 60 || x > 340)
          g_assert_cmpint (colour.y, ==, 16);
        else if (ABS (colour.y - red.y) <= 1 && ABS (colour.u - red.u) <= 1 && ABS (colour.v - red.v) <= 1)
          written++;
      }

  g_assert_cmpint (written, >, 200);
}

static void
blends_text_by_its_alpha (void)
{
  g_autoptr (CwText) text = cw_text_new ("▇");
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  CwLayout layout = cw_layout_default (CW_LAYOUT_ORIGINAL);
  CwPiece  pieces[2] = { { .frame = frame, .layout = &layout }, { .text = text } };
  g_autoptr (GstBuffer) buffer = NULL;

  text->x = text->y = 0.5;
  text->size = 0.8;
  text->colour = 0x00000080;
  text->outline = 0;
  buffer = draw (192, 108, pieces, 2);

  /* Half black over green. */
  assert_colour (buffer, 192, 108, 4, 4, red);
  assert_colour (buffer, 192, 108, 96, 60, ((Colour) { 94, 85, 77 }));
}

static void
bears_text_that_leaves_the_canvas (void)
{
  g_autoptr (CwText) text = cw_text_new ("far away and much too long for one line\n\nwith more below it");
  CwPiece piece = { .text = text };

  for (double place = -3; place < 4; place += 0.37)
    {
      g_autoptr (GstBuffer) buffer = NULL;

      text->x = place;
      text->y = 1 - place;
      text->size = 0.3;
      buffer = draw (64, 64, &piece, 1);
      g_assert_nonnull (buffer);
    }
}

static void
gives_the_same_for_the_same (void)
{
  g_autoptr (CwFrame) frame = make_frame (320, 180, GST_VIDEO_FORMAT_I420);
  CwLayout     layout = cw_layout_default (CW_LAYOUT_BLURRED);
  CwPiece      piece = { .frame = frame, .layout = &layout };
  GstVideoInfo canvas = make_info (90, 160, GST_VIDEO_FORMAT_I420);
  g_autoptr (CwCompositor) compositor = cw_compositor_new (&canvas);
  g_autoptr (GstBuffer) first = cw_compositor_draw (compositor, &piece, 1);
  g_autoptr (GstBuffer) between = cw_compositor_draw (compositor, NULL, 0);
  g_autoptr (GstBuffer) second = cw_compositor_draw (compositor, &piece, 1);
  GstMapInfo a, b;

  gst_buffer_map (first, &a, GST_MAP_READ);
  gst_buffer_map (second, &b, GST_MAP_READ);
  g_assert_cmpmem (a.data, canvas.size, b.data, canvas.size);
  gst_buffer_unmap (second, &b);
  gst_buffer_unmap (first, &a);
  assert_colour (between, 90, 160, 45, 80, black);
  assert_colour (first, 90, 160, 45, 80, green);
}

static void
turns_every_way (void)
{
  static const GstVideoOrientationMethod there[] = { GST_VIDEO_ORIENTATION_90R, GST_VIDEO_ORIENTATION_180, GST_VIDEO_ORIENTATION_90L, GST_VIDEO_ORIENTATION_HORIZ,
                                                     GST_VIDEO_ORIENTATION_VERT, GST_VIDEO_ORIENTATION_UL_LR, GST_VIDEO_ORIENTATION_UR_LL };
  static const GstVideoOrientationMethod back[] = { GST_VIDEO_ORIENTATION_90L, GST_VIDEO_ORIENTATION_180, GST_VIDEO_ORIENTATION_90R, GST_VIDEO_ORIENTATION_HORIZ,
                                                    GST_VIDEO_ORIENTATION_VERT, GST_VIDEO_ORIENTATION_UL_LR, GST_VIDEO_ORIENTATION_UR_LL };
  static const GstVideoFormat            formats[] = { GST_VIDEO_FORMAT_I420, GST_VIDEO_FORMAT_NV12 };

  for (guint format = 0; format < 2; format++)
    for (guint i = 0; i < G_N_ELEMENTS (there); i++)
      {
        g_autoptr (CwFrame) frame = make_frame (192, 108, formats[format]);
        g_autoptr (CwFrame) turned = cw_frame_turn (frame, there[i]);
        g_autoptr (CwFrame) again = cw_frame_turn (turned, back[i]);
        g_autoptr (GstBuffer) buffer = draw_frame (192, 108, again, CW_LAYOUT_FILL);

        assert_colour (buffer, 192, 108, 30, 50, red);
        assert_colour (buffer, 192, 108, 96, 50, green);
        assert_colour (buffer, 192, 108, 170, 50, blue);
      }
}

static void
turns_clockwise (void)
{
  g_autoptr (CwFrame) frame = make_frame (192, 108, GST_VIDEO_FORMAT_I420);
  g_autoptr (CwFrame) turned = cw_frame_turn (frame, GST_VIDEO_ORIENTATION_90R);
  g_autoptr (GstBuffer) buffer = draw_frame (108, 192, turned, CW_LAYOUT_ORIGINAL);

  assert_colour (buffer, 108, 192, 54, 20, red);
  assert_colour (buffer, 108, 192, 54, 96, green);
  assert_colour (buffer, 108, 192, 54, 180, blue);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  cw_media_init ();

  g_test_add_func ("/compositor/passes a frame through that is the canvas", passes_a_frame_through_that_is_the_canvas);
  g_test_add_func ("/compositor/puts bars around another shape", puts_bars_around_another_shape);
  g_test_add_func ("/compositor/fills the canvas with the middle", fills_the_canvas_with_the_middle);
  g_test_add_func ("/compositor/fills the canvas around the focus", fills_the_canvas_around_the_focus);
  g_test_add_func ("/compositor/blurs only the background", blurs_only_the_background);
  g_test_add_func ("/compositor/stacks the camera over the gameplay", stacks_the_camera_over_the_gameplay);
  g_test_add_func ("/compositor/shows upper tracks over lower ones", shows_upper_tracks_over_lower_ones);
  g_test_add_func ("/compositor/is black where there is nothing", is_black_where_there_is_nothing);
  g_test_add_func ("/compositor/takes other formats, sizes and colours", takes_other_formats_sizes_and_colours);
  g_test_add_func ("/compositor/knows pixels that are not square", knows_pixels_that_are_not_square);
  g_test_add_func ("/compositor/writes text where it belongs", writes_text_where_it_belongs);
  g_test_add_func ("/compositor/blends text by its alpha", blends_text_by_its_alpha);
  g_test_add_func ("/compositor/bears text that leaves the canvas", bears_text_that_leaves_the_canvas);
  g_test_add_func ("/compositor/gives the same for the same", gives_the_same_for_the_same);
  g_test_add_func ("/frame/turns every way", turns_every_way);
  g_test_add_func ("/frame/turns clockwise", turns_clockwise);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <math.h>

#define SKIN 0xf2b48c
#define SKIN_SHADE 0xdd936f
#define HAIR 0x2c1a3d
#define HOOD 0x6a4be0

struct _Camera
{
  cairo_surface_t *room;
};

/* The room behind: a wall, a shelf with lights, a plant, a lamp out of focus. */
static void
draw_room (cairo_t *cr)
{
  cairo_pattern_t     *pattern = cairo_pattern_create_linear (0, 0, CAMERA_WIDTH, CAMERA_HEIGHT);
  static const guint32 books[] = { 0xe9637b, 0x43c6b9, 0xf5c15c, 0x7f7df0, 0xef8e5b, 0x5db7ee };

  add_stop (pattern, 0, 0x35205c, 1);
  add_stop (pattern, 0.6, 0x522a6d, 1);
  add_stop (pattern, 1, 0x2a1a4c, 1);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);

  pattern = cairo_pattern_create_radial (418, 60, 8, 418, 60, 180);
  add_stop (pattern, 0, 0xff8fb6, 0.75);
  add_stop (pattern, 1, 0xff8fb6, 0);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);

  pattern = cairo_pattern_create_radial (60, 240, 8, 60, 240, 210);
  add_stop (pattern, 0, 0x38c8e8, 0.55);
  add_stop (pattern, 1, 0x38c8e8, 0);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);

  set_colour (cr, 0x1e1236, 1);
  add_rounded (cr, 24, 104, 126, 10, 4);
  add_rounded (cr, 350, 150, 112, 10, 4);
  cairo_fill (cr);
  set_colour (cr, 0x7af0ff, 0.9);
  add_rounded (cr, 26, 115, 122, 4, 2);
  cairo_fill (cr);

  for (int i = 0; i < 6; i++)
    {
      double tall = 38 + 9 * (i * 7 % 4);

      set_colour (cr, books[i], 0.9);
      add_rounded (cr, 34 + i * 17, 104 - tall, 14, tall, 3);
      cairo_fill (cr);
    }

  set_colour (cr, 0xe8e0ff, 0.9);
  add_rounded (cr, 388, 122, 36, 28, 6);
  cairo_fill (cr);
  set_colour (cr, 0x43c6a0, 0.95);
  for (int i = -2; i <= 2; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, 406, 124);
      cairo_rotate (cr, i * 0.45);
      add_ellipse (cr, 0, -24, 8, 26);
      cairo_fill (cr);
      cairo_restore (cr);
    }
}

Camera *
camera_new (void)
{
  Camera  *self = g_new0 (Camera, 1);
  cairo_t *cr;

  self->room = cairo_image_surface_create (CAIRO_FORMAT_RGB24, CAMERA_WIDTH, CAMERA_HEIGHT);
  cr = cairo_create (self->room);
  draw_room (cr);
  cairo_destroy (cr);

  return self;
}

void
camera_free (Camera *self)
{
  cairo_surface_destroy (self->room);
  g_free (self);
}

/* How happy the streamer is: most after the last coin of a bar. */
static double
get_joy (int frame)
{
  int    at = frame % BAR_FRAMES - (JUMP_START + JUMP_FRAMES - 4);
  double joy = at < 0 ? 0 : 1 - at / 22.0;

  return frame < BAR_FRAMES / 2 ? 0 : CLAMP (joy * 1.6, 0, 1);
}

static void
draw_chair (cairo_t *cr)
{
  set_colour (cr, 0x17102b, 1);
  add_rounded (cr, 128, 116, 224, 240, 46);
  cairo_fill (cr);
  set_colour (cr, 0x2fe0d4, 0.9);
  add_rounded (cr, 146, 150, 10, 120, 5);
  add_rounded (cr, 324, 150, 10, 120, 5);
  cairo_fill (cr);
}

static void
draw_body (cairo_t *cr,
           double   joy)
{
  set_colour (cr, HOOD, 1);
  cairo_move_to (cr, 96, 330);
  cairo_curve_to (cr, 104, 236, 168, 216, 240, 214);
  cairo_curve_to (cr, 312, 216, 376, 236, 384, 330);
  cairo_fill (cr);
  set_colour (cr, 0x5237bd, 1);
  add_ellipse (cr, 240, 226, 74, 26);
  cairo_fill (cr);
  set_colour (cr, SKIN_SHADE, 1);
  add_rounded (cr, 214, 186, 52, 52, 20);
  cairo_fill (cr);
  set_colour (cr, 0xf4eeff, 1);
  cairo_set_line_width (cr, 5);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, 216, 244);
  cairo_line_to (cr, 212, 280);
  cairo_move_to (cr, 264, 244);
  cairo_line_to (cr, 268, 276);
  cairo_stroke (cr);

  /* An arm goes up when it went well. */
  if (joy <= 0.02)
    return;

  set_colour (cr, HOOD, 1);
  cairo_set_line_width (cr, 46);
  cairo_move_to (cr, 366, 316);
  cairo_line_to (cr, 400, 300 - 112 * joy);
  cairo_stroke (cr);
  set_colour (cr, SKIN, 1);
  add_ellipse (cr, 402, 276 - 114 * joy, 25, 27);
  cairo_fill (cr);
}

static void
draw_eye (cairo_t *cr,
          double   x,
          double   look,
          gboolean blinks,
          double   joy)
{
  set_colour (cr, 0x2c1a3d, 1);
  cairo_set_line_width (cr, 5);

  if (blinks || joy > 0.45)
    {
      double bend = blinks ? 3 : -9;

      cairo_move_to (cr, x - 12, 128);
      cairo_curve_to (cr, x - 6, 128 + bend, x + 6, 128 + bend, x + 12, 128);
      cairo_stroke (cr);
      return;
    }

  set_colour (cr, 0xffffff, 1);
  add_ellipse (cr, x, 126, 13, 14);
  cairo_fill (cr);
  set_colour (cr, 0x3f6fd8, 1);
  add_ellipse (cr, x + look, 127, 8, 9);
  cairo_fill (cr);
  set_colour (cr, 0x1a1028, 1);
  add_ellipse (cr, x + look, 127, 4.5, 5);
  cairo_fill (cr);
  set_colour (cr, 0xffffff, 1);
  add_ellipse (cr, x + look + 3, 123, 2.6, 2.6);
  cairo_fill (cr);
}

static void
draw_face (cairo_t *cr,
           int      frame,
           double   joy)
{
  double   look = 5 * sin (frame * 0.045);
  double   talk = MAX (0, sin (frame * 0.9) * sin (frame * 0.23 + 1));
  double   open = 3 + 9 * talk + 14 * joy;
  gboolean blinks = frame % 83 < 4 || frame % 211 < 4;

  set_colour (cr, SKIN, 1);
  add_ellipse (cr, 240, 136, 62, 74);
  cairo_fill (cr);
  set_colour (cr, 0xff8f7f, 0.45);
  add_ellipse (cr, 202, 158, 14, 9);
  add_ellipse (cr, 278, 158, 14, 9);
  cairo_fill (cr);

  draw_eye (cr, 216, look, blinks, joy);
  draw_eye (cr, 266, look, blinks, joy);

  set_colour (cr, HAIR, 1);
  cairo_set_line_width (cr, 6);
  cairo_move_to (cr, 202, 104 - 7 * joy);
  cairo_curve_to (cr, 210, 98 - 7 * joy, 222, 98 - 7 * joy, 230, 103 - 7 * joy);
  cairo_move_to (cr, 252, 103 - 7 * joy);
  cairo_curve_to (cr, 260, 98 - 7 * joy, 272, 98 - 7 * joy, 280, 104 - 7 * joy);
  cairo_stroke (cr);

  set_colour (cr, SKIN_SHADE, 1);
  cairo_set_line_width (cr, 4);
  cairo_move_to (cr, 241, 138);
  cairo_curve_to (cr, 236, 150, 236, 154, 244, 154);
  cairo_stroke (cr);

  set_colour (cr, 0x7a2440, 1);
  cairo_move_to (cr, 218, 172);
  cairo_curve_to (cr, 228, 168, 252, 168, 262, 172);
  cairo_curve_to (cr, 258, 176 + open, 222, 176 + open, 218, 172);
  cairo_fill (cr);
  if (open > 8)
    {
      set_colour (cr, 0xffffff, 1);
      add_rounded (cr, 224, 170, 32, 5, 2);
      cairo_fill (cr);
    }
}

static void
draw_hair (cairo_t *cr)
{
  set_colour (cr, HAIR, 1);
  cairo_move_to (cr, 174, 138);
  cairo_curve_to (cr, 160, 60, 206, 40, 244, 44);
  cairo_curve_to (cr, 300, 40, 320, 90, 306, 140);
  cairo_curve_to (cr, 302, 116, 296, 102, 286, 92);
  cairo_curve_to (cr, 268, 104, 226, 104, 208, 88);
  cairo_curve_to (cr, 190, 100, 180, 116, 174, 138);
  cairo_fill (cr);
  set_colour (cr, 0x9a4fd0, 0.9);
  cairo_move_to (cr, 238, 46);
  cairo_curve_to (cr, 272, 50, 284, 70, 286, 92);
  cairo_curve_to (cr, 276, 98, 262, 100, 254, 100);
  cairo_curve_to (cr, 262, 82, 256, 60, 238, 46);
  cairo_fill (cr);
}

static void
draw_headphones (cairo_t *cr,
                 int      frame)
{
  double glow = 0.6 + 0.4 * sin (frame * 2 * G_PI / (BAR_FRAMES / 4.0));

  set_colour (cr, 0x14102a, 1);
  cairo_set_line_width (cr, 13);
  cairo_arc (cr, 240, 124, 78, G_PI * 1.06, G_PI * 1.94);
  cairo_stroke (cr);
  for (int side = -1; side <= 1; side += 2)
    {
      set_colour (cr, 0x14102a, 1);
      add_rounded (cr, 240 + side * 72 - 17, 102, 34, 62, 15);
      cairo_fill (cr);
      set_colour (cr, 0x2fe0d4, glow);
      cairo_set_line_width (cr, 5);
      add_rounded (cr, 240 + side * 72 - 9, 112, 18, 42, 8);
      cairo_stroke (cr);
    }

  set_colour (cr, 0x14102a, 1);
  cairo_set_line_width (cr, 6);
  cairo_move_to (cr, 168, 158);
  cairo_curve_to (cr, 172, 196, 188, 200, 206, 194);
  cairo_stroke (cr);
  add_ellipse (cr, 210, 192, 10, 7);
  cairo_fill (cr);
}

void
camera_draw (Camera  *self,
             cairo_t *cr,
             int      frame)
{
  double joy = get_joy (frame);
  double beat = sin (frame * 2 * G_PI / (BAR_FRAMES / 2.0));

  cairo_save (cr);
  cairo_rectangle (cr, CAMERA_X, CAMERA_Y, CAMERA_WIDTH, CAMERA_HEIGHT);
  cairo_clip (cr);
  cairo_translate (cr, CAMERA_X, CAMERA_Y);
  cairo_set_source_surface (cr, self->room, 0, 0);
  cairo_paint (cr);

  draw_chair (cr);
  cairo_translate (cr, 4 * sin (frame * 0.05), 16 + 2.5 * beat - 10 * joy);
  draw_body (cr, joy);

  cairo_translate (cr, 240, 200);
  cairo_rotate (cr, 0.05 * sin (frame * 0.07) + 0.05 * joy);
  cairo_translate (cr, -240, -200);
  draw_face (cr, frame, joy);
  draw_hair (cr);
  draw_headphones (cr, frame);
  cairo_restore (cr);

  set_colour (cr, 0x2fe0d4, 1);
  cairo_rectangle (cr, CAMERA_X, CAMERA_Y, CAMERA_WIDTH, 4);
  cairo_rectangle (cr, CAMERA_X + CAMERA_WIDTH - 4, CAMERA_Y, 4, CAMERA_HEIGHT);
  cairo_fill (cr);
}

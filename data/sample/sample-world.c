/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <math.h>

/* px a frame. Whole numbers, so that what scrolls neither blurs nor costs the
 * encoder much. */
#define GROUND_SPEED 12
#define GROUND_Y 872
#define HERO_X 900
#define JUMP_HEIGHT 250

#define N_LAYERS 5
#define N_SPARKS 9
#define SPARK_FRAMES 16

/* A strip that goes round, seen through the screen. */
typedef struct
{
  cairo_surface_t *strip;
  int              y;
  int              speed; /* px in two frames */
} Layer;

struct _World
{
  cairo_surface_t *sky;
  Layer            layers[N_LAYERS];
  cairo_surface_t *coin[8];
};

static cairo_surface_t *
make_strip (int       width,
            int       height,
            cairo_t **cr)
{
  cairo_surface_t *strip = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  *cr = cairo_create (strip);
  return strip;
}

static cairo_surface_t *
draw_sky (void)
{
  cairo_surface_t *sky = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SAMPLE_WIDTH, SAMPLE_HEIGHT);
  cairo_t         *cr = cairo_create (sky);
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, GROUND_Y);
  GRand           *random = g_rand_new_with_seed (5);

  add_stop (pattern, 0.00, 0x17123f, 1);
  add_stop (pattern, 0.30, 0x3d2470, 1);
  add_stop (pattern, 0.55, 0x9a3f86, 1);
  add_stop (pattern, 0.75, 0xf0757a, 1);
  add_stop (pattern, 0.95, 0xffc48a, 1);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);

  for (int i = 0; i < 110; i++)
    {
      double y = g_rand_double_range (random, 0, 420);

      set_colour (cr, 0xffffff, (1 - y / 430) * g_rand_double_range (random, 0.2, 0.95));
      cairo_arc (cr, g_rand_double_range (random, 0, SAMPLE_WIDTH), y, g_rand_double_range (random, 0.8, 2.4), 0, 2 * G_PI);
      cairo_fill (cr);
    }

  /* The sun, and its glow. */
  pattern = cairo_pattern_create_radial (1180, 560, 120, 1180, 560, 620);
  add_stop (pattern, 0, 0xffe3a8, 0.75);
  add_stop (pattern, 0.35, 0xff9d8a, 0.28);
  add_stop (pattern, 1, 0xff9d8a, 0);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_pattern_destroy (pattern);

  pattern = cairo_pattern_create_linear (0, 380, 0, 740);
  add_stop (pattern, 0, 0xfff6cf, 1);
  add_stop (pattern, 1, 0xff8f87, 1);
  cairo_set_source (cr, pattern);
  cairo_arc (cr, 1180, 560, 180, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);

  g_rand_free (random);
  cairo_destroy (cr);
  return sky;
}

/* The height of a ridge at X, the same again after WIDTH. */
static double
get_ridge (double x,
           double width,
           double roughness,
           double phase)
{
  double turn = 2 * G_PI * x / width;

  return 0.5 + 0.22 * sin (2 * turn + phase) + 0.14 * sin (5 * turn + 2.1 * phase) + roughness * (0.09 * sin (11 * turn + 3.7 * phase) + 0.05 * sin (23 * turn + phase));
}

static void
draw_ridge (cairo_t *cr,
            double   width,
            double   height,
            double   roughness,
            double   phase,
            guint32  top,
            guint32  bottom)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, height);

  cairo_move_to (cr, 0, height);
  for (int x = 0; x <= width; x += 4)
    cairo_line_to (cr, x, height * (1 - get_ridge (x, width, roughness, phase)));
  cairo_line_to (cr, width, height);
  cairo_close_path (cr);

  add_stop (pattern, 0.1, top, 1);
  add_stop (pattern, 1, bottom, 1);
  cairo_set_source (cr, pattern);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

static cairo_surface_t *
draw_clouds (void)
{
  cairo_t         *cr;
  cairo_surface_t *strip = make_strip (2400, 260, &cr);
  GRand           *random = g_rand_new_with_seed (11);

  for (int i = 0; i < 7; i++)
    {
      double x = 170 + i * 340 + g_rand_double_range (random, -60, 60);
      double y = g_rand_double_range (random, 70, 190);
      double size = g_rand_double_range (random, 0.6, 1.15);

      cairo_push_group (cr);
      set_colour (cr, i % 2 == 0 ? 0xffc7b0 : 0xf5a3b5, 1);
      add_ellipse (cr, x, y + 16 * size, 120 * size, 17 * size);
      add_ellipse (cr, x - 42 * size, y, 46 * size, 26 * size);
      add_ellipse (cr, x + 18 * size, y - 12 * size, 56 * size, 36 * size);
      add_ellipse (cr, x + 68 * size, y + 4 * size, 36 * size, 20 * size);
      cairo_fill (cr);
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.55);
    }

  g_rand_free (random);
  cairo_destroy (cr);
  return strip;
}

static cairo_surface_t *
draw_mountains (void)
{
  cairo_t         *cr;
  cairo_surface_t *strip = make_strip (2400, 400, &cr);

  draw_ridge (cr, 2400, 400, 1.5, 0.4, 0x7b4a97, 0xe98a8f);
  cairo_translate (cr, 0, 110);
  draw_ridge (cr, 2400, 290, 1.2, 2.9, 0x5d3a86, 0xb8648c);

  cairo_destroy (cr);
  return strip;
}

static void
draw_pine (cairo_t *cr,
           double   x,
           double   y,
           double   size,
           guint32  colour)
{
  set_colour (cr, colour, 1);
  for (int i = 0; i < 3; i++)
    {
      double width = size * (0.20 + 0.10 * i);
      double top = y - size * 0.9 + size * 0.24 * i;

      cairo_move_to (cr, x, top);
      cairo_line_to (cr, x + width, top + size * 0.42);
      cairo_line_to (cr, x - width, top + size * 0.42);
      cairo_close_path (cr);
    }
  cairo_fill (cr);
}

static cairo_surface_t *
draw_forest (int     width,
             int     sky,
             int     height,
             guint32 top,
             guint32 bottom,
             guint32 tree,
             int     n_trees,
             double  size,
             guint   seed)
{
  cairo_t         *cr;
  cairo_surface_t *strip = make_strip (width, sky + height, &cr);
  GRand           *random = g_rand_new_with_seed (seed);

  for (int i = 0; i < n_trees; i++)
    {
      double x = (i + g_rand_double_range (random, 0.1, 0.9)) * width / n_trees;
      double at = get_ridge (x, width, 0.3, seed);
      double y = sky + height * (1 - at) + 20;
      double tall = size * g_rand_double_range (random, 0.6, 1.1);

      /* Twice, so that a tree at the seam is whole. */
      draw_pine (cr, x, y, tall, tree);
      draw_pine (cr, x < width / 2.0 ? x + width : x - width, y, tall, tree);
    }

  cairo_translate (cr, 0, sky);
  draw_ridge (cr, width, height, 0.3, seed, top, bottom);

  g_rand_free (random);
  cairo_destroy (cr);
  return strip;
}

static cairo_surface_t *
draw_ground (void)
{
  int              width = 1440, height = SAMPLE_HEIGHT - GROUND_Y + 30;
  cairo_t         *cr;
  cairo_surface_t *strip = make_strip (width, height, &cr);
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 30, 0, height);
  GRand           *random = g_rand_new_with_seed (3);

  add_stop (pattern, 0, 0x4d2f63, 1);
  add_stop (pattern, 1, 0x1f1538, 1);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, 0, 30, width, height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);

  for (int i = 0; i < 30; i++)
    {
      double x = g_rand_double_range (random, 40, width - 40);
      double y = g_rand_double_range (random, 90, height - 16);

      set_colour (cr, i % 3 == 0 ? 0x7b4f85 : 0x38234f, 0.8);
      add_rounded (cr, x, y, g_rand_double_range (random, 20, 64), g_rand_double_range (random, 12, 26), 6);
      cairo_fill (cr);
    }

  /* Grass: a band, its shadow, and blades. */
  set_colour (cr, 0x1d6d70, 1);
  cairo_rectangle (cr, 0, 30, width, 34);
  cairo_fill (cr);
  set_colour (cr, 0x35c9a0, 1);
  cairo_rectangle (cr, 0, 28, width, 22);
  cairo_fill (cr);

  for (int x = 0; x < width; x += 12)
    {
      double tall = g_rand_double_range (random, 8, 26);

      set_colour (cr, x % 36 == 0 ? 0x7ff0b4 : 0x35c9a0, 1);
      cairo_move_to (cr, x, 30);
      cairo_line_to (cr, x + 7 + tall * 0.2, 30 - tall);
      cairo_line_to (cr, x + 12, 30);
      cairo_fill (cr);
      set_colour (cr, 0x35c9a0, 1);
      add_ellipse (cr, x + 6, 50, 7, 9 + tall * 0.3);
      cairo_fill (cr);
    }

  g_rand_free (random);
  cairo_destroy (cr);
  return strip;
}

/* One of 8 pictures of a coin that turns. */
static cairo_surface_t *
draw_coin (int phase)
{
  cairo_t         *cr;
  cairo_surface_t *coin = make_strip (72, 72, &cr);
  double           width = 5 + 23 * fabs (cos (phase * G_PI / 8));

  cairo_translate (cr, 36, 36);
  set_colour (cr, 0xffe27a, 0.25);
  cairo_arc (cr, 0, 0, 35, 0, 2 * G_PI);
  cairo_fill (cr);
  set_colour (cr, 0xd98a1f, 1);
  add_ellipse (cr, 2, 0, width, 28);
  cairo_fill (cr);
  set_colour (cr, 0xffd34d, 1);
  add_ellipse (cr, 0, 0, width, 28);
  cairo_fill (cr);
  set_colour (cr, 0xfff0ae, 1);
  add_ellipse (cr, 0, 0, width * 0.62, 19);
  cairo_fill (cr);
  set_colour (cr, 0xf2b52e, 1);
  add_ellipse (cr, 0, 0, width * 0.42, 14);
  cairo_fill (cr);

  cairo_destroy (cr);
  return coin;
}

World *
world_new (void)
{
  World *self = g_new0 (World, 1);

  self->sky = draw_sky ();
  self->layers[0] = (Layer) { draw_clouds (), 120, 1 };
  self->layers[1] = (Layer) { draw_mountains (), 430, 2 };
  self->layers[2] = (Layer) { draw_forest (2400, 180, 230, 0x4a2f78, 0x6b3f80, 0x43296e, 46, 150, 2), 500, 6 };
  self->layers[3] = (Layer) { draw_forest (2400, 300, 190, 0x2b1d57, 0x24184a, 0x2b1d57, 24, 250, 9), 412, 12 };
  self->layers[4] = (Layer) { draw_ground (), GROUND_Y - 30, 2 * GROUND_SPEED };
  for (int i = 0; i < 8; i++)
    self->coin[i] = draw_coin (i);

  return self;
}

void
world_free (World *self)
{
  cairo_surface_destroy (self->sky);
  for (int i = 0; i < N_LAYERS; i++)
    cairo_surface_destroy (self->layers[i].strip);
  for (int i = 0; i < 8; i++)
    cairo_surface_destroy (self->coin[i]);
  g_free (self);
}

static void
draw_layer (const Layer *layer,
            cairo_t     *cr,
            int          frame)
{
  int width = cairo_image_surface_get_width (layer->strip);
  int height = cairo_image_surface_get_height (layer->strip);

  for (int x = -(frame * layer->speed / 2 % width); x < SAMPLE_WIDTH; x += width)
    {
      cairo_set_source_surface (cr, layer->strip, x, layer->y);
      cairo_rectangle (cr, x, layer->y, width, height);
      cairo_fill (cr);
    }
}

static double
get_hero_y (int frame)
{
  double jump = get_jump (frame);

  if (jump >= 0)
    return GROUND_Y - 4 * JUMP_HEIGHT * jump * (1 - jump);

  return GROUND_Y - 5 * fabs (sin (frame * G_PI / 5));
}

/* Where what the hero meets in frame AT is in FRAME. */
static double
get_x (int at,
       int frame)
{
  return HERO_X + (double) (at - frame) * GROUND_SPEED;
}

static void
draw_crystal (cairo_t *cr,
              double   x,
              double   y,
              double   height,
              double   lean,
              guint32  light,
              guint32  dark)
{
  double width = height * 0.30;

  set_colour (cr, dark, 1);
  cairo_move_to (cr, x - width, y);
  cairo_line_to (cr, x - width * 0.9 + lean, y - height * 0.6);
  cairo_line_to (cr, x + lean, y - height);
  cairo_line_to (cr, x + width * 0.9 + lean, y - height * 0.55);
  cairo_line_to (cr, x + width, y);
  cairo_fill (cr);

  set_colour (cr, light, 1);
  cairo_move_to (cr, x - width, y);
  cairo_line_to (cr, x - width * 0.9 + lean, y - height * 0.6);
  cairo_line_to (cr, x + lean, y - height);
  cairo_line_to (cr, x - width * 0.1 + lean * 0.5, y - height * 0.5);
  cairo_line_to (cr, x - width * 0.2, y);
  cairo_fill (cr);
}

static void
draw_obstacle (cairo_t *cr,
               int      bar,
               int      frame)
{
  cairo_pattern_t *glow;
  double           x = get_x (bar * BAR_FRAMES + JUMP_START + JUMP_FRAMES / 2, frame);

  if (x < -200 || x > SAMPLE_WIDTH + 200)
    return;

  glow = cairo_pattern_create_radial (x, GROUND_Y - 50, 10, x, GROUND_Y - 50, 150);
  add_stop (glow, 0, 0x7af0ff, 0.5 + 0.1 * sin (frame * 0.3));
  add_stop (glow, 1, 0x7af0ff, 0);
  cairo_set_source (cr, glow);
  cairo_rectangle (cr, x - 150, GROUND_Y - 200, 300, 300);
  cairo_fill (cr);
  cairo_pattern_destroy (glow);
  draw_crystal (cr, x - 44, GROUND_Y + 4, 74, -18, 0xa5e9ff, 0x4a7bd6);
  draw_crystal (cr, x + 44, GROUND_Y + 4, 88, 20, 0xb9b1ff, 0x6558c9);
  draw_crystal (cr, x, GROUND_Y + 6, 128, 4, 0xd4fbff, 0x5aa2ee);
}

static void
draw_sparks (cairo_t *cr,
             double   x,
             double   y,
             int      age)
{
  double part = (double) age / SPARK_FRAMES;

  for (int i = 0; i < N_SPARKS; i++)
    {
      double turn = 2 * G_PI * i / N_SPARKS + 0.3;
      double far = 14 + 74 * (1 - (1 - part) * (1 - part));

      set_colour (cr, i % 2 == 0 ? 0xfff0ae : 0xffffff, 1 - part);
      cairo_arc (cr, x + cos (turn) * far, y + sin (turn) * far, 6 * (1 - part) + 1, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_coins (World   *self,
            cairo_t *cr,
            int      frame)
{
  for (int bar = 0; bar < N_BARS; bar++)
    for (int coin = 0; coin < COINS_PER_BAR; coin++)
      {
        int    at = coin_frame (bar, coin);
        double x = get_x (at, frame);
        double y = get_hero_y (at) - 95;

        if (frame < at && x < SAMPLE_WIDTH + 40)
          {
            cairo_set_source_surface (cr, self->coin[(frame / 2 + coin) % 8], (int) x - 36, (int) y - 36);
            cairo_paint (cr);
          }
        else if (frame >= at && frame < at + SPARK_FRAMES)
          {
            draw_sparks (cr, HERO_X, y, frame - at);
          }
      }
}

static void
draw_leg (cairo_t *cr,
          double   x,
          double   swing,
          guint32  colour)
{
  set_colour (cr, colour, 1);
  cairo_set_line_width (cr, 19);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, x, -46);
  cairo_line_to (cr, x + swing, -12 - MAX (0, -swing) * 0.3);
  cairo_stroke (cr);
}

static void
draw_tail (cairo_t *cr,
           double   wave)
{
  cairo_save (cr);
  cairo_translate (cr, -56, -74);
  cairo_rotate (cr, 0.25 + 0.16 * wave);
  set_colour (cr, 0xe8722c, 1);
  cairo_move_to (cr, 10, 14);
  cairo_curve_to (cr, -30, 40, -96, 36, -122, -16);
  cairo_curve_to (cr, -84, -34, -30, -34, 12, -14);
  cairo_fill (cr);
  set_colour (cr, 0xfff4e6, 1);
  cairo_move_to (cr, -84, 12);
  cairo_curve_to (cr, -100, 8, -112, -2, -122, -16);
  cairo_curve_to (cr, -108, -24, -96, -28, -84, -29);
  cairo_curve_to (cr, -92, -16, -76, -4, -84, 12);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_ear (cairo_t *cr,
          double   x,
          double   lean)
{
  set_colour (cr, 0xd9601f, 1);
  cairo_move_to (cr, x - 19, -150);
  cairo_line_to (cr, x + lean, -196);
  cairo_line_to (cr, x + 19, -148);
  cairo_fill (cr);
  set_colour (cr, 0x3b2140, 1);
  cairo_move_to (cr, x - 9, -154);
  cairo_line_to (cr, x + lean * 0.9, -182);
  cairo_line_to (cr, x + 10, -152);
  cairo_fill (cr);
}

static void
draw_head (cairo_t *cr,
           gboolean blinks)
{
  draw_ear (cr, 20, -10);
  draw_ear (cr, 66, 6);

  set_colour (cr, 0xf58a3c, 1);
  add_ellipse (cr, 44, -122, 52, 44);
  cairo_fill (cr);
  set_colour (cr, 0xfff4e6, 1);
  cairo_move_to (cr, 28, -104);
  cairo_curve_to (cr, 50, -134, 96, -126, 112, -106);
  cairo_curve_to (cr, 92, -82, 44, -78, 28, -104);
  cairo_fill (cr);
  set_colour (cr, 0x3b2140, 1);
  add_ellipse (cr, 110, -108, 9, 7);
  cairo_fill (cr);

  if (blinks)
    {
      cairo_set_line_width (cr, 5);
      cairo_move_to (cr, 56, -128);
      cairo_line_to (cr, 76, -127);
      cairo_stroke (cr);
      return;
    }

  add_ellipse (cr, 66, -128, 9, 13);
  cairo_fill (cr);
  set_colour (cr, 0xffffff, 1);
  add_ellipse (cr, 69, -133, 3.5, 4.5);
  cairo_fill (cr);
}

static void
draw_scarf (cairo_t *cr,
            int      frame)
{
  set_colour (cr, 0x20c5c0, 1);
  cairo_move_to (cr, 4, -90);
  for (int i = 1; i <= 6; i++)
    cairo_line_to (cr, 4 - i * 17, -96 + 8 * sin (frame * 0.55 + i * 0.9) * i / 3);
  for (int i = 6; i >= 0; i--)
    cairo_line_to (cr, 4 - i * 17, -76 + 8 * sin (frame * 0.55 + i * 0.9) * i / 3);
  cairo_fill (cr);
  set_colour (cr, 0x2fe0d4, 1);
  add_rounded (cr, -8, -96, 74, 24, 12);
  cairo_fill (cr);
}

static void
draw_hero (cairo_t *cr,
           int      frame)
{
  double jump = get_jump (frame);
  double swing = jump >= 0 ? 22 : 30 * sin (frame * 0.63);
  double y = get_hero_y (frame);
  double shadow = 1 - (GROUND_Y - y) / (JUMP_HEIGHT * 1.3);

  set_colour (cr, 0x140b28, 0.42 * shadow);
  add_ellipse (cr, HERO_X + 4, GROUND_Y + 8, 84 * shadow, 12 * shadow);
  cairo_fill (cr);

  cairo_save (cr);
  cairo_translate (cr, HERO_X, y + 12);
  if (jump >= 0)
    cairo_rotate (cr, (jump - 0.5) * 0.5);

  draw_tail (cr, sin (frame * 0.4));
  draw_leg (cr, -30, -swing, 0xb54f1b);
  draw_leg (cr, 34, swing, 0xb54f1b);
  set_colour (cr, 0xf58a3c, 1);
  add_ellipse (cr, 0, -66, 66, 40);
  cairo_fill (cr);
  set_colour (cr, 0xfff4e6, 1);
  add_ellipse (cr, 14, -52, 42, 22);
  cairo_fill (cr);
  draw_leg (cr, -40, swing, 0xe8722c);
  draw_leg (cr, 26, -swing, 0xe8722c);
  draw_scarf (cr, frame);
  draw_head (cr, frame % 74 < 4);
  cairo_restore (cr);
}

/* Digits of 3 by 5, a row an octal digit, so that no font is needed. */
static void
draw_number (cairo_t *cr,
             double   x,
             double   y,
             int      number)
{
  static const int digits[10] = { 075557, 026227, 071747, 071717, 055711, 074717, 074757, 071111, 075757, 075717 };
  char             text[8];

  g_snprintf (text, sizeof text, "%03d", number);
  for (int i = 0; text[i] != '\0'; i++, x += 34)
    for (int row = 0; row < 5; row++)
      for (int column = 0; column < 3; column++)
        if (digits[text[i] - '0'] >> (3 * (4 - row) + 2 - column) & 1)
          cairo_rectangle (cr, x + column * 9, y + row * 9, 9.5, 9.5);
  cairo_fill (cr);
}

static void
draw_heart (cairo_t *cr,
            double   x,
            double   y)
{
  cairo_move_to (cr, x, y + 34);
  cairo_curve_to (cr, x - 42, y + 6, x - 26, y - 22, x, y - 2);
  cairo_curve_to (cr, x + 26, y - 22, x + 42, y + 6, x, y + 34);
  cairo_fill (cr);
}

static void
draw_display (World   *self,
              cairo_t *cr,
              int      frame)
{
  int picked = 0;

  for (int bar = 0; bar < N_BARS; bar++)
    for (int coin = 0; coin < COINS_PER_BAR; coin++)
      picked += coin_frame (bar, coin) <= frame;

  set_colour (cr, 0x140b28, 0.45);
  add_rounded (cr, 36, 34, 216, 76, 38);
  add_rounded (cr, SAMPLE_WIDTH - 262, 34, 226, 76, 38);
  add_rounded (cr, 660, 52, 600, 26, 13);
  cairo_fill (cr);

  for (int i = 0; i < 3; i++)
    {
      set_colour (cr, i < 2 || frame > 300 ? 0xff5d7a : 0x6b3a5c, 1);
      draw_heart (cr, 86 + i * 58, 60);
    }

  set_colour (cr, 0x2fe0d4, 1);
  add_rounded (cr, 664, 56, 40 + 552.0 * frame / SAMPLE_FRAMES, 18, 9);
  cairo_fill (cr);

  cairo_set_source_surface (cr, self->coin[0], SAMPLE_WIDTH - 254, 36);
  cairo_paint (cr);
  set_colour (cr, 0xffffff, 1);
  draw_number (cr, SAMPLE_WIDTH - 164, 50, 112 + picked);
}

void
world_draw (World   *self,
            cairo_t *cr,
            int      frame)
{
  cairo_set_source_surface (cr, self->sky, 0, 0);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);

  for (int i = 0; i < N_LAYERS; i++)
    draw_layer (&self->layers[i], cr, frame);

  for (int bar = 0; bar < N_BARS + 1; bar++)
    draw_obstacle (cr, bar, frame);

  draw_coins (self, cr, frame);
  draw_hero (cr, frame);
  draw_display (self, cr, frame);
}

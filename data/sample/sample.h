/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The sample clip: a game made up for it, a made-up streamer in the corner, and
 * a tune. All is drawn and composed here. */
#define SAMPLE_WIDTH 1920
#define SAMPLE_HEIGHT 1080
#define SAMPLE_RATE 30
#define SAMPLE_FRAMES 480
#define SAMPLE_SOUND_RATE 48000

/* The camera's part of the picture: where CW_LAYOUT_FACECAM looks for it by
 * itself (src/model/cw-layout.c). */
#define CAMERA_X 0
#define CAMERA_Y 778
#define CAMERA_WIDTH 480
#define CAMERA_HEIGHT 302

/* A bar of the tune is as long as the hero's way from one crystal to the next. */
#define BAR_FRAMES 60
#define N_BARS (SAMPLE_FRAMES / BAR_FRAMES)
#define JUMP_START 14
#define JUMP_FRAMES 32
#define COINS_PER_BAR 5

typedef struct _World  World;
typedef struct _Camera Camera;

World *world_new (void);
void   world_free (World *self);
void   world_draw (World   *self,
                   cairo_t *cr,
                   int      frame);

Camera *camera_new (void);
void    camera_free (Camera *self);
void    camera_draw (Camera  *self,
                     cairo_t *cr,
                     int      frame);

/* When the coin is picked up. */
static inline int
coin_frame (int bar,
            int coin)
{
  return bar * BAR_FRAMES + JUMP_START + 2 + coin * (JUMP_FRAMES - 4) / (COINS_PER_BAR - 1);
}

/* How far the hero is in the jump, from 0 to 1, or below 0 on the ground. */
static inline double
get_jump (int frame)
{
  int at = frame % BAR_FRAMES - JUMP_START;

  return at >= 0 && at <= JUMP_FRAMES ? (double) at / JUMP_FRAMES : -1;
}

float *sound_make (gsize *n_frames);

static inline void
set_colour (cairo_t *cr,
            guint32  rgb,
            double   alpha)
{
  cairo_set_source_rgba (cr, (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, alpha);
}

static inline void
add_stop (cairo_pattern_t *pattern,
          double           at,
          guint32          rgb,
          double           alpha)
{
  cairo_pattern_add_color_stop_rgba (pattern, at, (rgb >> 16) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0, alpha);
}

/* The axes lie along the picture's. */
static inline void
add_ellipse (cairo_t *cr,
             double   x,
             double   y,
             double   rx,
             double   ry)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, rx, ry);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
}

static inline void
add_rounded (cairo_t *cr,
             double   x,
             double   y,
             double   width,
             double   height,
             double   radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_LAYOUT (cw_layout_get_type ())
#define CW_TYPE_LAYOUT_KIND (cw_layout_kind_get_type ())

/**
 * CwLayoutKind:
 * @CW_LAYOUT_ORIGINAL: the whole picture, bars where the canvas has another shape
 * @CW_LAYOUT_FILL: fills the canvas, cutting off what does not fit, around @focus
 * @CW_LAYOUT_BLURRED: the whole picture over a blurred copy that fills the canvas
 * @CW_LAYOUT_FACECAM: the camera's region above the gameplay's region
 *
 * The nicks, as on the command line and in files, are "original", "fill",
 * "blurred" and "facecam".
 */
typedef enum
{
  CW_LAYOUT_ORIGINAL,
  CW_LAYOUT_FILL,
  CW_LAYOUT_BLURRED,
  CW_LAYOUT_FACECAM,
} CwLayoutKind;

/**
 * CwRegion:
 * @x: left edge
 * @y: top edge
 * @width: width
 * @height: height
 *
 * A part of a picture, each number a share of the picture's size from 0 to 1.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} CwRegion;

/**
 * CwLayout:
 * @kind: how the picture is placed
 * @focus_x: for %CW_LAYOUT_FILL, the horizontal share of what is cut off that is on the left: 0.5 is the centre
 * @focus_y: the same from the top
 * @camera: for %CW_LAYOUT_FACECAM, where the streamer's face is
 * @gameplay: for %CW_LAYOUT_FACECAM, where the game is
 * @camera_share: for %CW_LAYOUT_FACECAM, how much of the canvas's height the camera takes
 *
 * How one source's picture lies on the canvas. A plain value.
 */
typedef struct
{
  CwLayoutKind kind;
  double       focus_x;
  double       focus_y;
  CwRegion     camera;
  CwRegion     gameplay;
  double       camera_share;
} CwLayout;

/* A rectangle in px. */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
} CwRectangle;

/**
 * CwLayer:
 * @source: the part of the source's shown picture, px
 * @destination: where on the canvas it is scaled to, px, always within the canvas
 * @blur: how strong it is blurred: the radius in px at the canvas's size, 0 for not at all
 *
 * One blit. Layers are in z-order, the lowest first.
 */
typedef struct
{
  CwRectangle source;
  CwRectangle destination;
  double      blur;
} CwLayer;

#define CW_LAYOUT_MOST_LAYERS 2

GType       cw_layout_kind_get_type (void);
const char *cw_layout_kind_get_nick (CwLayoutKind kind);
gboolean    cw_layout_kind_from_nick (const char   *nick,
                                      CwLayoutKind *kind);

GType     cw_layout_get_type (void);
CwLayout  cw_layout_default (CwLayoutKind kind);
CwLayout *cw_layout_copy (const CwLayout *self);
void      cw_layout_free (CwLayout *self);
gboolean  cw_layout_equal (const CwLayout *a,
                           const CwLayout *b);
CwLayout  cw_layout_clamp (const CwLayout *self);
guint     cw_layout_resolve (const CwLayout *self,
                             int             source_width,
                             int             source_height,
                             int             canvas_width,
                             int             canvas_height,
                             CwLayer         layers[CW_LAYOUT_MOST_LAYERS]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwLayout, cw_layout_free)

G_END_DECLS

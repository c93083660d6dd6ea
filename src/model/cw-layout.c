/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-layout.h"

#include <math.h>

/* How small a region may get, and how little of the canvas a band may take. */
#define LEAST_REGION 0.02
#define LEAST_SHARE 0.1

/* The blur's radius, as a share of the canvas's shorter side. */
#define BLUR (1.0 / 30)

static const char *const nicks[] = {
  [CW_LAYOUT_ORIGINAL] = "original",
  [CW_LAYOUT_FILL] = "fill",
  [CW_LAYOUT_BLURRED] = "blurred",
  [CW_LAYOUT_FACECAM] = "facecam",
};

GType
cw_layout_kind_get_type (void)
{
  static GType            type;
  static const GEnumValue values[] = {
    { CW_LAYOUT_ORIGINAL, "CW_LAYOUT_ORIGINAL", "original" },
    { CW_LAYOUT_FILL, "CW_LAYOUT_FILL", "fill" },
    { CW_LAYOUT_BLURRED, "CW_LAYOUT_BLURRED", "blurred" },
    { CW_LAYOUT_FACECAM, "CW_LAYOUT_FACECAM", "facecam" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter_pointer (&type))
    g_once_init_leave_pointer (&type, g_enum_register_static ("CwLayoutKind", values));

  return type;
}

G_DEFINE_BOXED_TYPE (CwLayout, cw_layout, cw_layout_copy, cw_layout_free)

/**
 * cw_layout_kind_get_nick:
 * @kind: a kind
 *
 * Returns: its name in files and on the command line
 */
const char *
cw_layout_kind_get_nick (CwLayoutKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}

/**
 * cw_layout_kind_from_nick:
 * @nick: (nullable): a name
 * @kind: (out): the kind of that name, untouched where there is none
 *
 * Returns: whether @nick names a kind
 */
gboolean
cw_layout_kind_from_nick (const char   *nick,
                          CwLayoutKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      {
        *kind = (CwLayoutKind) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * cw_layout_default:
 * @kind: a kind
 *
 * Most streamers have their camera in the bottom left corner at a quarter of the
 * picture's width, and what matters of the game is in the middle. Both regions
 * have nearly the shape of their band on a 9:16 canvas, so little of them is cut.
 *
 * Returns: a layout of @kind that suits a 16:9 source without asking anybody
 */
CwLayout
cw_layout_default (CwLayoutKind kind)
{
  return (CwLayout) {
    .kind = kind,
    .focus_x = 0.5,
    .focus_y = 0.5,
    .camera = { 0, 0.72, 0.25, 0.28 },
    .gameplay = { 0.25, 0, 0.5, 1 },
    .camera_share = 0.35,
  };
}

/**
 * cw_layout_copy:
 * @self: a layout
 *
 * Returns: (transfer full): another of the same content
 */
CwLayout *
cw_layout_copy (const CwLayout *self)
{
  return g_memdup2 (self, sizeof *self);
}

void
cw_layout_free (CwLayout *self)
{
  g_free (self);
}

static gboolean
regions_equal (const CwRegion *a,
               const CwRegion *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

/**
 * cw_layout_equal:
 * @a: a layout
 * @b: another
 *
 * Returns: whether all of their numbers are the same
 */
gboolean
cw_layout_equal (const CwLayout *a,
                 const CwLayout *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, a == b);

  return a->kind == b->kind && a->focus_x == b->focus_x && a->focus_y == b->focus_y && a->camera_share == b->camera_share && regions_equal (&a->camera, &b->camera) && regions_equal (&a->gameplay, &b->gameplay);
}

/* What is no number falls to LEAST. */
static double
clamp (double value,
       double least,
       double most)
{
  return value >= least ? MIN (value, most) : least;
}

static CwRegion
clamp_region (const CwRegion *region)
{
  double width = clamp (region->width, LEAST_REGION, 1);
  double height = clamp (region->height, LEAST_REGION, 1);

  return (CwRegion) { clamp (region->x, 0, 1 - width), clamp (region->y, 0, 1 - height), width, height };
}

/**
 * cw_layout_clamp:
 * @self: a layout with any numbers
 *
 * Returns: the nearest layout whose regions lie within the picture and are not
 *   too small to take hold of, and whose shares leave something of both bands
 */
CwLayout
cw_layout_clamp (const CwLayout *self)
{
  g_return_val_if_fail (self != NULL, cw_layout_default (CW_LAYOUT_ORIGINAL));

  return (CwLayout) {
    .kind = (guint) self->kind < G_N_ELEMENTS (nicks) ? self->kind : CW_LAYOUT_ORIGINAL,
    .focus_x = clamp (self->focus_x, 0, 1),
    .focus_y = clamp (self->focus_y, 0, 1),
    .camera = clamp_region (&self->camera),
    .gameplay = clamp_region (&self->gameplay),
    .camera_share = clamp (self->camera_share, LEAST_SHARE, 1 - LEAST_SHARE),
  };
}

/* The even number nearest to VALUE, from 2 to the even MOST. */
static int
round_even (double value,
            int    most)
{
  return (int) clamp (2 * floor (value / 2 + 0.5), 2, most);
}

/* One side of a crop: LENGTH from START of SIZE px, both made even, since a
 * chroma sample is for two px. What is nearly all of SIZE is all of it, and a
 * side too short for two px is taken whole. */
static void
crop_side (double start,
           double length,
           int    size,
           int   *crop_start,
           int   *crop_length)
{
  int even = size & ~1;

  if (size < 2 || length >= size - 1)
    {
      *crop_start = 0;
      *crop_length = size;
      return;
    }

  *crop_length = round_even (length, even);
  *crop_start = (int) clamp (2 * floor (start / 2 + 0.5), 0, even - *crop_length);
}

/* The largest part of REGION that has the shape of WIDTH x HEIGHT. */
static CwRectangle
cover (const CwRegion *region,
       int             source_width,
       int             source_height,
       int             width,
       int             height,
       double          focus_x,
       double          focus_y)
{
  double      region_width = region->width * source_width;
  double      region_height = region->height * source_height;
  double      crop_width = MIN (region_width, region_height * width / height);
  double      crop_height = MIN (region_height, region_width * height / width);
  double      x = region->x * source_width + (region_width - crop_width) * focus_x;
  double      y = region->y * source_height + (region_height - crop_height) * focus_y;
  CwRectangle crop;

  crop_side (x, crop_width, source_width, &crop.x, &crop.width);
  crop_side (y, crop_height, source_height, &crop.y, &crop.height);

  return crop;
}

/* The whole source in the middle of the canvas, as large as it may be. */
static CwLayer
fit (int source_width,
     int source_height,
     int canvas_width,
     int canvas_height)
{
  double scale = MIN ((double) canvas_width / source_width, (double) canvas_height / source_height);
  int    width = round_even (source_width * scale, canvas_width);
  int    height = round_even (source_height * scale, canvas_height);

  /* A canvas made for an odd source: rather lose a row than soften them all. */
  if ((source_width & ~1) == canvas_width && (source_height & ~1) == canvas_height)
    return (CwLayer) { { 0, 0, canvas_width, canvas_height }, { 0, 0, canvas_width, canvas_height }, 0 };

  return (CwLayer) {
    { 0, 0, source_width, source_height },
    { ((canvas_width - width) / 2) & ~1, ((canvas_height - height) / 2) & ~1, width, height },
    0,
  };
}

/**
 * cw_layout_resolve:
 * @self: a layout with any numbers
 * @source_width: px of the picture as shown, above 0
 * @source_height: px of the picture as shown, above 0
 * @canvas_width: px, at least 4
 * @canvas_height: px, at least 4
 * @layers: (out): what to draw, the lowest first
 *
 * Says where the picture lies on the canvas, by arithmetic alone.
 *
 * Every destination is even in place and size, as 4:2:0 pictures need, and so is
 * every crop of a source, unless it is all of an odd size. Nothing is ever
 * outside of the source or of the canvas. Crops keep the picture's proportions
 * as far as whole px allow. An odd canvas is used but for its last row or column.
 *
 * Returns: how many of @layers were set, at least 1
 */
guint
cw_layout_resolve (const CwLayout *self,
                   int             source_width,
                   int             source_height,
                   int             canvas_width,
                   int             canvas_height,
                   CwLayer         layers[CW_LAYOUT_MOST_LAYERS])
{
  const CwRegion whole = { 0, 0, 1, 1 };
  CwLayout       layout;
  int            width = canvas_width & ~1;
  int            height = canvas_height & ~1;
  int            share;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (source_width > 0 && source_height > 0, 0);
  g_return_val_if_fail (canvas_width >= 4 && canvas_height >= 4, 0);

  layout = cw_layout_clamp (self);

  switch (layout.kind)
    {
    case CW_LAYOUT_ORIGINAL:
      layers[0] = fit (source_width, source_height, width, height);
      return 1;

    case CW_LAYOUT_FILL:
      layers[0] = (CwLayer) { cover (&whole, source_width, source_height, width, height, layout.focus_x, layout.focus_y), { 0, 0, width, height }, 0 };
      return 1;

    case CW_LAYOUT_BLURRED:
      layers[1] = fit (source_width, source_height, width, height);
      layers[0] = (CwLayer) { cover (&whole, source_width, source_height, width, height, 0.5, 0.5), { 0, 0, width, height }, MIN (width, height) * BLUR };

      /* Nothing of the background would be seen. */
      if (layers[1].destination.width == width && layers[1].destination.height == height)
        {
          layers[0] = layers[1];
          return 1;
        }
      return 2;

    case CW_LAYOUT_FACECAM:
      share = round_even (height * layout.camera_share, height - 2);
      layers[0] = (CwLayer) { cover (&layout.camera, source_width, source_height, width, share, 0.5, 0.5), { 0, 0, width, share }, 0 };
      layers[1] = (CwLayer) { cover (&layout.gameplay, source_width, source_height, width, height - share, 0.5, 0.5), { 0, share, width, height - share }, 0 };
      return 2;
    }

  g_return_val_if_reached (0);
}

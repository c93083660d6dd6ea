/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crop-outline.h"

#include <math.h>

#define KNOB 5
#define LINE 2

static void
append_knob (GtkSnapshot   *snapshot,
             const GdkRGBA *colour,
             double         x,
             double         y)
{
  graphene_rect_t outer = GRAPHENE_RECT_INIT ((float) x - KNOB, (float) y - KNOB, 2 * KNOB, 2 * KNOB);
  GskRoundedRect  rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &outer, KNOB);
  gtk_snapshot_append_outset_shadow (snapshot, &rounded, &(GdkRGBA) { 0, 0, 0, 0.4f }, 0, 1, 0, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &outer);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rounded,
                              (float[]) { LINE, LINE, LINE, LINE },
                              (GdkRGBA[]) { *colour, *colour, *colour, *colour });
}

static void
append_knobs (const CwCropOutline *self,
              GtkSnapshot         *snapshot)
{
  const graphene_rect_t *box = &self->box;

  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      {
        /* Corners always, the edges' middles where there is room. */
        gboolean corner = row != 1 && column != 1;
        gboolean room = row == 1 ? box->size.height > 72 : box->size.width > 72;

        if ((row == 1 && column == 1) || (!corner && !room))
          continue;

        append_knob (snapshot, &self->colour,
                     box->origin.x + box->size.width * column / 2,
                     box->origin.y + box->size.height * row / 2);
      }
}

static void
append_thirds (GtkSnapshot           *snapshot,
               const graphene_rect_t *box)
{
  GdkRGBA colour = { 1, 1, 1, 0.5f };

  for (int i = 1; i < 3; i++)
    {
      float x = roundf (box->origin.x + box->size.width * (float) i / 3);
      float y = roundf (box->origin.y + box->size.height * (float) i / 3);

      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (x, box->origin.y, 1, box->size.height));
      gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (box->origin.x, y, box->size.width, 1));
    }
}

static void
append_title (const CwCropOutline *self,
              GtkSnapshot         *snapshot)
{
  GskRoundedRect  pill;
  graphene_rect_t rect;
  int             width;
  int             height;

  pango_layout_get_pixel_size (self->title, &width, &height);
  if (width + 20 > self->box.size.width || height + 14 > self->box.size.height)
    return;

  rect = GRAPHENE_RECT_INIT (self->box.origin.x + 6, self->box.origin.y + 6, (float) width + 12, (float) height + 4);
  gsk_rounded_rect_init_from_rect (&pill, &rect, ((float) height + 4) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &self->colour, &rect);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect.origin.x + 6, rect.origin.y + 2));
  gtk_snapshot_append_layout (snapshot, self->title, &(GdkRGBA) { 1, 1, 1, 1 });
  gtk_snapshot_restore (snapshot);
}

static void
append_line (GtkSnapshot           *snapshot,
             const graphene_rect_t *rect,
             const GdkRGBA         *colour,
             float                  width)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, 2);
  gtk_snapshot_append_border (snapshot, &rounded,
                              (float[]) { width, width, width, width },
                              (GdkRGBA[]) { *colour, *colour, *colour, *colour });
}

/**
 * cw_crop_outline_append:
 * @self: what to draw
 * @snapshot: what to draw on
 *
 * Draws the line around a crop box with all that is on it.
 */
void
cw_crop_outline_append (const CwCropOutline *self,
                        GtkSnapshot         *snapshot)
{
  graphene_rect_t ring = self->box;

  if (self->thirds)
    append_thirds (snapshot, &self->box);

  /* A white ring around the coloured line is seen on any picture. */
  graphene_rect_inset (&ring, -LINE, -LINE);
  if (self->focused)
    append_line (snapshot, &ring, &(GdkRGBA) { 1, 1, 1, 1 }, LINE);

  append_line (snapshot, &self->box, &self->colour, self->focused || self->thirds ? LINE + 1 : LINE);
  append_title (self, snapshot);

  if (self->knobs)
    append_knobs (self, snapshot);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-layout-icon.h"
#include "cw-region-colours.h"

#define WIDTH 36
#define HEIGHT 64
#define RADIUS 5

/* px of the canvas that is drawn for each px of the model's: it rounds to even ones. */
#define FINE 20

/**
 * CwLayoutIcon:
 *
 * What a layout does with a picture. It asks the model where the layers lie, so
 * it shows what the composer will do.
 */
struct _CwLayoutIcon
{
  GtkWidget parent_instance;

  CwLayoutKind kind;
};

typedef enum
{
  PROP_KIND = 1,
} CwLayoutIconProperty;

static GParamSpec *properties[PROP_KIND + 1];

G_DEFINE_FINAL_TYPE (CwLayoutIcon, cw_layout_icon, GTK_TYPE_WIDGET)

static void
append_disc (GtkSnapshot   *snapshot,
             const GdkRGBA *colour,
             float          x,
             float          y,
             float          radius)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);
  GskRoundedRect  disc;

  gsk_rounded_rect_init_from_rect (&disc, &rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, colour, &rect);
  gtk_snapshot_pop (snapshot);
}

/* Head and shoulders. */
static void
append_person (GtkSnapshot           *snapshot,
               const graphene_rect_t *rect)
{
  GdkRGBA white = { 1, 1, 1, 0.95f };
  float   x = rect->origin.x + rect->size.width / 2;
  float   bottom = rect->origin.y + rect->size.height;

  gtk_snapshot_push_clip (snapshot, rect);
  append_disc (snapshot, &white, x, bottom - 11, 4);
  append_disc (snapshot, &white, x, bottom + 2, 8);
  gtk_snapshot_pop (snapshot);
}

/* Sun and hills, as in every icon of a picture. */
static void
append_landscape (GtkSnapshot           *snapshot,
                  const graphene_rect_t *rect,
                  const GdkRGBA         *colour)
{
  float bottom = rect->origin.y + rect->size.height;
  float x = rect->origin.x + rect->size.width / 2;
  float rise = rect->size.height / 6;

  gtk_snapshot_push_clip (snapshot, rect);
  append_disc (snapshot, colour, x + 8, rect->origin.y + MAX (rect->size.height / 4, 6), MIN (3 + rise / 3, 5));
  append_disc (snapshot, colour, x - 8, bottom + 8, 12 + rise);
  append_disc (snapshot, colour, x + 9, bottom + 8, 10 + rise / 2);
  gtk_snapshot_pop (snapshot);
}

static void
append_layer (CwLayoutIcon  *self,
              GtkSnapshot   *snapshot,
              const CwLayer *layer,
              guint          position)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) layer->destination.x / FINE,
                                             (float) layer->destination.y / FINE,
                                             (float) layer->destination.width / FINE,
                                             (float) layer->destination.height / FINE);
  GdkRGBA         colour;
  GdkRGBA         hill = { 1, 1, 1, 0.45f };

  gtk_widget_get_color (GTK_WIDGET (self), &colour);

  if (self->kind == CW_LAYOUT_FACECAM)
    {
      colour = position == 0 ? CW_CAMERA_COLOUR : CW_GAMEPLAY_COLOUR;
      gtk_snapshot_append_color (snapshot, &colour, &rect);
      if (position == 0)
        append_person (snapshot, &rect);
      else
        append_landscape (snapshot, &rect, &hill);
      return;
    }

  colour.alpha *= layer->blur > 0 ? 0.18f : 0.5f;
  gtk_snapshot_append_color (snapshot, &colour, &rect);
  if (layer->blur <= 0)
    append_landscape (snapshot, &rect, &hill);
}

static void
cw_layout_icon_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  CwLayoutIcon   *self = CW_LAYOUT_ICON (widget);
  CwLayout        layout = cw_layout_default (self->kind);
  CwLayer         layers[CW_LAYOUT_MOST_LAYERS];
  guint           n_layers = cw_layout_resolve (&layout, 1920, 1080, WIDTH * FINE, HEIGHT * FINE, layers);
  graphene_rect_t canvas = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  GskRoundedRect  outline;
  GdkRGBA         colour;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((gtk_widget_get_width (widget) - WIDTH) / 2),
                                                          (float) ((gtk_widget_get_height (widget) - HEIGHT) / 2)));

  gtk_widget_get_color (widget, &colour);
  colour.alpha *= 0.15f;

  gsk_rounded_rect_init_from_rect (&outline, &canvas, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &colour, &canvas);
  for (guint i = 0; i < n_layers; i++)
    append_layer (self, snapshot, &layers[i], i);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 1, 1, 1, 1 },
                              (GdkRGBA[]) { colour, colour, colour, colour });
  gtk_snapshot_restore (snapshot);
}

static void
cw_layout_icon_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
cw_layout_icon_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  switch ((CwLayoutIconProperty) id)
    {
    case PROP_KIND:
      g_value_set_enum (value, CW_LAYOUT_ICON (object)->kind);
      break;
    }
}

static void
cw_layout_icon_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((CwLayoutIconProperty) id)
    {
    case PROP_KIND:
      CW_LAYOUT_ICON (object)->kind = g_value_get_enum (value);
      break;
    }
}

static void
cw_layout_icon_class_init (CwLayoutIconClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = cw_layout_icon_get_property;
  object_class->set_property = cw_layout_icon_set_property;
  widget_class->measure = cw_layout_icon_measure;
  widget_class->snapshot = cw_layout_icon_snapshot;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, CW_TYPE_LAYOUT_KIND, CW_LAYOUT_ORIGINAL,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "layouticon");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_layout_icon_init (CwLayoutIcon *self)
{
}

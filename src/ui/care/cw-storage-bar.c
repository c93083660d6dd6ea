/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-storage-bar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define HEIGHT 18
#define RADIUS 9
#define GAP 2

/* What is too little to be seen still is a line. */
#define LEAST 3

/**
 * CwStorageBar:
 *
 * How large each part of a whole is, as parts of a bar.
 */
struct _CwStorageBar
{
  GtkWidget parent_instance;

  GPtrArray *uses; /* nullable: those that are shown */
};

G_DEFINE_FINAL_TYPE (CwStorageBar, cw_storage_bar, GTK_TYPE_WIDGET)

/* Those of the palette that differ in light and in dark. */
static const char *const colours[] = {
  [CW_STORAGE_WATCHED] = "#c061cb",
  [CW_STORAGE_PICTURES] = "#9141ac",
  [CW_STORAGE_PREVIEWS] = "#dc8add",
  [CW_STORAGE_THUMBNAILS] = "#813d9c",
  [CW_STORAGE_TRASH] = "#e01b24",
  [CW_STORAGE_MEDIA] = "#3584e4",
  [CW_STORAGE_CHANNEL] = "#3584e4",
  [CW_STORAGE_UNUSED] = "#ff7800",
  [CW_STORAGE_PROJECTS] = "#33d17a",
  [CW_STORAGE_DATABASE] = "#f6d32d",
  [CW_STORAGE_BACKUPS] = "#986a44",
  [CW_STORAGE_EXPORTS] = "#2190a4",
};

/**
 * cw_storage_bar_get_colour:
 * @kind: what takes space
 * @colour: (out): the colour that it has in the bar
 */
void
cw_storage_bar_get_colour (CwStorageKind kind,
                           GdkRGBA      *colour)
{
  g_return_if_fail ((guint) kind < G_N_ELEMENTS (colours) && colour != NULL);

  gdk_rgba_parse (colour, colours[kind]);
}

/**
 * cw_storage_bar_set_uses:
 * @self: a bar
 * @uses: (element-type CwStorageUse): what takes space
 *
 * Shows those of @uses, but for channels, which are parts of the media.
 */
void
cw_storage_bar_set_uses (CwStorageBar *self,
                         GPtrArray    *uses)
{
  g_return_if_fail (CW_IS_STORAGE_BAR (self));
  g_return_if_fail (uses != NULL);

  g_clear_pointer (&self->uses, g_ptr_array_unref);
  self->uses = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < uses->len; i++)
    if (cw_storage_use_get_kind (uses->pdata[i]) != CW_STORAGE_CHANNEL && cw_storage_use_get_size (uses->pdata[i]) > 0)
      g_ptr_array_add (self->uses, g_object_ref (uses->pdata[i]));

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
cw_storage_bar_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
}

static void
snapshot_parts (CwStorageBar *self,
                GtkSnapshot  *snapshot,
                float         width)
{
  guint  n = self->uses->len;
  float  room = width - (float) ((n - 1) * GAP) - (float) (n * LEAST);
  double total = 0;
  float  x = 0;

  for (guint i = 0; i < n; i++)
    total += (double) cw_storage_use_get_size (self->uses->pdata[i]);

  for (guint i = 0; i < n; i++)
    {
      float           part = LEAST + MAX (room, 0) * (float) ((double) cw_storage_use_get_size (self->uses->pdata[i]) / total);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x - part : x, 0, part, HEIGHT);
      GdkRGBA         colour;

      cw_storage_bar_get_colour (cw_storage_use_get_kind (self->uses->pdata[i]), &colour);
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
      x += part + GAP;
    }
}

static void
cw_storage_bar_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  CwStorageBar  *self = CW_STORAGE_BAR (widget);
  float          width = (float) gtk_widget_get_width (widget);
  GskRoundedRect outline;
  GdkRGBA        ground;

  gtk_widget_get_color (widget, &ground);
  ground.alpha *= 0.1f;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, HEIGHT), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->uses == NULL || self->uses->len == 0)
    gtk_snapshot_append_color (snapshot, &ground, &outline.bounds);
  else
    snapshot_parts (self, snapshot, width);
  gtk_snapshot_pop (snapshot);
}

static void
cw_storage_bar_finalize (GObject *object)
{
  g_clear_pointer (&CW_STORAGE_BAR (object)->uses, g_ptr_array_unref);

  G_OBJECT_CLASS (cw_storage_bar_parent_class)->finalize (object);
}

static void
cw_storage_bar_class_init (CwStorageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_storage_bar_finalize;
  widget_class->measure = cw_storage_bar_measure;
  widget_class->snapshot = cw_storage_bar_snapshot;

  /* The rows below say all of it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_storage_bar_init (CwStorageBar *self)
{
}

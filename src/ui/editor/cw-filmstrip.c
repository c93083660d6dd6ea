/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-filmstrip.h"
#include "cw-texture.h"

#include "cw-thumbnail.h"

#include "cw-async.h"
#include "cw-error.h"

#include <math.h>

#define HEIGHT 56
#define N_PICTURES 24

/**
 * CwFilmstrip:
 *
 * Pictures of a file from its start to its end, side by side.
 */
struct _CwFilmstrip
{
  GtkWidget parent_instance;

  char      *path;
  GPtrArray *textures;
  DexFuture *loading;
};

G_DEFINE_FINAL_TYPE (CwFilmstrip, cw_filmstrip, GTK_TYPE_WIDGET)

/* Runs outside of any fiber, and only while this widget owns the future. */
static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  CwFilmstrip *self = CW_FILMSTRIP (data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  GPtrArray    *images = value != NULL ? g_value_get_boxed (value) : NULL;

  /* Without pictures the strip stays plain: what is wrong with the file the
   * preview says. */
  if (images == NULL)
    {
      g_debug ("No filmstrip of %s: %s", self->path, error != NULL ? error->message : "nothing came");
      return dex_future_new_false ();
    }

  g_ptr_array_set_size (self->textures, 0);
  for (guint i = 0; i < images->len; i++)
    g_ptr_array_add (self->textures, cw_texture_new_for_image (g_ptr_array_index (images, i)));

  gtk_widget_queue_draw (GTK_WIDGET (self));
  return dex_future_new_true ();
}

/**
 * cw_filmstrip_set_path:
 * @self: a filmstrip
 * @path: (nullable): the file to show
 */
void
cw_filmstrip_set_path (CwFilmstrip *self,
                       const char  *path)
{
  g_return_if_fail (CW_IS_FILMSTRIP (self));

  if (!g_set_str (&self->path, path))
    return;

  dex_clear (&self->loading);
  g_ptr_array_set_size (self->textures, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (path != NULL)
    self->loading = dex_future_finally (cw_filmstrip_load (path, N_PICTURES, 2 * HEIGHT), on_loaded, self, NULL);
}

/**
 * cw_filmstrip_find_picture:
 * @x: the left end of a slot on the strip, px
 * @width: the strip's, px
 * @slot: a slot's width, px
 * @n_pictures: how many pictures there are, evenly over the strip
 *
 * Returns: the number of the picture to show in the slot: the one of its middle
 */
int
cw_filmstrip_find_picture (double x,
                           double width,
                           double slot,
                           int    n_pictures)
{
  g_return_val_if_fail (n_pictures > 0, 0);

  if (width <= 0)
    return 0;

  return CLAMP ((int) ((x + slot / 2) / width * n_pictures), 0, n_pictures - 1);
}

static void
cw_filmstrip_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 64;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 320;
}

static void
cw_filmstrip_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  CwFilmstrip    *self = CW_FILMSTRIP (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  GdkTexture     *first = self->textures->len > 0 ? g_ptr_array_index (self->textures, 0) : NULL;
  float           slot;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.12f, 0.12f, 0.13f, 1 }, &area);
  if (first == NULL)
    return;

  slot = ceilf (area.size.height * (float) gdk_texture_get_width (first) / (float) gdk_texture_get_height (first));
  gtk_snapshot_push_clip (snapshot, &area);

  for (float x = 0; x < area.size.width; x += slot)
    {
      int picture = cw_filmstrip_find_picture (x, area.size.width, slot, (int) self->textures->len);

      gtk_snapshot_append_scaled_texture (snapshot, g_ptr_array_index (self->textures, picture), GSK_SCALING_FILTER_LINEAR,
                                          &GRAPHENE_RECT_INIT (x, 0, slot, area.size.height));
    }

  gtk_snapshot_pop (snapshot);
}

static void
cw_filmstrip_dispose (GObject *object)
{
  CwFilmstrip *self = CW_FILMSTRIP (object);

  dex_clear (&self->loading);

  G_OBJECT_CLASS (cw_filmstrip_parent_class)->dispose (object);
}

static void
cw_filmstrip_finalize (GObject *object)
{
  CwFilmstrip *self = CW_FILMSTRIP (object);

  g_ptr_array_unref (self->textures);
  g_free (self->path);

  G_OBJECT_CLASS (cw_filmstrip_parent_class)->finalize (object);
}

static void
cw_filmstrip_class_init (CwFilmstripClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_filmstrip_dispose;
  object_class->finalize = cw_filmstrip_finalize;
  widget_class->measure = cw_filmstrip_measure;
  widget_class->snapshot = cw_filmstrip_snapshot;

  gtk_widget_class_set_css_name (widget_class, "filmstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cw_filmstrip_init (CwFilmstrip *self)
{
  self->textures = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

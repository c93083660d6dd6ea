/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-reorder.h"

#include "cw-clip-drag.h"
#include "cw-clip-item.h"

/* Clips that are dropped between clips: a line shows where. */
typedef struct
{
  GtkWidget        *view; /* has this */
  CwClipReorderFunc func;
  gpointer          data;
  GtkWidget        *marked; /* weak: the item beside which the line is */
} Reorder;

static const char *const classes[] = { "drop-left", "drop-right", "drop-above", "drop-below", NULL };

static void
unmark (Reorder *self)
{
  for (guint i = 0; self->marked != NULL && classes[i] != NULL; i++)
    gtk_widget_remove_css_class (self->marked, classes[i]);
  g_clear_weak_pointer (&self->marked);
}

static void
reorder_free (gpointer data)
{
  unmark (data);
  g_free (data);
}

/* The item there, or whose cell is there. */
static GtkWidget *
find_item (Reorder *self,
           double   x,
           double   y)
{
  GtkWidget *picked = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);
  GtkWidget *item = picked != NULL ? gtk_widget_get_ancestor (picked, CW_TYPE_CLIP_ITEM) : NULL;

  if (item == NULL && picked != NULL && CW_IS_CLIP_ITEM (gtk_widget_get_first_child (picked)))
    item = gtk_widget_get_first_child (picked);

  return item;
}

/* Whether the place is after the item: cards are beside each other, and rows below. */
static gboolean
is_after (Reorder   *self,
          GtkWidget *item,
          gboolean   rows,
          double     x,
          double     y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (self->view, item, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;

  if (rows)
    return point.y > gtk_widget_get_height (item) / 2.0;

  return (point.x > gtk_widget_get_width (item) / 2.0) == (gtk_widget_get_direction (item) != GTK_TEXT_DIR_RTL);
}

static gboolean
shows_rows (Reorder *self)
{
  g_autofree char *layout = NULL;

  g_object_get (self->view, "layout", &layout, NULL);
  return g_strcmp0 (layout, "list") == 0;
}

static GdkDragAction
on_motion (Reorder *self,
           double   x,
           double   y)
{
  GtkWidget *item = find_item (self, x, y);
  gboolean   rows = shows_rows (self);
  gboolean   after;

  unmark (self);
  if (item == NULL)
    return GDK_ACTION_COPY;

  after = is_after (self, item, rows, x, y);
  if (rows)
    gtk_widget_add_css_class (item, after ? "drop-below" : "drop-above");
  else
    gtk_widget_add_css_class (item, after == (gtk_widget_get_direction (item) != GTK_TEXT_DIR_RTL) ? "drop-right" : "drop-left");
  g_set_weak_pointer (&self->marked, item);

  return GDK_ACTION_COPY;
}

static gboolean
on_drop (Reorder      *self,
         const GValue *value,
         double        x,
         double        y)
{
  GtkWidget *item = find_item (self, x, y);
  guint      before = g_list_model_get_n_items (G_LIST_MODEL (cw_clip_view_get_clips (CW_CLIP_VIEW (self->view))));

  if (item != NULL)
    before = cw_clip_item_get_position (CW_CLIP_ITEM (item)) + (is_after (self, item, shows_rows (self), x, y) ? 1 : 0);
  unmark (self);
  self->func (g_value_get_boxed (value), before, self->data);

  return TRUE;
}

/**
 * cw_clip_reorder_attach:
 * @view: clips whose order is the user's
 * @func: is called when clips are dropped
 * @data: for @func; has to live as long as @view
 *
 * Has clips be dropped between those of @view.
 */
void
cw_clip_reorder_attach (CwClipView       *view,
                        CwClipReorderFunc func,
                        gpointer          data)
{
  GtkDropTarget *target = gtk_drop_target_new (CW_TYPE_CLIP_SELECTION, GDK_ACTION_COPY);
  Reorder       *self = g_new0 (Reorder, 1);

  g_return_if_fail (CW_IS_CLIP_VIEW (view));

  self->view = GTK_WIDGET (view);
  self->func = func;
  self->data = data;
  g_object_set_data_full (G_OBJECT (target), "reorder", self, reorder_free);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (unmark), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (target));
}

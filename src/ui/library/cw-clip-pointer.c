/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-pointer.h"

#include "cw-clip-drag.h"
#include "cw-clip-item.h"
#include "cw-clip-marks.h"

/* What the pointer does in a list of clips, beside what GTK has it do: a click selects one
 * more while one selects, and clips are dragged. */

static CwClipMarks *
get_marks (GtkWidget *list)
{
  if (GTK_IS_GRID_VIEW (list))
    return CW_CLIP_MARKS (gtk_grid_view_get_model (GTK_GRID_VIEW (list)));

  return CW_CLIP_MARKS (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static CwClipItem *
find_item (GtkWidget *list,
           double     x,
           double     y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *item = picked != NULL ? gtk_widget_get_ancestor (picked, CW_TYPE_CLIP_ITEM) : NULL;

  /* Around the item is its cell. */
  if (item == NULL && picked != NULL && picked != list && CW_IS_CLIP_ITEM (gtk_widget_get_first_child (picked)))
    item = gtk_widget_get_first_child (picked);

  return item != NULL ? CW_CLIP_ITEM (item) : NULL;
}

static void
on_released (GtkWidget  *list,
             int         n_press,
             double      x,
             double      y,
             GtkGesture *gesture)
{
  CwClipItem        *item = find_item (list, x, y);
  GtkSelectionModel *marks = GTK_SELECTION_MODEL (get_marks (list));
  GdkModifierType    state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint              position;

  if (item == NULL || !cw_clip_item_get_selecting (item) || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    return;

  position = cw_clip_item_get_position (item);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (gtk_selection_model_is_selected (marks, position))
    gtk_selection_model_unselect_item (marks, position);
  else
    gtk_selection_model_select_item (marks, position, FALSE);
}

static GdkContentProvider *
on_drag_prepare (GtkWidget     *list,
                 double         x,
                 double         y,
                 GtkDragSource *source)
{
  CwClipItem *item = find_item (list, x, y);
  g_autoptr (GPtrArray) clips = NULL;

  if (item == NULL)
    return NULL;

  gtk_widget_activate_action (GTK_WIDGET (item), "clips.take", "u", cw_clip_item_get_position (item));
  g_object_set_data_full (G_OBJECT (source), "item", g_object_ref (item), g_object_unref);
  clips = cw_clip_marks_dup_clips (get_marks (list));

  return cw_clip_drag_new (cw_clip_marks_get_list (get_marks (list)), clips);
}

static void
on_drag_begin (GtkWidget     *list,
               GdkDrag       *drag,
               GtkDragSource *source)
{
  CwClipItem *item = g_object_get_data (G_OBJECT (source), "item");

  cw_clip_drag_set_icon (drag, cw_clip_item_get_picture (item), cw_clip_marks_count (get_marks (list)));
  g_object_set_data (G_OBJECT (source), "item", NULL);
}

/**
 * cw_clip_pointer_watch:
 * @list: a #GtkGridView or #GtkListView of #CwClipItem, whose model is a #CwClipMarks
 *
 * Has clips be selected and dragged in it.
 */
void
cw_clip_pointer_watch (GtkWidget *list)
{
  GtkGesture    *click = gtk_gesture_click_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  g_return_if_fail (GTK_IS_GRID_VIEW (list) || GTK_IS_LIST_VIEW (list));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released), list, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));

  /* Before the band that selects, which begins between the clips. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), list, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (source));
}

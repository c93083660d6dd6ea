/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-growth.h"

/* Of marks: that a view has its next frames show more. */
#define TICKING "growing"

static gboolean
on_tick (GtkWidget     *view,
         GdkFrameClock *clock,
         gpointer       data)
{
  cw_clip_marks_grow (data, FALSE);
  if (cw_clip_marks_is_growing (data))
    return G_SOURCE_CONTINUE;

  g_object_set_data (G_OBJECT (data), TICKING, NULL);
  return G_SOURCE_REMOVE;
}

static void
grow (GtkWidget   *view,
      guint        position,
      guint        removed,
      guint        added,
      CwClipMarks *marks)
{
  if (!cw_clip_marks_is_growing (marks) || g_object_get_data (G_OBJECT (marks), TICKING) != NULL)
    return;

  g_object_set_data (G_OBJECT (marks), TICKING, GINT_TO_POINTER (TRUE));
  gtk_widget_add_tick_callback (view, on_tick, g_object_ref (marks), g_object_unref);
}

/**
 * cw_clip_growth_attach:
 * @view: shows @marks
 * @marks: clips, not shown yet
 *
 * Has @view show many clips little by little, with each of its frames some more, so that
 * no frame takes long.
 */
void
cw_clip_growth_attach (GtkWidget   *view,
                       CwClipMarks *marks)
{
  g_return_if_fail (GTK_IS_WIDGET (view));
  g_return_if_fail (CW_IS_CLIP_MARKS (marks));

  cw_clip_marks_set_gradual (marks);
  g_signal_connect_object (marks, "items-changed", G_CALLBACK (grow), view, G_CONNECT_SWAPPED);
  grow (view, 0, 0, 0, marks);
}

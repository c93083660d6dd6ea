/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-stage-layout.h"
#include "cw-frame-view.h"

#include <math.h>

#define SPACING 12

/* Each gets at least this share of the width. */
#define LEAST_SHARE 0.3

/**
 * CwStageLayout:
 *
 * Two children side by side. The result, a #CwFrameView, gets as much width as
 * its picture needs at the full height, and the other one the rest.
 */
struct _CwStageLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CwStageLayout, cw_stage_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
cw_stage_layout_measure (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  int n_children = 0;

  *minimum = *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int least = 0;
      int wished = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, -1, &least, &wished, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum += least + (n_children > 0 ? SPACING : 0);
          *natural += wished + (n_children > 0 ? SPACING : 0);
        }
      else
        {
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wished);
        }
      n_children++;
    }
}

static int
find_result_width (CwFrameView *result,
                   int          width,
                   int          height)
{
  int inner = height - gtk_widget_get_margin_top (GTK_WIDGET (result)) - gtk_widget_get_margin_bottom (GTK_WIDGET (result));

  return (int) round (CLAMP (inner * cw_frame_view_get_shape (result), width * LEAST_SHARE, width * (1 - LEAST_SHARE)));
}

static void
cw_stage_layout_allocate (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *last = gtk_widget_get_last_child (widget);
  gboolean   both = first != last && gtk_widget_should_layout (first) && gtk_widget_should_layout (last);
  gboolean   mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int        result = both ? find_result_width (CW_FRAME_VIEW (last), width - SPACING, height) : width;
  int        rest = width - SPACING - result;

  if (!both)
    {
      if (gtk_widget_should_layout (first))
        gtk_widget_size_allocate (first, &(GtkAllocation) { 0, 0, width, height }, -1);
      if (gtk_widget_should_layout (last))
        gtk_widget_size_allocate (last, &(GtkAllocation) { 0, 0, width, height }, -1);
      return;
    }

  gtk_widget_size_allocate (first, &(GtkAllocation) { mirrored ? result + SPACING : 0, 0, rest, height }, -1);
  gtk_widget_size_allocate (last, &(GtkAllocation) { mirrored ? 0 : rest + SPACING, 0, result, height }, -1);
}

static void
cw_stage_layout_class_init (CwStageLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = cw_stage_layout_measure;
  layout_class->allocate = cw_stage_layout_allocate;
}

static void
cw_stage_layout_init (CwStageLayout *self)
{
}

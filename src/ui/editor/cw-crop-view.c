/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crop-view.h"
#include "cw-crop-box.h"
#include "cw-crop.h"
#include "cw-frame-view.h"
#include "cw-region-colours.h"

#include <glib/gi18n.h>
#include <math.h>

/* The least side of a region, a share of the picture. */
#define LEAST 0.05

typedef enum
{
  BOX_GAMEPLAY,
  BOX_CAMERA,
  BOX_FOCUS,
} Box;

#define N_BOXES (BOX_FOCUS + 1)

/**
 * CwCropView:
 *
 * The source's picture with a box for each part of it that the layout takes:
 * camera and gameplay, or what stays when the canvas is filled.
 */
struct _CwCropView
{
  GtkWidget parent_instance;

  CwEditor    *editor;
  CwFrameView *frame;
  CwCropBox   *boxes[N_BOXES];

  /* As it was when a box was grabbed. */
  CwRegion grabbed;
};

typedef enum
{
  PROP_EDITOR = 1,
  PROP_PREVIEW,
  PROP_SHAPE,
} CwCropViewProperty;

static GParamSpec *properties[PROP_SHAPE + 1];

G_DEFINE_FINAL_TYPE (CwCropView, cw_crop_view, GTK_TYPE_WIDGET)

static gboolean
has_box (CwCropView *self,
         Box         box)
{
  const CwLayout *layout = self->editor != NULL ? cw_editor_get_layout (self->editor) : NULL;

  if (layout == NULL)
    return FALSE;

  switch (layout->kind)
    {
    case CW_LAYOUT_ORIGINAL:
    case CW_LAYOUT_BLURRED:
      return FALSE;

    case CW_LAYOUT_FILL:
      return box == BOX_FOCUS;

    case CW_LAYOUT_FACECAM:
      return box != BOX_FOCUS;
    }

  g_assert_not_reached ();
}

/* The aspect that a box must have to fill its part of the canvas. */
static double
get_aspect (CwCropView *self,
            Box         box)
{
  CwProject      *project = cw_editor_get_project (self->editor);
  const CwLayout *layout = cw_editor_get_layout (self->editor);
  double          canvas = (double) cw_project_get_width (project) / cw_project_get_height (project);
  double          share = 1;

  switch (box)
    {
    case BOX_GAMEPLAY:
      share = 1 - layout->camera_share;
      break;

    case BOX_CAMERA:
      share = layout->camera_share;
      break;

    case BOX_FOCUS:
      break;
    }

  return cw_crop_get_aspect (canvas / CLAMP (share, 0.01, 1), cw_frame_view_get_shape (self->frame));
}

/* What is seen of the region: the composer cuts off what the band has no room for. */
static CwRegion
get_region (CwCropView *self,
            Box         box)
{
  const CwLayout *layout = cw_editor_get_layout (self->editor);
  double          aspect = get_aspect (self, box);

  switch (box)
    {
    case BOX_GAMEPLAY:
      return cw_crop_fit (layout->gameplay, aspect);

    case BOX_CAMERA:
      return cw_crop_fit (layout->camera, aspect);

    case BOX_FOCUS:
      return cw_crop_from_focus (layout->focus_x, layout->focus_y, aspect);
    }

  g_assert_not_reached ();
}

static void
set_region (CwCropView *self,
            Box         box,
            CwRegion    region)
{
  CwLayout layout = *cw_editor_get_layout (self->editor);

  switch (box)
    {
    case BOX_GAMEPLAY:
      layout.gameplay = region;
      break;

    case BOX_CAMERA:
      layout.camera = region;
      break;

    case BOX_FOCUS:
      cw_crop_to_focus (region, &layout.focus_x, &layout.focus_y);
      break;
    }

  cw_editor_set_layout (self->editor, &layout);
}

static Box
find_box (CwCropView *self,
          CwCropBox  *widget)
{
  for (Box box = 0; box < N_BOXES; box++)
    if (self->boxes[box] == widget)
      return box;

  g_assert_not_reached ();
}

static void
on_grabbed (CwCropView *self,
            CwCropBox  *widget)
{
  self->grabbed = get_region (self, find_box (self, widget));
  cw_editor_begin_drag (self->editor);
}

static void
on_dragged (CwCropView *self,
            int         edges,
            double      dx,
            double      dy,
            CwCropBox  *widget)
{
  Box             box = find_box (self, widget);
  graphene_rect_t area;

  cw_frame_view_get_area (self->frame, &area);
  if (area.size.width < 1 || area.size.height < 1)
    return;

  set_region (self, box,
              cw_crop_resize (self->grabbed, (CwCropEdges) edges,
                              dx / area.size.width, dy / area.size.height,
                              get_aspect (self, box), LEAST));
}

static void
on_nudged (CwCropView *self,
           double      dx,
           double      dy,
           CwCropBox  *widget)
{
  Box box = find_box (self, widget);

  set_region (self, box, cw_crop_move (get_region (self, box), dx / 100, dy / 100));
}

static void
on_scaled (CwCropView *self,
           double      growth,
           CwCropBox  *widget)
{
  Box box = find_box (self, widget);

  set_region (self, box, cw_crop_scale (get_region (self, box), 1 + growth / 100, LEAST));
}

/* Children are drawn and picked in order, the last one on top:
 * the smaller, so that it can always be grabbed. */
static void
order_boxes (CwCropView *self)
{
  CwRegion camera = get_region (self, BOX_CAMERA);
  CwRegion gameplay = get_region (self, BOX_GAMEPLAY);
  gboolean camera_on_top = camera.width * camera.height <= gameplay.width * gameplay.height;
  Box      upper = camera_on_top ? BOX_CAMERA : BOX_GAMEPLAY;
  Box      lower = camera_on_top ? BOX_GAMEPLAY : BOX_CAMERA;

  if (gtk_widget_get_prev_sibling (GTK_WIDGET (self->boxes[upper])) != GTK_WIDGET (self->boxes[lower]))
    gtk_widget_insert_after (GTK_WIDGET (self->boxes[upper]), GTK_WIDGET (self), GTK_WIDGET (self->boxes[lower]));
}

static void
on_released (CwCropView *self)
{
  cw_editor_end_drag (self->editor);
  order_boxes (self);
}

static void
update_boxes (CwCropView *self)
{
  for (Box box = 0; box < N_BOXES; box++)
    {
      gboolean visible = has_box (self, box);

      gtk_widget_set_child_visible (GTK_WIDGET (self->boxes[box]), visible);
      gtk_widget_set_visible (GTK_WIDGET (self->boxes[box]), visible);
      if (visible)
        cw_crop_box_set_region (self->boxes[box], get_region (self, box));
    }

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
get_box_area (CwCropView      *self,
              Box              box,
              graphene_rect_t *area)
{
  graphene_rect_t frame;
  CwRegion        region = get_region (self, box);

  cw_frame_view_get_area (self->frame, &frame);
  graphene_rect_init (area,
                      frame.origin.x + frame.size.width * (float) region.x,
                      frame.origin.y + frame.size.height * (float) region.y,
                      frame.size.width * (float) region.width,
                      frame.size.height * (float) region.height);
  graphene_rect_offset (area, CW_CROP_BOX_MARGIN, CW_CROP_BOX_MARGIN);
}

static void
allocate_box (CwCropView *self,
              Box         box)
{
  g_autoptr (GskTransform) transform = NULL;
  graphene_rect_t area;

  get_box_area (self, box, &area);
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (roundf (area.origin.x) - CW_CROP_BOX_MARGIN,
                                                                   roundf (area.origin.y) - CW_CROP_BOX_MARGIN));
  gtk_widget_allocate (GTK_WIDGET (self->boxes[box]),
                       MAX ((int) roundf (area.size.width), 1) + 2 * CW_CROP_BOX_MARGIN,
                       MAX ((int) roundf (area.size.height), 1) + 2 * CW_CROP_BOX_MARGIN,
                       -1, g_steal_pointer (&transform));
}

static void
cw_crop_view_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (CW_CROP_VIEW (widget)->frame), orientation, for_size,
                      minimum, natural, NULL, NULL);
  *minimum += 2 * CW_CROP_BOX_MARGIN;
  *natural += 2 * CW_CROP_BOX_MARGIN;
}

static void
cw_crop_view_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  CwCropView *self = CW_CROP_VIEW (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->frame),
                            &(GtkAllocation) { CW_CROP_BOX_MARGIN, CW_CROP_BOX_MARGIN,
                                               MAX (width - 2 * CW_CROP_BOX_MARGIN, 0),
                                               MAX (height - 2 * CW_CROP_BOX_MARGIN, 0) },
                            -1);

  if (self->editor == NULL)
    return;

  for (Box box = 0; box < N_BOXES; box++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->boxes[box])))
      allocate_box (self, box);
}

/* Everything but the boxes is dimmed. */
static void
append_dimming (CwCropView  *self,
                GtkSnapshot *snapshot)
{
  GdkRGBA         solid = { 0, 0, 0, 1 };
  GskRoundedRect  outline;
  graphene_rect_t area;
  graphene_rect_t hole;

  cw_frame_view_get_area (self->frame, &area);
  graphene_rect_offset (&area, CW_CROP_BOX_MARGIN, CW_CROP_BOX_MARGIN);
  gsk_rounded_rect_init_from_rect (&outline, &area, 9);

  gtk_snapshot_push_mask (snapshot, GSK_MASK_MODE_INVERTED_ALPHA);
  for (Box box = 0; box < N_BOXES; box++)
    if (has_box (self, box))
      {
        get_box_area (self, box, &hole);
        gtk_snapshot_append_color (snapshot, &solid, &hole);
      }
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.55f }, &area);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
cw_crop_view_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  CwCropView *self = CW_CROP_VIEW (widget);

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->frame), snapshot);
  if (self->editor == NULL)
    return;

  append_dimming (self, snapshot);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (child != GTK_WIDGET (self->frame))
      gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
set_editor (CwCropView *self,
            CwEditor   *editor)
{
  if (self->editor == editor)
    return;

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_set_object (&self->editor, editor);

  if (editor != NULL)
    g_signal_connect_object (editor, "notify::project", G_CALLBACK (update_boxes), self, G_CONNECT_SWAPPED);

  update_boxes (self);
  if (editor != NULL)
    order_boxes (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
cw_crop_view_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwCropView *self = CW_CROP_VIEW (object);

  switch ((CwCropViewProperty) id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_PREVIEW:
      g_value_set_object (value, cw_frame_view_get_preview (self->frame));
      break;

    case PROP_SHAPE:
      g_value_set_double (value, cw_frame_view_get_shape (self->frame));
      break;
    }
}

static void
cw_crop_view_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwCropView *self = CW_CROP_VIEW (object);

  switch ((CwCropViewProperty) id)
    {
    case PROP_EDITOR:
      set_editor (self, g_value_get_object (value));
      break;

    case PROP_PREVIEW:
      cw_frame_view_set_preview (self->frame, g_value_get_object (value));
      break;

    case PROP_SHAPE:
      cw_frame_view_set_shape (self->frame, g_value_get_double (value));
      update_boxes (self);
      break;
    }
}

static void
cw_crop_view_dispose (GObject *object)
{
  CwCropView *self = CW_CROP_VIEW (object);
  GtkWidget  *child;

  set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cw_crop_view_parent_class)->dispose (object);
}

static void
cw_crop_view_class_init (CwCropViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_crop_view_dispose;
  object_class->get_property = cw_crop_view_get_property;
  object_class->set_property = cw_crop_view_set_property;

  widget_class->measure = cw_crop_view_measure;
  widget_class->size_allocate = cw_crop_view_size_allocate;
  widget_class->snapshot = cw_crop_view_snapshot;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CW_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PREVIEW] = g_param_spec_object ("preview", NULL, NULL, CW_TYPE_PREVIEW,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHAPE] = g_param_spec_double ("shape", NULL, NULL, 0.01, 100, 16.0 / 9,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "cropview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_crop_view_init (CwCropView *self)
{
  const char   *titles[N_BOXES] = { _ ("Gameplay"), _ ("Camera"), _ ("Visible Part") };
  const GdkRGBA colours[N_BOXES] = { CW_GAMEPLAY_COLOUR, CW_CAMERA_COLOUR, CW_CAMERA_COLOUR };

  self->frame = g_object_new (CW_TYPE_FRAME_VIEW, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->frame), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->frame), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Source picture"), -1);

  for (Box box = 0; box < N_BOXES; box++)
    {
      self->boxes[box] = g_object_new (CW_TYPE_CROP_BOX, "title", titles[box], "resizable", box != BOX_FOCUS, NULL);
      cw_crop_box_set_colour (self->boxes[box], &colours[box]);
      gtk_widget_set_parent (GTK_WIDGET (self->boxes[box]), GTK_WIDGET (self));
      gtk_widget_set_visible (GTK_WIDGET (self->boxes[box]), FALSE);

      g_signal_connect_swapped (self->boxes[box], "grabbed", G_CALLBACK (on_grabbed), self);
      g_signal_connect_swapped (self->boxes[box], "dragged", G_CALLBACK (on_dragged), self);
      g_signal_connect_swapped (self->boxes[box], "nudged", G_CALLBACK (on_nudged), self);
      g_signal_connect_swapped (self->boxes[box], "scaled", G_CALLBACK (on_scaled), self);
      g_signal_connect_swapped (self->boxes[box], "released", G_CALLBACK (on_released), self);
    }
}

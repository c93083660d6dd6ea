/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trim-bar.h"
#include "cw-filmstrip.h"
#include "cw-trim-handle.h"
#include "cw-trim-scale.h"

#include <glib/gi18n.h>
#include <math.h>

/* The handles lie beside the part that stays, not over it. */
#define HANDLE 16
#define PLAYHEAD 20
#define BORDER 3

#define N_HANDLES (CW_TRIM_PLAYHEAD + 1)

/**
 * CwTrimBar:
 *
 * The whole source as a filmstrip, with handles at the cut's start and end and
 * a playhead. The handles change the editor; where to look next it only asks for.
 */
struct _CwTrimBar
{
  GtkWidget parent_instance;

  CwEditor     *editor;
  gint64        position;
  CwFilmstrip  *strip;
  CwTrimHandle *handles[N_HANDLES];

  /* Where a handle was when it was grabbed. */
  gint64 grabbed;
};

typedef enum
{
  PROP_EDITOR = 1,
  PROP_POSITION,
} CwTrimBarProperty;

typedef enum
{
  SIGNAL_SEEK,
} CwTrimBarSignal;

static GParamSpec *properties[PROP_POSITION + 1];
static guint       signals[SIGNAL_SEEK + 1];

G_DEFINE_FINAL_TYPE (CwTrimBar, cw_trim_bar, GTK_TYPE_WIDGET)

static CwTrimScale
get_scale (CwTrimBar *self)
{
  return (CwTrimScale) {
    .start = HANDLE,
    .width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * HANDLE,
    .duration = cw_editor_get_source_duration (self->editor),
    .rate = cw_project_get_rate (cw_editor_get_project (self->editor)),
  };
}

static gint64
get_time (CwTrimBar       *self,
          CwTrimHandleKind kind)
{
  switch (kind)
    {
    case CW_TRIM_IN:
      return cw_editor_get_in (self->editor);

    case CW_TRIM_OUT:
      return cw_editor_get_out (self->editor);

    case CW_TRIM_PLAYHEAD:
      return self->position;
    }

  g_assert_not_reached ();
}

static void
seek (CwTrimBar *self,
      gint64     time)
{
  CwTrimScale scale = get_scale (self);
  gint64      in = cw_editor_get_in (self->editor);
  gint64      last = cw_trim_scale_step (&scale, cw_editor_get_out (self->editor), -1);

  g_signal_emit (self, signals[SIGNAL_SEEK], 0, CLAMP (time, in, MAX (last, in)));
}

/* Moves a handle, and shows the frame that is now the first or the last. */
static void
set_time (CwTrimBar       *self,
          CwTrimHandleKind kind,
          gint64           time)
{
  CwTrimScale scale = get_scale (self);
  gint64      in = cw_editor_get_in (self->editor);
  gint64      out = cw_editor_get_out (self->editor);

  switch (kind)
    {
    case CW_TRIM_IN:
      cw_editor_set_range (self->editor, MIN (time, cw_trim_scale_step (&scale, out, -1)), out);
      seek (self, cw_editor_get_in (self->editor));
      break;

    case CW_TRIM_OUT:
      cw_editor_set_range (self->editor, in, MAX (time, cw_trim_scale_step (&scale, in, 1)));
      seek (self, cw_editor_get_out (self->editor));
      break;

    case CW_TRIM_PLAYHEAD:
      seek (self, time);
      break;
    }
}

static void
on_grabbed (CwTrimBar    *self,
            CwTrimHandle *handle)
{
  CwTrimHandleKind kind = cw_trim_handle_get_kind (handle);

  self->grabbed = get_time (self, kind);
  if (kind != CW_TRIM_PLAYHEAD)
    cw_editor_begin_drag (self->editor);
}

static void
on_dragged (CwTrimBar    *self,
            double        distance,
            CwTrimHandle *handle)
{
  CwTrimScale scale = get_scale (self);

  set_time (self, cw_trim_handle_get_kind (handle),
            cw_trim_scale_get_time (&scale, cw_trim_scale_get_x (&scale, self->grabbed) + distance));
}

static void
on_stepped (CwTrimBar    *self,
            int           direction,
            gboolean      far,
            CwTrimHandle *handle)
{
  CwTrimScale      scale = get_scale (self);
  CwTrimHandleKind kind = cw_trim_handle_get_kind (handle);
  int              frames = far ? (int) round (cw_rate_to_double (scale.rate)) : 1;

  set_time (self, kind, cw_trim_scale_step (&scale, get_time (self, kind), direction * frames));
}

static void
on_jumped (CwTrimBar    *self,
           int           direction,
           CwTrimHandle *handle)
{
  set_time (self, cw_trim_handle_get_kind (handle),
            direction < 0 ? 0 : cw_editor_get_source_duration (self->editor));
}

static void
on_placed (CwTrimBar    *self,
           gint64        time,
           CwTrimHandle *handle)
{
  CwTrimScale scale = get_scale (self);

  set_time (self, cw_trim_handle_get_kind (handle), cw_trim_scale_snap (&scale, time));
}

static void
on_released (CwTrimBar    *self,
             CwTrimHandle *handle)
{
  if (cw_trim_handle_get_kind (handle) != CW_TRIM_PLAYHEAD)
    cw_editor_end_drag (self->editor);
}

/* On the strip itself: looks there, and goes on looking while dragged. */
static void
on_strip_begin (CwTrimBar      *self,
                double          x,
                double          y,
                GtkGestureDrag *gesture)
{
  CwTrimScale scale;

  if (self->editor == NULL)
    return;

  scale = get_scale (self);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->handles[CW_TRIM_PLAYHEAD]));
  seek (self, cw_trim_scale_get_time (&scale, x));
}

static void
on_strip_update (CwTrimBar      *self,
                 double          offset_x,
                 double          offset_y,
                 GtkGestureDrag *gesture)
{
  CwTrimScale scale;
  double      x = 0;
  double      y = 0;

  if (self->editor == NULL)
    return;

  scale = get_scale (self);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  seek (self, cw_trim_scale_get_time (&scale, x + offset_x));
}

static void
update (CwTrimBar *self)
{
  if (self->editor != NULL)
    for (CwTrimHandleKind kind = 0; kind < N_HANDLES; kind++)
      cw_trim_handle_set_value (self->handles[kind], get_time (self, kind), cw_editor_get_source_duration (self->editor));

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update_path (CwTrimBar *self)
{
  cw_filmstrip_set_path (self->strip, cw_editor_get_source_path (self->editor));
}

static void
set_editor (CwTrimBar *self,
            CwEditor  *editor)
{
  if (self->editor == editor)
    return;

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_set_object (&self->editor, editor);

  if (editor != NULL)
    {
      g_signal_connect_object (editor, "notify::project", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "notify::source-path", G_CALLBACK (update_path), self, G_CONNECT_SWAPPED);
      update_path (self);
    }

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

gint64
cw_trim_bar_get_position (CwTrimBar *self)
{
  g_return_val_if_fail (CW_IS_TRIM_BAR (self), 0);

  return self->position;
}

/**
 * cw_trim_bar_set_position:
 * @self: a trim bar
 * @position: where the playhead is, ns in the source
 */
void
cw_trim_bar_set_position (CwTrimBar *self,
                          gint64     position)
{
  g_return_if_fail (CW_IS_TRIM_BAR (self));

  if (self->position == position)
    return;

  self->position = position;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
cw_trim_bar_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (CW_TRIM_BAR (widget)->strip), orientation, for_size, minimum, natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += 2 * HANDLE;
      *natural += 2 * HANDLE;
    }
  else
    {
      *minimum += 2 * BORDER;
      *natural += 2 * BORDER;
    }
}

static void
cw_trim_bar_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  CwTrimBar  *self = CW_TRIM_BAR (widget);
  CwTrimScale scale;
  int         in;
  int         out;
  int         playhead;

  gtk_widget_size_allocate (GTK_WIDGET (self->strip),
                            &(GtkAllocation) { HANDLE, BORDER, MAX (width - 2 * HANDLE, 1), height - 2 * BORDER }, -1);
  if (self->editor == NULL)
    return;

  scale = get_scale (self);
  in = (int) round (cw_trim_scale_get_x (&scale, cw_editor_get_in (self->editor)));
  out = (int) round (cw_trim_scale_get_x (&scale, cw_editor_get_out (self->editor)));
  playhead = (int) round (cw_trim_scale_get_x (&scale, self->position));

  gtk_widget_size_allocate (GTK_WIDGET (self->handles[CW_TRIM_IN]),
                            &(GtkAllocation) { in - HANDLE, 0, HANDLE, height }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->handles[CW_TRIM_OUT]),
                            &(GtkAllocation) { out, 0, HANDLE, height }, -1);
  gtk_widget_size_allocate (GTK_WIDGET (self->handles[CW_TRIM_PLAYHEAD]),
                            &(GtkAllocation) { playhead - PLAYHEAD / 2, 0, PLAYHEAD, height }, -1);
}

static void
append_range (CwTrimBar   *self,
              GtkSnapshot *snapshot)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (manager);
  CwTrimScale scale = get_scale (self);
  float       height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float       start = HANDLE;
  float       end = start + (float) scale.width;
  float       in = (float) round (cw_trim_scale_get_x (&scale, cw_editor_get_in (self->editor)));
  float       out = (float) round (cw_trim_scale_get_x (&scale, cw_editor_get_out (self->editor)));
  GdkRGBA     dim = { 0, 0, 0, 0.6f };

  gtk_snapshot_append_color (snapshot, &dim, &GRAPHENE_RECT_INIT (start, BORDER, in - start, height - 2 * BORDER));
  gtk_snapshot_append_color (snapshot, &dim, &GRAPHENE_RECT_INIT (out, BORDER, end - out, height - 2 * BORDER));
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (in, 0, out - in, BORDER));
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (in, height - BORDER, out - in, BORDER));
}

static void
cw_trim_bar_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  CwTrimBar *self = CW_TRIM_BAR (widget);

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->strip), snapshot);
  if (self->editor == NULL)
    return;

  append_range (self, snapshot);
  for (CwTrimHandleKind kind = 0; kind < N_HANDLES; kind++)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->handles[kind]), snapshot);
}

static void
cw_trim_bar_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CwTrimBar *self = CW_TRIM_BAR (object);

  switch ((CwTrimBarProperty) id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;
    }
}

static void
cw_trim_bar_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  CwTrimBar *self = CW_TRIM_BAR (object);

  switch ((CwTrimBarProperty) id)
    {
    case PROP_EDITOR:
      set_editor (self, g_value_get_object (value));
      break;

    case PROP_POSITION:
      cw_trim_bar_set_position (self, g_value_get_int64 (value));
      break;
    }
}

static void
cw_trim_bar_dispose (GObject *object)
{
  CwTrimBar *self = CW_TRIM_BAR (object);
  GtkWidget *child;

  set_editor (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cw_trim_bar_parent_class)->dispose (object);
}

static void
cw_trim_bar_class_init (CwTrimBarClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_trim_bar_dispose;
  object_class->get_property = cw_trim_bar_get_property;
  object_class->set_property = cw_trim_bar_set_property;

  widget_class->measure = cw_trim_bar_measure;
  widget_class->size_allocate = cw_trim_bar_size_allocate;
  widget_class->snapshot = cw_trim_bar_snapshot;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CW_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* The user wants to see this time, in ns of the source. */
  signals[SIGNAL_SEEK] = g_signal_new ("seek", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "trimbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cw_trim_bar_init (CwTrimBar *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  /* Time runs to the right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self), GTK_TEXT_DIR_LTR);

  self->strip = g_object_new (CW_TYPE_FILMSTRIP, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->strip), GTK_WIDGET (self));

  for (CwTrimHandleKind kind = 0; kind < N_HANDLES; kind++)
    {
      self->handles[kind] = cw_trim_handle_new (kind);
      gtk_widget_set_parent (GTK_WIDGET (self->handles[kind]), GTK_WIDGET (self));
      g_signal_connect_swapped (self->handles[kind], "grabbed", G_CALLBACK (on_grabbed), self);
      g_signal_connect_swapped (self->handles[kind], "dragged", G_CALLBACK (on_dragged), self);
      g_signal_connect_swapped (self->handles[kind], "stepped", G_CALLBACK (on_stepped), self);
      g_signal_connect_swapped (self->handles[kind], "jumped", G_CALLBACK (on_jumped), self);
      g_signal_connect_swapped (self->handles[kind], "placed", G_CALLBACK (on_placed), self);
      g_signal_connect_swapped (self->handles[kind], "released", G_CALLBACK (on_released), self);
    }

  /* Where the playhead is at the cut's start, who takes hold of that handle wants
   * to cut: the pointer finds the last child first. */
  gtk_widget_insert_after (GTK_WIDGET (self->handles[CW_TRIM_PLAYHEAD]), GTK_WIDGET (self), GTK_WIDGET (self->strip));

  /* The strip's own gesture, below the handles. */
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_strip_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_strip_update), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

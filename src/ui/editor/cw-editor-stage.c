/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-editor-stage.h"
#include "cw-crop-view.h"
#include "cw-frame-view.h"
#include "cw-stage-layout.h"
#include "cw-trim-bar.h"

#include "cw-preview.h"

#include "cw-project-builder.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <math.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/**
 * CwEditorStage:
 *
 * What the video looks like, what is taken of the source for that, and when:
 * preview, crop boxes, playing and trimming.
 *
 * Times are the source's, since those stay while the cut's start is moved.
 */
struct _CwEditorStage
{
  AdwBin parent_instance;

  CwEditor  *editor;
  CwPreview *preview;
  CwPreview *source;
  char      *source_path;
  gint64     position;
  gboolean   narrow;
  char      *view;

  /* Where the title was when it was taken hold of, in shares. */
  graphene_point_t title_start;

  CwCropView  *crop_view;
  CwFrameView *frame_view;
  CwTrimBar   *trim_bar;
  GtkWidget   *play_button;
};

typedef enum
{
  PROP_EDITOR = 1,
  PROP_POSITION,
  PROP_TIME,
  PROP_DURATION,
  PROP_PLAYING,
  PROP_ERROR,
  PROP_NARROW,
  PROP_CROPPING,
  PROP_VIEW,
  PROP_SHOWS_CROP,
  PROP_SHOWS_RESULT,
  PROP_SHOWS_SWITCH,
} CwEditorStageProperty;

static GParamSpec *properties[PROP_SHOWS_SWITCH + 1];

G_DEFINE_FINAL_TYPE (CwEditorStage, cw_editor_stage, ADW_TYPE_BIN)

static gboolean
is_cropping (CwEditorStage *self)
{
  CwLayoutKind kind = self->editor != NULL ? cw_editor_get_layout (self->editor)->kind : CW_LAYOUT_ORIGINAL;

  return kind == CW_LAYOUT_FACECAM || kind == CW_LAYOUT_FILL;
}

static gboolean
shows_crop (CwEditorStage *self)
{
  return is_cropping (self) && (!self->narrow || g_str_equal (self->view, "crop"));
}

static gboolean
shows_result (CwEditorStage *self)
{
  return !self->narrow || !shows_crop (self);
}

static gint64
get_frame (CwEditorStage *self)
{
  return cw_rate_get_frame_time (cw_project_get_rate (cw_editor_get_project (self->editor)), 1);
}

static const CwText *
get_text (CwEditorStage *self)
{
  CwItem *item = self->editor != NULL ? cw_project_find_text (cw_editor_get_project (self->editor)) : NULL;

  return item != NULL ? cw_item_get_text (item) : NULL;
}

/* --- what is shown ------------------------------------------------------- */

static void
show_source (CwEditorStage *self)
{
  /* While it plays, one decoder is enough for the machine. */
  if (self->source != NULL && shows_crop (self) && !cw_preview_get_playing (self->preview))
    cw_preview_seek (self->source, self->position);
}

/* The whole source as a project of its own, so the same composer shows it. */
static void
open_source (CwEditorStage *self)
{
  g_autoptr (CwProject) project = cw_project_copy (cw_editor_get_project (self->editor));
  CwItem  *item = cw_project_find_media (project);
  CwLayout whole = cw_layout_default (CW_LAYOUT_ORIGINAL);
  int      width;
  int      height;

  if (item == NULL || (self->source != NULL && g_strcmp0 (self->source_path, cw_item_get_path (item)) == 0))
    return;

  g_set_str (&self->source_path, cw_item_get_path (item));
  width = cw_item_get_source_width (item);
  height = cw_item_get_source_height (item);
  if (width <= 0 || height <= 0)
    {
      width = 1920;
      height = 1080;
    }

  cw_project_set_text (project, NULL);
  cw_item_set_layout (item, &whole);
  cw_item_set_range (item, 0, cw_editor_get_source_duration (self->editor));
  cw_project_set_size (project, width, height);

  if (self->source == NULL)
    self->source = cw_preview_new ();
  cw_preview_set_project (self->source, project);
  g_object_set (self->crop_view, "shape", (double) width / height, "preview", self->source, NULL);
}

static void
update_views (CwEditorStage *self)
{
  if (self->editor != NULL && shows_crop (self))
    open_source (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CROPPING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_CROP]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_RESULT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_SWITCH]);

  if (self->editor != NULL)
    show_source (self);
}

static void
set_position (CwEditorStage *self,
              gint64         position)
{
  if (self->position == position)
    return;

  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
  show_source (self);
}

static void
seek (CwEditorStage *self,
      gint64         position)
{
  gint64 in = cw_editor_get_in (self->editor);
  gint64 last = MAX (in, cw_editor_get_out (self->editor) - get_frame (self));

  set_position (self, CLAMP (position, in, last));
  cw_preview_seek (self->preview, self->position - in);
}

static void
on_project_changed (CwEditorStage *self)
{
  CwProject *project = cw_editor_get_project (self->editor);

  cw_frame_view_set_shape (self->frame_view, (double) cw_project_get_width (project) / cw_project_get_height (project));
  cw_preview_set_project (self->preview, project);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->frame_view), get_text (self) != NULL ? "move" : NULL);

  /* What is shown stays the same picture of the source where it can. */
  if (!cw_preview_get_playing (self->preview))
    seek (self, self->position);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
  update_views (self);
}

static void
on_preview_position (CwEditorStage *self)
{
  if (self->editor != NULL && cw_preview_get_playing (self->preview))
    set_position (self, cw_editor_get_in (self->editor) + cw_preview_get_position (self->preview));
}

static void
on_preview_playing (CwEditorStage *self)
{
  const char *title = cw_preview_get_playing (self->preview) ? _ ("Pause") : _ ("Play");

  gtk_widget_set_tooltip_text (self->play_button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
  if (self->editor != NULL)
    show_source (self);
}

static void
on_preview_error (CwEditorStage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
on_seek (CwEditorStage *self,
         gint64         position)
{
  cw_preview_set_playing (self->preview, FALSE);
  seek (self, position);
}

/* --- the title, where it is seen ----------------------------------------- */

/* Anywhere on the picture: the title is often too small to be hit. */
static void
on_title_begin (CwEditorStage  *self,
                double          x,
                double          y,
                GtkGestureDrag *gesture)
{
  const CwText *text = get_text (self);

  if (text == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  graphene_point_init (&self->title_start, (float) text->x, (float) text->y);

  /* Whoever was writing the title has done so now. */
  gtk_widget_grab_focus (self->play_button);
  cw_editor_begin_drag (self->editor);
}

static void
on_title_update (CwEditorStage *self,
                 double         dx,
                 double         dy)
{
  const CwText   *text = get_text (self);
  graphene_rect_t area;
  double          x;
  double          y;

  cw_frame_view_get_area (self->frame_view, &area);
  if (text == NULL || area.size.width < 1 || area.size.height < 1)
    return;

  x = CLAMP (self->title_start.x + dx / area.size.width, 0, 1);
  y = CLAMP (self->title_start.y + dy / area.size.height, 0, 1);

  /* The middle draws it in. */
  if (fabs (x - 0.5) < 0.03)
    x = 0.5;

  cw_editor_place_text (self->editor, x, y, text->size);
}

static void
on_title_end (CwEditorStage *self)
{
  if (self->editor != NULL)
    cw_editor_end_drag (self->editor);
}

static void
watch_title (CwEditorStage *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_title_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_title_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_title_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self->frame_view), GTK_EVENT_CONTROLLER (drag));
}

/* --- what the page's actions do ------------------------------------------ */

/**
 * cw_editor_stage_grab_focus:
 * @self: the stage
 *
 * Gives the keyboard to where every key of the stage works.
 */
void
cw_editor_stage_grab_focus (CwEditorStage *self)
{
  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  gtk_widget_grab_focus (self->play_button);
}

void
cw_editor_stage_set_playing (CwEditorStage *self,
                             gboolean       playing)
{
  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  if (self->editor == NULL)
    return;

  /* From the end there is nothing to play but all of it again. */
  if (playing && self->position >= cw_editor_get_out (self->editor) - get_frame (self))
    seek (self, cw_editor_get_in (self->editor));

  cw_preview_set_playing (self->preview, playing);
}

void
cw_editor_stage_toggle_playing (CwEditorStage *self)
{
  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  cw_editor_stage_set_playing (self, !cw_preview_get_playing (self->preview));
}

/**
 * cw_editor_stage_step:
 * @self: the stage
 * @frames: how many frames to go, negative for back
 *
 * Stops, and shows another frame.
 */
void
cw_editor_stage_step (CwEditorStage *self,
                      int            frames)
{
  CwRate rate;
  gint64 in;

  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  if (self->editor == NULL)
    return;

  rate = cw_project_get_rate (cw_editor_get_project (self->editor));
  in = cw_editor_get_in (self->editor);
  on_seek (self, in + cw_rate_get_frame_time (rate, MAX (cw_rate_get_frame_count (rate, self->position - in) + frames, 0)));
}

void
cw_editor_stage_skip (CwEditorStage *self,
                      int            seconds)
{
  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  if (self->editor != NULL)
    cw_editor_stage_step (self, seconds * (int) round (cw_rate_to_double (cw_project_get_rate (cw_editor_get_project (self->editor)))));
}

/**
 * cw_editor_stage_jump:
 * @self: the stage
 * @end: whether to the last frame rather than the first
 *
 * Stops, and shows where the cut begins or ends.
 */
void
cw_editor_stage_jump (CwEditorStage *self,
                      gboolean       end)
{
  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  if (self->editor != NULL)
    on_seek (self, end ? cw_editor_get_out (self->editor) : cw_editor_get_in (self->editor));
}

/**
 * cw_editor_stage_mark:
 * @self: the stage
 * @end: whether it is the cut's end rather than its start
 *
 * Cuts so that the frame that is shown is the first or the last one.
 */
void
cw_editor_stage_mark (CwEditorStage *self,
                      gboolean       end)
{
  g_return_if_fail (CW_IS_EDITOR_STAGE (self));

  if (self->editor == NULL)
    return;

  if (end)
    cw_editor_set_range (self->editor, cw_editor_get_in (self->editor), self->position + get_frame (self));
  else
    cw_editor_set_range (self->editor, self->position, cw_editor_get_out (self->editor));
}

/* --- templates ----------------------------------------------------------- */

static char *
format_time (CwEditorStage *self,
             gint64         time)
{
  return cw_timecode_format (time);
}

static char *
get_play_icon (CwEditorStage *self,
               gboolean       playing)
{
  return g_strdup (playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
}

static void
set_editor (CwEditorStage *self,
            CwEditor      *editor)
{
  if (self->editor == editor)
    return;

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_set_object (&self->editor, editor);

  if (editor != NULL)
    {
      g_signal_connect_object (editor, "notify::project", G_CALLBACK (on_project_changed), self, G_CONNECT_SWAPPED);
      self->position = cw_editor_get_in (editor);
      cw_frame_view_set_preview (self->frame_view, self->preview);
      on_project_changed (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
cw_editor_stage_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwEditorStage *self = CW_EDITOR_STAGE (object);

  switch ((CwEditorStageProperty) id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;

    case PROP_TIME:
      g_value_set_int64 (value, self->editor != NULL ? self->position - cw_editor_get_in (self->editor) : 0);
      break;

    case PROP_DURATION:
      g_value_set_int64 (value, self->editor != NULL ? cw_editor_get_out (self->editor) - cw_editor_get_in (self->editor) : 0);
      break;

    case PROP_PLAYING:
      g_value_set_boolean (value, cw_preview_get_playing (self->preview));
      break;

    case PROP_ERROR:
      g_object_get_property (G_OBJECT (self->preview), "error", value);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    case PROP_CROPPING:
      g_value_set_boolean (value, is_cropping (self));
      break;

    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;

    case PROP_SHOWS_CROP:
      g_value_set_boolean (value, shows_crop (self));
      break;

    case PROP_SHOWS_RESULT:
      g_value_set_boolean (value, shows_result (self));
      break;

    case PROP_SHOWS_SWITCH:
      g_value_set_boolean (value, self->narrow && is_cropping (self));
      break;
    }
}

static void
cw_editor_stage_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CwEditorStage *self = CW_EDITOR_STAGE (object);

  switch ((CwEditorStageProperty) id)
    {
    case PROP_EDITOR:
      set_editor (self, g_value_get_object (value));
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      update_views (self);
      break;

    case PROP_VIEW:
      /* A toggle group without a choice says NULL. */
      if (g_value_get_string (value) != NULL && g_set_str (&self->view, g_value_get_string (value)))
        {
          g_object_notify_by_pspec (object, pspec);
          update_views (self);
        }
      break;

    case PROP_POSITION:
    case PROP_TIME:
    case PROP_DURATION:
    case PROP_PLAYING:
    case PROP_ERROR:
    case PROP_CROPPING:
    case PROP_SHOWS_CROP:
    case PROP_SHOWS_RESULT:
    case PROP_SHOWS_SWITCH:
      g_assert_not_reached ();
    }
}

static void
cw_editor_stage_dispose (GObject *object)
{
  CwEditorStage *self = CW_EDITOR_STAGE (object);

  set_editor (self, NULL);
  cw_preview_set_playing (self->preview, FALSE);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EDITOR_STAGE);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (cw_editor_stage_parent_class)->dispose (object);
}

static void
cw_editor_stage_finalize (GObject *object)
{
  CwEditorStage *self = CW_EDITOR_STAGE (object);

  g_object_unref (self->preview);
  g_free (self->source_path);
  g_free (self->view);

  G_OBJECT_CLASS (cw_editor_stage_parent_class)->finalize (object);
}

static void
install_flag (CwEditorStageProperty id,
              const char           *name)
{
  properties[id] = g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_time (CwEditorStageProperty id,
              const char           *name)
{
  properties[id] = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CW_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "result",
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  install_time (PROP_POSITION, "position");
  install_time (PROP_TIME, "time");
  install_time (PROP_DURATION, "duration");
  install_flag (PROP_PLAYING, "playing");
  install_flag (PROP_CROPPING, "cropping");
  install_flag (PROP_SHOWS_CROP, "shows-crop");
  install_flag (PROP_SHOWS_RESULT, "shows-result");
  install_flag (PROP_SHOWS_SWITCH, "shows-switch");

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_editor_stage_class_init (CwEditorStageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_editor_stage_dispose;
  object_class->finalize = cw_editor_stage_finalize;
  object_class->get_property = cw_editor_stage_get_property;
  object_class->set_property = cw_editor_stage_set_property;

  install_properties (object_class);

  /* Everywhere else on the page arrows go from one control to the next. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "editor.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "editor.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, "editor.skip", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK, "editor.skip", "i", 1);

  g_type_ensure (CW_TYPE_CROP_VIEW);
  g_type_ensure (CW_TYPE_FRAME_VIEW);
  g_type_ensure (CW_TYPE_STAGE_LAYOUT);
  g_type_ensure (CW_TYPE_TRIM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/editor/cw-editor-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, CwEditorStage, crop_view);
  gtk_widget_class_bind_template_child (widget_class, CwEditorStage, frame_view);
  gtk_widget_class_bind_template_child (widget_class, CwEditorStage, play_button);
  gtk_widget_class_bind_template_child (widget_class, CwEditorStage, trim_bar);
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, get_play_icon);
}

static void
cw_editor_stage_init (CwEditorStage *self)
{
  self->preview = cw_preview_new ();
  self->view = g_strdup ("result");

  gtk_widget_init_template (GTK_WIDGET (self));
  watch_title (self);

  g_signal_connect_object (self->preview, "notify::position", G_CALLBACK (on_preview_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "notify::playing", G_CALLBACK (on_preview_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "notify::error", G_CALLBACK (on_preview_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->trim_bar, "seek", G_CALLBACK (on_seek), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-editor-controls.h"
#include "cw-layout-icon.h"

#include "cw-preset-list.h"

#include "cw-project-builder.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <math.h>

/* In ms. */
#define TYPING_PAUSE 700

/**
 * CwEditorControls:
 *
 * All that is set about a project beside its picture: layout, format, cut,
 * title, sound and name.
 */
struct _CwEditorControls
{
  AdwBin parent_instance;

  CwEditor *editor;
  guint     typing;
  gboolean  showing;

  AdwEntryRow   *name_row;
  AdwEntryRow   *text_row;
  AdwEntryRow   *in_row;
  AdwEntryRow   *out_row;
  AdwComboRow   *preset_row;
  GtkAdjustment *volume;
  GtkScale      *volume_scale;
  GtkScale      *share_scale;
  GtkScale      *text_y_scale;
  GtkScale      *text_size_scale;
};

typedef enum
{
  PROP_EDITOR = 1,
  PROP_LAYOUT_KIND,
  PROP_FACECAM,
  PROP_CAMERA_SHARE,
  PROP_PRESET,
  PROP_TITLED,
  PROP_TEXT_Y,
  PROP_TEXT_SIZE,
} CwEditorControlsProperty;

static GParamSpec *properties[PROP_TEXT_SIZE + 1];

G_DEFINE_FINAL_TYPE (CwEditorControls, cw_editor_controls, ADW_TYPE_BIN)

static const CwLayout *
get_layout (CwEditorControls *self)
{
  return self->editor != NULL ? cw_editor_get_layout (self->editor) : NULL;
}

static CwLayoutKind
get_kind (CwEditorControls *self)
{
  const CwLayout *layout = get_layout (self);

  return layout != NULL ? layout->kind : CW_LAYOUT_ORIGINAL;
}

static void
set_kind (CwEditorControls *self,
          CwLayoutKind      kind)
{
  const CwLayout *now = get_layout (self);
  CwLayout        layout;

  if (now == NULL || now->kind == kind)
    return;

  layout = *now;
  layout.kind = kind;
  cw_editor_set_layout (self->editor, &layout);
}

static void
set_share (CwEditorControls *self,
           double            share)
{
  const CwLayout *now = get_layout (self);
  CwLayout        layout;

  if (now == NULL || G_APPROX_VALUE (now->camera_share, share, 1e-6))
    return;

  layout = *now;
  layout.camera_share = share;
  cw_editor_set_layout (self->editor, &layout);
}

static const CwText *
get_text (CwEditorControls *self)
{
  CwItem *item = self->editor != NULL ? cw_project_find_text (cw_editor_get_project (self->editor)) : NULL;

  return item != NULL ? cw_item_get_text (item) : NULL;
}

static void
set_text_y (CwEditorControls *self,
            double            y)
{
  const CwText *text = get_text (self);

  if (text != NULL && !G_APPROX_VALUE (text->y, y, 1e-6))
    cw_editor_place_text (self->editor, text->x, y, text->size);
}

static void
set_text_size (CwEditorControls *self,
               double            size)
{
  const CwText *text = get_text (self);

  if (text != NULL && !G_APPROX_VALUE (text->size, size, 1e-6))
    cw_editor_place_text (self->editor, text->x, text->y, size);
}

static guint
get_preset (CwEditorControls *self)
{
  GPtrArray  *presets = cw_preset_list_get ();
  const char *id = self->editor != NULL ? cw_project_get_preset_id (cw_editor_get_project (self->editor)) : NULL;

  for (guint i = 0; i < presets->len; i++)
    if (g_strcmp0 (((const CwPreset *) g_ptr_array_index (presets, i))->id, id) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
set_preset (CwEditorControls *self,
            guint             position)
{
  GPtrArray *presets = cw_preset_list_get ();

  if (self->editor == NULL || position >= presets->len || position == get_preset (self))
    return;

  g_object_set (self->editor, "preset-id", ((const CwPreset *) g_ptr_array_index (presets, position))->id, NULL);
}

/* Not while the user writes in it. */
static void
show_time (AdwEntryRow *row,
           gint64       time)
{
  g_autofree char *text = cw_timecode_format (time);

  if (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return;

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static void
on_time_apply (AdwEntryRow      *row,
               CwEditorControls *self)
{
  g_autoptr (GError) error = NULL;
  gint64   time;
  gboolean in = row == self->in_row;

  if (!cw_timecode_parse (gtk_editable_get_text (GTK_EDITABLE (row)), &time, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (row), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), error->message);
      return;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), NULL);
  cw_editor_set_range (self->editor,
                       in ? time : cw_editor_get_in (self->editor),
                       in ? cw_editor_get_out (self->editor) : time);
}

/* What was written but not applied does not stay. */
static void
on_time_leave (GtkEventControllerFocus *controller,
               CwEditorControls        *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (self->editor != NULL)
    show_time (ADW_ENTRY_ROW (row), GTK_WIDGET (self->in_row) == row ? cw_editor_get_in (self->editor) : cw_editor_get_out (self->editor));
}

/* What is written without a pause is one step of undo, not every letter. */
static void
stop_typing (gpointer data)
{
  CwEditorControls *self = data;

  g_clear_handle_id (&self->typing, g_source_remove);
  if (self->editor != NULL)
    cw_editor_end_drag (self->editor);
}

static void
on_text_leave (CwEditorControls *self)
{
  if (self->typing != 0)
    stop_typing (self);
}

static void
on_text_changed (CwEditorControls *self,
                 GtkEditable      *row)
{
  if (self->editor == NULL || self->showing)
    return;

  if (self->typing == 0)
    cw_editor_begin_drag (self->editor);
  else
    g_source_remove (self->typing);

  self->typing = g_timeout_add_once (TYPING_PAUSE, stop_typing, self);
  g_object_set (self->editor, GTK_WIDGET (row) == GTK_WIDGET (self->name_row) ? "title" : "text", gtk_editable_get_text (row), NULL);
}

static void
show_text (CwEditorControls *self,
           AdwEntryRow      *row,
           const char       *property)
{
  g_autofree char *text = NULL;

  g_object_get (self->editor, property, &text, NULL);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (row))) == 0)
    return;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  self->showing = FALSE;
}

static void
on_volume_changed (CwEditorControls *self)
{
  if (self->editor != NULL && !self->showing)
    g_object_set (self->editor, "volume", gtk_adjustment_get_value (self->volume), NULL);
}

/* One louder than the slider goes is left as it is until the user moves that. */
static void
show_volume (CwEditorControls *self)
{
  double volume = 1;

  g_object_get (self->editor, "volume", &volume, NULL);
  self->showing = TRUE;
  gtk_adjustment_set_value (self->volume, volume);
  self->showing = FALSE;
}

static void
on_project_changed (CwEditorControls *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (CwEditorControlsProperty id = PROP_LAYOUT_KIND; id <= PROP_TEXT_SIZE; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
  g_object_thaw_notify (G_OBJECT (self));

  show_text (self, self->name_row, "title");
  show_text (self, self->text_row, "text");
  show_volume (self);
  show_time (self->in_row, cw_editor_get_in (self->editor));
  show_time (self->out_row, cw_editor_get_out (self->editor));
}

/* So is a pull at a slider. */
static gboolean
on_scale_event (CwEditorControls *self,
                GdkEvent         *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (self->editor == NULL)
    return GDK_EVENT_PROPAGATE;

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    cw_editor_begin_drag (self->editor);
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    cw_editor_end_drag (self->editor);

  return GDK_EVENT_PROPAGATE;
}

static char *
format_percent (GtkScale *scale,
                double    value,
                gpointer  data)
{
  /* Translators: a share, such as a volume */
  return g_strdup_printf (_ ("%d %%"), (int) round (value * 100));
}

static void
watch_scale (CwEditorControls *self,
             GtkScale         *scale)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (on_scale_event), self);
  gtk_widget_add_controller (GTK_WIDGET (scale), controller);
  gtk_scale_set_format_value_func (scale, format_percent, NULL, NULL);
}

static void
watch_entry (CwEditorControls *self,
             AdwEntryRow      *row)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (on_text_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (row), controller);
}

static void
watch_time (CwEditorControls *self,
            AdwEntryRow      *row)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect (controller, "leave", G_CALLBACK (on_time_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (row), controller);
}

static void
fill_presets (CwEditorControls *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GPtrArray *presets = cw_preset_list_get ();

  for (guint i = 0; i < presets->len; i++)
    gtk_string_list_append (titles, ((const CwPreset *) g_ptr_array_index (presets, i))->title);

  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (titles));
}

static char *
describe_preset (CwEditorControls *self,
                 guint             position)
{
  GPtrArray *presets = cw_preset_list_get ();

  if (position >= presets->len)
    return g_strdup ("");

  return g_strdup (((const CwPreset *) g_ptr_array_index (presets, position))->description);
}

static void
set_editor (CwEditorControls *self,
            CwEditor         *editor)
{
  if (self->editor == editor)
    return;

  on_text_leave (self);
  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);

  g_set_object (&self->editor, editor);

  if (editor != NULL)
    {
      g_signal_connect_object (editor, "notify::project", G_CALLBACK (on_project_changed), self, G_CONNECT_SWAPPED);
      on_project_changed (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
cw_editor_controls_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CwEditorControls *self = CW_EDITOR_CONTROLS (object);

  switch ((CwEditorControlsProperty) id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;

    case PROP_LAYOUT_KIND:
      g_value_set_enum (value, get_kind (self));
      break;

    case PROP_FACECAM:
      g_value_set_boolean (value, get_kind (self) == CW_LAYOUT_FACECAM);
      break;

    case PROP_CAMERA_SHARE:
      g_value_set_double (value, get_layout (self) != NULL ? get_layout (self)->camera_share : 0.35);
      break;

    case PROP_PRESET:
      g_value_set_uint (value, get_preset (self));
      break;

    case PROP_TITLED:
      g_value_set_boolean (value, get_text (self) != NULL);
      break;

    case PROP_TEXT_Y:
      g_value_set_double (value, get_text (self) != NULL ? get_text (self)->y : 0);
      break;

    case PROP_TEXT_SIZE:
      g_value_set_double (value, get_text (self) != NULL ? get_text (self)->size : 0);
      break;
    }
}

static void
cw_editor_controls_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CwEditorControls *self = CW_EDITOR_CONTROLS (object);

  switch ((CwEditorControlsProperty) id)
    {
    case PROP_EDITOR:
      set_editor (self, g_value_get_object (value));
      break;

    case PROP_LAYOUT_KIND:
      set_kind (self, g_value_get_enum (value));
      break;

    case PROP_FACECAM:
    case PROP_TITLED:
      g_assert_not_reached ();

    case PROP_TEXT_Y:
      set_text_y (self, g_value_get_double (value));
      break;

    case PROP_TEXT_SIZE:
      set_text_size (self, g_value_get_double (value));
      break;

    case PROP_CAMERA_SHARE:
      set_share (self, g_value_get_double (value));
      break;

    case PROP_PRESET:
      set_preset (self, g_value_get_uint (value));
      break;
    }
}

static void
cw_editor_controls_dispose (GObject *object)
{
  CwEditorControls *self = CW_EDITOR_CONTROLS (object);

  set_editor (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_EDITOR_CONTROLS);

  G_OBJECT_CLASS (cw_editor_controls_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, CW_TYPE_EDITOR,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LAYOUT_KIND] = g_param_spec_enum ("layout-kind", NULL, NULL, CW_TYPE_LAYOUT_KIND, CW_LAYOUT_ORIGINAL,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FACECAM] = g_param_spec_boolean ("facecam", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAMERA_SHARE] = g_param_spec_double ("camera-share", NULL, NULL, 0, 1, 0.35,
                                                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRESET] = g_param_spec_uint ("preset", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLED] = g_param_spec_boolean ("titled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT_Y] = g_param_spec_double ("text-y", NULL, NULL, 0, 1, 0,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT_SIZE] = g_param_spec_double ("text-size", NULL, NULL, 0, 1, 0,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_editor_controls_class_init (CwEditorControlsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_editor_controls_dispose;
  object_class->get_property = cw_editor_controls_get_property;
  object_class->set_property = cw_editor_controls_set_property;

  install_properties (object_class);
  gtk_widget_class_install_property_action (widget_class, "controls.layout", "layout-kind");

  g_type_ensure (CW_TYPE_LAYOUT_ICON);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/editor/cw-editor-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, in_row);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, name_row);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, out_row);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, preset_row);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, share_scale);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, text_row);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, text_size_scale);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, text_y_scale);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, volume);
  gtk_widget_class_bind_template_child (widget_class, CwEditorControls, volume_scale);
  gtk_widget_class_bind_template_callback (widget_class, describe_preset);
  gtk_widget_class_bind_template_callback (widget_class, on_time_apply);
}

static void
cw_editor_controls_init (CwEditorControls *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_presets (self);
  watch_entry (self, self->name_row);
  watch_entry (self, self->text_row);
  watch_time (self, self->in_row);
  watch_time (self, self->out_row);
  watch_scale (self, self->volume_scale);
  watch_scale (self, self->share_scale);
  watch_scale (self, self->text_y_scale);
  watch_scale (self, self->text_size_scale);
  g_signal_connect_object (self->volume, "value-changed", G_CALLBACK (on_volume_changed), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player-controls.h"

#include "cw-seek-bar.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>

struct _CwPlayerControls
{
  AdwBin parent_instance;

  CwPlayer *player;
  GBinding *volume_binding;
  gint64    in;
  gint64    out;
  char     *speed;
  gboolean  narrow;

  GtkMenuButton            *menu_button;
  GtkAccessible            *play_button;
  GtkAdjustment            *volume;
  GtkEventControllerMotion *pointer;
};

typedef enum
{
  PROP_PLAYER = 1,
  PROP_IN,
  PROP_OUT,
  PROP_SPEED,
  PROP_NARROW,
  PROP_MARKED,
} CwPlayerControlsProperty;

static GParamSpec *properties[PROP_MARKED + 1];

G_DEFINE_FINAL_TYPE (CwPlayerControls, cw_player_controls, ADW_TYPE_BIN)

/* --- templates ----------------------------------------------------------- */

/* To the frame where one stands, to the second where it runs. */
static char *
format_position (CwPlayerControls *self,
                 gint64            position,
                 gboolean          playing)
{
  return playing ? cw_timecode_format_short (position) : cw_timecode_format (position);
}

static char *
format_duration (CwPlayerControls *self,
                 gint64            duration)
{
  return cw_timecode_format_short (duration);
}

static char *
format_range (CwPlayerControls *self,
              gint64            in,
              gint64            out,
              gint64            duration)
{
  gint64           begin = MAX (in, 0);
  gint64           end = out >= 0 ? out : duration;
  g_autofree char *from = cw_timecode_format (begin);
  g_autofree char *to = cw_timecode_format (end);
  g_autofree char *length = cw_timecode_format (end - begin);

  return g_strdup_printf (_ ("%s – %s, that is %s"), from, to, length);
}

static char *
format_speed (CwPlayerControls *self,
              const char       *speed)
{
  return g_strdup_printf (_ ("%s×"), speed != NULL ? speed : "1");
}

static char *
play_icon (CwPlayerControls *self,
           gboolean          playing)
{
  return g_strdup (playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
}

static char *
volume_icon (CwPlayerControls *self,
             double            volume,
             gboolean          muted)
{
  if (muted || volume <= 0)
    return g_strdup ("audio-volume-muted-symbolic");

  if (volume < 1 / 3.0)
    return g_strdup ("audio-volume-low-symbolic");

  return g_strdup (volume < 2 / 3.0 ? "audio-volume-medium-symbolic" : "audio-volume-high-symbolic");
}

static void
on_seek (CwPlayerControls *self,
         gint64            position,
         gboolean          exact)
{
  if (self->player != NULL)
    cw_player_seek (self->player, position, exact);
}

/**
 * cw_player_controls_get_busy:
 * @self: the controls
 *
 * Returns: whether they are being used, and so must not go away
 */
gboolean
cw_player_controls_get_busy (CwPlayerControls *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_val_if_fail (CW_IS_PLAYER_CONTROLS (self), FALSE);

  if (gtk_menu_button_get_active (self->menu_button) || gtk_event_controller_motion_contains_pointer (self->pointer))
    return TRUE;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}

/* --- the widget itself --------------------------------------------------- */

static void
name_play_button (CwPlayerControls *self)
{
  gboolean playing = self->player != NULL && cw_player_get_playing (self->player);

  gtk_accessible_update_property (self->play_button, GTK_ACCESSIBLE_PROPERTY_LABEL, playing ? _ ("Pause") : _ ("Play"), -1);
}

static void
set_player (CwPlayerControls *self,
            CwPlayer         *player)
{
  if (self->player == player)
    return;

  g_clear_pointer (&self->volume_binding, g_binding_unbind);
  if (self->player != NULL)
    g_signal_handlers_disconnect_by_func (self->player, name_play_button, self);
  g_set_object (&self->player, player);

  if (player == NULL)
    return;

  g_signal_connect_object (player, "notify::playing", G_CALLBACK (name_play_button), self, G_CONNECT_SWAPPED);
  name_play_button (self);
  self->volume_binding = g_object_bind_property (player, "volume", self->volume, "value",
                                                 G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
cw_player_controls_dispose (GObject *object)
{
  CwPlayerControls *self = CW_PLAYER_CONTROLS (object);

  set_player (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PLAYER_CONTROLS);

  G_OBJECT_CLASS (cw_player_controls_parent_class)->dispose (object);
}

static void
cw_player_controls_finalize (GObject *object)
{
  g_free (CW_PLAYER_CONTROLS (object)->speed);

  G_OBJECT_CLASS (cw_player_controls_parent_class)->finalize (object);
}

static void
cw_player_controls_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  CwPlayerControls *self = CW_PLAYER_CONTROLS (object);

  switch ((CwPlayerControlsProperty) id)
    {
    case PROP_PLAYER:
      g_value_set_object (value, self->player);
      break;

    case PROP_IN:
      g_value_set_int64 (value, self->in);
      break;

    case PROP_OUT:
      g_value_set_int64 (value, self->out);
      break;

    case PROP_SPEED:
      g_value_set_string (value, self->speed);
      break;

    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;

    case PROP_MARKED:
      g_value_set_boolean (value, self->in >= 0 || self->out >= 0);
      break;
    }
}

static void
cw_player_controls_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  CwPlayerControls *self = CW_PLAYER_CONTROLS (object);

  switch ((CwPlayerControlsProperty) id)
    {
    case PROP_PLAYER:
      set_player (self, g_value_get_object (value));
      break;

    case PROP_IN:
      self->in = g_value_get_int64 (value);
      g_object_notify_by_pspec (object, properties[PROP_MARKED]);
      break;

    case PROP_OUT:
      self->out = g_value_get_int64 (value);
      g_object_notify_by_pspec (object, properties[PROP_MARKED]);
      break;

    case PROP_SPEED:
      g_set_str (&self->speed, g_value_get_string (value));
      break;

    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      break;

    case PROP_MARKED:
      g_assert_not_reached ();
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, CW_TYPE_PLAYER,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IN] = g_param_spec_int64 ("in", NULL, NULL, -1, G_MAXINT64, -1,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OUT] = g_param_spec_int64 ("out", NULL, NULL, -1, G_MAXINT64, -1,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPEED] = g_param_spec_string ("speed", NULL, NULL, "1",
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MARKED] = g_param_spec_boolean ("marked", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_player_controls_class_init (CwPlayerControlsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_player_controls_dispose;
  object_class->finalize = cw_player_controls_finalize;
  object_class->get_property = cw_player_controls_get_property;
  object_class->set_property = cw_player_controls_set_property;

  install_properties (object_class);

  g_type_ensure (CW_TYPE_SEEK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/player/cw-player-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPlayerControls, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerControls, play_button);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerControls, volume);
  gtk_widget_class_bind_template_callback (widget_class, format_duration);
  gtk_widget_class_bind_template_callback (widget_class, format_position);
  gtk_widget_class_bind_template_callback (widget_class, format_range);
  gtk_widget_class_bind_template_callback (widget_class, format_speed);
  gtk_widget_class_bind_template_callback (widget_class, on_seek);
  gtk_widget_class_bind_template_callback (widget_class, play_icon);
  gtk_widget_class_bind_template_callback (widget_class, volume_icon);
}

static void
cw_player_controls_init (CwPlayerControls *self)
{
  self->in = -1;
  self->out = -1;
  self->speed = g_strdup ("1");
  gtk_widget_init_template (GTK_WIDGET (self));

  self->pointer = GTK_EVENT_CONTROLLER_MOTION (gtk_event_controller_motion_new ());
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->pointer));
}

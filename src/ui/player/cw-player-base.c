/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player-base.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MS_TO_HIDE 2500
#define FASTEST 4.0
#define SLOWEST 0.25

typedef struct
{
  GSettings *settings;
  CwPlayer  *player;
  char      *speed;
  gint64     in;
  gint64     out;
  gboolean   failed;

  double pointer_x;
  double pointer_y;
  guint  hide_source;
  guint  inhibit_cookie;

  /* Parts of the page, as long as it has them. */
  CwPlayerControls *controls;
  GtkPicture       *picture;
  AdwToolbarView   *view;
} CwPlayerBasePrivate;

typedef enum
{
  PROP_PLAYER = 1,
  PROP_IN,
  PROP_OUT,
  PROP_SPEED,
} CwPlayerBaseProperty;

static GParamSpec *properties[PROP_SPEED + 1];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwPlayerBase, cw_player_base, ADW_TYPE_NAVIGATION_PAGE)

static CwPlayerBasePrivate *
get_private (gpointer self)
{
  return cw_player_base_get_instance_private (self);
}

static gboolean
has_ended (CwPlayerBase *self)
{
  return cw_player_get_ended (get_private (self)->player);
}

/* --- controls that go away ----------------------------------------------- */

static void
set_revealed (CwPlayerBase *self,
              gboolean      revealed)
{
  CwPlayerBasePrivate *private = get_private (self);

  adw_toolbar_view_set_reveal_top_bars (private->view, revealed);
  adw_toolbar_view_set_reveal_bottom_bars (private->view, revealed && !private->failed);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), revealed ? NULL : "none");
}

static void
on_idle_for_long (gpointer data)
{
  CwPlayerBase *self = data;
  CwPlayerBasePrivate *private = get_private (self);

  private->hide_source = 0;
  if (cw_player_get_playing (private->player) && !cw_player_controls_get_busy (private->controls) && !private->failed)
    set_revealed (self, FALSE);
}

/**
 * cw_player_base_reveal:
 * @self: a page
 *
 * Shows the controls, for a while.
 */
void
cw_player_base_reveal (CwPlayerBase *self)
{
  CwPlayerBasePrivate *private = get_private (self);

  set_revealed (self, TRUE);
  g_clear_handle_id (&private->hide_source, g_source_remove);
  private->hide_source = g_timeout_add_once (MS_TO_HIDE, on_idle_for_long, self);
}

void
cw_player_base_on_motion (CwPlayerBase *self,
                          double        x,
                          double        y)
{
  CwPlayerBasePrivate *private = get_private (self);

  /* A layout that changes under a still pointer is told as motion too. */
  if (ABS (x - private->pointer_x) + ABS (y - private->pointer_y) < 1)
    return;

  private->pointer_x = x;
  private->pointer_y = y;
  cw_player_base_reveal (self);
}

gboolean
cw_player_base_on_key (CwPlayerBase *self)
{
  cw_player_base_reveal (self);
  return GDK_EVENT_PROPAGATE;
}

/* --- what the player tells ----------------------------------------------- */

static void
on_ended (CwPlayerBase *self)
{
  CwPlayerBasePrivate *private = get_private (self);

  if (!has_ended (self) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  cw_player_base_reveal (self);
  if (g_settings_get_boolean (private->settings, "repeat") && cw_player_get_speed (private->player) > 0)
    {
      cw_player_seek (private->player, 0, TRUE);
      cw_player_set_playing (private->player, TRUE);
    }
}

static void
on_playing (CwPlayerBase *self)
{
  CwPlayerBasePrivate *private = get_private (self);
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  if (private->inhibit_cookie != 0)
    gtk_application_uninhibit (application, private->inhibit_cookie);
  private->inhibit_cookie = 0;

  if (cw_player_get_playing (private->player))
  private->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                     GTK_APPLICATION_INHIBIT_IDLE, _ ("Playing a video"));

  cw_player_base_reveal (self);
}

static void
on_paintable (CwPlayerBase *self)
{
  CwPlayerBasePrivate *private = get_private (self);

  gtk_picture_set_paintable (private->picture, GDK_PAINTABLE (cw_player_get_paintable (private->player)));
}

static void
on_speed (CwPlayerBase *self)
{
  CwPlayerBasePrivate *private = get_private (self);
  char speed[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (speed, sizeof speed, "%g", cw_player_get_speed (private->player));
  if (g_set_str (&private->speed, speed))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

/* --- playing ------------------------------------------------------------- */

static void
play (CwPlayerBase *self,
      gboolean      playing)
{
  CwPlayerBasePrivate *private = get_private (self);

  if (playing && has_ended (self) && cw_player_get_speed (private->player) > 0)
    cw_player_seek (private->player, 0, TRUE);

  cw_player_set_playing (private->player, playing);
}

static void
play_pause (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);

  play (self, !cw_player_get_playing (private->player));
}

static void
seek (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);
  gint64 position = cw_player_get_position (private->player) + g_variant_get_int64 (parameter);

  cw_player_seek (private->player, CLAMP (position, 0, cw_player_get_duration (private->player)), TRUE);
}

static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);

  cw_player_set_playing (private->player, FALSE);
  cw_player_step (private->player, g_variant_get_int32 (parameter));
}

/* J and L: the first time at normal speed, each further time twice as fast. */
static void
shuttle (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);
  double   direction = g_variant_get_int32 (parameter);
  double   speed = cw_player_get_speed (private->player);
  gboolean on_its_way = cw_player_get_playing (private->player) && speed * direction >= 1;

  cw_player_set_speed (private->player, on_its_way ? CLAMP (speed * 2, -FASTEST, FASTEST) : direction);
  play (self, TRUE);
}

static void
mute (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);
  gboolean muted;

  g_object_get (private->player, "muted", &muted, NULL);
  g_object_set (private->player, "muted", !muted, NULL);
}

static void
change_volume (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);
  double volume = cw_player_get_volume (private->player) + g_variant_get_double (parameter);

  cw_player_set_volume (private->player, CLAMP (volume, 0, 1));
  g_object_set (private->player, "muted", FALSE, NULL);
}

static void
set_speed (CwPlayerBase *self,
           const char   *text)
{
  CwPlayerBasePrivate *private = get_private (self);
  double speed = text != NULL ? g_ascii_strtod (text, NULL) : 1;

  if (private->player != NULL && ABS (speed) >= SLOWEST && ABS (speed) <= FASTEST)
    cw_player_set_speed (private->player, speed);
}

static void
fullscreen (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
leave (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_widget_activate_action (widget, "navigation.pop", NULL);
}

void
cw_player_base_on_pressed (CwPlayerBase *self,
                           int           n_press)
{
  CwPlayerBasePrivate *private = get_private (self);

  gtk_widget_grab_focus (GTK_WIDGET (private->picture));
  gtk_widget_activate_action (GTK_WIDGET (self), "player.play-pause", NULL);
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "player.fullscreen", NULL);
}

/* --- marking ------------------------------------------------------------- */

static void
set_marks (CwPlayerBase *self,
           gint64        in,
           gint64        out)
{
  CwPlayerBasePrivate *private = get_private (self);

  private->in = in;
  private->out = out;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUT]);
}

static void
mark_in (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);
  gint64 position = cw_player_get_position (private->player);

  set_marks (self, position, private->out > position ? private->out : -1);
}

static void
mark_out (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);
  gint64 position = cw_player_get_position (private->player);

  if (position > 0)
    set_marks (self, private->in < position ? private->in : -1, position);
}

static void
clear_marks (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  set_marks (CW_PLAYER_BASE (widget), -1, -1);
}

static void
edit (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerBase *self = CW_PLAYER_BASE (widget);
  CwPlayerBasePrivate *private = get_private (self);

  cw_player_set_playing (private->player, FALSE);
  CW_PLAYER_BASE_GET_CLASS (self)->edit (self, private->in, private->out);
}

/* --- for its classes --------------------------------------------------------- */

CwPlayer *
cw_player_base_get_player (CwPlayerBase *self)
{
  g_return_val_if_fail (CW_IS_PLAYER_BASE (self), NULL);

  return get_private (self)->player;
}

/**
 * cw_player_base_set_parts:
 * @self: a page
 * @view: (transfer none) (nullable): whose bars hide; %NULL once the page has no parts any more
 * @picture: (transfer none) (nullable): what shows the video, and hears the keys
 * @controls: (transfer none) (nullable): what is not hidden while it is used
 */
void
cw_player_base_set_parts (CwPlayerBase     *self,
                          AdwToolbarView   *view,
                          GtkPicture       *picture,
                          CwPlayerControls *controls)
{
  CwPlayerBasePrivate *private;

  g_return_if_fail (CW_IS_PLAYER_BASE (self));

  private = get_private (self);
  private->view = view;
  private->picture = picture;
  private->controls = controls;
  if (picture != NULL)
    on_paintable (self);
}

/**
 * cw_player_base_set_failed:
 * @self: a page
 * @failed: whether there is nothing to play, and so nothing to control
 */
void
cw_player_base_set_failed (CwPlayerBase *self,
                           gboolean      failed)
{
  g_return_if_fail (CW_IS_PLAYER_BASE (self));

  get_private (self)->failed = failed;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "player.edit", !failed);
  set_revealed (self, TRUE);
}

/* --- the page itself --------------------------------------------------------- */

/**
 * cw_player_base_take_focus:
 * @self: a page
 *
 * Has the video hear the keys, where there is one.
 */
void
cw_player_base_take_focus (CwPlayerBase *self)
{
  GtkPicture *picture;

  g_return_if_fail (CW_IS_PLAYER_BASE (self));

  picture = get_private (self)->picture;
  if (picture != NULL && gtk_widget_get_child_visible (GTK_WIDGET (picture)))
    gtk_widget_grab_focus (GTK_WIDGET (picture));
}

static void
cw_player_base_shown (AdwNavigationPage *page)
{
  cw_player_base_take_focus (CW_PLAYER_BASE (page));
}

static void
cw_player_base_hiding (AdwNavigationPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  cw_player_set_playing (get_private (page)->player, FALSE);
  if (root != NULL && gtk_window_is_fullscreen (GTK_WINDOW (root)))
    gtk_window_unfullscreen (GTK_WINDOW (root));
}

static void
cw_player_base_constructed (GObject *object)
{
  CwPlayerBasePrivate *private = get_private (object);

  G_OBJECT_CLASS (cw_player_base_parent_class)->constructed (object);

  g_settings_bind (private->settings, "volume", private->player, "volume", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (private->settings, "muted", private->player, "muted", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (private->player, "notify::ended", G_CALLBACK (on_ended), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (private->player, "notify::playing", G_CALLBACK (on_playing), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (private->player, "notify::paintable", G_CALLBACK (on_paintable), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (private->player, "notify::speed", G_CALLBACK (on_speed), object, G_CONNECT_SWAPPED);
}

/* Whoever still holds the page: nothing plays that is nowhere to be seen, least of all
 * once the program ends. */
static void
cw_player_base_unroot (GtkWidget *widget)
{
  CwPlayerBasePrivate *private = get_private (widget);

  if (private->player != NULL)
    cw_player_set_playing (private->player, FALSE);

  GTK_WIDGET_CLASS (cw_player_base_parent_class)->unroot (widget);
}

static void
cw_player_base_dispose (GObject *object)
{
  CwPlayerBasePrivate *private = get_private (object);

  g_clear_handle_id (&private->hide_source, g_source_remove);
  cw_player_base_set_parts (CW_PLAYER_BASE (object), NULL, NULL, NULL);

  if (private->player != NULL)
    cw_player_close (private->player);
  if (private->inhibit_cookie != 0)
    gtk_application_uninhibit (GTK_APPLICATION (g_application_get_default ()), private->inhibit_cookie);
  private->inhibit_cookie = 0;
  g_clear_object (&private->player);
  g_clear_object (&private->settings);

  G_OBJECT_CLASS (cw_player_base_parent_class)->dispose (object);
}

static void
cw_player_base_finalize (GObject *object)
{
  g_free (get_private (object)->speed);

  G_OBJECT_CLASS (cw_player_base_parent_class)->finalize (object);
}

static void
cw_player_base_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwPlayerBasePrivate *private = get_private (object);

  switch ((CwPlayerBaseProperty) id)
    {
    case PROP_PLAYER:
      g_value_set_object (value, private->player);
      break;

    case PROP_IN:
      g_value_set_int64 (value, private->in);
      break;

    case PROP_OUT:
      g_value_set_int64 (value, private->out);
      break;

    case PROP_SPEED:
      g_value_set_string (value, private->speed);
      break;
    }
}

static void
cw_player_base_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((CwPlayerBaseProperty) id)
    {
    case PROP_SPEED:
      set_speed (CW_PLAYER_BASE (object), g_value_get_string (value));
      break;

    case PROP_PLAYER:
    case PROP_IN:
    case PROP_OUT:
      g_assert_not_reached ();
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, CW_TYPE_PLAYER,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IN] = g_param_spec_int64 ("in", NULL, NULL, -1, G_MAXINT64, -1,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OUT] = g_param_spec_int64 ("out", NULL, NULL, -1, G_MAXINT64, -1,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPEED] = g_param_spec_string ("speed", NULL, NULL, "1",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "player.play-pause", NULL, play_pause);
  gtk_widget_class_install_action (widget_class, "player.seek", "x", seek);
  gtk_widget_class_install_action (widget_class, "player.step", "i", step);
  gtk_widget_class_install_action (widget_class, "player.shuttle", "i", shuttle);
  gtk_widget_class_install_action (widget_class, "player.mute", NULL, mute);
  gtk_widget_class_install_action (widget_class, "player.volume", "d", change_volume);
  gtk_widget_class_install_property_action (widget_class, "player.speed", "speed");
  gtk_widget_class_install_action (widget_class, "player.fullscreen", NULL, fullscreen);
  gtk_widget_class_install_action (widget_class, "player.leave", NULL, leave);
  gtk_widget_class_install_action (widget_class, "player.mark-in", NULL, mark_in);
  gtk_widget_class_install_action (widget_class, "player.mark-out", NULL, mark_out);
  gtk_widget_class_install_action (widget_class, "player.clear-marks", NULL, clear_marks);
  gtk_widget_class_install_action (widget_class, "player.edit", NULL, edit);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "player.play-pause", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "player.play-pause", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "player.seek", "x", -5 * SECOND);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "player.seek", "x", 5 * SECOND);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "player.seek", "x", G_MININT64 / 2);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, 0, "player.seek", "x", G_MAXINT64 / 2);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_comma, 0, "player.step", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_period, 0, "player.step", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "player.shuttle", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, 0, "player.shuttle", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_bracketleft, 0, "player.mark-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_bracketright, 0, "player.mark-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, 0, "player.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "player.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "player.mute", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "player.volume", "d", 0.05);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "player.volume", "d", -0.05);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, 0, "player.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "player.leave", NULL);
}

static void
cw_player_base_class_init (CwPlayerBaseClass *klass)
{
  GObjectClass           *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass         *widget_class = GTK_WIDGET_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->constructed = cw_player_base_constructed;
  object_class->dispose = cw_player_base_dispose;
  object_class->finalize = cw_player_base_finalize;
  object_class->get_property = cw_player_base_get_property;
  object_class->set_property = cw_player_base_set_property;
  widget_class->unroot = cw_player_base_unroot;
  page_class->shown = cw_player_base_shown;
  page_class->hiding = cw_player_base_hiding;

  install_properties (object_class);
  install_actions (widget_class);
  add_keys (widget_class);
}

static void
cw_player_base_init (CwPlayerBase *self)
{
  CwPlayerBasePrivate *private = get_private (self);

  private->in = -1;
  private->out = -1;
  private->speed = g_strdup ("1");
  private->player = cw_player_new ();
  private->settings = g_settings_new ("io.github.clipwright.Clipwright");
}

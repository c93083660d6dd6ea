/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player-page.h"

#include "cw-locate.h"
#include "cw-player-controls.h"
#include "cw-toast.h"

#include "cw-player.h"

#include "cw-error.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)
#define MS_TO_HIDE 2500
#define S_TO_GIVE_UP 15
#define FASTEST 4.0
#define SLOWEST 0.25

struct _CwPlayerPage
{
  AdwNavigationPage parent_instance;

  GSettings *settings;
  CwLibrary *library;
  CwClip    *clip;
  CwPlayer  *player;
  DexFuture *locating;
  char      *speed;
  gint64     in;
  gint64     out;
  gboolean   failed;

  double pointer_x;
  double pointer_y;
  guint  hide_source;
  guint  watchdog_source;
  guint  inhibit_cookie;

  CwPlayerControls *controls;
  AdwStatusPage    *error_page;
  GtkWidget        *locate_button;
  GtkPicture       *picture;
  GtkStack         *stack;
  AdwToolbarView   *view;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
  PROP_PLAYER,
  PROP_IN,
  PROP_OUT,
  PROP_SPEED,
  PROP_LOADING,
} CwPlayerPageProperty;

static GParamSpec *properties[PROP_LOADING + 1];

G_DEFINE_FINAL_TYPE (CwPlayerPage, cw_player_page, ADW_TYPE_NAVIGATION_PAGE)

static void
get_state (CwPlayerPage *self,
           gboolean     *ready,
           gboolean     *ended,
           char        **error)
{
  g_object_get (self->player, "ready", ready, "ended", ended, "error", error, NULL);
}

static gboolean
is_loading (CwPlayerPage *self)
{
  gboolean         ready, ended;
  g_autofree char *error = NULL;

  get_state (self, &ready, &ended, &error);
  return !ready && !self->failed;
}

/* --- controls that go away ----------------------------------------------- */

static void
set_revealed (CwPlayerPage *self,
              gboolean      revealed)
{
  adw_toolbar_view_set_reveal_top_bars (self->view, revealed);
  adw_toolbar_view_set_reveal_bottom_bars (self->view, revealed && !self->failed);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), revealed ? NULL : "none");
}

static void
on_idle_for_long (gpointer data)
{
  CwPlayerPage *self = data;

  self->hide_source = 0;
  if (cw_player_get_playing (self->player) && !cw_player_controls_get_busy (self->controls) && !self->failed)
    set_revealed (self, FALSE);
}

static void
reveal (CwPlayerPage *self)
{
  set_revealed (self, TRUE);
  g_clear_handle_id (&self->hide_source, g_source_remove);
  self->hide_source = g_timeout_add_once (MS_TO_HIDE, on_idle_for_long, self);
}

static void
on_motion (CwPlayerPage *self,
           double        x,
           double        y)
{
  /* A layout that changes under a still pointer is told as motion too. */
  if (ABS (x - self->pointer_x) + ABS (y - self->pointer_y) < 1)
    return;

  self->pointer_x = x;
  self->pointer_y = y;
  reveal (self);
}

static gboolean
on_key (CwPlayerPage *self)
{
  reveal (self);
  return GDK_EVENT_PROPAGATE;
}

/* --- what the player tells ----------------------------------------------- */

static void
notify_loading (CwPlayerPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
show_error (CwPlayerPage *self,
            const char   *message)
{
  gboolean missing = !g_file_test (cw_clip_get_path (self->clip), G_FILE_TEST_EXISTS);

  cw_clip_set_missing (self->clip, missing);
  g_clear_handle_id (&self->watchdog_source, g_source_remove);

  if (missing)
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” was moved, renamed or deleted. Show where it is now to go on."),
                                               cw_clip_get_path (self->clip));

      adw_status_page_set_title (self->error_page, _ ("The File Is Not There"));
      adw_status_page_set_description (self->error_page, text);
    }
  else
    {
      adw_status_page_set_title (self->error_page, _ ("This Video Cannot Be Played"));
      adw_status_page_set_description (self->error_page, message);
    }

  gtk_widget_set_visible (self->locate_button, missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "player.edit", FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->view), "player");
  self->failed = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "error");
  set_revealed (self, TRUE);
  notify_loading (self);
}

static void
on_slow (gpointer data)
{
  CwPlayerPage *self = data;

  self->watchdog_source = 0;
  show_error (self, _ ("It has not begun to play. Try again, or open it in another player to see whether the file is sound."));
}

static void
open_clip (CwPlayerPage *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "player");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "player.edit", TRUE);
  self->failed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "video");

  g_clear_handle_id (&self->watchdog_source, g_source_remove);
  self->watchdog_source = g_timeout_add_seconds_once (S_TO_GIVE_UP, on_slow, self);

  cw_player_open (self->player, cw_clip_get_path (self->clip));
  cw_player_set_playing (self->player, TRUE);
  reveal (self);
  notify_loading (self);
}

static void
on_ready (CwPlayerPage *self)
{
  g_clear_handle_id (&self->watchdog_source, g_source_remove);
  notify_loading (self);
}

static void
on_error (CwPlayerPage *self)
{
  gboolean         ready, ended;
  g_autofree char *error = NULL;

  get_state (self, &ready, &ended, &error);
  if (error != NULL)
    show_error (self, error);
}

static void
on_ended (CwPlayerPage *self)
{
  gboolean         ready, ended;
  g_autofree char *error = NULL;

  get_state (self, &ready, &ended, &error);
  if (!ended)
    return;

  reveal (self);
  if (g_settings_get_boolean (self->settings, "repeat") && cw_player_get_speed (self->player) > 0)
    {
      cw_player_seek (self->player, 0, TRUE);
      cw_player_set_playing (self->player, TRUE);
    }
}

static void
on_playing (CwPlayerPage *self)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  if (self->inhibit_cookie != 0)
    gtk_application_uninhibit (application, self->inhibit_cookie);
  self->inhibit_cookie = 0;

  if (cw_player_get_playing (self->player))
    self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                    GTK_APPLICATION_INHIBIT_IDLE, _ ("Playing a video"));

  reveal (self);
}

static void
on_paintable (CwPlayerPage *self)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (cw_player_get_paintable (self->player)));
}

static void
on_speed (CwPlayerPage *self)
{
  char speed[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (speed, sizeof speed, "%g", cw_player_get_speed (self->player));
  if (g_set_str (&self->speed, speed))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}

/* --- playing ------------------------------------------------------------- */

static void
play (CwPlayerPage *self,
      gboolean      playing)
{
  gboolean         ready, ended;
  g_autofree char *error = NULL;

  get_state (self, &ready, &ended, &error);
  if (playing && ended && cw_player_get_speed (self->player) > 0)
    cw_player_seek (self->player, 0, TRUE);

  cw_player_set_playing (self->player, playing);
}

static void
play_pause (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);

  play (self, !cw_player_get_playing (self->player));
}

static void
seek (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  gint64        position = cw_player_get_position (self->player) + g_variant_get_int64 (parameter);

  cw_player_seek (self->player, CLAMP (position, 0, cw_player_get_duration (self->player)), TRUE);
}

static void
step (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);

  cw_player_set_playing (self->player, FALSE);
  cw_player_step (self->player, g_variant_get_int32 (parameter));
}

/* J and L: the first time at normal speed, each further time twice as fast. */
static void
shuttle (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  double        direction = g_variant_get_int32 (parameter);
  double        speed = cw_player_get_speed (self->player);
  gboolean      on_its_way = cw_player_get_playing (self->player) && speed * direction >= 1;

  cw_player_set_speed (self->player, on_its_way ? CLAMP (speed * 2, -FASTEST, FASTEST) : direction);
  play (self, TRUE);
}

static void
mute (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  gboolean      muted;

  g_object_get (self->player, "muted", &muted, NULL);
  g_object_set (self->player, "muted", !muted, NULL);
}

static void
change_volume (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  double        volume = cw_player_get_volume (self->player) + g_variant_get_double (parameter);

  cw_player_set_volume (self->player, CLAMP (volume, 0, 1));
  g_object_set (self->player, "muted", FALSE, NULL);
}

static void
set_speed (CwPlayerPage *self,
           const char   *text)
{
  double speed = text != NULL ? g_ascii_strtod (text, NULL) : 1;

  if (self->player != NULL && ABS (speed) >= SLOWEST && ABS (speed) <= FASTEST)
    cw_player_set_speed (self->player, speed);
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

static void
on_picture_pressed (CwPlayerPage *self,
                    int           n_press)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->picture));
  gtk_widget_activate_action (GTK_WIDGET (self), "player.play-pause", NULL);
  if (n_press == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "player.fullscreen", NULL);
}

/* --- marking ------------------------------------------------------------- */

static void
set_marks (CwPlayerPage *self,
           gint64        in,
           gint64        out)
{
  self->in = in;
  self->out = out;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUT]);
}

static void
mark_in (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  gint64        position = cw_player_get_position (self->player);

  set_marks (self, position, self->out > position ? self->out : -1);
}

static void
mark_out (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  gint64        position = cw_player_get_position (self->player);

  if (position > 0)
    set_marks (self, self->in < position ? self->in : -1, position);
}

static void
clear_marks (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  set_marks (CW_PLAYER_PAGE (widget), -1, -1);
}

static void
edit (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);
  const char   *id = cw_clip_get_id (self->clip);

  cw_player_set_playing (self->player, FALSE);

  if (self->in < 0 && self->out < 0)
    gtk_widget_activate_action (widget, "win.edit-clip", "s", id);
  else
    gtk_widget_activate_action (widget, "win.edit-range", "(sxx)", id, MAX (self->in, 0),
                                self->out >= 0 ? self->out : cw_clip_get_duration (self->clip));
}

/* --- a file that was moved ----------------------------------------------- */

static DexFuture *
on_located (DexFuture *future,
            gpointer   data)
{
  CwPlayerPage *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    open_clip (self);
  else if (!cw_error_is_cancelled (error))
    cw_toast_show (GTK_WIDGET (self), "%s", error->message);

  return dex_future_new_true ();
}

static void
locate (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);

  dex_clear (&self->locating);
  self->locating = dex_future_finally (cw_locate (GTK_WINDOW (gtk_widget_get_root (widget)), self->library, self->clip),
                                       on_located, self, NULL);
}

static void
reload (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  open_clip (CW_PLAYER_PAGE (widget));
}

/* --- the page itself ----------------------------------------------------- */

/**
 * cw_player_page_new:
 * @library: where the clip is
 * @clip: what to play
 *
 * Returns: (transfer floating): a page that plays @clip
 */
CwPlayerPage *
cw_player_page_new (CwLibrary *library,
                    CwClip    *clip)
{
  return g_object_new (CW_TYPE_PLAYER_PAGE, "library", library, "clip", clip, NULL);
}

static void
cw_player_page_shown (AdwNavigationPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (CW_PLAYER_PAGE (page)->picture));
}

static void
cw_player_page_hiding (AdwNavigationPage *page)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (page);
  GtkRoot      *root = gtk_widget_get_root (GTK_WIDGET (self));

  cw_player_set_playing (self->player, FALSE);
  if (root != NULL && gtk_window_is_fullscreen (GTK_WINDOW (root)))
    gtk_window_unfullscreen (GTK_WINDOW (root));
}

static void
watch (CwPlayerPage *self,
       const char   *signal,
       GCallback     callback)
{
  g_signal_connect_object (self->player, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
cw_player_page_constructed (GObject *object)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  G_OBJECT_CLASS (cw_player_page_parent_class)->constructed (object);

  g_settings_bind (self->settings, "volume", self->player, "volume", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "muted", self->player, "muted", G_SETTINGS_BIND_DEFAULT);
  watch (self, "notify::ready", G_CALLBACK (on_ready));
  watch (self, "notify::error", G_CALLBACK (on_error));
  watch (self, "notify::ended", G_CALLBACK (on_ended));
  watch (self, "notify::playing", G_CALLBACK (on_playing));
  watch (self, "notify::paintable", G_CALLBACK (on_paintable));
  watch (self, "notify::speed", G_CALLBACK (on_speed));
  on_paintable (self);
  open_clip (self);
}

static void
cw_player_page_dispose (GObject *object)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  g_clear_handle_id (&self->hide_source, g_source_remove);
  g_clear_handle_id (&self->watchdog_source, g_source_remove);
  dex_clear (&self->locating);

  if (self->player != NULL)
    cw_player_close (self->player);
  if (self->inhibit_cookie != 0)
    gtk_application_uninhibit (GTK_APPLICATION (g_application_get_default ()), self->inhibit_cookie);
  self->inhibit_cookie = 0;

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PLAYER_PAGE);
  g_clear_object (&self->player);
  g_clear_object (&self->clip);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_player_page_parent_class)->dispose (object);
}

static void
cw_player_page_finalize (GObject *object)
{
  g_free (CW_PLAYER_PAGE (object)->speed);

  G_OBJECT_CLASS (cw_player_page_parent_class)->finalize (object);
}

static void
cw_player_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  switch ((CwPlayerPageProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;

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

    case PROP_LOADING:
      g_value_set_boolean (value, is_loading (self));
      break;
    }
}

static void
cw_player_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  switch ((CwPlayerPageProperty) id)
    {
    case PROP_LIBRARY:
      self->library = g_value_dup_object (value);
      break;

    case PROP_CLIP:
      self->clip = g_value_dup_object (value);
      break;

    case PROP_SPEED:
      set_speed (self, g_value_get_string (value));
      break;

    case PROP_PLAYER:
    case PROP_IN:
    case PROP_OUT:
    case PROP_LOADING:
      g_assert_not_reached ();
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, CW_TYPE_PLAYER,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IN] = g_param_spec_int64 ("in", NULL, NULL, -1, G_MAXINT64, -1,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OUT] = g_param_spec_int64 ("out", NULL, NULL, -1, G_MAXINT64, -1,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SPEED] = g_param_spec_string ("speed", NULL, NULL, "1",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

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
  gtk_widget_class_install_action (widget_class, "player.locate", NULL, locate);
  gtk_widget_class_install_action (widget_class, "player.reload", NULL, reload);
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
cw_player_page_class_init (CwPlayerPageClass *klass)
{
  GObjectClass           *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass         *widget_class = GTK_WIDGET_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);

  object_class->constructed = cw_player_page_constructed;
  object_class->dispose = cw_player_page_dispose;
  object_class->finalize = cw_player_page_finalize;
  object_class->get_property = cw_player_page_get_property;
  object_class->set_property = cw_player_page_set_property;
  page_class->shown = cw_player_page_shown;
  page_class->hiding = cw_player_page_hiding;

  install_properties (object_class);
  install_actions (widget_class);
  add_keys (widget_class);

  g_type_ensure (CW_TYPE_PLAYER_CONTROLS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/player/cw-player-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, controls);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, locate_button);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, picture);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_pressed);
}

static void
cw_player_page_init (CwPlayerPage *self)
{
  self->in = -1;
  self->out = -1;
  self->speed = g_strdup ("1");
  self->player = cw_player_new ();
  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  gtk_widget_init_template (GTK_WIDGET (self));
}

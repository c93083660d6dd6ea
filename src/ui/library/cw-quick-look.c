/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-quick-look.h"

#include "cw-clip-picture.h"

#include "cw-player.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

/* While an arrow is held down only pictures go by. */
#define MS_TO_PLAY 120

struct _CwQuickLook
{
  AdwDialog parent_instance;

  CwLibrary  *library;
  GListModel *clips;
  guint       position;
  CwClip     *clip; /* nullable */
  CwPlayer   *player;
  GSettings  *settings;
  guint       soon;
  GtkRoot    *opener; /* nullable: what is to open the clip once this is closed */

  AdwStatusPage  *failure;
  GtkPicture     *picture;
  GtkWidget      *poster;
  GtkProgressBar *progress;
  GtkStack       *stack;
  GtkWidget      *view;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIPS,
  PROP_POSITION,
  PROP_CLIP,
  PROP_PLAYER,
} CwQuickLookProperty;

static GParamSpec *properties[PROP_PLAYER + 1];

G_DEFINE_FINAL_TYPE (CwQuickLook, cw_quick_look, ADW_TYPE_DIALOG)

/* --- playing --------------------------------------------------------------- */

static void
show_failure (CwQuickLook *self,
              const char  *title,
              const char  *description)
{
  cw_player_close (self->player);
  adw_status_page_set_title (self->failure, title);
  adw_status_page_set_description (self->failure, description);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  gtk_widget_remove_css_class (self->view, "player");
}

static void
play (CwQuickLook *self)
{
  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->clip == NULL || !cw_clip_get_loaded (self->clip))
    return;

  if (cw_clip_get_missing (self->clip))
    {
      show_failure (self, _ ("The File Is Not There"), cw_clip_get_path (self->clip));
      return;
    }

  cw_player_open (self->player, cw_clip_get_path (self->clip));
  cw_player_set_playing (self->player, TRUE);
}

static void
on_soon (gpointer data)
{
  CwQuickLook *self = data;

  self->soon = 0;
  play (self);
}

/* What is seen of a clip before it plays is its picture. */
static void
on_ready (CwQuickLook *self)
{
  gtk_widget_set_visible (self->poster, !cw_player_get_ready (self->player));
}

static void
on_position (CwQuickLook *self)
{
  gint64 duration = cw_player_get_duration (self->player);

  gtk_progress_bar_set_fraction (self->progress, duration > 0 ? CLAMP (cw_player_get_position (self->player) / (double) duration, 0, 1) : 0);
}

static void
on_paintable (CwQuickLook *self)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (cw_player_get_paintable (self->player)));
}

static void
on_error (CwQuickLook *self)
{
  const char *error = cw_player_get_error (self->player);

  if (error != NULL)
    show_failure (self, _ ("This Video Cannot Be Played"), error);
}

static void
on_ended (CwQuickLook *self)
{
  if (!cw_player_get_ended (self->player) || !g_settings_get_boolean (self->settings, "repeat"))
    return;

  cw_player_seek (self->player, 0, TRUE);
  cw_player_set_playing (self->player, TRUE);
}

/* --- which clip -------------------------------------------------------------- */

static guint
get_n_clips (CwQuickLook *self)
{
  return self->clips != NULL ? g_list_model_get_n_items (self->clips) : 0;
}

static void
update_actions (CwQuickLook *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "quick.previous", self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "quick.next", self->position + 1 < get_n_clips (self));
}

static void
set_clip (CwQuickLook *self,
          CwClip      *clip,
          guint        delay)
{
  if (self->clip == clip)
    return;

  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, play, self);
  g_set_object (&self->clip, clip);
  if (clip != NULL)
    g_signal_connect_object (clip, "notify::loaded", G_CALLBACK (play), self, G_CONNECT_SWAPPED);

  cw_player_close (self->player);
  gtk_stack_set_visible_child_name (self->stack, "video");
  gtk_widget_add_css_class (self->view, "player");
  g_clear_handle_id (&self->soon, g_source_remove);
  if (delay > 0)
    self->soon = g_timeout_add_once (delay, on_soon, self);
  else
    play (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
}

static void
show_position (CwQuickLook *self,
               guint        position,
               guint        delay)
{
  g_autoptr (CwClip) clip = NULL;
  gboolean moved = self->position != position;

  if (position >= get_n_clips (self))
    return;

  clip = g_list_model_get_item (self->clips, position);
  self->position = position;
  set_clip (self, clip, delay);
  update_actions (self);
  if (moved)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/* It goes on with the clip that is played, wherever that is now. */
static void
on_items (CwQuickLook *self,
          guint        at,
          guint        removed,
          guint        added)
{
  if (self->clip == NULL)
    return;

  if (self->position >= at + removed)
    {
      self->position = self->position - removed + added;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
    }
  else if (self->position >= at)
    {
      for (guint i = at; i < at + added; i++)
        {
          g_autoptr (CwClip) clip = g_list_model_get_item (self->clips, i);

          if (clip == self->clip)
            {
              show_position (self, i, 0);
              return;
            }
        }

      if (get_n_clips (self) == 0)
        adw_dialog_close (ADW_DIALOG (self));
      else
        show_position (self, MIN (self->position, get_n_clips (self) - 1), 0);
    }

  update_actions (self);
}

static void
previous (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  CwQuickLook *self = CW_QUICK_LOOK (widget);

  show_position (self, self->position - 1, MS_TO_PLAY);
}

static void
next (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwQuickLook *self = CW_QUICK_LOOK (widget);

  show_position (self, self->position + 1, MS_TO_PLAY);
}

/* Before the arrows move the focus, as they do in a dialog. A button that was sought out
 * by Tab is pressed as any other. */
static gboolean
on_key (CwQuickLook    *self,
        guint           key,
        guint           code,
        GdkModifierType modifiers)
{
  gboolean on_button = GTK_IS_BUTTON (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  gboolean right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;

  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up || (mirrored ? right : left))
    gtk_widget_activate_action (GTK_WIDGET (self), "quick.previous", NULL);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down || left || right)
    gtk_widget_activate_action (GTK_WIDGET (self), "quick.next", NULL);
  else if ((key == GDK_KEY_space || key == GDK_KEY_KP_Space) && !on_button)
    gtk_widget_activate_action (GTK_WIDGET (self), "quick.close", NULL);
  else if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && !on_button)
    gtk_widget_activate_action (GTK_WIDGET (self), "quick.open", NULL);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
close_look (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
open_clip (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwQuickLook *self = CW_QUICK_LOOK (widget);

  if (self->clip == NULL || !cw_clip_get_loaded (self->clip))
    return;

  /* Closing gives the focus back, which the clip's page is to have in the end. */
  g_set_weak_pointer (&self->opener, gtk_widget_get_root (widget));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_pressed (CwQuickLook *self)
{
  cw_player_set_playing (self->player, !cw_player_get_playing (self->player));
}

/* --- for the template ---------------------------------------------------------- */

static char *
format_time (CwQuickLook *self,
             gint64       position,
             gint64       duration)
{
  g_autofree char *now = cw_timecode_format_short (position);
  g_autofree char *end = cw_timecode_format_short (duration);

  return g_strdup_printf (_ ("%s of %s"), now, end);
}

/* --- the dialog itself ----------------------------------------------------------- */

/**
 * cw_quick_look_new:
 * @library: has the clips
 * @clips: a list of clips
 * @position: which of them to play first
 *
 * Returns: (transfer floating): a dialog that plays it, to be presented
 */
CwQuickLook *
cw_quick_look_new (CwLibrary  *library,
                   GListModel *clips,
                   guint       position)
{
  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (clips), NULL);

  return g_object_new (CW_TYPE_QUICK_LOOK, "library", library, "clips", clips, "position", position, NULL);
}

/* Nothing plays behind a dialog that is not there, whoever still holds it. */
static void
stop (CwQuickLook *self)
{
  g_clear_handle_id (&self->soon, g_source_remove);
  if (self->clips != NULL)
    g_signal_handlers_disconnect_by_func (self->clips, on_items, self);
  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, play, self);
  cw_player_close (self->player);
}

/* The keys are for the video, and not for the first of the buttons. */
static void
cw_quick_look_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_quick_look_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (CW_QUICK_LOOK (widget)->picture));
}

static void
cw_quick_look_closed (AdwDialog *dialog)
{
  CwQuickLook *self = CW_QUICK_LOOK (dialog);

  stop (self);
  if (self->opener != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->opener), "win.open-clip", "s", cw_clip_get_id (self->clip));
  g_clear_weak_pointer (&self->opener);
}

static void
cw_quick_look_constructed (GObject *object)
{
  CwQuickLook *self = CW_QUICK_LOOK (object);

  G_OBJECT_CLASS (cw_quick_look_parent_class)->constructed (object);

  g_settings_bind (self->settings, "volume", self->player, "volume", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "muted", self->player, "muted", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->player, "notify::ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::position", G_CALLBACK (on_position), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::paintable", G_CALLBACK (on_paintable), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::error", G_CALLBACK (on_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "notify::ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clips, "items-changed", G_CALLBACK (on_items), self, G_CONNECT_SWAPPED);
  show_position (self, self->position, 0);
}

static void
cw_quick_look_dispose (GObject *object)
{
  CwQuickLook *self = CW_QUICK_LOOK (object);

  if (self->player != NULL)
    {
      stop (self);
      g_signal_handlers_disconnect_by_data (self->player, self);
    }
  g_clear_weak_pointer (&self->opener);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_QUICK_LOOK);
  g_clear_object (&self->clip);
  g_clear_object (&self->player);
  g_clear_object (&self->clips);
  g_clear_object (&self->library);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cw_quick_look_parent_class)->dispose (object);
}

static void
cw_quick_look_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwQuickLook *self = CW_QUICK_LOOK (object);

  switch ((CwQuickLookProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_CLIPS:
      g_value_set_object (value, self->clips);
      break;

    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;

    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;

    case PROP_PLAYER:
      g_value_set_object (value, self->player);
      break;
    }
}

static void
cw_quick_look_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CwQuickLook *self = CW_QUICK_LOOK (object);

  switch ((CwQuickLookProperty) id)
    {
    case PROP_LIBRARY:
      self->library = g_value_dup_object (value);
      break;

    case PROP_CLIPS:
      self->clips = g_value_dup_object (value);
      break;

    case PROP_POSITION:
      self->position = g_value_get_uint (value);
      break;

    case PROP_CLIP:
    case PROP_PLAYER:
      g_assert_not_reached ();
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags given = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY, given);
  properties[PROP_CLIPS] = g_param_spec_object ("clips", NULL, NULL, G_TYPE_LIST_MODEL, given);
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, given);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP, shown);
  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, CW_TYPE_PLAYER, shown);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_quick_look_class_init (CwQuickLookClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_quick_look_constructed;
  object_class->dispose = cw_quick_look_dispose;
  object_class->get_property = cw_quick_look_get_property;
  object_class->set_property = cw_quick_look_set_property;
  widget_class->map = cw_quick_look_map;
  ADW_DIALOG_CLASS (klass)->closed = cw_quick_look_closed;

  install_properties (object_class);
  gtk_widget_class_install_action (widget_class, "quick.previous", NULL, previous);
  gtk_widget_class_install_action (widget_class, "quick.next", NULL, next);
  gtk_widget_class_install_action (widget_class, "quick.close", NULL, close_look);
  gtk_widget_class_install_action (widget_class, "quick.open", NULL, open_clip);

  g_type_ensure (CW_TYPE_CLIP_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-quick-look.ui");
  gtk_widget_class_bind_template_child (widget_class, CwQuickLook, failure);
  gtk_widget_class_bind_template_child (widget_class, CwQuickLook, picture);
  gtk_widget_class_bind_template_child (widget_class, CwQuickLook, poster);
  gtk_widget_class_bind_template_child (widget_class, CwQuickLook, progress);
  gtk_widget_class_bind_template_child (widget_class, CwQuickLook, stack);
  gtk_widget_class_bind_template_child (widget_class, CwQuickLook, view);
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, on_pressed);
}

static void
cw_quick_look_init (CwQuickLook *self)
{
  self->player = cw_player_new ();
  self->settings = g_settings_new ("io.github.clipwright.Clipwright");
  gtk_widget_init_template (GTK_WIDGET (self));
}

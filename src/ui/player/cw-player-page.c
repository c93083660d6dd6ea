/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player-page.h"

#include "cw-locate.h"
#include "cw-toast.h"
#include "cw-watching.h"

#include "cw-error.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

#define S_TO_GIVE_UP 15
#define S_OF_HINT 6

struct _CwPlayerPage
{
  CwPlayerBase parent_instance;

  CwLibrary  *library;
  CwClip     *clip;
  CwWatching *watching;
  DexFuture  *locating;
  gboolean    failed;
  guint       watchdog_source;
  guint       hint_source;

  CwPlayerControls *controls;
  AdwStatusPage    *error_page;
  GtkWidget        *locate_button;
  GtkPicture       *picture;
  GtkLabel         *resumed;
  GtkRevealer      *resumed_hint;
  GtkStack         *stack;
  AdwToolbarView   *view;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
  PROP_LOADING,
} CwPlayerPageProperty;

static GParamSpec *properties[PROP_LOADING + 1];

G_DEFINE_FINAL_TYPE (CwPlayerPage, cw_player_page, CW_TYPE_PLAYER_BASE)

static CwPlayer *
get_player (CwPlayerPage *self)
{
  return cw_player_base_get_player (CW_PLAYER_BASE (self));
}

static gboolean
is_loading (CwPlayerPage *self)
{
  CwPlayer *player = get_player (self);

  return player != NULL && !cw_player_get_ready (player) && !self->failed;
}

/* --- where it goes on ----------------------------------------------------- */

static void
hide_hint (CwPlayerPage *self)
{
  g_clear_handle_id (&self->hint_source, g_source_remove);
  gtk_revealer_set_reveal_child (self->resumed_hint, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "player.start-over", FALSE);
}

static void
on_hint_old (gpointer data)
{
  CwPlayerPage *self = data;

  self->hint_source = 0;
  hide_hint (self);
}

static void
resume (CwPlayerPage *self)
{
  gint64           position = cw_watching_resume (self->watching);
  g_autofree char *time = cw_timecode_format_short (position);
  g_autofree char *text = g_strdup_printf (_ ("Resumed at %s"), time);

  hide_hint (self);
  if (position == 0)
    return;

  gtk_label_set_label (self->resumed, text);
  gtk_revealer_set_reveal_child (self->resumed_hint, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "player.start-over", TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->hint_source = g_timeout_add_seconds_once (S_OF_HINT, on_hint_old, self);
}

static void
start_over (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);

  cw_player_seek (get_player (self), 0, TRUE);
  cw_player_set_playing (get_player (self), TRUE);
  hide_hint (self);
  cw_player_base_take_focus (CW_PLAYER_BASE (self));
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
  gtk_widget_remove_css_class (GTK_WIDGET (self->view), "player");
  self->failed = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "error");
  cw_player_base_set_failed (CW_PLAYER_BASE (self), TRUE);
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
  self->failed = FALSE;
  cw_player_base_set_failed (CW_PLAYER_BASE (self), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "video");

  g_clear_handle_id (&self->watchdog_source, g_source_remove);
  self->watchdog_source = g_timeout_add_seconds_once (S_TO_GIVE_UP, on_slow, self);

  cw_player_open (get_player (self), cw_clip_get_path (self->clip));
  resume (self);
  cw_player_set_playing (get_player (self), TRUE);
  cw_player_base_reveal (CW_PLAYER_BASE (self));
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
  const char *error = cw_player_get_error (get_player (self));

  if (error != NULL)
    show_error (self, error);
}

static void
cw_player_page_edit (CwPlayerBase *base,
                     gint64        in,
                     gint64        out)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (base);
  const char   *id = cw_clip_get_id (self->clip);

  if (in < 0 && out < 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-clip", "s", id);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-range", "(sxx)", id, MAX (in, 0),
                                out >= 0 ? out : cw_clip_get_duration (self->clip));
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
cw_player_page_constructed (GObject *object)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  G_OBJECT_CLASS (cw_player_page_parent_class)->constructed (object);

  self->watching = cw_watching_new (self->library, self->clip, get_player (self));
  g_signal_connect_object (get_player (self), "notify::ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_player (self), "notify::error", G_CALLBACK (on_error), self, G_CONNECT_SWAPPED);
  open_clip (self);
}

static void
cw_player_page_hiding (AdwNavigationPage *page)
{
  cw_watching_leave (CW_PLAYER_PAGE (page)->watching);

  ADW_NAVIGATION_PAGE_CLASS (cw_player_page_parent_class)->hiding (page);
}

/* The window is closed. */
static void
cw_player_page_unroot (GtkWidget *widget)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (widget);

  if (self->watching != NULL)
    cw_watching_leave (self->watching);

  GTK_WIDGET_CLASS (cw_player_page_parent_class)->unroot (widget);
}

static void
cw_player_page_dispose (GObject *object)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  g_clear_handle_id (&self->watchdog_source, g_source_remove);
  g_clear_handle_id (&self->hint_source, g_source_remove);
  g_clear_object (&self->watching);
  dex_clear (&self->locating);

  cw_player_base_set_parts (CW_PLAYER_BASE (self), NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PLAYER_PAGE);
  g_clear_object (&self->clip);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_player_page_parent_class)->dispose (object);
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
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_player_page_class_init (CwPlayerPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_player_page_constructed;
  object_class->dispose = cw_player_page_dispose;
  object_class->get_property = cw_player_page_get_property;
  object_class->set_property = cw_player_page_set_property;
  widget_class->unroot = cw_player_page_unroot;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = cw_player_page_hiding;
  CW_PLAYER_BASE_CLASS (klass)->edit = cw_player_page_edit;

  install_properties (object_class);
  gtk_widget_class_install_action (widget_class, "player.locate", NULL, locate);
  gtk_widget_class_install_action (widget_class, "player.reload", NULL, reload);
  gtk_widget_class_install_action (widget_class, "player.start-over", NULL, start_over);

  g_type_ensure (CW_TYPE_PLAYER_CONTROLS);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/player/cw-player-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, controls);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, locate_button);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, picture);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, resumed);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, resumed_hint);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwPlayerPage, view);
  gtk_widget_class_bind_template_callback (widget_class, cw_player_base_on_key);
  gtk_widget_class_bind_template_callback (widget_class, cw_player_base_on_motion);
  gtk_widget_class_bind_template_callback (widget_class, cw_player_base_on_pressed);
}

static void
cw_player_page_init (CwPlayerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_player_base_set_parts (CW_PLAYER_BASE (self), self->view, self->picture, self->controls);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-page.h"

#include "cw-card-text.h"
#include "cw-clip-details.h"
#include "cw-clip-keep.h"
#include "cw-failure-page.h"
#include "cw-feed-shelf.h"
#include "cw-link.h"
#include "cw-remote-picture.h"
#include "cw-toast.h"

#include "cw-error.h"

#include <glib/gi18n.h>

#define S_TO_GIVE_UP 20

/**
 * CwClipPage:
 *
 * A clip of Twitch: it plays at once, while it comes; and what is known of it, and
 * can be done with it, is beside it.
 */
struct _CwClipPage
{
  CwPlayerBase parent_instance;

  CwTwitch     *twitch;
  CwTwitchClip *clip;
  CwClipMedia  *media;
  guint         watchdog;
  gboolean      listing; /* the renditions are being put in, nobody chooses one */

  CwPlayerControls   *controls;
  CwClipDetails      *details;
  CwFailurePage      *failure;
  CwClipKeep         *keep;
  AdwMultiLayoutView *layouts;
  AdwToolbarView     *outer;
  GtkPicture         *picture;
  CwRemotePicture    *poster;
  GtkDropDown        *quality;
  CwFeedShelf        *related;
  GtkWidget          *spinner;
  GtkStack           *stack;
  AdwToolbarView     *view;
};

typedef enum
{
  PROP_TWITCH = 1,
  PROP_CLIP,
} CwClipPageProperty;

static GParamSpec *properties[PROP_CLIP + 1];

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipPage, cw_clip_page, CW_TYPE_PLAYER_BASE)

static CwPlayer *
get_player (CwClipPage *self)
{
  return cw_player_base_get_player (CW_PLAYER_BASE (self));
}

/* --- playing ---------------------------------------------------------------- */

static void
show (CwClipPage *self,
      const char *name)
{
  gboolean plays = g_str_equal (name, "video");

  gtk_stack_set_visible_child_name (self->stack, name);
  cw_player_base_set_failed (CW_PLAYER_BASE (self), !plays);
  /* Editing keeps the clip first, so it needs no playing. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "player.edit", TRUE);
  if (plays)
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "player");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->view), "player");
}

static void
fail (CwClipPage   *self,
      const GError *error)
{
  g_clear_handle_id (&self->watchdog, g_source_remove);
  cw_failure_page_show (self->failure, self->twitch, error, "clip.retry", "own");
  show (self, "failure");
}

static void
on_slow (gpointer data)
{
  CwClipPage *self = data;
  g_autoptr (GError) error = g_error_new_literal (CW_ERROR, CW_ERROR_OFFLINE, _ ("The clip does not come. Try again, or open it in the browser"));

  self->watchdog = 0;
  fail (self, error);
}

static void
play (CwClipPage *self)
{
  CwGrowingFile *file = cw_clip_media_get_file (self->media);

  if (file == NULL)
    return;

  g_clear_handle_id (&self->watchdog, g_source_remove);
  self->watchdog = g_timeout_add_seconds_once (S_TO_GIVE_UP, on_slow, self);
  show (self, "video");
  cw_player_open_growing (get_player (self), file);
  cw_player_set_playing (get_player (self), TRUE);
  cw_player_base_reveal (CW_PLAYER_BASE (self));
  /* What had the focus may have gone with what was shown before. */
  cw_player_base_take_focus (CW_PLAYER_BASE (self));
}

/* The files of one's own clips Twitch gives itself, once one has allowed that. */
static void
ask_for_consent (CwClipPage *self)
{
  CwAccount *account = cw_twitch_session_get_account (cw_twitch_get_session (self->twitch));
  g_autoptr (GError) error = NULL;

  if (account == NULL || !g_str_equal (cw_account_get_id (account), cw_twitch_clip_get_channel_id (self->clip)))
    {
      show (self, "consent");
      return;
    }

  error = g_error_new_literal (CW_ERROR, CW_ERROR_SCOPE, _ ("This is a clip of your own channel. Twitch gives Clipwright its file once you allow that"));
  fail (self, error);
}

static void
on_account (CwClipPage *self)
{
  CwClipMediaState state = cw_clip_media_get_state (self->media);

  if (state == CW_CLIP_MEDIA_NEEDS_CONSENT || state == CW_CLIP_MEDIA_FAILED)
    cw_clip_media_load (self->media);
}

static void
on_state (CwClipPage *self)
{
  switch (cw_clip_media_get_state (self->media))
    {
    case CW_CLIP_MEDIA_IDLE:
    case CW_CLIP_MEDIA_FINDING:
      show (self, "poster");
      break;

    case CW_CLIP_MEDIA_NEEDS_CONSENT:
      ask_for_consent (self);
      break;

    case CW_CLIP_MEDIA_READY:
      cw_clip_media_find_others (self->media);
      break;

    case CW_CLIP_MEDIA_FAILED:
      fail (self, cw_clip_media_get_error (self->media));
      break;
    }
}

static void
update_spinner (CwClipPage *self)
{
  gboolean buffering;

  g_object_get (get_player (self), "buffering", &buffering, NULL);
  gtk_widget_set_visible (self->spinner, buffering || !cw_player_get_ready (get_player (self)));
}

static void
on_ready (CwClipPage *self)
{
  g_clear_handle_id (&self->watchdog, g_source_remove);
  update_spinner (self);
}

/* What the download says of itself is told in its words. */
static void
on_player_error (CwClipPage *self)
{
  const char *message = cw_player_get_error (get_player (self));
  g_autoptr (GError) error = NULL;

  if (message == NULL || cw_clip_media_get_state (self->media) == CW_CLIP_MEDIA_FAILED)
    return;

  error = g_error_new_literal (CW_ERROR, CW_ERROR_ENGINE, message);
  fail (self, error);
}

/* --- quality ----------------------------------------------------------------- */

static char *
format_rendition (CwRendition *rendition)
{
  int      height = (int) cw_rendition_get_height (rendition);
  int      rate = (int) ((cw_rendition_get_rate (rendition) + 500) / 1000);
  gboolean portrait = cw_rendition_get_portrait (rendition);

  if (height == 0)
    return g_strdup (portrait ? _ ("Portrait") : _ ("Original"));
  if (rate == 0)
    return g_strdup_printf (portrait ? _ ("Portrait %dp") : _ ("%dp"), height);

  /* Translators: height and frames per second, such as 1080p60 */
  return g_strdup_printf (portrait ? _ ("Portrait %dp%d") : _ ("%dp%d"), height, rate);
}

static void
on_renditions (CwClipPage *self)
{
  GListModel  *renditions = cw_clip_media_get_renditions (self->media);
  CwRendition *chosen = cw_clip_media_get_rendition (self->media);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = g_list_model_get_n_items (renditions);
  guint at = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (CwRendition) rendition = g_list_model_get_item (renditions, i);
      g_autofree char *name = format_rendition (rendition);

      gtk_string_list_append (names, name);
      if (rendition == chosen)
        at = i;
    }

  self->listing = TRUE;
  gtk_drop_down_set_model (self->quality, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->quality, at);
  self->listing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->quality), n > 1);
}

static void
on_quality (CwClipPage *self)
{
  guint at = gtk_drop_down_get_selected (self->quality);
  g_autoptr (CwRendition) rendition = NULL;

  if (self->listing || at == GTK_INVALID_LIST_POSITION)
    return;

  rendition = g_list_model_get_item (cw_clip_media_get_renditions (self->media), at);
  if (rendition != NULL)
    cw_clip_media_set_rendition (self->media, rendition);
}

/* --- what can be done --------------------------------------------------------- */

static void
retry (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwClipPage *self = CW_CLIP_PAGE (widget);

  cw_twitch_try_again (self->twitch);
  cw_clip_media_load (self->media);
}

static void
allow (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwClipPage *self = CW_CLIP_PAGE (widget);

  cw_clip_sources_set_consent (cw_twitch_get_sources (self->twitch), TRUE);
  cw_clip_media_load (self->media);
}

static void
copy_link (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  cw_link_copy (widget, cw_twitch_clip_get_url (CW_CLIP_PAGE (widget)->clip));
}

static void
open_in_browser (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  cw_link_open (widget, cw_twitch_clip_get_url (CW_CLIP_PAGE (widget)->clip));
}

/* Only what is in the library can be edited. */
static void
cw_clip_page_edit (CwPlayerBase *base,
                   gint64        in,
                   gint64        out)
{
  CwClipPage *self = CW_CLIP_PAGE (base);

  cw_clip_keep_edit (self->keep, in, out >= 0 ? out : cw_player_get_duration (get_player (self)));
}

static void
on_open (CwClipPage *self,
         GObject    *item)
{
  g_signal_emit (self, signals[OPEN], 0, item);
}

/* --- the page itself ---------------------------------------------------------- */

static void
on_fullscreened (CwClipPage *self,
                 GParamSpec *pspec,
                 GtkWindow  *window)
{
  gboolean full = gtk_window_is_fullscreen (window);

  adw_toolbar_view_set_reveal_top_bars (self->outer, !full);
  if (full)
    gtk_widget_add_css_class (GTK_WIDGET (self), "fullscreened");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "fullscreened");
  gtk_widget_set_visible (GTK_WIDGET (self->details), !full);
  gtk_widget_set_visible (GTK_WIDGET (self->related), !full);
}

static void
cw_clip_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_clip_page_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::fullscreened", G_CALLBACK (on_fullscreened), widget, G_CONNECT_SWAPPED);
}

static void
show_clip (CwClipPage *self)
{
  g_autoptr (CwFeed) related = cw_twitch_list_related (self->twitch, self->clip);
  g_autofree char *title = cw_card_text_dup_title (cw_twitch_clip_get_title (self->clip));
  g_autofree char *more = g_strdup_printf (_ ("More of %s"), cw_twitch_clip_get_channel_name (self->clip));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  cw_clip_details_show (self->details, self->twitch, self->clip);
  cw_clip_keep_show (self->keep, self->twitch, self->clip);
  cw_remote_picture_show (self->poster, cw_twitch_get_pictures (self->twitch), cw_twitch_clip_get_thumbnail (self->clip));
  g_object_set (self->related, "title", more, NULL);
  cw_feed_view_set_feed (CW_FEED_VIEW (self->related), self->twitch, related);
}

static void
cw_clip_page_constructed (GObject *object)
{
  CwClipPage *self = CW_CLIP_PAGE (object);

  G_OBJECT_CLASS (cw_clip_page_parent_class)->constructed (object);

  show_clip (self);
  self->media = cw_twitch_watch_clip (self->twitch, self->clip);
  g_signal_connect_object (self->media, "notify::state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->media, "notify::file", G_CALLBACK (play), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->media, "notify::rendition", G_CALLBACK (on_renditions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cw_clip_media_get_renditions (self->media), "items-changed", G_CALLBACK (on_renditions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_player (self), "notify::ready", G_CALLBACK (on_ready), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_player (self), "notify::buffering", G_CALLBACK (update_spinner), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_player (self), "notify::error", G_CALLBACK (on_player_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cw_twitch_get_session (self->twitch), "notify::account", G_CALLBACK (on_account), self, G_CONNECT_SWAPPED);
  on_renditions (self);
  cw_clip_media_load (self->media);
  on_state (self);
}

/**
 * cw_clip_page_new:
 * @twitch: where it comes from
 * @clip: a clip
 *
 * Returns: (transfer floating): a page that plays @clip
 */
CwClipPage *
cw_clip_page_new (CwTwitch     *twitch,
                  CwTwitchClip *clip)
{
  return g_object_new (CW_TYPE_CLIP_PAGE, "twitch", twitch, "clip", clip, NULL);
}

static void
cw_clip_page_dispose (GObject *object)
{
  CwClipPage *self = CW_CLIP_PAGE (object);

  g_clear_handle_id (&self->watchdog, g_source_remove);
  cw_player_base_set_parts (CW_PLAYER_BASE (self), NULL, NULL, NULL);
  /* It says a last word when it is closed. */
  if (get_player (self) != NULL)
    g_signal_handlers_disconnect_by_data (get_player (self), self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CLIP_PAGE);
  g_clear_object (&self->media);
  g_clear_object (&self->clip);
  g_clear_object (&self->twitch);

  G_OBJECT_CLASS (cw_clip_page_parent_class)->dispose (object);
}

static void
cw_clip_page_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwClipPage *self = CW_CLIP_PAGE (object);

  switch ((CwClipPageProperty) id)
    {
    case PROP_TWITCH:
      g_value_set_object (value, self->twitch);
      break;

    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;
    }
}

static void
cw_clip_page_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwClipPage *self = CW_CLIP_PAGE (object);

  switch ((CwClipPageProperty) id)
    {
    case PROP_TWITCH:
      self->twitch = g_value_dup_object (value);
      break;

    case PROP_CLIP:
      self->clip = g_value_dup_object (value);
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CW_TYPE_CLIP_DETAILS);
  g_type_ensure (CW_TYPE_CLIP_KEEP);
  g_type_ensure (CW_TYPE_FAILURE_PAGE);
  g_type_ensure (CW_TYPE_FEED_SHELF);
  g_type_ensure (CW_TYPE_PLAYER_CONTROLS);
  g_type_ensure (CW_TYPE_REMOTE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/clip/cw-clip-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, controls);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, details);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, failure);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, keep);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, layouts);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, outer);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, picture);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, poster);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, quality);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, related);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwClipPage, view);
  gtk_widget_class_bind_template_callback (widget_class, cw_player_base_on_key);
  gtk_widget_class_bind_template_callback (widget_class, cw_player_base_on_motion);
  gtk_widget_class_bind_template_callback (widget_class, cw_player_base_on_pressed);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_quality);
}

static void
cw_clip_page_class_init (CwClipPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_clip_page_constructed;
  object_class->dispose = cw_clip_page_dispose;
  object_class->get_property = cw_clip_page_get_property;
  object_class->set_property = cw_clip_page_set_property;
  widget_class->root = cw_clip_page_root;
  CW_PLAYER_BASE_CLASS (klass)->edit = cw_clip_page_edit;

  properties[PROP_TWITCH] = g_param_spec_object ("twitch", NULL, NULL, CW_TYPE_TWITCH, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_TWITCH_CLIP, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[OPEN] = g_signal_new ("open", CW_TYPE_CLIP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_install_action (widget_class, "clip.allow", NULL, allow);
  gtk_widget_class_install_action (widget_class, "clip.copy-link", NULL, copy_link);
  gtk_widget_class_install_action (widget_class, "clip.open-in-browser", NULL, open_in_browser);
  gtk_widget_class_install_action (widget_class, "clip.retry", NULL, retry);
  bind_template (widget_class);
}

static void
cw_clip_page_init (CwClipPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_player_base_set_parts (CW_PLAYER_BASE (self), self->view, self->picture, self->controls);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-channel-page.h"

#include "cw-clip-browser.h"
#include "cw-count-text.h"
#include "cw-feed-grid.h"
#include "cw-link.h"
#include "cw-make-clip-dialog.h"
#include "cw-remote-picture.h"
#include "cw-toast.h"

#include "cw-stream.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gi18n.h>

struct _CwChannelPage
{
  CwBrowsePage parent_instance;

  char      *channel_id;
  CwChannel *channel; /* nullable: until Twitch has told */
  CwStream  *stream;  /* nullable: what it broadcasts now */
  DexFuture *looking;
  DexFuture *listening;

  GtkWidget       *clip_button;
  CwClipBrowser   *clips;
  GtkLabel        *line;
  GtkWidget       *live;
  GtkLabel        *name;
  CwRemotePicture *picture;
  AdwViewStack    *stack;
  CwFeedGrid      *vods;
};

typedef enum
{
  PROP_CHANNEL_ID = 1,
  PROP_WATCHED,
} CwChannelPageProperty;

static GParamSpec *properties[PROP_WATCHED + 1];

G_DEFINE_FINAL_TYPE (CwChannelPage, cw_channel_page, CW_TYPE_BROWSE_PAGE)

/* --- who it is -------------------------------------------------------------- */

static void
show_line (CwChannelPage *self)
{
  g_autofree char *description = NULL;
  g_autofree char *viewers = NULL;
  g_autofree char *line = NULL;

  gtk_widget_set_visible (self->live, self->stream != NULL);
  gtk_widget_set_visible (self->clip_button, self->stream != NULL);
  if (self->stream != NULL)
    {
      viewers = cw_count_text_format_viewers (cw_stream_get_viewers (self->stream));
      line = g_strdup_printf (_ ("%s · %s"), cw_stream_get_title (self->stream), viewers);
    }
  else if (self->channel != NULL)
    {
      g_object_get (self->channel, "description", &description, NULL);
      line = g_strdelimit (g_steal_pointer (&description), "\r\n", ' ');
    }

  gtk_label_set_label (self->line, line != NULL ? line : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line), line);
  gtk_widget_set_visible (GTK_WIDGET (self->line), line != NULL && *line != '\0');
}

static void
show_channel (CwChannelPage *self)
{
  CwTwitch *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (self));

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), cw_channel_get_name (self->channel));
  gtk_label_set_label (self->name, cw_channel_get_name (self->channel));
  cw_remote_picture_show (self->picture, cw_twitch_get_pictures (twitch), cw_channel_get_picture (self->channel));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "channel.open-in-browser", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "channel.watched", TRUE);
  show_line (self);
}

/* That a channel is gone is told in the place of its clips. */
static DexFuture *
on_channel (DexFuture *future,
            gpointer   data)
{
  CwChannelPage *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    {
      g_set_object (&self->channel, g_value_get_object (value));
      show_channel (self);
    }
  else if (g_error_matches (error, CW_ERROR, CW_ERROR_MISSING))
    {
      gtk_label_set_label (self->line, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->line), TRUE);
    }

  return dex_future_new_true ();
}

/* A channel that is not live is no error. */
static DexFuture *
on_stream (DexFuture *future,
           gpointer   data)
{
  CwChannelPage *self = data;
  const GValue  *value = dex_future_get_value (future, NULL);

  g_set_object (&self->stream, value != NULL ? g_value_get_object (value) : NULL);
  show_line (self);

  return dex_future_new_true ();
}

static void
look_for_channel (CwChannelPage *self)
{
  CwTwitch *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (self));

  dex_clear (&self->looking);
  self->looking = dex_future_finally (cw_twitch_find_channel (twitch, self->channel_id), on_channel, self, NULL);
}

/* Where Twitch did not tell about the channel, it may do so now that it tells of
 * its clips. */
static void
on_clips_changed (CwChannelPage *self)
{
  if (self->channel == NULL && !dex_future_is_pending (self->looking))
    look_for_channel (self);
}

static void
cw_channel_page_reload (CwBrowsePage *page)
{
  CwChannelPage *self = CW_CHANNEL_PAGE (page);
  CwTwitch      *twitch = cw_browse_page_get_twitch (page);
  g_autoptr (CwClipFeed) clips = cw_twitch_list_channel_clips (twitch, self->channel_id);
  g_autoptr (CwFeed) vods = cw_twitch_list_vods (twitch, self->channel_id);

  cw_clip_browser_set_feed (self->clips, twitch, clips);
  cw_feed_view_set_feed (CW_FEED_VIEW (self->vods), twitch, vods);

  g_signal_connect_object (clips, "items-changed", G_CALLBACK (on_clips_changed), self, G_CONNECT_SWAPPED);
  look_for_channel (self);
  dex_clear (&self->listening);
  self->listening = dex_future_finally (cw_twitch_find_stream (twitch, self->channel_id), on_stream, self, NULL);
}

/* --- actions ---------------------------------------------------------------- */

static void
open_in_browser (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CwChannelPage   *self = CW_CHANNEL_PAGE (widget);
  g_autofree char *url = g_strconcat ("https://www.twitch.tv/", cw_channel_get_login (self->channel), NULL);

  cw_link_open (widget, url);
}

static void
on_made (CwChannelPage *self,
         CwTwitchClip  *clip)
{
  cw_browse_page_open (CW_BROWSE_PAGE (self), G_OBJECT (clip));
}

static void
make_clip (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwChannelPage    *self = CW_CHANNEL_PAGE (widget);
  CwTwitch         *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (self));
  gint64            seconds = g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10);
  CwMakeClipDialog *dialog = cw_make_clip_dialog_new_live (twitch, self->channel_id, seconds * 1000000000);

  g_signal_connect_object (dialog, "made", G_CALLBACK (on_made), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static CwClipWatch *
get_watch (CwChannelPage *self)
{
  return cw_twitch_get_watch (cw_browse_page_get_twitch (CW_BROWSE_PAGE (self)));
}

static DexFuture *
on_watch_changed (DexFuture *future,
                  gpointer   data)
{
  CwChannelPage *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && !cw_error_is_cancelled (error))
    cw_toast_show (GTK_WIDGET (self), "%s", error->message);
  else if (error == NULL && cw_clip_watch_is_watched (get_watch (self), self->channel_id))
    cw_toast_show (GTK_WIDGET (self), _ ("You will be told of new clips of %s"), cw_channel_get_name (self->channel));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHED]);

  return dex_future_new_true ();
}

static void
set_watched (CwChannelPage *self,
             gboolean       watched)
{
  CwClipWatch *watch = get_watch (self);
  DexFuture   *change;

  if (self->channel == NULL || cw_clip_watch_is_watched (watch, self->channel_id) == watched)
    return;

  change = watched ? cw_clip_watch_add (watch, self->channel) : cw_clip_watch_remove (watch, self->channel_id);
  dex_future_disown (dex_future_finally (change, on_watch_changed, g_object_ref (self), g_object_unref));
}

/* It may be changed on the page of new clips, too. */
static void
on_channels_changed (CwChannelPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHED]);
}

/* --- the page itself -------------------------------------------------------- */

/**
 * cw_channel_page_new:
 * @twitch: where it comes from
 * @channel_id: which channel
 * @name: what it is called, as far as that is known
 *
 * Returns: (transfer floating): its page
 */
CwChannelPage *
cw_channel_page_new (CwTwitch   *twitch,
                     const char *channel_id,
                     const char *name)
{
  CwChannelPage *self = g_object_new (CW_TYPE_CHANNEL_PAGE, "twitch", twitch, "channel-id", channel_id, "title", name, NULL);

  if (self->channel == NULL)
    gtk_label_set_label (self->name, name);

  return self;
}

static void
cw_channel_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (cw_channel_page_parent_class)->constructed (object);

  g_signal_connect_object (cw_clip_watch_get_channels (get_watch (CW_CHANNEL_PAGE (object))), "items-changed", G_CALLBACK (on_channels_changed), object, G_CONNECT_SWAPPED);
}

static void
cw_channel_page_dispose (GObject *object)
{
  CwChannelPage *self = CW_CHANNEL_PAGE (object);

  dex_clear (&self->looking);
  dex_clear (&self->listening);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CHANNEL_PAGE);
  g_clear_object (&self->channel);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (cw_channel_page_parent_class)->dispose (object);
}

static void
cw_channel_page_finalize (GObject *object)
{
  g_free (CW_CHANNEL_PAGE (object)->channel_id);

  G_OBJECT_CLASS (cw_channel_page_parent_class)->finalize (object);
}

static void
cw_channel_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch ((CwChannelPageProperty) id)
    {
    case PROP_CHANNEL_ID:
      g_value_set_string (value, CW_CHANNEL_PAGE (object)->channel_id);
      break;

    case PROP_WATCHED:
      g_value_set_boolean (value, cw_clip_watch_is_watched (get_watch (CW_CHANNEL_PAGE (object)), CW_CHANNEL_PAGE (object)->channel_id));
      break;
    }
}

static void
cw_channel_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch ((CwChannelPageProperty) id)
    {
    case PROP_CHANNEL_ID:
      CW_CHANNEL_PAGE (object)->channel_id = g_value_dup_string (value);
      break;

    case PROP_WATCHED:
      set_watched (CW_CHANNEL_PAGE (object), g_value_get_boolean (value));
      break;
    }
}

static void
cw_channel_page_class_init (CwChannelPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_channel_page_constructed;
  object_class->dispose = cw_channel_page_dispose;
  object_class->finalize = cw_channel_page_finalize;
  object_class->get_property = cw_channel_page_get_property;
  object_class->set_property = cw_channel_page_set_property;
  CW_BROWSE_PAGE_CLASS (klass)->reload = cw_channel_page_reload;

  properties[PROP_CHANNEL_ID] = g_param_spec_string ("channel-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WATCHED] = g_param_spec_boolean ("watched", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_property_action (widget_class, "channel.watched", "watched");
  gtk_widget_class_install_action (widget_class, "channel.make-clip", "s", make_clip);
  gtk_widget_class_install_action (widget_class, "channel.open-in-browser", NULL, open_in_browser);

  g_type_ensure (CW_TYPE_CLIP_BROWSER);
  g_type_ensure (CW_TYPE_FEED_GRID);
  g_type_ensure (CW_TYPE_REMOTE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-channel-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, clip_button);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, clips);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, line);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, live);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, name);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, picture);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwChannelPage, vods);
}

static void
cw_channel_page_init (CwChannelPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "channel.open-in-browser", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "channel.watched", FALSE);
  cw_browse_page_watch (CW_BROWSE_PAGE (self), cw_clip_browser_get_view (self->clips));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->vods));
}

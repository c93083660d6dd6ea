/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-new-clips-page.h"

#include "cw-feed-grid.h"
#include "cw-watched-dialog.h"

#include "cw-async.h"

#include <glib/gi18n.h>

/**
 * CwNewClipsPage:
 *
 * What was clipped on the channels that the user watches, and how to choose those.
 */
struct _CwNewClipsPage
{
  CwBrowsePage parent_instance;

  AdwBanner  *banner;
  CwFeedGrid *grid;
  GtkStack   *refresh;
};

G_DEFINE_FINAL_TYPE (CwNewClipsPage, cw_new_clips_page, CW_TYPE_BROWSE_PAGE)

static CwClipWatch *
get_watch (gpointer self)
{
  return cw_twitch_get_watch (cw_browse_page_get_twitch (self));
}

static void
update (CwNewClipsPage *self)
{
  CwClipWatch *watch = get_watch (self);
  gboolean     watches = g_list_model_get_n_items (cw_clip_watch_get_channels (watch)) > 0;
  g_autoptr (GError) error = NULL;

  g_object_get (watch, "error", &error, NULL);
  gtk_stack_set_visible_child_name (self->refresh, cw_clip_watch_get_checking (watch) ? "checking" : "button");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "browse.reload", watches);
  if (error != NULL)
    adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, error != NULL && watches);

  g_object_set (self->grid,
                "empty-title", watches ? _ ("Nothing New") : _ ("Be the First to Know"),
                "empty-text", watches ? _ ("What is clipped on the channels you watch appears here, for a day.") : _ ("Open a channel and press Watch: what is clipped there from then on appears here, and you are told of it."),
                NULL);
}

/* Errors are the banner's. */
static DexFuture *
on_checked (DexFuture *future,
            gpointer   data)
{
  return dex_future_new_true ();
}

static void
cw_new_clips_page_reload (CwBrowsePage *page)
{
  CwNewClipsPage *self = CW_NEW_CLIPS_PAGE (page);
  CwClipWatch    *watch = get_watch (page);

  if (cw_feed_view_get_feed (CW_FEED_VIEW (self->grid)) != NULL && g_list_model_get_n_items (cw_clip_watch_get_channels (watch)) > 0)
    dex_future_disown (dex_future_finally (cw_clip_watch_check (watch), on_checked, NULL, NULL));
}

static void
manage (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_present (ADW_DIALOG (cw_watched_dialog_new (get_watch (widget))), widget);
}

/* Who has looked at the page has seen them. */
static void
cw_new_clips_page_hidden (AdwNavigationPage *page)
{
  dex_future_disown (dex_future_finally (cw_clip_watch_mark_seen (get_watch (page), NULL), on_checked, NULL, NULL));
}

static void
cw_new_clips_page_constructed (GObject *object)
{
  CwNewClipsPage *self = CW_NEW_CLIPS_PAGE (object);
  CwTwitch       *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (object));
  CwClipWatch    *watch = cw_twitch_get_watch (twitch);
  g_autoptr (CwFeed) feed = cw_twitch_list_new (twitch);

  G_OBJECT_CLASS (cw_new_clips_page_parent_class)->constructed (object);

  cw_feed_view_set_feed (CW_FEED_VIEW (self->grid), twitch, feed);
  g_signal_connect_object (watch, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cw_clip_watch_get_channels (watch), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
cw_new_clips_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_NEW_CLIPS_PAGE);

  G_OBJECT_CLASS (cw_new_clips_page_parent_class)->dispose (object);
}

static void
cw_new_clips_page_class_init (CwNewClipsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = cw_new_clips_page_constructed;
  object_class->dispose = cw_new_clips_page_dispose;
  CW_BROWSE_PAGE_CLASS (klass)->reload = cw_new_clips_page_reload;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = cw_new_clips_page_hidden;

  gtk_widget_class_install_action (widget_class, "new-clips.manage", NULL, manage);

  g_type_ensure (CW_TYPE_FEED_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-new-clips-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwNewClipsPage, banner);
  gtk_widget_class_bind_template_child (widget_class, CwNewClipsPage, grid);
  gtk_widget_class_bind_template_child (widget_class, CwNewClipsPage, refresh);
}

static void
cw_new_clips_page_init (CwNewClipsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->grid));
}

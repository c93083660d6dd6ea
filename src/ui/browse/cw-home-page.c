/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-home-page.h"

#include "cw-client-id.h"
#include "cw-feed-shelf.h"

#include <glib/gi18n.h>

/* How old the most watched of one's own clips may be, us. */
#define PERIOD (30 * G_TIME_SPAN_DAY)

struct _CwHomePage
{
  CwBrowsePage parent_instance;

  CwFeedShelf   *live;
  CwFeedShelf   *newest;
  CwFeedShelf   *recent;
  GtkWidget     *sign_in_button;
  GtkStack      *stack;
  CwFeedShelf   *top;
  AdwStatusPage *welcome;
  GtkWidget     *preferences_button;
};

G_DEFINE_FINAL_TYPE (CwHomePage, cw_home_page, CW_TYPE_BROWSE_PAGE)

static void
show (CwHomePage  *self,
      CwFeedShelf *shelf,
      CwFeed      *feed)
{
  cw_feed_view_set_feed (CW_FEED_VIEW (shelf), cw_browse_page_get_twitch (CW_BROWSE_PAGE (self)), feed);
  g_clear_object (&feed);
}

static void
show_own (CwHomePage *self,
          CwAccount  *account)
{
  CwTwitch   *twitch = cw_browse_page_get_twitch (CW_BROWSE_PAGE (self));
  CwClipFeed *top = cw_twitch_list_channel_clips (twitch, cw_account_get_id (account));
  CwClipFeed *newest = cw_twitch_list_channel_clips (twitch, cw_account_get_id (account));

  cw_clip_feed_set_period (top, g_get_real_time () - PERIOD, 0);
  cw_clip_feed_set_sort (newest, CW_CLIP_SORT_NEWEST);
  show (self, self->top, CW_FEED (top));
  show (self, self->newest, CW_FEED (newest));
}

static void
show_welcome (CwHomePage *self)
{
  g_autofree char *client_id = cw_client_id_dup ();
  gboolean         has_client_id = *client_id != '\0';

  adw_status_page_set_title (self->welcome, has_client_id ? _ ("See What Was Clipped") : _ ("Set Up Twitch First"));
  adw_status_page_set_description (self->welcome, has_client_id ? _ ("Sign in with Twitch to see your clips and those of the channels you follow. You confirm a code on twitch.tv; Clipwright never sees your password.") : _ ("This build of Clipwright has no client ID for Twitch. Register one in Twitch’s developer console, as a public client, and enter it in Preferences. Everything else works without it."));
  gtk_widget_set_visible (self->sign_in_button, has_client_id);
  gtk_widget_set_visible (self->preferences_button, !has_client_id);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

static void
cw_home_page_reload (CwBrowsePage *page)
{
  CwHomePage *self = CW_HOME_PAGE (page);
  CwTwitch   *twitch = cw_browse_page_get_twitch (page);
  CwAccount  *account = cw_twitch_session_get_account (cw_twitch_get_session (twitch));

  if (account == NULL)
    {
      show (self, self->live, NULL);
      show (self, self->recent, NULL);
      show (self, self->top, NULL);
      show (self, self->newest, NULL);
      show_welcome (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "shelves");
  show (self, self->live, cw_twitch_list_live (twitch));
  show (self, self->recent, cw_twitch_list_recent (twitch));
  show_own (self, account);
}

static void
cw_home_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_HOME_PAGE);

  G_OBJECT_CLASS (cw_home_page_parent_class)->dispose (object);
}

static void
cw_home_page_class_init (CwHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_home_page_dispose;
  CW_BROWSE_PAGE_CLASS (klass)->reload = cw_home_page_reload;

  g_type_ensure (CW_TYPE_FEED_SHELF);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, live);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, newest);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, preferences_button);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, top);
  gtk_widget_class_bind_template_child (widget_class, CwHomePage, welcome);
}

static void
cw_home_page_init (CwHomePage *self)
{
  CwFeedShelf *shelves[4];

  gtk_widget_init_template (GTK_WIDGET (self));

  shelves[0] = self->live;
  shelves[1] = self->recent;
  shelves[2] = self->top;
  shelves[3] = self->newest;
  for (guint i = 0; i < G_N_ELEMENTS (shelves); i++)
    cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (shelves[i]));
}

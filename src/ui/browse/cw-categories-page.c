/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-categories-page.h"

#include "cw-feed-grid.h"

struct _CwCategoriesPage
{
  CwBrowsePage parent_instance;

  CwFeedGrid *grid;
};

G_DEFINE_FINAL_TYPE (CwCategoriesPage, cw_categories_page, CW_TYPE_BROWSE_PAGE)

static void
cw_categories_page_reload (CwBrowsePage *page)
{
  CwTwitch *twitch = cw_browse_page_get_twitch (page);
  g_autoptr (CwFeed) feed = cw_twitch_list_categories (twitch);

  cw_feed_view_set_feed (CW_FEED_VIEW (CW_CATEGORIES_PAGE (page)->grid), twitch, feed);
}

static void
cw_categories_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_CATEGORIES_PAGE);

  G_OBJECT_CLASS (cw_categories_page_parent_class)->dispose (object);
}

static void
cw_categories_page_class_init (CwCategoriesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_categories_page_dispose;
  CW_BROWSE_PAGE_CLASS (klass)->reload = cw_categories_page_reload;

  g_type_ensure (CW_TYPE_FEED_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-categories-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCategoriesPage, grid);
}

static void
cw_categories_page_init (CwCategoriesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->grid));
}

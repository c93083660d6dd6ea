/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-category-page.h"

#include "cw-clip-browser.h"
#include "cw-feed-grid.h"

struct _CwCategoryPage
{
  CwBrowsePage parent_instance;

  CwCategory *category;

  CwClipBrowser *clips;
  AdwViewStack  *stack;
  CwFeedGrid    *streams;
};

typedef enum
{
  PROP_CATEGORY = 1,
} CwCategoryPageProperty;

static GParamSpec *properties[PROP_CATEGORY + 1];

G_DEFINE_FINAL_TYPE (CwCategoryPage, cw_category_page, CW_TYPE_BROWSE_PAGE)

static void
cw_category_page_reload (CwBrowsePage *page)
{
  CwCategoryPage *self = CW_CATEGORY_PAGE (page);
  CwTwitch       *twitch = cw_browse_page_get_twitch (page);
  const char     *id = cw_category_get_id (self->category);
  g_autoptr (CwClipFeed) clips = cw_twitch_list_category_clips (twitch, id);
  g_autoptr (CwFeed) streams = cw_twitch_list_streams (twitch, id);

  cw_clip_browser_set_feed (self->clips, twitch, clips);
  cw_feed_view_set_feed (CW_FEED_VIEW (self->streams), twitch, streams);
}

/**
 * cw_category_page_new:
 * @twitch: where it comes from
 * @category: a category
 *
 * Returns: (transfer floating): its page
 */
CwCategoryPage *
cw_category_page_new (CwTwitch   *twitch,
                      CwCategory *category)
{
  return g_object_new (CW_TYPE_CATEGORY_PAGE, "twitch", twitch, "category", category, "title", cw_category_get_name (category), NULL);
}

static void
cw_category_page_dispose (GObject *object)
{
  CwCategoryPage *self = CW_CATEGORY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CATEGORY_PAGE);
  g_clear_object (&self->category);

  G_OBJECT_CLASS (cw_category_page_parent_class)->dispose (object);
}

static void
cw_category_page_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((CwCategoryPageProperty) id)
    {
    case PROP_CATEGORY:
      g_value_set_object (value, CW_CATEGORY_PAGE (object)->category);
      break;
    }
}

static void
cw_category_page_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch ((CwCategoryPageProperty) id)
    {
    case PROP_CATEGORY:
      CW_CATEGORY_PAGE (object)->category = g_value_dup_object (value);
      break;
    }
}

static void
cw_category_page_class_init (CwCategoryPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_category_page_dispose;
  object_class->get_property = cw_category_page_get_property;
  object_class->set_property = cw_category_page_set_property;
  CW_BROWSE_PAGE_CLASS (klass)->reload = cw_category_page_reload;

  properties[PROP_CATEGORY] = g_param_spec_object ("category", NULL, NULL, CW_TYPE_CATEGORY, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CW_TYPE_CLIP_BROWSER);
  g_type_ensure (CW_TYPE_FEED_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-category-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CwCategoryPage, clips);
  gtk_widget_class_bind_template_child (widget_class, CwCategoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CwCategoryPage, streams);
}

static void
cw_category_page_init (CwCategoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), cw_clip_browser_get_view (self->clips));
  cw_browse_page_watch (CW_BROWSE_PAGE (self), CW_FEED_VIEW (self->streams));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-browser.h"

#include "cw-clip-filter-popover.h"
#include "cw-feed-grid.h"
#include "cw-period-popover.h"

#include <glib/gi18n.h>

struct _CwClipBrowser
{
  AdwBin parent_instance;

  CwClipFeed *feed;

  GtkMenuButton       *filter_button;
  CwClipFilterPopover *filter_popover;
  CwFeedGrid          *grid;
  GtkMenuButton       *period_button;
  CwPeriodPopover     *period_popover;
  GtkDropDown         *sort;
};

G_DEFINE_FINAL_TYPE (CwClipBrowser, cw_clip_browser, ADW_TYPE_BIN)

/* What is asked for anew begins at the top. */
static void
ask (CwClipBrowser *self)
{
  cw_feed_grid_scroll_to_top (self->grid);
  cw_feed_view_load_more (CW_FEED_VIEW (self->grid));
}

static void
on_period (CwClipBrowser *self)
{
  gint64 from, to;

  gtk_menu_button_set_label (self->period_button, cw_period_popover_get_name (self->period_popover));
  if (self->feed == NULL)
    return;

  cw_period_popover_get_period (self->period_popover, &from, &to);
  cw_clip_feed_set_period (self->feed, from, to);
  ask (self);
}

static void
on_sort (CwClipBrowser *self)
{
  if (self->feed == NULL)
    return;

  cw_clip_feed_set_sort (self->feed, (CwClipSort) gtk_drop_down_get_selected (self->sort));
  ask (self);
}

static void
on_filter (CwClipBrowser *self)
{
  const CwClipFilter *filter = cw_clip_filter_popover_get_filter (self->filter_popover);

  if (cw_clip_filter_is_empty (filter))
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");

  if (self->feed == NULL)
    return;

  cw_clip_feed_set_filter (self->feed, filter);
  ask (self);
}

/**
 * cw_clip_browser_set_feed:
 * @self: a browser
 * @twitch: where it comes from
 * @feed: (nullable): the clips to browse, of the period, in the order and with the
 *   filter that are chosen
 */
void
cw_clip_browser_set_feed (CwClipBrowser *self,
                          CwTwitch      *twitch,
                          CwClipFeed    *feed)
{
  gint64 from, to;

  g_return_if_fail (CW_IS_CLIP_BROWSER (self));

  g_set_object (&self->feed, feed);
  if (feed != NULL)
    {
      cw_period_popover_get_period (self->period_popover, &from, &to);
      cw_clip_feed_set_period (feed, from, to);
      cw_clip_feed_set_sort (feed, (CwClipSort) gtk_drop_down_get_selected (self->sort));
      cw_clip_feed_set_filter (feed, cw_clip_filter_popover_get_filter (self->filter_popover));
    }

  cw_feed_view_set_feed (CW_FEED_VIEW (self->grid), twitch, CW_FEED (feed));
}

/**
 * cw_clip_browser_get_view:
 * @self: a browser
 *
 * Returns: (transfer none): the view of the clips
 */
CwFeedView *
cw_clip_browser_get_view (CwClipBrowser *self)
{
  g_return_val_if_fail (CW_IS_CLIP_BROWSER (self), NULL);

  return CW_FEED_VIEW (self->grid);
}

static void
cw_clip_browser_dispose (GObject *object)
{
  CwClipBrowser *self = CW_CLIP_BROWSER (object);

  g_clear_object (&self->feed);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CLIP_BROWSER);

  G_OBJECT_CLASS (cw_clip_browser_parent_class)->dispose (object);
}

static void
cw_clip_browser_class_init (CwClipBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_clip_browser_dispose;

  g_type_ensure (CW_TYPE_CLIP_FILTER_POPOVER);
  g_type_ensure (CW_TYPE_FEED_GRID);
  g_type_ensure (CW_TYPE_PERIOD_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-clip-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, CwClipBrowser, filter_button);
  gtk_widget_class_bind_template_child (widget_class, CwClipBrowser, filter_popover);
  gtk_widget_class_bind_template_child (widget_class, CwClipBrowser, grid);
  gtk_widget_class_bind_template_child (widget_class, CwClipBrowser, period_button);
  gtk_widget_class_bind_template_child (widget_class, CwClipBrowser, period_popover);
  gtk_widget_class_bind_template_child (widget_class, CwClipBrowser, sort);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_period);
  gtk_widget_class_bind_template_callback (widget_class, on_sort);
}

static void
cw_clip_browser_init (CwClipBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_period (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-feed-shelf.h"

#include "cw-browse-card.h"
#include "cw-failure-page.h"

#define CARD_WIDTH 240
#define N_BLANKS 8

struct _CwFeedShelf
{
  CwFeedView parent_instance;

  int card_width;

  GtkBox            *blanks;
  GtkLabel          *empty;
  GtkButton         *failure_button;
  GtkLabel          *failure_label;
  GtkListView       *list;
  GtkScrolledWindow *scroller;
  GtkStack          *stack;
  GtkLabel          *title;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_EMPTY_TEXT,
  PROP_CARD_WIDTH,
} CwFeedShelfProperty;

static GParamSpec *properties[PROP_CARD_WIDTH + 1];

G_DEFINE_FINAL_TYPE (CwFeedShelf, cw_feed_shelf, CW_TYPE_FEED_VIEW)

static GtkWidget *
make_card (CwFeedShelf *self)
{
  CwBrowseCard *card = cw_browse_card_new (cw_feed_view_get_twitch (CW_FEED_VIEW (self)));

  cw_browse_card_set_width (card, self->card_width);
  return GTK_WIDGET (card);
}

static void
show_blanks (CwFeedShelf *self)
{
  if (cw_feed_view_get_twitch (CW_FEED_VIEW (self)) == NULL || gtk_widget_get_first_child (GTK_WIDGET (self->blanks)) != NULL)
    return;

  for (int i = 0; i < N_BLANKS; i++)
    gtk_box_append (self->blanks, make_card (self));
}

/* Asks on until what is there fills what can be seen, and some more. */
static void
fill (CwFeedShelf *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);
  CwFeed        *feed = cw_feed_view_get_feed (CW_FEED_VIEW (self));
  double         left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (feed == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) || cw_feed_get_failure (feed) != NULL)
    return;

  if (cw_feed_view_get_state (CW_FEED_VIEW (self)) != CW_FEED_VIEW_FULL || left < gtk_adjustment_get_page_size (adjustment))
    cw_feed_view_load_more (CW_FEED_VIEW (self));
}

static void
set_model (CwFeedShelf *self,
           CwFeed      *feed)
{
  GtkSelectionModel *before = gtk_list_view_get_model (self->list);
  g_autoptr (GtkNoSelection) selection = NULL;

  if (before != NULL && gtk_no_selection_get_model (GTK_NO_SELECTION (before)) == G_LIST_MODEL (feed))
    return;

  selection = feed != NULL ? gtk_no_selection_new (G_LIST_MODEL (g_object_ref (feed))) : NULL;
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
cw_feed_shelf_update (CwFeedView *view)
{
  CwFeedShelf *self = CW_FEED_SHELF (view);
  CwFeed      *feed = cw_feed_view_get_feed (view);

  set_model (self, feed);
  switch (cw_feed_view_get_state (view))
    {
    case CW_FEED_VIEW_BLANK:
      show_blanks (self);
      gtk_stack_set_visible_child_name (self->stack, "blank");
      break;

    case CW_FEED_VIEW_FAILED:
      gtk_label_set_label (self->failure_label, cw_feed_get_failure (feed)->message);
      cw_failure_page_set_button (self->failure_button, cw_feed_view_get_twitch (CW_FEED_VIEW (self)), cw_feed_get_failure (feed), "feed.retry", "basics");
      gtk_stack_set_visible_child_name (self->stack, "failure");
      break;

    case CW_FEED_VIEW_EMPTY:
      gtk_stack_set_visible_child_name (self->stack, "empty");
      break;

    case CW_FEED_VIEW_FULL:
      gtk_stack_set_visible_child_name (self->stack, "list");
      break;
    }

  fill (self);
}

static void
on_setup (CwFeedShelf *self,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, make_card (self));
}

static void
on_activate (CwFeedShelf *self,
             guint        position)
{
  cw_feed_view_open (CW_FEED_VIEW (self), position);
}

static void
cw_feed_shelf_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_feed_shelf_parent_class)->map (widget);
  fill (CW_FEED_SHELF (widget));
}

static void
cw_feed_shelf_constructed (GObject *object)
{
  CwFeedShelf   *self = CW_FEED_SHELF (object);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scroller);

  G_OBJECT_CLASS (cw_feed_shelf_parent_class)->constructed (object);

  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
}

static void
cw_feed_shelf_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_FEED_SHELF);

  G_OBJECT_CLASS (cw_feed_shelf_parent_class)->dispose (object);
}

static void
cw_feed_shelf_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CwFeedShelf *self = CW_FEED_SHELF (object);

  switch ((CwFeedShelfProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title));
      break;

    case PROP_EMPTY_TEXT:
      g_value_set_string (value, gtk_label_get_label (self->empty));
      break;

    case PROP_CARD_WIDTH:
      g_value_set_int (value, self->card_width);
      break;
    }
}

static void
cw_feed_shelf_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CwFeedShelf *self = CW_FEED_SHELF (object);

  switch ((CwFeedShelfProperty) id)
    {
    case PROP_TITLE:
      gtk_label_set_label (self->title, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
      break;

    case PROP_EMPTY_TEXT:
      gtk_label_set_label (self->empty, g_value_get_string (value));
      break;

    case PROP_CARD_WIDTH:
      self->card_width = g_value_get_int (value);
      break;
    }
}

static void
cw_feed_shelf_class_init (CwFeedShelfClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = cw_feed_shelf_constructed;
  object_class->dispose = cw_feed_shelf_dispose;
  object_class->get_property = cw_feed_shelf_get_property;
  object_class->set_property = cw_feed_shelf_set_property;
  widget_class->map = cw_feed_shelf_map;
  CW_FEED_VIEW_CLASS (klass)->update = cw_feed_shelf_update;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  properties[PROP_CARD_WIDTH] = g_param_spec_int ("card-width", NULL, NULL, 1, 1000, CARD_WIDTH, flags | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-feed-shelf.ui");
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, blanks);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, empty);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, failure_button);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, failure_label);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, list);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, scroller);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, stack);
  gtk_widget_class_bind_template_child (widget_class, CwFeedShelf, title);
  gtk_widget_class_bind_template_callback (widget_class, cw_feed_view_bind);
  gtk_widget_class_bind_template_callback (widget_class, cw_feed_view_unbind);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
}

static void
cw_feed_shelf_init (CwFeedShelf *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

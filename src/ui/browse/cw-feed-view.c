/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-feed-view.h"

#include "cw-browse-card.h"
#include "cw-card-text.h"

#include "cw-async.h"
#include "cw-error.h"

typedef struct
{
  CwTwitch *twitch;
  CwFeed   *feed;
} CwFeedViewPrivate;

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CwFeedView, cw_feed_view, ADW_TYPE_BIN)

static CwFeedViewPrivate *
get_private (gpointer self)
{
  return cw_feed_view_get_instance_private (self);
}

static void
update (CwFeedView *self)
{
  CW_FEED_VIEW_GET_CLASS (self)->update (self);
}

/**
 * cw_feed_view_get_feed:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CwFeed *
cw_feed_view_get_feed (CwFeedView *self)
{
  g_return_val_if_fail (CW_IS_FEED_VIEW (self), NULL);

  return get_private (self)->feed;
}

CwTwitch *
cw_feed_view_get_twitch (CwFeedView *self)
{
  g_return_val_if_fail (CW_IS_FEED_VIEW (self), NULL);

  return get_private (self)->twitch;
}

CwFeedViewState
cw_feed_view_get_state (CwFeedView *self)
{
  CwFeed *feed;

  g_return_val_if_fail (CW_IS_FEED_VIEW (self), CW_FEED_VIEW_BLANK);

  feed = get_private (self)->feed;
  if (feed == NULL)
    return CW_FEED_VIEW_BLANK;
  if (g_list_model_get_n_items (G_LIST_MODEL (feed)) > 0)
    return CW_FEED_VIEW_FULL;
  if (!cw_feed_is_loading (feed) && cw_feed_get_failure (feed) != NULL)
    return CW_FEED_VIEW_FAILED;

  return cw_feed_is_complete (feed) ? CW_FEED_VIEW_EMPTY : CW_FEED_VIEW_BLANK;
}

/* What goes wrong is a property of the feed, and shown by update. */
static DexFuture *
on_asked (DexFuture *future,
          gpointer   data)
{
  return dex_future_new_true ();
}

/**
 * cw_feed_view_load_more:
 * @self: a view
 *
 * Asks for what follows, if there is more.
 */
void
cw_feed_view_load_more (CwFeedView *self)
{
  CwFeed *feed;

  g_return_if_fail (CW_IS_FEED_VIEW (self));

  feed = get_private (self)->feed;
  if (feed != NULL && !cw_feed_is_complete (feed) && !cw_feed_is_loading (feed))
    dex_future_disown (dex_future_finally (cw_feed_load_more (feed), on_asked, NULL, NULL));
}

static void
retry (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  CwFeedView *self = CW_FEED_VIEW (widget);

  cw_twitch_try_again (get_private (self)->twitch);
  cw_feed_view_load_more (self);
}

/**
 * cw_feed_view_set_feed:
 * @self: a view
 * @twitch: where it comes from
 * @feed: (nullable): what to show; asked for its first things once the view is seen
 */
void
cw_feed_view_set_feed (CwFeedView *self,
                       CwTwitch   *twitch,
                       CwFeed     *feed)
{
  CwFeedViewPrivate *private;

  g_return_if_fail (CW_IS_FEED_VIEW (self));

  private = get_private (self);
  g_set_object (&private->twitch, twitch);
  if (private->feed == feed)
    return;

  if (private->feed != NULL)
    {
      g_signal_handlers_disconnect_by_data (private->feed, self);
      cw_feed_stop (private->feed);
    }

  g_set_object (&private->feed, feed);
  if (feed != NULL)
    {
      g_signal_connect_object (feed, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (feed, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  update (self);
}

/**
 * cw_feed_view_open:
 * @self: a view
 * @position: which thing
 */
void
cw_feed_view_open (CwFeedView *self,
                   guint       position)
{
  g_autoptr (GObject) item = NULL;

  g_return_if_fail (CW_IS_FEED_VIEW (self));

  item = g_list_model_get_item (G_LIST_MODEL (get_private (self)->feed), position);
  if (item != NULL)
    g_signal_emit (self, signals[OPEN], 0, item);
}

static void
open_by_id (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CwFeedView *self = CW_FEED_VIEW (widget);
  const char *id = g_variant_get_string (parameter, NULL);
  GPtrArray  *items = cw_feed_get_items (get_private (self)->feed);

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *own = NULL;

      g_object_get (items->pdata[i], "id", &own, NULL);
      if (g_strcmp0 (own, id) == 0)
        {
          cw_feed_view_open (self, i);
          return;
        }
    }
}

/* --- for the factories of its classes --------------------------------------- */

void
cw_feed_view_setup (CwFeedView  *self,
                    GtkListItem *item)
{
  gtk_list_item_set_child (item, GTK_WIDGET (cw_browse_card_new (get_private (self)->twitch)));
}

void
cw_feed_view_bind (CwFeedView  *self,
                   GtkListItem *item)
{
  GObject   *object = gtk_list_item_get_item (item);
  CwCardText text;

  cw_card_text_make (&text, object);
  gtk_list_item_set_accessible_label (item, text.title);
  gtk_list_item_set_accessible_description (item, text.details);
  cw_browse_card_set_item (CW_BROWSE_CARD (gtk_list_item_get_child (item)), object, &text);
  cw_card_text_clear (&text);
}

void
cw_feed_view_unbind (CwFeedView  *self,
                     GtkListItem *item)
{
  cw_browse_card_set_item (CW_BROWSE_CARD (gtk_list_item_get_child (item)), NULL, NULL);
}

/* A key goes to the focused cell, which is around the card. */
static gboolean
on_menu_key (GtkWidget *widget,
             GVariant  *parameter,
             gpointer   data)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *cell = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *card = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return CW_IS_BROWSE_CARD (card) && gtk_widget_activate_action (card, "card.menu", NULL);
}

static void
cw_feed_view_dispose (GObject *object)
{
  CwFeedViewPrivate *private = get_private (object);

  if (private->feed != NULL)
    {
      g_signal_handlers_disconnect_by_data (private->feed, object);
      cw_feed_stop (private->feed);
    }
  g_clear_object (&private->feed);
  g_clear_object (&private->twitch);

  G_OBJECT_CLASS (cw_feed_view_parent_class)->dispose (object);
}

static void
cw_feed_view_class_init (CwFeedViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_feed_view_dispose;

  signals[OPEN] = g_signal_new ("open", CW_TYPE_FEED_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Menu, GDK_NO_MODIFIER_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "feed.open", "s", open_by_id);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "feed.retry", NULL, retry);
}

static void
cw_feed_view_init (CwFeedView *self)
{
}

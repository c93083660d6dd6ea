/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-model-feed.h"

/**
 * CwModelFeed:
 *
 * A feed of what is in a list that grows by itself: there is nothing to ask for.
 */
struct _CwModelFeed
{
  CwFeed parent_instance;

  GListModel *model;
};

G_DEFINE_FINAL_TYPE (CwModelFeed, cw_model_feed, CW_TYPE_FEED)

static void
on_items_changed (CwModelFeed *self,
                  guint        position,
                  guint        n_removed,
                  guint        n_added)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (added, g_list_model_get_item (self->model, position + i));

  cw_feed_splice (CW_FEED (self), position, n_removed, added);
}

static DexFuture *
cw_model_feed_load (CwFeed *feed,
                    guint   run)
{
  return dex_future_new_true ();
}

static void
cw_model_feed_reset (CwFeed *feed)
{
  cw_feed_set_complete (feed, TRUE);
}

/**
 * cw_model_feed_new:
 * @model: a list of things that have a property “id”
 *
 * Returns: (transfer full): a feed that has what @model has
 */
CwModelFeed *
cw_model_feed_new (GListModel *model)
{
  CwModelFeed *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (CW_TYPE_MODEL_FEED, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  on_items_changed (self, 0, 0, g_list_model_get_n_items (model));
  cw_feed_set_complete (CW_FEED (self), TRUE);

  return self;
}

static void
cw_model_feed_finalize (GObject *object)
{
  g_object_unref (CW_MODEL_FEED (object)->model);

  G_OBJECT_CLASS (cw_model_feed_parent_class)->finalize (object);
}

static void
cw_model_feed_class_init (CwModelFeedClass *klass)
{
  CwFeedClass *feed_class = CW_FEED_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cw_model_feed_finalize;
  feed_class->load = cw_model_feed_load;
  feed_class->reset = cw_model_feed_reset;
}

static void
cw_model_feed_init (CwModelFeed *self)
{
}

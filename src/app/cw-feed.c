/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-feed.h"

#include "cw-async.h"

/**
 * CwFeed:
 *
 * What all feeds have in common: the things that are there, one asking at a time,
 * and how the last one went. On the main thread.
 */
typedef struct
{
  GPtrArray *items;
  DexFuture *asking; /* nullable */
  guint      run;    /* goes up whenever what was asked for is not wanted any more */
  GError    *failure;
  double     progress;
  gboolean   complete;
} CwFeedPrivate;

typedef enum
{
  PROP_LOADING = 1,
  PROP_COMPLETE,
  PROP_FAILURE,
  PROP_PROGRESS,
} CwFeedProperty;

static GParamSpec *properties[PROP_PROGRESS + 1];

static void cw_feed_list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (CwFeed, cw_feed, G_TYPE_OBJECT, G_ADD_PRIVATE (CwFeed) G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, cw_feed_list_model_init))

static CwFeedPrivate *
get_private (CwFeed *self)
{
  return cw_feed_get_instance_private (self);
}

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
notify (CwFeed        *self,
        CwFeedProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_failure (CwFeed       *self,
             const GError *failure)
{
  CwFeedPrivate *private = get_private (self);

  if (private->failure == NULL && failure == NULL)
    return;

  g_clear_error (&private->failure);
  private->failure = failure != NULL ? g_error_copy (failure) : NULL;
  notify (self, PROP_FAILURE);
}

static DexFuture *
ask_fiber (CwFeed *self,
           guint   run)
{
  g_autoptr (GError) error = NULL;
  gboolean good = dex_await (CW_FEED_GET_CLASS (self)->load (self, run), &error);

  if (!cw_feed_is_wanted (self, run))
    return dex_future_new_true ();

  set_failure (self, error);
  /* Last thing, since dropping the future drops what the fiber still awaits. */
  dex_clear (&get_private (self)->asking);
  notify (self, PROP_LOADING);

  return good ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_feed_load_more:
 * @self: a feed
 *
 * Asks for what follows. While that is under way this joins it, so a view may
 * call it as often as it likes; at the end there is nothing to do.
 *
 * Returns: (transfer full): a future that resolves once it is in @self; dropping
 *   it stops nothing
 */
DexFuture *
cw_feed_load_more (CwFeed *self)
{
  CwFeedPrivate *private;

  dex_return_error_if_fail (CW_IS_FEED (self));

  private = get_private (self);
  if (private->complete)
    return dex_future_new_true ();

  if (private->asking == NULL)
    {
      private->asking = cw_spawn (G_CALLBACK (ask_fiber), 2, CW_TYPE_FEED, self, G_TYPE_UINT, private->run);
      notify (self, PROP_LOADING);
    }

  return cw_follow (dex_ref (private->asking));
}

/**
 * cw_feed_stop:
 * @self: a feed
 *
 * For when nobody looks any more: what is under way ends as soon as it can, and
 * changes nothing. It can be asked for again.
 */
void
cw_feed_stop (CwFeed *self)
{
  CwFeedPrivate *private;

  g_return_if_fail (CW_IS_FEED (self));

  private = get_private (self);
  private->run++;
  if (private->asking == NULL)
    return;

  if (CW_FEED_GET_CLASS (self)->stop != NULL)
    CW_FEED_GET_CLASS (self)->stop (self);

  /* Not dropped: libdex 0.10 may go in circles over a fiber that is dropped while
   * it wakes up. */
  dex_future_disown (g_steal_pointer (&private->asking));
  notify (self, PROP_LOADING);
}

/**
 * cw_feed_is_wanted:
 * @self: a feed
 * @run: what its class was given to load
 *
 * For its classes, after each wait.
 *
 * Returns: whether that is still what is wanted
 */
gboolean
cw_feed_is_wanted (CwFeed *self,
                   guint   run)
{
  g_return_val_if_fail (CW_IS_FEED (self), FALSE);

  return get_private (self)->run == run;
}

/**
 * cw_feed_reload:
 * @self: a feed
 *
 * Begins again from the start with the next cw_feed_load_more().
 */
void
cw_feed_reload (CwFeed *self)
{
  g_return_if_fail (CW_IS_FEED (self));

  cw_feed_stop (self);
  set_failure (self, NULL);
  cw_feed_set_progress (self, 0);
  cw_feed_set_complete (self, FALSE);
  CW_FEED_GET_CLASS (self)->reset (self);
}

gboolean
cw_feed_is_loading (CwFeed *self)
{
  g_return_val_if_fail (CW_IS_FEED (self), FALSE);

  return get_private (self)->asking != NULL;
}

gboolean
cw_feed_is_complete (CwFeed *self)
{
  g_return_val_if_fail (CW_IS_FEED (self), FALSE);

  return get_private (self)->complete;
}

/**
 * cw_feed_get_failure:
 * @self: a feed
 *
 * Returns: (transfer none) (nullable): why the last asking failed, if it did
 */
GError *
cw_feed_get_failure (CwFeed *self)
{
  g_return_val_if_fail (CW_IS_FEED (self), NULL);

  return get_private (self)->failure;
}

double
cw_feed_get_progress (CwFeed *self)
{
  g_return_val_if_fail (CW_IS_FEED (self), 0);

  return get_private (self)->progress;
}

/**
 * cw_feed_get_items:
 * @self: a feed
 *
 * Returns: (transfer none) (element-type GObject): what is there
 */
GPtrArray *
cw_feed_get_items (CwFeed *self)
{
  g_return_val_if_fail (CW_IS_FEED (self), NULL);

  return get_private (self)->items;
}

/**
 * cw_feed_splice:
 * @self: a feed
 * @position: where
 * @n_removed: how many to take away there
 * @added: (nullable) (element-type GObject): what to put in their place
 */
void
cw_feed_splice (CwFeed    *self,
                guint      position,
                guint      n_removed,
                GPtrArray *added)
{
  GPtrArray *items;
  guint      n_added = added != NULL ? added->len : 0;

  g_return_if_fail (CW_IS_FEED (self));

  items = get_private (self)->items;
  g_return_if_fail (position + n_removed <= items->len);

  if (n_removed > 0)
    g_ptr_array_remove_range (items, position, n_removed);
  if (position == items->len && added != NULL)
    g_ptr_array_extend (items, added, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  else
    for (guint i = 0; i < n_added; i++)
      g_ptr_array_insert (items, (int) (position + i), g_object_ref (added->pdata[i]));

  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/**
 * cw_feed_tell:
 * @self: a feed
 * @page: what has come just now
 *
 * Emits “found”, for those who want to know of everything that was seen.
 */
void
cw_feed_tell (CwFeed *self,
              CwPage *page)
{
  g_return_if_fail (CW_IS_FEED (self));

  g_signal_emit (self, signals[FOUND], 0, page);
}

void
cw_feed_set_complete (CwFeed  *self,
                      gboolean complete)
{
  CwFeedPrivate *private;

  g_return_if_fail (CW_IS_FEED (self));

  private = get_private (self);
  if (private->complete == complete)
    return;

  private->complete = complete;
  notify (self, PROP_COMPLETE);
}

void
cw_feed_set_progress (CwFeed *self,
                      double  progress)
{
  CwFeedPrivate *private;

  g_return_if_fail (CW_IS_FEED (self));

  private = get_private (self);
  if (G_APPROX_VALUE (private->progress, progress, 1e-9))
    return;

  private->progress = progress;
  notify (self, PROP_PROGRESS);
}

static GType
cw_feed_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
cw_feed_get_n_items (GListModel *model)
{
  return get_private (CW_FEED (model))->items->len;
}

static gpointer
cw_feed_get_item (GListModel *model,
                  guint       position)
{
  GPtrArray *items = get_private (CW_FEED (model))->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
cw_feed_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = cw_feed_get_item_type;
  iface->get_n_items = cw_feed_get_n_items;
  iface->get_item = cw_feed_get_item;
}

static void
cw_feed_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  CwFeedPrivate *private = get_private (CW_FEED (object));

  switch ((CwFeedProperty) id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, private->asking != NULL);
      break;

    case PROP_COMPLETE:
      g_value_set_boolean (value, private->complete);
      break;

    case PROP_FAILURE:
      g_value_set_boxed (value, private->failure);
      break;

    case PROP_PROGRESS:
      g_value_set_double (value, private->progress);
      break;
    }
}

static void
cw_feed_finalize (GObject *object)
{
  CwFeedPrivate *private = get_private (CW_FEED (object));

  dex_clear (&private->asking);
  g_clear_error (&private->failure);
  g_ptr_array_unref (private->items);

  G_OBJECT_CLASS (cw_feed_parent_class)->finalize (object);
}

static void
cw_feed_class_init (CwFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_feed_finalize;
  object_class->get_property = cw_feed_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FAILURE] = g_param_spec_boxed ("failure", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[FOUND] = g_signal_new ("found", CW_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CW_TYPE_PAGE);
}

static void
cw_feed_init (CwFeed *self)
{
  get_private (self)->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-list.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-query.h"
#include "cw-search-store.h"

/* What is in sight comes first, and at once: some 20 to 60, on a wall of a screen 100. For
 * more, views would make cards before anything is seen. */
#define FIRST 100

/**
 * CwClipList:
 *
 * The clips that a query finds. It has only their numbers, however many they are; the
 * clips themselves are read when somebody looks at them. Each search is two: for the
 * first ones, so that they are there with the next frame, and then for all. Another
 * query, or the list itself when it goes, ends the search that is under way.
 */
struct _CwClipList
{
  GObject parent_instance;

  CwClipPool     *pool;
  CwSearchStore  *search;
  gboolean        trash;
  CwSearchResult *result;
  char           *text;
  CwQuery        *query;
  DexFuture      *searching; /* nullable */
  GError         *failure;   /* nullable */
  gboolean        loading;
};

typedef enum
{
  PROP_QUERY = 1,
  PROP_LOADING,
  PROP_FAILURE,
} CwClipListProperty;

static GParamSpec *properties[PROP_FAILURE + 1];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwClipList, cw_clip_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gint64
get_number (GArray *numbers,
            guint   i)
{
  return g_array_index (numbers, gint64, i);
}

/* Tells only of the part that is not the same. */
static void
set_result (CwClipList     *self,
            CwSearchResult *result)
{
  g_autoptr (CwSearchResult) old = g_steal_pointer (&self->result);
  GArray *before = old->numbers;
  GArray *now = result->numbers;
  guint   most = MIN (before->len, now->len);
  guint   head = 0;
  guint   tail = 0;

  while (head < most && get_number (before, head) == get_number (now, head))
    head++;
  while (tail < most - head && get_number (before, before->len - 1 - tail) == get_number (now, now->len - 1 - tail))
    tail++;

  self->result = cw_search_result_ref (result);
  if (before->len > head + tail || now->len > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, now->len - head - tail);
}

static void
set_loading (CwClipList *self,
             gboolean    loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_failure (CwClipList   *self,
             const GError *failure)
{
  if (self->failure == NULL && failure == NULL)
    return;

  g_clear_error (&self->failure);
  self->failure = failure != NULL ? g_error_copy (failure) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURE]);
}

/* --- searching -------------------------------------------------------------------- */

static gboolean
take (CwClipList *self,
      DexFuture  *found)
{
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (found, &error);

  if (value != NULL)
    set_result (self, g_value_get_boxed (value));
  set_failure (self, error);

  return value != NULL;
}

static DexFuture *
find (CwClipList *self,
      guint       limit)
{
  return self->trash ? cw_search_store_find_in_trash (self->search, self->query, limit) : cw_search_store_find (self->search, self->query, limit);
}

static DexFuture *
on_all (DexFuture *future,
        gpointer   data)
{
  CwClipList *self = data;

  take (self, future);
  set_loading (self, FALSE);

  return dex_ref (future);
}

static DexFuture *
on_first (DexFuture *future,
          gpointer   data)
{
  CwClipList *self = data;

  if (!take (self, future) || self->result->numbers->len < FIRST)
    {
      set_loading (self, FALSE);
      return dex_ref (future);
    }

  return dex_future_finally (find (self, 0), on_all, self, NULL);
}

/* These are no fibers, so that they may be dropped at any time: whoever is called back
 * is still there. */
static void
begin (CwClipList *self,
       gboolean    anew)
{
  DexFuture *first;

  dex_clear (&self->searching);
  set_loading (self, TRUE);

  if (anew)
    first = dex_future_finally (find (self, FIRST), on_first, self, NULL);
  else
    first = dex_future_finally (find (self, 0), on_all, self, NULL);

  self->searching = first;
}

/**
 * cw_clip_list_refresh:
 * @self: a list
 *
 * Looks what the query finds now, such as after something has changed.
 *
 * Returns: (transfer full): a future that resolves once the whole list is there, and is
 *   rejected where it does not come
 */
DexFuture *
cw_clip_list_refresh (CwClipList *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_LIST (self));

  begin (self, self->result->numbers->len == 0);
  return cw_follow (dex_ref (self->searching));
}

/**
 * cw_clip_list_set_query:
 * @self: a list
 * @query: (nullable): what to show, see cw-query.h; all clips without
 *
 * Shows something else, soon.
 */
void
cw_clip_list_set_query (CwClipList *self,
                        const char *query)
{
  g_return_if_fail (CW_IS_CLIP_LIST (self));

  if (!g_set_str (&self->text, query != NULL ? query : ""))
    return;

  cw_query_unref (self->query);
  self->query = cw_query_new_now (self->text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
  begin (self, TRUE);
}

const char *
cw_clip_list_get_query (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->text;
}

gboolean
cw_clip_list_is_loading (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), FALSE);

  return self->loading;
}

/**
 * cw_clip_list_get_failure:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the list did not come
 */
GError *
cw_clip_list_get_failure (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->failure;
}

/**
 * cw_clip_list_get_numbers:
 * @self: a list
 *
 * Returns: (transfer none) (element-type gint64): the numbers of its clips; another
 *   array whenever that changes
 */
GArray *
cw_clip_list_get_numbers (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->result->numbers;
}

/**
 * cw_clip_list_get_replaced:
 * @self: a list
 *
 * Returns: (transfer none) (element-type CwReplacedWord): the words of the query that
 *   were taken for mistyped; another array whenever the list changes
 */
GPtrArray *
cw_clip_list_get_replaced (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->result->replaced;
}

/**
 * cw_clip_list_get_parsed:
 * @self: a list
 *
 * Returns: (transfer none): its query as it was understood, with what was not
 */
CwQuery *
cw_clip_list_get_parsed (CwClipList *self)
{
  g_return_val_if_fail (CW_IS_CLIP_LIST (self), NULL);

  return self->query;
}

/**
 * cw_clip_list_load:
 * @self: a list
 * @numbers: (element-type gint64): clips of the library
 *
 * For who needs all of some clips, and not only those that are looked at.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClip: those that there
 *   are, loaded, by number
 */
DexFuture *
cw_clip_list_load (CwClipList *self,
                   GArray     *numbers)
{
  dex_return_error_if_fail (CW_IS_CLIP_LIST (self));
  dex_return_error_if_fail (numbers != NULL);

  return cw_clip_pool_load (self->pool, numbers);
}

/**
 * cw_clip_list_complete:
 * @self: a list
 * @field: whose values
 * @prefix: what they begin with
 * @limit: how many are wanted at most
 *
 * Returns: (transfer full): as cw_search_store_complete(): a future of a boxed
 *   #GPtrArray of #CwCompletion
 */
DexFuture *
cw_clip_list_complete (CwClipList  *self,
                       CwQueryField field,
                       const char  *prefix,
                       guint        limit)
{
  dex_return_error_if_fail (CW_IS_CLIP_LIST (self));
  dex_return_error_if_fail (prefix != NULL);

  return cw_search_store_complete (self->search, field, prefix, limit);
}

/**
 * cw_clip_list_new:
 * @pool: gives the clips
 * @search: finds their numbers
 * @trash: whether it is of what is in the trash
 *
 * Returns: (transfer full): a list of all clips, empty until cw_clip_list_refresh()
 */
CwClipList *
cw_clip_list_new (CwClipPool    *pool,
                  CwSearchStore *search,
                  gboolean       trash)
{
  CwClipList *self;

  g_return_val_if_fail (CW_IS_CLIP_POOL (pool), NULL);
  g_return_val_if_fail (search != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP_LIST, NULL);
  self->pool = g_object_ref (pool);
  self->search = g_object_ref (search);
  self->trash = trash;

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_CLIP;
}

static guint
get_n_items (GListModel *model)
{
  return CW_CLIP_LIST (model)->result->numbers->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  CwClipList *self = CW_CLIP_LIST (model);
  GArray     *numbers = self->result->numbers;

  return position < numbers->len ? cw_clip_pool_get (self->pool, get_number (numbers, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_clip_list_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwClipList *self = CW_CLIP_LIST (object);

  switch ((CwClipListProperty) id)
    {
    case PROP_QUERY:
      g_value_set_string (value, self->text);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_FAILURE:
      g_value_set_boxed (value, self->failure);
      break;
    }
}

static void
cw_clip_list_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch ((CwClipListProperty) id)
    {
    case PROP_QUERY:
      cw_clip_list_set_query (CW_CLIP_LIST (object), g_value_get_string (value));
      break;
    case PROP_LOADING:
    case PROP_FAILURE:
      g_assert_not_reached ();
    }
}

static void
cw_clip_list_dispose (GObject *object)
{
  dex_clear (&CW_CLIP_LIST (object)->searching);

  G_OBJECT_CLASS (cw_clip_list_parent_class)->dispose (object);
}

static void
cw_clip_list_finalize (GObject *object)
{
  CwClipList *self = CW_CLIP_LIST (object);

  g_clear_object (&self->pool);
  g_clear_object (&self->search);
  g_clear_pointer (&self->query, cw_query_unref);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->result, cw_search_result_unref);
  g_free (self->text);

  G_OBJECT_CLASS (cw_clip_list_parent_class)->finalize (object);
}

static void
cw_clip_list_class_init (CwClipListClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_clip_list_dispose;
  object_class->finalize = cw_clip_list_finalize;
  object_class->get_property = cw_clip_list_get_property;
  object_class->set_property = cw_clip_list_set_property;

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, shown);
  properties[PROP_FAILURE] = g_param_spec_boxed ("failure", NULL, NULL, G_TYPE_ERROR, shown);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_clip_list_init (CwClipList *self)
{
  self->result = cw_search_result_new ();
  self->text = g_strdup ("");
  self->query = cw_query_new_now ("");
}

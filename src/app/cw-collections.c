/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collections.h"

#include "cw-async.h"
#include "cw-collection-store.h"
#include "cw-error.h"
#include "cw-library-private.h"
#include "cw-query.h"
#include "cw-search-store.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer than any that means something, bytes. */
#define MOST_TITLE 200

/**
 * CwCollections:
 *
 * The user's collections, kept as the library says. How many clips the smart ones have
 * is asked one by one after the rest, so that searches come in between.
 */
struct _CwCollections
{
  GObject parent_instance;

  CwLibrary         *library;
  CwCollectionStore *store;
  CwSearchStore     *search;
  GPtrArray         *items;
  DexFuture         *refresh; /* nullable */
  gboolean           refreshing;
  gboolean           stale; /* while it is being refreshed */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwCollections, cw_collections, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* --- reading ---------------------------------------------------------------------------- */

/* Those that stay are the same objects. */
static void
take (CwCollections *self,
      GPtrArray     *now)
{
  guint n = self->items->len;
  guint same = 0;
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);

  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < now->len; i++)
    {
      CwCollection *collection = now->pdata[i];

      for (guint j = 0; j < before->len; j++)
        if (g_str_equal (cw_collection_get_id (before->pdata[j]), cw_collection_get_id (collection)))
          {
            cw_collection_update (before->pdata[j], collection);
            collection = before->pdata[j];
          }
      g_ptr_array_add (self->items, g_object_ref (collection));
    }

  while (same < n && same < now->len && before->pdata[same] == self->items->pdata[same])
    same++;
  if (same < n || same < now->len)
    g_list_model_items_changed (G_LIST_MODEL (self), same, n - same, now->len - same);
}

static void
count_smart (CwCollections *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_copy (self->items, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (items, g_object_unref);
  for (guint i = 0; i < items->len && !self->stale; i++)
    {
      CwCollection *collection = items->pdata[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (CwQuery) query = NULL;
      gint64 n;

      if (!cw_collection_is_smart (collection))
        continue;

      query = cw_query_new_now (cw_collection_get_query (collection));
      n = dex_await_int64 (cw_search_store_count (self->search, query), &error);
      if (error == NULL)
        cw_collection_set_n (collection, n);
      else
        g_info ("The clips of “%s” are not counted: %s", cw_collection_get_title (collection), error->message);
    }
}

static DexFuture *
refresh_fiber (CwCollections *self)
{
  g_autoptr (GError) error = NULL;

  do
    {
      g_autoptr (GPtrArray) now = NULL;

      self->stale = FALSE;
      g_clear_error (&error);
      now = dex_await_boxed (cw_collection_store_list (self->store), &error);
      if (now != NULL)
        {
          take (self, now);
          count_smart (self);
        }
    }
  while (self->stale);

  self->refreshing = FALSE;
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

/**
 * cw_collections_refresh:
 * @self: the collections of a library that is open
 *
 * Has the list be as the database says, which it does by itself where the library
 * changes.
 *
 * Returns: (transfer full): a future that resolves once it is
 */
DexFuture *
cw_collections_refresh (CwCollections *self)
{
  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));

  self->stale = TRUE;
  if (!self->refreshing)
    {
      self->refreshing = TRUE;
      dex_clear (&self->refresh);
      self->refresh = cw_spawn (G_CALLBACK (refresh_fiber), 1, CW_TYPE_COLLECTIONS, self);
    }

  return cw_follow (dex_ref (self->refresh));
}

static void
on_library_changed (CwCollections *self)
{
  cw_detach (cw_collections_refresh (self), "Reading the collections");
}

/**
 * cw_collections_find:
 * @self: the collections
 * @id: a collection's id
 *
 * Returns: (transfer none) (nullable): it, as far as the list has been read
 */
CwCollection *
cw_collections_find (CwCollections *self,
                     const char    *id)
{
  g_return_val_if_fail (CW_IS_COLLECTIONS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (cw_collection_get_id (self->items->pdata[i]), id))
      return self->items->pdata[i];

  return NULL;
}

CwLibrary *
cw_collections_get_library (CwCollections *self)
{
  g_return_val_if_fail (CW_IS_COLLECTIONS (self), NULL);

  return self->library;
}

/* --- changing ----------------------------------------------------------------------------- */

/* The end of a change that has been seen: what it came to itself. */
static DexFuture *
on_seen (DexFuture *future,
         gpointer   data)
{
  return dex_ref (data);
}

static DexFuture *
on_changed (DexFuture *future,
            gpointer   data)
{
  return dex_future_then (cw_collections_refresh (data), on_seen, dex_ref (future), dex_unref);
}

static DexFuture *
show_change (CwCollections *self,
             DexFuture     *changed)
{
  return dex_future_then (cw_library_show_change (self->library, changed), on_changed, g_object_ref (self), g_object_unref);
}

/* What a query's field can hold; %NULL for none. */
static char *
clean_title (const char *title)
{
  char *clean = g_strstrip (g_strdelimit (g_strdup (title), "\r\n\t", ' '));

  if (*clean != '\0' && strlen (clean) <= MOST_TITLE)
    return clean;

  g_free (clean);
  return NULL;
}

static DexFuture *
reject_title (void)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A collection needs a name that is not too long"));
}

/* What is not understood would show too much. */
static DexFuture *
reject_query (const char *text)
{
  g_autoptr (CwQuery) query = cw_query_new_now (text);

  if (cw_query_get_n_problems (query) > 0)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, "%s", cw_query_get_problem (query, 0)->message);
  if (cw_query_is_empty (query))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("Write what the collection is to show"));

  return NULL;
}

static DexFuture *
on_created (DexFuture *future,
            gpointer   data)
{
  CwCollection *made = cw_collections_find (data, g_value_get_string (dex_future_get_value (future, NULL)));

  if (made == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("This collection is not there any more"));

  return dex_future_new_take_object (g_object_ref (made));
}

/**
 * cw_collections_create:
 * @self: the collections
 * @title: what it is to be called
 * @query: (nullable): what it shows, see cw-query.h; %NULL to fill it by hand
 * @clips: (nullable) (element-type CwClip): clips that it begins with
 *
 * Returns: (transfer full): a future that resolves to the #CwCollection; rejected with
 *   %CW_ERROR_INVALID where @title or @query cannot be taken, or another has the title
 */
DexFuture *
cw_collections_create (CwCollections *self,
                       const char    *title,
                       const char    *query,
                       GPtrArray     *clips)
{
  g_autofree char *clean = NULL;
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (clips);
  DexFuture *rejected = NULL;

  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));
  dex_return_error_if_fail (title != NULL);

  clean = clean_title (title);
  if (clean == NULL)
    return reject_title ();
  if (query != NULL)
    rejected = reject_query (query);
  if (rejected != NULL)
    return rejected;

  return dex_future_then (show_change (self, cw_collection_store_create (self->store, clean, query, numbers)), on_created, g_object_ref (self), g_object_unref);
}

/**
 * cw_collections_rename:
 * @self: the collections
 * @collection: one of them
 * @title: what it is to be called
 *
 * Returns: (transfer full): a future that resolves once it is; rejected with
 *   %CW_ERROR_INVALID where @title cannot be taken
 */
DexFuture *
cw_collections_rename (CwCollections *self,
                       CwCollection  *collection,
                       const char    *title)
{
  g_autofree char *clean = NULL;

  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));
  dex_return_error_if_fail (title != NULL);

  clean = clean_title (title);
  return clean != NULL ? show_change (self, cw_collection_store_rename (self->store, collection, clean)) : reject_title ();
}

/**
 * cw_collections_set_query:
 * @self: the collections
 * @collection: one of them that is not filled by hand
 * @query: what it is to show
 *
 * Returns: (transfer full): a future that resolves once it does; rejected with
 *   %CW_ERROR_INVALID where @query cannot be understood
 */
DexFuture *
cw_collections_set_query (CwCollections *self,
                          CwCollection  *collection,
                          const char    *query)
{
  DexFuture *rejected;

  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));
  dex_return_error_if_fail (query != NULL);

  rejected = reject_query (query);
  return rejected != NULL ? rejected : show_change (self, cw_collection_store_set_query (self->store, collection, query));
}

/**
 * cw_collections_delete:
 * @self: the collections
 * @collection: one of them
 *
 * Returns: (transfer full): a future that resolves once it is gone; its clips stay
 */
DexFuture *
cw_collections_delete (CwCollections *self,
                       CwCollection  *collection)
{
  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));

  return show_change (self, cw_collection_store_delete (self->store, collection));
}

/**
 * cw_collections_add:
 * @self: the collections
 * @collection: one of them that is filled by hand
 * @clips: (element-type CwClip): clips
 *
 * Returns: (transfer full): a future of an int: how many were not in it yet
 */
DexFuture *
cw_collections_add (CwCollections *self,
                    CwCollection  *collection,
                    GPtrArray     *clips)
{
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (clips);

  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));
  dex_return_error_if_fail (clips != NULL);

  return show_change (self, cw_collection_store_add (self->store, collection, numbers));
}

/**
 * cw_collections_remove:
 * @self: the collections
 * @collection: one of them that is filled by hand
 * @clips: (element-type CwClip): clips
 *
 * Returns: (transfer full): a future of an int: how many were in it
 */
DexFuture *
cw_collections_remove (CwCollections *self,
                       CwCollection  *collection,
                       GPtrArray     *clips)
{
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (clips);

  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));
  dex_return_error_if_fail (clips != NULL);

  return show_change (self, cw_collection_store_remove (self->store, collection, numbers));
}

/**
 * cw_collections_move:
 * @self: the collections
 * @collection: one of them that is filled by hand
 * @clips: (element-type CwClip): clips in it, in the order that they are to have
 * @before: (nullable): the clip that they are to come before; %NULL for the end
 *
 * Returns: (transfer full): a future of an int: how many were moved
 */
DexFuture *
cw_collections_move (CwCollections *self,
                     CwCollection  *collection,
                     GPtrArray     *clips,
                     CwClip        *before)
{
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (clips);

  dex_return_error_if_fail (CW_IS_COLLECTIONS (self));
  dex_return_error_if_fail (clips != NULL);
  dex_return_error_if_fail (before == NULL || CW_IS_CLIP (before));

  return show_change (self, cw_collection_store_move (self->store, collection, numbers, before != NULL ? cw_clip_get_number (before) : 0));
}

/**
 * cw_collections_new:
 * @database: where the library is, which need not be open yet
 * @library: the library, which tells when something changes
 *
 * Returns: (transfer full): the collections, none until the library is loaded
 */
CwCollections *
cw_collections_new (CwDatabase *database,
                    CwLibrary  *library)
{
  CwCollections *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);

  self = g_object_new (CW_TYPE_COLLECTIONS, NULL);
  self->library = g_object_ref (library);
  self->store = cw_collection_store_new (database, cw_library_get_log (library));
  self->search = cw_search_store_new (database);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_COLLECTION;
}

static guint
get_n_items (GListModel *model)
{
  return CW_COLLECTIONS (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  GPtrArray *items = CW_COLLECTIONS (model)->items;

  return position < items->len ? g_object_ref (items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_collections_dispose (GObject *object)
{
  dex_clear (&CW_COLLECTIONS (object)->refresh);

  G_OBJECT_CLASS (cw_collections_parent_class)->dispose (object);
}

static void
cw_collections_finalize (GObject *object)
{
  CwCollections *self = CW_COLLECTIONS (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->search);
  g_clear_object (&self->store);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_collections_parent_class)->finalize (object);
}

static void
cw_collections_class_init (CwCollectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_collections_dispose;
  object_class->finalize = cw_collections_finalize;
}

static void
cw_collections_init (CwCollections *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-crawl-store.h"

#include "cw-error.h"

#include <glib/gi18n.h>

/* All the SQL about looking for all clips is in this file. */
#define KEY "channel_id = ? AND category_id = ? AND begins = ? AND ends = ?"
#define SAVE                                                                                              \
  "INSERT INTO crawls (channel_id, category_id, begins, ends, state, started) VALUES (?, ?, ?, ?, ?, ?) " \
  "ON CONFLICT DO UPDATE SET state = excluded.state"
#define FIND "SELECT state FROM crawls WHERE " KEY " AND started > ?"
#define REMOVE "DELETE FROM crawls WHERE " KEY
#define PRUNE "DELETE FROM crawls WHERE started <= ?"
#define FORGET "DELETE FROM crawls"
#define FORGET_CHANNEL "DELETE FROM crawls WHERE channel_id = ?"

/* How long what was found is kept, us: see cw-seen-store.c. */
#define LONGEST G_TIME_SPAN_DAY

/**
 * CwCrawlStore:
 *
 * How far looking for all clips of a channel or a category got.
 */
struct _CwCrawlStore
{
  GObject parent_instance;

  CwDatabase *database;
};

G_DEFINE_FINAL_TYPE (CwCrawlStore, cw_crawl_store, G_TYPE_OBJECT)

static const char *
or_none (const char *id)
{
  return id != NULL ? id : "";
}

static DexFuture *
save (sqlite3 *connection,
      gpointer data)
{
  gint64 now;
  g_autoptr (GError) error = NULL;

  g_variant_get_child (data, 5, "x", &now);
  if (!cw_database_change (connection, PRUNE, g_variant_new ("(x)", now - LONGEST), &error) || !cw_database_change (connection, SAVE, data, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_crawl_store_save:
 * @self: a store
 * @key: which clips are looked for
 * @state: what is left to do
 * @now: us UTC
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_crawl_store_save (CwCrawlStore     *self,
                     const CwCrawlKey *key,
                     const char       *state,
                     gint64            now)
{
  GVariant *values;

  dex_return_error_if_fail (CW_IS_CRAWL_STORE (self));
  dex_return_error_if_fail (key != NULL && state != NULL);

  values = g_variant_new ("(ssxxsx)", or_none (key->channel_id), or_none (key->category_id), key->from, key->to, state, now);
  return cw_database_run (self->database, save, g_variant_ref_sink (values), (GDestroyNotify) g_variant_unref);
}

static DexFuture *
find (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND, data, &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_string (g_strdup ((const char *) sqlite3_column_text (row, 0)));
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("These clips were not looked for lately"));
}

/**
 * cw_crawl_store_find:
 * @self: a store
 * @key: which clips are looked for
 * @now: us UTC
 *
 * Returns: (transfer full): a future of the text that was saved last; rejected with
 *   %CW_ERROR_MISSING where nothing was, or where it began more than a day ago
 */
DexFuture *
cw_crawl_store_find (CwCrawlStore     *self,
                     const CwCrawlKey *key,
                     gint64            now)
{
  GVariant *values;

  dex_return_error_if_fail (CW_IS_CRAWL_STORE (self));
  dex_return_error_if_fail (key != NULL);

  values = g_variant_new ("(ssxxx)", or_none (key->channel_id), or_none (key->category_id), key->from, key->to, now - LONGEST);
  return cw_database_run (self->database, find, g_variant_ref_sink (values), (GDestroyNotify) g_variant_unref);
}

/**
 * cw_crawl_store_remove:
 * @self: a store
 * @key: which clips were looked for
 *
 * Returns: (transfer full): a future that resolves once nothing of that is left
 */
DexFuture *
cw_crawl_store_remove (CwCrawlStore     *self,
                       const CwCrawlKey *key)
{
  dex_return_error_if_fail (CW_IS_CRAWL_STORE (self));
  dex_return_error_if_fail (key != NULL);

  return cw_database_execute (self->database, REMOVE, g_variant_new ("(ssxx)", or_none (key->channel_id), or_none (key->category_id), key->from, key->to));
}

/**
 * cw_crawl_store_forget:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves once nothing at all is left
 */
DexFuture *
cw_crawl_store_forget (CwCrawlStore *self)
{
  dex_return_error_if_fail (CW_IS_CRAWL_STORE (self));

  return cw_database_execute (self->database, FORGET, NULL);
}

/**
 * cw_crawl_store_forget_channel:
 * @self: a store
 * @id: a channel's id
 *
 * Returns: (transfer full): a future that resolves once nothing of that channel's
 *   clips is left
 */
DexFuture *
cw_crawl_store_forget_channel (CwCrawlStore *self,
                               const char   *id)
{
  dex_return_error_if_fail (CW_IS_CRAWL_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, FORGET_CHANNEL, g_variant_new ("(s)", id));
}

/**
 * cw_crawl_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): what is in @database of it
 */
CwCrawlStore *
cw_crawl_store_new (CwDatabase *database)
{
  CwCrawlStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_CRAWL_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

static void
cw_crawl_store_finalize (GObject *object)
{
  g_object_unref (CW_CRAWL_STORE (object)->database);

  G_OBJECT_CLASS (cw_crawl_store_parent_class)->finalize (object);
}

static void
cw_crawl_store_class_init (CwCrawlStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_crawl_store_finalize;
}

static void
cw_crawl_store_init (CwCrawlStore *self)
{
}

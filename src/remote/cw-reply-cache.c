/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-reply-cache.h"

/* How long an answer may be kept at all, us: Twitch's rule. */
#define LONGEST G_TIME_SPAN_DAY

/* What an answer takes besides its body, about. */
#define OVERHEAD 2048

/**
 * CwReplyCache:
 *
 * Answers to be given again, in memory only: as many as fit, those first to go that
 * were not wanted for longest. What the key says who asked for is up to whoever uses
 * this. On one thread.
 */
struct _CwReplyCache
{
  GObject parent_instance;

  gsize       budget;
  gsize       size;
  GHashTable *entries; /* by key: links of ORDER */
  GQueue      order;   /* of Entry, the one wanted last first */
};

typedef struct
{
  char        *key;
  CwHttpReply *reply;
  gint64       fetched; /* us UTC */
  gsize        size;
} Entry;

G_DEFINE_FINAL_TYPE (CwReplyCache, cw_reply_cache, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_object_unref (entry->reply);
  g_free (entry);
}

static void
drop (CwReplyCache *self,
      GList        *link)
{
  Entry *entry = link->data;

  self->size -= entry->size;
  g_hash_table_remove (self->entries, entry->key);
  g_queue_delete_link (&self->order, link);
  entry_free (entry);
}

/* A clock that was put back makes everything old. */
static gboolean
is_younger (const Entry *entry,
            gint64       lifetime,
            gint64       now)
{
  return now >= entry->fetched && now - entry->fetched < lifetime;
}

/**
 * cw_reply_cache_find:
 * @self: a cache
 * @key: what was asked, and by whom
 * @lifetime: how old the answer may be, us; %G_MAXINT64 for any that is kept
 * @now: us UTC
 *
 * Returns: (nullable) (transfer full): an answer, never one that is older than a day
 */
CwHttpReply *
cw_reply_cache_find (CwReplyCache *self,
                     const char   *key,
                     gint64        lifetime,
                     gint64        now)
{
  GList *link;
  Entry *entry;

  g_return_val_if_fail (CW_IS_REPLY_CACHE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  link = g_hash_table_lookup (self->entries, key);
  if (link == NULL)
    return NULL;

  entry = link->data;
  if (!is_younger (entry, LONGEST, now))
    {
      drop (self, link);
      return NULL;
    }
  if (!is_younger (entry, lifetime, now))
    return NULL;

  g_queue_unlink (&self->order, link);
  g_queue_push_head_link (&self->order, link);
  return g_object_ref (entry->reply);
}

/**
 * cw_reply_cache_put:
 * @self: a cache
 * @key: what was asked, and by whom
 * @reply: the answer
 * @now: when it came, or the server said that it still holds, us UTC
 *
 * Keeps @reply in the place of what was known, unless it is too large.
 */
void
cw_reply_cache_put (CwReplyCache *self,
                    const char   *key,
                    CwHttpReply  *reply,
                    gint64        now)
{
  Entry *entry;

  g_return_if_fail (CW_IS_REPLY_CACHE (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (CW_IS_HTTP_REPLY (reply));

  /* First the new, which may hold on to the old. */
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->reply = g_object_ref (reply);
  entry->fetched = now;
  entry->size = OVERHEAD + strlen (key) + g_bytes_get_size (cw_http_reply_get_body (reply));

  cw_reply_cache_remove (self, key);
  if (entry->size > self->budget)
    {
      entry_free (entry);
      return;
    }

  self->size += entry->size;
  g_queue_push_head (&self->order, entry);
  g_hash_table_insert (self->entries, entry->key, self->order.head);

  while (self->size > self->budget)
    drop (self, self->order.tail);
}

/**
 * cw_reply_cache_remove:
 * @self: a cache
 * @key: what was asked, and by whom
 *
 * Forgets the answer, where there is one.
 */
void
cw_reply_cache_remove (CwReplyCache *self,
                       const char   *key)
{
  GList *link;

  g_return_if_fail (CW_IS_REPLY_CACHE (self));
  g_return_if_fail (key != NULL);

  link = g_hash_table_lookup (self->entries, key);
  if (link != NULL)
    drop (self, link);
}

/**
 * cw_reply_cache_get_size:
 * @self: a cache
 *
 * Returns: about how many bytes are kept
 */
gsize
cw_reply_cache_get_size (CwReplyCache *self)
{
  g_return_val_if_fail (CW_IS_REPLY_CACHE (self), 0);

  return self->size;
}

/**
 * cw_reply_cache_new:
 * @budget: how many bytes to keep at the most
 *
 * Returns: (transfer full): an empty cache
 */
CwReplyCache *
cw_reply_cache_new (gsize budget)
{
  CwReplyCache *self = g_object_new (CW_TYPE_REPLY_CACHE, NULL);

  self->budget = budget;
  return self;
}

static void
cw_reply_cache_finalize (GObject *object)
{
  CwReplyCache *self = CW_REPLY_CACHE (object);

  g_hash_table_unref (self->entries);
  g_queue_clear_full (&self->order, entry_free);

  G_OBJECT_CLASS (cw_reply_cache_parent_class)->finalize (object);
}

static void
cw_reply_cache_class_init (CwReplyCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_reply_cache_finalize;
}

static void
cw_reply_cache_init (CwReplyCache *self)
{
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->order);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stats.h"

#include "json-make.h"

#define MOST_RECORDS 2000

/* What was asked of the stand-in, for tests to judge a client by. Requests hold
 * on to it, since they may outlive a reset. */
struct _Stats
{
  GHashTable *requests;
  GHashTable *counters;
  GHashTable *statuses;
  GQueue      records;
  gint64      in_flight;
  gint64      peak;
};

static void
count (GHashTable *table,
       const char *key)
{
  gint64 *n = g_hash_table_lookup (table, key);

  if (n == NULL)
    {
      n = g_new0 (gint64, 1);
      g_hash_table_insert (table, g_strdup (key), n);
    }

  (*n)++;
}

Stats *
stats_new (void)
{
  Stats *self = g_rc_box_new0 (Stats);

  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->statuses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

Stats *
stats_ref (Stats *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  Stats *self = data;

  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->counters);
  g_hash_table_unref (self->statuses);
  g_queue_clear_full (&self->records, (GDestroyNotify) json_object_unref);
}

void
stats_unref (Stats *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * stats_begin:
 * @endpoint: the method and the path of what is asked, such as "GET /helix/clips"
 */
void
stats_begin (Stats      *self,
             const char *endpoint)
{
  count (self->requests, endpoint);
  self->in_flight++;
  self->peak = MAX (self->peak, self->in_flight);
}

void
stats_end (Stats *self)
{
  self->in_flight--;
}

void
stats_add (Stats      *self,
           const char *counter)
{
  count (self->counters, counter);
}

void
stats_record (Stats      *self,
              const char *method,
              const char *path,
              const char *query,
              guint       status,
              gsize       bytes)
{
  g_autofree char *key = g_strdup_printf ("%u", status);

  count (self->statuses, key);
  g_queue_push_tail (&self->records, json_make ("method", 's', method,
                                                "path", 's', path,
                                                "query", 's', query != NULL ? query : "",
                                                "status", 'i', (gint64) status,
                                                "bytes", 'i', (gint64) bytes,
                                                NULL));
  if (self->records.length > MOST_RECORDS)
    json_object_unref (g_queue_pop_head (&self->records));
}

static JsonObject *
table_to_json (GHashTable *table)
{
  JsonObject    *object = json_object_new ();
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    json_object_set_int_member (object, key, *(gint64 *) value);

  return object;
}

JsonObject *
stats_to_json (Stats *self)
{
  return json_make ("requests", 'o', table_to_json (self->requests),
                    "statuses", 'o', table_to_json (self->statuses),
                    "counters", 'o', table_to_json (self->counters),
                    "in_flight", 'i', self->in_flight,
                    "peak", 'i', self->peak,
                    NULL);
}

/**
 * stats_get_records:
 *
 * Returns: (transfer full): the last requests, oldest first
 */
JsonArray *
stats_get_records (Stats *self)
{
  JsonArray *array = json_array_new ();

  for (GList *link = self->records.head; link != NULL; link = link->next)
    json_array_add_object_element (array, json_object_ref (link->data));

  return array;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "buckets.h"

#include <math.h>

typedef struct
{
  double points;
  gint64 filled;
} Bucket;

struct _Limits
{
  GHashTable *buckets;
};

Buckets *
buckets_new (void)
{
  Buckets *self = g_new0 (Buckets, 1);

  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
buckets_free (Buckets *self)
{
  g_hash_table_unref (self->buckets);
  g_free (self);
}

/**
 * buckets_take:
 * @bucket: whose points are taken
 * @per_minute: how many the bucket holds, and how many flow in within a minute
 * @remaining: (out): how many are left
 * @seconds: (out): until the bucket is full again
 *
 * Returns: whether there was a point to take
 */
gboolean
buckets_take (Buckets    *self,
              const char *bucket,
              gint64      per_minute,
              gint64     *remaining,
              gint64     *seconds)
{
  Bucket  *one = g_hash_table_lookup (self->buckets, bucket);
  gint64   now = g_get_monotonic_time ();
  double   size = (double) per_minute;
  gboolean taken;

  if (one == NULL)
    {
      one = g_new0 (Bucket, 1);
      one->points = size;
      one->filled = now;
      g_hash_table_insert (self->buckets, g_strdup (bucket), one);
    }

  one->points = MIN (size, one->points + (double) (now - one->filled) * size / (60.0 * G_USEC_PER_SEC));
  one->filled = now;
  taken = one->points >= 1;
  if (taken)
    one->points -= 1;

  *remaining = (gint64) one->points;
  *seconds = per_minute > 0 ? (gint64) ceil ((size - one->points) * 60 / size) : 60;
  return taken;
}

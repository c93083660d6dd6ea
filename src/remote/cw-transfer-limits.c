/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-transfer-limits.h"

#include "cw-async.h"

/* For how long a full bucket lasts, and so what may come at once after a rest. */
#define BURST (G_TIME_SPAN_SECOND / 4)

/* How many pieces are read a second at the least, so that it is even. */
#define PIECES_A_SECOND 8
#define SMALLEST_PIECE 1024

/* At the most so long is waited at once, since the rate may be another meanwhile. */
#define LONGEST_WAIT (G_TIME_SPAN_SECOND / 5)

/**
 * CwTransferLimits:
 *
 * What all downloads share: how many there are at a time of one server, and how many
 * bytes a second come for all of them together. The latter is a token bucket that may be
 * overdrawn: what has come is paid for afterwards, by waiting.
 */
struct _CwTransferLimits
{
  GObject parent_instance;

  guint       a_host;
  GHashTable *hosts; /* by name: Host */

  gint64 rate;   /* bytes a second, or 0 */
  double tokens; /* bytes, as of then */
  gint64 then;   /* us of the monotonic clock, or 0 */
};

typedef struct
{
  guint  n;
  GQueue waiting; /* of DexPromise */
} Host;

G_DEFINE_FINAL_TYPE (CwTransferLimits, cw_transfer_limits, G_TYPE_OBJECT)

static void
host_free (gpointer data)
{
  Host *host = data;

  g_queue_clear_full (&host->waiting, dex_unref);
  g_free (host);
}

static Host *
get_host (CwTransferLimits *self,
          const char       *name)
{
  Host *host = g_hash_table_lookup (self->hosts, name);

  if (host == NULL)
    {
      host = g_new0 (Host, 1);
      g_hash_table_insert (self->hosts, g_strdup (name), host);
    }

  return host;
}

/* --- bytes a second -------------------------------------------------------------- */

static double
get_burst (CwTransferLimits *self)
{
  return (double) self->rate * BURST / G_TIME_SPAN_SECOND;
}

static void
refill (CwTransferLimits *self,
        gint64            now)
{
  if (self->then == 0)
    self->tokens = get_burst (self);
  else if (now > self->then)
    self->tokens = MIN (get_burst (self), self->tokens + (double) (now - self->then) * (double) self->rate / G_TIME_SPAN_SECOND);

  self->then = now;
}

gint64
cw_transfer_limits_get_rate (CwTransferLimits *self)
{
  g_return_val_if_fail (CW_IS_TRANSFER_LIMITS (self), 0);

  return self->rate;
}

/**
 * cw_transfer_limits_set_rate:
 * @self: limits
 * @rate: bytes a second for all together, or 0 for as many as come
 */
void
cw_transfer_limits_set_rate (CwTransferLimits *self,
                             gint64            rate)
{
  g_return_if_fail (CW_IS_TRANSFER_LIMITS (self));

  rate = MAX (rate, 0);
  if (self->rate == rate)
    return;

  /* Debts of another rate are forgiven. */
  self->rate = rate;
  self->then = 0;
}

/**
 * cw_transfer_limits_get_piece:
 * @self: limits
 * @most: bytes
 *
 * Returns: how many bytes to read at once, @most or fewer
 */
gsize
cw_transfer_limits_get_piece (CwTransferLimits *self,
                              gsize             most)
{
  g_return_val_if_fail (CW_IS_TRANSFER_LIMITS (self), most);

  return self->rate == 0 ? most : MIN (most, (gsize) MAX (self->rate / PIECES_A_SECOND, SMALLEST_PIECE));
}

/**
 * cw_transfer_limits_spend:
 * @self: limits
 * @bytes: how many have come
 * @now: us of the monotonic clock
 */
void
cw_transfer_limits_spend (CwTransferLimits *self,
                          gint64            bytes,
                          gint64            now)
{
  g_return_if_fail (CW_IS_TRANSFER_LIMITS (self));

  if (self->rate == 0)
    return;

  refill (self, now);
  self->tokens -= (double) bytes;
}

/**
 * cw_transfer_limits_get_wait:
 * @self: limits
 * @now: us of the monotonic clock
 *
 * Returns: 0 where more may be read, or in how many us to ask again
 */
gint64
cw_transfer_limits_get_wait (CwTransferLimits *self,
                             gint64            now)
{
  g_return_val_if_fail (CW_IS_TRANSFER_LIMITS (self), 0);

  if (self->rate == 0)
    return 0;

  refill (self, now);
  if (self->tokens >= 0)
    return 0;

  return MIN (LONGEST_WAIT, (gint64) (-self->tokens * G_TIME_SPAN_SECOND / (double) self->rate) + 1);
}

static DexFuture *
pay_fiber (CwTransferLimits *self)
{
  gint64 wait;

  while ((wait = cw_transfer_limits_get_wait (self, g_get_monotonic_time ())) > 0)
    {
      g_autoptr (GError) error = NULL;

      dex_await (dex_timeout_new_usec (wait), &error);
      if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/**
 * cw_transfer_limits_pay:
 * @self: limits
 * @bytes: how many have come
 *
 * Returns: (transfer full): a future that resolves once more may be read
 */
DexFuture *
cw_transfer_limits_pay (CwTransferLimits *self,
                        gint64            bytes)
{
  gint64 now = g_get_monotonic_time ();

  dex_return_error_if_fail (CW_IS_TRANSFER_LIMITS (self));

  cw_transfer_limits_spend (self, bytes, now);
  if (cw_transfer_limits_get_wait (self, now) == 0)
    return dex_future_new_true ();

  return cw_spawn (G_CALLBACK (pay_fiber), 1, CW_TYPE_TRANSFER_LIMITS, self);
}

/* --- so many of one server --------------------------------------------------------- */

static void
let_in (CwTransferLimits *self,
        Host             *host)
{
  while (host->n < self->a_host && !g_queue_is_empty (&host->waiting))
    {
      DexPromise *promise = g_queue_pop_head (&host->waiting);

      /* Nobody waits for it any more. */
      if (!g_cancellable_is_cancelled (dex_promise_get_cancellable (promise)))
        {
          host->n++;
          dex_promise_resolve_boolean (promise, TRUE);
        }
      dex_unref (promise);
    }
}

/**
 * cw_transfer_limits_enter:
 * @self: limits
 * @host: a server
 *
 * Returns: (transfer full): a future that resolves once something may be downloaded from
 *   it; where it has resolved, cw_transfer_limits_leave() has to follow
 */
DexFuture *
cw_transfer_limits_enter (CwTransferLimits *self,
                          const char       *host)
{
  DexPromise *promise;
  Host       *entry;

  dex_return_error_if_fail (CW_IS_TRANSFER_LIMITS (self));
  dex_return_error_if_fail (host != NULL);

  entry = get_host (self, host);
  promise = dex_promise_new_cancellable ();
  g_queue_push_tail (&entry->waiting, dex_ref (promise));
  let_in (self, entry);

  /* Only what depends on the promise can cancel it by going. */
  return cw_follow (DEX_FUTURE (promise));
}

/**
 * cw_transfer_limits_leave:
 * @self: limits
 * @host: what was entered
 */
void
cw_transfer_limits_leave (CwTransferLimits *self,
                          const char       *host)
{
  Host *entry;

  g_return_if_fail (CW_IS_TRANSFER_LIMITS (self));
  g_return_if_fail (host != NULL);

  entry = get_host (self, host);
  g_return_if_fail (entry->n > 0);

  entry->n--;
  let_in (self, entry);
  if (entry->n == 0 && g_queue_is_empty (&entry->waiting))
    g_hash_table_remove (self->hosts, host);
}

/**
 * cw_transfer_limits_new:
 * @a_host: how many downloads there may be of one server at a time, above 0
 *
 * Returns: (transfer full): limits without one on the bytes
 */
CwTransferLimits *
cw_transfer_limits_new (guint a_host)
{
  CwTransferLimits *self;

  g_return_val_if_fail (a_host > 0, NULL);

  self = g_object_new (CW_TYPE_TRANSFER_LIMITS, NULL);
  self->a_host = a_host;

  return self;
}

static void
cw_transfer_limits_finalize (GObject *object)
{
  g_hash_table_unref (CW_TRANSFER_LIMITS (object)->hosts);

  G_OBJECT_CLASS (cw_transfer_limits_parent_class)->finalize (object);
}

static void
cw_transfer_limits_class_init (CwTransferLimitsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_transfer_limits_finalize;
}

static void
cw_transfer_limits_init (CwTransferLimits *self)
{
  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, host_free);
}

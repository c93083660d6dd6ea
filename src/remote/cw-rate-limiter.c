/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-rate-limiter.h"

#include "cw-async.h"

/* At the most so long is waited at once, in case the clock or the server is off. */
#define LONGEST_WAIT (2 * G_TIME_SPAN_MINUTE)

/**
 * CwRateLimiter:
 *
 * A token bucket, as the server has it: so many requests a minute, which come back
 * evenly. What the server says about its own counts more than what is reckoned
 * here, since other programs of the user take from the same bucket.
 */
struct _CwRateLimiter
{
  GObject parent_instance;

  double a_minute;
  double tokens; /* as of then */
  gint64 then;   /* us of the monotonic clock */
  gint64 until;  /* nothing goes before, us */
};

G_DEFINE_FINAL_TYPE (CwRateLimiter, cw_rate_limiter, G_TYPE_OBJECT)

/**
 * cw_rate_limiter_new:
 * @a_minute: how many requests a minute are allowed, until the server says
 *
 * Returns: (transfer full): a full bucket
 */
CwRateLimiter *
cw_rate_limiter_new (guint a_minute)
{
  CwRateLimiter *self;

  g_return_val_if_fail (a_minute > 0, NULL);

  self = g_object_new (CW_TYPE_RATE_LIMITER, NULL);
  self->a_minute = a_minute;
  self->tokens = a_minute;

  return self;
}

static void
refill (CwRateLimiter *self,
        gint64         now)
{
  if (self->then != 0 && now > self->then)
    self->tokens = MIN (self->a_minute, self->tokens + (double) (now - self->then) * self->a_minute / G_TIME_SPAN_MINUTE);

  self->then = now;
}

/**
 * cw_rate_limiter_take:
 * @self: a limiter
 * @now: us of the monotonic clock
 *
 * Takes leave to send one request, where there is some.
 *
 * Returns: 0, or how long to wait before asking again, in us
 */
gint64
cw_rate_limiter_take (CwRateLimiter *self,
                      gint64         now)
{
  g_return_val_if_fail (CW_IS_RATE_LIMITER (self), 0);

  refill (self, now);

  if (now < self->until)
    return MIN (self->until - now, LONGEST_WAIT);
  if (self->tokens < 1)
    return (gint64) ((1 - self->tokens) * G_TIME_SPAN_MINUTE / self->a_minute) + 1;

  self->tokens -= 1;
  return 0;
}

/**
 * cw_rate_limiter_learn:
 * @self: a limiter
 * @a_minute: what the server allows a minute, or less than 1 where it did not say
 * @remaining: how many of them are left, or -1
 * @now: us of the monotonic clock
 *
 * Believes the server. Replies may come in another order than they were made in,
 * so what is left is only ever corrected downwards.
 */
void
cw_rate_limiter_learn (CwRateLimiter *self,
                       gint64         a_minute,
                       gint64         remaining,
                       gint64         now)
{
  g_return_if_fail (CW_IS_RATE_LIMITER (self));

  refill (self, now);
  if (a_minute >= 1)
    self->a_minute = (double) a_minute;
  if (remaining >= 0)
    self->tokens = MIN (self->tokens, (double) remaining);
}

/**
 * cw_rate_limiter_pause:
 * @self: a limiter
 * @until: us of the monotonic clock
 *
 * Lets nothing go before @until.
 */
void
cw_rate_limiter_pause (CwRateLimiter *self,
                       gint64         until)
{
  g_return_if_fail (CW_IS_RATE_LIMITER (self));

  self->until = MAX (self->until, until);
}

static DexFuture *
wait_fiber (CwRateLimiter *self)
{
  gint64 wait;

  while ((wait = cw_rate_limiter_take (self, g_get_monotonic_time ())) > 0)
    {
      g_autoptr (GError) error = NULL;

      dex_await (dex_timeout_new_usec (wait), &error);
      if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

/**
 * cw_rate_limiter_wait:
 * @self: a limiter
 *
 * Returns: (transfer full): a future that resolves when a request may be sent,
 *   which is then counted
 */
DexFuture *
cw_rate_limiter_wait (CwRateLimiter *self)
{
  dex_return_error_if_fail (CW_IS_RATE_LIMITER (self));

  return cw_spawn (G_CALLBACK (wait_fiber), 1, CW_TYPE_RATE_LIMITER, self);
}

static void
cw_rate_limiter_class_init (CwRateLimiterClass *klass)
{
}

static void
cw_rate_limiter_init (CwRateLimiter *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-circuit.h"

/* So many failures on end, and the server is left alone for a while: for so long
 * at first, and up to so long while it goes on. */
#define MOST_FAILURES 5
#define SHORTEST_REST (5 * G_TIME_SPAN_SECOND)
#define LONGEST_REST (2 * G_TIME_SPAN_MINUTE)

/**
 * CwCircuit:
 *
 * Whether a server is worth asking. After some failures in a row it is not, for a
 * while; then one request may find out. Nothing waits here: times are given, in
 * us of the monotonic clock.
 */
struct _CwCircuit
{
  guint  failures;
  gint64 rest;  /* us; 0 while it answers */
  gint64 until; /* left alone until then */
};

CwCircuit *
cw_circuit_new (void)
{
  return g_new0 (CwCircuit, 1);
}

void
cw_circuit_free (CwCircuit *self)
{
  g_free (self);
}

/**
 * cw_circuit_get_wait:
 * @self: a server's circuit
 * @now: us
 *
 * Returns: for how long to leave the server alone, in us, 0 if it may be asked
 */
gint64
cw_circuit_get_wait (CwCircuit *self,
                     gint64     now)
{
  return MAX (self->until - now, 0);
}

/**
 * cw_circuit_begin:
 * @self: a server's circuit
 * @now: us
 *
 * Says that the server is being asked. Where it has failed before, others wait
 * until it is known how that went.
 */
void
cw_circuit_begin (CwCircuit *self,
                  gint64     now)
{
  if (self->rest > 0)
    self->until = now + self->rest;
}

/**
 * cw_circuit_end:
 * @self: a server's circuit
 * @good: whether the server answered, no matter what
 * @now: us
 *
 * Says how it went.
 */
void
cw_circuit_end (CwCircuit *self,
                gboolean   good,
                gint64     now)
{
  if (good)
    {
      cw_circuit_reset (self);
      return;
    }

  self->failures++;
  if (self->failures < MOST_FAILURES)
    return;

  self->rest = self->rest == 0 ? SHORTEST_REST : MIN (2 * self->rest, LONGEST_REST);
  self->until = now + self->rest;
}

/**
 * cw_circuit_reset:
 * @self: a server's circuit
 *
 * Forgets what failed.
 */
void
cw_circuit_reset (CwCircuit *self)
{
  *self = (CwCircuit) { 0 };
}

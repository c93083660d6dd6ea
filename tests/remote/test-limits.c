/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-circuit.h"
#include "cw-rate-limiter.h"
#include "test-support.h"

#define SECOND G_TIME_SPAN_SECOND

static void
takes_as_many_as_are_allowed_a_minute (void)
{
  g_autoptr (CwRateLimiter) limiter = cw_rate_limiter_new (60);

  for (int i = 0; i < 60; i++)
    g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), ==, 0);

  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), >, SECOND * 9 / 10);
  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), <=, SECOND + 1);
  g_assert_cmpint (cw_rate_limiter_take (limiter, 2 * SECOND + 1), ==, 0);
  g_assert_cmpint (cw_rate_limiter_take (limiter, 2 * SECOND + 1), >, 0);
}

static void
believes_the_server_when_it_has_less (void)
{
  g_autoptr (CwRateLimiter) limiter = cw_rate_limiter_new (800);

  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), ==, 0);
  cw_rate_limiter_learn (limiter, 30, 1, SECOND);
  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), ==, 0);
  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), >, SECOND);

  /* An older reply that comes late, and one that says nothing. */
  cw_rate_limiter_learn (limiter, 30, 25, SECOND);
  cw_rate_limiter_learn (limiter, -1, -1, SECOND);
  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), >, SECOND);
}

static void
lets_nothing_go_while_it_pauses (void)
{
  g_autoptr (CwRateLimiter) limiter = cw_rate_limiter_new (60);

  cw_rate_limiter_pause (limiter, 10 * SECOND);
  cw_rate_limiter_pause (limiter, 5 * SECOND);
  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), ==, 9 * SECOND);
  g_assert_cmpint (cw_rate_limiter_take (limiter, 10 * SECOND), ==, 0);
}

/* A server whose clock is a day ahead must not stop the program for a day. */
static void
never_waits_for_long_at_once (void)
{
  g_autoptr (CwRateLimiter) limiter = cw_rate_limiter_new (60);

  cw_rate_limiter_pause (limiter, G_TIME_SPAN_DAY);
  g_assert_cmpint (cw_rate_limiter_take (limiter, SECOND), <=, 2 * G_TIME_SPAN_MINUTE);
}

static void
waits_until_it_may_go (void)
{
  g_autoptr (CwRateLimiter) limiter = cw_rate_limiter_new (6000);
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  cw_rate_limiter_pause (limiter, began + 30 * G_TIME_SPAN_MILLISECOND);
  g_assert_true (dex_await (cw_rate_limiter_wait (limiter), &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 30 * G_TIME_SPAN_MILLISECOND);
}

static void
fail_often (CwCircuit *circuit,
            int        times,
            gint64     now)
{
  for (int i = 0; i < times; i++)
    {
      cw_circuit_begin (circuit, now);
      cw_circuit_end (circuit, FALSE, now);
    }
}

static void
leaves_a_server_alone_after_failures_on_end (void)
{
  g_autoptr (CwCircuit) circuit = cw_circuit_new ();

  fail_often (circuit, 4, SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, SECOND), ==, 0);
  cw_circuit_end (circuit, TRUE, SECOND);
  fail_often (circuit, 4, SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, SECOND), ==, 0);
  fail_often (circuit, 1, SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, SECOND), ==, 5 * SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 6 * SECOND), ==, 0);
}

static void
lets_one_find_out_and_waits_longer_each_time (void)
{
  g_autoptr (CwCircuit) circuit = cw_circuit_new ();

  fail_often (circuit, 5, 0);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 5 * SECOND), ==, 0);
  cw_circuit_begin (circuit, 5 * SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 5 * SECOND), >, 0);
  cw_circuit_end (circuit, FALSE, 6 * SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 6 * SECOND), ==, 10 * SECOND);

  for (gint64 now = 100; now < 100 + 20 * 200; now += 200)
    fail_often (circuit, 1, now * SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 3900 * SECOND), ==, 2 * G_TIME_SPAN_MINUTE);

  cw_circuit_begin (circuit, 5000 * SECOND);
  cw_circuit_end (circuit, TRUE, 5000 * SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 5000 * SECOND), ==, 0);
  fail_often (circuit, 1, 5000 * SECOND);
  g_assert_cmpint (cw_circuit_get_wait (circuit, 5000 * SECOND), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/rate-limiter/takes as many as are allowed a minute", takes_as_many_as_are_allowed_a_minute);
  g_test_add_func ("/rate-limiter/believes the server when it has less", believes_the_server_when_it_has_less);
  g_test_add_func ("/rate-limiter/lets nothing go while it pauses", lets_nothing_go_while_it_pauses);
  g_test_add_func ("/rate-limiter/never waits for long at once", never_waits_for_long_at_once);
  test_add_fiber ("/rate-limiter/waits until it may go", waits_until_it_may_go);
  g_test_add_func ("/circuit/leaves a server alone after failures on end", leaves_a_server_alone_after_failures_on_end);
  g_test_add_func ("/circuit/lets one find out and waits longer each time", lets_one_find_out_and_waits_longer_each_time);

  return g_test_run ();
}

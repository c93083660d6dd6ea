/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-reply-cache.h"
#include "test-support.h"

#define NOW G_GINT64_CONSTANT (1790000000000000)
#define MINUTE G_TIME_SPAN_MINUTE

static CwHttpReply *
make_reply (gsize size)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", "http://127.0.0.1/");
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);

  return cw_http_reply_new (message, body);
}

static void
put (CwReplyCache *cache,
     const char   *key,
     gsize         size,
     gint64        now)
{
  g_autoptr (CwHttpReply) reply = make_reply (size);

  cw_reply_cache_put (cache, key, reply, now);
}

static gboolean
knows (CwReplyCache *cache,
       const char   *key,
       gint64        lifetime,
       gint64        now)
{
  g_autoptr (CwHttpReply) reply = cw_reply_cache_find (cache, key, lifetime, now);

  return reply != NULL;
}

static void
an_answer_is_given_as_long_as_it_is_young_enough (void)
{
  g_autoptr (CwReplyCache) cache = cw_reply_cache_new (1000000);

  put (cache, "a", 10, NOW);
  g_assert_true (knows (cache, "a", MINUTE, NOW + MINUTE - 1));
  g_assert_false (knows (cache, "a", MINUTE, NOW + MINUTE));
  g_assert_true (knows (cache, "a", 2 * MINUTE, NOW + MINUTE));
  g_assert_false (knows (cache, "b", MINUTE, NOW));
  put (cache, "a", 10, NOW + 3 * MINUTE);
  g_assert_true (knows (cache, "a", MINUTE, NOW + 3 * MINUTE));

  cw_reply_cache_remove (cache, "a");
  g_assert_false (knows (cache, "a", MINUTE, NOW + 3 * MINUTE));
  g_assert_cmpuint (cw_reply_cache_get_size (cache), ==, 0);
}

static void
nothing_is_kept_for_longer_than_a_day (void)
{
  g_autoptr (CwReplyCache) cache = cw_reply_cache_new (1000000);

  put (cache, "a", 10, NOW);
  g_assert_true (knows (cache, "a", G_MAXINT64, NOW + G_TIME_SPAN_DAY - 1));
  g_assert_false (knows (cache, "a", G_MAXINT64, NOW + G_TIME_SPAN_DAY));
  g_assert_cmpuint (cw_reply_cache_get_size (cache), ==, 0);

  /* Nor is it known how old something is when the clock was put back. */
  put (cache, "a", 10, NOW);
  g_assert_false (knows (cache, "a", MINUTE, NOW - 1));
}

static void
what_was_not_wanted_for_longest_makes_room (void)
{
  g_autoptr (CwReplyCache) cache = cw_reply_cache_new (350000);

  put (cache, "a", 100000, NOW);
  put (cache, "b", 100000, NOW);
  put (cache, "c", 100000, NOW);
  g_assert_true (knows (cache, "a", MINUTE, NOW));
  put (cache, "d", 100000, NOW);
  g_assert_true (knows (cache, "a", MINUTE, NOW));
  g_assert_false (knows (cache, "b", MINUTE, NOW));
  g_assert_true (knows (cache, "c", MINUTE, NOW));
  g_assert_true (knows (cache, "d", MINUTE, NOW));
  g_assert_cmpuint (cw_reply_cache_get_size (cache), <=, 350000);

  /* What does not fit at all takes nothing else's place for long. */
  put (cache, "e", 400000, NOW);
  g_assert_false (knows (cache, "e", MINUTE, NOW));
  g_assert_true (knows (cache, "d", MINUTE, NOW));
  put (cache, "d", 400000, NOW);
  g_assert_false (knows (cache, "d", MINUTE, NOW));
  g_assert_true (knows (cache, "c", MINUTE, NOW));
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/reply-cache/an answer is given as long as it is young enough", an_answer_is_given_as_long_as_it_is_young_enough);
  g_test_add_func ("/reply-cache/nothing is kept for longer than a day", nothing_is_kept_for_longer_than_a_day);
  g_test_add_func ("/reply-cache/what was not wanted for longest makes room", what_was_not_wanted_for_longest_makes_room);

  return g_test_run ();
}

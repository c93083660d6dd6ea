/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-maker.h"
#include "cw-error.h"
#include "cw-helix-broadcasts.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

typedef struct
{
  TestTwitch  *twitch;
  CwHelix     *helix;
  CwClipMaker *maker;
} Fixture;

static Fixture
set_up (const char *scopes)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "10", NULL }) };
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", scopes);
  g_autoptr (TestTokens) tokens = test_tokens_new (access);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  fixture.helix = cw_helix_new (http, CW_TOKEN_SOURCE (tokens), TEST_TWITCH_CLIENT_ID);
  fixture.maker = cw_clip_maker_new (fixture.helix);
  test_twitch_control (fixture.twitch, "set", "{\"create_polls\": 1}");
  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true, \"title\": \"Tonight\"}");

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->maker);
  g_object_unref (fixture->helix);
  test_twitch_stop (fixture->twitch);
}

static void
a_clip_of_what_is_live_is_waited_for (void)
{
  Fixture          fixture = set_up ("clips:edit");
  g_autofree char *channel = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchClip) clip = NULL;

  test_twitch_control (fixture.twitch, "set", "{\"create_polls\": 2}");
  dex_await (cw_clip_maker_make_live (fixture.maker, channel, NULL, 30 * SECOND), &error);
  g_assert_no_error (error);
  g_assert_nonnull (cw_clip_maker_get_slug (fixture.maker));

  clip = dex_await_object (cw_clip_maker_wait (fixture.maker), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_twitch_clip_get_id (clip), ==, cw_clip_maker_get_slug (fixture.maker));
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /helix/clips"), ==, 1);
  tear_down (&fixture);
}

static void
trouble_while_waiting_orders_nothing_twice (void)
{
  Fixture          fixture = set_up ("clips:edit");
  g_autofree char *channel = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchClip) clip = NULL;

  dex_await (cw_clip_maker_make_live (fixture.maker, channel, NULL, 30 * SECOND), &error);
  g_assert_no_error (error);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"unavailable\", \"times\": 2}");
  clip = dex_await_object (cw_clip_maker_wait (fixture.maker), &error);
  g_assert_no_error (error);
  g_assert_nonnull (clip);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /helix/clips"), ==, 1);
  tear_down (&fixture);
}

static void
it_takes_a_permission (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *channel = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_clip_maker_make_live (fixture.maker, channel, NULL, 30 * SECOND), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_SCOPE);
  g_assert_null (cw_clip_maker_get_slug (fixture.maker));
  tear_down (&fixture);
}

static void
what_is_over_can_be_clipped (void)
{
  Fixture          fixture = set_up ("channel:manage:clips");
  g_autofree char *channel = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) vods = dex_await_object (cw_helix_list_vods (fixture.helix, channel, NULL), &error);
  g_autoptr (CwTwitchClip) clip = NULL;

  dex_await (cw_clip_maker_make_from_vod (fixture.maker, channel, channel, cw_vod_get_id (cw_page_get_first (vods)), 60 * SECOND, 20 * SECOND, "The best moment"), &error);
  g_assert_no_error (error);
  clip = dex_await_object (cw_clip_maker_wait (fixture.maker), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_twitch_clip_get_title (clip), ==, "The best moment");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-maker/a clip of what is live is waited for", a_clip_of_what_is_live_is_waited_for);
  test_add_fiber ("/clip-maker/trouble while waiting orders nothing twice", trouble_while_waiting_orders_nothing_twice);
  test_add_fiber ("/clip-maker/it takes a permission", it_takes_a_permission);
  test_add_fiber ("/clip-maker/what is over can be clipped", what_is_over_can_be_clipped);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-media.h"
#include "cw-error.h"
#include "cw-helix.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

#include <glib/gstdio.h>
#include <utime.h>

#define MEDIA "/cdn/v2/media"
#define DAY_S (24 * 60 * 60)

typedef struct
{
  TestTwitch    *twitch;
  CwHttp        *http;
  TestTokens    *tokens;
  CwHelix       *helix;
  CwClipSources *sources;
  CwWatchCache  *cache;
  char          *folder;
} Fixture;

static Fixture
set_up (const char *scopes)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "60", NULL }) };

  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", scopes);
  g_autofree char *me = test_twitch_find_id (fixture.twitch, "creator_main");

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"media_seconds\": 1}");
  fixture.folder = test_folder ();
  fixture.http = cw_http_new ();
  fixture.tokens = test_tokens_new (access);
  fixture.helix = cw_helix_new (fixture.http, CW_TOKEN_SOURCE (fixture.tokens), TEST_TWITCH_CLIENT_ID);
  fixture.sources = cw_clip_sources_new (fixture.http, fixture.helix, CW_TOKEN_SOURCE (fixture.tokens));
  cw_clip_sources_set_account_id (fixture.sources, me);
  fixture.cache = cw_watch_cache_new (fixture.folder, 0);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->cache);
  g_object_unref (fixture->sources);
  g_object_unref (fixture->helix);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_free (fixture->folder);
}

/* A channel that the user has nothing to do with. */
static char *
find_foreign (Fixture *fixture)
{
  g_autoptr (JsonObject) world = test_twitch_ask (fixture->twitch, "world");
  JsonArray *channels = json_object_get_array_member (world, "channels");

  for (guint i = 2; i < json_array_get_length (channels); i++)
    if (json_object_get_int_member (json_array_get_object_element (channels, i), "clips") > 1)
      return g_strdup (json_object_get_string_member (json_array_get_object_element (channels, i), "login"));

  g_assert_not_reached ();
}

static CwTwitchClip *
find_clip (Fixture    *fixture,
           const char *login,
           guint       index)
{
  g_autofree char *what = g_strdup_printf ("clips?login=%s", login);
  g_autoptr (JsonObject) answer = test_twitch_ask (fixture->twitch, what);
  JsonObject      *clip = json_array_get_object_element (json_object_get_array_member (answer, "clips"), index);
  g_autofree char *channel = test_twitch_find_id (fixture->twitch, login);

  return g_object_new (CW_TYPE_TWITCH_CLIP, "id", json_object_get_string_member (clip, "id"), "channel-id", channel, NULL);
}

static CwClipMedia *
load (Fixture    *fixture,
      const char *login)
{
  g_autoptr (CwTwitchClip) clip = find_clip (fixture, login, 0);
  CwClipMedia *media = cw_clip_media_new (fixture->http, fixture->sources, fixture->cache, clip);

  cw_clip_media_load (media);
  return media;
}

static void
wait_for (CwClipMedia     *media,
          CwClipMediaState state)
{
  for (int i = 0; cw_clip_media_get_state (media) != state; i++)
    {
      g_assert_cmpint (i, <, 20000);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

/* All of it, whichever file it is in the end. */
static void
wait_until_whole (CwClipMedia *media)
{
  for (int i = 0; cw_clip_media_get_file (media) == NULL || !cw_growing_file_is_complete (cw_clip_media_get_file (media)); i++)
    {
      g_assert_cmpint (i, <, 20000);
      g_assert_cmpint (cw_clip_media_get_state (media), !=, CW_CLIP_MEDIA_FAILED);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

static char *
dup_name (CwClipMedia *media)
{
  return cw_rendition_dup_name (cw_clip_media_get_rendition (media));
}

static void
ones_own_clips_come_officially (void)
{
  Fixture fixture = set_up ("channel:manage:clips");
  g_autoptr (CwClipMedia) media = load (&fixture, "creator_main");

  g_assert_cmpint (cw_clip_media_get_state (media), ==, CW_CLIP_MEDIA_FINDING);
  wait_until_whole (media);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips/downloads"), ==, 1);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 0);
  tear_down (&fixture);
}

static void
those_of_an_edited_channel_do_as_well (void)
{
  Fixture fixture = set_up ("editor:manage:clips");
  g_autoptr (CwClipMedia) media = load (&fixture, "edited_channel");

  wait_until_whole (media);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 0);
  tear_down (&fixture);
}

static void
others_take_consent (void)
{
  Fixture          fixture = set_up ("editor:manage:clips");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipMedia) media = load (&fixture, login);
  g_autoptr (CwClipMedia) again = NULL;
  g_autofree char *name = NULL;

  wait_for (media, CW_CLIP_MEDIA_NEEDS_CONSENT);
  g_assert_null (cw_clip_media_get_file (media));
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 0);

  /* It goes on by itself once that is there. */
  cw_clip_sources_set_consent (fixture.sources, TRUE);
  wait_until_whole (media);
  name = dup_name (media);
  g_assert_cmpstr (name, ==, "landscape-1080-60");
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 1);

  /* That it is nobody's whom we edit was asked once. */
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips/downloads"), ==, 1);
  tear_down (&fixture);
}

static void
what_is_there_needs_no_network (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipMedia) media = NULL;
  g_autoptr (CwClipMedia) again = NULL;
  g_autoptr (CwRendition) first = NULL;
  gint64 asked;

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  media = load (&fixture, login);
  wait_until_whole (media);

  asked = test_twitch_count (fixture.twitch, "POST /gql");
  again = load (&fixture, login);
  wait_until_whole (again);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, asked);

  /* But the others can still be found. */
  g_assert_cmpuint (g_list_model_get_n_items (cw_clip_media_get_renditions (again)), ==, 1);
  cw_clip_media_find_others (again);
  while (g_list_model_get_n_items (cw_clip_media_get_renditions (again)) < 4)
    dex_await (dex_timeout_new_msec (1), NULL);
  first = g_list_model_get_item (cw_clip_media_get_renditions (again), 0);
  g_assert_true (first == cw_clip_media_get_rendition (again));
  tear_down (&fixture);
}

static void
a_quality_that_is_not_there_is_the_next (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipMedia) media = NULL;
  g_autofree char *name = NULL;

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "/*/landscape/1080/*\", \"kind\": \"status\", \"status\": 404, \"times\": 0}");
  media = load (&fixture, login);
  wait_until_whole (media);
  name = dup_name (media);
  g_assert_cmpstr (name, ==, "landscape-720-60");

  /* Where none is there that is told, and loading again helps. */
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"status\", \"status\": 404, \"times\": 0}");
  dex_await (cw_watch_cache_clear (fixture.cache), NULL);
  g_clear_object (&media);
  media = load (&fixture, login);
  wait_for (media, CW_CLIP_MEDIA_FAILED);
  g_assert_error (cw_clip_media_get_error (media), CW_ERROR, CW_ERROR_MISSING);
  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  cw_clip_media_load (media);
  wait_until_whole (media);
  g_assert_null (cw_clip_media_get_error (media));
  tear_down (&fixture);
}

static void
another_quality_can_be_chosen (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipMedia) media = NULL;
  g_autoptr (CwRendition) last = NULL;
  g_autoptr (CwGrowingFile) first = NULL;
  GListModel *renditions;

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"slow-body\", \"bytes\": 1000, \"delay\": 60000, \"times\": 1}");
  media = load (&fixture, login);
  wait_for (media, CW_CLIP_MEDIA_READY);
  first = g_object_ref (cw_clip_media_get_file (media));

  renditions = cw_clip_media_get_renditions (media);
  last = g_list_model_get_item (renditions, g_list_model_get_n_items (renditions) - 1);
  while (cw_growing_file_get_length (first) == 0)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_object_set (media, "rendition", last, NULL);
  g_assert_true (cw_clip_media_get_file (media) != first);
  wait_until_whole (media);
  g_assert_true (cw_clip_media_get_rendition (media) == last);
  g_assert_false (cw_growing_file_is_complete (first));
  tear_down (&fixture);
}

static void
an_expired_address_is_found_anew (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (CwClipMedia) media = NULL;

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"" MEDIA "\", \"kind\": \"status\", \"status\": 403, \"times\": 1}");
  media = load (&fixture, login);
  wait_until_whole (media);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /gql"), ==, 2);
  tear_down (&fixture);
}

static void
ends_when_nobody_has_it (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *login = find_foreign (&fixture);

  cw_clip_sources_set_consent (fixture.sources, TRUE);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (CwClipMedia) media = load (&fixture, login);
      CwClipMedia *gone = media;

      g_object_add_weak_pointer (G_OBJECT (media), (gpointer *) &gone);
      dex_await (dex_timeout_new_msec (i), NULL);
      g_clear_object (&media);
      g_assert_null (gone);
    }
  tear_down (&fixture);
}

static void
put (Fixture    *fixture,
     const char *name,
     gint64      age,
     gint64      watched)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  gint64           now = g_get_real_time () / G_USEC_PER_SEC;

  test_write_file (path, "0123456789", -1);
  g_assert_cmpint (g_utime (path, &(struct utimbuf) { .actime = now - watched, .modtime = now - age }), ==, 0);
}

static gboolean
is_there (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
nothing_is_kept_for_longer_than_a_day (void)
{
  Fixture fixture = set_up ("");
  g_autoptr (CwWatchCache) small = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  put (&fixture, "a.landscape-1080-60.mp4", 100, 100);
  put (&fixture, "b.landscape-1080-60.mp4", DAY_S + 10, 5);
  put (&fixture, "c.landscape-1080-60.mp4.part", 2 * DAY_S, 5);
  put (&fixture, "d.landscape-1080-60.mp4", 1000, 1);
  put (&fixture, "e.landscape-1080-60.mp4", DAY_S - 1800, 1);
  put (&fixture, "a.portrait-720-30.mp4", 100, 100);
  put (&fixture, "ab.landscape-1080-60.mp4", 50, 50);

  found = dex_await_boxed (cw_watch_cache_find (fixture.cache, "b"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (is_there (&fixture, "b.landscape-1080-60.mp4"));
  g_clear_pointer (&found, g_ptr_array_unref);
  found = dex_await_boxed (cw_watch_cache_find (fixture.cache, "a"), &error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpint (cw_rendition_get_height (found->pdata[0]), ==, 1080);

  g_assert_cmpint (dex_await_int64 (cw_watch_cache_prune (fixture.cache), &error), ==, 40);
  g_assert_false (is_there (&fixture, "c.landscape-1080-60.mp4.part"));

  /* It would be too old before the next look. */
  g_assert_false (is_there (&fixture, "e.landscape-1080-60.mp4"));

  /* What was watched longest ago goes first; a was just looked for. */
  small = cw_watch_cache_new (fixture.folder, 30);
  g_assert_cmpint (dex_await_int64 (cw_watch_cache_prune (small), &error), ==, 30);
  g_assert_false (is_there (&fixture, "ab.landscape-1080-60.mp4"));
  g_assert_true (is_there (&fixture, "d.landscape-1080-60.mp4"));

  g_assert_true (dex_await (cw_watch_cache_clear (small), &error));
  g_assert_false (is_there (&fixture, "d.landscape-1080-60.mp4"));
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-media/one's own clips come officially", ones_own_clips_come_officially);
  test_add_fiber ("/clip-media/those of an edited channel do as well", those_of_an_edited_channel_do_as_well);
  test_add_fiber ("/clip-media/others take consent", others_take_consent);
  test_add_fiber ("/clip-media/what is there needs no network", what_is_there_needs_no_network);
  test_add_fiber ("/clip-media/a quality that is not there is the next", a_quality_that_is_not_there_is_the_next);
  test_add_fiber ("/clip-media/another quality can be chosen", another_quality_can_be_chosen);
  test_add_fiber ("/clip-media/an expired address is found anew", an_expired_address_is_found_anew);
  test_add_fiber ("/clip-media/ends when nobody has it", ends_when_nobody_has_it);
  test_add_fiber ("/watch-cache/nothing is kept for longer than a day", nothing_is_kept_for_longer_than_a_day);

  return g_test_run ();
}

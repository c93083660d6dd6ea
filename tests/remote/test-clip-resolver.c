/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-answer.h"
#include "cw-clip-resolver.h"
#include "cw-error.h"
#include "cw-paths.h"
#include "cw-resolver-data.h"
#include "test-support.h"
#include "test-twitch.h"

#include <glib/gstdio.h>

typedef struct
{
  TestTwitch     *twitch;
  CwHttp         *http;
  CwClipResolver *resolver;
  char           *slug; /* of a clip that has an upright picture, too */
} Fixture;

static Fixture
set_up (void)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "60", NULL }) };

  g_autoptr (JsonObject) answer = test_twitch_ask (fixture.twitch, "clips?login=creator_main");
  JsonArray *clips = json_object_get_array_member (answer, "clips");

  for (guint i = 0; i < json_array_get_length (clips) && fixture.slug == NULL; i++)
    if (json_object_get_boolean_member (json_array_get_object_element (clips, i), "portrait"))
      fixture.slug = g_strdup (json_object_get_string_member (json_array_get_object_element (clips, i), "id"));

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"media_seconds\": 1}");
  fixture.http = cw_http_new ();
  fixture.resolver = cw_clip_resolver_new (fixture.http);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->resolver);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_free (fixture->slug);
}

static GPtrArray *
find (Fixture *fixture,
      GError **error)
{
  return dex_await_boxed (cw_clip_resolver_find (fixture->resolver, fixture->slug), error);
}

static char *
dup_names (GPtrArray *renditions)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < renditions->len; i++)
    {
      g_autofree char *name = cw_rendition_dup_name (renditions->pdata[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_found (Fixture    *fixture,
              const char *expected,
              gint64      asked)
{
  g_autoptr (GError) error = NULL;
  gint64 before = test_twitch_count (fixture->twitch, "POST /gql");
  g_autoptr (GPtrArray) renditions = find (fixture, &error);
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  names = dup_names (renditions);
  g_assert_cmpstr (names, ==, expected);
  g_assert_cmpint (test_twitch_count (fixture->twitch, "POST /gql") - before, ==, asked);
}

#define ALL "landscape-1080-60 landscape-720-60 landscape-480-30 landscape-360-30 portrait-1080-60 portrait-720-30"
#define LANDSCAPE "landscape-1080-60 landscape-720-60 landscape-480-30 landscape-360-30"

static void
assert_fails (Fixture    *fixture,
              CwError     code,
              const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) renditions = find (fixture, &error);

  g_assert_null (renditions);
  g_assert_error (error, CW_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
finds_all_files_the_best_first (void)
{
  Fixture fixture = set_up ();

  /* Twitch has them in another order each time. */
  for (int i = 0; i < 5; i++)
    assert_found (&fixture, ALL, 1);
  tear_down (&fixture);
}

static void
the_files_can_be_had (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) renditions = find (&fixture, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < renditions->len; i++)
    {
      g_autoptr (CwHttpRequest) request = cw_http_request_new ("GET", cw_rendition_get_url (renditions->pdata[i]));
      g_autoptr (CwHttpReply) reply = dex_await_object (cw_http_send (fixture.http, request), &error);

      g_assert_no_error (error);
      g_assert_cmpint (cw_http_reply_get_status (reply), ==, 200);
    }
  tear_down (&fixture);
}

static void
other_ways_are_tried_when_one_is_gone (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "set", "{\"gql_hashes\": [\"ShareClipRenderStatus:0a02bb97\"]}");
  assert_found (&fixture, ALL, 2);
  test_twitch_control (fixture.twitch, "set", "{\"gql_hashes\": [\"VideoAccessToken_Clip:993d9a51\"]}");
  assert_found (&fixture, LANDSCAPE, 3);
  test_twitch_control (fixture.twitch, "set", "{\"gql_hashes\": []}");
  assert_found (&fixture, LANDSCAPE, 5);
  tear_down (&fixture);
}

static void
what_twitch_has_changed_is_told (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "set", "{\"gql_integrity\": 1}");
  assert_fails (&fixture, CW_ERROR_UNSUPPORTED, "Twitch has changed how clips are played");
  test_twitch_control (fixture.twitch, "set", "{\"gql_integrity\": 0, \"gql_client_ids\": []}");
  assert_fails (&fixture, CW_ERROR_UNSUPPORTED, "Twitch has changed how clips are played");
  test_twitch_control (fixture.twitch, "set", "{\"gql_client_ids\": [\"kimne78kx3ncx6brgo4mv6wki5h1ko\"]}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/gql\", \"kind\": \"without\", \"member\": \"playbackAccessToken\", \"times\": 0}");
  assert_fails (&fixture, CW_ERROR_UNSUPPORTED, "Twitch has changed how clips are played");
  tear_down (&fixture);
}

static void
a_short_trouble_is_waited_out (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/gql\", \"kind\": \"status\", \"status\": 200, \"body\": {\"errors\": [{\"message\": \"service error\"}]}, \"times\": 2}");
  assert_found (&fixture, ALL, 3);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/gql\", \"kind\": \"status\", \"status\": 200, \"body\": {\"errors\": [{\"message\": \"service timeout\"}]}, \"times\": 0}");
  assert_fails (&fixture, CW_ERROR_OFFLINE, "trouble");
  test_twitch_control (fixture.twitch, "clear-faults", "{}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/gql\", \"kind\": \"html\", \"times\": 0}");
  assert_fails (&fixture, CW_ERROR_OFFLINE, "sign in first");
  tear_down (&fixture);
}

static void
a_clip_that_is_gone_or_not_there_yet_is_told (void)
{
  Fixture fixture = set_up ();

  test_twitch_control (fixture.twitch, "set", "{\"rendering\": 1}");
  assert_fails (&fixture, CW_ERROR_OFFLINE, "still making this clip");
  test_twitch_control (fixture.twitch, "set", "{\"rendering\": 0}");
  test_twitch_control (fixture.twitch, "delete-clip", "{\"id\": \"%s\"}", fixture.slug);
  assert_fails (&fixture, CW_ERROR_MISSING, "not on Twitch any more");
  g_set_str (&fixture.slug, "\"}, \"x\": {\"");
  assert_fails (&fixture, CW_ERROR_INVALID, "no link");
  tear_down (&fixture);
}

#define DATA "{\"date\": \"%s\", \"client_id\": \"ue6666qo983tsx6so1t0vnawi233wa\", \"path\": \"\", \"requests\": [{\"operation\": \"VideoAccessToken_Clip\", \"hash\": \"%s\"}]}"

/* So it can be mended without a new version. */
static void
a_newer_file_of_the_user_counts (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *path = cw_paths_build_config ("resolver.json", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  const char      *hash = "abcdef0000000000000000000000000000000000000000000000000000000000";
  g_autofree char *newer = g_strdup_printf (DATA, "2099-01-31", hash);
  g_autofree char *older = g_strdup_printf (DATA, "2020-01-31", hash);
  g_autofree char *wrong = g_strdup_printf (DATA, "2099-99-99", hash);

  test_twitch_control (fixture.twitch, "set", "{\"gql_hashes\": [\"VideoAccessToken_Clip:abcdef\"]}");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  test_write_file (path, newer, -1);
  assert_found (&fixture, LANDSCAPE, 1);

  /* Else our own is used, which has to come down to the last. */
  test_write_file (path, older, -1);
  assert_found (&fixture, LANDSCAPE, 5);
  test_write_file (path, wrong, -1);
  assert_found (&fixture, LANDSCAPE, 5);
  test_write_file (path, "{\"date\": ", -1);
  assert_found (&fixture, LANDSCAPE, 5);
  tear_down (&fixture);
}

static char *
read_answer (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) renditions = cw_clip_answer_read (json_node_get_object (node), &error);

  return renditions != NULL ? dup_names (renditions) : g_strdup_printf ("%s: %s", cw_error_get_nick (error), error->message);
}

#define TOKEN "\"playbackAccessToken\": {\"signature\": \"ab\", \"value\": \"{\\\"authorization\\\": {\\\"forbidden\\\": %s, \\\"reason\\\": \\\"%s\\\"}, \\\"clip_uri\\\": \\\"%s\\\"}\"}"

static void
answers_are_read_whatever_is_missing (void)
{
  static const struct
  {
    const char *forbidden, *reason, *uri, *rest, *expected;
  } cases[] = {
    { "false", "", "", "\"videoQualities\": [{\"quality\": \"720\", \"frameRate\": 30.01, \"sourceURL\": \"https://a/1\"}, {\"quality\": \"1080\", \"sourceURL\": \"https://a/2\"}]", "landscape-1080-0 landscape-720-30" },
    { "false", "", "https://a/3", "\"videoQualities\": []", "landscape-0-0" },
    { "false", "", "https://a/3", "\"assets\": [{\"aspectRatio\": 0.5625, \"videoQualities\": [{\"width\": 1080, \"height\": 1920, \"sourceURL\": \"https://a/4\"}]}]", "landscape-0-0 portrait-1080-0" },
    { "false", "", "", "\"assets\": [null, {\"portraitMetadata\": {}, \"videoQualities\": [{\"quality\": \"x\", \"sourceURL\": \"https://a/4\"}]}]", "portrait-0-0" },
    { "false", "", "", "\"videoQualities\": [{\"quality\": \"720\", \"sourceURL\": \"\"}, {\"quality\": \"360\", \"sourceURL\": \"https://a/5\"}]", "landscape-360-0" },
    { "false", "", "", "\"videoQualities\": [{\"quality\": \"720\", \"sourceURL\": \"file:///etc/passwd\"}]", "unsupported: There are no files" },
    { "true", "GEO", "https://a/3", "\"videoQualities\": []", "denied: Twitch does not show this clip to everybody (“GEO”)" },
    { "false", "", "", "\"assets\": [{\"creationState\": \"CREATING\", \"videoQualities\": []}]", "offline: Twitch is still making this clip: try again in a minute" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = g_strdup_printf (TOKEN, cases[i].forbidden, cases[i].reason, cases[i].uri);
      g_autofree char *text = g_strdup_printf ("{%s, %s}", token, cases[i].rest);
      g_autofree char *names = read_answer (text);

      g_assert_cmpstr (names, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-resolver/finds all files, the best first", finds_all_files_the_best_first);
  test_add_fiber ("/clip-resolver/the files can be had", the_files_can_be_had);
  test_add_fiber ("/clip-resolver/other ways are tried when one is gone", other_ways_are_tried_when_one_is_gone);
  test_add_fiber ("/clip-resolver/what Twitch has changed is told", what_twitch_has_changed_is_told);
  test_add_fiber ("/clip-resolver/a short trouble is waited out", a_short_trouble_is_waited_out);
  test_add_fiber ("/clip-resolver/a clip that is gone or not there yet is told", a_clip_that_is_gone_or_not_there_yet_is_told);
  test_add_fiber ("/clip-resolver/a newer file of the user counts", a_newer_file_of_the_user_counts);
  g_test_add_func ("/clip-resolver/answers are read whatever is missing", answers_are_read_whatever_is_missing);

  return g_test_run ();
}

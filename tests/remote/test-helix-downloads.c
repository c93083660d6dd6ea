/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-helix-broadcasts.h"
#include "cw-helix-create.h"
#include "cw-helix-downloads.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define SCOPES "channel:manage:clips editor:manage:clips clips:edit"

typedef struct
{
  TestTwitch *twitch;
  CwHttp     *http;
  TestTokens *tokens;
  CwHelix    *helix;
  char       *me;
} Fixture;

static Fixture
set_up (const char *scopes)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "100", NULL }) };

  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", scopes);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  fixture.http = cw_http_new ();
  fixture.tokens = test_tokens_new (access);
  fixture.helix = cw_helix_new (fixture.http, CW_TOKEN_SOURCE (fixture.tokens), TEST_TWITCH_CLIENT_ID);
  fixture.me = test_twitch_find_id (fixture.twitch, "creator_main");

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->helix);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
  g_free (fixture->me);
}

/* The first N clips of LOGIN; of whether they are upright as well the world says. */
static char **
list_ids (Fixture    *fixture,
          const char *login,
          guint       n,
          guint      *upright)
{
  g_autofree char *what = g_strdup_printf ("clips?login=%s", login);
  g_autoptr (JsonObject) answer = test_twitch_ask (fixture->twitch, what);
  JsonArray *clips = json_object_get_array_member (answer, "clips");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  *upright = 0;
  for (guint i = 0; i < MIN (n, json_array_get_length (clips)); i++)
    {
      JsonObject *clip = json_array_get_object_element (clips, i);

      g_strv_builder_add (builder, json_object_get_string_member (clip, "id"));
      *upright += json_object_get_boolean_member (clip, "portrait");
    }

  return g_strv_builder_end (builder);
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

static GHashTable *
find (Fixture    *fixture,
      const char *login,
      guint       n,
      guint      *upright,
      GError    **error)
{
  g_autofree char *channel = test_twitch_find_id (fixture->twitch, login);
  g_auto (GStrv) ids = list_ids (fixture, login, n, upright);

  return dex_await_boxed (cw_helix_find_downloads (fixture->helix, fixture->me, channel, (const char *const *) ids), error);
}

static void
any_number_of_files_is_found (void)
{
  Fixture fixture = set_up (SCOPES);
  guint   upright;
  guint   found = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) downloads = find (&fixture, "creator_main", 35, &upright, &error);
  GHashTableIter iter;
  gpointer       renditions;

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (downloads), ==, 35);
  g_hash_table_iter_init (&iter, downloads);
  while (g_hash_table_iter_next (&iter, NULL, &renditions))
    {
      GPtrArray *list = renditions;

      g_assert_false (cw_rendition_get_portrait (list->pdata[0]));
      g_assert_nonnull (strstr (cw_rendition_get_url (list->pdata[0]), "/cdn/download/"));
      found += list->len - 1;
      if (list->len > 1)
        g_assert_true (cw_rendition_get_portrait (list->pdata[1]));
    }
  g_assert_cmpuint (upright, >, 0);
  g_assert_cmpuint (found, ==, upright);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips/downloads"), ==, 4);
  tear_down (&fixture);
}

static void
what_is_not_rendered_has_no_file (void)
{
  Fixture fixture = set_up (SCOPES);
  guint   upright;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) downloads = NULL;
  GHashTableIter iter;
  gpointer       renditions;

  test_twitch_control (fixture.twitch, "set", "{\"rendering\": 1}");
  downloads = find (&fixture, "creator_main", 3, &upright, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (downloads), ==, 3);
  g_hash_table_iter_init (&iter, downloads);
  while (g_hash_table_iter_next (&iter, NULL, &renditions))
    g_assert_cmpuint (((GPtrArray *) renditions)->len, ==, 0);
  tear_down (&fixture);
}

static void
editors_may_and_others_may_not (void)
{
  Fixture fixture = set_up (SCOPES);
  guint   upright;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) edited = find (&fixture, "edited_channel", 2, &upright, &error);
  g_autofree char *login = find_foreign (&fixture);
  g_autoptr (GHashTable) foreign = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (edited);
  foreign = find (&fixture, login, 2, &upright, &error);
  g_assert_null (foreign);
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==, "Only the channel itself and its editors can download its clips from Twitch");
  tear_down (&fixture);
}

static void
a_missing_permission_is_told (void)
{
  Fixture fixture = set_up ("");
  guint   upright;
  g_autoptr (GError) error = NULL;

  g_assert_null (find (&fixture, "creator_main", 1, &upright, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_SCOPE);
  tear_down (&fixture);
}

/* Twitch counts these apart, so nothing else has to wait meanwhile. */
static void
too_many_at_once_are_waited_out (void)
{
  Fixture fixture = set_up (SCOPES);
  guint   upright;
  g_auto (GStrv) ids = list_ids (&fixture, "creator_main", 30, &upright);
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) find = NULL;
  g_autoptr (GHashTable) downloads = NULL;
  gint64 began;

  test_twitch_control (fixture.twitch, "set", "{\"download_limit\": 2}");
  find = cw_helix_find_downloads (fixture.helix, fixture.me, fixture.me, (const char *const *) ids);
  while (test_twitch_count_status (fixture.twitch, 429) == 0)
    dex_await (dex_timeout_new_msec (1), NULL);

  began = g_get_monotonic_time ();
  g_assert_true (dex_await (cw_helix_list_vods (fixture.helix, fixture.me, NULL), &error));
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_TIME_SPAN_SECOND / 2);

  /* Points flow in again. */
  test_twitch_control (fixture.twitch, "set", "{\"download_limit\": 6000}");
  downloads = dex_await_boxed (g_steal_pointer (&find), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (downloads), ==, 30);
  tear_down (&fixture);
}

static void
strange_answers_are_sentences (void)
{
  Fixture fixture = set_up (SCOPES);

  for (guint i = 0; i < 2; i++)
    {
      guint upright;
      g_autoptr (GError) error = NULL;

      test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips/downloads\", \"kind\": \"without\", \"member\": \"%s\", \"times\": 1}", i == 0 ? "data" : "clip_id");
      g_assert_null (find (&fixture, "creator_main", 1, &upright, &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
    }
  tear_down (&fixture);
}

static void
a_clip_is_made_of_what_is_live (void)
{
  Fixture fixture = set_up (SCOPES);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonArray  *clips;
  JsonObject *clip = NULL;

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true}");
  id = dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, "That & this?", 12 * SECOND + SECOND / 2), &error);
  g_assert_no_error (error);

  answer = test_twitch_ask (fixture.twitch, "clips?login=creator_main");
  clips = json_object_get_array_member (answer, "clips");
  for (guint i = 0; i < json_array_get_length (clips) && clip == NULL; i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (clips, i), "id"), id))
      clip = json_array_get_object_element (clips, i);
  g_assert_nonnull (clip);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (clip, "duration"), 12.5, 0.01);
  tear_down (&fixture);
}

static void
why_no_clip_was_made_is_told (void)
{
  static const struct
  {
    const char *rule;
    const char *words;
  } rules[] = { { "disabled", "switched clips off" }, { "followers", "some of its viewers" }, { "category", "of this category" } };
  Fixture fixture = set_up (SCOPES);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": false}");
  g_assert_null (dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, NULL, 30 * SECOND), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "not live"));
  g_clear_error (&error);

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true}");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      test_twitch_control (fixture.twitch, "restrict", "{\"login\": \"creator_main\", \"clips\": \"%s\"}", rules[i].rule);
      g_assert_null (dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, NULL, 30 * SECOND), &error));
      g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
      g_assert_nonnull (strstr (error->message, rules[i].words));
      g_clear_error (&error);
    }

  test_twitch_control (fixture.twitch, "restrict", "{\"login\": \"creator_main\", \"clips\": \"free\"}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"method\": \"POST\", \"kind\": \"status\", \"status\": 400, \"body\": {\"message\": \"The title failed AutoMod checks\"}}");
  g_assert_null (dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, "Bad", 30 * SECOND), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "does not accept this title"));
  g_clear_error (&error);

  g_assert_null (dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, NULL, 4 * SECOND), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  tear_down (&fixture);
}

/* It might have been made. */
static void
no_clip_is_asked_for_twice (void)
{
  Fixture fixture = set_up (SCOPES);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"method\": \"POST\", \"kind\": \"unavailable\", \"times\": 1}");
  g_assert_null (dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, NULL, 30 * SECOND), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
  g_clear_error (&error);
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"method\": \"POST\", \"kind\": \"drop\", \"times\": 1}");
  g_assert_null (dex_await_string (cw_helix_create_clip (fixture.helix, fixture.me, NULL, 30 * SECOND), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "POST /helix/clips"), ==, 2);
  tear_down (&fixture);
}

static void
a_clip_is_made_of_a_past_broadcast (void)
{
  Fixture fixture = set_up (SCOPES);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) vods = dex_await_object (cw_helix_list_vods (fixture.helix, fixture.me, NULL), &error);
  const char      *vod = cw_vod_get_id (cw_page_get_first (vods));
  g_autofree char *id = dex_await_string (cw_helix_create_clip_from_vod (fixture.helix, fixture.me, fixture.me, vod, 61 * SECOND / 2, 30 * SECOND, "Then"), &error);
  g_autofree char *login = find_foreign (&fixture);
  g_autofree char *foreign = test_twitch_find_id (fixture.twitch, login);

  g_assert_no_error (error);
  g_assert_nonnull (id);

  g_assert_null (dex_await_string (cw_helix_create_clip_from_vod (fixture.helix, fixture.me, fixture.me, "1", 60 * SECOND, 30 * SECOND, "Then"), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "this broadcast"));
  g_clear_error (&error);

  g_assert_null (dex_await_string (cw_helix_create_clip_from_vod (fixture.helix, fixture.me, foreign, "1", 60 * SECOND, 30 * SECOND, "Then"), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_assert_nonnull (strstr (error->message, "past broadcasts"));
  g_clear_error (&error);

  g_assert_null (dex_await_string (cw_helix_create_clip_from_vod (fixture.helix, fixture.me, fixture.me, vod, 20 * SECOND, 30 * SECOND, "Then"), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/helix-downloads/any number of files is found", any_number_of_files_is_found);
  test_add_fiber ("/helix-downloads/what is not rendered has no file", what_is_not_rendered_has_no_file);
  test_add_fiber ("/helix-downloads/editors may, and others may not", editors_may_and_others_may_not);
  test_add_fiber ("/helix-downloads/a missing permission is told", a_missing_permission_is_told);
  test_add_fiber ("/helix-downloads/too many at once are waited out", too_many_at_once_are_waited_out);
  test_add_fiber ("/helix-downloads/strange answers are sentences", strange_answers_are_sentences);
  test_add_fiber ("/helix-create/a clip is made of what is live", a_clip_is_made_of_what_is_live);
  test_add_fiber ("/helix-create/why no clip was made is told", why_no_clip_was_made_is_told);
  test_add_fiber ("/helix-create/no clip is asked for twice", no_clip_is_asked_for_twice);
  test_add_fiber ("/helix-create/a clip is made of a past broadcast", a_clip_is_made_of_a_past_broadcast);

  return g_test_run ();
}

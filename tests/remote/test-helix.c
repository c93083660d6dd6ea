/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-helix-broadcasts.h"
#include "cw-helix-categories.h"
#include "cw-helix-channels.h"
#include "cw-helix-clips.h"
#include "test-support.h"
#include "test-tokens.h"
#include "test-twitch.h"

typedef struct
{
  TestTwitch *twitch;
  CwHttp     *http;
  TestTokens *tokens;
  CwHelix    *helix;
} Fixture;

static Fixture
set_up (const char *scopes)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "300", NULL }) };

  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", scopes);

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  fixture.http = cw_http_new ();
  fixture.tokens = test_tokens_new (access);
  fixture.helix = cw_helix_new (fixture.http, CW_TOKEN_SOURCE (fixture.tokens), TEST_TWITCH_CLIENT_ID);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->helix);
  g_object_unref (fixture->tokens);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
}

static CwPage *
list_clips (Fixture    *fixture,
            const char *cursor,
            GError    **error)
{
  g_autofree char *id = test_twitch_find_id (fixture->twitch, "creator_main");

  return dex_await_object (cw_helix_list_clips (fixture->helix, &(CwClipQuery) { .channel_id = id, .anew = TRUE }, cursor), error);
}

static void
clips_come_with_all_that_is_known (void)
{
  Fixture fixture = set_up ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = list_clips (&fixture, NULL, &error);
  g_autoptr (CwPage) next = NULL;
  GPtrArray *items;

  g_assert_no_error (error);
  items = cw_page_get_items (page);
  g_assert_cmpuint (items->len, ==, 100);
  for (guint i = 0; i < items->len; i++)
    {
      CwTwitchClip *clip = items->pdata[i];

      g_assert_cmpstr (cw_twitch_clip_get_channel_name (clip), ==, "Creator_Main");
      g_assert_cmpint (cw_twitch_clip_get_created (clip), >, G_GINT64_CONSTANT (1400000000000000));
      g_assert_cmpint (cw_twitch_clip_get_duration (clip), >=, G_GINT64_CONSTANT (5000000000));
      g_assert_cmpint (cw_twitch_clip_get_duration (clip), <=, G_GINT64_CONSTANT (60000000000));
      g_assert_cmpint (cw_twitch_clip_get_vod_offset (clip), >=, -1);
      g_assert_nonnull (strstr (cw_twitch_clip_get_thumbnail (clip), "preview"));
    }

  g_assert_nonnull (cw_page_get_next (page));
  next = list_clips (&fixture, cw_page_get_next (page), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cw_page_get_items (next)->len, >, 0);
  tear_down (&fixture);
}

static void
any_number_of_clips_is_found_by_id (void)
{
  Fixture fixture = set_up ("");
  g_autoptr (JsonObject) world = test_twitch_ask (fixture.twitch, "clips?login=creator_main");
  JsonArray *clips = json_object_get_array_member (world, "clips");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = NULL;

  for (guint i = 0; i < 250; i++)
    g_strv_builder_add (builder, json_object_get_string_member (json_array_get_object_element (clips, i), "id"));
  g_strv_builder_add (builder, "NobodyHasEverSeenThis-0123456789abcdef");
  ids = g_strv_builder_end (builder);

  page = dex_await_object (cw_helix_find_clips (fixture.helix, (const char *const *) ids), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cw_page_get_items (page)->len, ==, 250);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips"), ==, 3);
  tear_down (&fixture);
}

static void
channels_categories_and_broadcasts_are_found (void)
{
  Fixture          fixture = set_up ("user:read:follows");
  g_autofree char *me = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwAccount) account = dex_await_object (cw_helix_find_account (fixture.helix), &error);
  g_autoptr (CwPage) channels = dex_await_object (cw_helix_find_channels_by_login (fixture.helix, (const char *const[]) { "creator_main", "nobody_at_all", NULL }), &error);
  g_autoptr (CwPage) followed = dex_await_object (cw_helix_list_followed (fixture.helix, me, NULL), &error);
  g_autoptr (CwPage) live = dex_await_object (cw_helix_list_followed_streams (fixture.helix, me, NULL), &error);
  g_autoptr (CwPage) found = dex_await_object (cw_helix_search_channels (fixture.helix, "creator", FALSE, NULL), &error);
  g_autoptr (CwPage) top = dex_await_object (cw_helix_list_categories (fixture.helix, NULL), &error);
  g_autoptr (CwPage) streams = dex_await_object (cw_helix_list_streams (fixture.helix, NULL, NULL), &error);
  g_autoptr (CwPage) vods = dex_await_object (cw_helix_list_vods (fixture.helix, me, NULL), &error);
  const char *name;
  g_autoptr (CwPage) named = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cw_account_get_login (account), ==, "creator_main");
  g_assert_cmpuint (cw_page_get_items (channels)->len, ==, 1);
  g_assert_cmpstr (cw_channel_get_id (cw_page_get_first (channels)), ==, me);
  g_assert_cmpuint (cw_page_get_items (followed)->len, >, 20);
  g_assert_cmpuint (cw_page_get_items (live)->len, >, 0);
  g_assert_cmpuint (cw_page_get_items (found)->len, >, 0);
  g_assert_cmpuint (cw_page_get_items (top)->len, >, 20);
  g_assert_cmpint (cw_stream_get_viewers (cw_page_get_first (streams)), >, 0);
  g_assert_cmpint (cw_vod_get_duration (cw_page_get_first (vods)), >, G_GINT64_CONSTANT (1000000000));

  name = cw_category_get_name (cw_page_get_first (top));
  named = dex_await_object (cw_helix_find_categories_by_name (fixture.helix, (const char *const[]) { name, NULL }), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_category_get_id (cw_page_get_first (named)), ==, cw_category_get_id (cw_page_get_first (top)));
  tear_down (&fixture);
}

static void
they_are_found_by_id_as_well (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *me = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) channels = dex_await_object (cw_helix_find_channels (fixture.helix, (const char *const[]) { me, "1", NULL }), &error);
  g_autoptr (CwPage) top = dex_await_object (cw_helix_list_categories (fixture.helix, NULL), &error);
  const char *category = cw_category_get_id (cw_page_get_first (top));
  g_autoptr (CwPage) categories = dex_await_object (cw_helix_find_categories (fixture.helix, (const char *const[]) { category, NULL }), &error);
  g_autoptr (CwPage) offline = dex_await_object (cw_helix_find_streams (fixture.helix, (const char *const[]) { me, NULL }), &error);
  g_autoptr (CwPage) live = NULL;

  test_twitch_control (fixture.twitch, "live", "{\"login\": \"creator_main\", \"live\": true, \"title\": \"On now\"}");
  live = dex_await_object (cw_helix_find_streams (fixture.helix, (const char *const[]) { me, NULL }), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cw_page_get_items (channels)->len, ==, 1);
  g_assert_cmpstr (cw_channel_get_login (cw_page_get_first (channels)), ==, "creator_main");
  g_assert_cmpstr (cw_category_get_name (cw_page_get_first (categories)), ==, cw_category_get_name (cw_page_get_first (top)));
  g_assert_null (cw_page_get_first (offline));
  g_assert_cmpstr (cw_stream_get_title (cw_page_get_first (live)), ==, "On now");
  tear_down (&fixture);
}

static void
a_search_without_a_result_is_an_empty_page (void)
{
  Fixture fixture = set_up ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = dex_await_object (cw_helix_search_categories (fixture.helix, "qqqqqqqq zzzzzzz", NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cw_page_get_items (page)->len, ==, 0);
  g_assert_null (cw_page_get_next (page));
  tear_down (&fixture);
}

static void
a_refused_token_is_renewed_once (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = NULL;

  test_twitch_control (fixture.twitch, "expire", "{\"access\": true}");
  next = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  test_tokens_set_next (fixture.tokens, next);
  page = list_clips (&fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpint (test_tokens_get_renewals (fixture.tokens), ==, 1);
  tear_down (&fixture);
}

static void
a_missing_permission_is_told_from_a_bad_token (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *me = test_twitch_find_id (fixture.twitch, "creator_main");
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_helix_list_followed (fixture.helix, me, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_SCOPE);
  g_assert_cmpint (test_tokens_get_renewals (fixture.tokens), ==, 1);
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/channels/followed"), ==, 1);
  tear_down (&fixture);
}

/* Either way of saying that it is too much is waited out. */
static void
too_many_requests_are_waited_out (gconstpointer kind)
{
  Fixture fixture = set_up ("");
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = NULL;
  gint64 began = g_get_monotonic_time ();

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"%s\", \"times\": 1}", (const char *) kind);
  page = list_clips (&fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (page);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_TIME_SPAN_SECOND / 2);
  g_assert_cmpint (test_twitch_count_status (fixture.twitch, 429), ==, 1);
  tear_down (&fixture);
}

static void
bad_days_are_sentences (void)
{
  static const struct
  {
    const char *fault;
    CwError     code;
  } cases[] = {
    { "{\"path\": \"/helix/clips\", \"kind\": \"unavailable\", \"times\": 0}", CW_ERROR_OFFLINE },
    { "{\"path\": \"/helix/clips\", \"kind\": \"html\", \"times\": 0}", CW_ERROR_OFFLINE },
    { "{\"path\": \"/helix/clips\", \"kind\": \"malformed\", \"times\": 0}", CW_ERROR_MALFORMED },
    { "{\"path\": \"/helix/clips\", \"kind\": \"without\", \"member\": \"data\", \"times\": 0}", CW_ERROR_MALFORMED },
    { "{\"path\": \"/helix/clips\", \"kind\": \"mistyped\", \"member\": \"data\", \"times\": 0}", CW_ERROR_MALFORMED },
    { "{\"path\": \"/helix/clips\", \"kind\": \"without\", \"member\": \"id\", \"times\": 0}", CW_ERROR_MALFORMED },
    { "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 410, \"times\": 0}", CW_ERROR_MALFORMED },
    { "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 403, \"times\": 0}", CW_ERROR_DENIED },
    { "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 404, \"times\": 0}", CW_ERROR_MISSING },
    { "{\"path\": \"/helix/clips\", \"kind\": \"status\", \"status\": 400, \"times\": 0}", CW_ERROR_INVALID },
  };
  Fixture fixture = set_up ("");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPage) page = NULL;

      g_test_message ("%s", cases[i].fault);
      test_twitch_control (fixture.twitch, "clear-faults", "{}");
      test_twitch_control (fixture.twitch, "faults", "%s", cases[i].fault);
      page = list_clips (&fixture, NULL, &error);
      g_assert_null (page);
      g_assert_error (error, CW_ERROR, (int) cases[i].code);
    }
  tear_down (&fixture);
}

/* Anything but the id may be missing or of another type. */
static void
a_strange_member_is_an_empty_field (gconstpointer kind)
{
  static const char *const members[] = { "title", "view_count", "created_at", "duration", "vod_offset", "thumbnail_url", "is_featured", "creator_name" };
  Fixture                  fixture = set_up ("");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPage) page = NULL;

      test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/clips\", \"kind\": \"%s\", \"member\": \"%s\", \"times\": 1}", (const char *) kind, members[i]);
      page = list_clips (&fixture, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (cw_page_get_items (page)->len, ==, 100);
    }
  tear_down (&fixture);
}

static CwPage *
list_categories (Fixture *fixture,
                 GError **error)
{
  return dex_await_object (cw_helix_list_categories (fixture->helix, NULL), error);
}

static void
must_list_categories (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwPage) page = list_categories (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (cw_page_get_items (page)->len, >, 20);
}

static gint64
count_categories (Fixture *fixture)
{
  return test_twitch_count (fixture->twitch, "GET /helix/games/top");
}

static void
the_same_is_asked_once_until_it_is_forgotten (void)
{
  Fixture fixture = set_up ("");

  must_list_categories (&fixture);
  must_list_categories (&fixture);
  g_assert_cmpint (count_categories (&fixture), ==, 1);
  cw_helix_forget_answers (fixture.helix);
  must_list_categories (&fixture);
  g_assert_cmpint (count_categories (&fixture), ==, 2);
  tear_down (&fixture);
}

static gboolean
is_being_asked (Fixture *fixture)
{
  g_autoptr (JsonObject) stats = test_twitch_ask (fixture->twitch, "stats");

  return json_object_get_int_member (stats, "in_flight") > 0;
}

static void
what_is_forgotten_while_it_is_asked_is_not_kept (void)
{
  Fixture fixture = set_up ("");
  g_autoptr (GError) error = NULL;
  DexFuture *asked;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/games\", \"kind\": \"slow\", \"delay\": 100}");
  asked = cw_helix_list_categories (fixture.helix, NULL);
  while (!is_being_asked (&fixture))
    dex_await (dex_timeout_new_msec (1), NULL);
  cw_helix_forget_answers (fixture.helix);
  g_assert_true (dex_await (asked, &error));
  g_assert_no_error (error);

  must_list_categories (&fixture);
  g_assert_cmpint (count_categories (&fixture), ==, 2);
  tear_down (&fixture);
}

static void
clips_are_asked_for_anew_where_that_is_wanted (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *id = test_twitch_find_id (fixture.twitch, "creator_main");

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPage) page = dex_await_object (cw_helix_list_clips (fixture.helix, &(CwClipQuery) { .channel_id = id, .anew = i < 3 }, NULL), &error);

      g_assert_no_error (error);
    }
  /* What was asked anew is not kept. */
  g_assert_cmpint (test_twitch_count (fixture.twitch, "GET /helix/clips"), ==, 4);
  tear_down (&fixture);
}

static void
an_answer_to_one_account_is_not_given_to_another (void)
{
  Fixture          fixture = set_up ("");
  g_autofree char *access = NULL;

  must_list_categories (&fixture);
  access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  test_tokens_set (fixture.tokens, access, "somebody else");
  must_list_categories (&fixture);
  g_assert_cmpint (count_categories (&fixture), ==, 2);

  /* A new token of the same account changes nothing. */
  g_free (access);
  access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  test_tokens_set (fixture.tokens, access, "somebody else");
  must_list_categories (&fixture);
  g_assert_cmpint (count_categories (&fixture), ==, 2);
  tear_down (&fixture);
}

static void
errors_and_what_makes_no_sense_are_not_kept (void)
{
  static const char *const faults[] = {
    "\"kind\": \"status\", \"status\": 400", "\"kind\": \"html\"", "\"kind\": \"malformed\"", "\"kind\": \"without\", \"member\": \"data\"", "\"kind\": \"without\", \"member\": \"id\""
  };
  Fixture fixture = set_up ("");

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPage) page = NULL;

      g_test_message ("%s", faults[i]);
      cw_helix_forget_answers (fixture.helix);
      test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/helix/games\", %s}", faults[i]);
      page = list_categories (&fixture, &error);
      g_assert_null (page);
      must_list_categories (&fixture);
    }
  tear_down (&fixture);
}

/* By its ETag, or by its date. */
static void
an_old_answer_is_given_again_where_twitch_says_that_it_holds (gconstpointer validators)
{
  Fixture fixture = set_up ("");

  test_twitch_control (fixture.twitch, "set", "{\"validators\": %s}", (const char *) validators);
  must_list_categories (&fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", "/games/top");
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = NULL;

      /* As the first was, but for its patience. */
      cw_http_request_add_query (request, "first", "100");
      cw_http_request_set_lifetime (request, 1);
      root = dex_await_boxed (cw_helix_send (fixture.helix, request), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (root), "data")), >, 20);
    }
  g_assert_cmpint (count_categories (&fixture), ==, 3);
  g_assert_cmpint (test_twitch_count_status (fixture.twitch, 304), ==, 2);

  /* That counts as new. */
  must_list_categories (&fixture);
  g_assert_cmpint (count_categories (&fixture), ==, 3);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/helix/clips come with all that is known", clips_come_with_all_that_is_known);
  test_add_fiber ("/helix/any number of clips is found by id", any_number_of_clips_is_found_by_id);
  test_add_fiber ("/helix/channels, categories and broadcasts are found", channels_categories_and_broadcasts_are_found);
  test_add_fiber ("/helix/they are found by id as well", they_are_found_by_id_as_well);
  test_add_fiber ("/helix/a search without a result is an empty page", a_search_without_a_result_is_an_empty_page);
  test_add_fiber ("/helix/a refused token is renewed once", a_refused_token_is_renewed_once);
  test_add_fiber ("/helix/a missing permission is told from a bad token", a_missing_permission_is_told_from_a_bad_token);
  test_add_fiber_with_data ("/helix/too many requests are waited out/nothing left", too_many_requests_are_waited_out, "too-many");
  test_add_fiber_with_data ("/helix/too many requests are waited out/for another reason", too_many_requests_are_waited_out, "too-many-other");
  test_add_fiber ("/helix/bad days are sentences", bad_days_are_sentences);
  test_add_fiber_with_data ("/helix/a strange member is an empty field/missing", a_strange_member_is_an_empty_field, "without");
  test_add_fiber_with_data ("/helix/a strange member is an empty field/of another type", a_strange_member_is_an_empty_field, "mistyped");
  test_add_fiber ("/helix/the same is asked once until it is forgotten", the_same_is_asked_once_until_it_is_forgotten);
  test_add_fiber ("/helix/what is forgotten while it is asked is not kept", what_is_forgotten_while_it_is_asked_is_not_kept);
  test_add_fiber ("/helix/clips are asked for anew where that is wanted", clips_are_asked_for_anew_where_that_is_wanted);
  test_add_fiber ("/helix/an answer to one account is not given to another", an_answer_to_one_account_is_not_given_to_another);
  test_add_fiber ("/helix/errors and what makes no sense are not kept", errors_and_what_makes_no_sense_are_not_kept);
  test_add_fiber_with_data ("/helix/an old answer is given again where Twitch says that it holds/tag", an_old_answer_is_given_again_where_twitch_says_that_it_holds, "1");
  test_add_fiber_with_data ("/helix/an old answer is given again where Twitch says that it holds/date", an_old_answer_is_given_again_where_twitch_says_that_it_holds, "2");

  return g_test_run ();
}

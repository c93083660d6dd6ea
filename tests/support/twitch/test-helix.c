/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#define EVERYTHING "clips:edit channel:manage:clips editor:manage:clips user:read:follows channel:read:editors channel:manage:videos"

static const char *
get (JsonObject *object,
     const char *member)
{
  return json_object_get_string_member (object, member);
}

static void
both_headers_are_needed (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autofree char *token = g_strdup (client->token);
  g_autoptr (Reply) no_token = NULL;
  g_autoptr (Reply) bad_token = NULL;
  g_autoptr (Reply) no_client = NULL;
  g_autoptr (Reply) other_client = NULL;
  g_autoptr (Reply) no_scope = NULL;

  g_clear_pointer (&client->token, g_free);
  no_token = client_get (client, "/helix/users");
  client->token = g_strdup ("nonsense");
  bad_token = client_get (client, "/helix/users");
  g_set_str (&client->token, token);
  no_scope = client_get (client, "/helix/channels/followed?user_id=%s", client->user_id);
  g_clear_pointer (&client->client_id, g_free);
  no_client = client_get (client, "/helix/users");
  client->client_id = g_strdup (TEST_TWITCH_CONFIDENTIAL_CLIENT_ID);
  other_client = client_get (client, "/helix/users");

  reply_assert (no_token, 401, "OAuth token is missing");
  reply_assert (bad_token, 401, "Invalid OAuth token");
  reply_assert (no_client, 401, "Must provide a valid Client-ID or OAuth token");
  reply_assert (other_client, 401, "Client ID and OAuth token do not match");
  reply_assert (no_scope, 401, "Missing scope: user:read:follows");
  g_assert_cmpstr (get (no_scope->json, "error"), ==, "Unauthorized");
  g_assert_nonnull (reply_get_header (no_token, "Ratelimit-Reset"));
}

static void
the_bucket_empties (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autofree char *other = test_twitch_sign_in (client->twitch, "edited_channel", "");
  g_autoptr (Reply) one = NULL;
  g_autoptr (Reply) two = NULL;
  g_autoptr (Reply) three = NULL;
  g_autoptr (Reply) others = NULL;

  test_twitch_control (client->twitch, "set", "{\"rate_limit\":2}");
  one = client_get (client, "/helix/users");
  two = client_get (client, "/helix/users");
  three = client_get (client, "/helix/users");
  g_set_str (&client->token, other);
  others = client_get (client, "/helix/users");

  g_assert_cmpint (one->status, ==, 200);
  g_assert_cmpstr (reply_get_header (one, "Ratelimit-Limit"), ==, "2");
  g_assert_cmpstr (reply_get_header (one, "Ratelimit-Remaining"), ==, "1");
  g_assert_cmpint (two->status, ==, 200);
  reply_assert (three, 429, "Request limit exceeded");
  g_assert_cmpstr (get (three->json, "error"), ==, "Too Many Requests");
  g_assert_cmpstr (reply_get_header (three, "Ratelimit-Remaining"), ==, "0");
  g_assert_cmpint (g_ascii_strtoll (reply_get_header (three, "Ratelimit-Reset"), NULL, 10), >, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpint (others->status, ==, 200);
  g_assert_cmpint (test_twitch_count_status (client->twitch, 429), ==, 1);
}

static void
users_are_found (void)
{
  g_autoptr (Client) client = client_new ("user:read:email", "0");
  g_autoptr (Reply) self = client_get (client, "/helix/users");
  g_autoptr (Reply) some = client_get (client, "/helix/users?login=edited_channel&login=CREATOR_main&login=nobody&id=%s", client->user_id);
  g_autoptr (Reply) none = client_get (client, "/helix/users?login=nobody");
  g_autoptr (Reply) bad = client_get (client, "/helix/users?id=x");

  g_assert_cmpstr (get (reply_get_first (self), "id"), ==, client->user_id);
  g_assert_true (json_object_has_member (reply_get_first (self), "email"));
  g_assert_false (json_object_has_member (self->json, "pagination"));
  g_assert_true (json_object_has_member (reply_get_first (self), "not_announced"));
  g_assert_cmpint (json_array_get_length (reply_get_data (some)), ==, 2);
  g_assert_cmpint (json_array_get_length (reply_get_data (none)), ==, 0);
  reply_assert (bad, 400, NULL);
}

static void
channels_and_editors_are_told (void)
{
  g_autoptr (Client) client = client_new (EVERYTHING, "0");
  g_autofree char *edited = test_twitch_find_id (client->twitch, "edited_channel");
  g_autoptr (Reply) channel = client_get (client, "/helix/channels?broadcaster_id=%s", client->user_id);
  g_autoptr (Reply) bad = client_get (client, "/helix/channels?broadcaster_id=forsen");
  g_autoptr (Reply) foreign = client_get (client, "/helix/channels/editors?broadcaster_id=%s", edited);
  g_autoptr (Reply) followers = client_get (client, "/helix/channels/followers?broadcaster_id=%s", edited);
  g_autoptr (Reply) editors = NULL;

  client_sign_in (client, "edited_channel", "channel:read:editors");
  editors = client_get (client, "/helix/channels/editors?broadcaster_id=%s", edited);

  g_assert_cmpstr (get (reply_get_first (channel), "broadcaster_login"), ==, "creator_main");
  reply_assert (bad, 400, "broadcaster_id \"forsen\" must be numeric");
  reply_assert (foreign, 401, "The ID in broadcaster_id must match the user ID found in the request's OAuth token.");
  g_assert_cmpint (json_array_get_length (reply_get_data (followers)), ==, 0);
  g_assert_true (json_object_has_member (followers->json, "total"));
  g_assert_cmpstr (get (reply_get_first (editors), "user_id"), ==, client->user_id);
}

static void
followed_channels_come_in_pages (void)
{
  g_autoptr (Client) client = client_new (EVERYTHING, "0");
  g_autoptr (Reply) first = client_get (client, "/helix/channels/followed?user_id=%s&first=30", client->user_id);
  g_autoptr (Reply) second = client_get (client, "/helix/channels/followed?user_id=%s&first=30&after=%s", client->user_id, reply_get_cursor (first));
  g_autoptr (Reply) streams = client_get (client, "/helix/streams/followed?user_id=%s", client->user_id);
  g_autoptr (Reply) foreign = client_get (client, "/helix/streams/followed?user_id=1");
  JsonObject *stream = reply_get_first (streams);

  g_assert_cmpint (json_object_get_int_member (first->json, "total"), ==, 40);
  g_assert_cmpint (json_array_get_length (reply_get_data (first)), ==, 30);
  g_assert_cmpint (json_array_get_length (reply_get_data (second)), ==, 10);
  g_assert_null (reply_get_cursor (second));
  g_assert_nonnull (strstr (get (stream, "thumbnail_url"), "-{width}x{height}.jpg"));
  reply_assert (foreign, 401, NULL);
}

static void
a_bad_page_is_refused (void)
{
  const char *const paths[] = { "/helix/games/top?", "/helix/streams?", "/helix/search/channels?query=a&", "/helix/search/categories?query=a&", "/helix/clips?game_id=26936&" };
  g_autoptr (Client) client = client_new ("", "0");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) many = client_get (client, "%sfirst=101", paths[i]);
      g_autoptr (Reply) none = client_get (client, "%sfirst=0", paths[i]);
      g_autoptr (Reply) word = client_get (client, "%sfirst=x", paths[i]);
      g_autoptr (Reply) cursor = client_get (client, "%safter=nonsense", paths[i]);
      g_autoptr (Reply) both = client_get (client, "%safter=Mg==&before=Mg==", paths[i]);

      reply_assert (many, 400, "The parameter \"first\" was malformed: the value must be less than or equal to 100");
      reply_assert (none, 400, NULL);
      reply_assert (word, 400, NULL);
      reply_assert (cursor, 400, NULL);
      reply_assert (both, 400, NULL);
    }
}

static void
pages_go_both_ways (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) first = client_get (client, "/helix/games/top?first=10");
  g_autoptr (Reply) second = client_get (client, "/helix/games/top?first=10&after=%s", reply_get_cursor (first));
  g_autoptr (Reply) back = client_get (client, "/helix/games/top?first=10&before=%s", reply_get_cursor (second));

  g_assert_true (json_object_equal (reply_get_first (first), reply_get_first (back)));
  g_assert_false (json_object_equal (reply_get_first (first), reply_get_first (second)));
  g_assert_nonnull (strstr (get (reply_get_first (first), "box_art_url"), "{width}x{height}"));
}

static void
categories_are_found (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) some = client_get (client, "/helix/search/categories?query=CLOCKWORK%%20rain");
  g_autoptr (Reply) twice = client_get (client, "/helix/search/categories?query=quest");
  g_autoptr (Reply) none = client_get (client, "/helix/search/categories?query=zzzz");
  g_autoptr (Reply) games = client_get (client, "/helix/games?name=Fjord&id=26936&id=1");
  g_autoptr (Reply) nothing = client_get (client, "/helix/games");
  JsonObject *found = reply_get_first (some);

  g_assert_cmpstr (get (found, "name"), ==, "Clockwork City: Rain");
  g_assert_true (g_str_has_suffix (get (found, "box_art_url"), "-52x72.jpg"));
  g_assert_false (json_object_has_member (found, "igdb_id"));
  g_assert_cmpint (json_array_get_length (reply_get_data (twice)), ==, 3);
  g_assert_cmpint (none->status, ==, 200);
  g_assert_true (json_object_get_null_member (none->json, "data"));
  g_assert_cmpint (json_array_get_length (reply_get_data (games)), ==, 2);
  reply_assert (nothing, 400, NULL);
}

static void
channels_are_found (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) prefix = client_get (client, "/helix/search/channels?query=creator");
  g_autoptr (Reply) live = client_get (client, "/helix/search/channels?query=creator&live_only=true");
  g_autoptr (Reply) streams = client_get (client, "/helix/streams?user_login=friends_only&user_login=creator_main");

  g_assert_cmpstr (get (reply_get_first (prefix), "broadcaster_login"), ==, "creator_main");
  g_assert_cmpstr (get (reply_get_first (prefix), "started_at"), ==, "");
  g_assert_cmpint (json_array_get_length (reply_get_data (live)), ==, 0);
  g_assert_cmpint (json_array_get_length (reply_get_data (streams)), ==, 1);
}

static void
videos_are_listed_and_deleted (void)
{
  g_autoptr (Client) client = client_new (EVERYTHING, "0");
  g_autoptr (Reply) list = client_get (client, "/helix/videos?user_id=%s&sort=time&first=100", client->user_id);
  const char *id = get (reply_get_first (list), "id");
  g_autoptr (Reply) both = client_get (client, "/helix/videos?id=%s&user_id=%s", id, client->user_id);
  g_autoptr (Reply) unknown = client_get (client, "/helix/videos?id=1");
  g_autofree char *path = g_strdup_printf ("/helix/videos?id=%s", id);
  g_autoptr (Reply) gone = client_send (client, client_new_message (client, "DELETE", path));
  g_autoptr (Reply) after = client_get (client, "%s", path);
  gboolean has_template = FALSE;

  for (guint i = 0; i < json_array_get_length (reply_get_data (list)); i++)
    has_template = has_template || strstr (get (json_array_get_object_element (reply_get_data (list), i), "thumbnail_url"), "%{width}x%{height}") != NULL;

  g_assert_true (has_template);
  g_assert_true (g_str_has_suffix (get (reply_get_first (list), "duration"), "s"));
  reply_assert (both, 400, NULL);
  reply_assert (unknown, 404, NULL);
  g_assert_cmpstr (json_array_get_string_element (reply_get_data (gone), 0), ==, id);
  reply_assert (after, 404, NULL);
}

void
test_helix_add (void)
{
  g_test_add_func ("/stand-in/helix/both-headers-are-needed", both_headers_are_needed);
  g_test_add_func ("/stand-in/helix/the-bucket-empties", the_bucket_empties);
  g_test_add_func ("/stand-in/helix/users-are-found", users_are_found);
  g_test_add_func ("/stand-in/helix/channels-and-editors-are-told", channels_and_editors_are_told);
  g_test_add_func ("/stand-in/helix/followed-channels-come-in-pages", followed_channels_come_in_pages);
  g_test_add_func ("/stand-in/helix/a-bad-page-is-refused", a_bad_page_is_refused);
  g_test_add_func ("/stand-in/helix/pages-go-both-ways", pages_go_both_ways);
  g_test_add_func ("/stand-in/helix/categories-are-found", categories_are_found);
  g_test_add_func ("/stand-in/helix/channels-are-found", channels_are_found);
  g_test_add_func ("/stand-in/helix/videos-are-listed-and-deleted", videos_are_listed_and_deleted);
}

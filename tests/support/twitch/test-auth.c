/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

#define DEVICE "client_id=" TEST_TWITCH_CLIENT_ID
#define GRANT "client_id=" TEST_TWITCH_CLIENT_ID "&grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code="
#define REFRESH "grant_type=refresh_token&client_id=" TEST_TWITCH_CLIENT_ID "&refresh_token="

static Reply *
poll (Client     *client,
      const char *device_code)
{
  g_autofree char *form = g_strconcat (GRANT, device_code, NULL);

  return client_post (client, "/oauth2/token", NULL, form);
}

static Reply *
refresh (Client     *client,
         const char *refresh_token)
{
  g_autofree char *form = g_strconcat (REFRESH, refresh_token, NULL);

  return client_post (client, "/oauth2/token", NULL, form);
}

static const char *
get (Reply      *reply,
     const char *member)
{
  return json_object_get_string_member (reply->json, member);
}

static Reply *
validate (Client     *client,
          const char *token)
{
  g_autofree char *header = g_strconcat ("OAuth ", token, NULL);
  SoupMessage     *message = client_new_message (client, "GET", "/oauth2/validate");

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", header);
  return client_send (client, message);
}

static void
a_device_signs_in_once_the_user_agrees (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (Reply) start = client_post (client, "/oauth2/device", NULL, DEVICE "&scopes=clips:edit+user:read:follows");
  g_autoptr (Reply) pending = poll (client, get (start, "device_code"));
  g_autoptr (Reply) token = NULL;
  g_autoptr (Reply) again = NULL;
  gint64 lifetime;

  g_assert_cmpint (strlen (get (start, "device_code")), ==, 40);
  g_assert_cmpint (strlen (get (start, "user_code")), ==, 8);
  g_assert_cmpint (json_object_get_int_member (start->json, "interval"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (start->json, "expires_in"), ==, 1800);
  g_assert_nonnull (strstr (get (start, "verification_uri"), get (start, "user_code")));

  reply_assert (pending, 400, "authorization_pending");
  g_assert_false (json_object_has_member (pending->json, "error"));

  test_twitch_control (client->twitch, "approve", "{\"user_code\":\"%s\",\"login\":\"creator_main\"}", get (start, "user_code"));
  token = poll (client, get (start, "device_code"));
  reply_assert (token, 200, NULL);
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (token->json, "scope")), ==, 2);
  g_assert_cmpstr (get (token, "token_type"), ==, "bearer");
  lifetime = json_object_get_int_member (token->json, "expires_in");
  g_assert_cmpint (lifetime, >=, 14400 - 280);
  g_assert_cmpint (lifetime, <=, 14400 + 280);

  again = poll (client, get (start, "device_code"));
  reply_assert (again, 400, "invalid device code");
}

static void
what_is_wrong_with_a_device_is_said (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (Reply) no_client = client_post (client, "/oauth2/device", NULL, "client_id=nobody&scopes=");
  g_autoptr (Reply) no_scope = client_post (client, "/oauth2/device", NULL, DEVICE "&scopes=invalid:scope");
  g_autoptr (Reply) no_code = client_post (client, "/oauth2/token", NULL, DEVICE "&grant_type=urn:ietf:params:oauth:grant-type:device_code");
  g_autoptr (Reply) unknown = poll (client, "never-given");
  g_autoptr (Reply) start = client_post (client, "/oauth2/device", NULL, DEVICE);
  g_autoptr (Reply) denied = NULL;
  g_autoptr (Reply) expired = NULL;

  reply_assert (no_client, 400, "invalid client");
  reply_assert (no_scope, 400, "invalid scope requested: 'invalid:scope'");
  reply_assert (no_code, 400, "missing device_code");
  reply_assert (unknown, 400, "invalid device code");

  test_twitch_control (client->twitch, "set", "{\"denied_answer\":\"access_denied\"}");
  test_twitch_control (client->twitch, "deny", "{\"user_code\":\"%s\"}", get (start, "user_code"));
  denied = poll (client, get (start, "device_code"));
  reply_assert (denied, 400, "access_denied");

  test_twitch_control (client->twitch, "advance", "{\"seconds\":1801}");
  expired = poll (client, get (start, "device_code"));
  reply_assert (expired, 400, "invalid device code");
}

static void
scopes_are_plural (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (Reply) start = client_post (client, "/oauth2/device?" DEVICE "&scope=clips:edit", NULL, "");
  g_autoptr (Reply) pending = NULL;
  g_autoptr (Reply) token = NULL;
  g_autoptr (Reply) valid = NULL;

  test_twitch_control (client->twitch, "set", "{\"auto_approve\":1,\"auto_approve_login\":\"edited_channel\"}");
  pending = poll (client, get (start, "device_code"));
  reply_assert (pending, 400, "authorization_pending");
  token = poll (client, get (start, "device_code"));
  g_assert_false (json_object_has_member (token->json, "scope"));
  g_assert_cmpint (test_twitch_get_counter (client->twitch, "early_polls"), ==, 1);

  valid = validate (client, get (token, "access_token"));
  g_assert_true (json_object_get_null_member (valid->json, "scopes"));
  g_assert_cmpstr (get (valid, "login"), ==, "edited_channel");
  g_assert_cmpstr (get (valid, "client_id"), ==, TEST_TWITCH_CLIENT_ID);
}

static void
a_browser_can_approve (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (Reply) start = client_post (client, "/oauth2/device", NULL, DEVICE);
  g_autoptr (Reply) page = client_get (client, "%s", get (start, "verification_uri"));
  g_autofree char *form = g_strdup_printf ("device-code=%s&answer=approve&login=creator_main", get (start, "user_code"));
  g_autoptr (Reply) answer = NULL;
  g_autoptr (Reply) token = NULL;
  g_autoptr (Reply) over = NULL;

  g_assert_nonnull (g_strstr_len (g_bytes_get_data (page->body, NULL), (gssize) g_bytes_get_size (page->body), get (start, "user_code")));
  answer = client_post (client, "/activate", NULL, form);
  g_assert_cmpint (answer->status, ==, 200);
  token = poll (client, get (start, "device_code"));
  g_assert_cmpint (token->status, ==, 200);
  over = client_get (client, "%s", get (start, "verification_uri"));
  g_assert_cmpint (over->status, ==, 404);
}

static void
a_refresh_token_is_good_once (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (JsonObject) first = test_twitch_tell (client->twitch, "sign-in", "{\"scopes\":[\"clips:edit\"]}");
  const char *old = json_object_get_string_member (first, "refresh_token");
  g_autoptr (Reply) second = refresh (client, old);
  g_autoptr (Reply) reuse = refresh (client, old);
  g_autoptr (Reply) valid = validate (client, get (second, "access_token"));
  g_autoptr (Reply) third = refresh (client, get (second, "refresh_token"));
  g_autoptr (Reply) late = NULL;
  g_autoptr (Reply) missing = client_post (client, "/oauth2/token", NULL, "grant_type=refresh_token&" DEVICE);
  g_autoptr (Reply) secret = client_post (client, "/oauth2/token", NULL, "grant_type=refresh_token&refresh_token=x&client_id=" TEST_TWITCH_CONFIDENTIAL_CLIENT_ID);

  reply_assert (second, 200, NULL);
  g_assert_cmpint (json_array_get_length (json_object_get_array_member (second->json, "scope")), ==, 1);
  reply_assert (reuse, 400, "Invalid refresh token");
  reply_assert (valid, 200, NULL);
  reply_assert (third, 200, NULL);
  reply_assert (missing, 400, "missing refresh token");
  reply_assert (secret, 400, "missing client secret");

  test_twitch_control (client->twitch, "advance", "{\"seconds\":%d}", 30 * 24 * 3600 + 1);
  late = refresh (client, get (third, "refresh_token"));
  reply_assert (late, 400, "Invalid refresh token");
  g_assert_cmpint (test_twitch_get_counter (client->twitch, "refreshes_refused"), ==, 2);
}

static void
a_token_ends (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) good = client_get (client, "/helix/users");
  g_autoptr (Reply) bad = NULL;
  g_autoptr (Reply) invalid = NULL;
  g_autoptr (Reply) none = NULL;

  test_twitch_control (client->twitch, "advance", "{\"seconds\":14700}");
  bad = client_get (client, "/helix/users");
  invalid = validate (client, client->token);
  g_clear_pointer (&client->token, g_free);
  none = client_get (client, "/oauth2/validate");

  g_assert_cmpint (good->status, ==, 200);
  reply_assert (bad, 401, "Invalid OAuth token");
  reply_assert (invalid, 401, "invalid access token");
  reply_assert (none, 401, "missing authorization token");
}

static void
a_token_is_revoked (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autofree char *form = g_strdup_printf (DEVICE "&token=%s", client->token);
  g_autofree char *foreign = g_strdup_printf ("client_id=nobody&token=%s", client->token);
  g_autoptr (Reply) no_client = client_post (client, "/oauth2/revoke", NULL, foreign);
  g_autoptr (Reply) done = client_post (client, "/oauth2/revoke", NULL, form);
  g_autoptr (Reply) again = client_post (client, "/oauth2/revoke", NULL, form);
  g_autoptr (Reply) missing = client_post (client, "/oauth2/revoke", NULL, DEVICE);
  g_autoptr (Reply) use = client_get (client, "/helix/users");

  reply_assert (no_client, 404, "client does not exist");
  g_assert_cmpint (done->status, ==, 200);
  g_assert_cmpint (g_bytes_get_size (done->body), ==, 0);
  reply_assert (again, 400, "Invalid token");
  reply_assert (missing, 400, "missing oauth token");
  reply_assert (use, 401, NULL);
}

static void
a_user_disconnects_everywhere (void)
{
  g_autoptr (Client) client = client_new (NULL, "0");
  g_autoptr (JsonObject) tokens = test_twitch_tell (client->twitch, "sign-in", "{\"scopes\":[]}");
  g_autofree char *other = test_twitch_sign_in (client->twitch, "edited_channel", "");
  g_autoptr (Reply) use = NULL;
  g_autoptr (Reply) again = NULL;
  g_autoptr (Reply) others = NULL;

  test_twitch_control (client->twitch, "disconnect", "{\"login\":\"creator_main\"}");
  use = validate (client, json_object_get_string_member (tokens, "access_token"));
  again = refresh (client, json_object_get_string_member (tokens, "refresh_token"));
  others = validate (client, other);

  reply_assert (use, 401, NULL);
  reply_assert (again, 400, "Invalid refresh token");
  reply_assert (others, 200, NULL);
}

void
test_auth_add (void)
{
  g_test_add_func ("/stand-in/auth/a-device-signs-in-once-the-user-agrees", a_device_signs_in_once_the_user_agrees);
  g_test_add_func ("/stand-in/auth/what-is-wrong-with-a-device-is-said", what_is_wrong_with_a_device_is_said);
  g_test_add_func ("/stand-in/auth/scopes-are-plural", scopes_are_plural);
  g_test_add_func ("/stand-in/auth/a-browser-can-approve", a_browser_can_approve);
  g_test_add_func ("/stand-in/auth/a-refresh-token-is-good-once", a_refresh_token_is_good_once);
  g_test_add_func ("/stand-in/auth/a-token-ends", a_token_ends);
  g_test_add_func ("/stand-in/auth/a-token-is-revoked", a_token_is_revoked);
  g_test_add_func ("/stand-in/auth/a-user-disconnects-everywhere", a_user_disconnects_everywhere);
}

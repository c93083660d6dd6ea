/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-twitch-auth.h"
#include "cw-twitch-token-text.h"
#include "test-support.h"
#include "test-twitch.h"

static const char *const scopes[] = { "user:read:follows", "clips:edit", NULL };
static const char *const none[] = { NULL };

/* Twitch, and a sign-in that asks it. */
typedef struct
{
  TestTwitch   *twitch;
  CwHttp       *http;
  CwTwitchAuth *auth;
} Fixture;

static Fixture
set_up (const char *client_id)
{
  Fixture fixture = { .twitch = test_twitch_start ((const char *const[]) { "--clips", "10", NULL }) };

  g_setenv ("CLIPWRIGHT_TWITCH_URL", test_twitch_get_url (fixture.twitch), TRUE);
  test_twitch_control (fixture.twitch, "set", "{\"interval\": 0}");
  fixture.http = cw_http_new ();
  fixture.auth = cw_twitch_auth_new (fixture.http, client_id);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->auth);
  g_object_unref (fixture->http);
  test_twitch_stop (fixture->twitch);
}

static CwDeviceCode *
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CwDeviceCode *code = dex_await_object (cw_twitch_auth_begin (fixture->auth, scopes), &error);

  g_assert_no_error (error);
  return code;
}

static CwTwitchToken *
sign_in (Fixture *fixture)
{
  g_autoptr (CwDeviceCode) code = begin (fixture);
  g_autoptr (GError) error = NULL;
  CwTwitchToken *token;

  test_twitch_control (fixture->twitch, "approve", "{\"user_code\": \"%s\", \"login\": \"creator_main\"}", cw_device_code_get_user_code (code));
  token = dex_await_object (cw_twitch_auth_wait (fixture->auth, code, scopes), &error);
  g_assert_no_error (error);

  return token;
}

static void
a_confirmed_code_becomes_a_token (void)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwDeviceCode) code = begin (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = NULL;
  g_autoptr (CwTwitchToken) valid = NULL;
  DexFuture *waiting;

  g_assert_cmpuint (strlen (cw_device_code_get_user_code (code)), ==, 8);
  g_assert_nonnull (strstr (cw_device_code_get_url (code), cw_device_code_get_user_code (code)));

  /* Only after it was asked in vain. */
  waiting = cw_twitch_auth_wait (fixture.auth, code, scopes);
  while (test_twitch_count (fixture.twitch, "POST /oauth2/token") < 2)
    dex_await (dex_timeout_new_msec (5), NULL);
  test_twitch_control (fixture.twitch, "approve", "{\"user_code\": \"%s\", \"login\": \"creator_main\"}", cw_device_code_get_user_code (code));
  token = dex_await_object (waiting, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_equal (cw_twitch_token_get_scopes (token), scopes));

  valid = dex_await_object (cw_twitch_auth_validate (fixture.auth, token), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_twitch_token_get_login (valid), ==, "creator_main");
  g_assert_cmpstr (cw_twitch_token_get_access (valid), ==, cw_twitch_token_get_access (token));
  g_assert_cmpint (cw_twitch_token_get_expires (valid), >, g_get_real_time () + 3 * G_TIME_SPAN_HOUR);
  tear_down (&fixture);
}

static void
trouble_on_the_way_does_not_end_the_waiting (void)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwDeviceCode) code = begin (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) token = NULL;
  DexFuture *waiting;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/oauth2/token\", \"kind\": \"unavailable\", \"times\": 1}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/oauth2/token\", \"kind\": \"html\", \"times\": 1}");
  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/oauth2/token\", \"kind\": \"malformed\", \"times\": 1}");
  waiting = cw_twitch_auth_wait (fixture.auth, code, scopes);
  while (test_twitch_count (fixture.twitch, "POST /oauth2/token") < 4)
    dex_await (dex_timeout_new_msec (5), NULL);
  test_twitch_control (fixture.twitch, "approve", "{\"user_code\": \"%s\", \"login\": \"creator_main\"}", cw_device_code_get_user_code (code));
  token = dex_await_object (waiting, &error);
  g_assert_no_error (error);
  g_assert_nonnull (token);
  tear_down (&fixture);
}

static void
a_refused_code_is_a_sentence (void)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwDeviceCode) code = begin (&fixture);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "deny", "{\"user_code\": \"%s\"}", cw_device_code_get_user_code (code));
  g_assert_false (dex_await (cw_twitch_auth_wait (fixture.auth, code, scopes), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  tear_down (&fixture);
}

static void
an_expired_code_is_a_sentence (void)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwDeviceCode) code = begin (&fixture);

  test_twitch_control (fixture.twitch, "advance", "{\"seconds\": 3600}");
  g_assert_false (dex_await (cw_twitch_auth_wait (fixture.auth, code, scopes), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  tear_down (&fixture);
}

static void
what_refreshes_a_token_works_once (void)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwTwitchToken) token = sign_in (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) next = dex_await_object (cw_twitch_auth_refresh (fixture.auth, token), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (cw_twitch_token_get_refresh (next), !=, cw_twitch_token_get_refresh (token));
  g_assert_cmpstr (cw_twitch_token_get_access (next), !=, cw_twitch_token_get_access (token));

  g_assert_false (dex_await (cw_twitch_auth_refresh (fixture.auth, token), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_clear_error (&error);

  g_assert_true (dex_await (cw_twitch_auth_refresh (fixture.auth, next), &error));
  g_assert_no_error (error);
  tear_down (&fixture);
}

/* So that a bad connection never signs anybody out. */
static void
trouble_while_refreshing_is_no_refusal (gconstpointer kind)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwTwitchToken) token = sign_in (&fixture);
  g_autoptr (GError) error = NULL;

  test_twitch_control (fixture.twitch, "faults", "{\"path\": \"/oauth2/token\", \"kind\": \"%s\", \"times\": 0}", (const char *) kind);
  g_assert_false (dex_await (cw_twitch_auth_refresh (fixture.auth, token), &error));
  g_assert_cmpint (error->code, !=, CW_ERROR_DENIED);
  g_assert_true (error->domain == CW_ERROR);
  tear_down (&fixture);
}

static void
a_token_that_was_revoked_is_not_valid (void)
{
  Fixture fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autoptr (CwTwitchToken) token = sign_in (&fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (dex_await (cw_twitch_auth_revoke (fixture.auth, token), &error));
  g_assert_no_error (error);
  g_assert_false (dex_await (cw_twitch_auth_validate (fixture.auth, token), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  g_clear_error (&error);

  /* Once more does no harm. */
  g_assert_true (dex_await (cw_twitch_auth_revoke (fixture.auth, token), &error));
  g_assert_no_error (error);
  tear_down (&fixture);
}

static void
a_token_may_allow_nothing (void)
{
  Fixture          fixture = set_up (TEST_TWITCH_CLIENT_ID);
  g_autofree char *access = test_twitch_sign_in (fixture.twitch, "creator_main", "");
  g_autoptr (CwTwitchToken) token = g_object_new (CW_TYPE_TWITCH_TOKEN, "access", access, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) valid = dex_await_object (cw_twitch_auth_validate (fixture.auth, token), &error);

  g_assert_no_error (error);
  g_assert_true (g_strv_equal (cw_twitch_token_get_scopes (valid), none));
  tear_down (&fixture);
}

static void
an_unknown_client_is_told_where_to_look (void)
{
  Fixture fixture = set_up ("nobodynobodynobodynobodynobody");
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_twitch_auth_begin (fixture.auth, scopes), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Preferences"));
  tear_down (&fixture);
}

static void
a_token_is_kept_as_text (void)
{
  g_autoptr (CwTwitchToken) token = g_object_new (CW_TYPE_TWITCH_TOKEN, "access", "a", "refresh", "r\"", "expires", G_GINT64_CONSTANT (1234567890123), "scopes", scopes, "account-id", "1", "login", "somebody", NULL);
  g_autofree char *text = cw_twitch_token_to_text (token);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwTwitchToken) back = cw_twitch_token_from_text (text, &error);

  g_assert_no_error (error);
  g_assert_true (cw_record_equal (CW_RECORD (token), CW_RECORD (back)));
  g_assert_null (cw_twitch_token_from_text ("{}", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (cw_twitch_token_from_text ("rubbish", &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/twitch-auth/a confirmed code becomes a token", a_confirmed_code_becomes_a_token);
  test_add_fiber ("/twitch-auth/trouble on the way does not end the waiting", trouble_on_the_way_does_not_end_the_waiting);
  test_add_fiber ("/twitch-auth/a refused code is a sentence", a_refused_code_is_a_sentence);
  test_add_fiber ("/twitch-auth/an expired code is a sentence", an_expired_code_is_a_sentence);
  test_add_fiber ("/twitch-auth/what refreshes a token works once", what_refreshes_a_token_works_once);
  test_add_fiber_with_data ("/twitch-auth/trouble while refreshing is no refusal/ill", trouble_while_refreshing_is_no_refusal, "unavailable");
  test_add_fiber_with_data ("/twitch-auth/trouble while refreshing is no refusal/a web page", trouble_while_refreshing_is_no_refusal, "html");
  test_add_fiber_with_data ("/twitch-auth/trouble while refreshing is no refusal/broken off", trouble_while_refreshing_is_no_refusal, "drop");
  test_add_fiber_with_data ("/twitch-auth/trouble while refreshing is no refusal/nonsense", trouble_while_refreshing_is_no_refusal, "malformed");
  test_add_fiber ("/twitch-auth/a token that was revoked is not valid", a_token_that_was_revoked_is_not_valid);
  test_add_fiber ("/twitch-auth/a token may allow nothing", a_token_may_allow_nothing);
  test_add_fiber ("/twitch-auth/an unknown client is told where to look", an_unknown_client_is_told_where_to_look);
  test_add_fiber ("/twitch-auth/a token is kept as text", a_token_is_kept_as_text);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

static Reply *
ask_after (Client     *client,
           const char *fault)
{
  test_twitch_control (client->twitch, "faults", "{\"path\":\"/helix/users\",%s}", fault);
  return client_get (client, "/helix/users");
}

static void
answers_go_wrong (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) status = ask_after (client, "\"kind\":\"status\",\"status\":500,\"body\":{\"error\":\"x\",\"status\":500,\"message\":\"y\"}");
  g_autoptr (Reply) unavailable = ask_after (client, "\"kind\":\"unavailable\"");
  g_autoptr (Reply) empty = ask_after (client, "\"kind\":\"too-many\",\"seconds\":30");
  g_autoptr (Reply) full = ask_after (client, "\"kind\":\"too-many-other\"");
  g_autoptr (Reply) portal = ask_after (client, "\"kind\":\"html\"");
  g_autoptr (Reply) malformed = ask_after (client, "\"kind\":\"malformed\"");
  g_autoptr (Reply) without = ask_after (client, "\"kind\":\"without\",\"member\":\"login\"");
  g_autoptr (Reply) mistyped = ask_after (client, "\"kind\":\"mistyped\",\"member\":\"data\"");
  g_autoptr (Reply) good = client_get (client, "/helix/users");

  reply_assert (status, 500, "y");
  reply_assert (unavailable, 503, "");
  reply_assert (empty, 429, "Request limit exceeded");
  g_assert_cmpstr (reply_get_header (empty, "Ratelimit-Remaining"), ==, "0");
  g_assert_cmpint (g_ascii_strtoll (reply_get_header (empty, "Ratelimit-Reset"), NULL, 10), >, g_get_real_time () / G_USEC_PER_SEC + 20);
  g_assert_cmpstr (reply_get_header (full, "Ratelimit-Remaining"), ==, "799");
  g_assert_true (g_str_has_prefix (reply_get_header (portal, "Content-Type"), "text/html"));
  g_assert_cmpint (malformed->status, ==, 200);
  g_assert_null (malformed->node);
  g_assert_false (json_object_has_member (reply_get_first (without), "login"));
  g_assert_cmpstr (json_object_get_string_member (mistyped->json, "data"), ==, "unexpected");
  g_assert_cmpint (good->status, ==, 200);
}

static void
connections_break (void)
{
  const char *const faults[] = { "\"kind\":\"drop\"", "\"kind\":\"drop-body\",\"bytes\":10", "\"kind\":\"truncated\"", "\"kind\":\"wrong-length\"" };
  g_autoptr (Client) client = client_new ("", "0");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *fault = g_strdup_printf ("%s,\"times\":0", faults[i]);
      g_autoptr (Reply) broken = ask_after (client, fault);
      g_autoptr (Reply) good = NULL;

      g_assert_nonnull (broken->error);
      test_twitch_control (client->twitch, "clear-faults", "{}");
      good = client_get (client, "/helix/users");
      g_assert_cmpint (good->status, ==, 200);
    }
}

/* libsoup believes a server that says it will close: a client has to compare. */
static void
a_body_may_be_short_without_an_error (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) reply = ask_after (client, "\"kind\":\"truncated\",\"close\":true");

  g_assert_no_error (reply->error);
  g_assert_cmpint (g_bytes_get_size (reply->body), <, soup_message_headers_get_content_length (soup_message_get_response_headers (reply->message)));
}

static void
answers_take_their_time (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  gint64 start = g_get_monotonic_time ();
  g_autoptr (Reply) slow = ask_after (client, "\"kind\":\"slow\",\"delay\":50");
  gint64 middle = g_get_monotonic_time ();
  g_autoptr (Reply) body = ask_after (client, "\"kind\":\"slow-body\",\"delay\":50");
  gint64 end = g_get_monotonic_time ();

  g_assert_cmpint (slow->status, ==, 200);
  g_assert_nonnull (slow->json);
  g_assert_cmpint (middle - start, >=, 50000);
  g_assert_cmpint (body->status, ==, 200);
  g_assert_nonnull (body->json);
  g_assert_cmpint (end - middle, >=, 50000);
}

static void
a_broken_head_is_whole (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) reply = NULL;

  test_twitch_control (client->twitch, "faults", "{\"path\":\"/helix/\",\"kind\":\"truncated\"}");
  reply = client_send (client, client_new_message (client, "HEAD", "/helix/users"));
  g_assert_no_error (reply->error);
  g_assert_cmpint (reply->status, ==, 200);
}

static void
a_fault_waits_for_its_turn (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) one = NULL;
  g_autoptr (Reply) two = NULL;
  g_autoptr (Reply) three = NULL;
  g_autoptr (Reply) four = NULL;

  test_twitch_control (client->twitch, "faults", "{\"path\":\"*/users\",\"method\":\"GET\",\"kind\":\"unavailable\",\"after\":1,\"times\":2}");
  one = client_get (client, "/helix/users");
  two = client_get (client, "/helix/users");
  three = client_get (client, "/helix/users");
  four = client_get (client, "/helix/users");

  g_assert_cmpint (one->status, ==, 200);
  g_assert_cmpint (two->status, ==, 503);
  g_assert_cmpint (three->status, ==, 503);
  g_assert_cmpint (four->status, ==, 200);
}

static void
a_file_changes_while_it_is_read (void)
{
  g_autoptr (Client) client = client_new ("channel:manage:clips", "1");
  g_autoptr (JsonObject) clips = test_twitch_ask (client->twitch, "clips");
  const char *id = json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (clips, "clips"), 0), "id");
  g_autoptr (Reply) asked = client_get (client, "/helix/clips/downloads?editor_id=%s&broadcaster_id=%s&clip_id=%s", client->user_id, client->user_id, id);
  const char *url = json_object_get_string_member (reply_get_first (asked), "landscape_download_url");
  g_autoptr (Reply) before = NULL;
  g_autoptr (Reply) after = NULL;
  g_autoptr (Reply) missing = NULL;
  SoupMessage *message = client_new_message (client, "GET", url);

  test_twitch_control (client->twitch, "set", "{\"media_seconds\":1}");
  before = client_get (client, "%s", url);
  soup_message_headers_append (soup_message_get_request_headers (message), "Range", "bytes=10-");
  soup_message_headers_append (soup_message_get_request_headers (message), "If-Range", reply_get_header (before, "ETag"));
  test_twitch_control (client->twitch, "faults", "{\"path\":\"/cdn/\",\"kind\":\"changed-etag\"}");
  after = client_send (client, message);
  test_twitch_control (client->twitch, "faults", "{\"path\":\"/cdn/*/landscape/*\",\"kind\":\"status\",\"status\":404}");
  missing = client_get (client, "%s", url);

  g_assert_cmpint (after->status, ==, 200);
  g_assert_cmpstr (reply_get_header (after, "ETag"), !=, reply_get_header (before, "ETag"));
  g_assert_cmpint (missing->status, ==, 404);
}

static void
the_clock_can_be_wrong (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Reply) reply = NULL;
  g_autoptr (GDateTime) date = NULL;

  test_twitch_control (client->twitch, "set", "{\"clock_skew\":100000}");
  reply = client_get (client, "/helix/users");
  date = soup_date_time_new_from_http_string (reply_get_header (reply, "Date"));
  g_assert_cmpint (g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC, >, 90000);
}

typedef struct
{
  guint n;
  guint status;
} Pending;

static void
on_sent (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  Pending *pending = data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, NULL);

  g_assert_nonnull (body);
  pending->n--;
}

static void
requests_at_once_are_noticed (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (JsonObject) stats = NULL;
  g_autoptr (SoupSession) session = soup_session_new_with_options ("max-conns-per-host", 4, "proxy-resolver", NULL, NULL);
  Pending pending = { 4 };

  test_twitch_control (client->twitch, "set", "{\"latency\":500}");
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (SoupMessage) message = client_new_message (client, "GET", "/helix/users");

      soup_session_send_and_read_async (session, message, 0, NULL, on_sent, &pending);
    }
  while (pending.n > 0)
    g_main_context_iteration (NULL, TRUE);

  stats = test_twitch_ask (client->twitch, "stats");
  g_assert_cmpint (json_object_get_int_member (stats, "peak"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (stats, "in_flight"), ==, 0);
}

static void
on_given_up (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
a_client_may_leave (void)
{
  const char *const faults[] = { "\"kind\":\"slow\",\"delay\":200", "\"kind\":\"slow-body\",\"delay\":200" };
  g_autoptr (Client) client = client_new ("", "0");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (SoupSession) session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (SoupMessage) message = client_new_message (client, "GET", "/helix/users");
      g_autoptr (Reply) later = NULL;
      gboolean given_up = FALSE;

      test_twitch_control (client->twitch, "faults", "{\"path\":\"/helix/\",%s}", faults[i]);
      soup_session_send_and_read_async (session, message, 0, cancellable, on_given_up, &given_up);
      while (test_twitch_count (client->twitch, "GET /helix/users") < i + 1)
        g_main_context_iteration (NULL, FALSE);

      /* libsoup 3.6.5 uses what it has freed if it is cancelled while an answer
       * waits to be read. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_cancellable_cancel (cancellable);
      while (!given_up)
        g_main_context_iteration (NULL, TRUE);

      /* By the time this is answered, so is the other. */
      test_twitch_control (client->twitch, "faults", "{\"path\":\"/helix/streams\",\"kind\":\"slow\",\"delay\":300}");
      later = client_get (client, "/helix/streams");
      g_assert_cmpint (later->status, ==, 200);
    }
}

void
test_faults_add (void)
{
  g_test_add_func ("/stand-in/faults/answers-go-wrong", answers_go_wrong);
  g_test_add_func ("/stand-in/faults/connections-break", connections_break);
  g_test_add_func ("/stand-in/faults/a-body-may-be-short-without-an-error", a_body_may_be_short_without_an_error);
  g_test_add_func ("/stand-in/faults/answers-take-their-time", answers_take_their_time);
  g_test_add_func ("/stand-in/faults/a-broken-head-is-whole", a_broken_head_is_whole);
  g_test_add_func ("/stand-in/faults/a-fault-waits-for-its-turn", a_fault_waits_for_its_turn);
  g_test_add_func ("/stand-in/faults/a-file-changes-while-it-is-read", a_file_changes_while_it_is_read);
  g_test_add_func ("/stand-in/faults/the-clock-can-be-wrong", the_clock_can_be_wrong);
  g_test_add_func ("/stand-in/faults/requests-at-once-are-noticed", requests_at_once_are_noticed);
  g_test_add_func ("/stand-in/faults/a-client-may-leave", a_client_may_leave);
}

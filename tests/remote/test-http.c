/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-http.h"
#include "test-support.h"

/* A server of ours, on the same main loop, that does what a test says. */
typedef struct
{
  SoupServer *server;
  char       *url;
  int         asked;    /* requests so far */
  int         failures; /* of them to be answered with... */
  guint       status;   /* ...this */
  GPtrArray  *held;     /* messages that wait for release() */
  gboolean    holding;
} Server;

static void
answer (SoupServerMessage *message,
        const char        *type,
        const char        *text)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
close_after (SoupServerMessage *message,
             const char        *text)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, strlen (text), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  Server *server = data;

  server->asked++;
  if (server->asked <= server->failures)
    soup_server_message_set_status (message, server->status, NULL);
  else if (server->holding)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (server->held, g_object_ref (message));
    }
  else if (g_str_equal (path, "/json"))
    answer (message, "application/json", "{\"number\": 7}");
  else if (g_str_equal (path, "/portal"))
    answer (message, "text/html", "<html><h1>Welcome to the hotel</h1></html>");
  else if (g_str_equal (path, "/broken"))
    answer (message, "application/json", "{\"number\": ");
  else if (g_str_equal (path, "/empty"))
    answer (message, "application/json", "");
  else if (g_str_equal (path, "/short"))
    close_after (message, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"number\"");
  else if (g_str_equal (path, "/gone"))
    close_after (message, "");
  else if (g_str_equal (path, "/echo"))
    {
      SoupMessageBody *body = soup_server_message_get_request_body (message);
      g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      answer (message, "text/plain", text);
    }
  else
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static Server *
start (void)
{
  Server *server = g_new0 (Server, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  server->server = soup_server_new (NULL, NULL);
  server->held = g_ptr_array_new_with_free_func (g_object_unref);
  soup_server_add_handler (server->server, NULL, on_request, server, NULL);
  soup_server_listen_local (server->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server->server);
  server->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return server;
}

static void
stop (Server *server)
{
  soup_server_disconnect (server->server);
  g_object_unref (server->server);
  g_ptr_array_unref (server->held);
  g_free (server->url);
  g_free (server);
}

static void
release (Server *server)
{
  server->holding = FALSE;
  for (guint i = 0; i < server->held->len; i++)
    {
      answer (server->held->pdata[i], "application/json", "{\"number\": 8}");
      soup_server_message_unpause (server->held->pdata[i]);
    }
  g_ptr_array_set_size (server->held, 0);
}

static CwHttpRequest *
make_request (Server     *server,
              const char *method,
              const char *path)
{
  g_autofree char *url = g_strconcat (server->url, path, NULL);

  return cw_http_request_new (method, url);
}

static DexFuture *
get (CwHttp     *http,
     Server     *server,
     const char *path)
{
  g_autoptr (CwHttpRequest) request = make_request (server, "GET", path);

  return cw_http_send (http, request);
}

static void
until (gboolean (*is_true) (Server *),
       Server *server)
{
  while (!is_true (server))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static gboolean
holds_one (Server *server)
{
  return server->held->len == 1;
}

static void
reads_what_a_server_answers (void)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHttpReply) reply = dex_await_object (get (http, server, "json"), &error);
  g_autoptr (CwHttpReply) other = dex_await_object (get (http, server, "nothing"), &error);
  g_autoptr (JsonNode) json = cw_http_reply_parse_json (reply, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cw_http_reply_get_status (reply), ==, 200);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (json), "number"), ==, 7);
  g_assert_cmpint (cw_http_reply_get_status (other), ==, 404);
  g_assert_cmpint (cw_http_reply_get_number (reply, "Content-Length"), ==, 13);
  g_assert_cmpint (cw_http_reply_get_number (reply, "Content-Type"), ==, -1);
  g_assert_cmpint (ABS (cw_http_reply_get_date (reply) - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  stop (server);
}

static void
sends_forms_and_queries_encoded (void)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (CwHttpRequest) request = make_request (server, "POST", "echo");
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  cw_http_request_add_query (request, "id", "a&b");
  cw_http_request_add_query (request, "nothing", NULL);
  cw_http_request_add_query (request, "id", "ä");
  cw_http_request_set_form (request, "scopes", "one two", "token", "a+b=c", NULL);
  key = cw_http_request_dup_key (request);
  g_assert_nonnull (strstr (key, "echo?id=a%26b&id=%C3%A4\n"));

  reply = dex_await_object (cw_http_send (http, request), &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (cw_http_reply_get_body (reply), NULL), g_bytes_get_size (cw_http_reply_get_body (reply)), "scopes=one%20two&token=a%2Bb%3Dc", 32);
  stop (server);
}

static void
asks_again_when_a_server_is_ill (void)
{
  static const struct
  {
    guint status;
    int   failures;
    int   asked;
    guint result;
  } cases[] = { { 500, 2, 3, 200 }, { 502, 9, 3, 502 }, { 503, 1, 2, 200 }, { 503, 9, 2, 503 }, { 404, 9, 1, 404 }, { 429, 9, 1, 429 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server *server = start ();
      g_autoptr (CwHttp) http = cw_http_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (CwHttpReply) reply = NULL;

      server->status = cases[i].status;
      server->failures = cases[i].failures;
      reply = dex_await_object (get (http, server, "json"), &error);
      g_assert_no_error (error);
      g_assert_cmpint (cw_http_reply_get_status (reply), ==, cases[i].result);
      g_assert_cmpint (server->asked, ==, cases[i].asked);
      stop (server);
    }
}

static void
never_sends_twice_what_changes_something (void)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (CwHttpRequest) request = make_request (server, "POST", "gone");
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = dex_await_object (cw_http_send (http, request), &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
  g_assert_cmpint (server->asked, ==, 1);
  stop (server);
}

static void
says_what_is_wrong_with_an_answer (void)
{
  static const struct
  {
    const char *path;
    CwError     code;
  } cases[] = { { "portal", CW_ERROR_OFFLINE }, { "broken", CW_ERROR_MALFORMED }, { "empty", CW_ERROR_MALFORMED } };
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwHttpReply) reply = dex_await_object (get (http, server, cases[i].path), &error);

      g_assert_no_error (error);
      g_assert_null (cw_http_reply_parse_json (reply, &error));
      g_assert_error (error, CW_ERROR, (int) cases[i].code);
    }
  stop (server);
}

static void
says_when_a_connection_breaks (gconstpointer path)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CwHttpReply) reply = dex_await_object (get (http, server, path), &error);

  g_assert_null (reply);
  g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
  g_assert_cmpint (server->asked, >=, 3);
  stop (server);
}

static void
fail_until_left_alone (CwHttp        *http,
                       CwHttpRequest *request)
{
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwHttpReply) reply = dex_await_object (cw_http_send (http, request), &error);

      g_assert_error (error, CW_ERROR, CW_ERROR_OFFLINE);
      if (i == 2)
        g_assert_nonnull (strstr (error->message, "try again in"));
    }
}

/* At once, without asking it. */
static void
leaves_a_server_alone_that_is_gone (void)
{
  Server          *server = start ();
  g_autofree char *url = g_strdup (server->url);
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (CwHttpRequest) request = cw_http_request_new ("GET", url);
  gint64 began;

  stop (server);
  fail_until_left_alone (http, request);

  began = g_get_monotonic_time ();
  for (int i = 0; i < 100; i++)
    g_assert_false (dex_await (cw_http_send (http, request), NULL));
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_TIME_SPAN_SECOND);
}

static void
asks_a_server_that_is_left_alone_when_told_to (void)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (CwHttpRequest) gone = make_request (server, "GET", "gone");
  g_autoptr (GError) error = NULL;

  fail_until_left_alone (http, gone);
  g_assert_false (dex_await (get (http, server, "json"), NULL));
  cw_http_forget_failures (http);
  g_assert_true (dex_await (get (http, server, "json"), &error));
  g_assert_no_error (error);
  stop (server);
}

static void
asks_once_when_the_same_is_wanted_twice (void)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (DexFuture) first = NULL;
  g_autoptr (DexFuture) second = NULL;
  g_autoptr (GError) error = NULL;

  server->holding = TRUE;
  first = get (http, server, "json");
  second = get (http, server, "json");
  until (holds_one, server);
  release (server);

  g_assert_true (dex_await (g_steal_pointer (&first), &error));
  g_assert_true (dex_await (g_steal_pointer (&second), &error));
  g_assert_no_error (error);
  g_assert_cmpint (server->asked, ==, 1);

  /* Later it is asked anew. */
  g_assert_true (dex_await (get (http, server, "json"), &error));
  g_assert_cmpint (server->asked, ==, 2);
  stop (server);
}

static void
goes_on_for_the_one_who_still_waits (void)
{
  Server *server = start ();
  g_autoptr (CwHttp) http = cw_http_new ();
  DexFuture *first, *second;
  g_autoptr (GError) error = NULL;

  server->holding = TRUE;
  first = get (http, server, "json");
  second = get (http, server, "json");
  until (holds_one, server);
  dex_unref (first);
  release (server);

  g_assert_true (dex_await (second, &error));
  g_assert_no_error (error);
  g_assert_cmpint (server->asked, ==, 1);
  stop (server);
}

static void
refuses_what_is_no_address (void)
{
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (CwHttpRequest) request = cw_http_request_new ("GET", "not an address");
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_http_send (http, request), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/http/reads what a server answers", reads_what_a_server_answers);
  test_add_fiber ("/http/sends forms and queries encoded", sends_forms_and_queries_encoded);
  test_add_fiber ("/http/asks again when a server is ill", asks_again_when_a_server_is_ill);
  test_add_fiber ("/http/never sends twice what changes something", never_sends_twice_what_changes_something);
  test_add_fiber ("/http/says what is wrong with an answer", says_what_is_wrong_with_an_answer);
  test_add_fiber_with_data ("/http/says when a connection breaks/before the answer", says_when_a_connection_breaks, "gone");
  test_add_fiber_with_data ("/http/says when a connection breaks/within it", says_when_a_connection_breaks, "short");
  test_add_fiber ("/http/leaves a server alone that is gone", leaves_a_server_alone_that_is_gone);
  test_add_fiber ("/http/asks a server that is left alone when told to", asks_a_server_that_is_left_alone_when_told_to);
  test_add_fiber ("/http/asks once when the same is wanted twice", asks_once_when_the_same_is_wanted_twice);
  test_add_fiber ("/http/goes on for the one who still waits", goes_on_for_the_one_who_still_waits);
  test_add_fiber ("/http/refuses what is no address", refuses_what_is_no_address);

  return g_test_run ();
}

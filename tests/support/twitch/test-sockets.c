/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

/* One end of EventSub, and what came out of it. */
typedef struct
{
  SoupWebsocketConnection *connection;
  GQueue                   messages;
  gboolean                 is_closed;
} Socket;

static void
on_message (SoupWebsocketConnection *connection,
            int                      type,
            GBytes                  *message,
            gpointer                 data)
{
  Socket          *socket = data;
  g_autofree char *text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));

  g_queue_push_tail (&socket->messages, json_from_string (text, NULL));
}

static void
on_closed (SoupWebsocketConnection *connection,
           gpointer                 data)
{
  ((Socket *) data)->is_closed = TRUE;
}

static void
on_connected (GObject      *object,
              GAsyncResult *result,
              gpointer      data)
{
  Socket *socket = data;
  g_autoptr (GError) error = NULL;

  socket->connection = soup_session_websocket_connect_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
  g_signal_connect (socket->connection, "message", G_CALLBACK (on_message), socket);
  g_signal_connect (socket->connection, "closed", G_CALLBACK (on_closed), socket);
}

static Socket *
socket_new (Client     *client,
            const char *url)
{
  Socket          *socket = g_new0 (Socket, 1);
  g_autofree char *own = g_strdup_printf ("ws%s/eventsub", test_twitch_get_url (client->twitch) + strlen ("http"));
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url != NULL ? url : own);

  soup_session_websocket_connect_async (client->session, message, NULL, NULL, 0, NULL, on_connected, socket);
  while (socket->connection == NULL)
    g_main_context_iteration (NULL, TRUE);

  return socket;
}

static void
socket_free (Socket *socket)
{
  g_signal_handlers_disconnect_by_data (socket->connection, socket);
  g_queue_clear_full (&socket->messages, (GDestroyNotify) json_node_unref);
  g_object_unref (socket->connection);
  g_free (socket);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Socket, socket_free)

/* Waits for the next message, which has to be of that type. */
static JsonNode *
receive (Socket     *socket,
         const char *type)
{
  g_autoptr (JsonNode) node = NULL;

  while (g_queue_is_empty (&socket->messages) && !socket->is_closed)
    g_main_context_iteration (NULL, TRUE);

  node = g_queue_pop_head (&socket->messages);
  g_assert_nonnull (node);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (json_node_get_object (node), "metadata"), "message_type"), ==, type);
  return g_steal_pointer (&node);
}

static void
expect_close (Socket *socket,
              gushort code)
{
  while (!socket->is_closed)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (soup_websocket_connection_get_close_code (socket->connection), ==, code);
}

static JsonObject *
get_payload (JsonNode   *node,
             const char *member)
{
  return json_object_get_object_member (json_object_get_object_member (json_node_get_object (node), "payload"), member);
}

static char *
get_session_id (JsonNode *welcome)
{
  return g_strdup (json_object_get_string_member (get_payload (welcome, "session"), "id"));
}

static Reply *
subscribe (Client     *client,
           const char *type,
           const char *user_id,
           const char *session_id)
{
  g_autofree char *body = g_strdup_printf ("{\"type\":\"%s\",\"version\":\"1\",\"condition\":{\"broadcaster_user_id\":\"%s\"},"
                                           "\"transport\":{\"method\":\"websocket\",\"session_id\":\"%s\"}}",
                                           type, user_id, session_id);

  return client_post (client, "/helix/eventsub/subscriptions", "application/json", body);
}

static void
a_socket_without_a_subscription_is_closed (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = NULL;
  g_autoptr (JsonNode) welcome = NULL;
  JsonObject *session;

  test_twitch_control (client->twitch, "set", "{\"subscribe_within\":20}");
  socket = socket_new (client, NULL);
  welcome = receive (socket, "session_welcome");
  session = get_payload (welcome, "session");
  g_assert_cmpstr (json_object_get_string_member (session, "status"), ==, "connected");
  g_assert_cmpint (json_object_get_int_member (session, "keepalive_timeout_seconds"), ==, 10);
  g_assert_true (json_object_get_null_member (session, "reconnect_url"));
  expect_close (socket, 4003);
}

static void
a_client_that_speaks_is_closed (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = socket_new (client, NULL);
  g_autoptr (JsonNode) welcome = receive (socket, "session_welcome");

  soup_websocket_connection_send_text (socket->connection, "hello");
  expect_close (socket, 4001);
}

static void
going_live_is_told (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = socket_new (client, NULL);
  g_autoptr (JsonNode) welcome = receive (socket, "session_welcome");
  g_autofree char *id = get_session_id (welcome);
  g_autoptr (Reply) online = subscribe (client, "stream.online", client->user_id, id);
  g_autoptr (Reply) again = subscribe (client, "stream.online", client->user_id, id);
  g_autoptr (Reply) offline = subscribe (client, "stream.offline", client->user_id, id);
  g_autoptr (Reply) unknown = subscribe (client, "channel.clip", client->user_id, id);
  g_autoptr (Reply) nowhere = subscribe (client, "stream.online", client->user_id, "x");
  g_autoptr (JsonNode) told = NULL;
  g_autoptr (JsonNode) twice = NULL;
  g_autoptr (JsonNode) over = NULL;

  g_assert_cmpint (online->status, ==, 202);
  g_assert_cmpint (json_object_get_int_member (online->json, "total_cost"), ==, 0);
  reply_assert (again, 409, "subscription already exists");
  g_assert_cmpint (offline->status, ==, 202);
  reply_assert (unknown, 400, NULL);
  reply_assert (nowhere, 400, NULL);

  test_twitch_control (client->twitch, "live", "{\"live\":true}");
  told = receive (socket, "notification");
  test_twitch_control (client->twitch, "eventsub", "{\"do\":\"duplicate\"}");
  twice = receive (socket, "notification");
  test_twitch_control (client->twitch, "live", "{\"live\":false}");
  over = receive (socket, "notification");

  g_assert_cmpstr (json_object_get_string_member (get_payload (told, "event"), "broadcaster_user_login"), ==, "creator_main");
  g_assert_cmpstr (json_object_get_string_member (get_payload (told, "event"), "type"), ==, "live");
  g_assert_true (json_node_equal (told, twice));
  g_assert_false (json_object_has_member (get_payload (over, "event"), "started_at"));
}

static void
a_socket_moves (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) old = socket_new (client, NULL);
  g_autoptr (Socket) new = NULL;
  g_autoptr (Socket) wrong = NULL;
  g_autoptr (JsonNode) welcome = receive (old, "session_welcome");
  g_autofree char *id = get_session_id (welcome);
  g_autoptr (Reply) online = subscribe (client, "stream.online", client->user_id, id);
  g_autoptr (JsonNode) order = NULL;
  g_autoptr (JsonNode) next = NULL;
  g_autoptr (JsonNode) told = NULL;
  g_autofree char *nowhere = g_strdup_printf ("ws%s/eventsub?reconnect=x", test_twitch_get_url (client->twitch) + strlen ("http"));

  g_assert_cmpint (online->status, ==, 202);
  test_twitch_control (client->twitch, "eventsub", "{\"do\":\"reconnect\"}");
  order = receive (old, "session_reconnect");
  new = socket_new (client, json_object_get_string_member (get_payload (order, "session"), "reconnect_url"));
  next = receive (new, "session_welcome");
  test_twitch_control (client->twitch, "live", "{\"live\":true}");
  told = receive (new, "notification");
  g_assert_cmpstr (json_object_get_string_member (get_payload (next, "session"), "id"), ==, id);

  wrong = socket_new (client, nowhere);
  expect_close (wrong, 4007);
}

static void
an_old_socket_is_closed (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = socket_new (client, NULL);
  g_autoptr (JsonNode) welcome = receive (socket, "session_welcome");

  test_twitch_control (client->twitch, "set", "{\"reconnect_grace\":20}");
  test_twitch_control (client->twitch, "eventsub", "{\"do\":\"reconnect\"}");
  expect_close (socket, 4004);
}

static void
a_subscription_is_revoked (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = socket_new (client, NULL);
  g_autoptr (JsonNode) welcome = receive (socket, "session_welcome");
  g_autofree char *id = get_session_id (welcome);
  g_autoptr (Reply) online = subscribe (client, "stream.online", client->user_id, id);
  g_autoptr (Reply) list = client_get (client, "/helix/eventsub/subscriptions");
  g_autoptr (JsonNode) revoked = NULL;
  g_autoptr (Reply) after = NULL;

  test_twitch_control (client->twitch, "eventsub", "{\"do\":\"revoke\"}");
  revoked = receive (socket, "revocation");
  after = client_get (client, "/helix/eventsub/subscriptions");

  g_assert_cmpstr (json_object_get_string_member (get_payload (revoked, "subscription"), "status"), ==, "authorization_revoked");
  g_assert_cmpint (json_array_get_length (reply_get_data (list)), ==, 1);
  g_assert_cmpint (json_array_get_length (reply_get_data (after)), ==, 0);
}

static void
signs_of_life_come_and_cease (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = NULL;
  g_autoptr (JsonNode) welcome = NULL;
  g_autoptr (JsonNode) alive = NULL;
  g_autoptr (Reply) online = NULL;
  g_autofree char *id = NULL;

  test_twitch_control (client->twitch, "set", "{\"keepalive\":20}");
  socket = socket_new (client, NULL);
  welcome = receive (socket, "session_welcome");
  alive = receive (socket, "session_keepalive");

  id = get_session_id (welcome);
  online = subscribe (client, "stream.online", client->user_id, id);
  g_assert_cmpint (online->status, ==, 202);
  test_twitch_control (client->twitch, "eventsub", "{\"do\":\"keepalive-loss\"}");
  test_twitch_control (client->twitch, "live", "{\"live\":true}");
  test_twitch_control (client->twitch, "eventsub", "{\"do\":\"close\",\"code\":4000}");
  expect_close (socket, 4000);
  while (!g_queue_is_empty (&socket->messages))
    {
      g_autoptr (JsonNode) late = receive (socket, "session_keepalive");
    }
}

static void
there_is_room_for_ten (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  g_autoptr (Socket) socket = socket_new (client, NULL);
  g_autoptr (JsonNode) welcome = receive (socket, "session_welcome");
  g_autofree char *id = get_session_id (welcome);
  g_autoptr (JsonObject) world = test_twitch_ask (client->twitch, "world");
  JsonArray *channels = json_object_get_array_member (world, "channels");

  for (guint i = 1; i <= 11; i++)
    {
      g_autoptr (Reply) reply = subscribe (client, "stream.online", json_object_get_string_member (json_array_get_object_element (channels, i), "id"), id);

      g_assert_cmpint (reply->status, ==, i <= 10 ? 202 : 429);
    }
}

static void
there_is_room_for_three_sockets (void)
{
  g_autoptr (Client) client = client_new ("", "0");
  Socket *sockets[4];

  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    {
      g_autoptr (JsonNode) welcome = NULL;
      g_autoptr (Reply) reply = NULL;
      g_autofree char *id = NULL;

      sockets[i] = socket_new (client, NULL);
      welcome = receive (sockets[i], "session_welcome");
      id = get_session_id (welcome);
      reply = subscribe (client, "stream.online", client->user_id, id);
      if (i < 3)
        g_assert_cmpint (reply->status, ==, 202);
      else
        reply_assert (reply, 429, "number of websocket transports limit exceeded");
    }

  for (guint i = 0; i < G_N_ELEMENTS (sockets); i++)
    socket_free (sockets[i]);
}

void
test_sockets_add (void)
{
  g_test_add_func ("/stand-in/sockets/a-socket-without-a-subscription-is-closed", a_socket_without_a_subscription_is_closed);
  g_test_add_func ("/stand-in/sockets/a-client-that-speaks-is-closed", a_client_that_speaks_is_closed);
  g_test_add_func ("/stand-in/sockets/going-live-is-told", going_live_is_told);
  g_test_add_func ("/stand-in/sockets/a-socket-moves", a_socket_moves);
  g_test_add_func ("/stand-in/sockets/an-old-socket-is-closed", an_old_socket_is_closed);
  g_test_add_func ("/stand-in/sockets/a-subscription-is-revoked", a_subscription_is_revoked);
  g_test_add_func ("/stand-in/sockets/signs-of-life-come-and-cease", signs_of_life_come_and_cease);
  g_test_add_func ("/stand-in/sockets/there-is-room-for-ten", there_is_room_for_ten);
  g_test_add_func ("/stand-in/sockets/there-is-room-for-three-sockets", there_is_room_for_three_sockets);
}

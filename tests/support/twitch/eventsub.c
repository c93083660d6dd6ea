/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eventsub.h"

#include "json-make.h"

/* One socket. A session that was told to reconnect lives on in the next
 * socket, under the same id. */
struct _Session
{
  EventSub                *eventsub;
  char                    *id;
  SoupWebsocketConnection *socket;
  gint64                   connected_at;
  guint                    keepalive_source;
  guint                    close_source;
  gboolean                 is_leaving;
};

struct _EventSub
{
  StandIn   *stand_in;
  GPtrArray *sessions;
  GPtrArray *subscriptions;
  char      *last;
  gboolean   is_silent;
};

static char *
make_timestamp (void)
{
  gint64           now = g_get_real_time ();
  g_autofree char *seconds = world_time (now / G_USEC_PER_SEC);

  seconds[strlen (seconds) - 1] = '\0';
  return g_strdup_printf ("%s.%06d123Z", seconds, (int) (now % G_USEC_PER_SEC));
}

static void
session_free (gpointer data)
{
  Session *self = data;

  g_clear_handle_id (&self->keepalive_source, g_source_remove);
  g_clear_handle_id (&self->close_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->socket, self);
  if (soup_websocket_connection_get_state (self->socket) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->socket, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  g_object_unref (self->socket);
  g_free (self->id);
  g_free (self);
}

static void
subscription_free (gpointer data)
{
  Subscription *self = data;

  g_free (self->id);
  g_free (self);
}

EventSub *
eventsub_new (StandIn *stand_in)
{
  EventSub *self = g_new0 (EventSub, 1);

  self->stand_in = stand_in;
  self->sessions = g_ptr_array_new_with_free_func (session_free);
  self->subscriptions = g_ptr_array_new_with_free_func (subscription_free);
  return self;
}

void
eventsub_free (EventSub *self)
{
  g_ptr_array_unref (self->subscriptions);
  g_ptr_array_unref (self->sessions);
  g_free (self->last);
  g_free (self);
}

/* Takes PAYLOAD over. Returns what was sent. */
static char *
send (Session      *session,
      const char   *type,
      Subscription *subscription,
      JsonObject   *payload)
{
  JsonObject *metadata = json_make ("message_id", 't', g_uuid_string_random (), "message_type", 's', type, "message_timestamp", 't', make_timestamp (), NULL);
  g_autoptr (JsonObject) message = json_make ("metadata", 'o', metadata, "payload", 'o', payload, NULL);
  g_autoptr (JsonNode) node = json_make_node (message);
  char *text;

  if (subscription != NULL)
    {
      json_object_set_string_member (metadata, "subscription_type", subscription->type);
      json_object_set_string_member (metadata, "subscription_version", "1");
    }

  text = json_make_text (node);
  if (!session->eventsub->is_silent && soup_websocket_connection_get_state (session->socket) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (session->socket, text);
  return text;
}

static void
close_session (Session    *session,
               gushort     code,
               const char *reason)
{
  if (soup_websocket_connection_get_state (session->socket) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (session->socket, code, reason);
}

static gboolean
on_keepalive (gpointer data)
{
  g_free (send (data, "session_keepalive", NULL, json_object_new ()));
  return G_SOURCE_CONTINUE;
}

static gboolean
has_subscription (Session *session)
{
  for (guint i = 0; i < session->eventsub->subscriptions->len; i++)
    if (((Subscription *) g_ptr_array_index (session->eventsub->subscriptions, i))->session == session)
      return TRUE;

  return FALSE;
}

static gboolean
on_unused (gpointer data)
{
  Session *session = data;

  session->close_source = 0;
  if (!has_subscription (session))
    close_session (session, 4003, "connection unused");
  return G_SOURCE_REMOVE;
}

static gboolean
on_grace_over (gpointer data)
{
  Session *session = data;

  session->close_source = 0;
  close_session (session, 4004, "reconnect grace time expired");
  return G_SOURCE_REMOVE;
}

static void
on_message (SoupWebsocketConnection *socket,
            int                      type,
            GBytes                  *message,
            gpointer                 data)
{
  close_session (data, 4001, "client sent inbound traffic");
}

static void
drop_session (Session *session)
{
  EventSub *self = session->eventsub;

  for (guint i = self->subscriptions->len; i > 0; i--)
    if (((Subscription *) g_ptr_array_index (self->subscriptions, i - 1))->session == session)
      g_ptr_array_remove_index (self->subscriptions, i - 1);

  g_ptr_array_remove (self->sessions, session);
}

static void
on_closed (SoupWebsocketConnection *socket,
           gpointer                 data)
{
  drop_session (data);
}

static JsonObject *
session_to_json (Session    *session,
                 const char *status,
                 gint64      keepalive,
                 char       *reconnect_url)
{
  JsonObject *object = json_make ("id", 's', session->id, "status", 's', status, "connected_at", 't', world_time (session->connected_at), NULL);

  if (keepalive > 0)
    json_object_set_int_member (object, "keepalive_timeout_seconds", keepalive);
  else
    json_object_set_null_member (object, "keepalive_timeout_seconds");
  if (reconnect_url != NULL)
    json_object_set_string_member (object, "reconnect_url", reconnect_url);
  else
    json_object_set_null_member (object, "reconnect_url");
  json_object_set_null_member (object, "recovery_url");
  g_free (reconnect_url);
  return json_make ("session", 'o', object, NULL);
}

static const char *
find_parameter (GHashTable *query,
                const char *name)
{
  return query != NULL ? g_hash_table_lookup (query, name) : NULL;
}

/* Moves what OLD was subscribed to over to SESSION, which takes its name. */
static void
take_over (Session *session,
           Session *old)
{
  GPtrArray *subscriptions = session->eventsub->subscriptions;

  g_set_str (&session->id, old->id);
  g_set_str (&old->id, "");
  g_clear_handle_id (&old->close_source, g_source_remove);
  g_clear_handle_id (&old->keepalive_source, g_source_remove);
  for (guint i = 0; i < subscriptions->len; i++)
    {
      Subscription *subscription = g_ptr_array_index (subscriptions, i);

      if (subscription->session == old)
        subscription->session = session;
    }
}

static void
start_session (EventSub                *self,
               SoupWebsocketConnection *socket,
               GHashTable              *query)
{
  Session    *session = g_new0 (Session, 1);
  const char *wish = find_parameter (query, "keepalive_timeout_seconds");
  const char *reconnect = find_parameter (query, "reconnect");
  Session    *old = reconnect != NULL ? eventsub_find (self, reconnect) : NULL;
  gint64      keepalive = CLAMP (wish != NULL ? g_ascii_strtoll (wish, NULL, 10) : 10, 10, 600);
  gint64      interval = self->stand_in->settings.keepalive >= 0 ? self->stand_in->settings.keepalive : keepalive * 1000;

  session->eventsub = self;
  session->id = g_uuid_string_random ();
  session->socket = g_object_ref (socket);
  session->connected_at = stand_in_now (self->stand_in);
  g_ptr_array_add (self->sessions, session);
  g_signal_connect (socket, "message", G_CALLBACK (on_message), session);
  g_signal_connect (socket, "closed", G_CALLBACK (on_closed), session);

  if (reconnect != NULL && (old == NULL || !old->is_leaving))
    {
      close_session (session, 4007, "invalid reconnect attempt");
      return;
    }

  if (old != NULL)
    take_over (session, old);
  g_free (send (session, "session_welcome", NULL, session_to_json (session, "connected", keepalive, NULL)));
  if (interval > 0)
    session->keepalive_source = g_timeout_add ((guint) interval, on_keepalive, session);
  session->close_source = g_timeout_add ((guint) self->stand_in->settings.subscribe_within, on_unused, session);
}

static void
on_socket (SoupServer              *server,
           SoupServerMessage       *message,
           const char              *path,
           SoupWebsocketConnection *socket,
           gpointer                 data)
{
  StandIn    *stand_in = data;
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) query = text != NULL ? soup_form_decode (text) : NULL;

  start_session (stand_in->eventsub, socket, query);
}

void
eventsub_listen (StandIn    *stand_in,
                 SoupServer *server)
{
  soup_server_add_websocket_handler (server, "/eventsub", NULL, NULL, on_socket, stand_in, NULL);
}

Session *
eventsub_find (EventSub   *self,
               const char *session_id)
{
  for (guint i = 0; i < self->sessions->len; i++)
    {
      Session *session = g_ptr_array_index (self->sessions, i);

      if (g_str_equal (session->id, session_id))
        return session;
    }

  return NULL;
}

Subscription *
eventsub_subscribe (EventSub   *self,
                    Session    *session,
                    User       *user,
                    const char *type,
                    User       *about)
{
  Subscription *subscription = g_new0 (Subscription, 1);

  subscription->id = g_uuid_string_random ();
  subscription->type = g_intern_string (type);
  subscription->about = about;
  subscription->user = user;
  subscription->session = session;
  subscription->created_at = stand_in_now (self->stand_in);
  g_ptr_array_add (self->subscriptions, subscription);
  return subscription;
}

GPtrArray *
eventsub_get_subscriptions (EventSub *self)
{
  return self->subscriptions;
}

void
eventsub_remove (EventSub     *self,
                 Subscription *subscription)
{
  g_ptr_array_remove (self->subscriptions, subscription);
}

/* Only what is about oneself is free. */
gint64
subscription_get_cost (Subscription *self)
{
  return self->about == self->user ? 0 : 1;
}

JsonObject *
subscription_to_json (Subscription *self,
                      const char   *status)
{
  return json_make ("id", 's', self->id,
                    "status", 's', status,
                    "type", 's', self->type,
                    "version", 's', "1",
                    "condition", 'o', json_make ("broadcaster_user_id", 's', self->about->id, NULL),
                    "transport", 'o', json_make ("method", 's', "websocket", "session_id", 's', self->session->id, NULL),
                    "created_at", 't', world_time (self->created_at),
                    "cost", 'i', subscription_get_cost (self),
                    NULL);
}

static JsonObject *
make_event (User *user)
{
  JsonObject *event = json_make ("broadcaster_user_id", 's', user->id, "broadcaster_user_login", 's', user->login, "broadcaster_user_name", 's', user->display_name, NULL);

  if (user->live_since > 0)
    {
      json_object_set_string_member (event, "id", user->stream_id);
      json_object_set_string_member (event, "type", "live");
      g_autofree char *time = world_time (user->live_since);
      json_object_set_string_member (event, "started_at", time);
    }

  return event;
}

/**
 * eventsub_notify:
 * @user: one who just went live or offline
 *
 * Tells all who asked for it.
 */
void
eventsub_notify (EventSub *self,
                 User     *user)
{
  const char *type = user->live_since > 0 ? "stream.online" : "stream.offline";

  for (guint i = 0; i < self->subscriptions->len; i++)
    {
      Subscription *subscription = g_ptr_array_index (self->subscriptions, i);

      if (subscription->about != user || !g_str_equal (subscription->type, type))
        continue;

      g_free (self->last);
      self->last = send (subscription->session, "notification", subscription,
                         json_make ("subscription", 'o', subscription_to_json (subscription, "enabled"), "event", 'o', make_event (user), NULL));
    }
}

/**
 * eventsub_revoke:
 * @user: (nullable): whose subscriptions end, %NULL for everyone's
 */
void
eventsub_revoke (EventSub   *self,
                 User       *user,
                 const char *status)
{
  for (guint i = self->subscriptions->len; i > 0; i--)
    {
      Subscription *subscription = g_ptr_array_index (self->subscriptions, i - 1);

      if (user != NULL && subscription->user != user)
        continue;

      g_free (send (subscription->session, "revocation", subscription, json_make ("subscription", 'o', subscription_to_json (subscription, status), NULL)));
      g_ptr_array_remove_index (self->subscriptions, i - 1);
    }
}

static void
tell_to_reconnect (EventSub *self,
                   Session  *session)
{
  char *url = g_strdup_printf ("ws%s/eventsub?reconnect=%s", self->stand_in->url + strlen ("http"), session->id);

  session->is_leaving = TRUE;
  g_free (send (session, "session_reconnect", NULL, session_to_json (session, "reconnecting", 0, url)));
  g_clear_handle_id (&session->close_source, g_source_remove);
  session->close_source = g_timeout_add ((guint) self->stand_in->settings.reconnect_grace, on_grace_over, session);
}

/**
 * eventsub_do:
 * @what: see control.c
 *
 * Returns: whether there is such a thing to do
 */
gboolean
eventsub_do (EventSub   *self,
             const char *what,
             gint64      code)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new ();

  /* Closing changes the list. */
  g_ptr_array_extend (sessions, self->sessions, NULL, NULL);

  if (g_str_equal (what, "keepalive-loss"))
    self->is_silent = TRUE;
  else if (g_str_equal (what, "revoke"))
    eventsub_revoke (self, NULL, "authorization_revoked");
  else if (g_str_equal (what, "reconnect"))
    for (guint i = 0; i < sessions->len; i++)
      tell_to_reconnect (self, g_ptr_array_index (sessions, i));
  else if (g_str_equal (what, "close"))
    for (guint i = 0; i < sessions->len; i++)
      close_session (g_ptr_array_index (sessions, i), (gushort) code, "closed by a test");
  else if (g_str_equal (what, "duplicate") && self->last != NULL)
    for (guint i = 0; i < sessions->len; i++)
      soup_websocket_connection_send_text (((Session *) g_ptr_array_index (sessions, i))->socket, self->last);
  else
    return FALSE;

  return TRUE;
}

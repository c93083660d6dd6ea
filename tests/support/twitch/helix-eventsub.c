/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eventsub.h"
#include "handlers.h"
#include "helix.h"
#include "json-make.h"
#include "sessions.h"

#define MOST_SOCKETS 3
#define MOST_SUBSCRIPTIONS 300
#define MOST_COST 10

/* What a user has so far. */
typedef struct
{
  gint64 n;
  gint64 cost;
  guint  n_sockets;
} Usage;

static Usage
count_usage (StandIn *self,
             User    *user,
             Session *with)
{
  GPtrArray *list = eventsub_get_subscriptions (self->eventsub);
  g_autoptr (GHashTable) sockets = g_hash_table_new (NULL, NULL);
  Usage usage = { 0 };

  if (with != NULL)
    g_hash_table_add (sockets, with);

  for (guint i = 0; i < list->len; i++)
    {
      Subscription *subscription = g_ptr_array_index (list, i);

      if (subscription->user != user)
        continue;

      usage.n++;
      usage.cost += subscription_get_cost (subscription);
      g_hash_table_add (sockets, subscription->session);
    }

  usage.n_sockets = g_hash_table_size (sockets);
  return usage;
}

static gboolean
has_subscription (StandIn    *self,
                  User       *user,
                  Session    *session,
                  const char *type,
                  User       *about)
{
  GPtrArray *list = eventsub_get_subscriptions (self->eventsub);

  for (guint i = 0; i < list->len; i++)
    {
      Subscription *subscription = g_ptr_array_index (list, i);

      if (subscription->user == user && subscription->session == session && subscription->about == about && g_str_equal (subscription->type, type))
        return TRUE;
    }

  return FALSE;
}

static const char *
get_text (JsonObject *body,
          const char *within,
          const char *member)
{
  JsonNode *node = json_object_get_member (body, within);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return "";

  return json_make_get_text (json_node_get_object (node), member, "");
}

static JsonObject *
make_totals (Usage usage)
{
  return json_make ("total", 'i', usage.n, "total_cost", 'i', usage.cost, "max_total_cost", 'i', (gint64) MOST_COST, NULL);
}

/* Whether there is room for one more. */
static gboolean
has_room (StandIn *self,
          Request *request,
          Session *session,
          User    *about)
{
  User *user = request->token->user;
  Usage usage = count_usage (self, user, session);

  if (usage.n_sockets > MOST_SOCKETS)
    request_fail (request, 429, "number of websocket transports limit exceeded");
  else if (usage.n >= MOST_SUBSCRIPTIONS)
    request_fail (request, 429, "number of websocket subscriptions limit exceeded");
  else if (about != user && usage.cost >= MOST_COST)
    request_fail (request, 429, "subscription missing proper authorization, cost exceeded");
  else
    return TRUE;

  return FALSE;
}

void
helix_subscribe (StandIn *self,
                 Request *request)
{
  g_autoptr (JsonObject) body = request_read_json (request, NULL);
  const char *type = body != NULL ? json_make_get_text (body, "type", "") : "";
  User       *user = request->token->user;
  Session    *session;
  User       *about;
  JsonArray  *data;

  if (!g_str_equal (type, "stream.online") && !g_str_equal (type, "stream.offline"))
    {
      request_fail (request, 400, "invalid subscription type and version");
      return;
    }

  session = eventsub_find (self->eventsub, get_text (body, "transport", "session_id"));
  about = g_hash_table_lookup (self->world->users_by_id, get_text (body, "condition", "broadcaster_user_id"));

  if (!g_str_equal (get_text (body, "transport", "method"), "websocket") || session == NULL)
    request_fail (request, 400, "websocket transport session does not exist or has already disconnected");
  else if (about == NULL)
    request_fail (request, 400, "condition: broadcaster_user_id is not valid");
  else if (has_subscription (self, user, session, type, about))
    request_fail (request, 409, "subscription already exists");
  else if (has_room (self, request, session, about))
    {
      data = json_array_new ();
      json_array_add_object_element (data, subscription_to_json (eventsub_subscribe (self->eventsub, session, user, type, about), "enabled"));
      helix_reply (request, 202, data, make_totals (count_usage (self, user, NULL)));
    }
}

void
helix_get_subscriptions (StandIn *self,
                         Request *request)
{
  GPtrArray  *list = eventsub_get_subscriptions (self->eventsub);
  JsonArray  *data = json_array_new ();
  JsonObject *members = make_totals (count_usage (self, request->token->user, NULL));

  for (guint i = 0; i < list->len; i++)
    if (((Subscription *) g_ptr_array_index (list, i))->user == request->token->user)
      json_array_add_object_element (data, subscription_to_json (g_ptr_array_index (list, i), "enabled"));

  json_object_set_object_member (members, "pagination", json_object_new ());
  helix_reply (request, 200, data, members);
}

void
helix_unsubscribe (StandIn *self,
                   Request *request)
{
  GPtrArray  *list = eventsub_get_subscriptions (self->eventsub);
  const char *id = request_get (request, "id");

  for (guint i = 0; id != NULL && i < list->len; i++)
    {
      Subscription *subscription = g_ptr_array_index (list, i);

      if (subscription->user == request->token->user && g_str_equal (subscription->id, id))
        {
          eventsub_remove (self->eventsub, subscription);
          request_reply_text (request, 204, NULL, "");
          return;
        }
    }

  request_fail (request, id != NULL ? 404 : 400, "%s", id != NULL ? "subscription not found" : "Missing required parameter \"id\"");
}

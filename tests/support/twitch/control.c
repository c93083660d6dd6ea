/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eventsub.h"
#include "faults.h"
#include "handlers.h"
#include "json-make.h"
#include "oauth.h"
#include "stats.h"

/* What a test may do to Twitch.
 *
 * Each is a POST with a JSON object, answered with {} or, where something is
 * wrong with it, with 400 and {"message"}:
 *
 *   set           {SETTING: VALUE...}: settings.c says which there are
 *   approve       {"user_code", "login"}: the user lets the device in
 *   deny          {"user_code"}
 *   sign-in       {"login", "scopes": [], "client_id"}: answers as /oauth2/token
 *                 does, with no device
 *   disconnect    {"login"}: the user throws the app out; all tokens are dead
 *   expire        {"access": true, "refresh": true}: those tokens of everyone
 *   advance       {"seconds"}: puts the clock forward
 *   faults        {"path", "kind", "method", "times", "after"...}, see below
 *   clear-faults  {}
 *   add-clips     {"login", "n", "age"}: n clips made "age" seconds ago, or now;
 *                 answers {"ids": []}
 *   delete-clip   {"id"}
 *   live          {"login", "live", "title", "viewers"}: goes live or offline,
 *                 which EventSub tells
 *   restrict      {"login", "clips": "free", "disabled", "followers", "category"}
 *   eventsub      {"do": "keepalive-loss", "reconnect", "duplicate", "revoke",
 *                 "close", "code"}
 *   reset         {}: all is as it was at first
 *
 * A fault happens to the next "times" requests (1; 0 for all) whose path begins
 * with "path", or matches it where it has a *, once "after" (0) of them went
 * well. The kinds are:
 *
 *   status          "status" with "body", text or JSON
 *   unavailable     503 with an empty message
 *   too-many        429: nothing remains for "seconds" (1)
 *   too-many-other  429 though points remain
 *   slow            nothing for "delay" ms (200), then all
 *   slow-body       "bytes" of the body (half), nothing for "delay" ms, the rest
 *   drop            the connection breaks before the answer
 *   drop-body       it breaks after "bytes" (half) of the body
 *   truncated       it ends after "bytes" (half) of the body
 *   wrong-length    the Content-Length is off by "bytes" (100)
 *                   (these three: with "close": true the header says that the
 *                   connection ends, whereupon libsoup takes less than the
 *                   Content-Length for all there is, without an error)
 *   changed-etag    a file has another ETag, so If-Range does not hold
 *   html            a hotel's page in the place of the answer
 *   malformed       the first half of the answer, as if it were all
 *   without         "member" ("id") is missing wherever it would be
 *   mistyped        "member" ("id") has another type
 *
 * Each of these is a GET, answered with an object:
 *
 *   stats           {"requests": {"GET /helix/clips": n}, "statuses": {"429": n},
 *                   "counters": {"refreshes", "refreshes_refused",
 *                   "early_polls"}, "in_flight", "peak"}
 *   requests        {"requests": [{"method", "path", "query", "status",
 *                   "bytes"}]}, the last 2000; bytes of the whole answer
 *   settings        all of them
 *   world           {"channels": [{"id", "login", "clips", "videos", "live",
 *                   "restricted"}], "games": [{"id", "name", "clips"}]}
 *   clips?login=L   {"clips": [{"id", "created_at", "views", "duration",
 *                   "portrait"}]}: all of a channel, as they are
 *
 * Nothing here is counted in the stats or spoilt by a fault. */

static void
refuse (Request    *request,
        const char *message)
{
  request_reply_json (request, 400, json_make ("message", 's', message, NULL));
}

static JsonObject *
read_body (Request *request)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = request_read_json (request, &error);

  if (object == NULL)
    refuse (request, error->message);

  return object;
}

static void
reply_done (Request *request)
{
  request_reply_json (request, 200, json_make (NULL, NULL));
}

static User *
find_user (StandIn    *self,
           Request    *request,
           JsonObject *body)
{
  const char *login = json_make_get_text (body, "login", MAIN_LOGIN);
  User       *user = g_hash_table_lookup (self->world->users_by_login, login);

  if (user == NULL)
    refuse (request, "There is no such login");

  return user;
}

void
control_set (StandIn *self,
             Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);
  g_autoptr (GError) error = NULL;

  if (body == NULL)
    return;

  if (settings_set (&self->settings, body, &error))
    reply_done (request);
  else
    refuse (request, error->message);
}

void
control_get_settings (StandIn *self,
                      Request *request)
{
  request_reply_json (request, 200, settings_to_json (&self->settings));
}

static void
answer_device (StandIn    *self,
               Request    *request,
               DeviceState state)
{
  g_autoptr (JsonObject) body = read_body (request);
  Device *device;
  User   *user;

  if (body == NULL)
    return;

  device = sessions_find_user_code (self->sessions, json_make_get_text (body, "user_code", ""));
  user = find_user (self, request, body);
  if (user == NULL)
    return;

  if (device == NULL)
    {
      refuse (request, "There is no such code");
      return;
    }

  device->state = state;
  device->user = user;
  reply_done (request);
}

void
control_get_devices (StandIn *self,
                     Request *request)
{
  JsonArray *devices = json_array_new ();

  for (guint i = 0;; i++)
    {
      Device *device = sessions_get_newest_device (self->sessions, i);

      if (device == NULL)
        break;
      if (device->state == DEVICE_PENDING)
        json_array_add_object_element (devices, json_make ("user_code", 's', device->user_code, "scopes", 'a', json_make_strings ((const char *const *) device->scopes), NULL));
    }

  request_reply_json (request, 200, json_make ("devices", 'a', devices, NULL));
}

void
control_approve (StandIn *self,
                 Request *request)
{
  answer_device (self, request, DEVICE_APPROVED);
}

void
control_deny (StandIn *self,
              Request *request)
{
  answer_device (self, request, DEVICE_DENIED);
}

void
control_sign_in (StandIn *self,
                 Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);
  g_auto (GStrv) scopes = NULL;
  JsonNode *list;
  User     *user;

  if (body == NULL)
    return;

  list = json_object_get_member (body, "scopes");
  scopes = list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? settings_read_list (list) : g_new0 (char *, 1);

  user = find_user (self, request, body);
  if (user != NULL)
    request_reply_json (request, 200, oauth_issue (self, json_make_get_text (body, "client_id", self->settings.client_id), (const char *const *) scopes, user));
}

void
control_disconnect (StandIn *self,
                    Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);
  User *user = body != NULL ? find_user (self, request, body) : NULL;

  if (user == NULL)
    return;

  sessions_disconnect (self->sessions, user);
  eventsub_revoke (self->eventsub, user, "authorization_revoked");
  reply_done (request);
}

void
control_expire (StandIn *self,
                Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);

  if (body == NULL)
    return;

  sessions_expire (self->sessions, json_object_get_boolean_member_with_default (body, "access", FALSE), json_object_get_boolean_member_with_default (body, "refresh", FALSE));
  reply_done (request);
}

void
control_advance (StandIn *self,
                 Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);

  if (body == NULL)
    return;

  self->advanced += json_object_get_int_member_with_default (body, "seconds", 0);
  reply_done (request);
}

void
control_add_faults (StandIn *self,
                    Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);
  g_autoptr (GError) error = NULL;

  if (body == NULL)
    return;

  if (faults_add (self->faults, body, &error))
    reply_done (request);
  else
    refuse (request, error->message);
}

void
control_clear_faults (StandIn *self,
                      Request *request)
{
  faults_clear (self->faults);
  reply_done (request);
}

void
control_eventsub (StandIn *self,
                  Request *request)
{
  g_autoptr (JsonObject) body = read_body (request);

  if (body == NULL)
    return;

  if (eventsub_do (self->eventsub, json_make_get_text (body, "do", ""), json_object_get_int_member_with_default (body, "code", 4000)))
    reply_done (request);
  else
    refuse (request, "EventSub cannot do that");
}

void
control_get_stats (StandIn *self,
                   Request *request)
{
  request_reply_json (request, 200, stats_to_json (self->stats));
}

void
control_get_requests (StandIn *self,
                      Request *request)
{
  request_reply_json (request, 200, json_make ("requests", 'a', stats_get_records (self->stats), NULL));
}

void
control_reset (StandIn *self,
               Request *request)
{
  stand_in_reset (self);
  reply_done (request);
}

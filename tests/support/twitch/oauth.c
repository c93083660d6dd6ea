/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "oauth.h"

#include "handlers.h"
#include "json-make.h"
#include "stats.h"

#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

static const char *const known_scopes[] = {
  "channel:manage:broadcast", "channel:manage:clips", "channel:manage:videos", "channel:read:editors", "chat:read", "clips:edit",
  "editor:manage:clips", "moderator:read:followers", "user:read:broadcast", "user:read:chat", "user:read:email",
  "user:read:follows", NULL
};

static gboolean
is_client (StandIn    *self,
           const char *client_id)
{
  return g_strcmp0 (client_id, self->settings.client_id) == 0 || g_strcmp0 (client_id, self->settings.confidential_client_id) == 0;
}

/* Scopes are "scopes" here; "scope", which the standard has, counts for nothing. */
static GStrv
read_scopes (Request *request)
{
  g_auto (GStrv) words = g_strsplit (request_get (request, "scopes") != NULL ? request_get (request, "scopes") : "", " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

void
oauth_start_device (StandIn *self,
                    Request *request)
{
  g_auto (GStrv) scopes = NULL;
  Device     *device;
  JsonObject *answer;

  request_read_form (request);
  scopes = read_scopes (request);

  if (!is_client (self, request_get (request, "client_id")))
    {
      request_fail_id (request, 400, "invalid client");
      return;
    }

  for (guint i = 0; scopes[i] != NULL; i++)
    if (!g_strv_contains (known_scopes, scopes[i]))
      {
        g_autofree char *message = g_strdup_printf ("invalid scope requested: '%s'", scopes[i]);

        request_fail_id (request, 400, message);
        return;
      }

  device = sessions_start_device (self->sessions, request_get (request, "client_id"), (const char *const *) scopes,
                                  stand_in_now (self) + self->settings.device_lifetime);
  answer = json_make ("device_code", 's', device->device_code,
                      "expires_in", 'i', self->settings.device_lifetime,
                      "interval", 'i', self->settings.interval,
                      "user_code", 's', device->user_code,
                      "verification_uri", 't', g_strdup_printf ("%s/activate?public=true&device-code=%s", self->url, device->user_code),
                      NULL);
  request_reply_json (request, 200, answer);
}

/**
 * oauth_issue:
 *
 * Returns: (transfer full): what a client gets whom @user has let in
 */
JsonObject *
oauth_issue (StandIn           *self,
             const char        *client_id,
             const char *const *scopes,
             User              *user)
{
  gint64      now = stand_in_now (self);
  gint64      lifetime = self->settings.token_lifetime + sessions_jitter (self->sessions, MIN (self->settings.token_jitter, self->settings.token_lifetime / 2));
  Token      *access, *refresh;
  JsonObject *object;

  sessions_issue (self->sessions, client_id, scopes, user, now + lifetime, now + self->settings.refresh_lifetime, &access, &refresh);
  object = json_make ("access_token", 's', access->text, "expires_in", 'i', lifetime, "refresh_token", 's', refresh->text, NULL);
  if (scopes[0] != NULL)
    json_object_set_array_member (object, "scope", json_make_strings (scopes));
  json_object_set_string_member (object, "token_type", "bearer");
  return object;
}

static void
approve_by_itself (StandIn *self,
                   Device  *device)
{
  if (device->state != DEVICE_PENDING || self->settings.auto_approve < 0 || device->polls <= self->settings.auto_approve)
    return;

  device->user = g_hash_table_lookup (self->world->users_by_login, self->settings.auto_approve_login);
  device->state = device->user != NULL ? DEVICE_APPROVED : DEVICE_PENDING;
}

static void
poll_device (StandIn *self,
             Request *request)
{
  const char *code = request_get (request, "device_code");
  Device     *device = code != NULL ? sessions_find_device (self->sessions, code) : NULL;
  gint64      now = g_get_monotonic_time ();

  if (code == NULL)
    {
      request_fail_id (request, 400, "missing device_code");
      return;
    }

  if (device == NULL || device->expires_at <= stand_in_now (self) || !g_str_equal (device->client_id, request_get (request, "client_id")))
    {
      request_fail_id (request, 400, "invalid device code");
      return;
    }

  /* Twitch says nothing to one who asks too often, but a test should know. A
   * tenth of the time is left to clocks. */
  if (device->last_poll > 0 && now - device->last_poll < self->settings.interval * G_USEC_PER_SEC * 9 / 10)
    stats_add (self->stats, "early_polls");
  device->last_poll = now;
  device->polls++;
  approve_by_itself (self, device);

  if (device->state == DEVICE_APPROVED)
    {
      request_reply_json (request, 200, oauth_issue (self, device->client_id, (const char *const *) device->scopes, device->user));
      sessions_end_device (self->sessions, device);
    }
  else
    {
      request_fail_id (request, 400, device->state == DEVICE_DENIED ? self->settings.denied_answer : "authorization_pending");
    }
}

static void
refresh (StandIn *self,
         Request *request)
{
  const char *text = request_get (request, "refresh_token");
  Token      *token = text != NULL ? sessions_find_refresh (self->sessions, text, stand_in_now (self)) : NULL;

  stats_add (self->stats, "refreshes");
  if (text == NULL)
    {
      request_fail_id (request, 400, "missing refresh token");
      return;
    }

  if (g_strcmp0 (request_get (request, "client_id"), self->settings.confidential_client_id) == 0 && request_get (request, "client_secret") == NULL)
    {
      request_fail_id (request, 400, "missing client secret");
      return;
    }

  if (token == NULL || !g_str_equal (token->client_id, request_get (request, "client_id")))
    {
      stats_add (self->stats, "refreshes_refused");
      request_fail_id (request, 400, "Invalid refresh token");
      return;
    }

  request_reply_json (request, 200, oauth_issue (self, token->client_id, (const char *const *) token->scopes, token->user));
  sessions_remove (self->sessions, token);
}

void
oauth_give_token (StandIn *self,
                  Request *request)
{
  const char *grant;

  request_read_form (request);
  grant = request_get (request, "grant_type");

  if (!is_client (self, request_get (request, "client_id")))
    request_fail_id (request, 400, "invalid client");
  else if (g_strcmp0 (grant, DEVICE_GRANT) == 0)
    poll_device (self, request);
  else if (g_strcmp0 (grant, "refresh_token") == 0)
    refresh (self, request);
  else if (grant == NULL)
    request_fail_id (request, 400, "missing grant type");
  else
    request_fail_id (request, 400, "invalid grant type");
}

void
oauth_validate (StandIn *self,
                Request *request)
{
  const char *header = request_get_header (request, "Authorization");
  const char *text = header != NULL ? strchr (header, ' ') : NULL;
  Token      *token;
  JsonObject *object;

  if (header == NULL)
    {
      request_fail_id (request, 401, "missing authorization token");
      return;
    }

  token = NULL;
  if (text != NULL && (g_str_has_prefix (header, "OAuth ") || g_str_has_prefix (header, "Bearer ")))
    token = sessions_find_access (self->sessions, text + 1, stand_in_now (self));

  if (token == NULL)
    {
      request_fail_id (request, 401, "invalid access token");
      return;
    }

  object = json_make ("client_id", 's', token->client_id, "login", 's', token->user->login, NULL);
  if (token->scopes[0] != NULL)
    json_object_set_array_member (object, "scopes", json_make_strings ((const char *const *) token->scopes));
  else
    json_object_set_null_member (object, "scopes");
  json_object_set_string_member (object, "user_id", token->user->id);
  json_object_set_int_member (object, "expires_in", token->expires_at - stand_in_now (self));
  request_reply_json (request, 200, object);
}

void
oauth_revoke (StandIn *self,
              Request *request)
{
  const char *text;
  Token      *token;

  request_read_form (request);
  text = request_get (request, "token");
  token = text != NULL ? sessions_find_access (self->sessions, text, stand_in_now (self)) : NULL;

  if (text == NULL)
    request_fail_id (request, 400, "missing oauth token");
  else if (!is_client (self, request_get (request, "client_id")))
    request_fail_id (request, 404, "client does not exist");
  else if (token == NULL || !g_str_equal (token->client_id, request_get (request, "client_id")))
    request_fail_id (request, 400, "Invalid token");
  else
    {
      sessions_remove (self->sessions, token);
      request_reply_text (request, 200, NULL, "");
    }
}

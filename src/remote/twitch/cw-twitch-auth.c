/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-auth.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-json.h"
#include "cw-twitch-places.h"

#include <glib/gi18n.h>

#define DEVICE_GRANT "urn:ietf:params:oauth:grant-type:device_code"

/* Where Twitch does not say: s. */
#define DEFAULT_INTERVAL 5
#define DEFAULT_EXPIRY 1800

/**
 * CwTwitchAuth:
 *
 * Twitch's sign-in for programs that cannot keep a secret: the user confirms a
 * code in a browser, and we ask until that is done. Keeps nothing.
 */
struct _CwTwitchAuth
{
  GObject parent_instance;

  CwHttp *http;
  char   *client_id;
};

G_DEFINE_FINAL_TYPE (CwTwitchAuth, cw_twitch_auth, G_TYPE_OBJECT)

static CwHttpRequest *
make_post (const char *path)
{
  g_autofree char *url = cw_twitch_places_build (CW_TWITCH_ID, path);

  return cw_http_request_new ("POST", url);
}

/* The body where the status is 200; otherwise what Twitch said, lowercase, in
 * @MESSAGE, or an error where it said nothing that can be understood. */
static JsonNode *
read_reply (CwHttpReply *reply,
            char       **message,
            GError     **error)
{
  g_autoptr (JsonNode) root = NULL;
  const char *said;

  if (cw_http_reply_get_status (reply) >= 500)
    {
      g_set_error_literal (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch’s sign-in does not work at the moment: try again later"));
      return NULL;
    }

  root = cw_http_reply_parse_json (reply, error);
  if (root == NULL)
    return NULL;

  if (cw_http_reply_get_status (reply) == SOUP_STATUS_OK && JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);

  said = JSON_NODE_HOLDS_OBJECT (root) ? cw_json_get_string (json_node_get_object (root), "message") : NULL;
  *message = g_ascii_strdown (said != NULL ? said : "", -1);
  return NULL;
}

/* For when Twitch says no without a reason that the user could do something
 * about. */
static DexFuture *
reject (const char *message)
{
  if (strstr (message, "invalid client") != NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("Twitch does not know this program’s client ID: see Preferences"));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Twitch did not let you sign in (“%s”)"), message);
}

static CwTwitchToken *
parse_token (JsonNode *root)
{
  JsonObject *object = json_node_get_object (root);
  const char *access = cw_json_get_string (object, "access_token");
  g_auto (GStrv) scopes = cw_json_dup_strings (object, "scope");
  gint64 lasts = 0;

  if (access == NULL)
    return NULL;

  cw_json_get_int (object, "expires_in", &lasts);

  return g_object_new (CW_TYPE_TWITCH_TOKEN,
                       "access", access,
                       "refresh", cw_json_get_string (object, "refresh_token"),
                       "expires", g_get_real_time () + lasts * G_USEC_PER_SEC,
                       "scopes", scopes,
                       NULL);
}

static DexFuture *
resolve_token (CwTwitchToken *token)
{
  if (token == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch changed how one signs in: look for an update of Clipwright"));

  return dex_future_new_take_object (token);
}

static DexFuture *
begin_fiber (CwTwitchAuth *self,
             char        **scopes)
{
  g_autoptr (CwHttpRequest) request = make_post ("/device");
  g_autofree char *list = g_strjoinv (" ", scopes);
  g_autofree char *message = NULL;
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  gint64      interval = DEFAULT_INTERVAL, lasts = DEFAULT_EXPIRY;

  cw_http_request_set_form (request, "client_id", self->client_id, "scopes", list, NULL);
  reply = dex_await_object (cw_http_send (self->http, request), &error);
  root = reply != NULL ? read_reply (reply, &message, &error) : NULL;
  if (message != NULL)
    return reject (message);
  if (root == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  object = json_node_get_object (root);
  cw_json_get_int (object, "interval", &interval);
  cw_json_get_int (object, "expires_in", &lasts);
  if (cw_json_get_string (object, "device_code") == NULL || cw_json_get_string (object, "user_code") == NULL || cw_json_get_string (object, "verification_uri") == NULL)
    return resolve_token (NULL);

  return dex_future_new_take_object (g_object_new (CW_TYPE_DEVICE_CODE,
                                                   "device-code", cw_json_get_string (object, "device_code"),
                                                   "user-code", cw_json_get_string (object, "user_code"),
                                                   "url", cw_json_get_string (object, "verification_uri"),
                                                   "expires", g_get_monotonic_time () + lasts * G_USEC_PER_SEC,
                                                   "interval", MAX (interval, 0) * G_USEC_PER_SEC,
                                                   NULL));
}

/**
 * cw_twitch_auth_begin:
 * @self: the sign-in
 * @scopes: what will be asked for, no more than is needed
 *
 * Returns: (transfer full): a future of a #CwDeviceCode to show to the user;
 *   rejected with %CW_ERROR_INVALID where Twitch does not know the client id
 */
DexFuture *
cw_twitch_auth_begin (CwTwitchAuth      *self,
                      const char *const *scopes)
{
  dex_return_error_if_fail (CW_IS_TWITCH_AUTH (self));
  dex_return_error_if_fail (scopes != NULL);

  return cw_spawn (G_CALLBACK (begin_fiber), 2, CW_TYPE_TWITCH_AUTH, self, G_TYPE_STRV, scopes);
}

/* Asks once how it went: the token; or NULL without an error where the user has
 * not decided, or the question did not get through. */
static CwTwitchToken *
poll (CwTwitchAuth *self,
      CwDeviceCode *code,
      const char   *scopes,
      GError      **error)
{
  g_autoptr (CwHttpRequest) request = make_post ("/token");
  g_autofree char *message = NULL;
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) failure = NULL;
  CwTwitchToken *token;

  cw_http_request_set_form (request, "client_id", self->client_id, "scopes", scopes, "device_code", cw_device_code_get_device_code (code), "grant_type", DEVICE_GRANT, NULL);
  reply = dex_await_object (cw_http_send (self->http, request), &failure);
  root = reply != NULL ? read_reply (reply, &message, &failure) : NULL;

  if (root != NULL)
    {
      token = parse_token (root);
      if (token == NULL)
        g_set_error_literal (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch changed how one signs in: look for an update of Clipwright"));
      return token;
    }

  if (cw_error_is_cancelled (failure))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (message != NULL && strstr (message, "pending") == NULL && strstr (message, "slow_down") == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("Twitch did not let you sign in (“%s”): try again with a new code"), message);

  return NULL;
}

static DexFuture *
wait_fiber (CwTwitchAuth *self,
            CwDeviceCode *code,
            char        **scopes)
{
  g_autofree char *list = g_strjoinv (" ", scopes);

  while (g_get_monotonic_time () < cw_device_code_get_expires (code))
    {
      g_autoptr (GError) error = NULL;
      CwTwitchToken *token;

      dex_await (dex_timeout_new_usec (cw_device_code_get_interval (code)), &error);
      if (!g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        return dex_future_new_for_error (g_steal_pointer (&error));

      g_clear_error (&error);
      token = poll (self, code, list, &error);
      if (token != NULL)
        return dex_future_new_take_object (token);
      if (error != NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("The code has expired: get a new one"));
}

/**
 * cw_twitch_auth_wait:
 * @self: the sign-in
 * @code: what cw_twitch_auth_begin() gave
 * @scopes: the same as then
 *
 * Asks until the user has confirmed the code. Trouble with the network on the way
 * does not matter, as long as the code is good.
 *
 * Returns: (transfer full): a future of a #CwTwitchToken; rejected with
 *   %CW_ERROR_DENIED where the code expired or was refused
 */
DexFuture *
cw_twitch_auth_wait (CwTwitchAuth      *self,
                     CwDeviceCode      *code,
                     const char *const *scopes)
{
  dex_return_error_if_fail (CW_IS_TWITCH_AUTH (self));
  dex_return_error_if_fail (CW_IS_DEVICE_CODE (code));
  dex_return_error_if_fail (scopes != NULL);

  return cw_spawn (G_CALLBACK (wait_fiber), 3, CW_TYPE_TWITCH_AUTH, self, CW_TYPE_DEVICE_CODE, code, G_TYPE_STRV, scopes);
}

/* The same as TOKEN, of whom it is known. */
static CwTwitchToken *
complete (CwTwitchToken *token,
          CwTwitchToken *known)
{
  return g_object_new (CW_TYPE_TWITCH_TOKEN,
                       "access", cw_twitch_token_get_access (token),
                       "refresh", cw_twitch_token_get_refresh (token),
                       "expires", cw_twitch_token_get_expires (token),
                       "scopes", cw_twitch_token_get_scopes (token),
                       "account-id", cw_twitch_token_get_account_id (known),
                       "login", cw_twitch_token_get_login (known),
                       NULL);
}

static DexFuture *
refresh_fiber (CwTwitchAuth  *self,
               CwTwitchToken *token)
{
  g_autoptr (CwHttpRequest) request = make_post ("/token");
  g_autofree char *message = NULL;
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (CwTwitchToken) fresh = NULL;
  g_autoptr (GError) error = NULL;

  cw_http_request_set_form (request, "client_id", self->client_id, "grant_type", "refresh_token", "refresh_token", cw_twitch_token_get_refresh (token), NULL);
  reply = dex_await_object (cw_http_send (self->http, request), &error);
  root = reply != NULL ? read_reply (reply, &message, &error) : NULL;

  if (message != NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Twitch has ended your sign-in: sign in again"));
  if (root == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  fresh = parse_token (root);
  return resolve_token (fresh != NULL ? complete (fresh, token) : NULL);
}

/**
 * cw_twitch_auth_refresh:
 * @self: the sign-in
 * @token: a token; what refreshes it is used up afterwards
 *
 * Only one may do so at a time, of all programs of the user.
 *
 * Returns: (transfer full): a future of the next #CwTwitchToken, to be kept before
 *   anything else is done; rejected with %CW_ERROR_DENIED where the user has to
 *   sign in again, and with %CW_ERROR_OFFLINE where @token may still be good
 */
DexFuture *
cw_twitch_auth_refresh (CwTwitchAuth  *self,
                        CwTwitchToken *token)
{
  dex_return_error_if_fail (CW_IS_TWITCH_AUTH (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (token));

  return cw_spawn (G_CALLBACK (refresh_fiber), 2, CW_TYPE_TWITCH_AUTH, self, CW_TYPE_TWITCH_TOKEN, token);
}

static DexFuture *
validate_fiber (CwTwitchAuth  *self,
                CwTwitchToken *token)
{
  g_autofree char *url = cw_twitch_places_build (CW_TWITCH_ID, "/validate");
  g_autofree char *authorization = g_strconcat ("OAuth ", cw_twitch_token_get_access (token), NULL);
  g_autoptr (CwHttpRequest) request = cw_http_request_new ("GET", url);
  g_autofree char *message = NULL;
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) scopes = NULL;
  JsonObject *object;
  gint64      lasts = 0;

  cw_http_request_set_header (request, "Authorization", authorization);
  reply = dex_await_object (cw_http_send (self->http, request), &error);
  root = reply != NULL ? read_reply (reply, &message, &error) : NULL;
  if (message != NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Twitch has ended your sign-in: sign in again"));
  if (root == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  object = json_node_get_object (root);
  scopes = cw_json_dup_strings (object, "scopes");
  cw_json_get_int (object, "expires_in", &lasts);
  if (cw_json_get_string (object, "user_id") == NULL)
    return resolve_token (NULL);

  return dex_future_new_take_object (g_object_new (CW_TYPE_TWITCH_TOKEN,
                                                   "access", cw_twitch_token_get_access (token),
                                                   "refresh", cw_twitch_token_get_refresh (token),
                                                   "expires", g_get_real_time () + lasts * G_USEC_PER_SEC,
                                                   "scopes", scopes,
                                                   "account-id", cw_json_get_string (object, "user_id"),
                                                   "login", cw_json_get_string (object, "login"),
                                                   NULL));
}

/**
 * cw_twitch_auth_validate:
 * @self: the sign-in
 * @token: a token
 *
 * Asks whether @token is good, as Twitch wants it at the start and each hour.
 *
 * Returns: (transfer full): a future of the same #CwTwitchToken with what Twitch
 *   knows of it; rejected with %CW_ERROR_DENIED where it is not good any more
 */
DexFuture *
cw_twitch_auth_validate (CwTwitchAuth  *self,
                         CwTwitchToken *token)
{
  dex_return_error_if_fail (CW_IS_TWITCH_AUTH (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (token));

  return cw_spawn (G_CALLBACK (validate_fiber), 2, CW_TYPE_TWITCH_AUTH, self, CW_TYPE_TWITCH_TOKEN, token);
}

static DexFuture *
revoke_fiber (CwTwitchAuth  *self,
              CwTwitchToken *token)
{
  g_autoptr (CwHttpRequest) request = make_post ("/revoke");
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  /* To revoke what is revoked does no harm. */
  cw_http_request_set_repeatable (request, TRUE);
  cw_http_request_set_form (request, "client_id", self->client_id, "token", cw_twitch_token_get_access (token), NULL);
  reply = dex_await_object (cw_http_send (self->http, request), &error);
  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (cw_http_reply_get_status (reply) >= 500)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch’s sign-in does not work at the moment: try again later"));

  return dex_future_new_true ();
}

/**
 * cw_twitch_auth_revoke:
 * @self: the sign-in
 * @token: a token
 *
 * Tells Twitch that @token is not to be accepted any more.
 *
 * Returns: (transfer full): a future that resolves when it is not, also where it
 *   was not before
 */
DexFuture *
cw_twitch_auth_revoke (CwTwitchAuth  *self,
                       CwTwitchToken *token)
{
  dex_return_error_if_fail (CW_IS_TWITCH_AUTH (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (token));

  return cw_spawn (G_CALLBACK (revoke_fiber), 2, CW_TYPE_TWITCH_AUTH, self, CW_TYPE_TWITCH_TOKEN, token);
}

const char *
cw_twitch_auth_get_client_id (CwTwitchAuth *self)
{
  g_return_val_if_fail (CW_IS_TWITCH_AUTH (self), NULL);

  return self->client_id;
}

/**
 * cw_twitch_auth_set_client_id:
 * @self: the sign-in
 * @client_id: what Twitch calls this program; tokens belong to one
 */
void
cw_twitch_auth_set_client_id (CwTwitchAuth *self,
                              const char   *client_id)
{
  g_return_if_fail (CW_IS_TWITCH_AUTH (self));

  g_set_str (&self->client_id, client_id);
}

/**
 * cw_twitch_auth_new:
 * @http: the door
 * @client_id: what Twitch calls this program
 *
 * Returns: (transfer full): the sign-in
 */
CwTwitchAuth *
cw_twitch_auth_new (CwHttp     *http,
                    const char *client_id)
{
  CwTwitchAuth *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_object_new (CW_TYPE_TWITCH_AUTH, NULL);
  self->http = g_object_ref (http);
  self->client_id = g_strdup (client_id);

  return self;
}

static void
cw_twitch_auth_finalize (GObject *object)
{
  CwTwitchAuth *self = CW_TWITCH_AUTH (object);

  g_object_unref (self->http);
  g_free (self->client_id);

  G_OBJECT_CLASS (cw_twitch_auth_parent_class)->finalize (object);
}

static void
cw_twitch_auth_class_init (CwTwitchAuthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_twitch_auth_finalize;
}

static void
cw_twitch_auth_init (CwTwitchAuth *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-helix.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-helix-answer.h"
#include "cw-json.h"
#include "cw-rate-limiter.h"
#include "cw-twitch-places.h"

#include <glib/gi18n.h>

/* How many requests a minute until Twitch says. */
#define A_MINUTE 800

/* How many a minute of those that ask for clips' files, which are counted apart. */
#define DOWNLOADS_A_MINUTE 100

/* How many ids Twitch takes at once. */
#define MOST_IDS 100

/* What libsoup has no name for. */
#define TOO_MANY_REQUESTS 429

/* How often to ask again when Twitch says that it is too much, and how long to
 * wait then where it does not say, us; twice as long each time. */
#define MOST_REFUSALS 4
#define FIRST_PAUSE G_TIME_SPAN_SECOND

/* How much of answers is kept, bytes. */
#define ANSWERS_SIZE (8 * 1024 * 1024)

/**
 * CwHelix:
 *
 * Twitch's official interface: asks in somebody's name, no more often than is
 * allowed, and turns what Twitch answers into our nouns or into a sentence. What
 * can be asked is in the files cw-helix-…. A good answer is given again for some
 * minutes, to the same account.
 */
struct _CwHelix
{
  GObject parent_instance;

  CwHttp        *http;
  CwTokenSource *tokens;
  char          *client_id;
  CwRateLimiter *limiter;
  CwReplyCache  *answers;
  CwRateLimiter *downloads;
};

G_DEFINE_FINAL_TYPE (CwHelix, cw_helix, G_TYPE_OBJECT)

/**
 * cw_helix_make_request:
 * @method: "GET" or another
 * @path: what to ask: "/clips"
 *
 * Returns: (transfer full): a request to which parameters can be added. An answer to
 *   a GET may be one that was kept: cw_http_request_set_lifetime() with 0 asks anew
 */
CwHttpRequest *
cw_helix_make_request (const char *method,
                       const char *path)
{
  g_autofree char *url = cw_twitch_places_build (CW_TWITCH_API, path);
  CwHttpRequest   *request = cw_http_request_new (method, url);

  if (g_str_equal (method, "GET"))
    cw_http_request_set_lifetime (request, cw_helix_answer_find_lifetime (path));

  return request;
}

static void
put_name (CwHelix       *self,
          CwHttpRequest *request,
          CwTwitchToken *token)
{
  g_autofree char *authorization = g_strconcat ("Bearer ", cw_twitch_token_get_access (token), NULL);

  cw_http_request_set_header (request, "Authorization", authorization);
  cw_http_request_set_header (request, "Client-Id", self->client_id);
}

/* A refusal that has nothing to do with our budget says that some is left. */
static gint64
find_pause (CwHttpReply *reply,
            guint        refusals)
{
  gint64 reset = cw_http_reply_get_number (reply, "Ratelimit-Reset");

  if (cw_http_reply_get_number (reply, "Ratelimit-Remaining") <= 0 && reset >= 0)
    return MAX (reset - cw_http_reply_get_date (reply), 1) * G_USEC_PER_SEC;

  return FIRST_PAUSE << refusals;
}

/* One reply that is neither that the token is bad nor that it is too much: of all
 * that is asked, or where some of that is left, of what APART counts. */
static CwHttpReply *
send_patiently (CwHelix       *self,
                CwHttpRequest *request,
                CwRateLimiter *apart,
                GError       **error)
{
  g_autoptr (CwHttpReply) reply = NULL;

  for (guint refusals = 0; refusals <= MOST_REFUSALS; refusals++)
    {
      gboolean is_apart;
      gint64   now;

      g_clear_object (&reply);
      if (apart != NULL && !dex_await (cw_rate_limiter_wait (apart), error))
        return NULL;
      if (!dex_await (cw_rate_limiter_wait (self->limiter), error))
        return NULL;

      reply = dex_await_object (cw_http_send (self->http, request), error);
      if (reply == NULL)
        return NULL;

      now = g_get_monotonic_time ();
      cw_rate_limiter_learn (self->limiter, cw_http_reply_get_number (reply, "Ratelimit-Limit"), cw_http_reply_get_number (reply, "Ratelimit-Remaining"), now);
      if (cw_http_reply_get_status (reply) != TOO_MANY_REQUESTS)
        break;

      is_apart = apart != NULL && cw_http_reply_get_number (reply, "Ratelimit-Remaining") > 0;
      cw_rate_limiter_pause (is_apart ? apart : self->limiter, now + find_pause (reply, refusals));
    }

  return g_steal_pointer (&reply);
}

static DexFuture *
reject (guint       status,
        const char *said)
{
  if (status >= 500)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch has trouble at the moment: try again later"));
  if (status == TOO_MANY_REQUESTS)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch takes no more questions for now: try again in a minute"));
  if (status == SOUP_STATUS_GONE)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch does not offer this any more: look for an update of Clipwright. Your library still works"));
  if (status == SOUP_STATUS_NOT_FOUND)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("Twitch does not know this (“%s”)"), said);
  if (status == SOUP_STATUS_FORBIDDEN)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, _ ("Twitch does not allow this (“%s”)"), said);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("Twitch refused this (“%s”)"), said);
}

static DexFuture *
reject_scope (const char *said)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_SCOPE, _ ("This takes a permission that you have not given yet (“%s”)"), said);
}

/* The body, where the reply is a good one. */
static DexFuture *
read_reply (CwHttpReply *reply,
            gboolean     token_is_good)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  guint       status = cw_http_reply_get_status (reply);
  const char *said;

  if (status >= 500)
    return reject (status, "");
  if (status == SOUP_STATUS_NO_CONTENT)
    return dex_future_new_take_boxed (JSON_TYPE_NODE, json_node_init_object (json_node_alloc (), json_object_new ()));

  root = cw_http_reply_parse_json (reply, &error);
  if (root == NULL && (status < 300 || error->code == CW_ERROR_OFFLINE))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (status < 300 && JSON_NODE_HOLDS_OBJECT (root))
    return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&root));
  if (status < 300)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch changed something: look for an update of Clipwright. Your library still works"));

  said = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? cw_json_get_string (json_node_get_object (root), "message") : NULL;
  if (status == SOUP_STATUS_UNAUTHORIZED && token_is_good)
    return reject_scope (said != NULL ? said : "");

  return reject (status, said != NULL ? said : "");
}

/* Twitch says 401 when a token is bad and when it allows too little; which of
 * both only whoever keeps the token can find out: TOKEN_IS_GOOD tells. */
static CwHttpReply *
send_in_name (CwHelix       *self,
              CwHttpRequest *request,
              CwTwitchToken *token,
              CwRateLimiter *apart,
              gboolean      *token_is_good,
              GError       **error)
{
  g_autoptr (CwTwitchToken) renewed = NULL;
  g_autoptr (CwHttpReply) reply = NULL;

  *token_is_good = FALSE;
  put_name (self, request, token);
  reply = send_patiently (self, request, apart, error);
  if (reply == NULL || cw_http_reply_get_status (reply) != SOUP_STATUS_UNAUTHORIZED)
    return g_steal_pointer (&reply);

  renewed = dex_await_object (cw_token_source_renew (self->tokens, token), error);
  if (renewed == NULL)
    return NULL;

  *token_is_good = TRUE;
  if (g_str_equal (cw_twitch_token_get_access (renewed), cw_twitch_token_get_access (token)))
    return g_steal_pointer (&reply);

  put_name (self, request, renewed);
  return send_patiently (self, request, apart, error);
}

/* The body of what is kept or comes, and ANSWER to be kept when the body is good. */
static JsonNode *
ask (CwHelix       *self,
     CwHttpRequest *request,
     CwRateLimiter *apart,
     CwHelixAnswer *answer,
     GError       **error)
{
  gboolean token_is_good = FALSE;
  g_autoptr (CwTwitchToken) token = dex_await_object (cw_token_source_get (self->tokens), error);
  g_autoptr (CwHttpReply) reply = NULL;

  if (token == NULL)
    return NULL;

  if (!cw_helix_answer_find (answer, self->answers, request, token))
    {
      reply = send_in_name (self, request, token, apart, &token_is_good, error);
      if (reply == NULL)
        return NULL;
      cw_helix_answer_take (answer, reply);
    }

  return dex_await_boxed (read_reply (answer->reply, token_is_good), error);
}

static DexFuture *
send_fiber (CwHelix       *self,
            CwHttpRequest *request,
            CwRateLimiter *apart)
{
  g_auto (CwHelixAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = ask (self, request, apart, &answer, &error);

  if (root == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_helix_answer_keep (&answer);
  return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&root));
}

/**
 * cw_helix_send:
 * @self: Twitch's interface
 * @request: what cw_helix_make_request() made; nobody else's any more
 *
 * Returns: (transfer full): a future of the body, a #JsonNode that holds an object;
 *   rejected with %CW_ERROR_SCOPE where the user has to allow more, and as
 *   #CwError says
 */
DexFuture *
cw_helix_send (CwHelix       *self,
               CwHttpRequest *request)
{
  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (CW_IS_HTTP_REQUEST (request));

  return cw_spawn (G_CALLBACK (send_fiber), 3, CW_TYPE_HELIX, self, CW_TYPE_HTTP_REQUEST, request, CW_TYPE_RATE_LIMITER, NULL);
}

/**
 * cw_helix_send_for_downloads:
 * @self: Twitch's interface
 * @request: as for cw_helix_send()
 *
 * Like cw_helix_send(), for the requests that Twitch allows fewer of: where it is
 * too much the others do not have to wait.
 *
 * Returns: (transfer full): as cw_helix_send()
 */
DexFuture *
cw_helix_send_for_downloads (CwHelix       *self,
                             CwHttpRequest *request)
{
  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (CW_IS_HTTP_REQUEST (request));

  return cw_spawn (G_CALLBACK (send_fiber), 3, CW_TYPE_HELIX, self, CW_TYPE_HTTP_REQUEST, request, CW_TYPE_RATE_LIMITER, self->downloads);
}

/* What has no id is left out; when nothing has one, or the list itself is not
 * there, Twitch has changed something. A list of nothing may be null. */
static CwPage *
read_page (JsonObject         *object,
           const CwHelixShape *shape)
{
  JsonNode   *node = json_object_get_member (object, "data");
  JsonArray  *array = cw_json_get_array (object, "data");
  const char *cursor = cw_json_get_string (cw_json_get_object (object, "pagination"), "cursor");
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = array != NULL ? json_array_get_length (array) : 0;

  if (node == NULL || (array == NULL && !JSON_NODE_HOLDS_NULL (node)))
    return NULL;

  for (guint i = 0; i < n; i++)
    {
      GObject *item = cw_helix_shape_read (shape, cw_json_get_element_object (array, i));

      if (item != NULL)
        g_ptr_array_add (items, item);
    }

  if (n > 0 && items->len == 0)
    return NULL;
  if (items->len < n)
    g_debug ("Twitch sent %u of %u without an id", n - items->len, n);

  return cw_page_new (items, cursor != NULL && *cursor != '\0' ? cursor : NULL);
}

static DexFuture *
list_fiber (CwHelix       *self,
            CwHttpRequest *request,
            gpointer       shape)
{
  g_auto (CwHelixAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = ask (self, request, NULL, &answer, &error);
  g_autoptr (CwPage) page = root != NULL ? read_page (json_node_get_object (root), shape) : NULL;

  if (root == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (page == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Twitch changed something: look for an update of Clipwright. Your library still works"));

  cw_helix_answer_keep (&answer);
  return dex_future_new_take_object (g_steal_pointer (&page));
}

/**
 * cw_helix_list:
 * @self: Twitch's interface
 * @request: as for cw_helix_send()
 * @shape: (transfer none): what the things in the list are like; static
 *
 * Returns: (transfer full): a future of a #CwPage
 */
DexFuture *
cw_helix_list (CwHelix            *self,
               CwHttpRequest      *request,
               const CwHelixShape *shape)
{
  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (CW_IS_HTTP_REQUEST (request));

  return cw_spawn (G_CALLBACK (list_fiber), 3, CW_TYPE_HELIX, self, CW_TYPE_HTTP_REQUEST, request, G_TYPE_POINTER, shape);
}

/* Where Twitch would give twenty of a hundred unless it is told. It is asked for them
 * by id again and again, to see whether something has come or goes on. */
static gboolean
has_pages (const char *path)
{
  return g_str_equal (path, "/clips") || g_str_equal (path, "/streams");
}

static DexFuture *
find_fiber (CwHelix *self,
            char    *path,
            char    *parameter,
            char   **values,
            gpointer shape)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_strv_length (values);

  for (guint i = 0; i < n; i += MOST_IDS)
    {
      g_autoptr (CwHttpRequest) request = cw_helix_make_request ("GET", path);
      g_autoptr (GError) error = NULL;
      g_autoptr (CwPage) page = NULL;

      for (guint j = i; j < MIN (i + MOST_IDS, n); j++)
        cw_http_request_add_query (request, parameter, values[j]);
      if (has_pages (path))
        {
          cw_http_request_add_query (request, "first", G_STRINGIFY (MOST_IDS));
          cw_http_request_set_lifetime (request, 0);
        }

      page = dex_await_object (cw_helix_list (self, request, shape), &error);
      if (page == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      g_ptr_array_extend (all, cw_page_get_items (page), (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
    }

  return dex_future_new_take_object (cw_page_new (all, NULL));
}

/**
 * cw_helix_find:
 * @self: Twitch's interface
 * @path: what to ask: "/clips"
 * @parameter: by what: "id"
 * @values: the ids; any number
 * @shape: (transfer none): what the things are like; static
 *
 * Asks for so many at once as Twitch takes.
 *
 * Returns: (transfer full): a future of a #CwPage of those that there are
 */
DexFuture *
cw_helix_find (CwHelix            *self,
               const char         *path,
               const char         *parameter,
               const char *const  *values,
               const CwHelixShape *shape)
{
  dex_return_error_if_fail (CW_IS_HELIX (self));
  dex_return_error_if_fail (values != NULL);

  return cw_spawn (G_CALLBACK (find_fiber), 5, CW_TYPE_HELIX, self, G_TYPE_STRING, path, G_TYPE_STRING, parameter, G_TYPE_STRV, values, G_TYPE_POINTER, shape);
}

/**
 * cw_helix_forget_answers:
 * @self: Twitch's interface
 *
 * Has everything be asked anew from now on: when the user signs out, or wants to see
 * what is new.
 */
void
cw_helix_forget_answers (CwHelix *self)
{
  g_return_if_fail (CW_IS_HELIX (self));

  g_object_unref (self->answers);
  self->answers = cw_reply_cache_new (ANSWERS_SIZE);
}

/**
 * cw_helix_new:
 * @http: the door
 * @tokens: who knows in whose name to ask
 * @client_id: what Twitch calls this program
 *
 * Returns: (transfer full): Twitch's interface, for one account
 */
CwHelix *
cw_helix_new (CwHttp        *http,
              CwTokenSource *tokens,
              const char    *client_id)
{
  CwHelix *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);
  g_return_val_if_fail (CW_IS_TOKEN_SOURCE (tokens), NULL);
  g_return_val_if_fail (client_id != NULL, NULL);

  self = g_object_new (CW_TYPE_HELIX, NULL);
  self->http = g_object_ref (http);
  self->tokens = g_object_ref (tokens);
  self->client_id = g_strdup (client_id);

  return self;
}

static void
cw_helix_finalize (GObject *object)
{
  CwHelix *self = CW_HELIX (object);

  g_object_unref (self->http);
  g_object_unref (self->tokens);
  g_object_unref (self->limiter);
  g_object_unref (self->answers);
  g_object_unref (self->downloads);
  g_free (self->client_id);

  G_OBJECT_CLASS (cw_helix_parent_class)->finalize (object);
}

static void
cw_helix_class_init (CwHelixClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_helix_finalize;
}

static void
cw_helix_init (CwHelix *self)
{
  self->limiter = cw_rate_limiter_new (A_MINUTE);
  self->answers = cw_reply_cache_new (ANSWERS_SIZE);
  self->downloads = cw_rate_limiter_new (DOWNLOADS_A_MINUTE);
}

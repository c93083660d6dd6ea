/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-resolver.h"

#include "cw-async.h"
#include "cw-clip-answer.h"
#include "cw-error.h"
#include "cw-json.h"
#include "cw-resolver-data.h"
#include "cw-twitch-places.h"

#include <glib/gi18n.h>

/* How often to ask the same again when Twitch has trouble, and how long to wait
 * before the second time, ms; twice as long before the third. */
#define MOST_TRIES 3
#define FIRST_PAUSE_MS 300

/**
 * CwClipResolver:
 *
 * Finds where the files of anybody's public clip are, in the way that Twitch's own
 * site does. Twitch has not documented this and changes it: what there is to know is
 * in a file (see #CwResolverData), and nothing else in this program depends on it.
 * Whoever uses it has the user's consent.
 */
struct _CwClipResolver
{
  GObject parent_instance;

  CwHttp *http;
};

G_DEFINE_FINAL_TYPE (CwClipResolver, cw_clip_resolver, G_TYPE_OBJECT)

static CwHttpRequest *
make_request (const CwResolverData *data,
              const char           *body,
              const char           *slug)
{
  g_autofree char *url = cw_twitch_places_build (CW_TWITCH_GQL, data->path);
  CwHttpRequest   *request = cw_http_request_new ("POST", url);
  g_autoptr (GString) text = g_string_new (body);

  g_string_replace (text, CW_RESOLVER_SLUG, slug, 0);
  cw_http_request_set_header (request, "Client-ID", data->client_id);
  cw_http_request_set_json (request, text->str);
  cw_http_request_set_repeatable (request, TRUE);

  return request;
}

/* Twitch says nearly everything with status 200. */
static const char *
find_fault (JsonObject *answer)
{
  JsonArray  *errors = cw_json_get_array (answer, "errors");
  JsonObject *error = errors != NULL && json_array_get_length (errors) > 0 ? cw_json_get_element_object (errors, 0) : NULL;
  const char *message = error != NULL ? cw_json_get_string (error, "message") : NULL;

  if (errors == NULL || json_array_get_length (errors) == 0)
    return NULL;

  return message != NULL ? message : "";
}

static gboolean
is_passing (const char *fault)
{
  return g_str_equal (fault, "service error") || g_str_equal (fault, "service timeout") || g_str_equal (fault, "service unavailable");
}

static void
set_changed (GError    **error,
             const char *why)
{
  g_debug ("%s", why);
  g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("Twitch has changed how clips are played: look for an update of Clipwright, or watch this clip on Twitch"));
}

static GPtrArray *
read_answer (JsonObject *answer,
             GError    **error)
{
  JsonObject *data = cw_json_get_object (answer, "data");
  JsonNode   *node = data != NULL ? json_object_get_member (data, "clip") : NULL;
  GPtrArray  *renditions;
  g_autoptr (GError) failure = NULL;

  if (node != NULL && JSON_NODE_HOLDS_NULL (node))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("This clip is not on Twitch any more"));
      return NULL;
    }
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_changed (error, "There is no clip in the answer");
      return NULL;
    }

  renditions = cw_clip_answer_read (json_node_get_object (node), &failure);
  if (renditions == NULL && g_error_matches (failure, CW_ERROR, CW_ERROR_UNSUPPORTED))
    set_changed (error, failure->message);
  else if (renditions == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return renditions;
}

/* %CW_ERROR_UNSUPPORTED says that another way of asking may still help. */
static GPtrArray *
ask_once (CwClipResolver *self,
          CwHttpRequest  *request,
          gboolean       *passing,
          GError        **error)
{
  g_autoptr (CwHttpReply) reply = dex_await_object (cw_http_send (self->http, request), error);
  g_autoptr (JsonNode) root = NULL;
  const char *fault;

  *passing = FALSE;
  if (reply == NULL)
    return NULL;

  if (cw_http_reply_get_status (reply) >= 500 || cw_http_reply_get_status (reply) == 429)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch has trouble at the moment: try again later"));
      return NULL;
    }

  root = cw_http_reply_parse_json (reply, error);
  if (root == NULL && g_error_matches (*error, CW_ERROR, CW_ERROR_OFFLINE))
    return NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || cw_http_reply_get_status (reply) != 200)
    {
      g_clear_error (error);
      set_changed (error, "The answer makes no sense");
      return NULL;
    }

  fault = find_fault (json_node_get_object (root));
  if (fault == NULL)
    return read_answer (json_node_get_object (root), error);

  *passing = is_passing (fault);
  if (*passing)
    g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("Twitch has trouble at the moment: try again later"));
  else
    set_changed (error, fault);
  return NULL;
}

static GPtrArray *
ask (CwClipResolver *self,
     CwHttpRequest  *request,
     GError        **error)
{
  for (guint tries = 1;; tries++)
    {
      gboolean passing;
      g_autoptr (GError) failure = NULL;
      g_autoptr (GError) ended = NULL;
      GPtrArray *renditions = ask_once (self, request, &passing, &failure);

      if (renditions != NULL)
        return renditions;
      if (!passing || tries == MOST_TRIES)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }

      dex_await (dex_timeout_new_msec (FIRST_PAUSE_MS << (tries - 1)), &ended);
      if (!g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        {
          g_propagate_error (error, g_steal_pointer (&ended));
          return NULL;
        }
    }
}

static DexFuture *
find_fiber (CwClipResolver *self,
            char           *slug)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwResolverData) data = dex_await_boxed (cw_resolver_data_load (), &error);

  if (data == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < data->bodies->len; i++)
    {
      g_autoptr (CwHttpRequest) request = make_request (data, data->bodies->pdata[i], slug);
      GPtrArray *renditions;

      g_clear_error (&error);
      renditions = ask (self, request, &error);
      if (renditions != NULL)
        return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, renditions);
      if (!g_error_matches (error, CW_ERROR, CW_ERROR_UNSUPPORTED))
        break;
    }

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/* It goes into JSON as it is. */
static gboolean
is_slug (const char *slug)
{
  return *slug != '\0' && strspn (slug, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == strlen (slug);
}

/**
 * cw_clip_resolver_find:
 * @self: a resolver
 * @slug: a clip
 *
 * The addresses are good for some hours.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwRendition, the
 *   landscape ones before the portrait ones and the best first. Rejected with
 *   %CW_ERROR_MISSING where there is no such clip, %CW_ERROR_OFFLINE while it is being
 *   made or Twitch has trouble, %CW_ERROR_DENIED where not everybody may watch it,
 *   %CW_ERROR_UNSUPPORTED where Twitch has changed this
 */
DexFuture *
cw_clip_resolver_find (CwClipResolver *self,
                       const char     *slug)
{
  dex_return_error_if_fail (CW_IS_CLIP_RESOLVER (self));
  dex_return_error_if_fail (slug != NULL);

  if (!is_slug (slug))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("This is no link to a clip"));

  return cw_spawn (G_CALLBACK (find_fiber), 2, CW_TYPE_CLIP_RESOLVER, self, G_TYPE_STRING, slug);
}

/**
 * cw_clip_resolver_new:
 * @http: the door
 *
 * Returns: (transfer full): a resolver
 */
CwClipResolver *
cw_clip_resolver_new (CwHttp *http)
{
  CwClipResolver *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);

  self = g_object_new (CW_TYPE_CLIP_RESOLVER, NULL);
  self->http = g_object_ref (http);

  return self;
}

static void
cw_clip_resolver_finalize (GObject *object)
{
  g_object_unref (CW_CLIP_RESOLVER (object)->http);

  G_OBJECT_CLASS (cw_clip_resolver_parent_class)->finalize (object);
}

static void
cw_clip_resolver_class_init (CwClipResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_resolver_finalize;
}

static void
cw_clip_resolver_init (CwClipResolver *self)
{
}

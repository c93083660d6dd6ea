/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "gql-clip.h"
#include "handlers.h"
#include "json-make.h"

#define RENDER_OPERATION "ShareClipRenderStatus"

static JsonObject *
make_extensions (const char *operation)
{
  return json_make ("durationMilliseconds", 'i', (gint64) 23, "operationName", 's', operation, "requestID", 's', "01STANDIN0000000000000000", NULL);
}

static JsonObject *
fail (const char *message,
      JsonObject *extensions)
{
  JsonArray *errors = json_array_new ();

  json_array_add_object_element (errors, json_make ("message", 's', message, NULL));
  return json_make ("errors", 'a', errors, "extensions", 'o', extensions, NULL);
}

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Hashes are known by their beginning. They are withdrawn without notice. */
static gboolean
knows_hash (StandIn    *self,
            const char *operation,
            const char *hash)
{
  g_autofree char *both = g_strdup_printf ("%s:%s", operation, hash);

  for (guint i = 0; self->settings.gql_hashes[i] != NULL; i++)
    if (strlen (hash) == 64 && g_str_has_prefix (both, self->settings.gql_hashes[i]))
      return TRUE;

  return FALSE;
}

/* NULL if QUERY is one that Twitch takes. */
static const char *
find_fault (const char *query)
{
  if (strstr (query, "clip(slug: $slug)") == NULL)
    return "Cannot query that field";

  if (strstr (query, "$slug: ID!") == NULL)
    return "Variable \"$slug\" of type \"String!\" used in position expecting type \"ID!\".";

  return NULL;
}

static JsonObject *
answer_operation (StandIn    *self,
                  JsonObject *operation)
{
  const char *name = json_make_get_text (operation, "operationName", "");
  const char *query = json_make_get_text (operation, "query", NULL);
  JsonObject *persisted = get_object (get_object (operation, "extensions"), "persistedQuery");
  JsonObject *variables = get_object (operation, "variables");
  const char *slug = variables != NULL ? json_make_get_text (variables, "slug", NULL) : NULL;
  Clip       *clip;
  JsonObject *data;

  if (self->settings.gql_integrity)
    return fail ("failed integrity check", json_make ("challenge", 'o', json_make ("type", 's', "integrity", NULL), "operationName", 's', name, NULL));

  if (persisted != NULL && !knows_hash (self, name, json_make_get_text (persisted, "sha256Hash", "")))
    return fail ("PersistedQueryNotFound", make_extensions (name));

  if (persisted == NULL && (query == NULL || find_fault (query) != NULL))
    return fail (query == NULL ? "no query" : find_fault (query), make_extensions (name));

  if (slug == NULL)
    return fail ("Variable \"$slug\" of required type \"ID!\" was not provided.", make_extensions (name));

  clip = g_hash_table_lookup (self->world->clips_by_id, slug);
  if (clip == NULL)
    data = json_make ("clip", 'n', NULL);
  else if (persisted != NULL && g_str_equal (name, RENDER_OPERATION))
    data = json_make ("clip", 'o', gql_clip_make_full (self, clip), NULL);
  else
    data = json_make ("clip", 'o', gql_clip_make_token (self, clip), NULL);

  return json_make ("data", 'o', data, "extensions", 'o', make_extensions (name), NULL);
}

static JsonNode *
answer_batch (StandIn   *self,
              JsonArray *batch)
{
  JsonNode  *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *answers = json_array_new ();

  for (guint i = 0; i < json_array_get_length (batch); i++)
    {
      JsonNode *one = json_array_get_element (batch, i);

      json_array_add_object_element (answers, JSON_NODE_HOLDS_OBJECT (one) ? answer_operation (self, json_node_get_object (one)) : fail ("no query", make_extensions ("")));
    }

  json_node_take_array (node, answers);
  return node;
}

/* What Twitch's own programs talk to. */
void
gql_answer (StandIn *self,
            Request *request)
{
  const char      *client_id = request_get_header (request, "Client-ID");
  g_autofree char *text = request_dup_body (request);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) answers = NULL;

  if (client_id == NULL)
    request_fail (request, 400, "The \"Client-ID\" header is missing from the request.");
  else if (!g_strv_contains ((const char *const *) self->settings.gql_client_ids, client_id))
    request_fail (request, 400, "The \"Client-ID\" header is invalid.");
  else if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      answers = answer_batch (self, json_node_get_array (node));
      request_reply_node (request, 200, answers);
    }
  else if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    request_reply_json (request, 200, answer_operation (self, json_node_get_object (node)));
  else
    request_fail (request, 400, "The request body is not valid JSON.");
}

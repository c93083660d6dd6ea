/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "helix.h"

#include "json-make.h"
#include "buckets.h"
#include "server.h"
#include "sessions.h"

static void
set_number (Request    *request,
            const char *name,
            gint64      value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  request_set_header (request, name, text);
}

static void
set_limit_headers (Request *request,
                   gint64   remaining,
                   gint64   seconds)
{
  set_number (request, "Ratelimit-Limit", request->stand_in->settings.rate_limit);
  set_number (request, "Ratelimit-Remaining", remaining);
  set_number (request, "Ratelimit-Reset", stand_in_now (request->stand_in) + seconds);
}

static Token *
find_token (Request *request)
{
  const char *authorization = request_get_header (request, "Authorization");
  const char *client_id = request_get_header (request, "Client-Id");
  Token      *token;

  if (authorization == NULL)
    {
      request_fail (request, 401, "OAuth token is missing");
      return NULL;
    }

  if (client_id == NULL)
    {
      request_fail (request, 401, "Must provide a valid Client-ID or OAuth token");
      return NULL;
    }

  token = NULL;
  if (g_str_has_prefix (authorization, "Bearer "))
    token = sessions_find_access (request->stand_in->sessions, authorization + strlen ("Bearer "), stand_in_now (request->stand_in));

  if (token == NULL)
    {
      request_fail (request, 401, "Invalid OAuth token");
      return NULL;
    }

  if (!g_str_equal (token->client_id, client_id))
    {
      request_fail (request, 401, "Client ID and OAuth token do not match");
      return NULL;
    }

  return token;
}

/* A user's bucket for this client. */
static gboolean
take_point (Request *request,
            Token   *token)
{
  g_autofree char *bucket = g_strdup_printf ("%s %s", token->client_id, token->user->id);
  gint64           remaining, seconds;
  gboolean         taken = buckets_take (request->stand_in->buckets, bucket, request->stand_in->settings.rate_limit, &remaining, &seconds);

  set_limit_headers (request, remaining, seconds);
  if (!taken)
    request_fail (request, 429, "Request limit exceeded");

  return taken;
}

static gboolean
has_scope (Token      *token,
           const char *scopes)
{
  g_auto (GStrv) words = g_strsplit (scopes, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (token_has_scope (token, words[i]))
      return TRUE;

  return FALSE;
}

/**
 * helix_admits:
 *
 * Returns: whether @request, which now has a token, may be handled; else it has
 *   been answered
 */
gboolean
helix_admits (Request *request)
{
  Token *token;

  set_limit_headers (request, request->stand_in->settings.rate_limit, 0);
  token = find_token (request);
  if (token == NULL || !take_point (request, token))
    return FALSE;

  if (request->route->scopes != NULL && !has_scope (token, request->route->scopes))
    {
      g_auto (GStrv) words = g_strsplit (request->route->scopes, " ", -1);
      g_autofree char *list = g_strjoinv (" or ", words);

      request_fail (request, 401, "Missing scope: %s", list);
      return FALSE;
    }

  request->token = token;
  return TRUE;
}

static char *
encode_text (const char *text)
{
  return g_base64_encode ((const guchar *) text, strlen (text));
}

/* NULL for what is not base64 to the last letter. */
static char *
decode_text (const char *text)
{
  gsize            length;
  g_autofree char *bytes = (char *) g_base64_decode (text, &length);
  g_autofree char *decoded = g_strndup (bytes, length);
  g_autofree char *again = encode_text (decoded);

  return g_str_equal (again, text) ? g_steal_pointer (&decoded) : NULL;
}

static JsonObject *
place_to_json (CursorStyle style,
               gint64      place)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, place);

  if (style == CURSOR_OFFSET)
    return json_make ("Offset", 'i', place, NULL);

  return json_make ("Cursor", 't', encode_text (text), NULL);
}

static gboolean
place_from_json (JsonObject *place,
                 gint64     *number)
{
  const char      *text;
  g_autofree char *decoded = NULL;

  if (json_object_has_member (place, "Offset"))
    {
      *number = json_object_get_int_member_with_default (place, "Offset", -1);
      return *number >= 0;
    }

  text = json_make_get_text (place, "Cursor", "");
  decoded = decode_text (text);
  return decoded != NULL && g_ascii_string_to_signed (decoded, 10, 0, G_MAXINT32, number, NULL);
}

/**
 * helix_make_cursor:
 *
 * Returns: (transfer full): what asks for the page after @page
 */
char *
helix_make_cursor (const Page *page)
{
  gint64 end = page->start + page->length;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (page->style == CURSOR_BARE)
    {
      text = g_strdup_printf ("%" G_GINT64_FORMAT, end);
      return encode_text (text);
    }

  object = json_make ("b", 'o', page->start > 0 ? place_to_json (page->style, page->start) : NULL, "a", 'o', place_to_json (page->style, end), NULL);
  node = json_make_node (object);
  text = json_make_text (node);
  return encode_text (text);
}

static gboolean
read_cursor (const char *cursor,
             CursorStyle style,
             const char *side,
             gint64     *place)
{
  g_autofree char *text = decode_text (cursor);
  g_autoptr (JsonObject) object = NULL;
  JsonNode *node;

  if (text == NULL)
    return FALSE;

  if (style == CURSOR_BARE)
    return g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, place, NULL);

  object = json_make_parse (text, -1, NULL);
  node = object != NULL ? json_object_get_member (object, side) : NULL;
  if (node == NULL)
    return FALSE;

  /* Nothing is before the first page. */
  *place = 0;
  return JSON_NODE_HOLDS_NULL (node) || (JSON_NODE_HOLDS_OBJECT (node) && place_from_json (json_node_get_object (node), place));
}

static gboolean
read_first (Request *request,
            gint64  *first)
{
  if (!request_get_number (request, "first", first))
    request_fail (request, 400, "The parameter \"first\" was malformed: the value must be an integer");
  else if (*first > 100)
    request_fail (request, 400, "The parameter \"first\" was malformed: the value must be less than or equal to 100");
  else if (*first < 1)
    request_fail (request, 400, "The parameter \"first\" was malformed: the value must be greater than or equal to 1");
  else
    return TRUE;

  return FALSE;
}

/**
 * helix_read_page:
 * @usual: how many entries a page has when nobody says
 * @page: (out): what part of the list is asked for
 *
 * Returns: whether that is clear; else @request has been answered
 */
gboolean
helix_read_page (Request    *request,
                 CursorStyle style,
                 gint64      usual,
                 Page       *page)
{
  const char *after = request_get (request, "after");
  const char *before = request_get (request, "before");
  gint64      first = usual;
  gint64      place = 0;

  if (!read_first (request, &first))
    return FALSE;

  /* A client that has no cursor may send an empty one. */
  if (after != NULL && *after == '\0')
    after = NULL;

  if (after != NULL && before != NULL)
    {
      request_fail (request, 400, "The parameters \"before\" and \"after\" are mutually exclusive.");
      return FALSE;
    }

  if ((after != NULL && !read_cursor (after, style, "a", &place)) || (before != NULL && !read_cursor (before, style, "b", &place)))
    {
      request_fail (request, 400, style == CURSOR_NESTED ? "Invalid cursor." : "The cursor specified in the before or after query parameter is not valid.");
      return FALSE;
    }

  page->style = style;
  page->start = before != NULL ? MAX (place - first, 0) : place;
  page->length = before != NULL ? place - page->start : first;
  return TRUE;
}

gint64
helix_page_end (const Page *page,
                gint64      total)
{
  return MIN (total, page->start + page->length);
}

/* Whether the client has that answer already; it was answered then. */
static gboolean
reply_unchanged (Request  *request,
                 JsonNode *answer)
{
  gint64           validators = request->stand_in->settings.validators;
  g_autofree char *text = json_to_string (answer, FALSE);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);
  g_autofree char *tag = g_strdup_printf ("\"%s\"", sum);
  const char      *asked = request_get_header (request, validators == 1 ? "If-None-Match" : "If-Modified-Since");
  const char      *value = validators == 1 ? tag : "Wed, 21 Oct 2015 07:28:00 GMT";

  if (validators == 0)
    return FALSE;

  request_set_header (request, validators == 1 ? "ETag" : "Last-Modified", value);
  if (g_strcmp0 (asked, value) != 0)
    return FALSE;

  request_reply_text (request, 304, NULL, "");
  return TRUE;
}

/**
 * helix_reply:
 * @data: (transfer full): the list
 * @members: (transfer full) (nullable): what else there is
 *
 * Each entry has a member more than the documents say, as one day they all
 * will.
 */
void
helix_reply (Request    *request,
             guint       status,
             JsonArray  *data,
             JsonObject *members)
{
  JsonObject *object = members != NULL ? members : json_object_new ();
  g_autoptr (JsonNode) answer = NULL;

  for (guint i = 0; i < json_array_get_length (data); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (data, i)))
      json_object_set_object_member (json_array_get_object_element (data, i), "not_announced", json_make ("version", 'i', (gint64) 2, NULL));

  json_object_set_array_member (object, "data", data);
  answer = json_make_node (object);
  json_object_unref (object);
  if (!reply_unchanged (request, answer))
    request_reply_node (request, status, answer);
}

/**
 * helix_reply_page:
 * @total: how long the whole list is
 * @members: (transfer full) (nullable): what else there is
 */
void
helix_reply_page (Request    *request,
                  JsonArray  *data,
                  const Page *page,
                  gint64      total,
                  JsonObject *members)
{
  JsonObject *object = members != NULL ? members : json_object_new ();
  JsonObject *pagination = json_object_new ();

  if (page->start + page->length < total)
    {
      g_autofree char *cursor = helix_make_cursor (page);

      json_object_set_string_member (pagination, "cursor", cursor);
    }

  json_object_set_object_member (object, "pagination", pagination);
  helix_reply (request, 200, data, object);
}

gboolean
helix_is_numeric (const char *id)
{
  return *id != '\0' && strspn (id, "0123456789") == strlen (id);
}

/**
 * helix_require_user:
 * @name: of a parameter that is a user's id
 *
 * Returns: (nullable): the user, or %NULL if @request has been answered
 */
User *
helix_require_user (Request    *request,
                    const char *name)
{
  const char *id = request_get (request, name);
  User       *user = id != NULL ? g_hash_table_lookup (request->stand_in->world->users_by_id, id) : NULL;

  if (id == NULL || *id == '\0')
    request_fail (request, 400, "Missing required parameter \"%s\"", name);
  else if (!helix_is_numeric (id))
    request_fail (request, 400, "%s \"%s\" must be numeric", name, id);
  else if (user == NULL)
    request_fail (request, 400, "The ID in %s was not found", name);

  return user;
}

/**
 * helix_require_self:
 * @name: of a parameter that must be the token's user
 *
 * Returns: (nullable): the user, or %NULL if @request has been answered
 */
User *
helix_require_self (Request    *request,
                    const char *name)
{
  const char *id = request_get (request, name);

  if (id == NULL || *id == '\0')
    request_fail (request, 400, "Missing required parameter \"%s\"", name);
  else if (!g_str_equal (id, request->token->user->id))
    request_fail (request, 401, "The ID in %s must match the user ID found in the request's OAuth token.", name);
  else
    return request->token->user;

  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "faults.h"

#include "json-make.h"
#include "raw.h"

#define UNSET G_MININT64
#define PORTAL "<!DOCTYPE html><html><head><title>Welcome to the hotel</title></head><body>Please accept our terms.</body></html>"

typedef enum
{
  STATUS,
  UNAVAILABLE,
  TOO_MANY,
  TOO_MANY_OTHER,
  SLOW,
  SLOW_BODY,
  DROP,
  DROP_BODY,
  TRUNCATED,
  WRONG_LENGTH,
  CHANGED_ETAG,
  HTML,
  MALFORMED,
  WITHOUT,
  MISTYPED,
} Kind;

static const char *const kinds[] = {
  "status", "unavailable", "too-many", "too-many-other", "slow", "slow-body", "drop", "drop-body", "truncated",
  "wrong-length", "changed-etag", "html", "malformed", "without", "mistyped", NULL
};

/* What goes wrong the next TIMES times that PATH is asked for, once that has
 * happened AFTER times. control.c says what the members are. */
struct _Fault
{
  Kind     kind;
  char    *method;
  char    *path;
  gint64   times;
  gint64   after;
  gint64   status;
  char    *body;
  gint64   delay;
  gint64   bytes;
  gint64   seconds;
  char    *member;
  gboolean announces_close;
};

struct _Faults
{
  GPtrArray *list;
};

static void
clear_fault (gpointer data)
{
  Fault *self = data;

  g_free (self->method);
  g_free (self->path);
  g_free (self->body);
  g_free (self->member);
}

void
fault_unref (Fault *self)
{
  g_rc_box_release_full (self, clear_fault);
}

Faults *
faults_new (void)
{
  Faults *self = g_new0 (Faults, 1);

  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) fault_unref);
  return self;
}

void
faults_free (Faults *self)
{
  g_ptr_array_unref (self->list);
  g_free (self);
}

void
faults_clear (Faults *self)
{
  g_ptr_array_set_size (self->list, 0);
}

/* The body may be given as text or, for convenience, as JSON. */
static char *
dup_body (JsonObject *description)
{
  JsonNode *node = json_object_get_member (description, "body");

  if (node == NULL)
    return g_strdup ("");

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : json_make_text (node);
}

/**
 * faults_add:
 * @description: see control.c
 *
 * Returns: whether @description was understood
 */
gboolean
faults_add (Faults     *self,
            JsonObject *description,
            GError    **error)
{
  const char *name = json_make_get_text (description, "kind", "");
  const char *path = json_make_get_text (description, "path", NULL);
  Fault      *fault;
  guint       kind;

  for (kind = 0; kinds[kind] != NULL && !g_str_equal (kinds[kind], name); kind++)
    ;

  if (kinds[kind] == NULL || path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "A fault needs a path and a kind, and there is none “%s”", name);
      return FALSE;
    }

  fault = g_rc_box_new0 (Fault);
  fault->kind = (Kind) kind;
  fault->path = g_strdup (path);
  fault->method = g_strdup (json_make_get_text (description, "method", NULL));
  fault->times = json_object_get_int_member_with_default (description, "times", 1);
  fault->after = json_object_get_int_member_with_default (description, "after", 0);
  fault->status = json_object_get_int_member_with_default (description, "status", 500);
  fault->delay = json_object_get_int_member_with_default (description, "delay", 200);
  fault->bytes = json_object_get_int_member_with_default (description, "bytes", UNSET);
  fault->seconds = json_object_get_int_member_with_default (description, "seconds", 1);
  fault->announces_close = json_object_get_boolean_member_with_default (description, "close", FALSE);
  fault->member = g_strdup (json_make_get_text (description, "member", "id"));
  fault->body = dup_body (description);
  g_ptr_array_add (self->list, fault);
  return TRUE;
}

static gboolean
matches (Fault      *self,
         const char *method,
         const char *path)
{
  if (self->method != NULL && !g_str_equal (self->method, method))
    return FALSE;

  if (strchr (self->path, '*') != NULL)
    return g_pattern_match_simple (self->path, path);

  return g_str_has_prefix (path, self->path);
}

/**
 * faults_take:
 *
 * Returns: (transfer full) (nullable): what goes wrong with this request
 */
Fault *
faults_take (Faults     *self,
             const char *method,
             const char *path)
{
  for (guint i = 0; i < self->list->len; i++)
    {
      Fault *fault = g_ptr_array_index (self->list, i);

      if (!matches (fault, method, path))
        continue;

      if (fault->after > 0)
        {
          fault->after--;
          continue;
        }

      g_rc_box_acquire (fault);
      if (fault->times > 0 && --fault->times == 0)
        g_ptr_array_remove_index (self->list, i);
      return fault;
    }

  return NULL;
}

/* Milliseconds that nothing happens. */
gint64
fault_get_delay (Fault *self)
{
  return self->kind == SLOW ? self->delay : 0;
}

gboolean
fault_changes_etag (Fault *self)
{
  return self->kind == CHANGED_ETAG;
}

static void
answer_too_many (Fault   *self,
                 Request *request)
{
  g_autofree char *limit = g_strdup_printf ("%" G_GINT64_FORMAT, request->stand_in->settings.rate_limit);
  g_autofree char *reset = g_strdup_printf ("%" G_GINT64_FORMAT, stand_in_now (request->stand_in) + self->seconds);

  request_set_header (request, "Ratelimit-Limit", limit);
  request_set_header (request, "Ratelimit-Remaining", self->kind == TOO_MANY ? "0" : "799");
  request_set_header (request, "Ratelimit-Reset", reset);
  request_fail (request, 429, "Request limit exceeded");
}

/**
 * fault_answers:
 *
 * Returns: whether it answers in the place of whom was asked
 */
gboolean
fault_answers (Fault   *self,
               Request *request)
{
  switch (self->kind)
    {
    case STATUS:
      request_reply_text (request, (guint) self->status, *self->body == '{' || *self->body == '[' ? "application/json" : "text/plain", self->body);
      return TRUE;

    case UNAVAILABLE:
      request_fail (request, 503, "%s", "");
      return TRUE;

    case TOO_MANY:
    case TOO_MANY_OTHER:
      answer_too_many (self, request);
      return TRUE;

    case HTML:
      request_reply_text (request, 200, "text/html; charset=utf-8", PORTAL);
      return TRUE;

    case DROP:
      request_reply_text (request, 200, NULL, "");
      return TRUE;

    case SLOW:
    case SLOW_BODY:
    case DROP_BODY:
    case TRUNCATED:
    case WRONG_LENGTH:
    case CHANGED_ETAG:
    case MALFORMED:
    case WITHOUT:
    case MISTYPED:
      return FALSE;
    }

  g_assert_not_reached ();
}

static void
change_members (Fault    *self,
                JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        change_members (self, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) values = json_object_get_values (object);
      JsonNode *member = json_object_get_member (object, self->member);
      gboolean  is_text = member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING;

      for (GList *link = values; link != NULL; link = link->next)
        change_members (self, link->data);

      if (member != NULL && self->kind == WITHOUT)
        json_object_remove_member (object, self->member);
      else if (is_text)
        json_object_set_object_member (object, self->member, json_make ("unexpected", 'b', TRUE, NULL));
      else if (member != NULL)
        json_object_set_string_member (object, self->member, "unexpected");
    }
}

/**
 * fault_spoil:
 *
 * Changes the answer that @request has already been given.
 */
void
fault_spoil (Fault   *self,
             Request *request)
{
  if (self->kind == MALFORMED)
    {
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (request->body, 0, g_bytes_get_size (request->body) / 2);

      request_reply (request, request->status, request->content_type, half);
    }
  else if (self->kind == WITHOUT || self->kind == MISTYPED)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (JsonNode) node = NULL;

      if (!json_parser_load_from_data (parser, g_bytes_get_data (request->body, NULL), (gssize) g_bytes_get_size (request->body), NULL))
        return;

      node = json_parser_steal_root (parser);
      change_members (self, node);
      request_reply_node (request, request->status, node);
    }
}

/**
 * fault_send:
 *
 * Returns: whether it sent the answer itself, and wrongly
 */
gboolean
fault_send (Fault   *self,
            Request *request)
{
  gsize   size = g_bytes_get_size (request->body);
  gsize   part = self->bytes >= 0 ? MIN (size, (gsize) self->bytes) : size / 2;
  RawBody raw = { request->body, .first = part, .declared = (gint64) size, .announces_close = self->announces_close };

  /* A HEAD has no body that could break. */
  if (self->kind != DROP && g_str_equal (soup_server_message_get_method (request->message), "HEAD"))
    return FALSE;

  switch (self->kind)
    {
    case DROP:
      raw_drop (request->message);
      return TRUE;

    case TRUNCATED:
      break;

    case DROP_BODY:
      raw.resets = TRUE;
      break;

    case WRONG_LENGTH:
      raw.first = size;
      raw.declared += self->bytes != UNSET ? self->bytes : 100;
      break;

    case SLOW_BODY:
      raw.goes_on = TRUE;
      raw.delay = (guint) self->delay;
      break;

    case STATUS:
    case UNAVAILABLE:
    case TOO_MANY:
    case TOO_MANY_OTHER:
    case SLOW:
    case CHANGED_ETAG:
    case HTML:
    case MALFORMED:
    case WITHOUT:
    case MISTYPED:
      return FALSE;
    }

  raw_send (request->message, &raw);
  return TRUE;
}

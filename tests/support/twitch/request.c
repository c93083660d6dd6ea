/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "request.h"

#include "faults.h"
#include "json-make.h"
#include "stats.h"

/* SoupServer keeps only one value of a name, and Helix repeats names. */
static void
add_parameters (Request    *self,
                const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      char *name, *value;

      if (*parts[i] == '\0')
        continue;

      if (equals != NULL)
        *equals = '\0';

      g_strdelimit (parts[i], "+", ' ');
      if (equals != NULL)
        g_strdelimit (equals + 1, "+", ' ');
      name = g_uri_unescape_string (parts[i], NULL);
      value = g_uri_unescape_string (equals != NULL ? equals + 1 : "", NULL);

      if (name != NULL && value != NULL && g_utf8_validate (value, -1, NULL))
        {
          g_ptr_array_add (self->names, g_steal_pointer (&name));
          g_ptr_array_add (self->values, g_steal_pointer (&value));
        }

      g_free (name);
      g_free (value);
    }
}

/**
 * request_new:
 * @path: decoded
 *
 * Returns: (transfer full): @message with its parameters taken apart
 */
Request *
request_new (StandIn           *stand_in,
             SoupServerMessage *message,
             const char        *path)
{
  Request *self = g_new0 (Request, 1);

  self->stand_in = stand_in;
  self->stats = stats_ref (stand_in->stats);
  self->message = message;
  self->path = g_strdup (path);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  add_parameters (self, g_uri_get_query (soup_server_message_get_uri (message)));
  return self;
}

void
request_free (Request *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->fault, fault_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  stats_unref (self->stats);
  g_free (self->content_type);
  g_free (self->path);
  g_free (self);
}

const char *
request_get (Request    *self,
             const char *name)
{
  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), name))
      return g_ptr_array_index (self->values, i);

  return NULL;
}

GStrv
request_get_all (Request    *self,
                 const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), name))
      g_strv_builder_add (builder, g_ptr_array_index (self->values, i));

  return g_strv_builder_end (builder);
}

/**
 * request_get_number:
 * @number: left as it is where the parameter is not there
 *
 * Returns: %FALSE if the parameter is there and no number
 */
gboolean
request_get_number (Request    *self,
                    const char *name,
                    gint64     *number)
{
  const char *text = request_get (self, name);

  return text == NULL || g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

gboolean
request_get_flag (Request    *self,
                  const char *name)
{
  return g_strcmp0 (request_get (self, name), "true") == 0;
}

/**
 * request_dup_body:
 *
 * Returns: (transfer full): what came with the request, "" for nothing
 */
char *
request_dup_body (Request *self)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (self->message));

  /* The data of no bytes are NULL. */
  return g_bytes_get_size (bytes) > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");
}

/**
 * request_read_form:
 *
 * Adds the body's parameters to the query's, as Twitch's sign-in takes both.
 */
void
request_read_form (Request *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (self->message));
  const char    *type = soup_message_headers_get_content_type (headers, NULL);
  SoupMultipart *multipart;

  if (g_strcmp0 (type, "multipart/form-data") != 0)
    {
      g_autofree char *text = request_dup_body (self);

      add_parameters (self, text);
      return;
    }

  multipart = soup_multipart_new_from_message (headers, bytes);
  if (multipart != NULL)
    {
      g_autoptr (GHashTable) form = soup_form_decode_multipart (multipart, NULL, NULL, NULL, NULL);
      GHashTableIter iter;
      gpointer       name, value;

      g_hash_table_iter_init (&iter, form);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          g_ptr_array_add (self->names, g_strdup (name));
          g_ptr_array_add (self->values, g_strdup (value));
        }
      soup_multipart_free (multipart);
    }
}

JsonObject *
request_read_json (Request *self,
                   GError **error)
{
  g_autofree char *text = request_dup_body (self);

  return *text != '\0' ? json_make_parse (text, -1, error) : json_make (NULL, NULL);
}

const char *
request_get_header (Request    *self,
                    const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message), name);
}

void
request_set_header (Request    *self,
                    const char *name,
                    const char *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name, value);
}

/**
 * request_reply:
 * @content_type: (nullable): %NULL for a body without a type
 * @body: (transfer none): the body
 */
void
request_reply (Request    *self,
               guint       status,
               const char *content_type,
               GBytes     *body)
{
  g_bytes_ref (body);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  self->status = status;
  g_set_str (&self->content_type, content_type);
}

void
request_reply_text (Request    *self,
                    guint       status,
                    const char *content_type,
                    const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  request_reply (self, status, content_type, body);
}

void
request_reply_node (Request  *self,
                    guint     status,
                    JsonNode *node)
{
  char *text = json_make_text (node);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  request_reply (self, status, "application/json; charset=utf-8", body);
}

/**
 * request_reply_json:
 * @object: (transfer full): the body
 */
void
request_reply_json (Request    *self,
                    guint       status,
                    JsonObject *object)
{
  g_autoptr (JsonNode) node = json_make_node (object);

  json_object_unref (object);
  request_reply_node (self, status, node);
}

/**
 * request_fail:
 * @format: what Helix says, for printf
 *
 * Answers with an error of Helix's shape.
 */
void
request_fail (Request    *self,
              guint       status,
              const char *format,
              ...)
{
  g_autofree char *text = NULL;
  const char      *reason;
  va_list          list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);

  /* Soup does not know the name of this one. */
  reason = status == 429 ? "Too Many Requests" : soup_status_get_phrase (status);
  request_reply_json (self, status, json_make ("error", 's', reason, "status", 'i', (gint64) status, "message", 's', text, NULL));
}

/**
 * request_fail_id:
 *
 * Answers with an error of the shape that signing in has: it has no "error".
 */
void
request_fail_id (Request    *self,
                 guint       status,
                 const char *message)
{
  request_reply_json (self, status, json_make ("status", 'i', (gint64) status, "message", 's', message, NULL));
}

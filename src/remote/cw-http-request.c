/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-http-request.h"

/**
 * CwHttpRequest:
 *
 * What to ask of a server. It can be sent more than once, which a #SoupMessage
 * cannot.
 */
struct _CwHttpRequest
{
  GObject parent_instance;

  char       *method;
  GString    *url;
  GPtrArray  *headers; /* a name and a value in turn */
  GBytes     *body;    /* nullable */
  const char *content_type;
  gboolean    repeatable;
  gint64      lifetime;
};

G_DEFINE_FINAL_TYPE (CwHttpRequest, cw_http_request, G_TYPE_OBJECT)

/**
 * cw_http_request_new:
 * @method: "GET" or another
 * @url: where to, with or without a query
 *
 * Returns: (transfer full): a request without headers and body
 */
CwHttpRequest *
cw_http_request_new (const char *method,
                     const char *url)
{
  CwHttpRequest *self;

  g_return_val_if_fail (method != NULL && url != NULL, NULL);

  self = g_object_new (CW_TYPE_HTTP_REQUEST, NULL);
  self->method = g_strdup (method);
  self->url = g_string_new (url);
  self->repeatable = g_str_equal (method, "GET") || g_str_equal (method, "HEAD");

  return self;
}

/**
 * cw_http_request_add_query:
 * @self: a request
 * @name: a parameter, which may be there already
 * @value: (nullable): its value, not encoded; %NULL adds nothing
 */
void
cw_http_request_add_query (CwHttpRequest *self,
                           const char    *name,
                           const char    *value)
{
  g_autofree char *encoded = NULL;

  g_return_if_fail (CW_IS_HTTP_REQUEST (self));

  if (value == NULL)
    return;

  encoded = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (self->url, "%c%s=%s", strchr (self->url->str, '?') != NULL ? '&' : '?', name, encoded);
}

/**
 * cw_http_request_set_header:
 * @self: a request
 * @name: a header
 * @value: its value, instead of what it had before
 */
void
cw_http_request_set_header (CwHttpRequest *self,
                            const char    *name,
                            const char    *value)
{
  g_return_if_fail (CW_IS_HTTP_REQUEST (self));

  for (guint i = 0; i < self->headers->len; i += 2)
    if (g_ascii_strcasecmp (self->headers->pdata[i], name) == 0)
      {
        g_free (self->headers->pdata[i + 1]);
        self->headers->pdata[i + 1] = g_strdup (value);
        return;
      }

  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

static void
set_body (CwHttpRequest *self,
          const char    *content_type,
          char          *text)
{
  gsize length = strlen (text);

  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = g_bytes_new_take (text, length);
  self->content_type = content_type;
}

/**
 * cw_http_request_set_form:
 * @self: a request
 * @first_name: a field, then its value, and so on; fields without a value (%NULL)
 *   cannot be given, since %NULL ends the list
 * @...: more
 *
 * Has it carry a form.
 */
void
cw_http_request_set_form (CwHttpRequest *self,
                          const char    *first_name,
                          ...)
{
  g_autoptr (GString) form = g_string_new (NULL);
  va_list list;

  g_return_if_fail (CW_IS_HTTP_REQUEST (self));

  va_start (list, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (list, const char *))
    {
      g_autofree char *value = g_uri_escape_string (va_arg (list, const char *), NULL, FALSE);

      g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, value);
    }
  va_end (list);

  set_body (self, "application/x-www-form-urlencoded", g_string_free (g_steal_pointer (&form), FALSE));
}

/**
 * cw_http_request_set_json:
 * @self: a request
 * @json: a text
 *
 * Has it carry JSON.
 */
void
cw_http_request_set_json (CwHttpRequest *self,
                          const char    *json)
{
  g_return_if_fail (CW_IS_HTTP_REQUEST (self));

  set_body (self, "application/json", g_strdup (json));
}

/**
 * cw_http_request_is_repeatable:
 * @self: a request
 *
 * Returns: whether it does no harm to send it again when no answer came; by its
 *   method, unless cw_http_request_set_repeatable() was called
 */
gboolean
cw_http_request_is_repeatable (CwHttpRequest *self)
{
  g_return_val_if_fail (CW_IS_HTTP_REQUEST (self), FALSE);

  return self->repeatable;
}

void
cw_http_request_set_repeatable (CwHttpRequest *self,
                                gboolean       repeatable)
{
  g_return_if_fail (CW_IS_HTTP_REQUEST (self));

  self->repeatable = repeatable;
}

/**
 * cw_http_request_set_lifetime:
 * @self: a request
 * @lifetime: us; 0, as it is at first, where only a new answer will do
 *
 * Says how old an answer may be that was kept.
 */
void
cw_http_request_set_lifetime (CwHttpRequest *self,
                              gint64         lifetime)
{
  g_return_if_fail (CW_IS_HTTP_REQUEST (self));

  self->lifetime = lifetime;
}

gint64
cw_http_request_get_lifetime (CwHttpRequest *self)
{
  g_return_val_if_fail (CW_IS_HTTP_REQUEST (self), 0);

  return self->lifetime;
}

/**
 * cw_http_request_dup_key:
 * @self: a request
 *
 * Returns: (transfer full): what is equal for requests that ask for the same, by
 *   the same person
 */
char *
cw_http_request_dup_key (CwHttpRequest *self)
{
  g_autoptr (GString) key = NULL;

  g_return_val_if_fail (CW_IS_HTTP_REQUEST (self), NULL);

  key = g_string_new (self->method);
  g_string_append_printf (key, " %s", self->url->str);
  for (guint i = 0; i < self->headers->len; i++)
    g_string_append_printf (key, "\n%s", (const char *) self->headers->pdata[i]);
  if (self->body != NULL)
    {
      g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->body);

      g_string_append_printf (key, "\n%s", sum);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

/**
 * cw_http_request_dup_host:
 * @self: a request
 *
 * Returns: (nullable) (transfer full): the server's name and port, or %NULL where
 *   the address makes no sense
 */
char *
cw_http_request_dup_host (CwHttpRequest *self)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (CW_IS_HTTP_REQUEST (self), NULL);

  uri = g_uri_parse (self->url->str, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));
}

/**
 * cw_http_request_make_message:
 * @self: a request
 *
 * Returns: (nullable) (transfer full): a message to send, or %NULL where the
 *   address makes no sense
 */
SoupMessage *
cw_http_request_make_message (CwHttpRequest *self)
{
  SoupMessage *message;

  g_return_val_if_fail (CW_IS_HTTP_REQUEST (self), NULL);

  message = soup_message_new (self->method, self->url->str);
  if (message == NULL)
    return NULL;

  for (guint i = 0; i < self->headers->len; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), self->headers->pdata[i], self->headers->pdata[i + 1]);
  if (self->body != NULL)
    soup_message_set_request_body_from_bytes (message, self->content_type, self->body);

  return message;
}

static void
cw_http_request_finalize (GObject *object)
{
  CwHttpRequest *self = CW_HTTP_REQUEST (object);

  g_free (self->method);
  g_string_free (self->url, TRUE);
  g_ptr_array_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (cw_http_request_parent_class)->finalize (object);
}

static void
cw_http_request_class_init (CwHttpRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_http_request_finalize;
}

static void
cw_http_request_init (CwHttpRequest *self)
{
  self->headers = g_ptr_array_new_with_free_func (g_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-http-reply.h"

#include "cw-error.h"

#include <glib/gi18n.h>

/**
 * CwHttpReply:
 *
 * What a server said: any status that it chose, with a body that came whole.
 */
struct _CwHttpReply
{
  GObject parent_instance;

  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
  char               *host;
};

G_DEFINE_FINAL_TYPE (CwHttpReply, cw_http_reply, G_TYPE_OBJECT)

/**
 * cw_http_reply_new:
 * @message: a message that was sent
 * @body: what came back
 *
 * Returns: (transfer full): the reply
 */
CwHttpReply *
cw_http_reply_new (SoupMessage *message,
                   GBytes      *body)
{
  CwHttpReply *self = g_object_new (CW_TYPE_HTTP_REPLY, NULL);

  self->status = soup_message_get_status (message);
  self->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  self->body = g_bytes_ref (body);
  self->host = g_strdup (g_uri_get_host (soup_message_get_uri (message)));

  return self;
}

guint
cw_http_reply_get_status (CwHttpReply *self)
{
  g_return_val_if_fail (CW_IS_HTTP_REPLY (self), 0);

  return self->status;
}

GBytes *
cw_http_reply_get_body (CwHttpReply *self)
{
  g_return_val_if_fail (CW_IS_HTTP_REPLY (self), NULL);

  return self->body;
}

const char *
cw_http_reply_get_host (CwHttpReply *self)
{
  g_return_val_if_fail (CW_IS_HTTP_REPLY (self), NULL);

  return self->host;
}

/**
 * cw_http_reply_get_header:
 * @self: a reply
 * @name: a header
 *
 * Returns: (nullable): its value, or %NULL where it is not there
 */
const char *
cw_http_reply_get_header (CwHttpReply *self,
                          const char  *name)
{
  g_return_val_if_fail (CW_IS_HTTP_REPLY (self), NULL);

  return soup_message_headers_get_one (self->headers, name);
}

/**
 * cw_http_reply_get_number:
 * @self: a reply
 * @name: a header
 *
 * Returns: its value, or -1 where it is not there or no whole number
 */
gint64
cw_http_reply_get_number (CwHttpReply *self,
                          const char  *name)
{
  const char *text = cw_http_reply_get_header (self, name);
  gint64      number;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL) ? number : -1;
}

/**
 * cw_http_reply_get_range:
 * @self: a reply
 * @start: (out): with which byte its body begins, -1 where it has none
 * @total: (out): how many bytes there are in all, 0 where that is not said
 *
 * Reads "bytes 5-9/10" or, of what is not there, "bytes *" + "/10".
 *
 * Returns: whether it says which part of something its body is
 */
gboolean
cw_http_reply_get_range (CwHttpReply *self,
                         gint64      *start,
                         gint64      *total)
{
  const char *text = cw_http_reply_get_header (self, "Content-Range");
  const char *slash = text != NULL ? strchr (text, '/') : NULL;
  char       *end;

  *start = -1;
  *total = 0;
  if (slash == NULL || !g_str_has_prefix (text, "bytes "))
    return FALSE;

  text += strlen ("bytes ");
  if (*text != '*')
    {
      *start = g_ascii_strtoll (text, &end, 10);
      if (end == text || *end != '-')
        return FALSE;
    }

  return g_str_equal (slash + 1, "*") || g_ascii_string_to_signed (slash + 1, 10, 0, G_MAXINT64, total, NULL);
}

/**
 * cw_http_reply_get_date:
 * @self: a reply
 *
 * By this, and not by our own clock, other times that the server tells are
 * compared: either may be wrong.
 *
 * Returns: when the server says that it is, in s since 1970, or else our own time
 */
gint64
cw_http_reply_get_date (CwHttpReply *self)
{
  const char *text = cw_http_reply_get_header (self, "Date");
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * cw_http_reply_check_web_page:
 * @self: a reply
 * @error: place for an error: %CW_ERROR_OFFLINE where a web page came instead, as
 *   from a hotel's network that answers in place of whom was asked
 *
 * Returns: whether it is no web page
 */
gboolean
cw_http_reply_check_web_page (CwHttpReply *self,
                              GError     **error)
{
  const char *type;

  g_return_val_if_fail (CW_IS_HTTP_REPLY (self), FALSE);

  type = soup_message_headers_get_content_type (self->headers, NULL);
  if (type == NULL || !g_str_equal (type, "text/html"))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("A web page came in place of what was asked of “%s”: does this network want you to sign in first?"), self->host);
  return FALSE;
}

/**
 * cw_http_reply_parse_json:
 * @self: a reply
 * @error: place for an error: %CW_ERROR_OFFLINE where a web page came instead, as
 *   from a network that wants one to sign in first, or %CW_ERROR_MALFORMED
 *
 * Returns: (nullable) (transfer full): the body
 */
JsonNode *
cw_http_reply_parse_json (CwHttpReply *self,
                          GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize       length;
  const char *text;
  JsonNode   *root;

  g_return_val_if_fail (CW_IS_HTTP_REPLY (self), NULL);

  if (!cw_http_reply_check_web_page (self, error))
    return NULL;

  text = g_bytes_get_data (self->body, &length);
  if (length == 0 || !json_parser_load_from_data (parser, text, (gssize) length, NULL) || (root = json_parser_steal_root (parser)) == NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("What “%s” answered cannot be understood"), self->host);
      return NULL;
    }

  return root;
}

static void
cw_http_reply_finalize (GObject *object)
{
  CwHttpReply *self = CW_HTTP_REPLY (object);

  soup_message_headers_unref (self->headers);
  g_bytes_unref (self->body);
  g_free (self->host);

  G_OBJECT_CLASS (cw_http_reply_parent_class)->finalize (object);
}

static void
cw_http_reply_class_init (CwHttpReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_http_reply_finalize;
}

static void
cw_http_reply_init (CwHttpReply *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "client.h"

/**
 * client_new:
 * @scopes: (nullable): what the main user allows, %NULL to sign nobody in
 * @n_clips: how many the main channel has
 *
 * Returns: (transfer full): a client of a Twitch of its own
 */
Client *
client_new (const char *scopes,
            const char *n_clips)
{
  const char *options[] = { "--clips", n_clips, NULL };
  Client     *self = g_new0 (Client, 1);

  self->twitch = test_twitch_start (options);
  /* The desktop's proxy is no business of the loopback's, and would need its settings. */
  self->session = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  self->client_id = g_strdup (TEST_TWITCH_CLIENT_ID);
  self->user_id = test_twitch_find_id (self->twitch, "creator_main");
  if (scopes != NULL)
    client_sign_in (self, "creator_main", scopes);

  return self;
}

void
client_free (Client *self)
{
  g_object_unref (self->session);
  test_twitch_stop (self->twitch);
  g_free (self->token);
  g_free (self->client_id);
  g_free (self->user_id);
  g_free (self);
}

void
client_sign_in (Client     *self,
                const char *login,
                const char *scopes)
{
  g_free (self->token);
  self->token = test_twitch_sign_in (self->twitch, login, scopes);
}

SoupMessage *
client_new_message (Client     *self,
                    const char *method,
                    const char *path)
{
  g_autofree char    *url = g_str_has_prefix (path, "http") ? g_strdup (path) : g_strconcat (test_twitch_get_url (self->twitch), path, NULL);
  SoupMessage        *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (self->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_append (headers, "Authorization", authorization);
    }
  if (self->client_id != NULL)
    soup_message_headers_append (headers, "Client-Id", self->client_id);

  return message;
}

/**
 * client_send:
 * @message: (transfer full): what to ask
 *
 * Returns: (transfer full): the answer, also if it is none
 */
Reply *
client_send (Client      *self,
             SoupMessage *message)
{
  Reply *reply = g_new0 (Reply, 1);

  reply->message = message;
  reply->body = soup_session_send_and_read (self->session, message, NULL, &reply->error);
  reply->status = soup_message_get_status (message);
  if (reply->body != NULL && g_bytes_get_size (reply->body) > 0)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (reply->body, NULL), g_bytes_get_size (reply->body));

      reply->node = json_from_string (text, NULL);
      if (reply->node != NULL && JSON_NODE_HOLDS_OBJECT (reply->node))
        reply->json = json_node_get_object (reply->node);
    }

  return reply;
}

Reply *
client_get (Client     *self,
            const char *format,
            ...)
{
  g_autofree char *path = NULL;
  va_list          list;

  va_start (list, format);
  path = g_strdup_vprintf (format, list);
  va_end (list);

  return client_send (self, client_new_message (self, "GET", path));
}

/**
 * client_post:
 * @content_type: (nullable): %NULL for a form
 */
Reply *
client_post (Client     *self,
             const char *path,
             const char *content_type,
             const char *body)
{
  SoupMessage *message = client_new_message (self, "POST", path);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, content_type != NULL ? content_type : "application/x-www-form-urlencoded", bytes);
  return client_send (self, message);
}

void
reply_free (Reply *self)
{
  g_object_unref (self->message);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->node, json_node_unref);
  g_clear_error (&self->error);
  g_free (self);
}

const char *
reply_get_header (Reply      *self,
                  const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (self->message), name);
}

JsonArray *
reply_get_data (Reply *self)
{
  g_assert_no_error (self->error);
  g_assert_cmpint (self->status, ==, 200);
  return json_object_get_array_member (self->json, "data");
}

JsonObject *
reply_get_first (Reply *self)
{
  JsonArray *data = reply_get_data (self);

  g_assert_cmpint (json_array_get_length (data), >, 0);
  return json_array_get_object_element (data, 0);
}

/* NULL on the last page. */
const char *
reply_get_cursor (Reply *self)
{
  g_assert_cmpint (self->status, ==, 200);
  return json_object_get_string_member_with_default (json_object_get_object_member (self->json, "pagination"), "cursor", NULL);
}

/* MESSAGE may be NULL for any. */
void
reply_assert (Reply      *self,
              guint       status,
              const char *message)
{
  g_assert_no_error (self->error);
  g_assert_cmpint (self->status, ==, status);
  if (message != NULL)
    g_assert_cmpstr (json_object_get_string_member (self->json, "message"), ==, message);
}

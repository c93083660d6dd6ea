/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "raw.h"

#include <sys/socket.h>

/* An answer that SoupServer would not send, since it is wrong: what is written
 * to the connection by hand. */
typedef struct
{
  GIOStream *stream;
  GSocket   *socket;
  GBytes    *first;
  GBytes    *rest;
  gboolean   reset;
  guint      delay;
} Raw;

static Raw *
raw_new (SoupServerMessage *message)
{
  Raw *self = g_new0 (Raw, 1);

  self->socket = g_object_ref (soup_server_message_get_socket (message));
  self->stream = soup_server_message_steal_connection (message);
  return self;
}

/* A reset is what a client sees when a router or a server dies. */
static void
raw_finish (Raw *self)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (self->reset)
    setsockopt (g_socket_get_fd (self->socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);

  g_io_stream_close (self->stream, NULL, NULL);
  g_socket_close (self->socket, NULL);
  g_object_unref (self->stream);
  g_object_unref (self->socket);
  g_clear_pointer (&self->first, g_bytes_unref);
  g_clear_pointer (&self->rest, g_bytes_unref);
  g_free (self);
}

static void write_part (Raw *self);

static gboolean
on_delay (gpointer data)
{
  write_part (data);
  return G_SOURCE_REMOVE;
}

static void
on_written (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Raw *self = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL) || self->rest == NULL)
    {
      raw_finish (self);
      return;
    }

  g_bytes_unref (self->first);
  self->first = g_steal_pointer (&self->rest);
  g_timeout_add (self->delay, on_delay, self);
}

static void
write_part (Raw *self)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (self->stream),
                                   g_bytes_get_data (self->first, NULL), g_bytes_get_size (self->first),
                                   G_PRIORITY_DEFAULT, NULL, on_written, self);
}

static void
append_header (const char *name,
               const char *value,
               gpointer    data)
{
  if (g_ascii_strcasecmp (name, "Content-Length") != 0 && g_ascii_strcasecmp (name, "Connection") != 0)
    g_string_append_printf (data, "%s: %s\r\n", name, value);
}

/**
 * raw_drop:
 *
 * Closes the connection without a word.
 */
void
raw_drop (SoupServerMessage *message)
{
  Raw *self = raw_new (message);

  self->reset = TRUE;
  raw_finish (self);
}

/**
 * raw_send:
 * @message: has the status and the headers
 * @body: how the body is sent
 */
void
raw_send (SoupServerMessage *message,
          const RawBody     *body)
{
  guint    status = soup_server_message_get_status (message);
  GString *text = g_string_new (NULL);
  Raw     *self;

  g_string_printf (text, "HTTP/1.1 %u %s\r\n", status, soup_status_get_phrase (status));
  soup_message_headers_foreach (soup_server_message_get_response_headers (message), append_header, text);
  g_string_append_printf (text, "%sContent-Length: %" G_GINT64_FORMAT "\r\n\r\n", body->announces_close ? "Connection: close\r\n" : "", body->declared);
  g_string_append_len (text, g_bytes_get_data (body->body, NULL), (gssize) body->first);

  self = raw_new (message);
  self->first = g_string_free_to_bytes (text);
  self->reset = body->resets;
  self->delay = body->delay;
  if (body->goes_on)
    self->rest = g_bytes_new_from_bytes (body->body, body->first, g_bytes_get_size (body->body) - body->first);
  write_part (self);
}

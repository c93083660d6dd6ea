/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-http-stream.h"

#include "cw-async.h"
#include "cw-http-error.h"

/**
 * CwHttpStream:
 *
 * An answer whose body is read piece by piece, for what is too large for memory.
 * On the main thread. Letting go of it, also while a piece is on its way, ends the
 * connection.
 *
 * libsoup 3.6 must not be told to cancel (see cw-http.c), and reads a body to its
 * end where its stream is closed before. So what ends is the connection below it,
 * which for libsoup looks as if the server had gone: that it can handle.
 */
struct _CwHttpStream
{
  GObject parent_instance;

  SoupMessage  *message;
  GInputStream *input;  /* nullable */
  GSocket      *socket; /* nullable */
  CwHttpReply  *reply;  /* nullable */
  gint64        received;
};

G_DEFINE_FINAL_TYPE (CwHttpStream, cw_http_stream, G_TYPE_OBJECT)

/* The connection below the encryption. */
static void
on_network_event (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  CwHttpStream      *self)
{
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (connection))
    g_set_object (&self->socket, g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)));
}

static void
break_off (CwHttpStream *self)
{
  if (self->socket != NULL && !g_socket_is_closed (self->socket))
    g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
}

/**
 * cw_http_stream_new:
 * @message: what is about to be sent, on a connection of its own
 *
 * Returns: (transfer full): the answer to it, which has not come yet
 */
CwHttpStream *
cw_http_stream_new (SoupMessage *message)
{
  CwHttpStream *self;

  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);

  self = g_object_new (CW_TYPE_HTTP_STREAM, NULL);
  self->message = g_object_ref (message);
  g_signal_connect_object (message, "network-event", G_CALLBACK (on_network_event), self, 0);

  return self;
}

/**
 * cw_http_stream_set_input:
 * @self: a stream
 * @input: what libsoup gave for its body, once the headers had come
 */
void
cw_http_stream_set_input (CwHttpStream *self,
                          GInputStream *input)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  g_return_if_fail (CW_IS_HTTP_STREAM (self));
  g_return_if_fail (self->input == NULL && G_IS_INPUT_STREAM (input));

  self->input = g_object_ref (input);
  self->reply = cw_http_reply_new (self->message, nothing);
}

/**
 * cw_http_stream_get_reply:
 * @self: a stream
 *
 * Returns: (transfer none): the status and the headers; without the body
 */
CwHttpReply *
cw_http_stream_get_reply (CwHttpStream *self)
{
  g_return_val_if_fail (CW_IS_HTTP_STREAM (self), NULL);

  return self->reply;
}

/**
 * cw_http_stream_get_length:
 * @self: a stream
 *
 * Returns: how many bytes the body has, as the server says, or -1
 */
gint64
cw_http_stream_get_length (CwHttpStream *self)
{
  SoupMessageHeaders *headers;

  g_return_val_if_fail (CW_IS_HTTP_STREAM (self), -1);

  headers = soup_message_get_response_headers (self->message);
  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH || soup_message_headers_get_one (headers, "Content-Encoding") != NULL)
    return -1;

  return soup_message_headers_get_content_length (headers);
}

typedef struct
{
  CwHttpStream *stream;
  DexPromise   *promise;
  gulong        handler;
} Read;

static void
on_read (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  Read *read = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);
  gint64 length = cw_http_stream_get_length (read->stream);

  g_cancellable_disconnect (dex_promise_get_cancellable (read->promise), read->handler);

  if (bytes != NULL)
    read->stream->received += (gint64) g_bytes_get_size (bytes);

  /* libsoup takes a body as whole that ended early where the connection was to be
   * closed after it. */
  if (bytes != NULL && g_bytes_get_size (bytes) == 0 && length >= 0 && read->stream->received < length)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The body broke off");

  if (error != NULL)
    dex_promise_reject (read->promise, cw_http_error_new (g_uri_get_host (soup_message_get_uri (read->stream->message)), error));
  else
    dex_promise_resolve_boxed (read->promise, G_TYPE_BYTES, g_steal_pointer (&bytes));

  g_object_unref (read->stream);
  dex_unref (read->promise);
  g_free (read);
}

static void
on_unwanted (GCancellable *cancellable,
             gpointer      data)
{
  break_off (data);
}

/**
 * cw_http_stream_read:
 * @self: a stream that nothing else is being read from
 * @most: bytes
 *
 * Waits for the next piece of the body. When what is returned is dropped the
 * connection ends.
 *
 * Returns: (transfer full): a future of a boxed #GBytes, empty at the end; rejected
 *   with %CW_ERROR_OFFLINE where that came too early
 */
DexFuture *
cw_http_stream_read (CwHttpStream *self,
                     gsize         most)
{
  DexPromise *promise;
  Read       *read;

  dex_return_error_if_fail (CW_IS_HTTP_STREAM (self));
  dex_return_error_if_fail (self->input != NULL);

  promise = dex_promise_new_cancellable ();
  read = g_new0 (Read, 1);
  read->stream = g_object_ref (self);
  read->promise = dex_ref (promise);
  read->handler = g_cancellable_connect (dex_promise_get_cancellable (promise), G_CALLBACK (on_unwanted), self, NULL);
  g_input_stream_read_bytes_async (self->input, most, G_PRIORITY_DEFAULT, NULL, on_read, read);

  /* Only what depends on the promise can cancel it by going. */
  return cw_follow (DEX_FUTURE (promise));
}

static void
on_closed (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (SoupMessage) message = data;

  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
}

static void
cw_http_stream_dispose (GObject *object)
{
  CwHttpStream *self = CW_HTTP_STREAM (object);

  break_off (self);
  if (self->input != NULL)
    g_input_stream_close_async (self->input, G_PRIORITY_DEFAULT, NULL, on_closed, g_object_ref (self->message));
  g_clear_object (&self->input);

  G_OBJECT_CLASS (cw_http_stream_parent_class)->dispose (object);
}

static void
cw_http_stream_finalize (GObject *object)
{
  CwHttpStream *self = CW_HTTP_STREAM (object);

  g_object_unref (self->message);
  g_clear_object (&self->socket);
  g_clear_object (&self->reply);

  G_OBJECT_CLASS (cw_http_stream_parent_class)->finalize (object);
}

static void
cw_http_stream_class_init (CwHttpStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cw_http_stream_dispose;
  G_OBJECT_CLASS (klass)->finalize = cw_http_stream_finalize;
}

static void
cw_http_stream_init (CwHttpStream *self)
{
}

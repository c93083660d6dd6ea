/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-http.h"

#include "cw-async.h"
#include "cw-circuit.h"
#include "cw-error.h"
#include "cw-http-error.h"

#include <glib/gi18n.h>

#define USER_AGENT "Clipwright/" VERSION " "

/* How long a server may say nothing, s. */
#define PATIENCE_S 20

/* More than are ever used, for libsoup 3.6 may forget requests that wait for one. */
#define MOST_CONNECTIONS 256

/* How often to ask, and how long to wait before the second time at the most, ms;
 * twice as long before the third. */
#define MOST_TRIES 3
#define FIRST_PAUSE_MS 500

/**
 * CwHttp:
 *
 * The one door to servers: sends a request and reads what comes, asks again where
 * that does no harm and may help, leaves a server alone that has failed for long,
 * and asks once where the same is wanted twice. On the main thread.
 */
struct _CwHttp
{
  GObject parent_instance;

  SoupSession *session;
  GHashTable  *circuits; /* by host */
  GHashTable  *pending;  /* by a request's key: futures, not owned */
};

G_DEFINE_FINAL_TYPE (CwHttp, cw_http, G_TYPE_OBJECT)

/* libsoup 3.6 takes a body as whole that ended early where the connection was to
 * be closed after it. */
static gboolean
is_whole (SoupMessage *message,
          GBytes      *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH || soup_message_headers_get_one (headers, "Content-Encoding") != NULL || g_str_equal (soup_message_get_method (message), "HEAD"))
    return TRUE;
  /* This may tell the length of what it does not send. */
  if (soup_message_get_status (message) == SOUP_STATUS_NOT_MODIFIED)
    return TRUE;

  return g_bytes_get_size (body) == (guint64) soup_message_headers_get_content_length (headers);
}

static void
on_read (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  SoupSession *session = SOUP_SESSION (object);
  SoupMessage *message = soup_session_get_async_result_message (session, result);
  GError      *error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (session, result, &error);

  if (body == NULL)
    dex_promise_reject (promise, error);
  else if (!is_whole (message, body))
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, _ ("the answer broke off")));
  else
    dex_promise_resolve_object (promise, cw_http_reply_new (message, body));
}

static void
use_own_connection (SoupMessage *message)
{
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Connection", "close");
}

/* Two things that libsoup 3.6 cannot do are not asked of it. When a kept connection
 * breaks before the answer it tries again by itself, and then loses the request or
 * uses what it has freed: so each request has a connection of its own, and trying
 * again is up to us. The same happens when a request is cancelled: answers are
 * short, so what nobody waits for any more may as well come. */
static DexFuture *
try_once (CwHttp        *self,
          CwHttpRequest *request)
{
  g_autoptr (SoupMessage) message = cw_http_request_make_message (request);
  DexPromise *promise = dex_promise_new ();

  use_own_connection (message);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, on_read, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* Whether the server itself says that it is not well. */
static gboolean
is_ill (CwHttpReply *reply)
{
  return cw_http_reply_get_status (reply) >= 500;
}

/* Twitch wants to be asked once more after a 503, and no oftener. */
static guint
find_most_tries (CwHttpRequest *request,
                 CwHttpReply   *reply)
{
  if (!cw_http_request_is_repeatable (request))
    return 1;

  return reply != NULL && cw_http_reply_get_status (reply) == SOUP_STATUS_SERVICE_UNAVAILABLE ? 2 : MOST_TRIES;
}

/* A random part of the pause, so that many who failed together do not come back
 * together. */
static gboolean
pause_after (guint    tries,
             GError **error)
{
  g_autoptr (GError) ended = NULL;

  dex_await (dex_timeout_new_msec ((int) g_random_int_range (1, FIRST_PAUSE_MS << tries)), &ended);
  if (g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&ended));
  return FALSE;
}

static CwCircuit *
get_circuit (CwHttp     *self,
             const char *host)
{
  CwCircuit *circuit = g_hash_table_lookup (self->circuits, host);

  if (circuit == NULL)
    {
      circuit = cw_circuit_new ();
      g_hash_table_insert (self->circuits, g_strdup (host), circuit);
    }

  return circuit;
}

/* Whether a server that did not answer for long is left alone. */
static DexFuture *
reject_resting (const char *host,
                gint64      rest)
{
  return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%.*s” has not answered for a while: try again in %d s"), (int) strcspn (host, ":"), host, (int) (rest / G_USEC_PER_SEC) + 1);
}

static DexFuture *
send_fiber (CwHttp        *self,
            CwHttpRequest *request)
{
  g_autofree char *host = cw_http_request_dup_host (request);
  CwCircuit       *circuit;

  if (host == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("That is no address of a server"));

  circuit = get_circuit (self, host);

  for (guint tries = 0;; tries++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CwHttpReply) reply = NULL;
      gint64 rest = cw_circuit_get_wait (circuit, g_get_monotonic_time ());

      if (rest > 0)
        return reject_resting (host, rest);

      cw_circuit_begin (circuit, g_get_monotonic_time ());
      reply = dex_await_object (try_once (self, request), &error);
      if (reply != NULL || !cw_error_is_cancelled (error))
        cw_circuit_end (circuit, reply != NULL && !is_ill (reply), g_get_monotonic_time ());

      if (reply != NULL && (!is_ill (reply) || tries + 1 >= find_most_tries (request, reply)))
        return dex_future_new_take_object (g_steal_pointer (&reply));
      if (reply == NULL && (cw_error_is_cancelled (error) || tries + 1 >= find_most_tries (request, NULL)))
        return dex_future_new_for_error (cw_http_error_new (host, error));

      g_clear_error (&error);
      if (!pause_after (tries, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
}

/* A request that is under way, which others may join. */
typedef struct
{
  CwHttp *http;
  char   *key;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_object_unref (pending->http);
  g_free (pending->key);
  g_free (pending);
}

static DexFuture *
on_done (DexFuture *future,
         gpointer   data)
{
  Pending *pending = data;

  g_hash_table_remove (pending->http->pending, pending->key);

  return dex_ref (future);
}

/* It goes on although nobody waits any more: somebody else may have joined, and
 * what was dropped cannot be joined again. */
static DexFuture *
send_for_all (CwHttp        *self,
              CwHttpRequest *request,
              const char    *key)
{
  Pending   *pending = g_new0 (Pending, 1);
  DexFuture *future;

  pending->http = g_object_ref (self);
  pending->key = g_strdup (key);
  future = dex_future_finally (cw_spawn (G_CALLBACK (send_fiber), 2, CW_TYPE_HTTP, self, CW_TYPE_HTTP_REQUEST, request), on_done, pending, pending_free);
  if (dex_future_is_pending (future))
    {
      g_hash_table_insert (self->pending, g_strdup (key), future);
      dex_future_disown (dex_ref (future));
    }

  return future;
}

/**
 * cw_http_send:
 * @self: the door
 * @request: what to ask; not to be changed any more
 *
 * Asks, and if need be and it does no harm, again. Where the same is being asked
 * already, by the same person, this waits for that answer.
 *
 * Returns: (transfer full): a future of a #CwHttpReply of any status; rejected
 *   with %CW_ERROR_OFFLINE where none came
 */
DexFuture *
cw_http_send (CwHttp        *self,
              CwHttpRequest *request)
{
  g_autofree char *key = NULL;
  DexFuture       *future;

  dex_return_error_if_fail (CW_IS_HTTP (self));
  dex_return_error_if_fail (CW_IS_HTTP_REQUEST (request));

  if (!cw_http_request_is_repeatable (request))
    return cw_spawn (G_CALLBACK (send_fiber), 2, CW_TYPE_HTTP, self, CW_TYPE_HTTP_REQUEST, request);

  key = cw_http_request_dup_key (request);
  future = g_hash_table_lookup (self->pending, key);
  future = future != NULL ? dex_ref (future) : send_for_all (self, request, key);

  return cw_follow (future);
}

/* --- bodies that are read piece by piece ------------------------------------ */

typedef struct
{
  CwHttpStream *stream;
  DexPromise   *promise;
} Opening;

static void
on_opened (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Opening *opening = data;
  GError  *error = NULL;
  g_autoptr (GInputStream) input = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (input != NULL)
    {
      cw_http_stream_set_input (opening->stream, input);
      dex_promise_resolve_object (opening->promise, g_steal_pointer (&opening->stream));
    }
  else
    dex_promise_reject (opening->promise, error);

  g_clear_object (&opening->stream);
  dex_unref (opening->promise);
  g_free (opening);
}

static DexFuture *
open_once (CwHttp        *self,
           CwHttpRequest *request)
{
  g_autoptr (SoupMessage) message = cw_http_request_make_message (request);
  DexPromise *promise = dex_promise_new ();
  Opening    *opening = g_new0 (Opening, 1);

  use_own_connection (message);
  opening->stream = cw_http_stream_new (message);
  opening->promise = dex_ref (promise);
  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT, NULL, on_opened, opening);

  return DEX_FUTURE (promise);
}

static DexFuture *
open_fiber (CwHttp        *self,
            CwHttpRequest *request)
{
  g_autofree char *host = cw_http_request_dup_host (request);
  g_autoptr (CwHttpStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  CwCircuit *circuit;
  gint64     rest;

  if (host == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("That is no address of a server"));

  circuit = get_circuit (self, host);
  rest = cw_circuit_get_wait (circuit, g_get_monotonic_time ());
  if (rest > 0)
    return reject_resting (host, rest);

  cw_circuit_begin (circuit, g_get_monotonic_time ());
  stream = dex_await_object (open_once (self, request), &error);
  if (stream != NULL || !cw_error_is_cancelled (error))
    cw_circuit_end (circuit, stream != NULL && !is_ill (cw_http_stream_get_reply (stream)), g_get_monotonic_time ());

  if (stream == NULL)
    return dex_future_new_for_error (cw_http_error_new (host, error));

  return dex_future_new_take_object (g_steal_pointer (&stream));
}

/**
 * cw_http_open:
 * @self: the door
 * @request: what to ask; not to be changed any more
 *
 * Asks for what is too large to be held in memory. It is asked once: whoever reads
 * the body knows from where on to ask again.
 *
 * Returns: (transfer full): a future of a #CwHttpStream of any status; rejected
 *   with %CW_ERROR_OFFLINE where no answer came
 */
DexFuture *
cw_http_open (CwHttp        *self,
              CwHttpRequest *request)
{
  dex_return_error_if_fail (CW_IS_HTTP (self));
  dex_return_error_if_fail (CW_IS_HTTP_REQUEST (request));

  return cw_spawn (G_CALLBACK (open_fiber), 2, CW_TYPE_HTTP, self, CW_TYPE_HTTP_REQUEST, request);
}

/**
 * cw_http_forget_failures:
 * @self: the door
 *
 * Asks servers again that are left alone: for when somebody wants to know at once
 * whether they are back.
 */
void
cw_http_forget_failures (CwHttp *self)
{
  GHashTableIter iter;
  gpointer       circuit;

  g_return_if_fail (CW_IS_HTTP (self));

  g_hash_table_iter_init (&iter, self->circuits);
  while (g_hash_table_iter_next (&iter, NULL, &circuit))
    cw_circuit_reset (circuit);
}

/**
 * cw_http_new:
 *
 * Returns: (transfer full): a door; a program needs one
 */
CwHttp *
cw_http_new (void)
{
  return g_object_new (CW_TYPE_HTTP, NULL);
}

static void
cw_http_finalize (GObject *object)
{
  CwHttp *self = CW_HTTP (object);

  g_object_unref (self->session);
  g_hash_table_unref (self->circuits);
  g_hash_table_unref (self->pending);

  G_OBJECT_CLASS (cw_http_parent_class)->finalize (object);
}

static void
cw_http_class_init (CwHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_http_finalize;
}

static void
cw_http_init (CwHttp *self)
{
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", PATIENCE_S, "max-conns", MOST_CONNECTIONS, "max-conns-per-host", MOST_CONNECTIONS, NULL);
  self->circuits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_circuit_free);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-http.h"

#include "cw-async.h"
#include "cw-circuit.h"
#include "cw-error.h"

#include <glib/gi18n.h>

#define USER_AGENT "Clipwright/" VERSION " "

/* How long a server may say nothing, s. */
#define PATIENCE_S 20

/* An answer larger than this is none of an API's, bytes. */
#define MOST_BODY (64 * 1024 * 1024)
#define BLOCK (64 * 1024)

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

static void
on_sent (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (DexPromise) promise = data;
  GError       *error = NULL;
  GInputStream *body = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (body != NULL)
    dex_promise_resolve_object (promise, body);
  else
    dex_promise_reject (promise, error);
}

static DexFuture *
send_message (SoupSession *session,
              SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, dex_promise_get_cancellable (promise), on_sent, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static GBytes *
read_all (GInputStream *stream,
          GError      **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GBytes) block = dex_await_boxed (dex_input_stream_read_bytes (stream, BLOCK, G_PRIORITY_DEFAULT), error);

      if (block == NULL)
        return NULL;
      if (g_bytes_get_size (block) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));

      g_byte_array_append (all, g_bytes_get_data (block, NULL), (guint) g_bytes_get_size (block));
      if (all->len > MOST_BODY)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("the answer does not end"));
          return NULL;
        }
    }
}

static CwHttpReply *
try_once (CwHttp        *self,
          CwHttpRequest *request,
          GError       **error)
{
  g_autoptr (SoupMessage) message = cw_http_request_make_message (request);
  g_autoptr (GInputStream) stream = dex_await_object (send_message (self->session, message), error);
  g_autoptr (GBytes) body = stream != NULL ? read_all (stream, error) : NULL;

  return body != NULL ? cw_http_reply_new (message, body) : NULL;
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

static DexFuture *
reject_offline (const char   *host,
                const GError *cause)
{
  g_autofree char *name = g_strndup (host, strcspn (host, ":"));

  g_debug ("%s: %s", host, cause->message);
  if (cw_error_is_cancelled (cause))
    return dex_future_new_for_error (g_error_copy (cause));
  if (cause->domain == G_TLS_ERROR)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("The connection to “%s” is not safe: %s. Is the clock of this computer right?"), name, cause->message);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%s” does not answer"), name);
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("The connection to “%s” broke"), name);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%s” cannot be reached: %s"), name, cause->message);
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
        return dex_future_new_reject (CW_ERROR, CW_ERROR_OFFLINE, _ ("“%.*s” has not answered for a while; it is asked again in %d s"), (int) strcspn (host, ":"), host, (int) (rest / G_USEC_PER_SEC) + 1);

      cw_circuit_begin (circuit, g_get_monotonic_time ());
      reply = try_once (self, request, &error);
      if (reply != NULL || !cw_error_is_cancelled (error))
        cw_circuit_end (circuit, reply != NULL && !is_ill (reply), g_get_monotonic_time ());

      if (reply != NULL && (!is_ill (reply) || tries + 1 >= find_most_tries (request, reply)))
        return dex_future_new_take_object (g_steal_pointer (&reply));
      if (reply == NULL && (cw_error_is_cancelled (error) || tries + 1 >= find_most_tries (request, NULL)))
        return reject_offline (host, error);

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

/* Done, or not wanted any more. */
static void
pending_free (gpointer data)
{
  Pending *pending = data;

  if (pending->key != NULL)
    g_hash_table_remove (pending->http->pending, pending->key);
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
  g_clear_pointer (&pending->key, g_free);

  return dex_ref (future);
}

static DexFuture *
pass_on (DexFuture *future,
         gpointer   data)
{
  return dex_ref (future);
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
  Pending         *pending;

  dex_return_error_if_fail (CW_IS_HTTP (self));
  dex_return_error_if_fail (CW_IS_HTTP_REQUEST (request));

  if (!cw_http_request_is_repeatable (request))
    return cw_spawn (G_CALLBACK (send_fiber), 2, CW_TYPE_HTTP, self, CW_TYPE_HTTP_REQUEST, request);

  key = cw_http_request_dup_key (request);
  future = g_hash_table_lookup (self->pending, key);
  if (future != NULL)
    return dex_future_finally (dex_ref (future), pass_on, NULL, NULL);

  pending = g_new0 (Pending, 1);
  pending->http = g_object_ref (self);
  pending->key = g_steal_pointer (&key);
  future = dex_future_finally (cw_spawn (G_CALLBACK (send_fiber), 2, CW_TYPE_HTTP, self, CW_TYPE_HTTP_REQUEST, request), on_done, pending, pending_free);
  if (dex_future_is_pending (future))
    g_hash_table_insert (self->pending, g_strdup (pending->key), future);

  return future;
}

/**
 * cw_http_get_session:
 * @self: the door
 *
 * Returns: (transfer none): what downloads use, which read for long and keep what
 *   they have when the connection breaks
 */
SoupSession *
cw_http_get_session (CwHttp *self)
{
  g_return_val_if_fail (CW_IS_HTTP (self), NULL);

  return self->session;
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

  soup_session_abort (self->session);
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
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, "timeout", PATIENCE_S, "max-conns-per-host", 6, NULL);
  self->circuits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) cw_circuit_free);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

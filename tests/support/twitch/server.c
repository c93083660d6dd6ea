/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "server.h"

#include "eventsub.h"
#include "faults.h"
#include "handlers.h"
#include "helix.h"
#include "stats.h"

static gboolean
is_at (const Route *route,
       const char  *path)
{
  return g_str_has_suffix (route->path, "/") ? g_str_has_prefix (path, route->path) : g_str_equal (path, route->path);
}

/* A HEAD is a GET whose body SoupServer leaves out. */
static const Route *
find_route (const char *method,
            const char *path,
            gboolean   *is_known)
{
  guint        n;
  const Route *routes = handlers_get_routes (&n);

  if (g_str_equal (method, "HEAD"))
    method = "GET";

  *is_known = FALSE;
  for (guint i = 0; i < n; i++)
    if (is_at (&routes[i], path))
      {
        *is_known = TRUE;
        if (g_str_equal (routes[i].method, method))
          return &routes[i];
      }

  return NULL;
}

static void
set_date (Request *request)
{
  gint64 now = stand_in_now (request->stand_in) + request->stand_in->settings.clock_skew;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now);
  g_autofree char *text = soup_date_time_to_string (date, SOUP_DATE_HTTP);

  request_set_header (request, "Date", text);
}

/**
 * server_finish:
 * @request: has its answer
 *
 * Sends the answer, spoilt where a test wants that. A handler that took its
 * time calls this; for all others it is done.
 */
void
server_finish (Request *request)
{
  SoupServerMessage *message = request->message;
  const char        *method = soup_server_message_get_method (message);

  request->is_sent = TRUE;
  if (request->fault != NULL)
    fault_spoil (request->fault, request);

  set_date (request);
  if (request->content_type != NULL)
    request_set_header (request, "Content-Type", request->content_type);
  soup_server_message_set_status (message, request->status, NULL);
  if (request->route == NULL || request->route->access != ACCESS_CONTROL)
    stats_record (request->stats, method, request->path, g_uri_get_query (soup_server_message_get_uri (message)), request->status, g_bytes_get_size (request->body));

  if (request->fault != NULL && fault_send (request->fault, request))
    return;

  /* Ranges are the CDN's to answer: SoupServer would make one of any whole
   * body, even where If-Range forbids it. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  if (g_bytes_get_size (request->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), request->body);
  soup_server_message_unpause (message);
}

static void
answer (Request *request)
{
  const Route *route = request->route;
  gboolean     is_known = FALSE;

  if (request->fault != NULL && fault_answers (request->fault, request))
    {
      server_finish (request);
      return;
    }

  if (route == NULL)
    {
      find_route ("", request->path, &is_known);
      request_fail (request, is_known ? 405 : 404, "%s", is_known ? "Method Not Allowed" : "Not Found");
    }
  else if (route->access != ACCESS_HELIX || helix_admits (request))
    {
      request->rest = request->path + strlen (route->path);
      route->handler (request->stand_in, request);
    }

  if (request->status != 0 && !request->is_sent)
    server_finish (request);
}

static gboolean
on_delay (gpointer data)
{
  Request *request = data;

  request->source = 0;
  answer (request);
  return G_SOURCE_REMOVE;
}

static void
on_gone (gpointer data)
{
  Request *request = data;

  if (request->route == NULL || request->route->access != ACCESS_CONTROL)
    stats_end (request->stats);
  request_free (request);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  StandIn         *self = data;
  Request         *request = request_new (self, message, path);
  const char      *method = soup_server_message_get_method (message);
  gboolean         is_known;
  gint64           delay = 0;
  g_autofree char *endpoint = NULL;

  request->route = find_route (method, path, &is_known);
  g_object_set_data_full (G_OBJECT (message), "request", request, on_gone);
  soup_server_message_pause (message);

  if (request->route == NULL || request->route->access != ACCESS_CONTROL)
    {
      endpoint = g_strdup_printf ("%s %s", method, request->route != NULL ? request->route->path : path);
      stats_begin (request->stats, endpoint);
      request->fault = faults_take (self->faults, method, path);
      delay = self->settings.latency + (request->fault != NULL ? fault_get_delay (request->fault) : 0);
    }

  if (delay > 0)
    request->source = g_timeout_add ((guint) delay, on_delay, request);
  else
    answer (request);
}

/**
 * server_new:
 * @port: where on the loopback it listens, 0 for any that is free
 *
 * Returns: (transfer full): a server that listens, or %NULL with @error
 */
SoupServer *
server_new (StandIn *stand_in,
            guint    port,
            GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new ("server-header", NULL, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  GSList *uris;

  soup_server_add_handler (server, NULL, on_request, stand_in, NULL);
  eventsub_listen (stand_in, server);
  if (!soup_server_listen (server, address, 0, error))
    return NULL;

  uris = soup_server_get_uris (server);
  stand_in->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return g_steal_pointer (&server);
}

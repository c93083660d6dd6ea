/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download.h"

#include "cw-async.h"
#include "cw-download-part.h"
#include "cw-error.h"

#include <glib/gi18n.h>

/* How much is read at once. */
#define PIECE (256 * 1024)

/* How often properties are notified at the most. */
#define NOTIFY_INTERVAL (G_TIME_SPAN_SECOND / 10)

/* How often it is tried without anything coming, and how long to wait before the
 * second time at the most, ms; twice as long before each other. */
#define MOST_TRIES 5
#define FIRST_PAUSE_MS 500

/* How often a new address is asked for without anything coming. */
#define MOST_ADDRESSES 2

/* How long to wait for a server that says how long, s. */
#define LONGEST_WAIT_S 60

/* How often to look whether somebody else has ended who downloads the same, ms. */
#define BUSY_PAUSE_MS 200

/* How often a file that turns out to be broken is downloaded at the most. */
#define MOST_CHECKS 2

#define TOO_MANY_REQUESTS 429

/**
 * CwDownload:
 *
 * Brings a file from a server to the disk, whatever happens on the way: goes on
 * where it was after a connection breaks or the program was killed, starts over
 * where the server has another version meanwhile, asks for a new address where the
 * old one has expired, and gives up only when nothing comes any more. What is there
 * can be read while the rest comes.
 */
struct _CwDownload
{
  GObject parent_instance;

  CwHttp             *http;
  CwTransferLimits   *limits; /* nullable */
  CwDownloadCheckFunc check;  /* nullable */
  CwDownloadPart     *part;
  CwDownloadUrlFunc   func;
  gpointer            data;
  GDestroyNotify      data_free;

  char       *url;     /* nullable */
  DexPromise *outcome; /* nullable: what those who wait get */
  DexPromise *stop;    /* rejected when nobody waits any more */
  gulong      handler;
  gint64      best;      /* the most bytes there ever were */
  guint       tries;     /* since then */
  guint       addresses; /* since then */
  gint64      pause;     /* ms that the server wants to be left alone for, or 0 */

  gint64 received; /* as notified */
  gint64 total;
  gint64 notified; /* when, us of the monotonic clock */
  guint  later;    /* when there is something new that was not notified */
};

typedef enum
{
  PROP_RECEIVED = 1,
  PROP_TOTAL,
} CwDownloadProperty;

static GParamSpec *properties[PROP_TOTAL + 1];

G_DEFINE_FINAL_TYPE (CwDownload, cw_download, G_TYPE_OBJECT)

/* How a try ended. */
typedef enum
{
  ENDED_WELL,
  ENDED_AT_ODDS, /* what is there has been thrown away, and that is all */
  ENDED_EARLY,
  ENDED_REFUSED,
  ENDED_BADLY,
} Ending;

static gint64
get_length (CwDownload *self)
{
  return cw_growing_file_get_length (cw_download_get_file (self));
}

static void
notify (CwDownload *self)
{
  CwGrowingFile *file = cw_download_get_file (self);
  gint64         received = cw_growing_file_get_length (file);
  gint64         total = cw_growing_file_get_total (file);

  g_clear_handle_id (&self->later, g_source_remove);
  self->notified = g_get_monotonic_time ();
  if (self->total != total)
    {
      self->total = total;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
    }
  if (self->received != received)
    {
      self->received = received;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECEIVED]);
    }
}

static void
on_later (gpointer data)
{
  CwDownload *self = data;

  self->later = 0;
  notify (self);
}

static void
update (CwDownload *self)
{
  gint64 rest = self->notified + NOTIFY_INTERVAL - g_get_monotonic_time ();

  if (get_length (self) > self->best)
    {
      self->best = get_length (self);
      self->tries = 0;
      self->addresses = 0;
    }

  if (rest <= 0)
    notify (self);
  else if (self->later == 0)
    self->later = g_timeout_add_once ((guint) (rest / 1000) + 1, on_later, self);
}

/* What says of which version a body is, as far as it can be relied upon. */
static const char *
get_validator (CwHttpReply *reply)
{
  const char *etag = cw_http_reply_get_header (reply, "ETag");

  if (etag != NULL && !g_str_has_prefix (etag, "W/"))
    return etag;

  return cw_http_reply_get_header (reply, "Last-Modified");
}

/* The fiber is not cancelled when nobody waits any more, since libdex 0.10 can be
 * caught in a loop by that: it is told, where it would wait for long. Work of less
 * than that is waited for to its end, so that nothing writes any more after it. */
static DexFuture *
unless_stopped (CwDownload *self,
                DexFuture  *future)
{
  return dex_future_first (future, dex_ref (self->stop), NULL);
}

static DexFuture *
open_stream (CwDownload *self)
{
  g_autoptr (CwHttpRequest) request = cw_http_request_new ("GET", self->url);
  gint64      length = get_length (self);
  const char *validator = cw_download_part_get_validator (self->part);

  /* Packed it could not be gone on with. */
  cw_http_request_set_header (request, "Accept-Encoding", "identity");
  if (length > 0 && validator != NULL)
    {
      g_autofree char *range = g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-", length);

      cw_http_request_set_header (request, "Range", range);
      cw_http_request_set_header (request, "If-Range", validator);
    }

  return cw_http_open (self->http, request);
}

/* Whether this is the rest of what is there. */
static gboolean
continues (CwDownload  *self,
           CwHttpReply *reply)
{
  gint64      known = cw_growing_file_get_total (cw_download_get_file (self));
  const char *etag = cw_http_reply_get_header (reply, "ETag");
  const char *validator = cw_download_part_get_validator (self->part);
  gint64      start, total;

  if (!cw_http_reply_get_range (reply, &start, &total) || start != get_length (self))
    return FALSE;
  if (validator != NULL && *validator == '"' && etag != NULL && !g_str_equal (etag, validator))
    return FALSE;

  /* A length that a server was wrong about before may be right now. */
  if (total > 0 && total != known)
    cw_growing_file_set_total (cw_download_get_file (self), total);

  return total == 0 || total >= start;
}

static Ending
find_ending (const GError *error)
{
  return g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE) ? ENDED_EARLY : ENDED_BADLY;
}

static gsize
get_piece (CwDownload *self)
{
  return self->limits != NULL ? cw_transfer_limits_get_piece (self->limits, PIECE) : PIECE;
}

static Ending
pump (CwDownload   *self,
      CwHttpStream *stream,
      GError      **error)
{
  gint64 total;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (GBytes) bytes = dex_await_boxed (unless_stopped (self, cw_http_stream_read (stream, get_piece (self))), &failure);

      if (bytes != NULL && g_bytes_get_size (bytes) == 0)
        break;

      if (bytes == NULL || !dex_await (cw_download_part_append (self->part, bytes), &failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return find_ending (*error);
        }

      update (self);
      if (self->limits != NULL && !dex_await (unless_stopped (self, cw_transfer_limits_pay (self->limits, (gint64) g_bytes_get_size (bytes))), error))
        return ENDED_BADLY;
    }

  total = cw_growing_file_get_total (cw_download_get_file (self));
  if (get_length (self) > 0 && (total == 0 || get_length (self) == total))
    return ENDED_WELL;

  g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("The connection to “%s” broke"), cw_http_reply_get_host (cw_http_stream_get_reply (stream)));
  return ENDED_EARLY;
}

static Ending
start_over (CwDownload *self,
            const char *validator,
            gint64      total,
            GError    **error)
{
  if (!dex_await (cw_download_part_begin (self->part, validator, total), error))
    return ENDED_BADLY;

  update (self);
  return ENDED_AT_ODDS;
}

/* The server has nothing from there on: because that was all, or since it has
 * another version. */
static Ending
end_at_range (CwDownload  *self,
              CwHttpReply *reply,
              GError     **error)
{
  gint64 start, total;

  if (cw_http_reply_get_range (reply, &start, &total) && total > 0 && total == get_length (self))
    {
      cw_growing_file_set_total (cw_download_get_file (self), total);
      return ENDED_WELL;
    }

  return start_over (self, NULL, 0, error);
}

static Ending
refuse (CwHttpReply *reply,
        GError     **error)
{
  guint       status = cw_http_reply_get_status (reply);
  const char *host = cw_http_reply_get_host (reply);

  switch (status)
    {
    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      g_set_error (error, CW_ERROR, CW_ERROR_MISSING, _ ("This video is not on “%s” any more"), host);
      return ENDED_REFUSED;

    case SOUP_STATUS_FORBIDDEN:
      g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("“%s” does not give this video out"), host);
      return ENDED_REFUSED;

    default:
      break;
    }

  if (status >= 500 || status == TOO_MANY_REQUESTS || status == SOUP_STATUS_REQUEST_TIMEOUT)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_OFFLINE, _ ("“%s” has trouble at the moment: try again later"), host);
      return ENDED_EARLY;
    }

  g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("“%s” does not give this video out (%u)"), host, status);
  return ENDED_BADLY;
}

static Ending
take (CwDownload   *self,
      CwHttpStream *stream,
      GError      **error)
{
  CwHttpReply *reply = cw_http_stream_get_reply (stream);
  guint        status = cw_http_reply_get_status (reply);
  gint64       wait = cw_http_reply_get_number (reply, "Retry-After");

  if (wait > 0 && (status == TOO_MANY_REQUESTS || status == SOUP_STATUS_SERVICE_UNAVAILABLE))
    self->pause = MIN (wait, LONGEST_WAIT_S) * 1000;

  if (status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    return end_at_range (self, reply, error);
  if (status != SOUP_STATUS_OK && status != SOUP_STATUS_PARTIAL_CONTENT)
    return refuse (reply, error);

  /* Before anything of what is there is touched. */
  if (!cw_http_reply_check_web_page (reply, error))
    return ENDED_BADLY;

  if (status == SOUP_STATUS_PARTIAL_CONTENT)
    return continues (self, reply) ? pump (self, stream, error) : start_over (self, NULL, 0, error);

  if (start_over (self, get_validator (reply), MAX (cw_http_stream_get_length (stream), 0), error) == ENDED_BADLY)
    return ENDED_BADLY;

  return pump (self, stream, error);
}

static gboolean
is_stopped (CwDownload *self,
            GError    **error)
{
  return dex_future_is_rejected (DEX_FUTURE (self->stop)) && dex_future_get_value (DEX_FUTURE (self->stop), error) == NULL;
}

/* Waits for its turn at the server. */
static gboolean
enter (CwDownload *self,
       const char *host,
       GError    **error)
{
  g_autoptr (DexFuture) entered = cw_transfer_limits_enter (self->limits, host);

  if (dex_await (unless_stopped (self, dex_ref (entered)), error))
    return TRUE;

  /* Both may have happened. */
  if (dex_future_is_resolved (entered))
    cw_transfer_limits_leave (self->limits, host);
  return FALSE;
}

static Ending
ask_server (CwDownload *self,
            GError    **error)
{
  g_autoptr (CwHttpStream) stream = dex_await_object (open_stream (self), error);

  if (stream == NULL)
    return find_ending (*error);
  if (is_stopped (self, error))
    return ENDED_BADLY;

  return take (self, stream, error);
}

static Ending
try_once (CwDownload *self,
          GError    **error)
{
  gint64 total = cw_growing_file_get_total (cw_download_get_file (self));
  g_autoptr (GUri) uri = NULL;
  const char *host;
  Ending      ending;

  /* It may have ended just before the file was put into its place. */
  if (total > 0 && get_length (self) == total)
    return ENDED_WELL;

  if (self->url == NULL)
    self->url = dex_await_string (self->func (self->data), error);
  if (self->url == NULL)
    return find_ending (*error);
  if (is_stopped (self, error))
    return ENDED_BADLY;

  uri = g_uri_parse (self->url, SOUP_HTTP_URI_FLAGS, NULL);
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (self->limits == NULL || host == NULL)
    return ask_server (self, error);

  if (!enter (self, host, error))
    return ENDED_BADLY;

  ending = ask_server (self, error);
  cw_transfer_limits_leave (self->limits, host);
  return ending;
}

static gboolean
pause_ms (CwDownload *self,
          int         ms,
          GError    **error)
{
  g_autoptr (GError) ended = NULL;

  dex_await (unless_stopped (self, dex_timeout_new_msec (ms)), &ended);
  if (g_error_matches (ended, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&ended));
  return FALSE;
}

/* Whether to try once more after that; the error says why not. */
static gboolean
goes_on (CwDownload *self,
         Ending      ending,
         GError    **error)
{
  gint64 wait;

  if (ending == ENDED_REFUSED)
    {
      g_clear_pointer (&self->url, g_free);
      if (++self->addresses > MOST_ADDRESSES - 1)
        return FALSE;

      g_clear_error (error);
      return TRUE;
    }

  if (ending == ENDED_BADLY || ++self->tries >= MOST_TRIES)
    return FALSE;

  g_clear_error (error);
  if (ending == ENDED_AT_ODDS)
    return TRUE;

  /* A random part of it, so that many who failed together do not come back together. */
  wait = self->pause > 0 ? self->pause : g_random_int_range (1, FIRST_PAUSE_MS << MIN (self->tries, MOST_TRIES));
  self->pause = 0;
  return pause_ms (self, (int) wait, error);
}

static gboolean
open_part (CwDownload *self,
           GError    **error)
{
  for (;;)
    {
      g_autoptr (GError) failure = NULL;

      if (dex_await (cw_download_part_open (self->part), &failure))
        return TRUE;

      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }

      if (!pause_ms (self, BUSY_PAUSE_MS, error))
        return FALSE;
    }
}

static gboolean
receive (CwDownload *self,
         GError    **error)
{
  for (;;)
    {
      Ending ending = try_once (self, error);

      update (self);
      if (ending == ENDED_WELL)
        return TRUE;
      if (!goes_on (self, ending, error))
        return FALSE;
    }
}

static gboolean
is_good (CwDownload *self,
         GError    **error)
{
  g_autofree char *path = cw_growing_file_dup_path (cw_download_get_file (self));

  return self->check == NULL || dex_await (unless_stopped (self, self->check (path)), error);
}

static gboolean
bring (CwDownload *self,
       GError    **error)
{
  if (!open_part (self, error))
    return FALSE;

  update (self);
  if (cw_growing_file_is_complete (cw_download_get_file (self)))
    return TRUE;

  for (guint checks = 1;; checks++)
    {
      g_autoptr (GError) failure = NULL;

      if (!receive (self, error))
        return FALSE;
      if (is_good (self, &failure))
        return dex_await (cw_download_part_finish (self->part), error);

      /* Nothing of it is of use; what goes wrong with that is told by the next try. */
      if (g_error_matches (failure, CW_ERROR, CW_ERROR_MALFORMED))
        dex_await (cw_download_part_begin (self->part, NULL, 0), NULL);
      if (checks >= MOST_CHECKS || !g_error_matches (failure, CW_ERROR, CW_ERROR_MALFORMED))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      self->best = 0;
    }
}

static DexFuture *
run_fiber (CwDownload *self)
{
  g_autoptr (GError) error = NULL;
  gboolean good = bring (self, &error);

  g_cancellable_disconnect (dex_promise_get_cancellable (self->outcome), self->handler);
  notify (self);
  if (good)
    {
      dex_promise_resolve_boolean (self->outcome, TRUE);
      return dex_future_new_true ();
    }

  if (error == NULL)
    g_set_error (&error, CW_ERROR, CW_ERROR_OFFLINE, _ ("The server sends another file each time it is asked"));

  /* Those who read it wait no longer. */
  cw_growing_file_fail (cw_download_get_file (self), error);
  dex_promise_reject (self->outcome, g_steal_pointer (&error));
  return dex_future_new_true ();
}

/* Whoever reads the file, or wants to download it anew, need not wait until the
 * server has answered. */
static void
on_unwanted (GCancellable *cancellable,
             gpointer      data)
{
  CwDownload *self = data;
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits for the download any more");

  cw_growing_file_fail (cw_download_get_file (self), error);
  dex_promise_reject (self->stop, g_steal_pointer (&error));
}

/**
 * cw_download_run:
 * @self: a download, which can be run once
 *
 * Downloads, or does nothing where the whole file is there already. Where another
 * program, or another download, is at the same file this waits for it. When what is
 * returned is dropped it stops; what is there is gone on with the next time.
 *
 * Returns: (transfer full): a future that resolves once the whole file is in its
 *   place; rejected with %CW_ERROR_OFFLINE where nothing came any more or a web page
 *   came instead, %CW_ERROR_MISSING or %CW_ERROR_DENIED where new addresses did
 *   not help either, %CW_ERROR_MALFORMED where it was not good, twice,
 *   %CW_ERROR_NO_SPACE where the disk is full
 */
DexFuture *
cw_download_run (CwDownload *self)
{
  dex_return_error_if_fail (CW_IS_DOWNLOAD (self));
  dex_return_error_if_fail (self->outcome == NULL);

  self->outcome = dex_promise_new_cancellable ();
  self->handler = g_cancellable_connect (dex_promise_get_cancellable (self->outcome), G_CALLBACK (on_unwanted), self, NULL);
  dex_future_disown (cw_spawn (G_CALLBACK (run_fiber), 1, CW_TYPE_DOWNLOAD, self));

  /* Only what depends on the promise can cancel it by going. */
  return cw_follow (dex_ref (self->outcome));
}

/**
 * cw_download_set_limits:
 * @self: a download that does not run yet
 * @limits: what it shares with others
 */
void
cw_download_set_limits (CwDownload       *self,
                        CwTransferLimits *limits)
{
  g_return_if_fail (CW_IS_DOWNLOAD (self));
  g_return_if_fail (CW_IS_TRANSFER_LIMITS (limits));

  g_set_object (&self->limits, limits);
}

/**
 * cw_download_set_check:
 * @self: a download that does not run yet
 * @check: looks whether a file is good
 *
 * Only what is good is put into its place; what is not is downloaded anew, once.
 */
void
cw_download_set_check (CwDownload         *self,
                       CwDownloadCheckFunc check)
{
  g_return_if_fail (CW_IS_DOWNLOAD (self));
  g_return_if_fail (check != NULL);

  self->check = check;
}

/**
 * cw_download_get_file:
 * @self: a download
 *
 * Returns: (transfer none): what is there of it, for those who want to read it while
 *   the rest comes
 */
CwGrowingFile *
cw_download_get_file (CwDownload *self)
{
  g_return_val_if_fail (CW_IS_DOWNLOAD (self), NULL);

  return cw_download_part_get_file (self->part);
}

gint64
cw_download_get_received (CwDownload *self)
{
  g_return_val_if_fail (CW_IS_DOWNLOAD (self), 0);

  return self->received;
}

gint64
cw_download_get_total (CwDownload *self)
{
  g_return_val_if_fail (CW_IS_DOWNLOAD (self), 0);

  return self->total;
}

/**
 * cw_download_discard:
 * @path: where the whole file was to be
 *
 * Returns: (transfer full): a future that resolves once nothing is left of what was
 *   begun; the whole file stays where there is one
 */
DexFuture *
cw_download_discard (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_download_part_discard (path);
}

/**
 * cw_download_new:
 * @http: the door
 * @path: where to put the file
 * @func: finds its address
 * @data: given to @func
 * @data_free: (nullable): frees @data
 *
 * Returns: (transfer full): a download that has not begun
 */
CwDownload *
cw_download_new (CwHttp           *http,
                 const char       *path,
                 CwDownloadUrlFunc func,
                 gpointer          data,
                 GDestroyNotify    data_free)
{
  CwDownload *self;

  g_return_val_if_fail (CW_IS_HTTP (http), NULL);
  g_return_val_if_fail (path != NULL && func != NULL, NULL);

  self = g_object_new (CW_TYPE_DOWNLOAD, NULL);
  self->http = g_object_ref (http);
  self->part = cw_download_part_new (path);
  self->func = func;
  self->data = data;
  self->data_free = data_free;

  return self;
}

static void
cw_download_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  CwDownload *self = CW_DOWNLOAD (object);

  switch ((CwDownloadProperty) id)
    {
    case PROP_RECEIVED:
      g_value_set_int64 (value, self->received);
      break;

    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    }
}

static void
cw_download_finalize (GObject *object)
{
  CwDownload *self = CW_DOWNLOAD (object);

  g_clear_handle_id (&self->later, g_source_remove);
  if (self->data_free != NULL)
    self->data_free (self->data);
  g_object_unref (self->http);
  g_clear_object (&self->limits);
  g_object_unref (self->part);
  dex_clear (&self->outcome);
  dex_clear (&self->stop);
  g_free (self->url);

  G_OBJECT_CLASS (cw_download_parent_class)->finalize (object);
}

static void
cw_download_class_init (CwDownloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_download_finalize;
  object_class->get_property = cw_download_get_property;

  properties[PROP_RECEIVED] = g_param_spec_int64 ("received", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_download_init (CwDownload *self)
{
  self->stop = dex_promise_new ();
}

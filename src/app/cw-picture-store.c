/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-picture-store.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-folder-budget.h"
#include "cw-http.h"
#include "cw-paths.h"
#include "cw-work-queue.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <utime.h>

/* As browsers do with one server. */
#define MOST_AT_A_TIME 6

/* What others have made may be kept for a day. */
#define MOST_BYTES (128 * 1024 * 1024)
#define LONGEST_S (24 * 60 * 60)

/* A picture for a card is never as large as this. */
#define LARGEST_PICTURE (8 * 1024 * 1024)

/**
 * CwPictureStore:
 *
 * Pictures from the network, as they are coded, kept in the cache folder for a day.
 */
struct _CwPictureStore
{
  GObject parent_instance;

  CwHttp      *http;
  CwWorkQueue *queue;
};

G_DEFINE_FINAL_TYPE (CwPictureStore, cw_picture_store, G_TYPE_OBJECT)

typedef struct
{
  CwPictureStore *store;
  char           *url;
} Request;

typedef struct
{
  char   *path;
  GBytes *bytes;
} File;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  g_free (request->url);
  g_free (request);
}

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_free (file);
}

static char *
build_path (const char *url)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);

  return cw_paths_build_cache ("pictures", name, NULL);
}

static DexFuture *
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  const char *path = data;
  GStatBuf    status;
  char       *content;
  gsize       length;

  if (g_stat (path, &status) != 0 || g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > LONGEST_S || !g_file_get_contents (path, &content, &length, NULL))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, "No picture in the cache");

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_take (content, length));
}

static DexFuture *
write_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  File            *file = data;
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (file->path, g_bytes_get_data (file->bytes, NULL), (gssize) g_bytes_get_size (file->bytes), &error))
    return dex_future_new_for_error (cw_error_new_for_file (error, file->path));

  return dex_future_new_true ();
}

static DexFuture *
on_written (DexFuture *future,
            gpointer   data)
{
  g_autoptr (GError) error = NULL;

  /* A cache that cannot be written is only slower. */
  if (dex_future_get_value (future, &error) == NULL)
    g_debug ("Keeping a picture: %s", error->message);

  return dex_future_new_true ();
}

static void
keep (const char *path,
      GBytes     *bytes)
{
  File *file = g_new0 (File, 1);

  file->path = g_strdup (path);
  file->bytes = g_bytes_ref (bytes);
  dex_future_disown (dex_future_finally (cw_run_in_thread (write_in_thread, file, file_free), on_written, NULL, NULL));
}

static DexFuture *
load_fiber (CwPictureStore *self,
            const char     *url)
{
  g_autofree char *path = build_path (url);
  g_autoptr (GBytes) kept = dex_await_boxed (cw_run_in_thread (read_in_thread, g_strdup (path), g_free), NULL);
  g_autoptr (CwHttpRequest) request = NULL;
  g_autoptr (CwHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (kept != NULL)
    return dex_future_new_take_boxed (G_TYPE_BYTES, g_steal_pointer (&kept));

  request = cw_http_request_new ("GET", url);
  reply = dex_await_object (cw_http_send (self->http, request), &error);
  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  bytes = cw_http_reply_get_body (reply);
  if (cw_http_reply_get_status (reply) != 200 || g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > LARGEST_PICTURE)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("The picture is not there"));

  keep (path, bytes);
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (bytes));
}

static DexFuture *
begin (gpointer data)
{
  Request *request = data;

  return cw_spawn (G_CALLBACK (load_fiber), 2, CW_TYPE_PICTURE_STORE, request->store, G_TYPE_STRING, request->url);
}

/**
 * cw_picture_store_load:
 * @self: a store
 * @url: where the picture is
 *
 * A few are asked for at a time. Dropping the future before its turn has come
 * means that it is not asked for at all.
 *
 * Returns: (transfer full): a future of a #GBytes, coded as it came; rejected with
 *   %CW_ERROR_MISSING or %CW_ERROR_OFFLINE
 */
DexFuture *
cw_picture_store_load (CwPictureStore *self,
                       const char     *url)
{
  Request *request;

  dex_return_error_if_fail (CW_IS_PICTURE_STORE (self));
  dex_return_error_if_fail (url != NULL);

  request = g_new0 (Request, 1);
  request->store = g_object_ref (self);
  request->url = g_strdup (url);

  return cw_work_queue_run (self->queue, begin, request, request_free);
}

/**
 * cw_picture_store_prune:
 * @self: a store
 *
 * Throws away what is older than a day, and the oldest down to 128 MiB.
 *
 * Returns: (transfer full): a future that resolves once that is done
 */
DexFuture *
cw_picture_store_prune (CwPictureStore *self)
{
  g_autofree char *folder = cw_paths_build_cache ("pictures", NULL);

  dex_return_error_if_fail (CW_IS_PICTURE_STORE (self));

  return cw_folder_budget_keep (folder, MOST_BYTES, LONGEST_S);
}

/**
 * cw_picture_store_clear:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves once nothing is left
 */
DexFuture *
cw_picture_store_clear (CwPictureStore *self)
{
  g_autofree char *folder = cw_paths_build_cache ("pictures", NULL);

  dex_return_error_if_fail (CW_IS_PICTURE_STORE (self));

  return cw_folder_budget_keep (folder, 0, 0);
}

/**
 * cw_picture_store_new:
 * @http: the door to servers
 *
 * Returns: (transfer full): a store
 */
CwPictureStore *
cw_picture_store_new (CwHttp *http)
{
  CwPictureStore *self;

  g_return_val_if_fail (http != NULL, NULL);

  self = g_object_new (CW_TYPE_PICTURE_STORE, NULL);
  self->http = g_object_ref (http);

  return self;
}

static void
cw_picture_store_finalize (GObject *object)
{
  CwPictureStore *self = CW_PICTURE_STORE (object);

  g_clear_object (&self->http);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (cw_picture_store_parent_class)->finalize (object);
}

static void
cw_picture_store_class_init (CwPictureStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_picture_store_finalize;
}

static void
cw_picture_store_init (CwPictureStore *self)
{
  self->queue = cw_work_queue_new (MOST_AT_A_TIME);
}

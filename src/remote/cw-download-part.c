/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-download-part.h"

#include "cw-async.h"
#include "cw-error.h"

#include <glib/gstdio.h>

#define GROUP "download"

/**
 * CwDownloadPart:
 *
 * What a download keeps on the disk: NAME.part, which grows, and beside it
 * NAME.resume, which says which version of the file that is the beginning of. So a
 * download goes on where it was, also after the program was killed.
 *
 * Used on the main thread; what blocks is done on others, one thing at a time.
 */
struct _CwDownloadPart
{
  GObject parent_instance;

  char          *path;
  char          *resume;
  char          *validator; /* nullable */
  CwGrowingFile *file;
};

G_DEFINE_FINAL_TYPE (CwDownloadPart, cw_download_part, G_TYPE_OBJECT)

/**
 * cw_download_part_new:
 * @path: where the whole file is to be
 *
 * Returns: (transfer full): what there is of it, which has to be opened
 */
CwDownloadPart *
cw_download_part_new (const char *path)
{
  CwDownloadPart  *self = g_object_new (CW_TYPE_DOWNLOAD_PART, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);

  self->path = g_strdup (path);
  self->resume = g_strconcat (path, ".resume", NULL);
  self->file = cw_growing_file_new (part);

  return self;
}

CwGrowingFile *
cw_download_part_get_file (CwDownloadPart *self)
{
  g_return_val_if_fail (CW_IS_DOWNLOAD_PART (self), NULL);

  return self->file;
}

/**
 * cw_download_part_get_validator:
 * @self: an open part
 *
 * Returns: (nullable): what the server called the version that this is of, or %NULL
 *   where it cannot be told from another
 */
const char *
cw_download_part_get_validator (CwDownloadPart *self)
{
  g_return_val_if_fail (CW_IS_DOWNLOAD_PART (self), NULL);

  return self->validator;
}

typedef struct
{
  CwDownloadPart *part;
  GBytes         *bytes;
  char           *validator;
  gint64          total;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->part);
  g_clear_pointer (&task->bytes, g_bytes_unref);
  g_free (task->validator);
  g_free (task);
}

static Task *
task_new (CwDownloadPart *self)
{
  Task *task = g_new0 (Task, 1);

  task->part = g_object_ref (self);
  return task;
}

/* A beginning that is of no known version is of no use. */
static gboolean
load_resume (CwDownloadPart *self,
             GError        **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gint64 total;

  g_clear_pointer (&self->validator, g_free);
  if (g_key_file_load_from_file (file, self->resume, G_KEY_FILE_NONE, NULL))
    self->validator = g_key_file_get_string (file, GROUP, "validator", NULL);

  total = g_key_file_get_int64 (file, GROUP, "total", NULL);
  if (cw_growing_file_get_length (self->file) == 0)
    return TRUE;
  if (self->validator == NULL || (total > 0 && cw_growing_file_get_length (self->file) > total))
    return cw_growing_file_restart (self->file, error);

  cw_growing_file_set_total (self->file, MAX (total, 0));
  return TRUE;
}

static DexFuture *
open_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  CwDownloadPart  *self = ((Task *) data)->part;
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    return cw_growing_file_open_whole (self->file, self->path, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));

  g_mkdir_with_parents (folder, 0700);
  if (!cw_growing_file_open (self->file, &error) || !load_resume (self, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_download_part_open:
 * @self: a part
 *
 * Returns: (transfer full): a future that resolves once it is known what is there,
 *   which may be all; rejected with %G_IO_ERROR_BUSY where another download of the
 *   same is under way
 */
DexFuture *
cw_download_part_open (CwDownloadPart *self)
{
  return cw_run_in_thread (open_in_thread, task_new (self), task_free);
}

static DexFuture *
begin_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  /* First what says of which version it is, so that it never says so of another. */
  g_unlink (task->part->resume);
  if (!cw_growing_file_restart (task->part->file, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_growing_file_set_total (task->part->file, task->total);
  if (task->validator == NULL)
    return dex_future_new_true ();

  g_key_file_set_string (file, GROUP, "validator", task->validator);
  g_key_file_set_int64 (file, GROUP, "total", task->total);
  if (!g_key_file_save_to_file (file, task->part->resume, &error))
    return dex_future_new_for_error (cw_error_new_for_file (error, task->part->resume));

  return dex_future_new_true ();
}

/**
 * cw_download_part_begin:
 * @self: an open part
 * @validator: (nullable): what the server calls this version
 * @total: bytes, 0 where it did not say
 *
 * Starts from nothing.
 *
 * Returns: (transfer full): a future that resolves once that is done
 */
DexFuture *
cw_download_part_begin (CwDownloadPart *self,
                        const char     *validator,
                        gint64          total)
{
  Task *task = task_new (self);

  g_set_str (&self->validator, validator);
  task->validator = g_strdup (validator);
  task->total = total;

  return cw_run_in_thread (begin_in_thread, task, task_free);
}

static DexFuture *
append_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  gsize         size;
  gconstpointer bytes = g_bytes_get_data (task->bytes, &size);

  if (!cw_growing_file_append (task->part->file, bytes, size, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * cw_download_part_append:
 * @self: an open part
 * @bytes: what follows
 *
 * Returns: (transfer full): a future that resolves once it is written
 */
DexFuture *
cw_download_part_append (CwDownloadPart *self,
                         GBytes         *bytes)
{
  Task *task = task_new (self);

  task->bytes = g_bytes_ref (bytes);
  return cw_run_in_thread (append_in_thread, task, task_free);
}

static DexFuture *
finish_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  CwDownloadPart *self = ((Task *) data)->part;
  g_autoptr (GError) error = NULL;

  if (!cw_growing_file_complete (self->file, self->path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_unlink (self->resume);
  return dex_future_new_true ();
}

/**
 * cw_download_part_finish:
 * @self: a part that is whole
 *
 * Returns: (transfer full): a future that resolves once it is in its place, also
 *   after the power fails
 */
DexFuture *
cw_download_part_finish (CwDownloadPart *self)
{
  return cw_run_in_thread (finish_in_thread, task_new (self), task_free);
}

static DexFuture *
discard_in_thread (gpointer      data,
                   GCancellable *cancellable)
{
  g_autofree char *part = g_strconcat (data, ".part", NULL);
  g_autofree char *resume = g_strconcat (data, ".resume", NULL);

  g_unlink (resume);
  g_unlink (part);
  return dex_future_new_true ();
}

/**
 * cw_download_part_discard:
 * @path: where the whole file was to be
 *
 * Returns: (transfer full): a future that resolves once nothing is left of what
 *   was begun; the whole file stays where there is one
 */
DexFuture *
cw_download_part_discard (const char *path)
{
  return cw_run_in_thread (discard_in_thread, g_strdup (path), g_free);
}

static void
cw_download_part_finalize (GObject *object)
{
  CwDownloadPart *self = CW_DOWNLOAD_PART (object);

  g_free (self->path);
  g_free (self->resume);
  g_free (self->validator);
  g_object_unref (self->file);

  G_OBJECT_CLASS (cw_download_part_parent_class)->finalize (object);
}

static void
cw_download_part_class_init (CwDownloadPartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_download_part_finalize;
}

static void
cw_download_part_init (CwDownloadPart *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-store.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-unused-media.h"

#define FOLDER "media"

/**
 * CwMediaStore:
 *
 * The library's own media: files in a folder, each named by what is in it, so that the
 * same content is there once.
 *
 * A file is there whole or not at all, whatever happens. What is in the folder but in no
 * clip is found by cw_media_store_list_unused().
 */
struct _CwMediaStore
{
  GObject parent_instance;

  CwDatabase *database;
  char       *folder;
  char       *usual;
};

G_DEFINE_FINAL_TYPE (CwMediaStore, cw_media_store, G_TYPE_OBJECT)

typedef struct
{
  char       *folder;
  char       *path; /* nullable */
  gboolean    usual;
  gboolean    leave;
  CwProgress *progress; /* nullable */
} Task;

static Task *
task_new (CwMediaStore *self)
{
  Task *task = g_new0 (Task, 1);

  task->folder = g_strdup (self->folder);
  task->usual = g_str_equal (self->folder, self->usual);
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_clear_object (&task->progress);
  g_free (task->folder);
  g_free (task->path);
  g_free (task);
}

/* A folder that the user has chosen was made then. Making it again would hide that its
 * disk is away. */
static gboolean
prepare (Task    *task,
         GError **error)
{
  return task->usual ? cw_media_folder_prepare (task->folder, error) : cw_media_folder_check (task->folder, error);
}

static DexFuture *
check_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  return prepare (data, &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static char *
take_now (Task         *task,
          GCancellable *cancellable,
          GError      **error)
{
  return prepare (task, error) ? cw_media_folder_take (task->folder, task->path, task->leave, task->progress, cancellable, error) : NULL;
}

static DexFuture *
take_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  char            *uri = take_now (task, cancellable, &error);

  /* The library may have been moved in the meantime. */
  folder = cw_location_dup_library ();
  if (g_error_matches (error, CW_ERROR, CW_ERROR_OFFLINE) && g_strcmp0 (folder, task->folder) != 0)
    {
      g_clear_error (&error);
      g_set_str (&task->folder, folder);
      task->usual = FALSE;
      uri = take_now (task, cancellable, &error);
    }

  return uri != NULL ? dex_future_new_take_string (uri) : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
take (CwMediaStore *self,
      const char   *path,
      gboolean      leave,
      CwProgress   *progress)
{
  Task *task = task_new (self);

  task->path = g_canonicalize_filename (path, NULL);
  task->leave = leave;
  g_set_object (&task->progress, progress);

  return cw_run_in_thread (take_in_thread, task, task_free);
}

/**
 * cw_media_store_new:
 * @database: the library's database
 * @folder: (nullable): a folder that the user has chosen and cw_library_move_start() has
 *   made; %NULL or "" for "media" beside the database
 *
 * "library:" URIs are resolved by @folder from now on, see cw_location_to_path(): a
 * program has one of these.
 *
 * Returns: (transfer full): the library's media; nothing is looked at yet
 */
CwMediaStore *
cw_media_store_new (CwDatabase *database,
                    const char *folder)
{
  CwMediaStore    *self;
  g_autofree char *beside = NULL;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  beside = g_path_get_dirname (cw_database_get_path (database));
  self = g_object_new (CW_TYPE_MEDIA_STORE, NULL);
  self->database = g_object_ref (database);
  self->usual = g_build_filename (beside, FOLDER, NULL);
  cw_media_store_set_folder (self, folder);

  return self;
}

CwDatabase *
cw_media_store_get_database (CwMediaStore *self)
{
  g_return_val_if_fail (CW_IS_MEDIA_STORE (self), NULL);

  return self->database;
}

const char *
cw_media_store_get_folder (CwMediaStore *self)
{
  g_return_val_if_fail (CW_IS_MEDIA_STORE (self), NULL);

  return self->folder;
}

/**
 * cw_media_store_get_usual_folder:
 * @self: the library's media
 *
 * Returns: (transfer none): where they are as long as the user has not chosen otherwise
 */
const char *
cw_media_store_get_usual_folder (CwMediaStore *self)
{
  g_return_val_if_fail (CW_IS_MEDIA_STORE (self), NULL);

  return self->usual;
}

/**
 * cw_media_store_set_folder:
 * @self: the library's media
 * @folder: (nullable): as for cw_media_store_new()
 *
 * Only says where they are; cw_library_move_start() moves them.
 */
void
cw_media_store_set_folder (CwMediaStore *self,
                           const char   *folder)
{
  g_return_if_fail (CW_IS_MEDIA_STORE (self));

  g_free (self->folder);
  self->folder = g_canonicalize_filename (folder != NULL && *folder != '\0' ? folder : self->usual, NULL);
  cw_location_set_library (self->folder);
}

/**
 * cw_media_store_resolve:
 * @self: the library's media
 * @uri: (nullable): a clip's URI
 *
 * Returns: (transfer full) (nullable): the path of its file, which need not be there;
 *   %NULL where @uri is neither "library:" nor file:
 */
char *
cw_media_store_resolve (CwMediaStore *self,
                        const char   *uri)
{
  g_return_val_if_fail (CW_IS_MEDIA_STORE (self), NULL);

  return cw_location_resolve (uri, self->folder);
}

/**
 * cw_media_store_locate:
 * @self: the library's media
 * @path: (nullable): the absolute path of a file
 *
 * Returns: (transfer full) (nullable): its URI: "library:" where it is one of these
 *   media, else file:
 */
char *
cw_media_store_locate (CwMediaStore *self,
                       const char   *path)
{
  g_return_val_if_fail (CW_IS_MEDIA_STORE (self), NULL);

  return cw_location_from_path (path);
}

/**
 * cw_media_store_check:
 * @self: the library's media
 *
 * Returns: (transfer full): a future that resolves once it is known that the folder is
 *   there; rejects with %CW_ERROR_OFFLINE where its disk or share is away, or
 *   %CW_ERROR_DENIED
 */
DexFuture *
cw_media_store_check (CwMediaStore *self)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (self));

  return cw_run_in_thread (check_in_thread, task_new (self), task_free);
}

/**
 * cw_media_store_take:
 * @self: the library's media
 * @path: a finished file that nobody writes any more
 * @progress: (nullable): gets the bytes; set its total to the file's size
 *
 * Moves a file in: by renaming it where it is on the same file system, else by copying
 * it. Dropping the future ends it and leaves the file where it was, as does a failure.
 * Until a clip names it, it is kept for %CW_MEDIA_STORE_GRACE.
 *
 * Returns: (transfer full): a future of a string: the "library:" URI, once the file is
 *   durable; see cw_media_store_resolve() and cw_location_dup_hash(). Rejects with
 *   %CW_ERROR_OFFLINE, %CW_ERROR_DENIED, %CW_ERROR_NO_SPACE, %CW_ERROR_MISSING, or
 *   %CW_ERROR_INVALID where it is still written
 */
DexFuture *
cw_media_store_take (CwMediaStore *self,
                     const char   *path,
                     CwProgress   *progress)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (self));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  return take (self, path, FALSE, progress);
}

/**
 * cw_media_store_copy:
 * @self: the library's media
 * @path: a file that nobody writes any more
 * @progress: (nullable): gets the bytes
 *
 * As cw_media_store_take(), but @path stays.
 *
 * Returns: (transfer full): as cw_media_store_take()
 */
DexFuture *
cw_media_store_copy (CwMediaStore *self,
                     const char   *path,
                     CwProgress   *progress)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (self));
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  return take (self, path, TRUE, progress);
}

/**
 * cw_media_store_list_unused:
 * @self: the library's media
 * @grace: usually %CW_MEDIA_STORE_GRACE, us
 *
 * Returns: (transfer full): as cw_unused_media_list()
 */
DexFuture *
cw_media_store_list_unused (CwMediaStore *self,
                            gint64        grace)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (self));

  return cw_unused_media_list (self->database, self->folder, grace);
}

/**
 * cw_media_store_delete_unused:
 * @self: the library's media
 * @grace: usually %CW_MEDIA_STORE_GRACE, us
 * @uris: (nullable): only these of the unused
 *
 * Returns: (transfer full): as cw_unused_media_delete()
 */
DexFuture *
cw_media_store_delete_unused (CwMediaStore      *self,
                              gint64             grace,
                              const char *const *uris)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (self));

  return cw_unused_media_delete (self->database, self->folder, grace, uris);
}

static void
cw_media_store_finalize (GObject *object)
{
  CwMediaStore *self = CW_MEDIA_STORE (object);

  g_clear_object (&self->database);
  g_free (self->folder);
  g_free (self->usual);

  G_OBJECT_CLASS (cw_media_store_parent_class)->finalize (object);
}

static void
cw_media_store_class_init (CwMediaStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_media_store_finalize;
}

static void
cw_media_store_init (CwMediaStore *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-file-survey.h"

#include "cw-async.h"
#include "cw-clip-file.h"
#include "cw-error.h"
#include "cw-file.h"
#include "cw-finding.h"
#include "cw-location.h"
#include "cw-media-folder.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Whether clips' files are there and what they were: first by a look at all of them,
 * then by reading those that may have changed. */

typedef struct
{
  GPtrArray  *files;
  char       *media;
  gboolean    read_all;
  CwProgress *progress; /* nullable */
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_ptr_array_unref (task->files);
  g_clear_object (&task->progress);
  g_free (task->media);
  g_free (task);
}

CwFileSurvey *
cw_file_survey_new (void)
{
  CwFileSurvey *self = g_atomic_rc_box_new0 (CwFileSurvey);

  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  self->doubtful = g_ptr_array_new_with_free_func (g_object_unref);
  self->sure = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

CwFileSurvey *
cw_file_survey_ref (CwFileSurvey *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
survey_clear (gpointer data)
{
  CwFileSurvey *self = data;

  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->doubtful);
  g_ptr_array_unref (self->sure);
}

void
cw_file_survey_unref (CwFileSurvey *self)
{
  g_atomic_rc_box_release_full (self, survey_clear);
}

G_DEFINE_BOXED_TYPE (CwFileSurvey, cw_file_survey, cw_file_survey_ref, cw_file_survey_unref)

/* --- looking ----------------------------------------------------------------------------- */

static gint64
time_of (const GStatBuf *status)
{
  return status->st_mtim.tv_sec * G_USEC_PER_SEC + status->st_mtim.tv_nsec / 1000;
}

static gboolean
is_empty (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  return folder == NULL || g_dir_read_name (folder) == NULL;
}

/* Of a file that is not there, the topmost folder that is not there, either, or that is
 * empty as the place of a share is; %NULL where only the file is not there. */
static char *
find_away (const char *path)
{
  g_autofree char *child = g_path_get_dirname (path);

  if (g_file_test (child, G_FILE_TEST_IS_DIR))
    return is_empty (child) ? g_steal_pointer (&child) : NULL;

  for (;;)
    {
      g_autofree char *above = g_path_get_dirname (child);

      if (g_file_test (above, G_FILE_TEST_IS_DIR))
        return is_empty (above) ? g_steal_pointer (&above) : g_steal_pointer (&child);

      g_free (child);
      child = g_steal_pointer (&above);
    }
}

static void
count_up (GHashTable *folders,
          char       *folder)
{
  gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (folders, folder));

  g_hash_table_replace (folders, folder, GSIZE_TO_POINTER (n + 1));
}

static void
add_missing (CwFileSurvey *survey,
             CwClipFile   *file,
             const char   *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : g_strdup (cw_clip_file_get_uri (file));
  g_autofree char *sentence = g_strdup_printf (_ ("The file of “%s” is missing: it was %s"), cw_clip_file_get_title (file), name);

  g_ptr_array_add (survey->findings, cw_finding_new (CW_FINDING_MISSING, sentence, NULL, path, cw_clip_file_get_number (file)));
}

static void
judge (CwFileSurvey   *survey,
       CwClipFile     *file,
       const GStatBuf *status,
       gboolean        read_all)
{
  g_autofree char *named = cw_location_dup_hash (cw_clip_file_get_uri (file));
  gboolean         same_size = cw_clip_file_get_size (file) == status->st_size;
  gboolean         known = *cw_clip_file_get_hash (file) != '\0';

  if (read_all || !same_size)
    g_ptr_array_add (survey->doubtful, g_object_ref (file));
  /* One of ours was read when it got its name. */
  else if (!known && named != NULL)
    g_ptr_array_add (survey->sure, cw_clip_file_new (cw_clip_file_get_number (file), cw_clip_file_get_title (file), cw_clip_file_get_uri (file), status->st_size, time_of (status), named));
  else if (!known || cw_clip_file_get_modified (file) != time_of (status))
    g_ptr_array_add (survey->doubtful, g_object_ref (file));
}

static void
look_at (CwFileSurvey *survey,
         Task         *task,
         CwClipFile   *file,
         GHashTable   *away,
         GHashTable   *closed)
{
  const char      *uri = cw_clip_file_get_uri (file);
  g_autofree char *path = cw_location_resolve (uri, task->media);
  g_autofree char *folder = NULL;
  GStatBuf         status;
  int              said;

  if (path != NULL && g_stat (path, &status) == 0)
    {
      judge (survey, file, &status, task->read_all);
      return;
    }

  said = errno;
  if (path != NULL && (said == ENOENT || said == ENOTDIR))
    folder = cw_location_is_library (uri) ? NULL : find_away (path);
  else if (path != NULL)
    folder = g_path_get_dirname (path);

  if (folder == NULL)
    add_missing (survey, file, path);
  else
    count_up (said == EACCES || said == EPERM ? closed : away, g_steal_pointer (&folder));
}

static void
add_folders (CwFileSurvey *survey,
             GHashTable   *folders,
             CwFindingKind kind)
{
  GHashTableIter iter;
  gpointer       folder, n;

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &folder, &n))
    {
      g_autofree char *name = g_filename_display_name (folder);
      guint            count = (guint) GPOINTER_TO_SIZE (n);
      g_autofree char *sentence = NULL;

      if (kind == CW_FINDING_AWAY)
        sentence = g_strdup_printf (ngettext ("The folder %s is not there, with %u clip: connect the disk or the share that it is on", "The folder %s is not there, with %u clips: connect the disk or the share that it is on", count), name, count);
      else
        sentence = g_strdup_printf (ngettext ("The folder %s cannot be read, with %u clip: you are not allowed to", "The folder %s cannot be read, with %u clips: you are not allowed to", count), name, count);

      g_ptr_array_add (survey->findings, cw_finding_new (kind, sentence, NULL, folder, count));
    }
}

static DexFuture *
look_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (CwFileSurvey) survey = cw_file_survey_new ();
  g_autoptr (GHashTable) away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) folder_error = NULL;
  gboolean there = cw_media_folder_check (task->media, &folder_error);

  for (guint i = 0; i < task->files->len; i++)
    {
      CwClipFile *file = g_ptr_array_index (task->files, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));

      if (!there && cw_location_is_library (cw_clip_file_get_uri (file)))
        count_up (g_error_matches (folder_error, CW_ERROR, CW_ERROR_DENIED) ? closed : away, g_strdup (task->media));
      else
        look_at (survey, task, file, away, closed);
    }

  add_folders (survey, away, CW_FINDING_AWAY);
  add_folders (survey, closed, CW_FINDING_UNREADABLE);
  return dex_future_new_take_boxed (CW_TYPE_FILE_SURVEY, g_steal_pointer (&survey));
}

/**
 * cw_file_survey_look:
 * @files: (element-type CwClipFile): clips' files; not to be changed any more
 * @media: the library's own folder of media
 * @read_all: whether to doubt also those that look as before
 *
 * Returns: (transfer full): a future of a boxed #CwFileSurvey; many files that are away with
 *   their folder are one finding
 */
DexFuture *
cw_file_survey_look (GPtrArray  *files,
                     const char *media,
                     gboolean    read_all)
{
  Task *task;

  dex_return_error_if_fail (files != NULL && media != NULL);

  task = g_new0 (Task, 1);
  task->files = g_ptr_array_ref (files);
  task->media = g_strdup (media);
  task->read_all = read_all;
  return cw_run_in_thread (look_in_thread, task, task_free);
}

/* --- reading --------------------------------------------------------------------------------- */

static void
add_changed (CwFileSurvey *survey,
             CwClipFile   *file,
             const char   *path)
{
  gboolean         own = cw_location_is_library (cw_clip_file_get_uri (file));
  g_autofree char *sentence = NULL;

  if (own)
    sentence = g_strdup_printf (_ ("The file of “%s” is damaged: fetch the clip again, or restore a backup"), cw_clip_file_get_title (file));
  else
    sentence = g_strdup_printf (_ ("Another program has changed the file of “%s”"), cw_clip_file_get_title (file));

  g_ptr_array_add (survey->findings, cw_finding_new (own ? CW_FINDING_DAMAGED : CW_FINDING_CHANGED, sentence, own ? NULL : _ ("The clip becomes what the file is now"), path, cw_clip_file_get_number (file)));
}

static gboolean
is_same (CwClipFile *file,
         const char *hash,
         gint64      size)
{
  g_autofree char *named = cw_location_dup_hash (cw_clip_file_get_uri (file));

  if (named != NULL)
    return g_str_equal (named, hash);
  if (*cw_clip_file_get_hash (file) != '\0')
    return g_str_equal (cw_clip_file_get_hash (file), hash);

  return cw_clip_file_get_size (file) == size;
}

static gboolean
read_one (CwFileSurvey *survey,
          Task         *task,
          CwClipFile   *file,
          GCancellable *cancellable,
          GError      **error)
{
  g_autofree char *path = cw_location_resolve (cw_clip_file_get_uri (file), task->media);
  g_autoptr (GError) problem = NULL;
  g_autofree char *hash = cw_file_hash (path, task->progress, cancellable, &problem);
  GStatBuf         status;

  if (cw_error_is_cancelled (problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (hash == NULL || g_stat (path, &status) != 0)
    g_ptr_array_add (survey->findings, cw_finding_new (CW_FINDING_UNREADABLE, problem != NULL ? problem->message : g_strerror (errno), NULL, path, cw_clip_file_get_number (file)));
  else if (!is_same (file, hash, status.st_size))
    add_changed (survey, file, path);
  else
    g_ptr_array_add (survey->sure, cw_clip_file_new (cw_clip_file_get_number (file), cw_clip_file_get_title (file), cw_clip_file_get_uri (file), status.st_size, time_of (&status), hash));

  return TRUE;
}

static DexFuture *
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (CwFileSurvey) survey = cw_file_survey_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < task->files->len; i++)
    if (!read_one (survey, task, g_ptr_array_index (task->files, i), cancellable, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (CW_TYPE_FILE_SURVEY, g_steal_pointer (&survey));
}

/**
 * cw_file_survey_read:
 * @files: (element-type CwClipFile): some that are doubtful
 * @media: the library's own folder of media
 * @progress: (nullable): gets the bytes
 *
 * Returns: (transfer full): a future of a boxed #CwFileSurvey, without doubtful ones
 */
DexFuture *
cw_file_survey_read (GPtrArray  *files,
                     const char *media,
                     CwProgress *progress)
{
  Task *task;

  dex_return_error_if_fail (files != NULL && media != NULL);

  task = g_new0 (Task, 1);
  task->files = g_ptr_array_ref (files);
  task->media = g_strdup (media);
  g_set_object (&task->progress, progress);
  return cw_run_in_thread (read_in_thread, task, task_free);
}

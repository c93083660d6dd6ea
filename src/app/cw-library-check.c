/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-check.h"

#include "cw-async.h"
#include "cw-clip-file.h"
#include "cw-error.h"
#include "cw-file-survey.h"
#include "cw-health-store.h"
#include "cw-job-store.h"
#include "cw-location.h"
#include "cw-media-store.h"
#include "cw-presence.h"
#include "cw-project-folder.h"
#include "cw-project-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* How many files are read before what was learnt is taken down, so that checking anew
 * after a cancel does not begin anew. */
#define BATCH 16

/* What all else of a check is beside reading files, in bytes of progress. */
#define LOOK (1024 * 1024)

static gboolean
extend (GPtrArray *findings,
        GPtrArray *more)
{
  if (more != NULL)
    g_ptr_array_extend (findings, more, (GCopyFunc) g_object_ref, NULL);

  return more != NULL;
}

/* --- the clips' files ------------------------------------------------------------------------ */

/* What is learnt goes to the database. */
static gboolean
take_down (CwDatabase   *database,
           CwFileSurvey *survey,
           GPtrArray    *findings,
           GError      **error)
{
  extend (findings, survey->findings);

  return survey->sure->len == 0 || dex_await (cw_health_store_set_files (database, survey->sure), error);
}

static gboolean
read_doubtful (CwMediaStore *media,
               GPtrArray    *doubtful,
               GPtrArray    *findings,
               CwProgress   *progress,
               GError      **error)
{
  for (guint i = 0; i < doubtful->len; i++)
    cw_progress_add_total (progress, cw_clip_file_get_size (doubtful->pdata[i]));

  for (guint i = 0; i < doubtful->len; i += BATCH)
    {
      g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (CwFileSurvey) survey = NULL;

      for (guint j = i; j < MIN (i + BATCH, doubtful->len); j++)
        g_ptr_array_add (batch, g_object_ref (doubtful->pdata[j]));

      survey = dex_await_boxed (cw_file_survey_read (batch, cw_media_store_get_folder (media), progress), error);
      if (survey == NULL || !take_down (cw_media_store_get_database (media), survey, findings, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_clips (CwMediaStore *media,
             gboolean      read_all,
             GPtrArray    *findings,
             CwProgress   *progress,
             GError      **error)
{
  CwDatabase *database = cw_media_store_get_database (media);
  g_autoptr (GPtrArray) files = dex_await_boxed (cw_health_store_list_files (database), error);
  g_autoptr (GPtrArray) twice = NULL;
  g_autoptr (CwFileSurvey) survey = NULL;

  if (files == NULL)
    return FALSE;

  survey = dex_await_boxed (cw_file_survey_look (files, cw_media_store_get_folder (media), read_all), error);
  if (survey == NULL || !take_down (database, survey, findings, error) || !read_doubtful (media, survey->doubtful, findings, progress, error))
    return FALSE;

  twice = dex_await_boxed (cw_health_store_list_twice (database), error);
  for (guint i = 0; twice != NULL && i < twice->len; i++)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("These clips have the same content: “%s”"), cw_clip_file_get_title (twice->pdata[i]));

      g_ptr_array_add (findings, cw_finding_new (CW_FINDING_TWICE, sentence, NULL, cw_clip_file_get_hash (twice->pdata[i]), cw_clip_file_get_number (twice->pdata[i])));
    }

  return twice != NULL;
}

/* --- the rest --------------------------------------------------------------------------------- */

static gboolean
check_unused (CwMediaStore *media,
              gint64        grace,
              GPtrArray    *findings,
              GError      **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) files = dex_await_boxed (cw_media_store_list_unused (media, grace), &problem);

  /* That the folder is away was told already, where clips are in it. A damaged command
   * keeps everything. */
  if (g_error_matches (problem, CW_ERROR, CW_ERROR_OFFLINE) || g_error_matches (problem, CW_ERROR, CW_ERROR_DENIED))
    return TRUE;
  if (g_error_matches (problem, CW_ERROR, CW_ERROR_MALFORMED))
    {
      g_ptr_array_add (findings, cw_finding_new (CW_FINDING_DATABASE, problem->message, NULL, NULL, 0));
      return TRUE;
    }
  if (files == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  for (guint i = 0; i < files->len; i++)
    {
      CwStoredFile    *file = g_ptr_array_index (files, i);
      gboolean         whole = *cw_stored_file_get_uri (file) != '\0';
      g_autofree char *name = g_filename_display_basename (cw_stored_file_get_path (file));
      g_autofree char *size = g_format_size ((guint64) cw_stored_file_get_size (file));
      g_autofree char *sentence = g_strdup_printf (whole ? _ ("No clip has the file %s (%s)") : _ ("The file %s (%s) never was finished"), name, size);

      g_ptr_array_add (findings, cw_finding_new (whole ? CW_FINDING_UNUSED : CW_FINDING_UNFINISHED, sentence, _ ("The file is deleted"), whole ? cw_stored_file_get_uri (file) : cw_stored_file_get_path (file), 0));
    }

  return TRUE;
}

/* Of FILES, those that PATHS of the same order say are not there. */
static gboolean
add_absent (GPtrArray    *files,
            GPtrArray    *paths,
            CwFindingKind kind,
            GPtrArray    *findings,
            GError      **error)
{
  g_auto (GStrv) absent = NULL;
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (paths, NULL);
  absent = dex_await_boxed (cw_presence_check ((const char *const *) paths->pdata), error);
  for (guint i = 0; absent != NULL && absent[i] != NULL; i++)
    g_hash_table_add (gone, absent[i]);

  for (guint i = 0; i < files->len; i++)
    {
      CwClipFile      *file = g_ptr_array_index (files, i);
      g_autofree char *sentence = NULL;

      if (!g_hash_table_contains (gone, paths->pdata[i]))
        continue;

      if (kind == CW_FINDING_PROJECT)
        sentence = g_strdup_printf (_ ("The file of the project “%s” is missing"), cw_clip_file_get_title (file));
      else
        sentence = g_strdup_printf (_ ("What was exported as “%s” is not there any more"), cw_clip_file_get_title (file));

      g_ptr_array_add (findings, cw_finding_new (kind, sentence, kind == CW_FINDING_PROJECT ? _ ("The project is taken off the list") : _ ("The export is taken off the list"), kind == CW_FINDING_PROJECT ? cw_clip_file_get_uri (file) : cw_clip_file_get_hash (file), 0));
    }

  return absent != NULL;
}

static gboolean
check_projects (CwDatabase *database,
                GPtrArray  *findings,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (cw_database_get_path (database));
  g_autofree char *projects = g_build_filename (folder, "projects", NULL);
  g_autoptr (GPtrArray) files = dex_await_boxed (cw_health_store_list_projects (database), error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_add (paths, cw_project_folder_build_path (projects, cw_clip_file_get_uri (files->pdata[i])));

  return files != NULL && add_absent (files, paths, CW_FINDING_PROJECT, findings, error);
}

static gboolean
check_jobs (CwDatabase *database,
            GPtrArray  *findings,
            GError    **error)
{
  g_autoptr (GPtrArray) files = dex_await_boxed (cw_health_store_list_outputs (database), error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      char *path = cw_location_to_path (cw_clip_file_get_uri (files->pdata[i]));

      g_ptr_array_add (paths, path != NULL ? path : g_strdup (""));
    }

  return files != NULL && add_absent (files, paths, CW_FINDING_JOB, findings, error);
}

static gboolean
has_damage (GPtrArray *findings)
{
  return findings->len > 0 && cw_finding_get_kind (findings->pdata[0]) == CW_FINDING_DATABASE;
}

static DexFuture *
run_fiber (CwMediaStore *media,
           gboolean      read_all,
           gint64        grace,
           CwProgress   *progress)
{
  CwDatabase *database = cw_media_store_get_database (media);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) inside = NULL;
  g_autoptr (GError) error = NULL;

  cw_progress_add_total (progress, LOOK);

  /* The usual folder is made where it never was; that another is away is a finding. */
  dex_await (cw_media_store_check (media), NULL);

  inside = dex_await_boxed (cw_health_store_check (database), &error);
  if (!extend (findings, inside))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What a damaged database says of files is nothing to go by. */
  if (!has_damage (findings) && !(check_clips (media, read_all, findings, progress, &error) && check_unused (media, grace, findings, &error) && check_projects (database, findings, &error) && check_jobs (database, findings, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_progress_add (progress, LOOK);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&findings));
}

/**
 * cw_library_check_run:
 * @media: the library's media; its database is open
 * @read_all: whether to read all files; else only those that look changed, or that never
 *   were read
 * @grace: usually %CW_MEDIA_STORE_GRACE: since when a file has to be unused to be told, us
 * @progress: (nullable): gets the bytes
 *
 * Checks everything and changes nothing, but that it takes down hashes, sizes and times of
 * files that are all right. Dropping the future ends it; what it has learnt stays.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwFinding, empty where all
 *   is well
 */
DexFuture *
cw_library_check_run (CwMediaStore *media,
                      gboolean      read_all,
                      gint64        grace,
                      CwProgress   *progress)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  return cw_spawn (G_CALLBACK (run_fiber), 4, CW_TYPE_MEDIA_STORE, media, G_TYPE_BOOLEAN, read_all, G_TYPE_INT64, grace, CW_TYPE_PROGRESS, progress);
}

/* --- repairing ------------------------------------------------------------------------------- */

static DexFuture *
import (CwLibrary  *library,
        const char *path)
{
  if (library == NULL || path == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("This cannot be repaired"));

  return cw_library_import (library, path);
}

/* The clip becomes what the file is now, which the next check reads. */
static DexFuture *
renew_fiber (CwDatabase *database,
             CwLibrary  *library,
             CwFinding  *finding)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (import (library, cw_finding_get_subject (finding)), &error) || !dex_await (cw_health_store_forget_hash (database, cw_finding_get_number (finding)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
remove_file (gpointer      data,
             GCancellable *cancellable)
{
  g_autofree char *name = g_path_get_basename (data);

  /* Somebody may have begun to write it anew. */
  if (g_unlink (data) != 0 && errno != ENOENT)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_DENIED, "%s: %s", name, g_strerror (errno));

  return dex_future_new_true ();
}

static DexFuture *
repair (CwMediaStore   *media,
        CwLibrary      *library,
        CwFinding      *finding,
        CwLibraryRepair how,
        gint64          grace)
{
  CwDatabase *database = cw_media_store_get_database (media);
  const char *subject = cw_finding_get_subject (finding);
  g_autoptr (CwProjectStore) projects = NULL;
  g_autoptr (CwJobStore) jobs = NULL;
  g_autofree char *path = NULL;

  switch (cw_finding_get_kind (finding))
    {
    case CW_FINDING_KEYS:
      return cw_health_store_remove_dangling (database);
    case CW_FINDING_WORDS:
      return cw_health_store_rebuild_words (database);
    case CW_FINDING_CHANGED:
      return cw_spawn (G_CALLBACK (renew_fiber), 3, CW_TYPE_DATABASE, database, CW_TYPE_LIBRARY, library, CW_TYPE_FINDING, finding);
    case CW_FINDING_UNUSED:
      path = cw_media_store_resolve (media, subject);
      return how == CW_LIBRARY_REPAIR_TAKE_BACK ? import (library, path) : cw_media_store_delete_unused (media, grace, (const char *const[]) { subject, NULL });
    case CW_FINDING_UNFINISHED:
      return cw_run_in_thread (remove_file, g_strdup (subject), g_free);
    case CW_FINDING_PROJECT:
      projects = cw_project_store_new (database);
      return cw_project_store_remove (projects, subject, g_get_real_time ());
    case CW_FINDING_JOB:
      jobs = cw_job_store_new (database);
      return cw_job_store_remove (jobs, subject);
    case CW_FINDING_DATABASE:
    case CW_FINDING_AWAY:
    case CW_FINDING_UNREADABLE:
    case CW_FINDING_MISSING:
    case CW_FINDING_DAMAGED:
    case CW_FINDING_TWICE:
      break;
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("This cannot be repaired"));
}

/**
 * cw_library_check_repair:
 * @media: the library's media
 * @library: (nullable): the library, which what is changed or taken back becomes a clip of
 * @finding: what cw_library_check_run() has found
 * @how: how to repair it
 * @grace: as for cw_library_check_run()
 *
 * Does what cw_finding_get_repair() says, and nothing else. Lists that were loaded before
 * have to be loaded anew.
 *
 * Returns: (transfer full): a future that resolves once it is repaired; rejects with
 *   %CW_ERROR_INVALID where it cannot be
 */
DexFuture *
cw_library_check_repair (CwMediaStore   *media,
                         CwLibrary      *library,
                         CwFinding      *finding,
                         CwLibraryRepair how,
                         gint64          grace)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));
  dex_return_error_if_fail (library == NULL || CW_IS_LIBRARY (library));
  dex_return_error_if_fail (CW_IS_FINDING (finding));

  return repair (media, library, finding, how, grace);
}

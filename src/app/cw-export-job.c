/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-export-job.h"
#include "cw-id.h"
#include "cw-json.h"
#include "cw-paths.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-project-file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* An export as a job: its payload is the project as it was when it was asked
 * for, the preset, and what file it may replace. */

typedef struct
{
  char *output;
  char *agreed;
} Choice;

typedef struct
{
  char *path;
  char *text;
} File;

/* What tells the file at PATH from any that may come in its place. */
static char *
identify (const char *path)
{
  GStatBuf status;

  if (g_lstat (path, &status) != 0)
    return NULL;

  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ".%09ld",
                          (guint64) status.st_dev, (guint64) status.st_ino, (gint64) status.st_size,
                          (gint64) status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

static DexFuture *
identify_in_thread (gpointer      data,
                    GCancellable *cancellable)
{
  return dex_future_new_take_string (identify (data));
}

static char *
build_payload (CwProject  *project,
               const char *preset_id,
               const char *replaces)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = cw_project_file_write (project);
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "preset", preset_id);
  if (replaces != NULL)
    json_object_set_string_member (object, "replaces", replaces);
  json_object_set_string_member (object, "project", text);
  json_node_take_object (node, object);

  return cw_json_to_text (node, FALSE);
}

static char *
dup_member (CwJob      *job,
            const char *member)
{
  g_autoptr (JsonNode) node = json_from_string (cw_job_get_payload (job), NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_strdup (cw_json_get_string (json_node_get_object (node), member)) : NULL;
}

static char *
build_project_path (CwJob *job)
{
  g_autofree char *name = g_strconcat (cw_job_get_id (job), ".otio", NULL);

  return cw_paths_build_cache ("jobs", name, NULL);
}

static DexFuture *
make_fiber (CwProject  *project,
            const char *preset_id,
            const char *output)
{
  g_autofree char *replaces = dex_await_string (cw_run_in_thread (identify_in_thread, g_strdup (output), g_free), NULL);
  g_autofree char *payload = build_payload (project, preset_id, replaces);
  g_autofree char *id = cw_id_new ();

  return dex_future_new_take_object (cw_job_new (id, CW_EXPORT_JOB_KIND, cw_project_get_title (project), NULL, payload, output, g_get_real_time ()));
}

/**
 * cw_export_job_make:
 * @project: what to export, as it is now
 * @preset_id: what to export to
 * @output: the path of the file to make
 *
 * Returns: (transfer full): a future that resolves to a new #CwJob; rejects
 *   with %CW_ERROR_INVALID where there is no such preset or nothing to export
 */
DexFuture *
cw_export_job_make (CwProject  *project,
                    const char *preset_id,
                    const char *output)
{
  const CwPreset *preset = cw_presets_find (preset_id);
  g_autoptr (CwProject) copy = NULL;
  g_autofree char *absolute = NULL;

  dex_return_error_if_fail (CW_IS_PROJECT (project));
  dex_return_error_if_fail (output != NULL);

  if (preset == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("There is no preset “%s”"), preset_id != NULL ? preset_id : "");

  if (cw_project_get_duration (project) <= 0)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is empty: there is nothing to export"), cw_project_get_title (project));

  copy = cw_project_copy (project);
  cw_project_apply_preset (copy, preset);
  absolute = g_canonicalize_filename (output, NULL);

  return cw_spawn (G_CALLBACK (make_fiber), 3, CW_TYPE_PROJECT, copy, G_TYPE_STRING, preset_id, G_TYPE_STRING, absolute);
}

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->output);
  g_free (choice->agreed);
  g_free (choice);
}

static DexFuture *
choose_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Choice          *choice = data;
  const char      *dot = strrchr (choice->output, '.');
  const char      *slash = strrchr (choice->output, '/');
  g_autofree char *stem = NULL;

  if (dot == NULL || dot <= slash + 1)
    dot = choice->output + strlen (choice->output);
  stem = g_strndup (choice->output, (gsize) (dot - choice->output));

  for (guint i = 1; i < 10000; i++)
    {
      g_autofree char *path = i == 1 ? g_strdup (choice->output) : g_strdup_printf ("%s (%u)%s", stem, i, dot);
      g_autofree char *there = identify (path);

      if (there == NULL || (i == 1 && g_strcmp0 (there, choice->agreed) == 0))
        return dex_future_new_take_string (g_steal_pointer (&path));
    }

  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("Every name like “%s” is taken: please choose another one"), choice->output);
}

/**
 * cw_export_job_choose_output:
 * @job: an export that is about to begin
 *
 * A file that was there when the export was asked for may be replaced; one that
 * has come since, or has changed, may not.
 *
 * Returns: (transfer full): a future that resolves to a path that may be
 *   written: the job's own, or that with a number
 */
DexFuture *
cw_export_job_choose_output (CwJob *job)
{
  Choice *choice;

  dex_return_error_if_fail (CW_IS_JOB (job));
  dex_return_error_if_fail (cw_job_get_output (job) != NULL);

  choice = g_new0 (Choice, 1);
  choice->output = g_strdup (cw_job_get_output (job));
  choice->agreed = dup_member (job, "replaces");

  return cw_run_in_thread (choose_in_thread, choice, choice_free);
}

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file->text);
  g_free (file);
}

static DexFuture *
write_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  File            *file = data;
  g_autofree char *folder = g_path_get_dirname (file->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents (file->path, file->text, -1, &error))
    return dex_future_new_for_error (cw_error_new_for_file (error, file->path));

  return dex_future_new_take_string (g_strdup (file->path));
}

/**
 * cw_export_job_unpack:
 * @job: an export
 *
 * Returns: (transfer full): a future that resolves to the path of a file with
 *   its project, until cw_export_job_clean_up()
 */
DexFuture *
cw_export_job_unpack (CwJob *job)
{
  g_autofree char *text = NULL;
  File            *file;

  dex_return_error_if_fail (CW_IS_JOB (job));

  text = dup_member (job, "project");
  if (text == NULL)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("What to export was lost: please export it again from its project"));

  file = g_new0 (File, 1);
  file->path = build_project_path (job);
  file->text = g_steal_pointer (&text);

  return cw_run_in_thread (write_in_thread, file, file_free);
}

static DexFuture *
remove_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  g_unlink (data);
  return dex_future_new_true ();
}

/**
 * cw_export_job_clean_up:
 * @job: an export that has ended
 *
 * Returns: (transfer full): a future that resolves once nothing of
 *   cw_export_job_unpack() is left
 */
DexFuture *
cw_export_job_clean_up (CwJob *job)
{
  dex_return_error_if_fail (CW_IS_JOB (job));

  return cw_run_in_thread (remove_in_thread, build_project_path (job), g_free);
}

/**
 * cw_export_job_dup_preset_id:
 * @job: an export
 *
 * Returns: (transfer full): the id of its preset
 */
char *
cw_export_job_dup_preset_id (CwJob *job)
{
  char *id;

  g_return_val_if_fail (CW_IS_JOB (job), NULL);

  id = dup_member (job, "preset");
  return id != NULL ? id : g_strdup ("source");
}

/**
 * cw_export_job_may_replace:
 * @job: an export
 *
 * Returns: whether the user was asked for a file to be replaced, which is the
 *   one that cw_export_job_choose_output() has found if any is there
 */
gboolean
cw_export_job_may_replace (CwJob *job)
{
  g_autofree char *replaces = NULL;

  g_return_val_if_fail (CW_IS_JOB (job), FALSE);

  replaces = dup_member (job, "replaces");
  return replaces != NULL;
}

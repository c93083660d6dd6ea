/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-project-file.h"
#include "cw-project-folder.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define EXTENSION ".otio"

/* Older versions lie in a folder of their own: no more than so many, and no two
 * from the same few minutes, or they would all be of the last one. */
#define VERSIONS "versions"
#define MOST_VERSIONS 10
#define VERSION_SECONDS (5 * 60)

#define MOST_BYTES (64 * 1024 * 1024)

typedef struct
{
  char *folder;
  char *id;
  char *text;
} Writing;

/**
 * cw_project_folder_build_path:
 * @folder: where the projects are
 * @id: a project's id
 *
 * Returns: (transfer full): the path of its file
 */
char *
cw_project_folder_build_path (const char *folder,
                              const char *id)
{
  g_autofree char *name = g_strconcat (id, EXTENSION, NULL);

  return g_build_filename (folder, name, NULL);
}

static DexFuture *
list (gpointer      data,
      GCancellable *cancellable)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GDir) folder = g_dir_open (data, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *id = g_strdup (name);

      if (!g_str_has_suffix (name, EXTENSION))
        continue;

      id[strlen (id) - strlen (EXTENSION)] = '\0';
      if (g_uuid_string_is_valid (id))
        g_strv_builder_add (ids, id);
    }

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (ids));
}

/**
 * cw_project_folder_list:
 * @folder: where the projects are
 *
 * Returns: (transfer full): a future that resolves to a boxed #GStrv: the ids
 *   of all projects that have a file; none where there is no folder
 */
DexFuture *
cw_project_folder_list (const char *folder)
{
  dex_return_error_if_fail (folder != NULL);

  return cw_run_in_thread (list, g_strdup (folder), g_free);
}

/* A path that is not absolute is meant from the file's folder. */
static void
resolve_paths (CwProject  *project,
               const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint i = 0; i < cw_project_get_n_tracks (project); i++)
    {
      CwTrack *track = cw_project_get_track (project, i);

      for (guint j = 0; j < cw_track_get_n_items (track); j++)
        {
          CwItem          *item = cw_track_get_item (track, j);
          g_autofree char *absolute = NULL;

          if (cw_item_get_kind (item) != CW_ITEM_MEDIA || g_path_is_absolute (cw_item_get_path (item)))
            continue;

          absolute = g_canonicalize_filename (cw_item_get_path (item), folder);
          cw_item_set_path (item, absolute);
        }
    }
}

static CwProject *
read_project (const char *path,
              GError    **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (CwProject) project = NULL;
  g_autoptr (GError) problem = NULL;
  GStatBuf status;
  gsize    length;

  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > MOST_BYTES))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("“%s” is no project"), name);
      return NULL;
    }

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_propagate_error (error, cw_error_new_for_file (problem, path));
      return NULL;
    }

  project = cw_project_file_read (text, (gssize) length, &problem);
  if (project == NULL)
    {
      g_set_error (error, CW_ERROR, problem->code, _ ("“%s” cannot be opened. %s"), name, problem->message);
      return NULL;
    }

  resolve_paths (project, path);
  return g_steal_pointer (&project);
}

static DexFuture *
read_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *absolute = g_canonicalize_filename (data, NULL);
  CwProject       *project = read_project (absolute, &error);

  return project != NULL ? dex_future_new_take_object (project) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_project_folder_read:
 * @path: a project's file, wherever it is
 *
 * Returns: (transfer full): a future that resolves to the #CwProject, or
 *   rejects with a sentence that names the file, and the line where it is broken
 */
DexFuture *
cw_project_folder_read (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (read_in_thread, g_strdup (path), g_free);
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->folder);
  g_free (writing->id);
  g_free (writing->text);
  g_free (writing);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/* The names of the versions of ID, the oldest first. */
static GPtrArray *
list_versions (const char *folder,
               const char *id)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, id))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort_values (names, compare_names);
  return names;
}

/* Puts the file that is about to be replaced among the versions. That this fails
 * is no reason not to save. */
static void
keep_version (Writing    *writing,
              const char *path)
{
  g_autofree char *folder = g_build_filename (writing->folder, VERSIONS, NULL);
  g_autoptr (GPtrArray) names = list_versions (folder, writing->id);
  g_autofree char *name = g_strdup_printf ("%s-%014" G_GINT64_FORMAT EXTENSION, writing->id, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *version = g_build_filename (folder, name, NULL);

  if (names->len > 0)
    {
      const char *newest = g_ptr_array_index (names, names->len - 1);

      if (g_ascii_strtoll (newest + strlen (writing->id) + 1, NULL, 10) + VERSION_SECONDS > g_get_real_time () / G_USEC_PER_SEC)
        return;
    }

  g_mkdir_with_parents (folder, 0700);
  if (link (path, version) != 0)
    return;

  for (guint i = 0; i + MOST_VERSIONS <= names->len; i++)
    {
      g_autofree char *old = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      g_unlink (old);
    }
}

static DexFuture *
write_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Writing         *writing = data;
  g_autofree char *path = cw_project_folder_build_path (writing->folder, writing->id);
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;

  if (g_mkdir_with_parents (writing->folder, 0700) != 0)
    {
      int number = errno;

      error = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (number), g_strerror (number));
      return dex_future_new_for_error (cw_error_new_for_file (error, writing->folder));
    }

  if (g_file_get_contents (path, &before, NULL, NULL))
    {
      if (g_str_equal (before, writing->text))
        return dex_future_new_true ();

      keep_version (writing, path);
    }

  if (!g_file_set_contents_full (path, writing->text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, &error))
    return dex_future_new_for_error (cw_error_new_for_file (error, path));

  return dex_future_new_true ();
}

/**
 * cw_project_folder_write:
 * @folder: where the projects are, made where it is not
 * @project: a project, as it is now
 *
 * Replaces its file at once or not at all, and keeps the version from before
 * where the last one kept is some minutes old.
 *
 * Returns: (transfer full): a future that resolves once it is on the disk
 */
DexFuture *
cw_project_folder_write (const char *folder,
                         CwProject  *project)
{
  Writing *writing;

  dex_return_error_if_fail (folder != NULL);
  dex_return_error_if_fail (CW_IS_PROJECT (project));

  writing = g_new0 (Writing, 1);
  writing->folder = g_strdup (folder);
  writing->id = g_strdup (cw_project_get_id (project));
  writing->text = cw_project_file_write (project);

  return cw_run_in_thread (write_in_thread, writing, writing_free);
}

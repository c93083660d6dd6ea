/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-selection-export.h"

#include "cw-async.h"
#include "cw-clip-export.h"
#include "cw-clip-metadata-builder.h"
#include "cw-clip-name.h"
#include "cw-error.h"
#include "cw-new-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What is left free, so that nothing else on the disk comes to a stop. */
#define SPARE (16 * 1024 * 1024)

/**
 * CwSelection:
 *
 * Clips that are to leave the library, with what is known of them.
 */
struct _CwSelection
{
  GPtrArray *paths;
  GPtrArray *clips;
};

typedef struct
{
  CwSelection      *selection;
  char             *folder;
  gboolean          media;
  CwSelectionFormat list;
  CwStepProgress   *progress; /* nullable */

  GPtrArray    *written; /* of CwClipMetadata, with the files' names */
  GStrvBuilder *warnings;
  guint         index;
} Work;

/**
 * cw_selection_new:
 *
 * Returns: (transfer full): no clips yet
 */
CwSelection *
cw_selection_new (void)
{
  CwSelection *self = g_new0 (CwSelection, 1);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->clips = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

void
cw_selection_free (CwSelection *self)
{
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->clips);
  g_free (self);
}

/**
 * cw_selection_add:
 * @self: a selection
 * @path: a clip's media file
 * @metadata: what is known of it
 */
void
cw_selection_add (CwSelection    *self,
                  const char     *path,
                  CwClipMetadata *metadata)
{
  g_return_if_fail (self != NULL && path != NULL && CW_IS_CLIP_METADATA (metadata));

  g_ptr_array_add (self->paths, g_strdup (path));
  g_ptr_array_add (self->clips, g_object_ref (metadata));
}

/* The clips are not changed, so a thread may have them. */
static CwSelection *
copy_selection (CwSelection *self)
{
  CwSelection *copy = cw_selection_new ();

  for (guint i = 0; i < self->paths->len; i++)
    cw_selection_add (copy, self->paths->pdata[i], self->clips->pdata[i]);

  return copy;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  cw_selection_free (work->selection);
  g_free (work->folder);
  g_clear_object (&work->progress);
  g_ptr_array_unref (work->written);
  g_strv_builder_unref (work->warnings);
  g_free (work);
}

static Work *
work_new (CwSelection      *selection,
          const char       *folder,
          gboolean          media,
          CwSelectionFormat list,
          CwStepProgress   *progress)
{
  Work *work = g_new0 (Work, 1);

  work->selection = copy_selection (selection);
  work->folder = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  work->media = media;
  work->list = list;
  work->progress = progress != NULL ? g_object_ref (progress) : NULL;
  work->written = g_ptr_array_new_with_free_func (g_object_unref);
  work->warnings = g_strv_builder_new ();

  return work;
}

static char *
format_list (GPtrArray        *clips,
             CwSelectionFormat format)
{
  return format == CW_SELECTION_CSV ? cw_clip_export_to_csv (clips) : cw_clip_export_to_json (clips);
}

static DexFuture *
format_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Work *work = data;

  return dex_future_new_take_string (format_list (work->selection->clips, work->list));
}

/**
 * cw_selection_to_text:
 * @self: clips
 * @format: %CW_SELECTION_JSON or %CW_SELECTION_CSV
 *
 * Returns: (transfer full): a future that resolves to a string: the list of what is
 *   known of them
 */
DexFuture *
cw_selection_to_text (CwSelection      *self,
                      CwSelectionFormat format)
{
  dex_return_error_if_fail (self != NULL);
  dex_return_error_if_fail (format != CW_SELECTION_NO_LIST);

  return cw_run_in_thread (format_in_thread, work_new (self, NULL, FALSE, format, NULL), work_free);
}

/* --- on the thread -------------------------------------------------------- */

static goffset
get_size (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size : 0;
}

/* At once rather than after an hour. A file system that does not say is tried. */
static gboolean
check_space (Work    *work,
             GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (work->folder);
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  g_autofree char *needed = NULL;
  g_autofree char *free = NULL;
  guint64          space, size = 0;

  if (!work->media || info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE))
    return TRUE;

  for (guint i = 0; i < work->selection->paths->len; i++)
    size += (guint64) get_size (work->selection->paths->pdata[i]);

  space = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
  if (space >= size + SPARE)
    return TRUE;

  needed = g_format_size (size);
  free = g_format_size (space);
  g_set_error (error, CW_ERROR, CW_ERROR_NO_SPACE, _ ("The clips take %s, and only %s are free: choose another folder"), needed, free);
  return FALSE;
}

static void
on_copied (goffset  done,
           goffset  total,
           gpointer data)
{
  Work *work = data;

  cw_step_progress_set (work->progress, work->index, work->selection->paths->len, total > 0 ? (double) done / (double) total : 0);
}

static char *
make_stem (const char     *path,
           CwClipMetadata *clip)
{
  const char      *title = cw_clip_metadata_get_title (clip);
  g_autofree char *base = g_filename_display_basename (path);
  char            *dot = strrchr (base, '.');

  if (dot != NULL && dot != base)
    *dot = '\0';

  return cw_clip_name_build (cw_clip_metadata_get_channel_name (clip), *title != '\0' ? title : base, cw_clip_metadata_get_twitch_id (clip), "");
}

/* “a (2).mp4” has “a (2).clip.json” beside it. */
static gboolean
write_side_file (Work           *work,
                 const char     *name,
                 CwClipMetadata *clip,
                 GError        **error)
{
  const char      *ending = cw_clip_name_get_ending (name);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (ending));
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;

  g_ptr_array_add (clips, clip);
  text = cw_clip_export_to_json (clips);
  written = cw_new_file_write (text, work->folder, stem, CW_CLIP_EXPORT_SUFFIX, error);

  return written != NULL;
}

/* What there is only one of: the file cannot be read. Anything else ends it. */
static gboolean
is_of_one_file (const GError *error,
                const char   *path)
{
  return !g_error_matches (error, CW_ERROR, CW_ERROR_NO_SPACE) && g_access (path, R_OK) != 0;
}

static gboolean
export_clip (Work           *work,
             const char     *path,
             CwClipMetadata *clip,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree char *stem = make_stem (path, clip);
  g_autofree char *name = NULL;
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autoptr (CwClipMetadata) written = NULL;
  g_autoptr (GError) problem = NULL;

  name = cw_new_file_copy (path, work->folder, stem, cw_clip_name_get_ending (path), on_copied, work, cancellable, &problem);
  if (name == NULL && is_of_one_file (problem, path))
    {
      g_strv_builder_add (work->warnings, problem->message);
      return TRUE;
    }
  if (name == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  cw_clip_metadata_builder_set_text (builder, "file", name);
  cw_clip_metadata_builder_add (builder, clip);
  written = cw_clip_metadata_builder_end (builder);
  g_ptr_array_add (work->written, g_object_ref (written));

  return write_side_file (work, name, written, error);
}

static gboolean
export_media (Work         *work,
              GCancellable *cancellable,
              GError      **error)
{
  CwSelection *selection = work->selection;

  for (work->index = 0; work->index < selection->paths->len; work->index++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!export_clip (work, selection->paths->pdata[work->index], selection->clips->pdata[work->index], cancellable, error))
        return FALSE;

      cw_step_progress_set (work->progress, work->index + 1, selection->paths->len, 0);
    }

  return TRUE;
}

static gboolean
export_list (Work    *work,
             GError **error)
{
  GPtrArray       *clips = work->media ? work->written : work->selection->clips;
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (work->list == CW_SELECTION_NO_LIST)
    return TRUE;

  text = format_list (clips, work->list);
  name = cw_new_file_write (text, work->folder, "clips", work->list == CW_SELECTION_CSV ? ".csv" : ".json", error);
  return name != NULL;
}

static gboolean
make_folder (Work    *work,
             GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (g_mkdir_with_parents (work->folder, 0777) == 0)
    return TRUE;

  g_set_error_literal (&problem, G_FILE_ERROR, (int) g_file_error_from_errno (errno), g_strerror (errno));
  g_propagate_error (error, cw_error_new_for_file (problem, work->folder));
  return FALSE;
}

static DexFuture *
export_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;

  if (!make_folder (work, &error) || !check_space (work, &error) || (work->media && !export_media (work, cancellable, &error)) || !export_list (work, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (work->warnings));
}

/**
 * cw_selection_export:
 * @self: clips
 * @folder: where to; it is made where it is not there
 * @media: whether to copy their files, each with a NAME.clip.json beside it
 * @list: which list of all of them to write, too
 * @progress: (nullable): told how far it is
 *
 * Copies clips under names that can be read, on a thread. What is in @folder already is
 * never overwritten: the new one gets a number. Each file is there as a whole or not at
 * all; those that are copied stay, also where it ends early. Drop the future to end it.
 *
 * Returns: (transfer full): a future that resolves to a boxed #GStrv: a sentence for each
 *   clip whose file could not be read. It rejects with %CW_ERROR_NO_SPACE where the disk is
 *   full, before anything is copied where that can be told
 */
DexFuture *
cw_selection_export (CwSelection      *self,
                     const char       *folder,
                     gboolean          media,
                     CwSelectionFormat list,
                     CwStepProgress   *progress)
{
  dex_return_error_if_fail (self != NULL);
  dex_return_error_if_fail (folder != NULL);
  dex_return_error_if_fail (media || list != CW_SELECTION_NO_LIST);

  return cw_run_in_thread (export_in_thread, work_new (self, folder, media, list, progress), work_free);
}

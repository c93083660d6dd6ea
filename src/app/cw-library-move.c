/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-move.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-library-folder.h"
#include "cw-location.h"
#include "cw-media-folder.h"
#include "cw-media-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The library's own media go to another folder: all of them are put there as well, then
 * the setting changes, then those in the old one go. Whenever it ends, each file is in
 * the folder that is looked in. Beside the database is written from where to where, until
 * it is done. */
#define NOTE "media-move.ini"
#define GROUP "move"

typedef struct
{
  char       *note;
  char       *from;
  char       *to;
  CwProgress *progress; /* nullable */
  int         lock;     /* -1 where there is none */
} Move;

static Move *
move_new (CwMediaStore *media,
          const char   *to,
          CwProgress   *progress)
{
  Move            *move = g_atomic_rc_box_new0 (Move);
  g_autofree char *folder = g_path_get_dirname (cw_database_get_path (cw_media_store_get_database (media)));

  move->note = g_build_filename (folder, NOTE, NULL);
  move->from = g_strdup (cw_media_store_get_folder (media));
  move->to = g_strdup (to);
  move->lock = -1;
  g_set_object (&move->progress, progress);
  return move;
}

static Move *
move_ref (Move *move)
{
  return g_atomic_rc_box_acquire (move);
}

static void
unlock (Move *move)
{
  if (move->lock >= 0)
    close (move->lock);
  move->lock = -1;
}

static void
move_clear (gpointer data)
{
  Move *move = data;

  unlock (move);
  g_clear_object (&move->progress);
  g_free (move->note);
  g_free (move->from);
  g_free (move->to);
}

static void
move_unref (gpointer move)
{
  g_atomic_rc_box_release_full (move, move_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_unref)

/* --- the note --------------------------------------------------------------------------- */

static gboolean
write_note (Move    *move,
            GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *from = g_filename_to_uri (move->from, NULL, NULL);
  g_autofree char *to = g_filename_to_uri (move->to, NULL, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;

  g_key_file_set_string (file, GROUP, "from", from);
  g_key_file_set_string (file, GROUP, "to", to);
  text = g_key_file_to_data (file, NULL, NULL);
  if (g_file_set_contents_full (move->note, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &problem))
    return TRUE;

  g_propagate_error (error, cw_error_new_for_file (problem, move->note));
  return FALSE;
}

static char *
read_path (GKeyFile   *file,
           const char *key)
{
  g_autofree char *uri = g_key_file_get_string (file, GROUP, key, NULL);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

/* --- to the new folder --------------------------------------------------------------------- */

static gboolean
is_below (const char *path,
          const char *folder)
{
  return g_str_has_prefix (path, folder) && path[strlen (folder)] == '/';
}

static gboolean
is_ours_or_empty (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);

  return cw_media_folder_check (folder, NULL) || directory == NULL || g_dir_read_name (directory) == NULL;
}

static gboolean
check_place (Move    *move,
             GError **error)
{
  if (is_below (move->to, move->from) || is_below (move->from, move->to))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("The library cannot be moved into its own folder, nor around it"));
  else if (!is_ours_or_empty (move->to))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("There are other things in that folder: choose an empty one"));
  else
    return cw_media_folder_check (move->from, error) && cw_media_folder_prepare (move->to, error);

  return FALSE;
}

/* Puts all files there that have not been seen before; says how many these were. */
static gboolean
place_all (Move         *move,
           GHashTable   *seen,
           guint        *n,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GPtrArray) files = cw_media_folder_list (move->from, cancellable, error);

  if (files == NULL)
    return FALSE;

  *n = 0;
  for (guint i = 0; i < files->len; i++)
    if (*cw_stored_file_get_uri (files->pdata[i]) != '\0' && !g_hash_table_contains (seen, cw_stored_file_get_uri (files->pdata[i])))
      cw_progress_add_total (move->progress, cw_stored_file_get_size (files->pdata[i]));

  for (guint i = 0; i < files->len; i++)
    {
      const char *uri = cw_stored_file_get_uri (files->pdata[i]);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (*uri == '\0' || !g_hash_table_add (seen, g_strdup (uri)))
        continue;
      if (!cw_media_folder_place (move->to, uri, cw_stored_file_get_path (files->pdata[i]), move->progress, cancellable, error))
        return FALSE;
      *n += 1;
    }

  return TRUE;
}

static DexFuture *
place_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Move *move = data;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  guint n = 1;

  if (!check_place (move, &error) || !write_note (move, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What comes meanwhile is put there, too; the last of it while nothing can come. */
  while (n > 0 && error == NULL)
    place_all (move, seen, &n, cancellable, &error);
  if (error == NULL)
    move->lock = cw_media_folder_lock (move->from, TRUE, TRUE, cancellable, &error);
  if (error == NULL)
    place_all (move, seen, &n, cancellable, &error);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/* --- out of the old one ---------------------------------------------------------------------- */

static void
remove_files (const char *from,
              const char *to)
{
  g_autoptr (GPtrArray) files = cw_media_folder_list (from, NULL, NULL);

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const char      *uri = cw_stored_file_get_uri (files->pdata[i]);
      g_autofree char *target = *uri != '\0' ? cw_location_resolve (uri, to) : NULL;
      GStatBuf         status;

      if (target == NULL || (g_stat (target, &status) == 0 && status.st_size == cw_stored_file_get_size (files->pdata[i])))
        g_unlink (cw_stored_file_get_path (files->pdata[i]));
    }
}

/* That something stays there loses nothing; it is tried again with the next start. */
static DexFuture *
remove_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Move *move = data;
  g_autoptr (GError) error = NULL;

  if (!cw_media_folder_check (move->to, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (g_file_test (move->from, G_FILE_TEST_IS_DIR))
    {
      if (!cw_media_folder_prepare (move->from, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      remove_files (move->from, move->to);
      cw_media_folder_remove (move->from);
    }

  g_unlink (move->note);
  return dex_future_new_true ();
}

static gboolean
change_folder (CwMediaStore *media,
               Move         *move,
               GError      **error)
{
  const char *chosen = g_str_equal (move->to, cw_media_store_get_usual_folder (media)) ? NULL : move->to;

  if (!cw_library_folder_set (chosen))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_STORAGE, _ ("The library's folder cannot be changed: the settings cannot be written"));
      return FALSE;
    }

  cw_media_store_set_folder (media, chosen);
  cw_media_folder_retire (move->from);
  unlock (move);
  return TRUE;
}

static DexFuture *
start_fiber (CwMediaStore *media,
             const char   *folder,
             CwProgress   *progress)
{
  g_autoptr (Move) move = NULL;
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_media_store_check (media), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  move = move_new (media, folder, progress);
  if (g_str_equal (move->from, move->to))
    return dex_future_new_true ();

  if (!dex_await (cw_run_in_thread (place_in_thread, move_ref (move), move_unref), &error) || !change_folder (media, move, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* From here on it has moved. */
  if (!dex_await (cw_run_in_thread (remove_in_thread, move_ref (move), move_unref), &error))
    g_info ("The library's old folder stays for now: %s", error->message);

  return dex_future_new_true ();
}

/**
 * cw_library_move_start:
 * @media: the library's media
 * @folder: where they are to be: an empty folder, one that is not there yet, or one that
 *   they were being moved to
 * @progress: (nullable): gets the bytes
 *
 * Moves the library's own media. On the same file system files get a second name there,
 * else they are copied and compared with their hash. Dropping the future ends it, and the
 * library is where it was; started again, it goes on where it was, also after a crash.
 * While files are put into the library it waits with the last step.
 *
 * Returns: (transfer full): a future that resolves once the library is there; rejects with
 *   %CW_ERROR_INVALID where @folder cannot be taken, %CW_ERROR_NO_SPACE, %CW_ERROR_DENIED,
 *   %CW_ERROR_OFFLINE
 */
DexFuture *
cw_library_move_start (CwMediaStore *media,
                       const char   *folder,
                       CwProgress   *progress)
{
  g_autofree char *absolute = NULL;

  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));
  dex_return_error_if_fail (folder != NULL);
  dex_return_error_if_fail (progress == NULL || CW_IS_PROGRESS (progress));

  absolute = g_canonicalize_filename (folder, NULL);
  return cw_spawn (G_CALLBACK (start_fiber), 3, CW_TYPE_MEDIA_STORE, media, G_TYPE_STRING, absolute, CW_TYPE_PROGRESS, progress);
}

/* --- after a crash ------------------------------------------------------------------------------- */

static DexFuture *
resume_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  Move *move = data;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *current = g_strdup (move->from);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (DexFuture) removed = NULL;

  if (!g_key_file_load_from_file (file, move->note, G_KEY_FILE_NONE, NULL))
    return dex_future_new_take_string (g_strdup (""));

  from = read_path (file, "from");
  to = read_path (file, "to");
  if (from != NULL && to != NULL && g_str_equal (current, to))
    {
      g_set_str (&move->from, from);
      g_set_str (&move->to, to);
      removed = remove_in_thread (move, cancellable);
      return dex_future_new_take_string (g_strdup (""));
    }

  if (from != NULL && to != NULL && g_str_equal (current, from))
    {
      /* Its mark may be gone, where the setting was not kept before the crash. */
      if (g_file_test (from, G_FILE_TEST_IS_DIR) && !cw_media_folder_check (from, NULL) && cw_media_folder_check (to, NULL))
        cw_media_folder_prepare (from, NULL);
      return dex_future_new_take_string (g_steal_pointer (&to));
    }

  /* It was moved otherwise since. */
  g_unlink (move->note);
  return dex_future_new_take_string (g_strdup (""));
}

/**
 * cw_library_move_resume:
 * @media: the library's media
 *
 * For the start of a program: removes what a move that was cut off has left in the old
 * folder.
 *
 * Returns: (transfer full): a future of a string: where a move was going to that is not
 *   done, to be started again if the user wants so; "" where there is none
 */
DexFuture *
cw_library_move_resume (CwMediaStore *media)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));

  return cw_run_in_thread (resume_in_thread, move_new (media, "", NULL), move_unref);
}

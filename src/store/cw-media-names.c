/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-names.h"

#include "cw-async.h"
#include "cw-file.h"
#include "cw-location.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Names for other programs: a file of the library's own is called by its hash, which tells
 * nobody anything. Beside the files is a folder where each that was given away once also
 * has the name of its clip: a hard link, which takes no space, and stays for as long as the
 * file does, since a project of some editor may name it. What gives no future blocks: for threads only. */
#define NAMES "by-name"

static char *
build_folder (const char *folder,
              const char *uri)
{
  g_autofree char *hash = cw_location_dup_hash (uri);

  return hash != NULL ? g_build_filename (folder, NAMES, hash, NULL) : NULL;
}

/* Both names are of one file. */
static gboolean
is_same (const char *path,
         const char *other)
{
  GStatBuf a, b;

  return g_lstat (path, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static gboolean
link_file (const char *source,
           const char *target)
{
  if (link (source, target) == 0)
    return TRUE;

  /* A name that is left of a file that was repaired since. */
  return errno == EEXIST && (is_same (target, source) || (g_unlink (target) == 0 && link (source, target) == 0));
}

/**
 * cw_media_names_link:
 * @folder: a folder of media
 * @uri: one of its files
 * @name: what else it is to be called: “Channel - Title.mp4”
 *
 * Returns: (transfer full) (nullable): where it has that name; %NULL where the file is not
 *   there, or its file system has no links
 */
char *
cw_media_names_link (const char *folder,
                     const char *uri,
                     const char *name)
{
  g_autofree char *named = build_folder (folder, uri);
  g_autofree char *source = cw_location_resolve (uri, folder);
  g_autofree char *target = NULL;

  if (named == NULL || source == NULL || !g_file_test (source, G_FILE_TEST_IS_REGULAR) || !cw_file_make_folder (named, NULL))
    return NULL;

  target = g_build_filename (named, name, NULL);
  if (link_file (source, target))
    return g_steal_pointer (&target);

  g_rmdir (named);
  return NULL;
}

typedef struct
{
  char  *folder; /* nullable */
  char **paths;
  char **names;
} Naming;

static void
naming_free (gpointer data)
{
  Naming *naming = data;

  g_strfreev (naming->paths);
  g_strfreev (naming->names);
  g_free (naming->folder);
  g_free (naming);
}

static DexFuture *
name_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Naming *naming = data;
  g_autoptr (GStrvBuilder) named = g_strv_builder_new ();

  for (guint i = 0; naming->paths[i] != NULL; i++)
    {
      g_autofree char *uri = cw_location_from_path (naming->paths[i]);
      g_autofree char *path = naming->folder != NULL && cw_location_is_library (uri) ? cw_media_names_link (naming->folder, uri, naming->names[i]) : NULL;

      g_strv_builder_add (named, path != NULL ? path : naming->paths[i]);
    }

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (named));
}

/**
 * cw_media_names_give:
 * @paths: (array zero-terminated=1): absolute paths of files
 * @names: (array zero-terminated=1): what each is to be called for other programs
 *
 * Returns: (transfer full): a future of a boxed #GStrv of paths that lead to the same files:
 *   by @names for those in the library's folder, where cw_media_names_link() can do that;
 *   else those of @paths
 */
DexFuture *
cw_media_names_give (const char *const *paths,
                     const char *const *names)
{
  Naming *naming;

  dex_return_error_if_fail (paths != NULL && names != NULL);
  dex_return_error_if_fail (g_strv_length ((char **) paths) == g_strv_length ((char **) names));

  naming = g_new0 (Naming, 1);
  naming->folder = cw_location_dup_library ();
  naming->paths = g_strdupv ((char **) paths);
  naming->names = g_strdupv ((char **) names);

  return cw_run_in_thread (name_in_thread, naming, naming_free);
}

/**
 * cw_media_names_forget:
 * @folder: a folder of media
 * @uri: one of its files, that is taken away
 *
 * Takes away its other names, which would keep its space.
 */
void
cw_media_names_forget (const char *folder,
                       const char *uri)
{
  g_autofree char *named = build_folder (folder, uri);

  if (named != NULL && g_file_test (named, G_FILE_TEST_IS_DIR))
    cw_file_remove_folder (named, NULL);
}

/**
 * cw_media_names_remove:
 * @folder: a folder of media whose files are gone
 *
 * Takes away all other names.
 */
void
cw_media_names_remove (const char *folder)
{
  g_autofree char *names = g_build_filename (folder, NAMES, NULL);

  if (g_file_test (names, G_FILE_TEST_IS_DIR))
    cw_file_remove_folder (names, NULL);
}

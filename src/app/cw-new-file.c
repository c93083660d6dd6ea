/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "config.h"

#include "cw-new-file.h"

#include "cw-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Nobody has as many of one name; it ends a loop. */
#define MOST_NUMBER 100000

static GError *
make_error (int         code,
            const char *path)
{
  g_autoptr (GError) problem = g_error_new_literal (G_FILE_ERROR, (int) g_file_error_from_errno (code), g_strerror (code));

  return cw_error_new_for_file (problem, path);
}

/* 0, or what was wrong: EEXIST where there is such a file. */
static int
rename_to_new (const char *from,
               const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;

  /* What exFAT and some servers cannot do. A link does not replace anything either. */
  if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
    {
      if (link (from, to) == 0)
        return g_unlink (from) == 0 ? 0 : errno;
      if (errno == EPERM || errno == ENOTSUP || errno == ENOSYS || errno == EMLINK)
        {
          if (g_file_test (to, G_FILE_TEST_EXISTS) || g_file_test (to, G_FILE_TEST_IS_SYMLINK))
            return EEXIST;
          return g_rename (from, to) == 0 ? 0 : errno;
        }
    }

  return errno;
}

/* Under the first name that is free: “a.mp4”, “a (2).mp4”; its name. */
static char *
settle (const char *part,
        const char *folder,
        const char *stem,
        const char *ending,
        GError    **error)
{
  int code = 0;

  for (guint n = 1; n < MOST_NUMBER; n++)
    {
      g_autofree char *name = n == 1 ? g_strconcat (stem, ending, NULL) : g_strdup_printf ("%s (%u)%s", stem, n, ending);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      code = rename_to_new (part, path);
      if (code == 0)
        return g_steal_pointer (&name);
      if (code != EEXIST)
        break;
    }

  g_propagate_error (error, make_error (code, folder));
  return NULL;
}

/* A name of its own, hidden, so that nothing takes it for finished. */
static char *
make_part (const char *folder,
           GError    **error)
{
  g_autofree char *path = g_build_filename (folder, ".clipwright-XXXXXX.part", NULL);
  int              file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0666);

  if (file < 0)
    {
      g_propagate_error (error, make_error (errno, folder));
      return NULL;
    }

  close (file);
  return g_steal_pointer (&path);
}

static gboolean
sync_file (const char *path,
           GError    **error)
{
  int file = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int code = file < 0 || fsync (file) != 0 ? errno : 0;

  if (file >= 0)
    close (file);
  if (code != 0)
    g_propagate_error (error, make_error (code, path));

  return code == 0;
}

static char *
finish (const char *part,
        const char *folder,
        const char *stem,
        const char *ending,
        gboolean    good,
        GError    **error)
{
  char *name = good && sync_file (part, error) ? settle (part, folder, stem, ending, error) : NULL;

  if (name == NULL)
    g_unlink (part);

  return name;
}

/**
 * cw_new_file_copy:
 * @source: a file
 * @folder: a folder that is there
 * @stem: what to call it
 * @ending: what its name ends with: “.mp4”
 * @progress: (nullable): told how much is copied
 * @data: given to @progress
 * @cancellable: (nullable): ends it, and nothing is left behind
 * @error: a sentence for the user; %CW_ERROR_NO_SPACE where the disk is full
 *
 * Copies a file under a name that is free, with a number where it has to be. It is there
 * as a whole or not at all, and nothing is ever overwritten. Blocks.
 *
 * Returns: (transfer full) (nullable): its name in @folder
 */
char *
cw_new_file_copy (const char           *source,
                  const char           *folder,
                  const char           *stem,
                  const char           *ending,
                  GFileProgressCallback progress,
                  gpointer              data,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autofree char *part = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean good;

  g_return_val_if_fail (source != NULL && folder != NULL && stem != NULL && ending != NULL, NULL);

  part = make_part (folder, error);
  if (part == NULL)
    return NULL;

  from = g_file_new_for_path (source);
  to = g_file_new_for_path (part);
  good = g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, cancellable, progress, data, &problem);
  if (!good)
    g_propagate_error (error, cw_error_new_for_file (problem, source));

  return finish (part, folder, stem, ending, good, error);
}

/**
 * cw_new_file_write:
 * @text: what to write
 * @folder: a folder that is there
 * @stem: what to call it
 * @ending: what its name ends with: “.json”
 * @error: a sentence for the user; %CW_ERROR_NO_SPACE where the disk is full
 *
 * As cw_new_file_copy().
 *
 * Returns: (transfer full) (nullable): its name in @folder
 */
char *
cw_new_file_write (const char *text,
                   const char *folder,
                   const char *stem,
                   const char *ending,
                   GError    **error)
{
  g_autofree char *part = NULL;
  g_autoptr (GError) problem = NULL;
  FILE *file;
  int   code = 0;

  g_return_val_if_fail (text != NULL && folder != NULL && stem != NULL && ending != NULL, NULL);

  part = make_part (folder, error);
  if (part == NULL)
    return NULL;

  file = g_fopen (part, "we");
  if (file == NULL || fwrite (text, 1, strlen (text), file) != strlen (text))
    code = errno;
  if (file != NULL && fclose (file) != 0 && code == 0)
    code = errno;
  if (code != 0)
    g_propagate_error (error, make_error (code, folder));

  return finish (part, folder, stem, ending, code == 0, error);
}

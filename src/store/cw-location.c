/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-location.h"

#include <string.h>

/* Where files are, as the database keeps it: a file: URI, since a name need not be
 * UTF-8; or "library:ab/abcd….mp4" for what is in the library's own folder, which may
 * be moved. */

#define HASH_LENGTH 64
#define MOST_EXTENSION 8

/* A program has one library. Asked on the database's thread, too. */
static GMutex mutex;
static char  *library;

/* "ab/abcd….mp4", and nothing else: what is read may come from anywhere. */
static gboolean
is_name (const char *name)
{
  const char *hash = name + 3;
  const char *extension = hash + HASH_LENGTH + 1;

  if (strlen (name) < 3 + HASH_LENGTH + 2 || strlen (extension) > MOST_EXTENSION || name[2] != '/' || hash[HASH_LENGTH] != '.' || strncmp (name, hash, 2) != 0)
    return FALSE;

  for (int i = 0; i < HASH_LENGTH; i++)
    if (!g_ascii_isdigit (hash[i]) && (hash[i] < 'a' || hash[i] > 'f'))
      return FALSE;

  for (const char *c = extension; *c != '\0'; c++)
    if (!g_ascii_isdigit (*c) && !g_ascii_islower (*c))
      return FALSE;

  return TRUE;
}

static const char *
find_name (const char *uri)
{
  const char *name = uri != NULL && g_str_has_prefix (uri, CW_LOCATION_LIBRARY) ? uri + strlen (CW_LOCATION_LIBRARY) : NULL;

  return name != NULL && is_name (name) ? name : NULL;
}

/**
 * cw_location_set_library:
 * @folder: (nullable): where the library's own media are from now on, absolute
 *
 * What cw_location_to_path() goes by. On any thread; see cw_media_store_new().
 */
void
cw_location_set_library (const char *folder)
{
  g_return_if_fail (folder == NULL || g_path_is_absolute (folder));

  g_mutex_lock (&mutex);
  g_free (library);
  library = folder != NULL ? g_canonicalize_filename (folder, NULL) : NULL;
  g_mutex_unlock (&mutex);
}

/**
 * cw_location_dup_library:
 *
 * Returns: (transfer full) (nullable): where the library's own media are
 */
char *
cw_location_dup_library (void)
{
  char *folder;

  g_mutex_lock (&mutex);
  folder = g_strdup (library);
  g_mutex_unlock (&mutex);

  return folder;
}

/**
 * cw_location_build:
 * @hash: the SHA-256 of what is in a file, in lower case
 * @extension: what its name ends with, without the dot
 *
 * Returns: (transfer full): the "library:" URI of that file
 */
char *
cw_location_build (const char *hash,
                   const char *extension)
{
  g_return_val_if_fail (hash != NULL && strlen (hash) == HASH_LENGTH, NULL);
  g_return_val_if_fail (extension != NULL && *extension != '\0', NULL);

  return g_strdup_printf (CW_LOCATION_LIBRARY "%.2s/%s.%s", hash, hash, extension);
}

/**
 * cw_location_resolve:
 * @uri: (nullable): a URI of a file
 * @folder: where the library's own media are, or will be
 *
 * Returns: (transfer full) (nullable): the path; %NULL where it is not a URI that
 *   cw_location_from_path() may give
 */
char *
cw_location_resolve (const char *uri,
                     const char *folder)
{
  const char *name = find_name (uri);

  g_return_val_if_fail (folder != NULL, NULL);

  if (name != NULL)
    return g_build_filename (folder, name, NULL);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

/**
 * cw_location_dup_hash:
 * @uri: (nullable): a URI of a file
 *
 * Returns: (transfer full) (nullable): the SHA-256 that a file in the library's own
 *   folder is named by
 */
char *
cw_location_dup_hash (const char *uri)
{
  const char *name = find_name (uri);

  return name != NULL ? g_strndup (name + 3, HASH_LENGTH) : NULL;
}

/**
 * cw_location_is_library:
 * @uri: (nullable): a URI of a file
 *
 * Returns: whether it is one in the library's own folder
 */
gboolean
cw_location_is_library (const char *uri)
{
  return find_name (uri) != NULL;
}

/**
 * cw_location_from_path:
 * @path: (nullable): an absolute path, in the file system's encoding
 *
 * Returns: (transfer full) (nullable): it as the database keeps it, which takes
 *   UTF-8 only
 */
char *
cw_location_from_path (const char *path)
{
  g_autofree char *folder = cw_location_dup_library ();

  if (path == NULL)
    return NULL;

  if (folder != NULL && g_str_has_prefix (path, folder) && path[strlen (folder)] == '/' && is_name (path + strlen (folder) + 1))
    return g_strconcat (CW_LOCATION_LIBRARY, path + strlen (folder) + 1, NULL);

  return g_filename_to_uri (path, NULL, NULL);
}

/**
 * cw_location_to_path:
 * @uri: (nullable): what cw_location_from_path() gave
 *
 * Returns: (transfer full) (nullable): the path; %NULL where it is in the library's own
 *   folder and nobody has said where that is
 */
char *
cw_location_to_path (const char *uri)
{
  g_autofree char *folder = cw_location_dup_library ();

  if (folder == NULL && find_name (uri) != NULL)
    return NULL;

  return cw_location_resolve (uri, folder != NULL ? folder : "/");
}

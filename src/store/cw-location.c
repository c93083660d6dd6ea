/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-location.h"

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
  return path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
}

/**
 * cw_location_to_path:
 * @uri: (nullable): what cw_location_from_path() gave
 *
 * Returns: (transfer full) (nullable): the path
 */
char *
cw_location_to_path (const char *uri)
{
  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-paths.h"

static char *
build (const char *base,
       const char *first,
       va_list     list)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) path = NULL;

  g_strv_builder_add_many (parts, base, "clipwright", NULL);
  for (const char *part = first; part != NULL; part = va_arg (list, const char *))
    g_strv_builder_add (parts, part);

  path = g_strv_builder_end (parts);
  return g_build_filenamev (path);
}

/**
 * cw_paths_build_data:
 * @first: (nullable): the first part below our folder
 * @...: further parts, ended by %NULL
 *
 * Returns: (transfer full): a path below the folder that holds what the user
 *   made, which is not made here
 */
char *
cw_paths_build_data (const char *first,
                     ...)
{
  va_list list;
  char   *path;

  va_start (list, first);
  path = build (g_get_user_data_dir (), first, list);
  va_end (list);

  return path;
}

/**
 * cw_paths_build_cache:
 * @first: (nullable): the first part below our folder
 * @...: further parts, ended by %NULL
 *
 * Returns: (transfer full): a path below the folder for what can be made again,
 *   which is not made here
 */
char *
cw_paths_build_cache (const char *first,
                      ...)
{
  va_list list;
  char   *path;

  va_start (list, first);
  path = build (g_get_user_cache_dir (), first, list);
  va_end (list);

  return path;
}

/**
 * cw_paths_build_config:
 * @first: (nullable): the first part below our folder
 * @...: further parts, ended by %NULL
 *
 * Returns: (transfer full): a path below the folder for what the user may put there
 *   to change how we work, which is not made here
 */
char *
cw_paths_build_config (const char *first,
                       ...)
{
  va_list list;
  char   *path;

  va_start (list, first);
  path = build (g_get_user_config_dir (), first, list);
  va_end (list);

  return path;
}

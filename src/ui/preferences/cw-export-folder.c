/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export-folder.h"

/**
 * cw_export_folder_dup:
 * @settings: the user's settings
 *
 * Returns: (transfer full): the folder that exports go to, which need not exist:
 *   the chosen one, otherwise “Clipwright” in the user's folder for videos
 */
char *
cw_export_folder_dup (GSettings *settings)
{
  g_autofree char *chosen = g_settings_get_string (settings, "export-folder");
  const char      *videos = g_get_user_special_dir (G_USER_DIRECTORY_VIDEOS);

  if (*chosen != '\0')
    return g_steal_pointer (&chosen);

  return g_build_filename (videos != NULL ? videos : g_get_home_dir (), "Clipwright", NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-folder.h"

#include <gio/gio.h>

#define SCHEMA "io.github.clipwright.Clipwright"
#define KEY "library-folder"

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  /* The command line may be there without its settings. */
  return schema != NULL && g_settings_schema_has_key (schema, KEY) ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * cw_library_folder_dup:
 *
 * Returns: (transfer full) (nullable): the folder that the user has chosen for the
 *   library's own media; %NULL for the usual one. For cw_media_store_new()
 */
char *
cw_library_folder_dup (void)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autofree char *folder = settings != NULL ? g_settings_get_string (settings, KEY) : NULL;

  return folder != NULL && g_path_is_absolute (folder) ? g_steal_pointer (&folder) : NULL;
}

/**
 * cw_library_folder_set:
 * @folder: (nullable): where the library's own media are from now on; %NULL for the usual
 *   folder
 *
 * Only takes it down; see cw_library_move_start().
 *
 * Returns: whether that is kept
 */
gboolean
cw_library_folder_set (const char *folder)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings == NULL || !g_settings_set_string (settings, KEY, folder != NULL ? folder : ""))
    return FALSE;

  g_settings_sync ();
  return TRUE;
}

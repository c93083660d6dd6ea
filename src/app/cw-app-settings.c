/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-app-settings.h"

#define SCHEMA "io.github.clipwright.Clipwright"

/* The newest key: who has that has all. */
#define NEWEST "watched-folder"

/**
 * cw_app_settings_new:
 *
 * Returns: (transfer full) (nullable): the user's settings, or %NULL where the command
 *   line is there without them
 */
GSettings *
cw_app_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, NEWEST))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

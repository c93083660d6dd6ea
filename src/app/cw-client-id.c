/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-client-id.h"

#include <gio/gio.h>

#define SCHEMA "io.github.clipwright.Clipwright"
#define KEY "twitch-client-id"

/**
 * cw_client_id_dup:
 *
 * Returns: (transfer full): what Twitch calls this program: as the user has set it,
 *   or else as it was built; "" where neither says
 */
char *
cw_client_id_dup (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autofree char *own = NULL;

  /* The command line may be there without its settings. */
  if (schema != NULL && g_settings_schema_has_key (schema, KEY))
    {
      settings = g_settings_new_full (schema, NULL, NULL);
      own = g_settings_get_string (settings, KEY);
    }

  return own != NULL && *own != '\0' ? g_steal_pointer (&own) : g_strdup (TWITCH_CLIENT_ID);
}

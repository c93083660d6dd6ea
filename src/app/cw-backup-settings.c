/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-backup-settings.h"

#include "cw-json.h"

#include <gio/gio.h>

#define SCHEMA "io.github.clipwright.Clipwright"

/* Where the media are differs from one machine to the next. */
#define FOLDER_KEY "library-folder"

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  return source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;
}

/**
 * cw_backup_settings_to_text:
 *
 * Returns: (transfer full): what the user has set, as JSON of GVariants' texts
 */
char *
cw_backup_settings_to_text (void)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettings) settings = schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
  g_auto (GStrv) keys = schema != NULL ? g_settings_schema_list_keys (schema) : NULL;
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = g_settings_get_user_value (settings, keys[i]);
      g_autofree char *text = value != NULL ? g_variant_print (value, TRUE) : NULL;

      if (text != NULL && !g_str_equal (keys[i], FOLDER_KEY))
        json_object_set_string_member (object, keys[i], text);
    }

  json_node_take_object (root, object);
  return cw_json_to_text (root, TRUE);
}

/**
 * cw_backup_settings_apply:
 * @text: what cw_backup_settings_to_text() gave, or anything
 *
 * Sets what is known and fits. On the main thread.
 */
void
cw_backup_settings_apply (const char *text)
{
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettings) settings = schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
  g_auto (GStrv) keys = schema != NULL ? g_settings_schema_list_keys (schema) : NULL;
  g_autoptr (JsonNode) root = json_from_string (text, NULL);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autoptr (GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      const char *printed = cw_json_get_string (object, keys[i]);
      g_autoptr (GVariant) value = printed != NULL ? g_variant_parse (g_settings_schema_key_get_value_type (key), printed, NULL, NULL, NULL) : NULL;

      if (value != NULL && g_settings_schema_key_range_check (key, value) && !g_str_equal (keys[i], FOLDER_KEY))
        g_settings_set_value (settings, keys[i], value);
    }
}

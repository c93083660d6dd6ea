/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-export.h"

#include "cw-clip-metadata-builder.h"
#include "cw-error.h"
#include "cw-json.h"
#include "cw-side-shape.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORMAT "clipwright-clips"
#define FORMAT_VERSION 1
#define NS_PER_S 1e9

/* What is written, in order, and how it is read back. */
static const CwSideField fields[] = {
  { "file", "file", CW_SIDE_TEXT },
  { "title", "title", CW_SIDE_TEXT },
  { "note", "note", CW_SIDE_TEXT },
  { "tags", "tags", CW_SIDE_TEXTS },
  { "rating", "rating", CW_SIDE_NUMBER },
  { "favourite", "favourite", CW_SIDE_FLAG },
  { "channel", "channel-name", CW_SIDE_TEXT },
  { "channel_id", "channel-id", CW_SIDE_ID },
  { "creator", "creator-name", CW_SIDE_TEXT },
  { "creator_id", "creator-id", CW_SIDE_ID },
  { "category", "category-name", CW_SIDE_TEXT },
  { "category_id", "category-id", CW_SIDE_ID },
  { "language", "language", CW_SIDE_TEXT },
  { "url", "url", CW_SIDE_LINK },
  { "twitch_id", "twitch-id", CW_SIDE_SLUG },
  { "vod_id", "vod-id", CW_SIDE_VOD },
  { "vod_offset", "vod-offset", CW_SIDE_SECONDS },
  { "created", "created", CW_SIDE_TIME },
  { "duration", "duration", CW_SIDE_SECONDS },
  { "views", "views", CW_SIDE_NUMBER },
  { "transcript", "transcript", CW_SIDE_TEXT },
};

static gboolean
is_known (const CwSideField *field,
          const GValue      *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return *g_value_get_string (value) != '\0';
  if (G_VALUE_HOLDS_BOXED (value))
    return *(char **) g_value_get_boxed (value) != NULL;
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_value_get_boolean (value);

  return g_value_get_int64 (value) > (g_str_equal (field->property, "vod-offset") ? -1 : 0);
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc_usec (time);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%S.%fZ") : g_strdup ("");
}

static void
add_value (JsonBuilder       *builder,
           const CwSideField *field,
           const GValue      *value)
{
  json_builder_set_member_name (builder, field->path);

  if (G_VALUE_HOLDS_BOXED (value))
    {
      const char *const *texts = g_value_get_boxed (value);

      json_builder_begin_array (builder);
      for (guint i = 0; texts[i] != NULL; i++)
        json_builder_add_string_value (builder, texts[i]);
      json_builder_end_array (builder);
    }
  else if (G_VALUE_HOLDS_STRING (value))
    json_builder_add_string_value (builder, g_value_get_string (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    json_builder_add_boolean_value (builder, g_value_get_boolean (value));
  else if (field->kind == CW_SIDE_SECONDS)
    json_builder_add_double_value (builder, (double) g_value_get_int64 (value) / NS_PER_S);
  else if (field->kind == CW_SIDE_TIME)
    {
      g_autofree char *time = format_time (g_value_get_int64 (value));

      json_builder_add_string_value (builder, time);
    }
  else
    json_builder_add_int_value (builder, g_value_get_int64 (value));
}

static void
get_value (CwClipMetadata    *clip,
           const CwSideField *field,
           GValue            *value)
{
  g_object_get_property (G_OBJECT (clip), field->property, value);
}

/**
 * cw_clip_export_to_json:
 * @clips: (element-type CwClipMetadata): what is known of clips
 *
 * It may take long with many: call it on a thread.
 *
 * Returns: (transfer full): the format that is told of above
 */
char *
cw_clip_export_to_json (GPtrArray *clips)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (clips != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_string_value (builder, FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, FORMAT_VERSION);
  json_builder_set_member_name (builder, "clips");
  json_builder_begin_array (builder);

  for (guint i = 0; i < clips->len; i++)
    {
      json_builder_begin_object (builder);
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          g_auto (GValue) value = G_VALUE_INIT;

          get_value (clips->pdata[i], &fields[f], &value);
          if (is_known (&fields[f], &value))
            add_value (builder, &fields[f], &value);
        }
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = cw_json_to_text (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* Excel, LibreOffice and Google run what begins so, also after white space. */
static gboolean
is_formula (const char *text)
{
  while (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')
    text++;

  return *text != '\0' && (strchr ("=+-@|%", *text) != NULL || g_str_has_prefix (text, "＝") || g_str_has_prefix (text, "＋") || g_str_has_prefix (text, "－") || g_str_has_prefix (text, "＠"));
}

static void
append_cell (GString    *csv,
             const char *text)
{
  gboolean formula = is_formula (text);

  if (!formula && strpbrk (text, "\",\r\n") == NULL && *text != ' ' && *text != '\t')
    {
      g_string_append (csv, text);
      return;
    }

  g_string_append (csv, formula ? "\"'" : "\"");
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

static char *
format_value (const CwSideField *field,
              const GValue      *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!is_known (field, value))
    return g_strdup ("");
  if (G_VALUE_HOLDS_BOXED (value))
    return g_strjoinv ("; ", g_value_get_boxed (value));
  if (G_VALUE_HOLDS_STRING (value))
    return g_value_dup_string (value);
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_strdup ("true");
  if (field->kind == CW_SIDE_SECONDS)
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3f", (double) g_value_get_int64 (value) / NS_PER_S));
  if (field->kind == CW_SIDE_TIME)
    return format_time (g_value_get_int64 (value));

  return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (value));
}

/**
 * cw_clip_export_to_csv:
 * @clips: (element-type CwClipMetadata): what is known of clips
 *
 * Returns: (transfer full): the same as a table for spreadsheets, which is not read
 *   back
 */
char *
cw_clip_export_to_csv (GPtrArray *clips)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  g_return_val_if_fail (clips != NULL, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
    g_string_append_printf (csv, "%s%s", f > 0 ? "," : "", fields[f].path);
  g_string_append (csv, "\r\n");

  for (guint i = 0; i < clips->len; i++)
    {
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          g_auto (GValue) value = G_VALUE_INIT;
          g_autofree char *text = NULL;

          get_value (clips->pdata[i], &fields[f], &value);
          text = format_value (&fields[f], &value);
          if (f > 0)
            g_string_append_c (csv, ',');
          append_cell (csv, text);
        }
      g_string_append (csv, "\r\n");
    }

  return g_string_free (g_steal_pointer (&csv), FALSE);
}

/**
 * cw_clip_export_is_own:
 * @root: JSON
 *
 * Returns: whether it says to be what cw_clip_export_to_json() writes
 */
gboolean
cw_clip_export_is_own (JsonNode *root)
{
  g_return_val_if_fail (root != NULL, FALSE);

  return JSON_NODE_HOLDS_OBJECT (root) && g_strcmp0 (cw_json_get_string (json_node_get_object (root), "format"), FORMAT) == 0;
}

/**
 * cw_clip_export_read:
 * @root: what cw_clip_export_is_own() was true of
 * @error: %CW_ERROR_UNSUPPORTED for a later version, %CW_ERROR_MALFORMED where no
 *   clips are in it
 *
 * Returns: (transfer full) (nullable) (element-type CwClipMetadata): the clips
 */
GPtrArray *
cw_clip_export_read (JsonNode *root,
                     GError  **error)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *object;
  JsonArray  *array;
  gint64      version = 0;

  g_return_val_if_fail (cw_clip_export_is_own (root), NULL);

  object = json_node_get_object (root);
  cw_json_get_int (object, "version", &version);
  if (version > FORMAT_VERSION)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, "%s", _ ("A later version of Clipwright wrote this"));
      return NULL;
    }

  array = cw_json_get_array (object, "clips");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
      JsonObject *element = cw_json_get_element_object (array, i);

      if (element == NULL)
        continue;

      cw_side_shape_read (fields, G_N_ELEMENTS (fields), element, builder);
      g_ptr_array_add (clips, cw_clip_metadata_builder_end (builder));
    }

  if (clips->len == 0)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, "%s", _ ("There are no clips in it"));
      return NULL;
    }

  return g_steal_pointer (&clips);
}

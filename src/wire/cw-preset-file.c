/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-json-reader.h"
#include "cw-json-text.h"
#include "cw-json.h"
#include "cw-preset-file.h"
#include "cw-wire-resources.h"

#include <glib/gi18n.h>
#include <string.h>

/* What resources/presets.json holds, for those who translate. */
static const char *const texts[] G_GNUC_UNUSED = {
  N_ ("Shorts, Reels and TikTok"),
  N_ ("Upright 9:16, 1080 × 1920, up to 60 frames a second"),
  N_ ("YouTube"),
  N_ ("Wide 16:9, 1920 × 1080, up to 60 frames a second"),
  N_ ("Square"),
  N_ ("1:1, 1080 × 1080, up to 60 frames a second"),
  N_ ("Same as the video"),
  N_ ("The video’s own size and frames a second"),
};

static const char *const speeds[] = {
  "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", NULL
};

static int
read_int (CwJsonReader *reader,
          JsonObject   *object,
          const char   *member,
          int           least,
          int           most)
{
  gint64 value = least;

  cw_json_reader_get_int (reader, object, member, TRUE, least, most, &value);
  return (int) value;
}

static char *
read_string (CwJsonReader *reader,
             JsonObject   *object,
             const char   *member)
{
  return g_strdup (cw_json_reader_get_string (reader, object, member, TRUE));
}

/* NULL stays NULL, and "" is not the catalogue's header. */
static char *
read_translated (CwJsonReader *reader,
                 JsonObject   *object,
                 const char   *member)
{
  const char *text = cw_json_reader_get_string (reader, object, member, TRUE);

  return g_strdup (text != NULL && *text != '\0' ? g_dgettext (GETTEXT_PACKAGE, text) : text);
}

static CwPreset *
read_preset (CwJsonReader *reader,
             JsonObject   *object,
             const char   *as_of)
{
  CwPreset *preset = g_new0 (CwPreset, 1);

  preset->id = read_string (reader, object, "id");
  preset->title = read_translated (reader, object, "title");
  preset->description = read_translated (reader, object, "description");
  preset->width = read_int (reader, object, "width", 0, 8192);
  preset->height = read_int (reader, object, "height", 0, 8192);
  preset->most_rate = read_int (reader, object, "most_rate", 0, 1000);
  cw_json_reader_get_double (reader, object, "quality", TRUE, &preset->quality);
  preset->speed = read_string (reader, object, "speed");
  preset->key_interval = read_int (reader, object, "key_interval", 1, 1000);
  preset->audio_bitrate = read_int (reader, object, "audio_bitrate", 32000, 512000);
  preset->as_of = g_strdup (as_of);

  if ((preset->width == 0) != (preset->height == 0) || preset->width % 2 != 0 || preset->height % 2 != 0)
    cw_json_reader_fail (reader, "width", _ ("“width” and “height” have to be even, and both 0 or neither"));
  if (preset->quality < 0 || preset->quality > 51)
    cw_json_reader_fail (reader, "quality", _ ("“quality” has to be from 0 to 51"));
  if (preset->speed != NULL && !g_strv_contains (speeds, preset->speed))
    cw_json_reader_fail (reader, "speed", _ ("“%s” is no speed of x264’s"), preset->speed);

  return preset;
}

static void
read_presets (CwJsonReader *reader,
              JsonNode     *root,
              GPtrArray    *presets)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonArray  *array;
  const char *as_of;

  if (object == NULL)
    {
      cw_json_reader_fail (reader, NULL, _ ("this is no list of presets"));
      return;
    }

  read_int (reader, object, "version", 1, 1);
  as_of = cw_json_reader_get_string (reader, object, "as_of", TRUE);
  array = cw_json_reader_get_array (reader, object, "presets", TRUE);

  cw_json_reader_enter (reader, "presets");
  for (guint i = 0; array != NULL && i < json_array_get_length (array) && reader->error == NULL; i++)
    {
      JsonObject *element = cw_json_get_element_object (array, i);

      cw_json_reader_enter_element (reader, i);
      if (element != NULL)
        g_ptr_array_add (presets, read_preset (reader, element, as_of));
      else
        cw_json_reader_fail (reader, NULL, _ ("this is no preset"));
      cw_json_reader_leave (reader);
    }
  cw_json_reader_leave (reader);
}

/**
 * cw_preset_file_read:
 * @text: JSON
 * @length: bytes of @text, or -1 where it ends with a zero
 * @error: %CW_ERROR_MALFORMED with the line and the reason
 *
 * Returns: (transfer full) (nullable) (element-type CwPreset): the presets, in
 *   order, with titles and descriptions in the user's language
 */
GPtrArray *
cw_preset_file_read (const char *text,
                     gssize      length,
                     GError    **error)
{
  g_autoptr (GPtrArray) presets = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_preset_free);
  g_autoptr (JsonNode) root = NULL;
  CwJsonReader reader;
  gsize        size;

  g_return_val_if_fail (text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  root = cw_json_text_parse (text, size, error);
  if (root == NULL)
    return NULL;

  cw_json_reader_init (&reader, text, size);
  read_presets (&reader, root, presets);
  if (!cw_json_reader_finish (&reader, error))
    return NULL;

  return g_steal_pointer (&presets);
}

static GPtrArray *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (cw_wire_get_resource (), RESOURCE_PATH "/presets.json", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  GPtrArray *presets = NULL;

  if (bytes != NULL)
    presets = cw_preset_file_read (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);

  /* It is part of the program, and a test reads it. */
  if (presets == NULL)
    g_error ("presets.json: %s", error->message);

  return presets;
}

/**
 * cw_presets_list:
 *
 * Returns: (transfer none) (element-type CwPreset): the presets that come with
 *   the program, in the order to show them; from any thread
 */
GPtrArray *
cw_presets_list (void)
{
  static GPtrArray *presets;

  if (g_once_init_enter_pointer (&presets))
    g_once_init_leave_pointer (&presets, load ());

  return presets;
}

/**
 * cw_presets_find:
 * @id: (nullable): "shorts", "landscape", "square", "source"
 *
 * Returns: (transfer none) (nullable): the preset of that id, %NULL where there is none
 */
const CwPreset *
cw_presets_find (const char *id)
{
  GPtrArray *presets = cw_presets_list ();

  for (guint i = 0; i < presets->len; i++)
    {
      const CwPreset *preset = g_ptr_array_index (presets, i);

      if (g_strcmp0 (preset->id, id) == 0)
        return preset;
    }

  return NULL;
}

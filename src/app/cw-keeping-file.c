/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-keeping-file.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-json.h"

#include <glib/gstdio.h>

typedef struct
{
  char *path;
  char *text;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->path);
  g_free (saving->text);
  g_free (saving);
}

/* A record is its properties. */
static void
add_clip (JsonBuilder  *builder,
          CwTwitchClip *clip)
{
  guint                   n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (clip), &n);

  json_builder_begin_object (builder);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (clip), specs[i]->name, &value);
      json_builder_set_member_name (builder, specs[i]->name);
      if (G_VALUE_HOLDS_STRING (&value))
        json_builder_add_string_value (builder, g_value_get_string (&value));
      else if (G_VALUE_HOLDS_INT64 (&value))
        json_builder_add_int_value (builder, g_value_get_int64 (&value));
      else
        json_builder_add_boolean_value (builder, g_value_get_boolean (&value));
    }
  json_builder_end_object (builder);
}

static CwTwitchClip *
read_clip (JsonObject *object)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (CW_TYPE_TWITCH_CLIP);
  guint                   n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n);
  const char            **names = g_newa (const char *, n);
  GValue                 *values = g_newa0 (GValue, n);
  CwTwitchClip           *clip;

  for (guint i = 0; i < n; i++)
    {
      gint64   number = 0;
      gboolean flag = FALSE;

      names[i] = specs[i]->name;
      g_value_init (&values[i], specs[i]->value_type);
      cw_json_get_int (object, names[i], &number);
      cw_json_get_boolean (object, names[i], &flag);
      if (G_VALUE_HOLDS_STRING (&values[i]))
        g_value_set_string (&values[i], cw_json_get_string (object, names[i]));
      else if (G_VALUE_HOLDS_INT64 (&values[i]))
        g_value_set_int64 (&values[i], number);
      else
        g_value_set_boolean (&values[i], flag);
    }

  clip = CW_TWITCH_CLIP (g_object_new_with_properties (CW_TYPE_TWITCH_CLIP, n, names, values));
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);

  return clip;
}

static DexFuture *
load_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GPtrArray) keepings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode  *root = json_parser_load_from_file (parser, data, NULL) ? json_parser_get_root (parser) : NULL;
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = cw_json_get_element_object (array, i);
      JsonObject *stored = object != NULL ? cw_json_get_object (object, "clip") : NULL;
      g_autoptr (CwTwitchClip) clip = stored != NULL ? read_clip (stored) : NULL;
      gboolean permitted = FALSE;

      if (clip == NULL || *cw_twitch_clip_get_id (clip) == '\0')
        continue;

      cw_json_get_boolean (object, "permitted", &permitted);
      g_ptr_array_add (keepings, cw_keeping_new (clip, permitted));
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&keepings));
}

/**
 * cw_keeping_file_load:
 * @path: where cw_keeping_file_save() has put them
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwKeeping, empty where
 *   there is no such file
 */
DexFuture *
cw_keeping_file_load (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (load_in_thread, g_strdup (path), g_free);
}

static DexFuture *
save_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Saving          *saving = data;
  g_autofree char *folder = g_path_get_dirname (saving->path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (saving->path, saving->text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    return dex_future_new_for_error (cw_error_new_for_file (error, saving->path));

  return dex_future_new_true ();
}

/**
 * cw_keeping_file_save:
 * @path: where to
 * @keepings: (element-type CwKeeping): what is still to come
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_keeping_file_save (const char *path,
                      GPtrArray  *keepings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  Saving *saving;

  dex_return_error_if_fail (path != NULL && keepings != NULL);

  json_builder_begin_array (builder);
  for (guint i = 0; i < keepings->len; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "clip");
      add_clip (builder, cw_keeping_get_clip (keepings->pdata[i]));
      json_builder_set_member_name (builder, "permitted");
      json_builder_add_boolean_value (builder, cw_keeping_get_permitted (keepings->pdata[i]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  saving = g_new0 (Saving, 1);
  saving->path = g_strdup (path);
  saving->text = cw_json_to_text (root, FALSE);

  return cw_run_in_thread (save_in_thread, saving, saving_free);
}

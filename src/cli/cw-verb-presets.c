/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-preset-list.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static void
print_json (GPtrArray *presets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < presets->len; i++)
    {
      const CwPreset *preset = g_ptr_array_index (presets, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "id");
      json_builder_add_string_value (builder, preset->id);
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, preset->title);
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, preset->width);
      json_builder_set_member_name (builder, "height");
      json_builder_add_int_value (builder, preset->height);
      json_builder_set_member_name (builder, "most_rate");
      json_builder_add_int_value (builder, preset->most_rate);
      json_builder_set_member_name (builder, "audio_bitrate");
      json_builder_add_int_value (builder, preset->audio_bitrate);
      json_builder_set_member_name (builder, "as_of");
      json_builder_add_string_value (builder, preset->as_of);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  cw_printer_print_json (builder);
}

static void
print_lines (GPtrArray *presets)
{
  for (guint i = 0; i < presets->len; i++)
    {
      const CwPreset  *preset = g_ptr_array_index (presets, i);
      g_autofree char *size = preset->width > 0 ? g_strdup_printf ("%d×%d", preset->width, preset->height) : g_strdup (_ ("as the source"));

      g_print ("%-10s %-14s %s\n", preset->id, size, preset->description);
    }
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;

  if (!cw_verb_parse (self, entries, arguments, &rest, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (rest[0] != NULL)
    return cw_verb_wrong (self, _ ("“presets” takes no arguments"));

  if (as_json)
    print_json (cw_preset_list_get ());
  else
    print_lines (cw_preset_list_get ());

  return dex_future_new_true ();
}

const CwVerb cw_verb_presets = {
  .name = "presets",
  .arguments = "",
  .summary = N_ ("List what can be exported to"),
  .run = run,
};

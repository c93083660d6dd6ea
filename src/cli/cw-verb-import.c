/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-services.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static void
print (CwClip      *clip,
       JsonBuilder *builder)
{
  if (builder == NULL)
    {
      g_print ("%s  %s\n", cw_clip_get_id (clip), cw_clip_get_title (clip));
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, cw_clip_get_id (clip));
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, cw_clip_get_title (clip));
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, cw_clip_get_path (clip));
  json_builder_end_object (builder);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cw_verb_parse (self, entries, arguments, &paths, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (paths[0] == NULL)
    return cw_verb_wrong (self, _ ("Name a video to take into the library"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_library (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  builder = as_json ? json_builder_new () : NULL;
  if (as_json)
    json_builder_begin_array (builder);

  /* What is taken in stays so when one after it is not. */
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (CwClip) clip = dex_await_object (cw_library_import (cw_services_get_library (services), paths[i]), &error);

      if (clip == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      print (clip, builder);
    }

  if (as_json)
    {
      json_builder_end_array (builder);
      cw_printer_print_json (builder);
    }

  return dex_future_new_true ();
}

const CwVerb cw_verb_import = {
  .name = "import",
  .arguments = "VIDEO…",
  .summary = N_ ("Take videos into the library, where they are"),
  .run = run,
};

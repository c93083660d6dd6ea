/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-services.h"

#include "cw-error.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static void
add_clip (JsonBuilder *builder,
          CwClip      *clip)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, cw_clip_get_id (clip));
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, cw_clip_get_title (clip));
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, cw_clip_get_path (clip));
  json_builder_set_member_name (builder, "missing");
  json_builder_add_boolean_value (builder, cw_clip_get_missing (clip));
  cw_printer_add_info (builder, cw_clip_get_info (clip));
  json_builder_end_object (builder);
}

static void
print_clip (CwClip *clip)
{
  g_autofree char *duration = cw_timecode_format_short (cw_clip_get_duration (clip));

  g_print ("%s  %8s  %s%s\n", cw_clip_get_id (clip), duration, cw_clip_get_title (clip),
           cw_clip_get_missing (clip) ? _ ("  (its file is gone)") : "");
}

static void
list (CwLibrary *library)
{
  g_autoptr (JsonBuilder) builder = as_json ? json_builder_new () : NULL;

  if (as_json)
    json_builder_begin_array (builder);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (library)); i++)
    {
      g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (library), i);

      if (as_json)
        add_clip (builder, clip);
      else
        print_clip (clip);
    }

  if (as_json)
    {
      json_builder_end_array (builder);
      cw_printer_print_json (builder);
    }
}

static DexFuture *
remove_clips (CwLibrary *library,
              char     **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      CwClip *clip = cw_library_find (library, ids[i]);
      g_autoptr (GError) error = NULL;

      if (clip == NULL)
        return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("There is no clip “%s” in the library"), ids[i]);

      if (!dex_await (cw_library_remove (library, clip), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_true ();
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  CwLibrary *library;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (words[0] != NULL && !g_str_equal (words[0], "list") && !g_str_equal (words[0], "search") && !g_str_equal (words[0], "remove"))
    return cw_verb_wrong (self, _ ("There are “library list”, “library search” and “library remove”"));

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_library (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  library = cw_services_get_library (services);
  if (words[0] != NULL && g_str_equal (words[0], "remove"))
    return remove_clips (library, words + 1);

  if (words[0] != NULL && g_str_equal (words[0], "search"))
    {
      g_autofree char *query = g_strjoinv (" ", words + 1);

      g_object_set (library, "query", query, NULL);
    }

  list (library);
  return dex_future_new_true ();
}

const CwVerb cw_verb_library = {
  .name = "library",
  .arguments = "[list | search WORDS | remove ID…]",
  .summary = N_ ("List what is in the library, or take something out of the list"),
  .description = N_ ("“remove” never touches a file."),
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-probe.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

static void
print (const char        *path,
       const CwMediaInfo *info,
       JsonBuilder       *builder)
{
  if (builder == NULL)
    {
      g_autofree char *name = g_filename_display_name (path);
      g_autofree char *description = cw_printer_describe (info);

      g_print ("%s: %s\n", name, description);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, path);
  cw_printer_add_info (builder, info);
  json_builder_end_object (builder);
}

/* One file gives an object, several a list of them. */
static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  gboolean many;

  if (!cw_verb_parse (self, entries, arguments, &paths, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (paths[0] == NULL)
    return cw_verb_wrong (self, _ ("Name a file to look at"));

  many = paths[1] != NULL;
  builder = as_json ? json_builder_new () : NULL;
  if (as_json && many)
    json_builder_begin_array (builder);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (CwMediaInfo) info = dex_await_boxed (cw_probe (paths[i]), &error);

      if (info == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      print (paths[i], info, builder);
    }

  if (as_json && many)
    json_builder_end_array (builder);
  if (as_json)
    cw_printer_print_json (builder);

  return dex_future_new_true ();
}

const CwVerb cw_verb_probe = {
  .name = "probe",
  .arguments = "FILE…",
  .summary = N_ ("Say what media files are"),
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-export.h"
#include "cw-printer.h"
#include "cw-verb.h"

#include "cw-services.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static gboolean     as_csv;
static char        *folder;
static GOptionEntry entries[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON; with --to, write clips.json, too"), NULL },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &as_csv, N_ ("Export a table; with --to, write clips.csv, too"), NULL },
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Export the files, each with a NAME.clip.json, to FOLDER"), N_ ("FOLDER") },
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

static DexFuture *
list (CwLibrary  *library,
      const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_library_search (library, query), &error);
  g_autoptr (JsonBuilder) builder = as_json ? json_builder_new () : NULL;

  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (as_json)
    json_builder_begin_array (builder);
  for (guint i = 0; i < clips->len; i++)
    {
      cw_clip_set_missing (clips->pdata[i], !g_file_test (cw_clip_get_path (clips->pdata[i]), G_FILE_TEST_EXISTS));
      if (as_json)
        add_clip (builder, clips->pdata[i]);
      else
        print_clip (clips->pdata[i]);
    }
  if (as_json)
    {
      json_builder_end_array (builder);
      cw_printer_print_json (builder);
    }

  return dex_future_new_true ();
}

static DexFuture *
remove_clips (CwLibrary *library,
              char     **ids)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      CwClip *clip = dex_await_object (cw_library_load_clip (library, ids[i]), &error);

      if (clip == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      g_ptr_array_add (clips, clip);
    }

  return cw_library_remove (library, clips);
}

static DexFuture *
export_clips (CwServices *services,
              char      **ids)
{
  return cw_library_export (services, (const char *const *) ids, folder, as_csv ? CW_SELECTION_CSV : as_json ? CW_SELECTION_JSON
                                                                                                             : CW_SELECTION_NO_LIST);
}

/* What is wrong with what was asked for, or NULL. */
static const char *
check (char **words)
{
  static const char *const known[] = { "list", "search", "remove", "export", NULL };
  gboolean                 exporting = words[0] != NULL && g_str_equal (words[0], "export");

  if (words[0] != NULL && !g_strv_contains (known, words[0]))
    return _ ("There are “library list”, “library search”, “library remove” and “library export”");
  if (exporting && words[1] == NULL)
    return _ ("Name the clips to export");
  if (exporting && as_csv && as_json)
    return _ ("Choose one of --json and --csv");
  if (!exporting && (as_csv || folder != NULL))
    return _ ("--csv and --to are for “library export”");

  return NULL;
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = NULL;
  const char *problem;
  CwLibrary  *library;

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  problem = check (words);
  if (problem != NULL)
    return cw_verb_wrong (self, problem);

  services = cw_services_new (NULL);
  if (!dex_await (cw_services_open_library (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  library = cw_services_get_library (services);
  if (words[0] != NULL && g_str_equal (words[0], "remove"))
    return remove_clips (library, words + 1);
  if (words[0] != NULL && g_str_equal (words[0], "export"))
    return export_clips (services, words + 1);

  if (words[0] != NULL && g_str_equal (words[0], "search"))
    {
      g_autofree char *query = g_strjoinv (" ", words + 1);

      return list (library, query);
    }

  return list (library, NULL);
}

const CwVerb cw_verb_library = {
  .name = "library",
  .arguments = "[list | search WORDS | remove ID… | export ID…]",
  .summary = N_ ("List what is in the library, export it, or take something out of the list"),
  .description = N_ ("“remove” never touches a file. “export” prints what is known of clips, or with --to copies them;\nit never overwrites a file, and “import” reads what it wrote."),
  .run = run,
};

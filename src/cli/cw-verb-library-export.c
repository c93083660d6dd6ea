/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-desk.h"
#include "cw-library-verbs.h"
#include "cw-progress-line.h"

#include "cw-clip-description.h"
#include "cw-error.h"
#include "cw-selection-export.h"

#include <glib/gi18n.h>

static gboolean     as_json;
static gboolean     as_csv;
static char        *folder;
static char        *query;
static GOptionEntry entries[] = {
  { "query", 0, 0, G_OPTION_ARG_STRING, &query, N_ ("Export the clips that QUERY finds, in place of those named"), N_ ("QUERY") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON, as without; with --to, write clips.json, too"), NULL },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &as_csv, N_ ("Print a table; with --to, write clips.csv, too"), NULL },
  { "to", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Export the files, each with a NAME.clip.json, to FOLDER"), N_ ("FOLDER") },
  { NULL }
};

static DexFuture *
print_list (CwSelection      *selection,
            CwSelectionFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dex_await_string (cw_selection_to_text (selection, format == CW_SELECTION_NO_LIST ? CW_SELECTION_JSON : format), &error);

  if (text == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_print ("%s", text);
  return dex_future_new_true ();
}

static DexFuture *
copy_clips (CwSelection      *selection,
            CwSelectionFormat format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  g_autoptr (CwProgressLine) line = cw_progress_line_new (progress);
  g_auto (GStrv) warnings = NULL;
  guint n;

  warnings = dex_await_boxed (cw_selection_export (selection, folder, TRUE, format, progress), &error);
  if (warnings == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_clear_pointer (&line, cw_progress_line_free);
  n = g_strv_length (warnings);
  if (n == 0)
    return dex_future_new_true ();
  for (guint i = 0; i + 1 < n; i++)
    g_printerr ("clipwright-cli: %s\n", warnings[i]);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, "%s", warnings[n - 1]);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  CwSelectionFormat format = CW_SELECTION_NO_LIST;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwLibraryDesk) desk = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (CwSelection) selection = cw_selection_new ();

  if (!cw_verb_parse (self, entries, arguments, &words, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (as_csv && as_json)
    return cw_verb_wrong (self, _ ("Choose one of --json and --csv"));
  if (words[0] == NULL && query == NULL)
    return cw_verb_wrong (self, _ ("Name the clips to export, by their ids or by --query"));

  desk = cw_library_desk_open (&error);
  if (desk != NULL)
    clips = cw_library_desk_choose (desk, CW_CLIP_PLACE_ANY, words, query, &error);
  if (clips == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < clips->len; i++)
    {
      g_autoptr (CwClipMetadata) metadata = cw_clip_description_make (clips->pdata[i]);

      cw_selection_add (selection, cw_clip_get_path (clips->pdata[i]), metadata);
    }

  if (as_csv || as_json)
    format = as_csv ? CW_SELECTION_CSV : CW_SELECTION_JSON;
  return folder != NULL ? copy_clips (selection, format) : print_list (selection, format);
}

const CwVerb cw_verb_library_export = {
  .name = "library export",
  .arguments = "CLIP…",
  .summary = N_ ("Print what is known of clips, or with --to copy them"),
  .description = N_ ("It never overwrites a file, and “library import” reads what it wrote.\n\nExamples:\n  clipwright-cli library export --csv --query 'created:2026' > 2026.csv\n  clipwright-cli library export --to ~/posted --query 'tag:posted'"),
  .run = run,
};

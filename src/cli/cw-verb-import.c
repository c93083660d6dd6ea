/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-import-printer.h"
#include "cw-library-verbs.h"
#include "cw-verb.h"

#include "cw-folder-import.h"
#include "cw-folder-scan.h"
#include "cw-services.h"

#include "cw-error.h"

#include <glib/gi18n.h>
#include <unistd.h>

static gboolean     as_json;
static gboolean     recursive = TRUE;
static gboolean     dry_run;
static GOptionEntry entries[] = {
  { "recursive", 'r', 0, G_OPTION_ARG_NONE, &recursive, N_ ("Go into the folders in a folder, which it does anyhow"), NULL },
  { "no-recursive", 0, G_OPTION_FLAG_REVERSE, G_OPTION_ARG_NONE, &recursive, N_ ("Leave the folders in a folder out"), NULL },
  { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_ ("Only print what would be taken in"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON"), NULL },
  { NULL }
};

typedef struct
{
  CwImportPrinter *printer;
  GPtrArray       *problems; /* of char * */
} Import;

static void
on_told (const CwImportEntry *entry,
         CwClip              *clip,
         const GError        *error,
         gpointer             data)
{
  Import *import = data;

  if (clip != NULL)
    cw_import_printer_add_clip (import->printer, entry, clip);
  else
    g_ptr_array_add (import->problems, g_strdup (error->message));
}

/* Where nobody watches it would only fill a log. */
static void
on_progress (CwStepProgress *progress)
{
  guint total = cw_step_progress_get_total (progress);

  g_printerr (_ ("\r%u of %u"), cw_step_progress_get_done (progress), total);
  if (cw_step_progress_get_done (progress) == total)
    g_printerr ("\n");
}

static DexFuture *
conclude (GPtrArray *problems,
          guint      n)
{
  if (problems->len == 0)
    return dex_future_new_true ();
  if (problems->len == 1)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, "%s", (const char *) problems->pdata[0]);

  for (guint i = 0; i < problems->len; i++)
    g_printerr ("clipwright-cli: %s\n", (const char *) problems->pdata[i]);

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MALFORMED, _ ("Of what was named, %u videos were looked at, and %u things went wrong"), n, problems->len);
}

static DexFuture *
carry_out (CwImportPlan *plan,
           Import       *import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwServices) services = cw_services_new (NULL);
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  CwFolderImportWay way = { cw_take_in, NULL, on_told, import, progress };

  if (!dex_await (cw_services_open_library (services), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  way.take_in_data = G_OBJECT (cw_services_get_library (services));
  if (cw_import_plan_get_n_entries (plan) > 1 && isatty (STDERR_FILENO))
    g_signal_connect (progress, "notify::done", G_CALLBACK (on_progress), NULL);

  return dex_await (cw_folder_import (plan, &way), &error) ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwImportPlan) plan = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CwImportPrinter) printer = NULL;
  Import             import;
  const char *const *warnings;

  if (!cw_verb_parse (self, entries, arguments, &paths, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (paths[0] == NULL)
    return cw_verb_wrong (self, _ ("Name a video or a folder to take into the library"));

  plan = dex_await_object (cw_folder_scan ((const char *const *) paths, recursive, NULL), &error);
  if (plan == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  warnings = cw_import_plan_get_warnings (plan);
  for (guint i = 0; warnings[i] != NULL; i++)
    g_ptr_array_add (problems, g_strdup (warnings[i]));

  printer = cw_import_printer_new (as_json);
  import.printer = printer;
  import.problems = problems;
  if (dry_run)
    for (guint i = 0; i < cw_import_plan_get_n_entries (plan); i++)
      cw_import_printer_add_entry (printer, cw_import_plan_get_entry (plan, i));
  else if (cw_import_plan_get_n_entries (plan) > 0 && !dex_await (carry_out (plan, &import), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_import_printer_end (printer);
  return conclude (problems, cw_import_plan_get_n_entries (plan));
}

#define ARGUMENTS "VIDEO|FOLDER…"
#define SUMMARY N_ ("Take videos into the library, where they are")
#define DESCRIPTION N_ ("Of a folder all videos in it are taken in. What yt-dlp, TwitchDownloader, twitch-dl or Clipwright\nwrote beside a video (NAME.info.json, NAME.clip.json, NAME.srt, …) tells its title.")

const CwVerb cw_verb_import = {
  .name = "import",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .run = run,
};

/* The same, where one looks for it. */
const CwVerb cw_verb_library_import = {
  .name = "library import",
  .arguments = ARGUMENTS,
  .summary = SUMMARY,
  .description = DESCRIPTION,
  .run = run,
};

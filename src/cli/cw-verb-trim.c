/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-cut.h"
#include "cw-export.h"
#include "cw-verb.h"

#include "cw-preset-list.h"

#include <glib/gi18n.h>

static CwExportOptions options;
static char           *in_text;
static char           *out_text;

static GOptionEntry entries[] = {
  CW_EXPORT_ENTRIES (options),
  { "in", 0, 0, G_OPTION_ARG_STRING, &in_text, N_ ("Where to begin"), N_ ("TIME") },
  { "out", 0, 0, G_OPTION_ARG_STRING, &out_text, N_ ("Where to end"), N_ ("TIME") },
  { NULL }
};

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  const CwPreset *preset = cw_preset_list_find ("source");
  const CwLayout  layout = cw_layout_default (CW_LAYOUT_ORIGINAL);
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;

  if (!cw_verb_parse (self, entries, arguments, &paths, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (paths[0] == NULL || paths[1] != NULL)
    return cw_verb_wrong (self, _ ("Name one video to trim"));

  if (in_text == NULL && out_text == NULL)
    return cw_verb_wrong (self, _ ("Say with --in and --out what to keep"));

  if (!cw_export_check (&options, paths[0], &error) || (project = cw_cut_new_project (paths[0], in_text, out_text, &layout, preset, &error)) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_export_run (&options, project, preset);
}

const CwVerb cw_verb_trim = {
  .name = "trim",
  .arguments = "VIDEO --in TIME --out TIME -o FILE.mp4",
  .summary = N_ ("Cut a video, exactly to the frame"),
  .description = N_ ("Times are seconds (83.5) or minutes and seconds (1:23.5)."),
  .run = run,
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-cut.h"
#include "cw-export.h"
#include "cw-verb.h"

#include "cw-preset-list.h"

#include "cw-project-file.h"

#include "cw-project-builder.h"

#include "cw-error.h"

#include <glib/gi18n.h>
#include <string.h>

static struct
{
  CwExportOptions export;
  char *preset;
  char *layout;
  char *in;
  char *out;
  char *text;
  char *camera;
  char *gameplay;
} options;

static GOptionEntry entries[] = {
  CW_EXPORT_ENTRIES (options.export),
  { "preset", 'p', 0, G_OPTION_ARG_STRING, &options.preset, N_ ("What to make (see “clipwright-cli presets”)"), N_ ("NAME") },
  { "layout", 'l', 0, G_OPTION_ARG_STRING, &options.layout, N_ ("original, fill, blurred or facecam"), N_ ("NAME") },
  { "in", 0, 0, G_OPTION_ARG_STRING, &options.in, N_ ("Where to begin"), N_ ("TIME") },
  { "out", 0, 0, G_OPTION_ARG_STRING, &options.out, N_ ("Where to end"), N_ ("TIME") },
  { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, N_ ("What to write over the picture"), N_ ("WORDS") },
  { "camera", 0, 0, G_OPTION_ARG_STRING, &options.camera, N_ ("Where the face is, as shares of the picture: 0,0.72,0.25,0.28"), N_ ("X,Y,W,H") },
  { "gameplay", 0, 0, G_OPTION_ARG_STRING, &options.gameplay, N_ ("Where the game is, likewise"), N_ ("X,Y,W,H") },
  { NULL }
};

static gboolean
read_region (const char *text,
             CwRegion   *region,
             GError    **error)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit (text, ",", -1) : NULL;
  double *numbers[] = { &region->x, &region->y, &region->width, &region->height };

  if (words == NULL)
    return TRUE;

  for (guint i = 0; g_strv_length (words) == G_N_ELEMENTS (numbers); i++)
    {
      char *end;

      if (i == G_N_ELEMENTS (numbers))
        return TRUE;

      *numbers[i] = g_ascii_strtod (words[i], &end);
      if (end == words[i] || *end != '\0' || !(*numbers[i] >= 0 && *numbers[i] <= 1))
        break;
    }

  g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no region: write four shares of the picture from 0 to 1, as 0,0.72,0.25,0.28"), text);
  return FALSE;
}

static gboolean
read_layout (CwLayout *layout,
             GError  **error)
{
  CwLayoutKind kind = CW_LAYOUT_ORIGINAL;

  /* Who says where the face is wants to see it. */
  if (options.camera != NULL || options.gameplay != NULL)
    kind = CW_LAYOUT_FACECAM;

  if (options.layout != NULL && !cw_layout_kind_from_nick (options.layout, &kind))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("There is no layout “%s”: there are original, fill, blurred and facecam"), options.layout);
      return FALSE;
    }

  *layout = cw_layout_default (kind);
  return read_region (options.camera, &layout->camera, error) && read_region (options.gameplay, &layout->gameplay, error);
}

static const CwPreset *
find_preset (const char *id,
             GError    **error)
{
  const CwPreset *preset = cw_preset_list_find (id);

  if (preset == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("There is no preset “%s”: “clipwright-cli presets” lists them"), id);

  return preset;
}

static CwProject *
make_project (const char     *path,
              const CwPreset *preset,
              GError        **error)
{
  CwProject *project;
  CwLayout   layout;

  if (!read_layout (&layout, error))
    return NULL;

  project = cw_cut_new_project (path, options.in, options.out, &layout, preset, error);
  if (project != NULL)
    cw_project_set_text (project, options.text);

  return project;
}

static CwProject *
read_project (const char     *path,
              const CwPreset *preset,
              GError        **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  CwProject *project;
  gsize      length;

  if (options.layout != NULL || options.in != NULL || options.out != NULL || options.text != NULL || options.camera != NULL || options.gameplay != NULL)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("A project has its own cut, layout and text: only --preset goes with it"));
      return NULL;
    }

  if (!g_file_get_contents (path, &text, &length, &problem))
    {
      g_propagate_error (error, cw_error_new_for_file (problem, path));
      return NULL;
    }

  project = cw_project_file_read (text, (gssize) length, error);
  if (project != NULL && preset != NULL)
    cw_project_apply_preset (project, preset);

  return project;
}

static gboolean
is_project (const char *path)
{
  return g_str_has_suffix (path, ".otio");
}

/* The preset that was named, else the project's own, else the first. */
static const CwPreset *
choose_preset (CwProject *project,
               GError   **error)
{
  const char *id = options.preset;

  if (id == NULL && project != NULL)
    id = cw_project_get_preset_id (project);

  return find_preset (id != NULL ? id : "shorts", error);
}

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwProject) project = NULL;
  const CwPreset *preset = NULL;

  if (!cw_verb_parse (self, entries, arguments, &paths, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (paths[0] == NULL || paths[1] != NULL)
    return cw_verb_wrong (self, _ ("Name one video or project to render"));

  if (!cw_export_check (&options.export, paths[0], &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (is_project (paths[0]))
    {
      if (options.preset == NULL || (preset = find_preset (options.preset, &error)) != NULL)
        project = read_project (paths[0], preset, &error);
      preset = project != NULL ? choose_preset (project, &error) : NULL;
    }
  else if ((preset = choose_preset (NULL, &error)) != NULL)
    {
      project = make_project (paths[0], preset, &error);
    }

  if (project == NULL || preset == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return cw_export_run (&options.export, project, preset);
}

const CwVerb cw_verb_render = {
  .name = "render",
  .arguments = "VIDEO|PROJECT.otio -o FILE.mp4",
  .summary = N_ ("Make a video of a video or a project"),
  .description = N_ ("Times are seconds (83.5) or minutes and seconds (1:23.5)."),
  .run = run,
};

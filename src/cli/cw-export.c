/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-export.h"
#include "cw-printer.h"

#include "cw-render.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-json.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
wants_json_lines (const CwExportOptions *options)
{
  return g_strcmp0 (options->progress, "json") == 0;
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  g_autofree char *real_a = realpath (a, NULL);
  g_autofree char *real_b = realpath (b, NULL);

  return real_a != NULL && g_strcmp0 (real_a, real_b) == 0;
}

static gboolean
ends_in_mp4 (const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, ".mp4");
}

/**
 * cw_export_check:
 * @options: what the user asked for
 * @input: the file it is made of
 * @error: %CW_ERROR_INVALID with what to do
 *
 * Finds what is wrong before any work is done.
 *
 * Returns: whether the export may begin
 */
gboolean
cw_export_check (const CwExportOptions *options,
                 const char            *input,
                 GError               **error)
{
  g_autofree char *name = options->output != NULL ? g_filename_display_name (options->output) : NULL;

  if (name == NULL)
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("Say with -o which file to write"));
  else if (options->progress != NULL && !g_str_equal (options->progress, "json") && !g_str_equal (options->progress, "none"))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is no way to tell the progress: there are “json” and “none”"), options->progress);
  else if (!ends_in_mp4 (options->output))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” cannot be written: only MP4 is, so let the name end in .mp4"), name);
  else if (is_same_file (input, options->output))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” would replace what it is made of: choose another name"), name);
  else if (!options->force && g_file_test (options->output, G_FILE_TEST_EXISTS))
    g_set_error (error, CW_ERROR, CW_ERROR_INVALID, _ ("“%s” is there already: choose another name, or replace it with --force"), name);
  else
    return TRUE;

  return FALSE;
}

/* One line, whole at once, so that a reader never waits for the rest. */
static void
print_line (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = cw_json_to_text (root, FALSE);

  g_print ("%s\n", text);
  fflush (stdout);
}

static void
on_progress_line (CwRender *render)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "progress");
  json_builder_add_double_value (builder, cw_render_get_progress (render));
  json_builder_set_member_name (builder, "speed");
  json_builder_add_double_value (builder, cw_render_get_speed (render));
  json_builder_set_member_name (builder, "eta");
  json_builder_add_int_value (builder, cw_render_get_eta (render));
  json_builder_end_object (builder);
  print_line (builder);
}

static void
on_progress_terminal (CwRender *render)
{
  g_autofree char *left = cw_render_get_eta (render) >= 0 ? cw_timecode_format_short (cw_render_get_eta (render) * G_GINT64_CONSTANT (1000000000)) : g_strdup ("–");

  /* Translators: percent done, times real time, time left */
  g_printerr (_ ("\r%3.0f %%  %.1f×  %s left"), cw_render_get_progress (render) * 100, cw_render_get_speed (render), left);
  g_printerr ("\033[K");
}

static void
print_error_line (const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_add_string_value (builder, error->message);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (builder, cw_error_get_nick (error));
  json_builder_end_object (builder);
  print_line (builder);
}

static void
print_made (const CwExportOptions *options,
            CwProject             *project,
            gint64                 n_frames)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "done");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_set_member_name (builder, "output");
  json_builder_add_string_value (builder, options->output);
  json_builder_set_member_name (builder, "frames");
  json_builder_add_int_value (builder, n_frames);
  cw_printer_add_seconds (builder, "duration", cw_project_get_duration (project));
  json_builder_set_member_name (builder, "width");
  json_builder_add_int_value (builder, cw_project_get_width (project));
  json_builder_set_member_name (builder, "height");
  json_builder_add_int_value (builder, cw_project_get_height (project));
  json_builder_end_object (builder);

  if (wants_json_lines (options))
    print_line (builder);
  else
    cw_printer_print_json (builder);
}

static void
tell_made (const CwExportOptions *options,
           CwProject             *project,
           gint64                 n_frames)
{
  g_autofree char *name = g_filename_display_name (options->output);
  g_autofree char *duration = cw_timecode_format (cw_project_get_duration (project));

  if (wants_json_lines (options) || options->as_json)
    print_made (options, project, n_frames);
  else
    g_print (_ ("%s: %s, %d×%d, %" G_GINT64_FORMAT " frames\n"), name, duration,
             cw_project_get_width (project), cw_project_get_height (project), n_frames);
}

static DexFuture *
export_fiber (gpointer   data,
              CwProject *project,
              CwPreset  *preset)
{
  const CwExportOptions *options = data;
  g_autoptr (CwRender) render = cw_render_new (project, preset, options->output);
  g_autoptr (GError) error = NULL;
  gboolean on_terminal = options->progress == NULL && isatty (STDERR_FILENO);
  gint64   n_frames;

  if (wants_json_lines (options))
    g_signal_connect (render, "notify::eta", G_CALLBACK (on_progress_line), NULL);
  else if (on_terminal)
    g_signal_connect (render, "notify::eta", G_CALLBACK (on_progress_terminal), NULL);

  n_frames = dex_await_int64 (cw_render_run (render), &error);
  g_signal_handlers_disconnect_by_func (render, on_progress_line, NULL);
  g_signal_handlers_disconnect_by_func (render, on_progress_terminal, NULL);

  if (on_terminal)
    g_printerr ("\r\033[K");

  if (error != NULL)
    {
      if (wants_json_lines (options) && !cw_error_is_cancelled (error))
        print_error_line (error);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  tell_made (options, project, n_frames);
  return dex_future_new_true ();
}

/**
 * cw_export_run:
 * @options: what the user asked for; has to live as long as the future
 * @project: what to make
 * @preset: how to encode it
 *
 * Renders @project, telling the progress, and prints what was made.
 *
 * Returns: (transfer full): a future that resolves once the file is there
 */
DexFuture *
cw_export_run (const CwExportOptions *options,
               CwProject             *project,
               const CwPreset        *preset)
{
  return cw_spawn (G_CALLBACK (export_fiber), 3,
                   G_TYPE_POINTER, options,
                   CW_TYPE_PROJECT, project,
                   CW_TYPE_PRESET, preset);
}

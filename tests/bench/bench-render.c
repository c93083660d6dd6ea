/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-render.h"

#include <locale.h>
#include <stdlib.h>

typedef struct
{
  GMainLoop *loop;
  int        status;
} Run;

static DexFuture *
on_done (DexFuture *future,
         gpointer   data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  const GValue *frames = dex_future_get_value (future, &error);

  if (frames != NULL)
    g_print ("%" G_GINT64_FORMAT " frames\n", g_value_get_int64 (frames));
  else
    g_printerr ("%s\n", error->message);

  run->status = frames != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
  g_main_loop_quit (run->loop);

  return dex_future_new_true ();
}

/* The engine alone, as the export and the command line use it: FILE from IN
 * seconds on for SECONDS, laid out as LAYOUT on WIDTH x HEIGHT at RATE frames a
 * second, written to OUTPUT. */
int
main (int    argc,
      char **argv)
{
  CwPreset preset = { .id = (char *) "bench", .quality = 21, .speed = (char *) "veryfast", .key_interval = 250, .audio_bitrate = 160000 };
  g_autoptr (CwProject) project = NULL;
  g_autoptr (CwTrack) track = NULL;
  g_autoptr (CwItem) item = NULL;
  g_autoptr (CwRender) render = NULL;
  CwLayoutKind kind;
  CwLayout     layout;
  Run          run = { g_main_loop_new (NULL, FALSE), EXIT_FAILURE };

  setlocale (LC_ALL, "");
  dex_init ();

  if (argc != 9 || !cw_layout_kind_from_nick (argv[4], &kind))
    {
      g_printerr ("usage: bench-render FILE IN SECONDS LAYOUT WIDTH HEIGHT RATE OUTPUT\n");
      return 2;
    }

  project = cw_project_new ("bench");
  track = cw_track_new (CW_TRACK_VIDEO, "video");
  item = cw_item_new_media (argv[1], (gint64) (g_ascii_strtod (argv[2], NULL) * 1e9 + 0.5), (gint64) (g_ascii_strtod (argv[3], NULL) * 1e9 + 0.5));
  layout = cw_layout_default (kind);
  cw_item_set_layout (item, &layout);
  cw_track_insert (track, 0, item);
  cw_project_add_track (project, track);
  cw_project_set_size (project, atoi (argv[5]), atoi (argv[6]));
  cw_project_set_rate (project, (CwRate) { atoi (argv[7]), 1 });

  render = cw_render_new (project, &preset, argv[8]);
  dex_future_disown (dex_future_finally (cw_render_run (render), on_done, &run, NULL));
  g_main_loop_run (run.loop);
  g_main_loop_unref (run.loop);

  return run.status;
}

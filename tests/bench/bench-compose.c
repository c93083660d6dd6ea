/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "cw-composer.h"
#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>
int
main (int argc, char **argv)
{
  g_autoptr (CwProject) project = cw_project_new ("bench");
  g_autoptr (CwTrack) track = cw_track_new (CW_TRACK_VIDEO, "video");
  g_autoptr (CwItem) item = cw_item_new_media (argv[1], (gint64) (g_ascii_strtod (argv[2], NULL) * 1e9 + 0.5), (gint64) (g_ascii_strtod (argv[3], NULL) * 1e9 + 0.5));
  CwLayoutKind kind;
  CwLayout     layout;
  g_autoptr (CwComposer) composer = NULL;
  struct rusage use;
  gint64        began = g_get_monotonic_time ();
  if (!cw_layout_kind_from_nick (argv[4], &kind))
    return 2;
  layout = cw_layout_default (kind);
  cw_item_set_layout (item, &layout);
  cw_track_insert (track, 0, item);
  cw_project_add_track (project, track);
  cw_project_set_size (project, atoi (argv[5]), atoi (argv[6]));
  cw_project_set_rate (project, (CwRate) { 60, 1 });
  composer = cw_composer_new (project, atoi (argv[5]), atoi (argv[6]), 0);
  for (gint64 n = 0; n < cw_rate_get_frame_count ((CwRate) { 60, 1 }, cw_project_get_duration (project)); n++)
    {
      g_autoptr (GError) error = NULL;
      GstBuffer *buffer = cw_composer_compose (composer, cw_rate_get_frame_time ((CwRate) { 60, 1 }, n), NULL, &error);
      if (buffer == NULL)
        g_error ("%s", error->message);
      gst_buffer_unref (buffer);
    }
  getrusage (RUSAGE_SELF, &use);
  g_print ("%-10s user %.2f sys %.2f wall %.2f\n", argv[4], use.ru_utime.tv_sec + use.ru_utime.tv_usec / 1e6, use.ru_stime.tv_sec + use.ru_stime.tv_usec / 1e6, (g_get_monotonic_time () - began) / 1e6);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-verb.h"

#include "cw-thumbnail.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>

static char *output;
static char *at;
static int   width = 640;

static GOptionEntry entries[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The PNG or JPEG file to write"), N_ ("FILE") },
  { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_ ("Which moment to show"), N_ ("TIME") },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, N_ ("How wide the picture is at the most"), N_ ("PIXELS") },
  { NULL }
};

static DexFuture *
run (const CwVerb *self,
     char        **arguments)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwImage) image = NULL;
  gint64 time = 0;

  if (!cw_verb_parse (self, entries, arguments, &paths, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (paths[0] == NULL || paths[1] != NULL)
    return cw_verb_wrong (self, _ ("Name one video to take the picture from"));

  if (output == NULL)
    return cw_verb_wrong (self, _ ("Say with -o which file to write"));

  if (width < 16 || width > 8192)
    return cw_verb_wrong (self, _ ("The width has to be from 16 to 8192"));

  if (at != NULL && !cw_timecode_parse (at, &time, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* A moment that was named is shown exactly; else any good one does. */
  image = dex_await_boxed (cw_thumbnail_load (paths[0], time, at != NULL, width, width), &error);
  if (image == NULL || !cw_image_save (image, output, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

const CwVerb cw_verb_thumbnail = {
  .name = "thumbnail",
  .arguments = "VIDEO -o FILE.png",
  .summary = N_ ("Take a picture out of a video"),
  .description = N_ ("Times are seconds (83.5) or minutes and seconds (1:23.5)."),
  .run = run,
};

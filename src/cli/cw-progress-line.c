/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-progress-line.h"

#include <unistd.h>

/**
 * CwProgressLine:
 *
 * How far something is, on standard error, while somebody watches: elsewhere it would
 * only fill a log. It leaves an empty line.
 */
struct _CwProgressLine
{
  GObject *progress;
  gulong   handler; /* 0 where nobody watches */
};

static void
on_fraction (GObject *progress)
{
  double fraction;

  g_object_get (progress, "fraction", &fraction, NULL);
  g_printerr ("\r%3d %%", (int) (100 * fraction));
}

/**
 * cw_progress_line_new:
 * @progress: a #CwProgress or #CwStepProgress
 *
 * Returns: (transfer full): tells of @progress until it is freed
 */
CwProgressLine *
cw_progress_line_new (gpointer progress)
{
  CwProgressLine *self = g_new0 (CwProgressLine, 1);

  self->progress = g_object_ref (progress);
  if (isatty (STDERR_FILENO))
    self->handler = g_signal_connect (progress, "notify::fraction", G_CALLBACK (on_fraction), NULL);

  return self;
}

void
cw_progress_line_free (CwProgressLine *self)
{
  if (self->handler != 0)
    {
      g_signal_handler_disconnect (self->progress, self->handler);
      g_printerr ("\r     \r");
    }
  g_object_unref (self->progress);
  g_free (self);
}

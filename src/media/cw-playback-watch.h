/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "cw-growing-file.h"

G_BEGIN_DECLS

/**
 * CwPlaybackEvents:
 * @settled: a picture is there, the first one or that of a seek or step
 * @ended: it has played to its end
 * @lengthened: it may know better now how long it is
 * @waiting: whether it waits for what is still to be downloaded
 * @failed: it has not played, or will not any more; @sentence (transfer full) says why
 *
 * What a pipeline tells, on the main thread. Each may free the watch.
 */
typedef struct
{
  void (*settled) (gpointer data);
  void (*ended) (gpointer data);
  void (*lengthened) (gpointer data);
  void (*waiting) (gpointer data,
                   gboolean waiting);
  void (*failed) (gpointer data,
                  char    *sentence);
} CwPlaybackEvents;

typedef struct _CwPlaybackWatch CwPlaybackWatch;

CwPlaybackWatch *cw_playback_watch_new (GstElement             *playbin,
                                        const char             *path,
                                        CwGrowingFile          *file,
                                        const CwPlaybackEvents *events,
                                        gpointer                data);
void             cw_playback_watch_free (CwPlaybackWatch *self);

G_END_DECLS

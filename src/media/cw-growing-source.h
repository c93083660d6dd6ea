/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/base/gstbasesrc.h>

#include "cw-growing-file.h"

G_BEGIN_DECLS

/* What a pipeline is given to play, in place of a file's address; the ending says
 * what is tried first, so that nothing looks for the end to find out. */
#define CW_GROWING_SOURCE_URI "cwgrowing:///clip.mp4"

#define CW_TYPE_GROWING_SOURCE (cw_growing_source_get_type ())
G_DECLARE_FINAL_TYPE (CwGrowingSource, cw_growing_source, CW, GROWING_SOURCE, GstBaseSrc)

void     cw_growing_source_register (void);
void     cw_growing_source_set_file (CwGrowingSource *self,
                                     CwGrowingFile   *file);
gboolean cw_growing_source_parse_waiting (GstMessage *message,
                                          gboolean   *waiting);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *cw_clip_printer_look (GPtrArray *clips) G_GNUC_WARN_UNUSED_RESULT;
void       cw_clip_printer_print_all (GPtrArray *clips,
                                      gboolean   as_json);
void       cw_clip_printer_print_one (CwClip     *clip,
                                      const char *transcript,
                                      gboolean    as_json);

G_END_DECLS

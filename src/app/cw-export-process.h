/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_EXPORT_PROCESS (cw_export_process_get_type ())
G_DECLARE_FINAL_TYPE (CwExportProcess, cw_export_process, CW, EXPORT_PROCESS, GObject)

/**
 * CwExportProgressFunc:
 * @progress: how much is done, from 0 to 1
 * @speed: times real time, 0 where unknown
 * @eta: s, -1 where unknown
 * @data: what was given to cw_export_process_new()
 */
typedef void (*CwExportProgressFunc) (double   progress,
                                      double   speed,
                                      gint64   eta,
                                      gpointer data);

/* One run of clipwright-cli that renders a project's file. */
CwExportProcess *cw_export_process_new (const char          *project_file,
                                        const char          *preset_id,
                                        const char          *output,
                                        gboolean             replace,
                                        CwExportProgressFunc func,
                                        gpointer             data);
DexFuture       *cw_export_process_run (CwExportProcess *self) G_GNUC_WARN_UNUSED_RESULT;
void             cw_export_process_stop (CwExportProcess *self);

G_END_DECLS

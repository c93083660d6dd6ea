/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-editor.h"
#include "cw-job-queue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_EXPORT_DIALOG (cw_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwExportDialog, cw_export_dialog, CW, EXPORT_DIALOG, AdwDialog)

/* Asks what to export a project to, and queues it. Signal: exported, once it is
 * queued and just before the dialog closes. */

CwExportDialog *cw_export_dialog_new (CwEditor   *editor,
                                      CwJobQueue *jobs);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-editor.h"
#include "cw-job-queue.h"

G_BEGIN_DECLS

#define CW_TYPE_EDITOR_PAGE (cw_editor_page_get_type ())
G_DECLARE_FINAL_TYPE (CwEditorPage, cw_editor_page, CW, EDITOR_PAGE, AdwNavigationPage)

/* One open project. Properties: editor (CwEditor), jobs (CwJobQueue, where it
 * exports to). Actions: editor.export, undo, redo, play, pause, step (frames),
 * skip (seconds), first, last, mark-in, mark-out, locate. */

CwEditorPage *cw_editor_page_new (CwEditor   *editor,
                                  CwJobQueue *jobs);

G_END_DECLS

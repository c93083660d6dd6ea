/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-services.h"

G_BEGIN_DECLS

#define CW_TYPE_WINDOW (cw_window_get_type ())
G_DECLARE_FINAL_TYPE (CwWindow, cw_window, CW, WINDOW, AdwApplicationWindow)

/* Navigates, and knows nothing else. Pages reach it by actions only:
 *   win.page (s)           shows "library", "projects" or "exports"
 *   win.open-clip (s)      plays the clip with that id
 *   win.edit-clip (s)      makes a project of the clip and edits it
 *   win.edit-range (sxx)   the same, with in and out in ns already set
 *   win.open-project (s)   edits the project with that id
 *   win.export             exports what is edited: activates “editor.export” on the page
 *   win.import             lets the user choose videos for the library
 *   win.search             searches the library
 *   win.try-sample         takes in the sample clip and plays it */

CwWindow *cw_window_new (AdwApplication *application,
                         CwServices     *services);
void      cw_window_open_files (CwWindow   *self,
                                GListModel *files);
void      cw_window_close (CwWindow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-clip-watch.h"

G_BEGIN_DECLS

#define CW_TYPE_WATCHED_DIALOG (cw_watched_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwWatchedDialog, cw_watched_dialog, CW, WATCHED_DIALOG, AdwDialog)

CwWatchedDialog *cw_watched_dialog_new (CwClipWatch *watch);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_SHORTCUTS_DIALOG (cw_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwShortcutsDialog, cw_shortcuts_dialog, CW, SHORTCUTS_DIALOG, AdwDialog)

CwShortcutsDialog *cw_shortcuts_dialog_new (void);

G_END_DECLS

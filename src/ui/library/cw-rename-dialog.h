/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_RENAME_DIALOG (cw_rename_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwRenameDialog, cw_rename_dialog, CW, RENAME_DIALOG, AdwAlertDialog)

/* Asks for a title. Its response is "rename" or "cancel"; what it is for is the
 * caller's: ID is only kept. */

CwRenameDialog *cw_rename_dialog_new (const char *id,
                                      const char *title);
const char     *cw_rename_dialog_get_id (CwRenameDialog *self);
const char     *cw_rename_dialog_get_title (CwRenameDialog *self);

G_END_DECLS

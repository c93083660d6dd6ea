/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-services.h"

G_BEGIN_DECLS

#define CW_TYPE_GROUPS_DIALOG (cw_groups_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwGroupsDialog, cw_groups_dialog, CW, GROUPS_DIALOG, AdwDialog)

/* The library's clips by channel, month or broadcast. The signal “chosen” tells the query
 * (string) of a group that the user wants to see; the dialog closes with it. */

CwGroupsDialog *cw_groups_dialog_new (CwServices *services);

G_END_DECLS

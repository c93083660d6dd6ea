/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_SIGN_IN_DIALOG (cw_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwSignInDialog, cw_sign_in_dialog, CW, SIGN_IN_DIALOG, AdwDialog)

/* Signal: signed-in (CwAccount). */

CwSignInDialog *cw_sign_in_dialog_new (CwTwitch    *twitch,
                                       CwTwitchNeed need,
                                       gboolean     another);

G_END_DECLS

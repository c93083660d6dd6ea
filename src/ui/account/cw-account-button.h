/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_ACCOUNT_BUTTON (cw_account_button_get_type ())
G_DECLARE_FINAL_TYPE (CwAccountButton, cw_account_button, CW, ACCOUNT_BUTTON, AdwBin)

/* Who is signed in, and the others to switch to. Property: twitch. */

G_END_DECLS

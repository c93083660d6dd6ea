/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cw-account.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

void cw_twitch_printer_add_clip (JsonBuilder  *builder,
                                 CwTwitchClip *clip);
void cw_twitch_printer_add_account (JsonBuilder *builder,
                                    CwAccount   *account);
void cw_twitch_printer_print_clip (CwTwitchClip *clip);

G_END_DECLS

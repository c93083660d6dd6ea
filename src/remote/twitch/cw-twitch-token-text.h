/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-twitch-token.h"

G_BEGIN_DECLS

char          *cw_twitch_token_to_text (CwTwitchToken *token);
CwTwitchToken *cw_twitch_token_from_text (const char *text,
                                          GError    **error);

G_END_DECLS

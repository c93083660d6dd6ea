/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwTwitchLinkKind:
 * @CW_TWITCH_LINK_NONE: something else
 * @CW_TWITCH_LINK_CLIP: a clip; its slug
 * @CW_TWITCH_LINK_VOD: a broadcast that is over; its number
 * @CW_TWITCH_LINK_CHANNEL: a channel; its login
 */
typedef enum
{
  CW_TWITCH_LINK_NONE,
  CW_TWITCH_LINK_CLIP,
  CW_TWITCH_LINK_VOD,
  CW_TWITCH_LINK_CHANNEL,
} CwTwitchLinkKind;

CwTwitchLinkKind cw_twitch_link_parse (const char *text,
                                       char      **id);
gboolean         cw_twitch_link_is_slug (const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CwTwitchPlace:
 * @CW_TWITCH_ID: sign-in
 * @CW_TWITCH_API: Helix, the official interface
 * @CW_TWITCH_GQL: what Twitch's own site asks
 */
typedef enum
{
  CW_TWITCH_ID,
  CW_TWITCH_API,
  CW_TWITCH_GQL,
} CwTwitchPlace;

char *cw_twitch_places_build (CwTwitchPlace place,
                              const char   *path);

G_END_DECLS

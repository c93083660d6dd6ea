/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-twitch-places.h"

/* For a stand-in: all of Twitch's servers behind one address. */
#define OVERRIDE "CLIPWRIGHT_TWITCH_URL"

static const struct
{
  const char *host;
  const char *prefix;
} places[] = {
  [CW_TWITCH_ID] = { "https://id.twitch.tv", "/oauth2" },
  [CW_TWITCH_API] = { "https://api.twitch.tv", "/helix" },
  [CW_TWITCH_GQL] = { "https://gql.twitch.tv", "/gql" },
};

/**
 * cw_twitch_places_build:
 * @place: which of Twitch's servers
 * @path: what of it: "/clips", or ""
 *
 * Returns: (transfer full): the address
 */
char *
cw_twitch_places_build (CwTwitchPlace place,
                        const char   *path)
{
  const char *host = g_getenv (OVERRIDE);

  return g_strconcat (host != NULL && *host != '\0' ? host : places[place].host, places[place].prefix, path, NULL);
}

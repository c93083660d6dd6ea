/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-token-source.h"

/**
 * CwTokenSource:
 *
 * Who knows in whose name to ask Twitch, and keeps the token for it.
 */
G_DEFINE_INTERFACE (CwTokenSource, cw_token_source, G_TYPE_OBJECT)

/**
 * cw_token_source_get:
 * @self: a source
 *
 * Returns: (transfer full): a future of a #CwTwitchToken that is good as far as is
 *   known; rejected with %CW_ERROR_DENIED where nobody is signed in
 */
DexFuture *
cw_token_source_get (CwTokenSource *self)
{
  dex_return_error_if_fail (CW_IS_TOKEN_SOURCE (self));

  return CW_TOKEN_SOURCE_GET_IFACE (self)->get (self);
}

/**
 * cw_token_source_renew:
 * @self: a source
 * @refused: a token that Twitch did not accept
 *
 * Returns: (transfer full): a future of another #CwTwitchToken, or of @refused
 *   where Twitch says that it is good and so must have meant something else;
 *   rejected with %CW_ERROR_DENIED where the user has to sign in again
 */
DexFuture *
cw_token_source_renew (CwTokenSource *self,
                       CwTwitchToken *refused)
{
  dex_return_error_if_fail (CW_IS_TOKEN_SOURCE (self));
  dex_return_error_if_fail (CW_IS_TWITCH_TOKEN (refused));

  return CW_TOKEN_SOURCE_GET_IFACE (self)->renew (self, refused);
}

static void
cw_token_source_default_init (CwTokenSourceInterface *iface)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-twitch-token.h"

G_BEGIN_DECLS

#define CW_TYPE_TOKEN_SOURCE (cw_token_source_get_type ())
G_DECLARE_INTERFACE (CwTokenSource, cw_token_source, CW, TOKEN_SOURCE, GObject)

struct _CwTokenSourceInterface
{
  GTypeInterface parent_interface;

  DexFuture *(*get) (CwTokenSource *self);
  DexFuture *(*renew) (CwTokenSource *self,
                       CwTwitchToken *refused);
};

DexFuture *cw_token_source_get (CwTokenSource *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_token_source_renew (CwTokenSource *self,
                                  CwTwitchToken *refused) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

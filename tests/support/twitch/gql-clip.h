/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stand-in.h"

G_BEGIN_DECLS

JsonObject *gql_clip_make_token (StandIn *self,
                                 Clip    *clip);
JsonObject *gql_clip_make_full (StandIn *self,
                                Clip    *clip);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "request.h"

G_BEGIN_DECLS

gboolean helix_clip_is_there (StandIn *self,
                              Clip    *clip);

G_END_DECLS

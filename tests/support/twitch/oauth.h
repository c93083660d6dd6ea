/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sessions.h"

G_BEGIN_DECLS

JsonObject *oauth_issue (StandIn           *self,
                         const char        *client_id,
                         const char *const *scopes,
                         User              *user);

G_END_DECLS

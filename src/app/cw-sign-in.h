/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-twitch-session.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

#define CW_TYPE_SIGN_IN (cw_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (CwSignIn, cw_sign_in, CW, SIGN_IN, GObject)

/* Properties: url (nullable: where to confirm), code (nullable: what to confirm),
 * expires (us of the monotonic clock). */

CwSignIn   *cw_sign_in_new (CwTwitchSession   *session,
                            CwHelix           *helix,
                            const char *const *scopes,
                            gboolean           another);
DexFuture  *cw_sign_in_begin (CwSignIn *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture  *cw_sign_in_wait (CwSignIn *self) G_GNUC_WARN_UNUSED_RESULT;
const char *cw_sign_in_get_url (CwSignIn *self);
const char *cw_sign_in_get_code (CwSignIn *self);
gint64      cw_sign_in_get_expires (CwSignIn *self);

G_END_DECLS

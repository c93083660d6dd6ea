/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

DexFuture *cw_followed_clips_list (CwHelix    *helix,
                                   const char *account_id,
                                   const char *cursor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-helix.h"
#include "cw-stream.h"
#include "cw-vod.h"

G_BEGIN_DECLS

DexFuture *cw_helix_find_streams (CwHelix           *self,
                                  const char *const *channel_ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_list_streams (CwHelix    *self,
                                  const char *category_id,
                                  const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_list_followed_streams (CwHelix    *self,
                                           const char *account_id,
                                           const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_list_vods (CwHelix    *self,
                               const char *channel_id,
                               const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_find_vods (CwHelix           *self,
                               const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-group.h"
#include "cw-database.h"
#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_GROUPS (cw_clip_groups_get_type ())
G_DECLARE_FINAL_TYPE (CwClipGroups, cw_clip_groups, CW, CLIP_GROUPS, GObject)

/* A list of CwClipGroup. Properties: loading (boolean), failure (GError, nullable). */

CwClipGroups *cw_clip_groups_new (CwDatabase *database,
                                  CwLibrary  *library,
                                  CwGrouping  grouping);
DexFuture    *cw_clip_groups_refresh (CwClipGroups *self) G_GNUC_WARN_UNUSED_RESULT;
CwLibrary    *cw_clip_groups_get_library (CwClipGroups *self);
CwGrouping    cw_clip_groups_get_grouping (CwClipGroups *self);

G_END_DECLS

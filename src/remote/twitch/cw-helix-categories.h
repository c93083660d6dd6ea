/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-category.h"
#include "cw-helix.h"

G_BEGIN_DECLS

DexFuture *cw_helix_list_categories (CwHelix    *self,
                                     const char *cursor) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_find_categories (CwHelix           *self,
                                     const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_find_categories_by_name (CwHelix           *self,
                                             const char *const *names) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_search_categories (CwHelix    *self,
                                       const char *words,
                                       const char *cursor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

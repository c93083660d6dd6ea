/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-folder-listing.h"
#include "cw-import-plan.h"

G_BEGIN_DECLS

typedef struct _CwSideFiles CwSideFiles;

CwSideFiles   *cw_side_files_new (const CwFolderListing *listing,
                                  GPtrArray             *media,
                                  GStrvBuilder          *warnings);
void           cw_side_files_free (CwSideFiles *self);
CwImportEntry *cw_side_files_describe (CwSideFiles *self,
                                       const char  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSideFiles, cw_side_files_free)

G_END_DECLS

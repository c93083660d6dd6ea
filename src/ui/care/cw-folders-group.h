/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library-care.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_FOLDERS_GROUP (cw_folders_group_get_type ())
G_DECLARE_FINAL_TYPE (CwFoldersGroup, cw_folders_group, CW, FOLDERS_GROUP, AdwPreferencesGroup)

void cw_folders_group_set_care (CwFoldersGroup *self,
                                CwLibraryCare  *care,
                                GSettings      *settings);

G_END_DECLS

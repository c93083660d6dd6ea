/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library-care.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_STORAGE_DIALOG (cw_storage_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwStorageDialog, cw_storage_dialog, CW, STORAGE_DIALOG, AdwDialog)

CwStorageDialog *cw_storage_dialog_new (CwLibraryCare *care);

G_END_DECLS

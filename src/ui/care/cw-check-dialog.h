/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library-care.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_CHECK_DIALOG (cw_check_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwCheckDialog, cw_check_dialog, CW, CHECK_DIALOG, AdwDialog)

CwCheckDialog *cw_check_dialog_new (CwLibraryCare *care);

G_END_DECLS

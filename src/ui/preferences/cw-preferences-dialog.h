/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library-care.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_PREFERENCES_DIALOG (cw_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwPreferencesDialog, cw_preferences_dialog, CW, PREFERENCES_DIALOG, AdwPreferencesDialog)

CwPreferencesDialog *cw_preferences_dialog_new (GSettings     *settings,
                                                CwLibraryCare *care);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_EDITOR_CONTROLS (cw_editor_controls_get_type ())
G_DECLARE_FINAL_TYPE (CwEditorControls, cw_editor_controls, CW, EDITOR_CONTROLS, AdwBin)

G_END_DECLS

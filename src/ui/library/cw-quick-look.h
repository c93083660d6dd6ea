/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_QUICK_LOOK (cw_quick_look_get_type ())
G_DECLARE_FINAL_TYPE (CwQuickLook, cw_quick_look, CW, QUICK_LOOK, AdwDialog)

/* Plays one clip of a list over it, at once; arrows lead to the others, Space and Escape
 * back to the list. It is no watching that is remembered. Properties: library
 * (CwLibrary), clips (GListModel of CwClip), position (uint: which of them is played),
 * clip (CwClip, nullable: that), player (CwPlayer). */

CwQuickLook *cw_quick_look_new (CwLibrary  *library,
                                GListModel *clips,
                                guint       position);

G_END_DECLS

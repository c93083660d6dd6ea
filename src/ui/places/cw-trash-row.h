/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_TRASH_ROW (cw_trash_row_get_type ())
G_DECLARE_FINAL_TYPE (CwTrashRow, cw_trash_row, CW, TRASH_ROW, AdwBin)

/* A clip in the trash. What can be done to it are actions of the page around it.
 * Properties: library (CwLibrary), clip (CwClip, nullable). */

CwTrashRow *cw_trash_row_new (CwLibrary *library);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library-trash.h"

G_BEGIN_DECLS

#define CW_TYPE_TRASH_PAGE (cw_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (CwTrashPage, cw_trash_page, CW, TRASH_PAGE, AdwNavigationPage)

CwTrashPage *cw_trash_page_new (CwLibraryTrash *trash);

G_END_DECLS

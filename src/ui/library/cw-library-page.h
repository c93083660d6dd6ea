/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-clip-view.h"

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_LIBRARY_PAGE (cw_library_page_get_type ())
G_DECLARE_FINAL_TYPE (CwLibraryPage, cw_library_page, CW, LIBRARY_PAGE, AdwNavigationPage)

/* The clips. Property: library (CwLibrary). */

CwClipView *cw_library_page_get_view (CwLibraryPage *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

G_BEGIN_DECLS

#define CW_TYPE_CATEGORIES_PAGE (cw_categories_page_get_type ())
G_DECLARE_FINAL_TYPE (CwCategoriesPage, cw_categories_page, CW, CATEGORIES_PAGE, CwBrowsePage)

G_END_DECLS

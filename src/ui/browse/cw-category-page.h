/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

#include "cw-category.h"

G_BEGIN_DECLS

#define CW_TYPE_CATEGORY_PAGE (cw_category_page_get_type ())
G_DECLARE_FINAL_TYPE (CwCategoryPage, cw_category_page, CW, CATEGORY_PAGE, CwBrowsePage)

CwCategoryPage *cw_category_page_new (CwTwitch   *twitch,
                                      CwCategory *category);

G_END_DECLS

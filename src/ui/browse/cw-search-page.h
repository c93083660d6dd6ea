/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

G_BEGIN_DECLS

#define CW_TYPE_SEARCH_PAGE (cw_search_page_get_type ())
G_DECLARE_FINAL_TYPE (CwSearchPage, cw_search_page, CW, SEARCH_PAGE, CwBrowsePage)

/* Action: search.focus. */

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

G_BEGIN_DECLS

#define CW_TYPE_HOME_PAGE (cw_home_page_get_type ())
G_DECLARE_FINAL_TYPE (CwHomePage, cw_home_page, CW, HOME_PAGE, CwBrowsePage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

G_BEGIN_DECLS

#define CW_TYPE_NEW_CLIPS_PAGE (cw_new_clips_page_get_type ())
G_DECLARE_FINAL_TYPE (CwNewClipsPage, cw_new_clips_page, CW, NEW_CLIPS_PAGE, CwBrowsePage)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_FAILURE_PAGE (cw_failure_page_get_type ())
G_DECLARE_FINAL_TYPE (CwFailurePage, cw_failure_page, CW, FAILURE_PAGE, AdwBin)

void cw_failure_page_show (CwFailurePage *self,
                           const GError  *failure,
                           const char    *retry_action);
void cw_failure_page_set_compact (CwFailurePage *self,
                                  gboolean       compact);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_FAILURE_PAGE (cw_failure_page_get_type ())
G_DECLARE_FINAL_TYPE (CwFailurePage, cw_failure_page, CW, FAILURE_PAGE, AdwBin)

void cw_failure_page_show (CwFailurePage *self,
                           CwTwitch      *twitch,
                           const GError  *failure,
                           const char    *retry_action,
                           const char    *need);
void cw_failure_page_set_button (GtkButton    *button,
                                 CwTwitch     *twitch,
                                 const GError *failure,
                                 const char   *retry_action,
                                 const char   *need);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library-care.h"

#include <adwaita.h>

G_BEGIN_DECLS

void cw_care_actions_add (AdwApplicationWindow *window,
                          CwLibraryCare        *care,
                          AdwBanner            *away);
void cw_care_actions_tell (GtkWidget     *window,
                           CwLibraryCare *care);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-library.h"

G_BEGIN_DECLS

void cw_clear_history (AdwApplicationWindow *window,
                       CwLibrary            *library);

G_END_DECLS

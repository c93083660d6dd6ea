/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

#include "cw-library.h"

G_BEGIN_DECLS

DexFuture *cw_locate (GtkWindow *window,
                      CwLibrary *library,
                      CwClip    *clip) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

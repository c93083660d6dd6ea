/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-marks.h"

G_BEGIN_DECLS

void cw_clip_growth_attach (GtkWidget   *view,
                            CwClipMarks *marks);

G_END_DECLS

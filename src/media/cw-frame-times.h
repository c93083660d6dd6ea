/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-rate.h"

G_BEGIN_DECLS

void     cw_frame_times_add (GArray *gaps,
                             GArray *times);
gboolean cw_frame_times_judge (GArray   *gaps,
                               CwRate    claimed,
                               CwRate   *rate,
                               gboolean *variable);

G_END_DECLS

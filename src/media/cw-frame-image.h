/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame.h"
#include "cw-image.h"

G_BEGIN_DECLS

CwImage *cw_frame_to_image (const CwFrame *frame,
                            int            max_width,
                            int            max_height);

G_END_DECLS

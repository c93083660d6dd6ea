/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cw_blur_plane (guint8 *data,
                    gsize   stride,
                    int     width,
                    int     height,
                    int     radius);

G_END_DECLS

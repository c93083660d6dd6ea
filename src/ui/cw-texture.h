/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-image.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

GdkTexture *cw_texture_new_for_image (const CwImage *image);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-picture.h"

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_PICTURE (cw_clip_picture_get_type ())
G_DECLARE_FINAL_TYPE (CwClipPicture, cw_clip_picture, CW, CLIP_PICTURE, CwPicture)

/* A clip's picture, as wide as there is room and always 16:9. Properties:
 * library (CwLibrary), clip (CwClip), shows-watched (boolean: a line tells how much of
 * it was watched, where that is a part). */

G_END_DECLS

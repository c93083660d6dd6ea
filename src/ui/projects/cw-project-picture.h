/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-picture.h"

G_BEGIN_DECLS

#define CW_TYPE_PROJECT_PICTURE (cw_project_picture_get_type ())
G_DECLARE_FINAL_TYPE (CwProjectPicture, cw_project_picture, CW, PROJECT_PICTURE, CwPicture)

/* A picture of a project's source, as wide as there is room and always 16:9.
 * Property: path (of the source, nullable). */

G_END_DECLS
